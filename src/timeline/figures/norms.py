"""Clauses and incidents: counts by basis, the matrix, who invokes what. Invoked is blue and round, our reading orange."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import pandas as pd

from timeline.codes import Basis
from timeline.figures import bars, theme
from timeline.plain import escape

Row = dict[str, Any]
SHAPES: dict[str, str] = {Basis.INVOKED: "circle", Basis.ANALYST: "diamond"}
FORMS = {"before": "", "unclear": "-open-dot", "after": "-open"}
"""Which came first -> ending of the marker: filled when the text is older than the incident."""
PATTERNS = {"before": "", "unclear": ".", "after": "/"}
LEGEND_LINE = 21
FEW = 12
"""Below so many an axis has a tick for each."""
CELL = 40
"""Height of a row of the matrix in pixels: a line for the case's name and one for the marks."""


def counts(rows: pd.DataFrame, bases: Mapping[Any, str], timings: Mapping[str, str], *, with_text: bool) -> theme.Drawn:
    """A row for each clause, with what was invoked on the left and what we read into cases on the right, never added."""
    columns = list(dict.fromkeys(rows["key"]))
    places = {key: -float(place) for place, key in enumerate(columns)}
    traces = []
    for (basis, timing), part in _by_kind(rows):
        colour = theme.BASIS_MARKS[basis][0]
        one = bars.trace(part["incidents"].tolist(), [places[key] for key in part["key"]], "", (colour, PATTERNS[timing]), [])
        traces.append(
            one
            | {
                "marker": bars.marker((colour, PATTERNS[timing]), hollow=True),
                "name": escape(f"{bases[basis]}, {timings[timing]}"),
                "xaxis": "x" if basis == Basis.INVOKED else "x2",
                "customdata": [[key] for key in part["key"]],
                "hovertext": [_count_hover(row) for row in _records(part)],
                "hovertemplate": f"%{{hovertext}}<br>{escape(timings[timing])}: %{{x}}<extra></extra>",
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    heads = {row["key"]: row for row in _records(rows)}
    labels = [bars.row_label(_column_name(heads[key], with_text), places[key]) for key in columns]
    totals = [_total(row, places[row["key"]], row["basis"]) for row in _records(rows.drop_duplicates(["key", "basis"]))]
    titles = [_panel(str(name), place) for name, place in zip(bases.values(), (0, 0.52), strict=True)]
    most = [0, max(1, *rows["total"].tolist()) * 1.12]
    layout = theme.layout(
        barmode="stack",
        height=bars.ROW_HEIGHT * len(columns) + 70 + LEGEND_LINE * len(traces),
        legend={"orientation": "v", "yref": "container", "y": 0, "yanchor": "bottom", "traceorder": "normal"},
        yaxis=bars.rows_axis(len(columns)),
        xaxis={"domain": [0, 0.46], "gridcolor": theme.GRID, "range": most, "side": "bottom"},
        xaxis2={"domain": [0.52, 1], "gridcolor": theme.GRID, "range": most, "anchor": "y", "zeroline": False},
        annotations=labels + totals + titles,
        margin={"t": 40, "b": LEGEND_LINE * len(traces) + 30},
    )
    return theme.Drawn(traces, layout)


def _column_name(row: Row, with_text: bool) -> str:
    own = f"{row['number'][:1].upper()}{row['number'][1:]}" + ("" if row["number"] == "as a whole" else f"  {row['title']}")
    return f"{row['short_name']} {own}" if with_text else own


def _count_hover(row: Row) -> str:
    title = "<br>".join(textwrap.wrap(escape(row["title"]), 60))
    return f"<b>{escape(row['short_name'])} {escape(row['number'])}</b><br>{title}"


def _total(row: Row, place: float, basis: str) -> dict[str, Any]:
    return {
        "xref": "x" if basis == Basis.INVOKED else "x2",
        "x": row["total"],
        "y": place,
        "yshift": -10,
        "xshift": 3,
        "xanchor": "left",
        "showarrow": False,
        "text": str(row["total"]),
    }


def _panel(text: str, x: float) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 12,
        "showarrow": False,
        "text": f"<b>{escape(text)}</b>",
    }


def matrix(
    cases: pd.DataFrame,
    columns: pd.DataFrame,
    cells: pd.DataFrame,
    bases: Mapping[Any, str],
    timings: Mapping[str, str],
    *,
    with_text: bool,
) -> theme.Drawn:
    """Incidents down, clauses across. A click gives incident and clause in `customdata`."""
    across = {key: float(place) for place, key in enumerate(columns["key"])}
    down = {key: float(place) for place, key in enumerate(cases["incident_id"])}
    traces = [
        _cell_marks(part, across, down, f"{bases[basis]}, {timings[timing]}", basis, timing)
        for (basis, timing), part in _by_kind(cells)
    ]
    names = [_cross_name(row, with_text) for row in _records(columns)]
    top = LEGEND_LINE * len(traces) + 20 + (7 * max(map(len, names), default=0) if with_text else 20)
    layout = theme.layout(
        height=CELL * len(down) + top + 30,
        margin={"t": top},
        legend={"orientation": "v", "yref": "container", "y": 1, "yanchor": "top", "traceorder": "normal"},
        xaxis={
            "side": "top",
            "tickvals": list(across.values()),
            "ticktext": [escape(name) for name in names],
            "tickangle": -90 if with_text else 0,
            "range": [-0.6, len(across) - 0.4],
            "gridcolor": theme.GRID,
            "showgrid": True,
            "fixedrange": True,
        },
        yaxis={
            "tickvals": list(down.values()),
            "showticklabels": False,
            "range": [len(down) - 0.5, -0.75],
            "gridcolor": theme.GRID,
            "fixedrange": True,
        },
        annotations=[bars.row_label(_case_name(row), down[row["incident_id"]], yshift=5) for row in _records(cases)],
    )
    return theme.Drawn(traces, layout)


def _cell_marks(
    part: pd.DataFrame, across: dict[str, float], down: dict[str, float], name: str, basis: str, timing: str
) -> dict[str, Any]:
    aside = -0.18 if basis == Basis.INVOKED else 0.18
    colour = theme.BASIS_MARKS[basis][0]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [across[key] + aside for key in part["key"]],
        "y": [down[key] for key in part["incident_id"]],
        "name": escape(name),
        "customdata": part[["incident_id", "key"]].to_numpy().tolist(),
        "text": [_cell_hover(row) for row in _records(part)],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": colour,
            "symbol": SHAPES[basis] + FORMS[timing],
            "size": 12,
            "line": {"color": colour, "width": 2},
        },
        "unselected": {"marker": {"opacity": 1}},
    }


