"""The timeline: lanes of marks or bars, and the norm instruments beneath on the same time axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

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
HEADING = 9
"""Pixels from the top of a lane to the middle of its heading."""
LABEL = {"size": 11.5}
THREAD_MARKS: dict[str, tuple[str, str]] = {
    "own": (theme.GREY, "circle-open"),
    "event": (theme.GREY, "circle"),
    "claim": (theme.BLUE, "circle"),
    "denial": (theme.VERMILION, "diamond"),
    "response": (theme.GREEN, "square"),
}
"""Step of a case -> colour and shape, as in the case file's ladder."""
STRIP_MARKS = {"norms": "diamond", "sanctions": "square", "forum": "circle-open"}
STEADY = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""Marks outside a box that is drawn do not fade."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The visible days (from 1970), the labels on them, and the colour of text."""

    view: tuple[int, int]
    ticks: Sequence[tuple[int, str]]
    ink: str


def board(
    lanes: pd.DataFrame,
    marks: pd.DataFrame,
    bars: pd.DataFrame,
    instruments: pd.DataFrame,
    axis: Axis,
    selected: str = "",
    thread: pd.DataFrame | None = None,
) -> go.Figure:
    """Lanes with marks, or with bars where there are too many; one chart unit is one pixel."""
    lane, mark, strip = _columns(lanes), _columns(marks), _columns(instruments)
    chosen = _where(mark, mark["incident_id"] == selected)
    traces = [_top_axis(axis.view)]
    traces += [_bars(_columns(bars), lane)] if len(bars) else []
    if thread is not None:
        traces += [trace for y in chosen["y"] for trace in _thread_line(_columns(thread), float(y))]
    for status in dict.fromkeys([*_STATUSES, *mark["status"]]):
        traces += _status_traces(status, _where(mark, mark["status"] == status))
    traces += _labels(mark) + _rings(chosen) + _strip(strip)
    return theme.figure(traces, **_layout(lane, strip, axis))


_STATUSES = tuple(code.value for code in Status)


def _columns(frame: pd.DataFrame) -> Columns:
    return {name: frame[name].to_numpy() for name in frame.columns}


def _where(columns: Columns, mask: Array) -> Columns:
    return {name: values[mask] for name, values in columns.items()}


def _size(columns: Columns) -> int:
    return len(next(iter(columns.values())))


def _milliseconds(days: Any) -> list[float]:
    found: list[float] = (np.asarray(days, dtype=np.float64) * DAY).tolist()
    return found


def _middles(columns: Columns) -> list[float]:
    return _milliseconds((columns["earliest"] + columns["latest"] + 1) / 2)


def _status_traces(status: str, marks: Columns) -> list[Trace]:
    """The spans and the marks of a status; one shape and colour each."""
    if not _size(marks):
        return []
    colour, shape = theme.STATUS_MARKS.get(status, (theme.GREY, "circle-open"))
    words = label(Status, status)
    points = {
        "type": "scatter",
        "mode": "markers",
        "name": words,
        "x": _middles(marks),
        "y": marks["y"].tolist(),
        "customdata": marks["incident_id"].tolist(),
        "hovertext": [_hover(title, when, words) for title, when in zip(marks["title"], marks["when"], strict=True)],
        "hoverinfo": "text",
        "marker": {"color": colour, "symbol": shape, "size": 10, "opacity": 1, "line": {"width": _outline(shape)}},
    }
    return [*_spans(marks, colour, f"{words}: span of an imprecise date"), points | STEADY]


def _outline(shape: str) -> float:
    return 2 if shape.endswith("open") else 0


def _spans(marks: Columns, colour: str, name: str, axis: str = "y") -> list[Trace]:
    """One bar for each date known only to a month, a year or a range, from the first day it can mean to the last."""
    wide = _where(marks, marks["latest"] > marks["earliest"])
    if not _size(wide):
        return []
    ends = zip(_milliseconds(wide["earliest"]), _milliseconds(wide["latest"] + 1), strict=True)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [place for first, last in ends for place in (first, last, None)],
            "y": [place for y in wide["y"].tolist() for place in (y, y, None)],
            "line": {"color": colour, "width": 6},
            "opacity": 0.45,
            "hoverinfo": "skip",
            "yaxis": axis,
        }
    ]


def _labels(marks: Columns, axis: str = "y") -> list[Trace]:
    shown = _where(marks, marks["label"] != "")
    if not _size(shown):
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "name": "Labels",
            "x": _milliseconds(shown["label_at"]),
            "y": shown["y"].tolist(),
            "text": [escape(text) for text in shown["label"]],
            "textposition": "middle right",
            "textfont": LABEL,
            "hoverinfo": "skip",
            "yaxis": axis,
        }
    ]


def _hover(title: str, when: str, status: str) -> str:
    return f"<b>{wrapped(title)}</b><br>{escape(when)}<br>{escape(status)}"


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
    """The instruments under the axis: shape says what sort, the label stands where it fits."""
    if not _size(instruments):
        return []
    shown = instruments | {"y": HEAD + STRIP_ROW / 2 + STRIP_ROW * instruments["row"]}
    names = zip(shown["name"], shown["when"], strict=True)
    points: Trace = {
        "type": "scatter",
        "mode": "markers",
        "name": "Norm instruments",
        "x": _middles(shown),
        "y": shown["y"].tolist(),
        "yaxis": "y2",
        "hovertext": [f"<b>{wrapped(name)}</b><br>{escape(when)}" for name, when in names],
        "hoverinfo": "text",
        "marker": {"color": theme.GREY, "symbol": [STRIP_MARKS[group] for group in shown["group"]], "size": 8, "opacity": 1},
    }
    return [*_spans(shown, theme.GREY, "Instrument: span of an imprecise date", "y2"), points | STEADY, *_labels(shown, "y2")]


