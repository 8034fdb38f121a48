"""The timeline: lanes of marks or bars, and the norm instruments beneath on the same time axis."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.codes import Status, label
from timeline.figures import theme

Trace = dict[str, Any]

DAY = 86_400_000
"""Milliseconds; Plotly's date axes count them from 1970."""
TOP, AXIS, BOTTOM = 44, 34, 6
STRIP_HEAD, STRIP_ROW = 20, 17
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


def board(
    lanes: pd.DataFrame,
    marks: pd.DataFrame,
    bars: pd.DataFrame,
    instruments: pd.DataFrame,
    view: tuple[int, int],
    ticks: Sequence[tuple[int, str]],
    ink: str,
    selected: str = "",
    thread: pd.DataFrame | None = None,
) -> go.Figure:
    """Lanes with marks, or with bars where there are too many; one chart unit is one pixel.

    `view` and `ticks` in days from 1970; `ink` is the colour of text.
    """
    chosen = marks[marks["incident_id"] == selected]
    traces = [_top_axis(view)]
    traces += [_bars(bars, lanes)] if len(bars) else []
    if thread is not None:
        traces += [trace for y in chosen["y"] for trace in _thread_line(thread, y)]
    for status in dict.fromkeys([*STATUSES, *marks["status"]]):
        traces += _status_traces(status, marks[marks["status"] == status])
    traces += _rings(chosen)
    traces += _strip(instruments)
    return go.Figure({"data": traces, "layout": _layout(lanes, instruments, view, ticks, ink)})


STATUSES = tuple(code.value for code in Status)


def _milliseconds(days: Any) -> list[float]:
    found: list[float] = (np.asarray(days, dtype=np.float64) * DAY).tolist()
    return found


def _middles(frame: pd.DataFrame) -> list[float]:
    return _milliseconds((frame["earliest"] + frame["latest"] + 1) / 2)


def _status_traces(status: str, marks: pd.DataFrame) -> list[Trace]:
    """The spans and the marks of a status; one shape and colour each."""
    if marks.empty:
        return []
    colour, shape = theme.STATUS_MARKS.get(status, (theme.GREY, "circle-open"))
    wide = marks[marks["latest"] > marks["earliest"]]
    words = label(Status, status)
    traces: list[Trace] = [_span_trace(wide, colour, f"{words}: span of an imprecise date")] if len(wide) else []
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": words,
            "x": _middles(marks),
            "y": marks["y"].tolist(),
            "customdata": marks["incident_id"].tolist(),
            "hovertext": [_hover(*row) for row in zip(marks["title"], marks["when"], marks["status"], strict=True)],
            "hoverinfo": "text",
            "marker": {"color": colour, "symbol": shape, "size": 10, "opacity": 1, "line": {"width": _outline(shape)}},
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
        }
    )
    return traces + _labels(marks)


def _outline(shape: str) -> float:
    return 2 if shape.endswith("open") else 0


def _span_trace(wide: pd.DataFrame, colour: str, name: str, axis: str = "y") -> Trace:
    """One bar for each date known only to a month, a year or a range, from the first day it can mean to the last."""
    gaps = [None] * len(wide)
    ends = zip(_milliseconds(wide["earliest"]), _milliseconds(wide["latest"] + 1), gaps, strict=True)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [place for triple in ends for place in triple],
        "y": [place for y in wide["y"] for place in (y, y, None)],
        "line": {"color": colour, "width": 6},
        "opacity": 0.45,
        "hoverinfo": "skip",
        "yaxis": axis,
    }


def _labels(marks: pd.DataFrame) -> list[Trace]:
    shown = marks[marks["label"] != ""]
    if shown.empty:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": _milliseconds(shown["latest"] + 1),
            "y": shown["y"].tolist(),
            "text": [
                _beside(text, is_span)
                for text, is_span in zip(shown["label"], shown["latest"] > shown["earliest"], strict=True)
            ],
            "textposition": "middle right",
            "textfont": LABEL,
            "hoverinfo": "skip",
        }
    ]


def _beside(text: str, is_span: bool) -> str:
    """A label that clears the mark, which reaches beyond a single day but hardly beyond a span."""
    return ("\u00a0" if is_span else "\u00a0\u00a0\u00a0") + escape(text)


def _hover(title: str, when: str, status: str) -> str:
    return f"<b>{wrapped(title)}</b><br>{escape(when)}<br>{escape(label(Status, status))}"