def _cell_hover(row: Row) -> str:
    head = f"<b>{escape(row['case_title'])}</b><br>{escape(row['short_name'])} {escape(row['number'])}"
    who = f"Invoked by {row['who']}: " if row["who"] else "Our reading: "
    return head + "<br>" + "<br>".join(textwrap.wrap(escape(who + row["reason"]), 60)) + "<br><i>Click for all of it</i>"


def _case_name(row: Row) -> str:
    return row["title"] if pd.isna(row["year"]) else f"{row['year']:.0f} {row['title']}"


def _cross_name(row: Row, with_text: bool) -> str:
    number = "whole" if row["number"] == "as a whole" else row["number"]
    return f"{row['short_name']} {number}" if with_text else number


def invokers(rows: pd.DataFrame, most: int) -> theme.Drawn:
    """A row for each party and text, by number of incidents."""
    shown = rows.head(most)
    names = [f"{row['party']}, {row['short_name']}: {row['incidents']}" for row in _records(shown)]
    hover = [_invoker_hover(row) for row in _records(shown)]
    parts = {"Incidents in which it invoked the text": shown["incidents"].tolist()}
    styles, keys = [theme.BASIS_MARKS[Basis.INVOKED]], shown[["party", "instrument_id"]].to_numpy().tolist()
    few = bool(shown["incidents"].max() < FEW)
    return bars.labelled(names, parts, styles, hover, "incidents", keys=keys, whole_steps=few)


def _invoker_hover(row: Row) -> str:
    return (
        f"<b>{escape(row['party'])}</b><br>{escape(row['short_name'])}<br>on {row['occasions']} occasion(s)<br>"
        f"text named: {row['named']}, its wording used: {row['wording']}, “norms” in general: {row['generic']}"
    )


def _by_kind(rows: pd.DataFrame) -> list[tuple[tuple[str, str], pd.DataFrame]]:
    """Rows of each basis and timing that occurs, in the order of the marks."""
    wanted = [(str(basis), timing) for basis in SHAPES for timing in FORMS]
    parts = [(pair, rows[(rows["basis"] == pair[0]) & (rows["timing"] == pair[1])]) for pair in wanted]
    return [(pair, part) for pair, part in parts if len(part)]


def _records(rows: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
