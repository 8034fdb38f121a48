"""Published money figures of single incidents as ranges on a logarithmic axis."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

import pandas as pd

from timeline.amounts import range_in_words
from timeline.figures import theme
from timeline.plain import escape

Row = dict[str, Any]
ROW_HEIGHT, LEGEND_LINE = 50, 11
LABEL_LENGTH = 52
"""Letters of a label; what a telephone holds."""
AT_LEAST, UP_TO = "triangle-right", "triangle-left"


def ranges(drawn: pd.DataFrame, heading: str, *, by_incident: bool = False) -> theme.Drawn:
    """A row for each `row` of the frame, under headings from the column `heading`; parts are small marks in their whole's row.

    A figure with both bounds is a line with its two ends; one with a single bound is an arrow head that points to where
    the unknown bound lies. With `by_incident` a row holds all figures of an incident and its label names the answers.
    """
    rows = _rows(drawn)
    heads = list({row["row"]: row for row in reversed(rows)}.values())[::-1]
    places = _places(heads, heading)
    kinds = dict.fromkeys((row["kind"], row.get("part", False)) for row in rows)
    traces = [_spans(rows, places)]
    for kind, part in kinds:
        same = [row for row in rows if (row["kind"], row.get("part", False)) == (kind, part)]
        traces.append(_marks(same, places, part=part))
    if by_incident:
        traces += [_legend(row) for row in {row["kind"]: row for row in rows}.values()]
    labels = [_label(row, places[row["row"]], rows, by_incident) for row in heads]
    lowest = min(places.values(), default=0)
    layout = theme.layout(
        height=round(ROW_HEIGHT * (1.6 - lowest)) + 64 + (LEGEND_LINE * len(traces) if by_incident else 0),
        showlegend=by_incident,
        legend={"y": 0, "yanchor": "top"},
        xaxis=_axis(rows),
        yaxis={"visible": False, "range": [lowest - 0.6, 1], "fixedrange": True},
        annotations=labels + _headings(heads, places, heading),
        margin={"t": 36},
    )
    return theme.Drawn(traces, layout)


def _rows(drawn: pd.DataFrame) -> list[Row]:
    """The frame as rows with None for every absent value."""
    return [
        {str(name): None if value is None or value != value else value for name, value in row.items()}
        for row in drawn.to_dict("records")
    ]


def _axis(rows: Iterable[Row]) -> dict[str, Any]:
    bounds = [bound for row in rows for bound in (row["low_usd"], row["high_usd"]) if bound is not None]
    return theme.log_axis(min(bounds), max(bounds), "$") | {"side": "top", "showgrid": True, "gridcolor": theme.GRID}


def _places(heads: Iterable[Row], heading: str) -> dict[int, float]:
    """Row -> height in the chart, downwards from 0; a new heading takes most of a row for itself."""
    places: dict[int, float] = {}
    height, before = 0.0, None
    for row in heads:
        if row[heading] != before:
            height -= 0.6
            before = row[heading]
        places[row["row"]] = height
        height -= 1
    return places


def _spans(rows: Iterable[Row], places: dict[int, float]) -> dict[str, Any]:
    """The lines between low and high, as one trace."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        low, high = row["low_usd"], row["high_usd"]
        if low is not None and high is not None and low != high:
            x += [low, high, None]
            y += [places[row["row"]]] * 2 + [None]
    line = {"color": theme.GREY, "width": 4}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "showlegend": False}


def _marks(rows: list[Row], places: dict[int, float], *, part: bool) -> dict[str, Any]:
    """The known bounds of the figures of one kind."""
    colour, shape = theme.LOSS_MARKS[rows[0]["kind"]]
    points = [
        (bound, places[row["row"]], _symbol(row, shape, part), _hover(row, part))
        for row in rows
        for bound in dict.fromkeys((row["low_usd"], row["high_usd"]))
        if bound is not None
    ]
    x, y, symbols, texts = ([point[place] for point in points] for place in range(4))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "marker": {
            "symbol": symbols,
            "size": 8 if part else 12,
            "color": colour,
            "line": {"color": colour, "width": 1.5},
        },
    }


def _legend(row: Row) -> dict[str, Any]:
    """The mark of a kind in the legend, which would else show whatever the first of its figures is."""
    colour, shape = theme.LOSS_MARKS[row["kind"]]
    mark = {"symbol": shape, "size": 12, "color": colour}
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": escape(row["kind_label"]), "marker": mark}


def _symbol(row: Row, shape: str, part: bool) -> str:
    known = shape if None not in (row["low_usd"], row["high_usd"]) else AT_LEAST if row["high_usd"] is None else UP_TO
    return f"{known}-open" if part else known


def _label(row: Row, place: float, rows: Iterable[Row], by_incident: bool) -> dict[str, Any]:
    if by_incident:
        below = row["answers"] or "no answer by a state found"
    else:
        parts = sum(other["row"] == row["row"] and other["part"] for other in rows)
        inside = f" · {parts} part{'s' if parts > 1 else ''} inside" if parts else ""
        below = _cut(f"{amount(row)} · {row['estimator']}", LABEL_LENGTH - len(inside)) + inside
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": place,
        "yanchor": "bottom",
        "yshift": 7,
        "align": "left",
        "showarrow": False,
        "text": f"<b>{escape(_cut(row['title'], LABEL_LENGTH - 4))}</b><br>{escape(_cut(below))}",
        "font": {"size": 12},
    }


def amount(row: Row) -> str:
    """The range as published, in its own currency."""
    return range_in_words(row["low"], row["high"], row["currency"])


def _hover(row: Row, part: bool) -> str:
    said = [f"<b>{escape(row['title'])}</b>", f"{'Part of the figure in this row: ' if part else ''}{escape(amount(row))}"]
    if row["currency"] != "USD":
        dollars = range_in_words(row["low_usd"], row["high_usd"], "USD")
        said.append(f"about {dollars}, at {row['usd_rate']:g} (average of {row['estimate_year']})")
    said.append(f"{escape(row['kind_label'])}: {escape(row['counts'])}")
    said.append(f"According to {escape(row['estimator'])}, {row['estimate_year']}")
    return "<br>".join("<br>".join(textwrap.wrap(one, 60)) for one in said)


def _headings(heads: Iterable[Row], places: dict[int, float], heading: str) -> list[dict[str, Any]]:
    first = {row[heading]: places[row["row"]] for row in reversed(list(heads))}
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": place + 1.05,
            "yanchor": "middle",
            "showarrow": False,
            "text": f"<b>{escape(str(name)).upper()}</b>",
            "font": {"size": 12},
        }
        for name, place in first.items()
    ]


def _cut(text: str, length: int = LABEL_LENGTH) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
