"""The same event in two collections: declared ids first, then names, dates, actors and victims. Precision before recall."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

import pyarrow as pa

from timeline.trackers.evidence import Evidence
from timeline.trackers.rows import slug
from timeline.trackers.sides import Side, sides

SURE = 0.55
"""From this score on a pair counts as the same event until the reader says otherwise."""
POSSIBLE = 0.1
EVERY = 200
"""Rows between two words on progress."""
MOST_SHOWN = 3
"""Candidates for one imported row."""
BEHIND, MOST_BEHIND = 0.3, 4.0
"""What a row loses, of the log-odds by which another row fits the incident better, and up to which difference."""
Candidate = tuple[float, float, Side]
Row = tuple[str, str]
"""A collection, and the id or the plain title of a row there."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair with its score from 0 to 1 and the reasons for it."""

    incident_id: str
    other_id: str
    collection: str
    original_id: str
    score: float
    declared: bool
    reasons: tuple[str, ...]
    best: bool = True
    """Whether no other incident fits the row better; only such a pair counts by its score."""


class Matcher:
    """Compares rows with incidents, mostly imported rows with curated incidents."""

    def __init__(
        self,
        ours: Sequence[Side],
        others: Sequence[Side],
        names: Mapping[str, pa.Table],
        declared: Mapping[Row, Sequence[str]] = MappingProxyType({}),
        background: Sequence[Side] = (),
    ) -> None:
        """`names` has the tables of actors; `declared` says which rows a record names as the same event.

        `background` are further incidents that show how rare words are, where those to be compared are few.
        """
        self.others = others
        self.by_id = {side.id: side for side in ours}
        self.evidence = Evidence(ours, names, others, background)
        self._declared = declared

    @classmethod
    def of_tables(cls, curated: Mapping[str, pa.Table], others: Mapping[str, pa.Table], *, declared: bool = True) -> Self:
        """Imported rows against curated incidents; without `declared` the ids that records give are hidden, to measure."""
        return cls(sides(curated), sides(others), curated, _declared(curated) if declared else {})

    def matches(self, said: Callable[[float], object] = lambda _: None) -> Iterator[Match]:
        """For each row the best candidates, best first; a declared id leaves no other. `said` hears the share done."""
        found: list[tuple[Side, list[str], list[Candidate]]] = []
        for place, other in enumerate(self.others):
            if place % EVERY == 0:
                said(place / len(self.others))
            found.append((other, self.told(other), self._candidates(other)))
        best: dict[str, float] = {}
        for _, told, candidates in found:
            for place, (_, odds, side) in enumerate(candidates):
                if place == 0 or side.id in told:
                    best[side.id] = max(best.get(side.id, odds), odds)
        for other, told, candidates in found:
            if told:
                reason = f"the record names this row of {other.row['collection']}"
                yield from (self._match(self.by_id[one], other, 1.0, True, (reason,)) for one in told)
            else:
                yield from self._offered(other, candidates, best)

    def _offered(self, other: Side, candidates: list[Candidate], best: Mapping[str, float]) -> Iterator[Match]:
        """The candidates that are likely enough; one that another row of the file fits better loses some of its score."""
        for place, (chance, odds, side) in enumerate(candidates[:MOST_SHOWN]):
            behind = min(best.get(side.id, odds) - odds, MOST_BEHIND)
            score = _chance(_log_odds(chance) - BEHIND * max(behind, 0.0))
            if score >= POSSIBLE:
                reasons = self.evidence.reasons(side, other)
                reasons += ("another row fits this incident better",) if behind > 1 else ()
                yield self._match(side, other, score, False, reasons, best=place == 0)

    def told(self, other: Side) -> list[str]:
        """Incidents whose record names this row."""
        collection = other.row["collection"]
        numbers = [one.strip() for one in (other.row["original_id"] or "").split(",")]
        keys = {*numbers, _plain(other.row["original_id"] or ""), _plain(other.row["title"])}
        return sorted({one for key in keys for one in self._declared.get((collection, key), ()) if one in self.by_id})

    def _candidates(self, other: Side) -> list[Candidate]:
        """Chance, log-odds against none of them, and incident, best first; with `none of them` the chances make 1."""
        near = self.evidence.near(other)
        odds = [self.evidence.log_odds(side, other) for side in near]
        whole = 1 + sum(map(math.exp, odds))
        found = [(math.exp(one) / whole, one, side) for one, side in zip(odds, near, strict=True)]
        return sorted(found, key=lambda one: (-one[0], one[2].id))

    @staticmethod
    def _match(side: Side, other: Side, score: float, declared: bool, reasons: tuple[str, ...], *, best: bool = True) -> Match:
        row = other.row
        return Match(side.id, other.id, row["collection"], row["original_id"], round(score, 3), declared, reasons, best)


def _log_odds(chance: float) -> float:
    return math.log(max(chance, 1e-12) / max(1 - chance, 1e-12))


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _declared(curated: Mapping[str, pa.Table]) -> dict[Row, list[str]]:
    """Collection and id or title -> the incidents whose record names it."""
    found: dict[Row, list[str]] = defaultdict(list)
    for row in curated["tracker_refs"].to_pylist():
        if row["external_id"]:
            found[row["tracker"], row["external_id"]].append(row["incident_id"])
        elif row["title"]:
            found[row["tracker"], _plain(row["title"])].append(row["incident_id"])
    return found


def _plain(text: str) -> str:
    return slug(text, 300)
