"""The timeline: lanes of marks or bars, and the norm instruments beneath on the same time axis."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.codes import Status, label
from timeline.figures import theme
from timeline.plain import escape

Trace = dict[str, Any]
Array = npt.NDArray[Any]
Columns = dict[str, Array]
"""A small frame as arrays; cutting those costs a hundredth of cutting a frame."""

DAY = 86_400_000
"""Milliseconds; Plotly's date axes count them from 1970."""
TOP, AXIS, BOTTOM = 44, 34, 6
HEAD, STRIP_ROW = 20, 17
LABEL, HEADING, TICK = 11.5, 12.5, 13
"""Sizes of letters."""
SPAN, FAINT = 6, 0.45
"""Height and opacity of the bar of an imprecise date."""
THREAD_MARKS: dict[str, tuple[str, str]] = {
    "own": (theme.GREY, "circle-open"),
    "event": (theme.GREY, "circle"),
    "claim": (theme.BLUE, "circle"),
    "denial": (theme.VERMILION, "diamond"),
    "response": (theme.GREEN, "square"),
}
"""Step of a case -> colour and shape, as in the case file's ladder."""
STRIP_MARKS = {"norms": "diamond", "sanctions": "square", "forum": "circle-open"}
HOVER = "<b>%{text}</b><br>%{hovertext}<extra></extra>"
MANY, SHORT = 1000, 44
"""Above so many marks their titles are cut to so many letters."""
STEADY = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""Marks outside a box that is drawn do not fade."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The visible days (from 1970), the labels on them, the colour of text, and of the page behind it."""

    view: tuple[int, int]
    ticks: Sequence[tuple[int, str]]
    ink: str
    ground: str


def board(
    lanes: pd.DataFrame,
    marks: pd.DataFrame,
    bars: pd.DataFrame,
    instruments: pd.DataFrame,
    axis: Axis,
    selected: str = "",
    thread: pd.DataFrame | None = None,
) -> theme.Drawn:
    """Lanes with marks, or with bars where there are too many; one chart unit is one pixel.

    All stands in one plot and in few traces: in the browser a second pair of axes costs as much as a hundred marks.
    """
    lane, mark = _columns(lanes), _columns(marks)
    depth = int(lane["bottom"].max())
    strip = _columns(instruments)
    strip["y"] = depth + AXIS + HEAD + STRIP_ROW / 2 + STRIP_ROW * strip["row"]
    chosen = _where(mark, mark["incident_id"] == selected)
    traces = [_bars(_columns(bars), lane)] if len(bars) else []
    if thread is not None:
        traces += [trace for y in chosen["y"] for trace in _thread_line(_columns(thread), float(y))]
    traces += [*_span_boxes([mark, strip]), *_marks(mark), *_rings(chosen), *_strip(strip)]
    traces.append(_texts([mark, strip], axis, depth + AXIS / 2 if _size(strip) else None))
    return theme.figure(traces, axis.ground, **_layout(lane, strip, axis))


def _columns(frame: pd.DataFrame) -> Columns:
    return {name: frame[name].to_numpy() for name in frame.columns}


def _where(columns: Columns, mask: Array) -> Columns:
    return {name: values[mask] for name, values in columns.items()}


def _size(columns: Columns) -> int:
    return len(next(iter(columns.values())))


def _milliseconds(days: Any) -> list[int]:
    found: list[int] = (np.asarray(days, dtype=np.float64) * DAY).astype(np.int64).tolist()
    return found


def _middles(columns: Columns) -> list[int]:
    return _milliseconds((columns["earliest"] + columns["latest"] + 1) / 2)


def _titles(titles: Sequence[str]) -> list[str]:
    """Titles to show beside the pointer; the beginnings suffice where many would weigh on the first view."""
    if len(titles) > MANY:
        titles = [textwrap.shorten(title, SHORT, placeholder=" …") for title in titles]
    return [wrapped(title) for title in titles]


def _marks(marks: Columns) -> list[Trace]:
    """The incidents, in the shape and colour of their status."""
    if not _size(marks):
        return []
    looks = [theme.STATUS_MARKS.get(status, (theme.GREY, "circle-open")) for status in marks["status"]]
    words = [label(Status, status) for status in marks["status"]]
    points = {
        "type": "scatter",
        "mode": "markers",
        "name": "Incidents",
        "x": _middles(marks),
        "y": marks["y"].tolist(),
        "customdata": marks["incident_id"].tolist(),
        "text": _titles(marks["title"].tolist()),
        "hovertext": [f"{escape(when)}<br>{escape(status)}" for when, status in zip(marks["when"], words, strict=True)],
        "hovertemplate": HOVER,
        "marker": {
            "color": [colour for colour, _ in looks],
            "symbol": [shape for _, shape in looks],
            "size": 10,
            "opacity": 1,
            "line": {"width": [_outline(shape) for _, shape in looks]},
        },
    }
    return [points | STEADY]


def _outline(shape: str) -> int:
    return 2 if shape.endswith("open") else 0


