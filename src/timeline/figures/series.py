"""Yearly series as lines or as changes from year to year."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from timeline.amounts import in_words
from timeline.figures import theme
from timeline.plain import escape

DASHES = ("solid", "dash", "dot", "dashdot")
PATTERNS = ("", "/", "x", ".", "-", "+")
SHAPES = ("circle", "square", "diamond", "triangle-up", "x", "star")
PERCENT = "%"
HEIGHT, LEGEND_LINE = 460, 21
LEGEND_WIDTH = 46
"""Letters on a line of the legend; what a telephone holds."""


def lines(drawn: pd.DataFrame, boundaries: pd.DataFrame, *, log: bool = False) -> theme.Drawn:
    """A line for each `segment` of each series, so that none crosses a gap or a change of method."""
    traces: list[dict[str, Any]] = []
    names = list(drawn["series_id"].unique())
    for (series_id, _), part in drawn.groupby(["series_id", "segment"], sort=False):
        place = names.index(series_id)
        colour, shape = theme.SERIES_COLOURS[place % 6], SHAPES[place % len(SHAPES)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": part["year"].tolist(),
                "y": part["shown"].tolist(),
                "name": _name(part),
                "legendgroup": series_id,
                "showlegend": not any(trace["legendgroup"] == series_id for trace in traces),
                "line": {"color": colour, "dash": DASHES[place // 6 % len(DASHES)], "width": 2.5},
                "marker": {"symbol": shape, "size": 8, "color": colour},
                "text": [_hover(row) for row in part.itertuples()],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    prefix = "$" if drawn["unit"].iloc[0].startswith("USD") else ""
    axis = theme.log_axis(drawn["shown"].min(), drawn["shown"].max(), prefix) if log else {"rangemode": "tozero"}
    shapes = [_boundary(x) for x in boundaries["middle"]] if len(names) == 1 else []
    notes = [_boundary_note(x) for x in boundaries["middle"]] if len(names) == 1 else []
    return theme.Drawn(traces, _layout(drawn, axis, shapes=shapes, annotations=notes))


def changes(drawn: pd.DataFrame) -> theme.Drawn:
    """A bar for each year that can be compared with the year before."""
    names = list(drawn["series_id"].unique())
    traces = [
        {
            "type": "bar",
            "x": part["year"].tolist(),
            "y": part["shown"].tolist(),
            "name": _name(part),
            "marker": {"color": theme.SERIES_COLOURS[place % 6], "pattern": {"shape": PATTERNS[place % 6]}},
            "text": [_hover(row) for row in part.itertuples()],
            "textposition": "none",
            "hovertemplate": "%{text}<extra></extra>",
        }
        for place, name in enumerate(names)
        for part in [drawn[drawn["series_id"] == name]]
    ]
    return theme.Drawn(traces, _layout(drawn, {"ticksuffix": " %", "zeroline": True}))


def _layout(drawn: pd.DataFrame, axis: dict[str, Any], **more: Any) -> dict[str, Any]:
    names = drawn.drop_duplicates("series_id")
    rows = sum(_name(names.iloc[[place]]).count("<br>") + 1 for place in range(len(names))) if len(names) > 1 else 0
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    dollars = drawn["shown_unit"].iloc[0].startswith("USD")
    return theme.layout(
        height=HEIGHT + LEGEND_LINE * rows,
        showlegend=len(names) > 1,
        legend={"orientation": "v", "yanchor": "top", "y": -0.12, "x": 0, "itemwidth": 40},
        xaxis={"tickformat": "d", "range": [first - 0.6, last + 0.6], "dtick": 1 if last - first < 8 else None, "nticks": 10},
        yaxis={"tickprefix": "$" if dollars else "", "exponentformat": "B", "separatethousands": True} | axis,
        margin={"t": 12},
        **more,
    )


def _name(part: pd.DataFrame) -> str:
    return "<br>".join(textwrap.wrap(escape(part["title"].iloc[0]), LEGEND_WIDTH))


def _hover(row: Any) -> str:
    shown = f"{row.shown:+.0f} %" if row.shown_unit.startswith(PERCENT) else in_words(row.shown, row.unit)
    said = [f"<b>{row.year}: {shown}</b>", escape(row.title)]
    if row.shown_unit != row.unit:
        said.append(f"As published: {in_words(row.value, row.unit)}")
    said.append(f"Comparable within: {escape(row.comparability_group)}")
    if row.point_caveat:
        said.append(escape(row.point_caveat))
    return "<br>".join("<br>".join(textwrap.wrap(text, 60)) for text in said)


def _boundary(x: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.GREY, "dash": "dot", "width": 1.5},
    }


def _boundary_note(x: float) -> dict[str, Any]:
    return {
        "x": x,
        "y": 1,
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "text": "break",
        "textangle": -90,
        "showarrow": False,
        "font": {"size": 11},
    }
