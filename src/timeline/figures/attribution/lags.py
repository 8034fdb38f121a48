"""Lags as intervals on an axis that holds days and decades: each incident, the middle half, the median."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from timeline.figures import theme
from timeline.plain import escape

Row = dict[Any, Any]
TICKS = {
    -365: "1 year<br>before",
    -30: "1 month<br>before",
    0: "same<br>day",
    7: "1<br>week",
    30: "1<br>month",
    365: "1<br>year",
    3652: "10<br>years",
}
ROW_HEIGHT = 46


def lags(groups: pd.DataFrame, single: pd.DataFrame | None) -> theme.Drawn:
    """A row for each group: thin marks are incidents, the bar is the middle half, the diamond with its line the median."""
    rows = groups.to_dict("records")
    traces = [_middles(rows), _medians(rows)]
    if single is not None:
        traces = [_spans(single), _points(single), *traces]
    shown = [days for days in TICKS if _low(groups) <= days <= _high(groups) or days == 0]
    layout = theme.layout(
        height=90 + 60 + ROW_HEIGHT * len(rows),
        legend={"orientation": "v", "yanchor": "top", "y": -0.02, "x": 0, "itemclick": False},
        xaxis={
            "side": "top",
            "tickvals": [_position(days) for days in shown],
            "ticktext": [TICKS[days] for days in shown],
            "tickangle": 0,
            "showgrid": True,
            "gridcolor": theme.GRID,
            "range": [_position(_low(groups)) - 0.12, _position(_high(groups)) + 0.12],
            "fixedrange": True,
        },
        yaxis={
            "tickvals": [-row["place"] for row in rows],
            "ticktext": [f"{escape(str(row['group']))} ({row['incidents']})" for row in rows],
            "range": [-len(rows) + 0.4, 0.6],
            "fixedrange": True,
        },
        margin={"t": 8},
    )
    return theme.Drawn(traces, layout)


def _position(days: float) -> float:
    """Place on the axis: logarithmic on both sides of the same day."""
    return math.copysign(math.log10(1 + abs(days)), days)


def _low(groups: pd.DataFrame) -> float:
    return min(0.0, float(groups["shortest"].min())) if groups["shortest"].notna().any() else 0.0


def _high(groups: pd.DataFrame) -> float:
    return max(30.0, float(groups["longest"].max())) if groups["longest"].notna().any() else 30.0


def _heights(single: pd.DataFrame) -> list[float]:
    """Incidents of a row beneath one another, so that equal lags can be told apart."""
    inside = single.groupby("place").cumcount()
    size = single.groupby("place")["place"].transform("size")
    return [
        -place - 0.3 + 0.6 * (number + 0.5) / total for place, number, total in zip(single["place"], inside, size, strict=True)
    ]


def _spans(single: pd.DataFrame) -> Row:
    x: list[float | None] = []
    y: list[float | None] = []
    for low, high, height in zip(single["days_min"], single["days_max"], _heights(single), strict=True):
        if low != high:
            x += [_position(low), _position(high), None]
            y += [height, height, None]
    line = {"color": theme.GREY, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "showlegend": False}


def _points(single: pd.DataFrame) -> Row:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [(_position(low) + _position(high)) / 2 for low, high in zip(single["days_min"], single["days_max"], strict=True)],
        "y": _heights(single),
        "text": [
            f"<b>{escape(row['title'])}</b><br>{in_days(row['days_min'], row['days_max'])}" for row in single.to_dict("records")
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "name": "an incident; a line where its dates leave room",
        "marker": {"symbol": "circle", "size": 6, "color": theme.GREY},
    }


def _middles(rows: Iterable[Row]) -> Row:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        if row["middle_min"] == row["middle_min"] and row["middle_min"] is not None:
            x += [_position(row["middle_min"]), _position(row["middle_max"]), None]
            y += [-row["place"], -row["place"], None]
    line = {"color": "rgba(0,114,178,0.35)", "width": 16}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "name": "middle half"}


def _medians(rows: Iterable[Row]) -> Row:
    known = [row for row in rows if row["median_min"] is not None and row["median_min"] == row["median_min"]]
    x: list[float | None] = []
    y: list[float | None] = []
    texts: list[str] = []
    for row in known:
        x += [_position(row["median_min"]), _position(row["median_max"]), None]
        y += [-row["place"], -row["place"], None]
        texts += [_median_words(row)] * 2 + [""]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "name": "median (its bounds)",
        "line": {"color": theme.VERMILION, "width": 3},
        "marker": {"symbol": "diamond", "size": 11, "color": theme.VERMILION},
    }


def _median_words(row: Row) -> str:
    return (
        f"<b>{escape(str(row['group']))}: median {in_days(row['median_min'], row['median_max'])}</b><br>"
        f"{row['incidents']} incidents; all within {in_days(row['shortest'], row['longest'])}; {row['left_out']} left out"
    )


def in_days(low: float, high: float) -> str:
    """'12 days', '12 to 43 days', or where a bound lies before the start '3 days before to 43 days after'."""
    if low < 0:
        return _signed(low) if low == high else f"{_signed(low)} to {_signed(high)}"
    return _number(low) if low == high else f"{low:,.0f} to {_number(high)}"


def _signed(days: float) -> str:
    return "the same day" if days == 0 else f"{_number(abs(days))} {'before' if days < 0 else 'after'}"


def _number(days: float) -> str:
    return f"{days:,.0f} day" + ("" if round(days) == 1 else "s")
