"""The thread of one incident: its dated facts in rows, and how long each answer took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from timeline.codes import Stance
from timeline.dates import lag_days
from timeline.measures.case import Case, Row
from timeline.measures.placing import View, number
from timeline.measures.verdict import is_official

ROWS = {"fact": "Facts", "claim": "Claims", "denial": "Denials", "response": "Responses"}
"""Rows of the thread -> words; claims and denials are statements, not findings."""
_ROW_OF: dict[Any, str] = {"own": "fact", "event": "fact"}


def facts(case: Case) -> pd.DataFrame:
    """Every dated fact: `row` (number in ROWS), `step`, `title`, `party`, `when`, `earliest` and `latest` (days from 1970)."""
    columns = ["row", "step", "title", "party", "when", "earliest", "latest"]
    order = list(ROWS)
    rows = [
        (
            order.index(_ROW_OF.get(step["step"]) or step["step"]),
            step["step"],
            step["title"],
            step["party"] or "",
            step["when"],
            number(step["earliest"]),
            number(step["latest"]),
        )
        for step in case.ladder
        if step["earliest"]
    ]
    return pd.DataFrame(rows, columns=columns)


def view(case: Case) -> View | None:
    """The days from the first to the last dated fact with a margin of a twentieth; None without facts."""
    steps = [step for step in case.ladder if step["earliest"]]
    if not steps:
        return None
    first, last = min(number(step["earliest"]) for step in steps), max(number(step["latest"]) for step in steps)
    margin = max((last - first) // 20, 15)
    return View(first - margin, last + margin)


def waits(case: Case) -> list[tuple[str, str]]:
    """What followed disclosure, and after how long, as the interval that precision allows: ("First claim ...", "5 days")."""
    start = _span(case.incident, "disclosed")
    if not start:
        return []
    claims = case.rows["attributions"]
    named = [claim for claim in claims if claim["stance"] in (Stance.ATTRIBUTES, Stance.SUPPORTS)]
    ends = [
        ("First attribution by anyone", _first(named)),
        ("First official attribution", _first([claim for claim in named if is_official(claim)])),
        ("First denial", _first([claim for claim in claims if claim["stance"] == Stance.DENIES])),
        ("First response", _first(case.rows["responses"])),
    ]
    return [(what, _lag(*lag_days(start, end))) for what, end in ends if end]


def _span(row: Row, name: str) -> tuple[date, date] | None:
    earliest, latest = row[f"{name}_earliest"], row[f"{name}_latest"]
    return (earliest, latest) if earliest and latest else None


def _first(rows: Sequence[Row]) -> tuple[date, date] | None:
    """The span of the first act: it came no later than the earliest `latest` of any."""
    spans = [span for row in rows if (span := _span(row, "date"))]
    return (min(earliest for earliest, _ in spans), min(latest for _, latest in spans)) if spans else None


def _lag(least: int, most: int) -> str:
    """Days in words: `the same day`, `5 days later`, `3 days before`, `between 2 and 33 days later`."""
    if least == most:
        if least == 0:
            return "the same day"
        return f"{_days(abs(least))} {'later' if least > 0 else 'before'}"
    if least >= 0:
        return f"between {least:,} and {_days(most)} later"
    if most <= 0:
        return f"between {-most:,} and {_days(-least)} before"
    return f"between {_days(-least)} before and {_days(most)} later"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