def _top_axis(view: tuple[int, int]) -> Trace:
    """Nothing to see; Plotly draws the years above the lanes only when a trace stands on that axis."""
    place = {"x": _milliseconds(view), "y": [0, 0], "xaxis": "x2"}
    return place | {"type": "scatter", "mode": "markers", "name": "Axis", "opacity": 0, "hoverinfo": "skip"}


def _layout(lanes: Columns, instruments: Columns, axis: Axis) -> dict[str, Any]:
    """Lanes on top, the axis, the strip below; one unit of either y axis is one pixel."""
    height = int(lanes["bottom"].max())
    rows = int(instruments["row"].max()) + 1 if _size(instruments) else 0
    strip = HEAD + STRIP_ROW * rows + 4 if rows else 0
    whole = height + (AXIS + strip if strip else 0)
    below = BOTTOM if strip else AXIS
    time = axis_of_time(axis.view, axis.ink) | {
        "showgrid": True,
        "automargin": False,
        "tickvals": _milliseconds([place for place, _ in axis.ticks]),
        "ticktext": [text for _, text in axis.ticks],
    }
    fixed = {"fixedrange": True, "showgrid": False, "zeroline": False, "showticklabels": False, "automargin": False}
    return {
        "height": whole + TOP + below,
        "margin": {"l": 2, "r": 2, "t": TOP, "b": below, "pad": 0},
        "xaxis": time | {"anchor": "y", "side": "bottom"},
        "xaxis2": time | {"anchor": "y", "side": "top", "overlaying": "x", "matches": "x", "showgrid": False},
        "yaxis": fixed | {"range": [height, 0], "domain": [1 - height / whole, 1]},
        "yaxis2": fixed | {"range": [strip or 1, 0], "domain": [0, strip / whole], "anchor": "x"},
        "shapes": [_band(top, bottom) for top, bottom in zip(lanes["top"][::2], lanes["bottom"][::2], strict=True)],
        "annotations": [*_headings(lanes), *([_STRIP_HEADING] if strip else [])],
        "font": {"color": axis.ink},
        "showlegend": False,
        "dragmode": "zoom",
        "barmode": "overlay",
        "bargap": 0,
    }


def axis_of_time(view: tuple[int, int], ink: str) -> dict[str, Any]:
    """A date axis over whole days."""
    ends = [view[0] * DAY, (view[1] + 1) * DAY]
    return {"type": "date", "range": ends, "gridcolor": theme.GRID, "tickfont": {"color": ink}}


def _band(top: float, bottom: float) -> dict[str, Any]:
    corners = {"x0": 0, "x1": 1, "y0": float(top), "y1": float(bottom), "xref": "paper", "yref": "y"}
    return corners | {"type": "rect", "fillcolor": "rgba(127,127,127,0.09)", "line": {"width": 0}, "layer": "below"}


def _headings(lanes: Columns) -> list[dict[str, Any]]:
    rows = zip(lanes["lane"], lanes["incidents"].tolist(), lanes["peak"].tolist(), lanes["top"].tolist(), strict=True)
    return [
        _heading(f"<b>{escape(name)}</b>  {count:,}{f', at most {peak:,} in one bar' if peak else ''}", top + HEADING + 1, "y")
        for name, count, peak, top in rows
    ]


def _heading(text: str, y: float, axis: str) -> dict[str, Any]:
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 4, "y": y, "yref": axis, "yanchor": "middle"}
    return place | {"text": text, "showarrow": False, "font": {"size": 12.5}}


_STRIP_HEADING = _heading("<b>Norms and instruments</b>  ◆ norms  ■ sanctions  ○ forums", HEADING, "y2")


def thread(facts: pd.DataFrame, rows: Sequence[str], axis: Axis) -> go.Figure:
    """The dated facts of one incident: a row each for facts, claims, denials and responses; imprecise dates as spans."""
    every = _columns(facts) | {"y": facts["row"].to_numpy()}
    traces: list[Trace] = []
    for step, (colour, shape) in THREAD_MARKS.items():
        some = _where(every, every["step"] == step)
        traces += _spans(some, colour, "span")
        if _size(some):
            marker = {"color": colour, "symbol": shape, "size": 11, "opacity": 0.85, "line": {"width": _outline(shape)}}
            place = {"x": _middles(some), "y": some["y"].tolist(), "hovertext": _fact_texts(some), "hoverinfo": "text"}
            traces.append(place | {"type": "scatter", "mode": "markers", "name": step, "marker": marker})
    named = {"tickmode": "array", "tickvals": list(range(len(rows))), "ticktext": list(rows), "tickfont": {"color": axis.ink}}
    ends = {"range": [len(rows) - 0.5, -0.5], "fixedrange": True, "gridcolor": theme.GRID}
    ticks = {"tickvals": _milliseconds([place for place, _ in axis.ticks]), "ticktext": [text for _, text in axis.ticks]}
    time = axis_of_time(axis.view, axis.ink) | ticks
    return theme.figure(traces, height=210, xaxis=time, yaxis=named | ends, showlegend=False)