def wrapped(text: str, width: int = 52) -> str:
    """Escaped text in lines of about so many letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape(line) for line in lines)


def _rings(chosen: pd.DataFrame) -> list[Trace]:
    """A ring around each mark of the selected incident."""
    if chosen.empty:
        return []
    marker = {"symbol": "circle-open", "size": 20, "color": theme.VERMILION, "line": {"width": 3}}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Selected",
            "x": _middles(chosen),
            "y": chosen["y"].tolist(),
            "marker": marker,
            "hoverinfo": "skip",
        }
    ]


def _thread_line(thread: pd.DataFrame, y: float) -> list[Trace]:
    """From the first fact of the selected incident to the last, along its row, a tick for each."""
    places = _middles(thread)
    marks = [THREAD_MARKS[step] for step in thread["step"]]
    line = {"color": theme.GREY, "width": 1.5, "dash": "dot"}
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Thread",
            "x": [min(places), max(places)],
            "y": [y, y],
            "line": line,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Thread",
            "x": places,
            "y": [y] * len(places),
            "hovertext": fact_texts(thread),
            "hoverinfo": "text",
            "marker": {"color": [one for one, _ in marks], "symbol": [one for _, one in marks], "size": 6},
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
        },
    ]


def fact_texts(thread: pd.DataFrame) -> list[str]:
    """The text beside each fact under the pointer."""
    return [
        f"<b>{escape(title)}</b>{f'<br>{wrapped(party)}' if party else ''}<br>{escape(when)}"
        for title, party, when in zip(thread["title"], thread["party"], thread["when"], strict=True)
    ]


def _bars(bars: pd.DataFrame, lanes: pd.DataFrame) -> Trace:
    """Bars standing on the floor of their lane: height within the lane, shade across lanes."""
    lane = bars["lane"].to_numpy(dtype=int)
    peak, floor = lanes["peak"].to_numpy()[lane], lanes["bottom"].to_numpy()[lane] - 3
    room = (lanes["bottom"] - lanes["top"]).to_numpy()[lane] - STRIP_HEAD - 3
    share = bars["incidents"].to_numpy() / peak
    shade = 0.35 + 0.65 * np.sqrt(bars["incidents"].to_numpy() / lanes["peak"].max())
    words = [
        f"<b>{escape(lanes['lane'].iloc[one])}</b><br>{escape(when)}<br>{count:,} incident{'' if count == 1 else 's'}"
        for one, when, count in zip(lane, bars["when"], bars["incidents"], strict=True)
    ]
    return {
        "type": "bar",
        "name": "Incidents per period",
        "x": _milliseconds((bars["first"] + bars["last"] + 1) / 2),
        "width": _milliseconds((bars["last"] + 1 - bars["first"]) * 0.9),
        "base": floor.tolist(),
        "y": (-np.maximum(share * room, 1.5)).tolist(),
        "marker": {"color": theme.BLUE, "opacity": shade.tolist(), "line": {"width": 0}},
        "hovertext": words,
        "hoverinfo": "text",
        "textposition": "none",
    }


def _strip(instruments: pd.DataFrame) -> list[Trace]:
    """The instruments under the axis: shape says what sort, the label stands where it fits."""
    if instruments.empty:
        return []
    shown = instruments.assign(y=STRIP_HEAD + STRIP_ROW / 2 + STRIP_ROW * instruments["row"])
    wide = shown[shown["latest"] > shown["earliest"]]
    traces = [_span_trace(wide, theme.GREY, "Instrument: span of an imprecise date", "y2")] if len(wide) else []
    shapes = [STRIP_MARKS[group] for group in shown["group"]]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Norm instruments",
            "x": _middles(shown),
            "y": shown["y"].tolist(),
            "yaxis": "y2",
            "hovertext": [
                f"<b>{wrapped(name)}</b><br>{escape(when)}" for name, when in zip(shown["name"], shown["when"], strict=True)
            ],
            "hoverinfo": "text",
            "marker": {"color": theme.GREY, "symbol": shapes, "size": 8, "opacity": 1},
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
        }
    )
    return traces + [trace | {"yaxis": "y2"} for trace in _labels(shown)]


def _top_axis(view: tuple[int, int]) -> Trace:
    """Nothing to see; Plotly draws the years above the lanes only when a trace stands on that axis."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _milliseconds(view),
        "y": [0, 0],
        "xaxis": "x2",
        "opacity": 0,
        "hoverinfo": "skip",
    }


