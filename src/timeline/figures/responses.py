"""Answers: kinds over time, responders, how soon, and the steps of one case."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from timeline.figures import bars, theme
from timeline.plain import escape

Row = dict[str, Any]
DAYS = {
    1: "1 day",
    7: "1 week",
    30: "1 month",
    91: "3 months",
    365: "1 year",
    730: "2 years",
    1826: "5 years",
    3652: "10 years",
}
"""Ticks of an axis of days."""
LADDER_MARKS = ((theme.GREY, "circle-open"), (theme.BLUE, "square"), (theme.ORANGE, "diamond"))
LABELLED = 30
"""Intervals up to which each bears its name."""


def kinds(counts: pd.DataFrame, unit: str) -> theme.Drawn:
    """A row for each `kind`, with a bar for each `year` as high as its `count`; all rows have one scale."""
    names = list(dict.fromkeys(counts["label"]))
    most = max(counts["count"].tolist(), default=1)
    trace = {
        "type": "bar",
        "x": counts["year"].tolist(),
        "base": [names.index(name) + 0.4 for name in counts["label"]],
        "y": [-0.85 * count / most for count in counts["count"]],
        "width": 0.8,
        "marker": {"color": theme.GREEN, "line": {"width": 0}},
        "customdata": counts["count"].tolist(),
        "text": [escape(name) for name in counts["label"]],
        "textposition": "none",
        "hovertemplate": f"%{{text}}, %{{x}}: %{{customdata}} {unit}<extra></extra>",
    }
    layout = theme.layout(
        height=36 * len(names) + 60,
        showlegend=False,
        xaxis={"tickformat": "d", "gridcolor": theme.GRID, "showgrid": True},
        yaxis={
            "tickvals": [place + 0.2 for place in range(len(names))],
            "ticktext": [escape(name) for name in names],
            "range": [len(names) - 0.5, -0.6],
            "showgrid": False,
            "fixedrange": True,
        },
        shapes=[_floor(place) for place in range(len(names))],
    )
    return theme.Drawn([trace], layout)


def _floor(place: int) -> dict[str, Any]:
    """The line on which the bars of a row stand."""
    line = {"color": theme.GRID, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": place + 0.4, "y1": place + 0.4, "line": line}


def responders(rows: pd.DataFrame, most: int) -> theme.Drawn:
    """Parties by the acts they took part in, measures and other acts apart."""
    shown = _records(rows.head(most))
    parts = {
        "Measures: charges, sanctions, takedowns and the like": [row["measures"] for row in shown],
        "Words, warnings, help, rules": [row["others"] for row in shown],
    }
    names = [f"{row['party']}: {row['acts']}" for row in shown]
    hover = [f"<b>{escape(row['party'])}</b> ({escape(row['group'].lower())})" for row in shown]
    return bars.labelled(names, parts, bars.STEPS, hover, "acts")


def accused(rows: pd.DataFrame, classes: Sequence[str], most: int) -> theme.Drawn:
    """States that claims name, by how far the answer to their incidents went."""
    states = list(dict.fromkeys(rows["state"]))[:most]
    kept = rows[rows["state"].isin(states)]
    parts = {name: kept.loc[kept["class"] == name, "incidents"].tolist() for name in classes}
    totals = dict(zip(kept["state"], kept["total"], strict=True))
    names = [f"{state}: {totals[state]}" for state in states]
    return bars.labelled(names, parts, bars.STEPS, [f"<b>{escape(state)}</b>" for state in states], "incidents")


def lags(rows: pd.DataFrame) -> theme.Drawn:
    """A bar for each incident from `drawn_min` to `drawn_max` days on a logarithmic axis, shortest first."""
    labelled = len(rows) <= LABELLED
    shown = _records(rows)
    x: list[Any] = []
    y: list[Any] = []
    places = list(range(len(shown))) if labelled else [100 * row["share"] for row in shown]
    for row, place in zip(shown, places, strict=True):
        x += [row["drawn_min"], row["drawn_max"], None]
        y += [place, place, None]
    spans = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "line": {"color": theme.BLUE, "width": 3}}
    ends = {
        "type": "scatter",
        "mode": "markers",
        "x": [row["drawn_max"] for row in shown],
        "y": places,
        "marker": {"color": theme.BLUE, "size": 6},
        "text": [_lag_hover(row) for row in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }
    layout = theme.layout(
        height=24 * len(shown) + 90 if labelled else 460,
        showlegend=False,
        xaxis={
            "type": "log",
            "tickvals": list(DAYS),
            "ticktext": list(DAYS.values()),
            "gridcolor": theme.GRID,
            "showgrid": True,
        },
        yaxis=_names_axis(shown) if labelled else _share_axis(),
    )
    return theme.Drawn([spans, ends], layout)


def _names_axis(rows: list[Row]) -> dict[str, Any]:
    return {
        "tickvals": list(range(len(rows))),
        "ticktext": [escape(bars.cut(row["title"], 34)) for row in rows],
        "range": [len(rows) - 0.3, -0.7],
        "fixedrange": True,
    }


def _share_axis() -> dict[str, Any]:
    return {"ticksuffix": " %", "range": [102, -2], "gridcolor": theme.GRID, "title": {"text": "Answered incidents"}}


def _lag_hover(row: Row) -> str:
    days = f"{row['days_min']:,}" if row["days_min"] == row["days_max"] else f"{row['days_min']:,} to {row['days_max']:,}"
    return f"<b>{escape(row['title'])}</b><br>{days} days"


def ladder(steps: pd.DataFrame, rungs: Sequence[str]) -> theme.Drawn:
    """One case: time across, steps upwards; a bar where the date is vague."""
    heights = {rung: place for place, rung in enumerate(rungs)}
    spans = [(row["earliest"], row["latest"], heights[row["rung"]]) for row in _records(steps)]
    traces = [bars.vague_dates(spans, "Span of a vague date")]
    for (sort, part), (colour, symbol) in zip(steps.groupby("sort", sort=False), _marks(steps), strict=False):
        rows = _records(part)
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [row["earliest"].isoformat() for row in rows],
                "y": [heights[row["rung"]] for row in rows],
                "name": escape(str(sort)).capitalize(),
                "marker": {"color": colour, "symbol": symbol, "size": 12, "line": {"color": colour, "width": 2}},
                "text": [_step_hover(row) for row in rows],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    layout = theme.layout(
        height=44 * len(rungs) + 110,
        legend={"orientation": "v"},
        xaxis={"type": "date", "gridcolor": theme.GRID, "showgrid": True},
        yaxis={
            "tickvals": list(heights.values()),
            "ticktext": ["<br>".join(textwrap.wrap(escape(rung), 22)) for rung in rungs],
            "range": [-0.6, len(rungs) - 0.4],
            "gridcolor": theme.GRID,
            "fixedrange": True,
        },
    )
    return theme.Drawn(traces, layout)


def _marks(steps: pd.DataFrame) -> list[tuple[str, str]]:
    """The marks of the sorts in the order in which they occur."""
    known: Mapping[str, tuple[str, str]] = {
        "the incident itself": LADDER_MARKS[0],
        "state or international body": LADDER_MARKS[1],
    }
    return [known.get(sort, LADDER_MARKS[2]) for sort in dict.fromkeys(steps["sort"])]


def _step_hover(row: Row) -> str:
    parts = [f"<b>{escape(row['what'])}</b>, {escape(row['when'])}", escape(row["party"] or ""), escape(row["text"] or "")]
    return "<br>".join("<br>".join(textwrap.wrap(part, 60)) for part in parts if part)


def _records(rows: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
