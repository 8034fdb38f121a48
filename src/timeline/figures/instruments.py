"""Norm texts on a time axis, under the kind of body that made them, with lines from each text to what continues it."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from timeline.figures import bars, theme
from timeline.plain import escape

Row = dict[str, Any]
ROW_HEIGHT, LEGEND_LINE = 21, 20
LONGEST_NAME = 30


def timeline(rows: pd.DataFrame, lines: pd.DataFrame) -> theme.Drawn:
    """A row for each text with a mark at its date, as wide as the date is vague; `lines` join `before` to `after`."""
    dated = [row for row in _records(rows) if row["adopted_earliest"] is not None]
    places, heads = _places(dated)
    spans = [(row["adopted_earliest"], row["adopted_latest"], places[row["instrument_id"]]) for row in dated]
    traces = [
        _succession(lines, {row["instrument_id"]: row for row in dated}, places),
        bars.vague_dates(spans, "date known to the month or year only"),
    ]
    weights: dict[str, list[Row]] = {}
    for row in dated:
        weights.setdefault(row["weight"], []).append(row)
    traces += [_marks(name, same, places) for name, same in weights.items()]
    ticks = {place: escape(_short(row["short_name"])) for row, place in zip(dated, places.values(), strict=True)}
    ticks |= {place: f"<b>{escape(name)}</b>" for name, place in heads.items()}
    last = max([*places.values(), 0])
    layout = theme.layout(
        height=ROW_HEIGHT * (last + 2) + LEGEND_LINE * len(traces) + 40,
        margin={"t": LEGEND_LINE * len(traces) + 34},
        legend={"orientation": "v", "yref": "container", "y": 1, "yanchor": "top"},
        xaxis={"type": "date", "gridcolor": theme.GRID, "showgrid": True, "side": "top"},
        yaxis={
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "range": [last + 0.8, -0.8],
            "showgrid": False,
            "fixedrange": True,
            "ticks": "",
        },
    )
    return theme.Drawn(traces, layout)


def _records(rows: pd.DataFrame) -> list[Row]:
    found = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in found]


def _places(rows: list[Row]) -> tuple[dict[str, int], dict[str, int]]:
    """Instrument -> its line, heading -> its line; a heading opens each kind of body."""
    places: dict[str, int] = {}
    heads: dict[str, int] = {}
    for row in rows:
        if row["body_words"] not in heads:
            heads[row["body_words"]] = len(places) + len(heads)
        places[row["instrument_id"]] = len(places) + len(heads)
    return places, heads


def _succession(lines: pd.DataFrame, dated: dict[str, Row], places: dict[str, int]) -> dict[str, Any]:
    """From a text along its own line to the date of the next, then down or up to it."""
    x: list[Any] = []
    y: list[Any] = []
    for line in _records(lines):
        if line["before"] in dated and line["after"] in dated:
            start, end = (dated[line[name]]["adopted_middle"].isoformat() for name in ("before", "after"))
            x += [start, end, end, None]
            y += [places[line["before"]], places[line["before"]], places[line["after"]], None]
    line = {"color": theme.GREY, "width": 1.5, "dash": "dot"}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
        "name": "continued or replaced by",
    }


def _marks(name: str, rows: list[Row], places: dict[str, int]) -> dict[str, Any]:
    colour, symbol = theme.INSTRUMENT_MARKS[rows[0]["kind"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["adopted_middle"].isoformat() for row in rows],
        "y": [places[row["instrument_id"]] for row in rows],
        "name": escape(name),
        "legendrank": list(theme.INSTRUMENT_MARKS).index(rows[0]["kind"]) + 1,
        "marker": {"color": colour, "symbol": symbol, "size": 12, "line": {"color": colour, "width": 2}},
        "text": [_hover(row) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [[row["instrument_id"]] for row in rows],
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(row: Row) -> str:
    parts = [f"<b>{escape(row['short_name'])}</b>, {escape(row['adopted'])}", escape(row["body"]), escape(row["weight"])]
    parts += [f"Joined: {escape(row['joined'])}"] if row["joined"] else []
    parts += [f"Continues {escape(row['continues'])}"] if row["continues"] else []
    parts += [f"Continued by {escape(row['continued_by'])}"] if row["continued_by"] else []
    parts.append(escape(row["status"]))
    return "<br>".join("<br>".join(textwrap.wrap(part, 60)) for part in parts)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