def _layout(
    lanes: pd.DataFrame, instruments: pd.DataFrame, view: tuple[int, int], ticks: Sequence[tuple[int, str]], ink: str
) -> dict[str, Any]:
    """Lanes on top, the axis, the strip below; one unit of either y axis is one pixel."""
    height = int(lanes["bottom"].max())
    rows = int(instruments["row"].max()) + 1 if len(instruments) else 0
    strip = STRIP_HEAD + STRIP_ROW * rows + 4 if rows else 0
    whole = height + (AXIS + strip if strip else 0)
    time = axis_of_time(view) | {
        "showgrid": True,
        "title": "",
        "automargin": False,
        "tickvals": _milliseconds([place for place, _ in ticks]),
        "ticktext": [text for _, text in ticks],
        "tickfont": {"color": ink},
    }
    fixed = {"fixedrange": True, "showgrid": False, "zeroline": False, "showticklabels": False, "automargin": False}
    return theme.layout(
        height=whole + TOP + (BOTTOM if strip else AXIS),
        margin={"l": 2, "r": 2, "t": TOP, "b": BOTTOM if strip else AXIS, "pad": 0},
        xaxis=time | {"anchor": "y", "side": "bottom"},
        xaxis2=time | {"anchor": "y", "side": "top", "overlaying": "x", "matches": "x", "showgrid": False},
        yaxis=fixed | {"range": [height, 0], "domain": [1 - height / whole, 1]},
        yaxis2=fixed | {"range": [strip or 1, 0], "domain": [0, strip / whole], "anchor": "x"},
        shapes=[_band(lanes.iloc[one]) for one in range(0, len(lanes), 2)],
        annotations=[*_headings(lanes), *([_strip_heading()] if strip else [])],
        font={"color": ink},
        showlegend=False,
        dragmode="zoom",
        barmode="overlay",
        bargap=0,
    )


def _band(lane: pd.Series) -> dict[str, Any]:
    corners = {"x0": 0, "x1": 1, "y0": float(lane["top"]), "y1": float(lane["bottom"])}
    return corners | {
        "type": "rect",
        "xref": "paper",
        "yref": "y",
        "fillcolor": "rgba(127,127,127,0.09)",
        "line": {"width": 0},
        "layer": "below",
    }


def _headings(lanes: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        _heading(f"<b>{escape(name)}</b>  {count:,}{f', at most {peak:,} in one bar' if peak else ''}", top + HEADING + 1, "y")
        for name, count, peak, top in zip(lanes["lane"], lanes["incidents"], lanes["peak"], lanes["top"], strict=True)
    ]


def _strip_heading() -> dict[str, Any]:
    return _heading("<b>Norms and instruments</b>  ◆ norms  ■ sanctions  ○ forums", HEADING, "y2")


def _heading(text: str, y: float, axis: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 4,
        "y": float(y),
        "yref": axis,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12.5},
    }


def thread(facts: pd.DataFrame, rows: Sequence[str], view: tuple[int, int], ink: str) -> go.Figure:
    """The dated facts of one incident: a row each for facts, claims, denials and responses; imprecise dates as spans."""
    names = list(rows)
    traces: list[Trace] = []
    for step, (colour, shape) in THREAD_MARKS.items():
        some = facts[facts["step"] == step]
        some = some.assign(y=some["row"])
        wide = some[some["latest"] > some["earliest"]]
        traces += [_span_trace(wide, colour, "span")] if len(wide) else []
        if len(some):
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": step,
                    "x": _middles(some),
                    "y": some["y"].tolist(),
                    "hovertext": fact_texts(some),
                    "hoverinfo": "text",
                    "marker": {
                        "color": colour,
                        "symbol": shape,
                        "size": 11,
                        "opacity": 0.85,
                        "line": {"width": _outline(shape)},
                    },
                }
            )
    axis = {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "range": [len(names) - 0.5, -0.5],
        "fixedrange": True,
        "gridcolor": theme.GRID,
        "tickfont": {"color": ink},
    }
    time = axis_of_time(view) | {"nticks": 6, "tickfont": {"color": ink}}
    return go.Figure({"data": traces, "layout": theme.layout(height=210, xaxis=time, yaxis=axis, showlegend=False)})


def axis_of_time(view: tuple[int, int]) -> dict[str, Any]:
    """A date axis over whole days."""
    return {"type": "date", "range": [view[0] * DAY, (view[1] + 1) * DAY], "gridcolor": theme.GRID}
