"""Cells of who accuses whom, and of who joins whom: marks with their number, which open what is behind them."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from timeline.figures import theme
from timeline.plain import escape

Row = dict[Any, Any]
MARKS: dict[str, Row] = {
    "accuses": {"symbol": "square", "color": theme.BLUE, "text": "#FFFFFF", "size": 17},
    "denies": {"symbol": "diamond", "color": theme.VERMILION, "text": "#FFFFFF", "size": 18},
    "disputes": {"symbol": "diamond-open", "color": theme.ORANGE, "text": None, "size": 18},
    "claims": {"symbol": "circle", "color": theme.SKY, "text": "#000000", "size": 16},
}
"""What a claim does -> shape, colour, colour of the number, least size. Each has a line of its own within a row."""
LINE_HEIGHT, GAP, HEAD = 25, 0.35, 150
"""Of a line of marks in pixels, between rows in lines, and of the names above in pixels."""
LABEL_WIDTH, LABEL_LENGTH = 16, 42
"""Letters on a line of a row's label, and in all."""


def matrix(cells: pd.DataFrame, rows: Sequence[Row], columns: Sequence[Row], words: dict[str, str], unit: str) -> theme.Drawn:
    """A mark for each kind of claim in each cell; `customdata` holds the keys of its row and column."""
    lines = _lines(cells, rows)
    x = {column["key"]: place for place, column in enumerate(columns)}
    traces = [
        _trace(part, x, lines, MARKS[mark], words[mark], unit) for mark in MARKS if len(part := cells[cells["mark"] == mark])
    ]
    bounds = [lines[row["key"], ""] for row in rows] + [lines["", ""]]
    layout = _layout([column["label"] for column in columns], len(traces))
    layout["height"] += round(-bounds[-1] * LINE_HEIGHT)
    layout["yaxis"] |= {
        "tickvals": [(upper + lower) / 2 for upper, lower in itertools.pairwise(bounds)],
        "ticktext": [_label(row) for row in rows],
        "range": [bounds[-1], 0],
    }
    layout["shapes"] = [_rule(height) for height in bounds]
    return theme.Drawn(traces, layout)


def _lines(cells: pd.DataFrame, rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """Height of each row's upper edge (mark empty), of each of its lines of marks, and of the lowest edge of all."""
    found: dict[tuple[str, str], float] = {}
    height = 0.0
    for row in rows:
        found[row["key"], ""] = height
        present = set(cells.loc[cells["row"] == row["key"], "mark"])
        for mark in MARKS:
            if mark in present:
                found[row["key"], mark] = height - 0.5 - GAP / 2
                height -= 1
        height -= GAP
    found["", ""] = height
    return found


def _trace(part: pd.DataFrame, x: dict[str, int], lines: dict[tuple[str, str], float], style: Row, name: str, unit: str) -> Row:
    colour = {"color": style["text"]} if style["text"] else {}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x[one] for one in part["column"]],
        "y": [lines[pair] for pair in zip(part["row"], part["mark"], strict=True)],
        "text": [str(count) for count in part["count"]],
        "textfont": {"size": 10, **colour},
        "customdata": [list(pair) for pair in zip(part["row"], part["column"], strict=True)],
        "hovertext": [
            f"<b>{escape(row['claimant'])} / {escape(row['accused'])}</b><br>{row['count']:,} {unit}: {escape(name)}"
            for row in part.to_dict("records")
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "name": name,
        "marker": {
            "symbol": style["symbol"],
            "size": [style["size"] + (0 if count < 10 else 3 if count < 100 else 7) for count in part["count"]],
            "color": style["color"],
            "opacity": 1,
            "line": {"color": style["color"], "width": 1.5 if style["text"] is None else 0},
        },
        "unselected": {"marker": {"opacity": 1}},
        "selected": {"marker": {"opacity": 1}},
    }


def pairs(drawn: pd.DataFrame, states: Sequence[str]) -> theme.Drawn:
    """The lower half of a table of states by states, with the number of incidents that both attribute."""
    place = {state: number for number, state in enumerate(states)}
    alone = drawn["state"] == drawn["with"]
    traces = [
        _pair_trace(drawn[alone], place, "all that the state attributes", theme.GREY, "#000000", "square"),
        _pair_trace(drawn[~alone], place, "attributed by both", theme.BLUE, "#FFFFFF", "circle"),
    ]
    layout = _layout(list(states), len(traces))
    layout["height"] += 30 * len(states)
    layout["yaxis"] |= {
        "tickvals": list(range(len(states))),
        "ticktext": [_wrapped(state) for state in states],
        "range": [len(states) - 0.5, -0.5],
    }
    return theme.Drawn(traces, layout)


def _pair_trace(part: pd.DataFrame, place: dict[str, int], name: str, colour: str, text: str, symbol: str) -> Row:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [place[one] for one in part["with"]],
        "y": [place[one] for one in part["state"]],
        "text": [str(count) for count in part["incidents"]],
        "textfont": {"size": 10, "color": text},
        "customdata": [list(pair) for pair in zip(part["state"], part["with"], strict=True)],
        "hovertext": [_pair_words(row) for row in part.to_dict("records")],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "name": name,
        "marker": {"symbol": symbol, "size": 20, "color": colour, "opacity": 1, "line": {"width": 0}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _pair_words(row: Row) -> str:
    both = escape(row["state"]) + (f" and {escape(row['with'])}" if row["state"] != row["with"] else "")
    return f"<b>{both}</b><br>{row['incidents']:,} incidents"


def _layout(columns: Sequence[str], kinds: int) -> Row:
    """All but what depends on the rows."""
    return theme.layout(
        height=HEAD + 24 * kinds,
        clickmode="event+select",
        dragmode=False,
        showlegend=True,
        legend={"orientation": "v", "yanchor": "top", "y": -0.01, "x": 0, "itemsizing": "constant", "itemclick": False},
        xaxis={
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [escape(_cut(one, 22)) for one in columns],
            "tickangle": -90,
            "range": [-0.6, len(columns) - 0.4],
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis={"fixedrange": True, "showgrid": False},
        margin={"t": 8},
    )


def _rule(y: float) -> Row:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "layer": "below",
        "line": {"color": theme.GRID, "width": 1},
    }


def _label(row: Row) -> str:
    return _wrapped(row["label"]) if row["party"] else f"<b>{_wrapped(row['label'])}</b>"


def _wrapped(text: str) -> str:
    return "<br>".join(escape(line) for line in textwrap.wrap(_cut(text, LABEL_LENGTH), LABEL_WIDTH)[:3])


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
