"""Stated confidence as parts of a whole bar, one for each group."""

from __future__ import annotations

from typing import Any

import pandas as pd

from timeline.figures import bars, theme
from timeline.plain import escape

Row = dict[Any, Any]
LEVELS: dict[str, bars.Style] = {
    "high": (theme.BLUE, ""),
    "moderate": (theme.SKY, "/"),
    "low": (theme.ORANGE, "."),
    "not-stated": (theme.GREY, "x"),
}
"""Stated confidence -> colour and pattern."""


def shares(drawn: pd.DataFrame, words: dict[str, str], unit: str) -> theme.Drawn:
    """A whole bar for each group under its name and total, in parts by confidence; the counts stand in the hover text."""
    rows: list[Row] = drawn.to_dict("records")
    labels = {row["group"]: f"{row['label']}: {row['stated']:,} of {row['total']:,} state one" for row in rows}
    places = {group: -float(place) for place, group in enumerate(labels)}
    traces = []
    for level, style in LEVELS.items():
        part = [row for row in rows if row["confidence"] == level]
        hover = [f"{escape(row['label'])}<br>{row['claims']:,} of {row['total']:,} {unit}" for row in part]
        drawing = bars.trace([row["share"] for row in part], [places[row["group"]] for row in part], words[level], style, hover)
        drawing["hovertemplate"] = "%{hovertext}<extra>" + escape(words[level]) + "</extra>"
        traces.append(drawing)
    layout = theme.layout(
        barmode="stack",
        height=bars.ROW_HEIGHT * len(labels) + 180,
        legend={"orientation": "v", "traceorder": "normal"},
        yaxis=bars.rows_axis(len(labels)),
        xaxis={"tickformat": ".0%", "range": [0, 1], "fixedrange": True},
        annotations=[bars.row_label(name, places[group]) for group, name in labels.items()],
    )
    return theme.Drawn(traces, layout)