def _imprecise(columns: Columns) -> list[tuple[int, int, float]]:
    """First and last moment that a date known only to a month, a year or a range can mean, and the height of its row."""
    wide = _where(columns, columns["latest"] > columns["earliest"])
    return list(zip(_milliseconds(wide["earliest"]), _milliseconds(wide["latest"] + 1), wide["y"].tolist(), strict=True))


def _spans(columns: Columns, colour: str) -> list[Trace]:
    """A line for each imprecise date."""
    ends = _imprecise(columns)
    if not ends:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "span",
            "x": [place for first, last, _ in ends for place in (first, last, None)],
            "y": [place for _, _, y in ends for place in (y, y, None)],
            "line": {"color": colour, "width": SPAN},
            "opacity": FAINT,
            "hoverinfo": "skip",
        }
    ]


def _span_boxes(some: Sequence[Columns]) -> list[Trace]:
    """A bar for each imprecise date, as high as a line of `_spans`, all in one path: lines would be an element each."""
    ends = [one for columns in some for one in _imprecise(columns)]
    if not ends:
        return []
    half = SPAN / 2
    return [
        {
            "type": "scatter",
            "mode": "none",
            "name": "Span of an imprecise date",
            "x": [place for first, last, _ in ends for place in (first, last, last, first, None)],
            "y": [place for _, _, y in ends for place in (y - half, y - half, y + half, y + half, None)],
            "fill": "toself",
            "fillcolor": theme.GREY,
            "opacity": FAINT,
            "hoverinfo": "skip",
        }
    ]


