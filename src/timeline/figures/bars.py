"""Bars with their name on a line of its own above them, which leaves a telephone its width; and stacked bars per year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from timeline.figures import theme
from timeline.plain import escape

Trace = dict[str, Any]
Style = tuple[str, str]
"""Colour and pattern."""
STEPS: tuple[Style, ...] = ((theme.BLUE, ""), (theme.SKY, "/"), (theme.ORANGE, "."), (theme.GREY, "x"))
"""From the most to the least, for classes of one whole."""
ROW_HEIGHT = 42
LABEL_LENGTH = 54
"""Letters of a label; what a telephone holds."""


def vague_dates(spans: Iterable[tuple[date, date, float]], name: str) -> Trace:
    """A line from the first to the last day that a date can mean, at its height; exact dates draw none."""
    vague = [span for span in spans if span[0] != span[1]]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day for first, last, _ in vague for day in (first.isoformat(), last.isoformat(), None)],
        "y": [place for *_, height in vague for place in (height, height, None)],
        "line": {"color": theme.GREY, "width": 4},
        "opacity": 0.6,
        "hoverinfo": "skip",
        "name": name,
    }


def stacked_years(
    counts: pd.DataFrame, styles: Sequence[Style] = STEPS, unit: str = "incidents", column: str = "incidents"
) -> theme.Drawn:
    """A bar for each `year`, in parts by `class`, from the column of counts."""
    traces = [
        {
            "type": "bar",
            "x": part["year"].tolist(),
            "y": part[column].tolist(),
            "name": escape(str(name)),
            "marker": marker(style),
            "hovertemplate": f"%{{x}}: %{{y}} {unit}<br>{escape(str(name))}<extra></extra>",
        }
        for (name, part), style in zip(counts.groupby("class", sort=False), styles, strict=False)
    ]
    layout = theme.layout(
        barmode="stack",
        height=420,
        bargap=0.15,
        legend={"orientation": "v", "y": 1.02, "traceorder": "normal"},
        yaxis={"gridcolor": theme.GRID, "title": {"text": unit.capitalize()}, "rangemode": "tozero"},
        xaxis={"tickformat": "d"},
    )
    return theme.Drawn(traces, layout)


def marker(style: Style, *, hollow: bool = False) -> dict[str, Any]:
    """Fill with a pattern that says the same without colour; `hollow` draws the pattern alone, in the colour."""
    colour, pattern = style
    drawn = {"fillmode": "replace"} if hollow else {"fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.75)"}
    return {"color": colour, "pattern": {"shape": pattern, "size": 6, "solidity": 0.35, **drawn}, "line": {"width": 0}}


def labelled(
    names: Sequence[str],
    parts: Mapping[str, Sequence[float]],
    styles: Sequence[Style],
    hover: Sequence[str],
    unit: str,
    *,
    keys: Sequence[Sequence[str]] = (),
    whole_steps: bool = False,
) -> theme.Drawn:
    """A row for each name with its parts side by side in one bar; `hover` has a text for each row.

    With `keys`, one for each row, a clicked bar hands on its key as `customdata`. `whole_steps`: the axis counts by ones.
    """
    places = [-float(place) for place in range(len(names))]
    clicks = {"customdata": [list(key) for key in keys], "unselected": {"marker": {"opacity": 1}}} if keys else {}
    traces = [
        trace(values, places, name, style, hover) | clicks for (name, values), style in zip(parts.items(), styles, strict=False)
    ]
    layout = theme.layout(
        barmode="stack",
        height=ROW_HEIGHT * len(names) + 90 + 20 * (len(parts) if len(parts) > 1 else 0),
        showlegend=len(parts) > 1,
        legend={"orientation": "v", "traceorder": "normal"},
        yaxis=rows_axis(len(names)),
        xaxis={"title": {"text": unit}, "rangemode": "tozero"} | ({"dtick": 1} if whole_steps else {}),
        annotations=[row_label(name, place) for name, place in zip(names, places, strict=True)],
    )
    return theme.Drawn(traces, layout)


def trace(values: Sequence[float], places: Sequence[float], name: str, style: Style, hover: Sequence[str]) -> Trace:
    """One part of every row, with its number inside or beside it."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(places),
        "width": 0.36,
        "offset": -0.4,
        "name": escape(name),
        "marker": marker(style),
        "hovertext": list(hover),
        "hovertemplate": f"%{{hovertext}}<br>{escape(name)}: %{{x}}<extra></extra>",
    }


def rows_axis(count: int) -> dict[str, Any]:
    """The axis of rows that carry their own labels."""
    return {"visible": False, "range": [-count + 0.45, 0.75], "fixedrange": True}


def row_label(text: str, place: float, **more: Any) -> dict[str, Any]:
    """A label above the bar of a row."""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": place,
        "yanchor": "bottom",
        "yshift": -2,
        "align": "left",
        "showarrow": False,
        "text": escape(cut(text)),
        "font": {"size": 13},
    } | more


def cut(text: str, length: int = LABEL_LENGTH) -> str:
    """A text no longer than a label may be."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
