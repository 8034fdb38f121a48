"""What happened to every row of an imported file. Taken and set aside add up to the rows read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa

MOST_LISTED = 20_000
"""Problems kept one by one; all are counted."""
LONGEST_VALUE = 200


class Effect(StrEnum):
    """What a problem did to its row or value."""

    SET_ASIDE = "row set aside"
    DROPPED = "value not taken"
    CHANGED = "value normalised"
    KEPT = "kept, flagged"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a reader of the import should know; `row` is the row of the file, 1 the header."""

    row: int
    column: str
    value: str
    reason: str
    effect: Effect


class SetAside(Exception):  # noqa: N818  # an outcome of reading a row, not a fault
    """A row that cannot be taken; carries why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        """Of one row; the report adds which."""
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class ImportRefused(Exception):  # noqa: N818  # an answer to the reader, not a fault
    """A file that is not taken at all; the message says why and what would be."""


@dataclass(slots=True)
class Report:
    """Of one file (or of the files that belong together)."""

    file: str
    format: str = ""
    collection: str = ""
    read: int = 0
    taken: int = 0
    set_aside: int = 0
    incidents: int = 0
    actors: int = 0
    refused: str = ""
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[Effect, str, str]] = field(default_factory=Counter)
    ignored: dict[str, str] = field(default_factory=dict)
    """Columns or parts that are not read -> why."""

    def note(self, row: int, column: str, value: object, reason: str, effect: Effect) -> None:
        """Count a problem and keep it while the list has room."""
        self.counts[effect, column, reason] += 1
        if len(self.problems) < MOST_LISTED:
            text = "" if value is None else str(value)
            cut = text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
            self.problems.append(Problem(row, column, cut, reason, effect))

    def put_aside(self, row: int, why: SetAside) -> None:
        """Count a row as read and set aside."""
        self.read += 1
        self.set_aside += 1
        self.note(row, why.column, why.value, why.reason, Effect.SET_ASIDE)

    def took(self, rows: int = 1) -> None:
        """Count rows as read and taken."""
        self.read += rows
        self.taken += rows

    def count(self, effect: Effect, reason: str = "") -> int:
        """How often, over all columns; with a part of the reason, only these."""
        return sum(n for (one, _, why), n in self.counts.items() if one is effect and reason in why)

    def sentence(self) -> str:
        """The whole in one line."""
        if self.refused:
            return f"{self.file}: {'imported in part' if self.taken else 'not imported'}. {self.refused}"
        what = [f"{self.incidents:,} incidents" if self.incidents else "", f"{self.actors:,} actors" if self.actors else ""]
        made = " and ".join(one for one in what if one) or "nothing"
        notes = sum(n for (effect, _, _), n in self.counts.items() if effect is not Effect.SET_ASIDE)
        return (
            f"{self.file} ({self.format}): {self.read:,} rows read, {self.taken:,} taken, {self.set_aside:,} set aside; "
            f"{made}; {notes:,} notes on values"
        )

    def lines(self) -> list[str]:
        """The whole for a terminal: the sentence, then each kind of problem with its count, then what is not read."""
        kinds = sorted(self.counts.items(), key=lambda pair: (pair[0][0] is not Effect.SET_ASIDE, -pair[1]))
        return [
            self.sentence(),
            *(f"  {n:6,} × {effect}: {column or 'row'}: {reason}" for (effect, column, reason), n in kinds),
            *(f"  not read: {name}: {why}" for name, why in self.ignored.items()),
        ]


_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("format", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("effect", pa.string()),
        ("reason", pa.string()),
    ]
)


def table(reports: list[Report]) -> pa.Table:
    """Every problem kept, for the screen and for download; refused files as a row of their own."""
    found: list[dict[str, Any]] = []
    for report in reports:
        shared: dict[str, Any] = {"file": report.file, "format": report.format}
        if report.refused:
            found.append(shared | {"effect": "file not imported", "reason": report.refused})
        found += [
            shared | {"row": one.row, "column": one.column, "value": one.value, "effect": str(one.effect), "reason": one.reason}
            for one in report.problems
        ]
        found += [shared | {"column": name, "effect": "column not read", "reason": why} for name, why in report.ignored.items()]
        listed = len(report.problems)
        if (total := sum(report.counts.values())) > listed:
            found.append(shared | {"effect": "list cut", "reason": f"{total - listed:,} further problems are counted only"})
    return pa.Table.from_pylist(found, schema=_SCHEMA)