def _texts(some: Sequence[Columns], axis: Axis, between: float | None) -> Trace:
    """Names beside marks where they fit and, at the height `between` lanes and strip, the years once more."""
    named = [_where(one, one["label"] != "") for one in some]
    ticks = list(axis.ticks) if between is not None else []
    names = [escape(text) for one in named for text in one["label"]]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Labels",
        "x": [place for one in named for place in _milliseconds(one["label_at"])] + _milliseconds([day for day, _ in ticks]),
        "y": [y for one in named for y in one["y"].tolist()] + [between] * len(ticks),
        "text": names + [text for _, text in ticks],
        "textposition": ["middle right"] * len(names) + ["middle center"] * len(ticks),
        "textfont": {"size": [LABEL] * len(names) + [TICK] * len(ticks), "color": axis.ink},
        "hoverinfo": "skip",
    }


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int = 52) -> str:
    """Escaped text in lines of about so many letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape(line) for line in lines)


def _rings(chosen: Columns) -> list[Trace]:
    """A ring around each mark of the selected incident."""
    if not _size(chosen):
        return []
    marker = {"symbol": "circle-open", "size": 20, "color": theme.VERMILION, "line": {"width": 3}}
    ring = {"type": "scatter", "mode": "markers", "name": "Selected", "marker": marker, "hoverinfo": "skip"}
    return [ring | {"x": _middles(chosen), "y": chosen["y"].tolist()}]


def _thread_line(thread: Columns, y: float) -> list[Trace]:
    """From the first fact of the selected incident to the last, along its row, a tick for each."""
    places = _middles(thread)
    marks = [THREAD_MARKS[step] for step in thread["step"]]
    marker = {"color": [colour for colour, _ in marks], "symbol": [shape for _, shape in marks], "size": 6}
    line: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": "Thread",
        "x": [min(places), max(places)],
        "y": [y, y],
        "line": {"color": theme.GREY, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }
    facts: Trace = {
        "type": "scatter",
        "mode": "markers",
        "name": "Facts of the thread",
        "x": places,
        "y": [y] * len(places),
        "hovertext": _fact_texts(thread),
        "hoverinfo": "text",
        "marker": marker,
    }
    return [line, facts | STEADY]


def _fact_texts(thread: Columns) -> list[str]:
    return [
        f"<b>{escape(title)}</b>{f'<br>{wrapped(party)}' if party else ''}<br>{escape(when)}"
        for title, party, when in zip(thread["title"], thread["party"], thread["when"], strict=True)
    ]


def _bars(bars: Columns, lanes: Columns) -> Trace:
    """Bars standing on the floor of their lane: height within the lane, shade across lanes."""
    lane, counts = bars["lane"].astype(np.int64), bars["incidents"]
    room = (lanes["bottom"] - lanes["top"] - HEAD)[lane] - 3
    height = np.maximum(counts / lanes["peak"][lane] * room, 1.5)
    words = [
        f"<b>{escape(name)}</b><br>{escape(when)}<br>{count:,} incident{'' if count == 1 else 's'}"
        for name, when, count in zip(lanes["lane"][lane], bars["when"], counts.tolist(), strict=True)
    ]
    return {
        "type": "bar",
        "name": "Incidents per period",
        "x": _milliseconds((bars["first"] + bars["last"] + 1) / 2),
        "width": _milliseconds((bars["last"] + 1 - bars["first"]) * 0.9),
        "base": (lanes["bottom"][lane] - 2).tolist(),
        "y": (-height).tolist(),
        "marker": {
            "color": theme.BLUE,
            "opacity": (0.35 + 0.65 * np.sqrt(counts / lanes["peak"].max())).round(2).tolist(),
            "line": {"width": 0},
        },
        "customdata": bars["view"].tolist(),
        "hovertext": words,
        "hoverinfo": "text",
        "textposition": "none",
        **STEADY,
    }


def _strip(instruments: Columns) -> list[Trace]:
    """The instruments under the lanes: shape says what sort, the label stands where it fits."""
    if not _size(instruments):
        return []
    points: Trace = {
        "type": "scatter",
        "mode": "markers",
        "name": "Norm instruments",
        "x": _middles(instruments),
        "y": instruments["y"].tolist(),
        "text": [wrapped(name) for name in instruments["name"]],
        "hovertext": [escape(when) for when in instruments["when"]],
        "hovertemplate": HOVER,
        "marker": {
            "color": theme.GREY,
            "symbol": [STRIP_MARKS[group] for group in instruments["group"]],
            "size": 8,
            "opacity": 1,
        },
    }
    return [points | STEADY]


def _layout(lanes: Columns, instruments: Columns, axis: Axis) -> dict[str, Any]:
    """Years on top, lanes, the strip below; headings belong to the bands, so that they stay while years move."""
    depth = int(lanes["bottom"].max())
    rows = int(instruments["row"].max()) + 1 if _size(instruments) else 0
    height = depth + (AXIS + HEAD + STRIP_ROW * rows + 4 if rows else 0)
    bands = list(zip(_headings(lanes), lanes["top"].tolist(), lanes["bottom"].tolist(), strict=True))
    bands += [("<b>Norms and instruments</b>  ◆ norms  ■ sanctions  ○ forums", depth + AXIS, height)] if rows else []
    return {
        "height": height + TOP + BOTTOM,
        "margin": {"l": 2, "r": 2, "t": TOP, "b": BOTTOM, "pad": 0},
        "xaxis": axis_of_time(axis.view, axis.ink)
        | {
            "side": "top",
            "automargin": False,
            "tickvals": _milliseconds([place for place, _ in axis.ticks]),
            "ticktext": [text for _, text in axis.ticks],
        },
        "yaxis": {"range": [height, 0], "fixedrange": True, "showgrid": False, "showticklabels": False, "automargin": False},
        "shapes": [_band(*band, axis.ink, is_shaded=not number % 2) for number, band in enumerate(bands)],
        "font": {"color": axis.ink},
        "showlegend": False,
        "dragmode": "zoom",
        **theme.SELECTS,
        "barmode": "overlay",
        "bargap": 0,
    }


def axis_of_time(view: tuple[int, int], ink: str) -> dict[str, Any]:
    """A date axis over whole days."""
    ends = [view[0] * DAY, (view[1] + 1) * DAY]
    return {"type": "date", "range": ends, "showgrid": True, "gridcolor": theme.GRID, "tickfont": {"color": ink}}


def _band(heading: str, top: float, bottom: float, ink: str, *, is_shaded: bool) -> dict[str, Any]:
    corners = {"x0": 0, "x1": 1, "y0": top, "y1": bottom, "xref": "paper", "yref": "y"}
    words = {"text": heading, "textposition": "top left", "padding": 3, "font": {"size": HEADING, "color": ink}}
    fill = "rgba(127,127,127,0.09)" if is_shaded else "rgba(0,0,0,0)"
    return corners | {"type": "rect", "fillcolor": fill, "line": {"width": 0}, "layer": "below", "label": words}


def _headings(lanes: Columns) -> list[str]:
    rows = zip(lanes["lane"], lanes["incidents"].tolist(), lanes["peak"].tolist(), strict=True)
    return [f"<b>{escape(name)}</b>  {count:,}{f', at most {peak:,} in one bar' if peak else ''}" for name, count, peak in rows]


def thread(facts: pd.DataFrame, rows: Sequence[str], axis: Axis) -> theme.Drawn:
    """The dated facts of one incident: a row each for facts, claims, denials and responses; imprecise dates as spans."""
    every = _columns(facts) | {"y": facts["row"].to_numpy()}
    traces: list[Trace] = []
    for step, (colour, shape) in THREAD_MARKS.items():
        some = _where(every, every["step"] == step)
        traces += _spans(some, colour)
        if _size(some):
            marker = {"color": colour, "symbol": shape, "size": 11, "opacity": 1, "line": {"width": _outline(shape)}}
            place = {"x": _middles(some), "y": some["y"].tolist(), "hovertext": _fact_texts(some), "hoverinfo": "text"}
            traces.append(place | {"type": "scatter", "mode": "markers", "name": step, "marker": marker})
    named = {"tickmode": "array", "tickvals": list(range(len(rows))), "ticktext": list(rows), "tickfont": {"color": axis.ink}}
    ends = {"range": [len(rows) - 0.5, -0.5], "fixedrange": True, "gridcolor": theme.GRID}
    ticks = {"tickvals": _milliseconds([place for place, _ in axis.ticks]), "ticktext": [text for _, text in axis.ticks]}
    time = axis_of_time(axis.view, axis.ink) | ticks
    return theme.figure(
        traces, axis.ground, height=210, font={"color": axis.ink}, xaxis=time, yaxis=named | ends, showlegend=False
    )
