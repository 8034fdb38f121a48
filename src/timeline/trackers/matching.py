"""The same event in two collections: declared ids first, then names, dates, actors and victims. Precision before recall."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import pyarrow as pa

from timeline import countries
from timeline.trackers.rows import slug

SURE = 0.6
"""From this score on a pair counts as the same event until the reader says otherwise."""
POSSIBLE = 0.1
MOST_SHOWN = 3
"""Candidates for one imported row."""
WEIGHTS: dict[str, float] = {
    "bias": -9.71,
    "name": 2.73,
    "place": 2.27,
    "story": 3.55,
    "covered": 3.97,
    "near": 2.13,
    "far": -3.45,
    "undated": -0.63,
    "actor": 1.48,
    "state": 2.04,
    "other_state": -2.49,
    "victim_words": 2.3,
    "other_victims": -1.51,
    "kinds": 1.05,
}
"""Log-odds of one event for each sort of evidence: logistic regression on the ids that records declare."""
_READ = (
    "incident_id title summary other_names malware accused_states accused_actors victim_countries kinds "
    "collection original_id started_earliest started_latest ended_latest discovered_earliest "
    "disclosed_earliest disclosed_latest "
)
_COLUMNS = _READ.split()
_WORD = re.compile(r"[a-z0-9]+")
_COMMON = (
    "a an and against as at attack attacks attacked by campaign case compromise compromised computer cyber "
    "cyberattack data de email emails for from group hack hacked hackers hacking in incident information "
    "intrusion intrusions malware national network networks of on operation operations out s service services "
    "system systems targeting targeted the theft to vs with website websites breach its after sites other used "
)
_PLACES = (
    "german germany french british uk us u dutch swiss danish swedish finnish polish czech greek turkish "
    "european african asian american hong kong europe asia africa middle east western eastern southern "
    "northern global worldwide saudi iranian russian chinese korean israeli indian ukrainian "
)
_PLAIN = frozenset(_COMMON.split())
_PEOPLES = frozenset(_PLACES.split())
_OFTEN = 0.5
"""What a word counts that is part of an actor's name: it says who, and many events share it."""


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


class Side:
    """What matching reads of one incident."""

    def __init__(self, row: Mapping[str, Any], victims: Iterable[str]) -> None:
        """From a row of incidents and the names of its targets."""
        self.row = row
        self.id: str = row["incident_id"]
        self.names: list[str] = [row["title"], *(row["other_names"] or [])]
        named = _words(" ".join([*self.names, *(row["malware"] or [])]))
        self.words, self.places = named - _places(), named & _places()
        self.joined = {a + b for name in self.names for a, b in pairwise(slug(name, 300).split("-"))}
        """Neighbours written as one word: `VPN Filter` for `VPNFilter`."""
        self.victims = _words(" ".join(victims)) - _places()
        self.story = _words(row["summary"] or "") - _places()
        self.countries = set(row["victim_countries"] or ())

    @cached_property
    def days(self) -> list[tuple[int, int]]:
        """Spans that the event may lie in: activity, and becoming public."""
        row, found = self.row, []
        if row["started_earliest"]:
            end = max(row["ended_latest"] or row["started_latest"], row["started_latest"])
            found.append((row["started_earliest"].toordinal(), end.toordinal()))
        if row["disclosed_earliest"]:
            found.append((row["disclosed_earliest"].toordinal(), row["disclosed_latest"].toordinal()))
        if row["discovered_earliest"]:
            found.append((row["discovered_earliest"].toordinal(),) * 2)
        return found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(slug(text, 5000).replace("-", " "))) - _PLAIN


@cache
def _places() -> frozenset[str]:
    """Words of countries' names, in full and as adjectives mostly begin: where, not which event."""
    words = {word for name in countries.names().values() for word in slug(name).split("-")}
    ends = ("n", "an", "ian", "ese", "i", "ish")
    return frozenset(words | {word.rstrip("aeioy") + end for word in words if len(word) > 3 for end in ends} | _PEOPLES)


def sides(tables: Mapping[str, pa.Table]) -> list[Side]:
    """Every incident of some tables as matching reads it."""
    victims: dict[str, list[str]] = defaultdict(list)
    targets = tables["targets"]
    for incident_id, name in zip(targets["incident_id"].to_pylist(), targets["name"].to_pylist(), strict=True):
        victims[incident_id].append(name or "")
    return [Side(row, victims[row["incident_id"]]) for row in tables["incidents"].select(_COLUMNS).to_pylist()]


class Matcher:
    """Compares rows of other collections with the curated incidents."""

    def __init__(self, curated: Mapping[str, pa.Table], *, declared: bool = True) -> None:
        """Without `declared` the ids that records give are not used, to measure the rest alone."""
        self._sides = sides(curated)
        self.by_id = {side.id: side for side in self._sides}
        self._declared = _declared(curated) if declared else {}
        self._actors = _words(" ".join(curated["actor_names"]["name"].to_pylist() + curated["actors"]["name"].to_pylist()))
        self._rarest = math.log(len(self._sides) or 1) + 0.5
        self._holders: dict[str, list[Side]] = defaultdict(list)
        for side in self._sides:
            for word in side.words | side.victims | side.joined:
                self._holders[word].append(side)
        self._told_by = Counter(word for side in self._sides for word in side.words | side.victims | side.story)
        self._hit = Counter(country for side in self._sides for country in side.countries)
        self._in: dict[str, list[Side]] = defaultdict(list)
        for side in self._sides:
            for country in side.countries:
                self._in[country].append(side)

    def matches(self, others: Iterable[Side]) -> Iterator[Match]:
        """For each row the best candidates, best first; a declared id leaves no other candidate."""
        for other in others:
            if told := self.told(other):
                reason = f"the record names this row of {other.row['collection']}"
                yield from (self._match(self.by_id[one], other, 1.0, True, (reason,)) for one in told)
                continue
            found = [(self.score(side, other), side) for side in self.near(other)]
            best = sorted((one for one in found if one[0] >= POSSIBLE), key=lambda one: -one[0])[:MOST_SHOWN]
            for place, (score, side) in enumerate(best):
                match = self._match(side, other, score, False, self.reasons(side, other))
                yield match if place == 0 else replace(match, best=False)

    def told(self, other: Side) -> list[str]:
        """Incidents whose record names this row."""
        collection = other.row["collection"]
        numbers = [one.strip() for one in (other.row["original_id"] or "").split(",")]
        keys = {*numbers, _plain(other.row["original_id"] or ""), _plain(other.row["title"])}
        return sorted({one for key in keys for one in self._declared.get((collection, key), ())})

    def near(self, other: Side) -> list[Side]:
        """Incidents that share a word that few have, or the victims' country at about the same time."""
        known = other.words | other.joined | other.victims | other.story
        found = {
            side.id: side for word in known if len(self._holders.get(word, ())) <= 12 for side in self._holders.get(word, ())
        }
        for country in other.countries:
            found |= {side.id: side for side in self._in.get(country, ()) if _gap(side, other) in range(200)}
        return list(found.values())

    def score(self, side: Side, other: Side) -> float:
        """How surely the two are one event, from 0 to 1."""
        odds = sum(WEIGHTS[name] * value for name, value in self.features(side, other).items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def features(self, side: Side, other: Side) -> dict[str, float]:
        """The evidence for and against, each between about 0 and 1."""
        shared = self._shared(side, other)
        crossed = ((other.words & (side.story | side.victims)) | (side.words & (other.story | other.victims))) - shared
        crossed |= side.story & other.story & {word for word in other.story if self._told_by.get(word, 99) <= 3}
        weight, told = self._sum(shared), self._sum(crossed)
        lighter = min(self._sum(side.words), self._sum(other.words))
        where = max((self._rarity(one) for one in side.countries & other.countries), default=0.0)
        gap = _gap(side, other)
        who = _who(side, other)
        return {
            "bias": 1.0,
            "name": min(weight, 10.0) / 10,
            "place": where,
            "story": min(told, 15.0) / 15,
            "covered": weight / lighter if lighter else 0.0,
            "near": math.exp(-gap / 60) if gap is not None else 0.0,
            "far": min(gap or 0, 1460) / 1460,
            "undated": float(gap is None),
            "actor": float(who == "actor"),
            "state": float(who == "state"),
            "other_state": float(who == "other"),
            "victim_words": min(self._sum(side.victims & other.victims), 8.0) / 8,
            "other_victims": float(bool(side.countries and other.countries and not side.countries & other.countries)),
            "kinds": float(bool(set(side.row["kinds"] or ()) & set(other.row["kinds"] or ()))),
        }

    def reasons(self, side: Side, other: Side) -> tuple[str, ...]:
        """The same evidence in words."""
        found = sorted(self._shared(side, other), key=lambda word: self._told_by.get(word, 0))[:5]
        gap, who = _gap(side, other), _who(side, other)
        when = "a date is missing" if gap is None else "dates touch" if gap == 0 else f"{gap:,} days apart"
        names = countries.names()
        where = ", ".join(names.get(one, one) for one in sorted(side.countries & other.countries)[:3])
        accused = {"actor": "same actor", "state": "same accused state", "other": "another accused state"}.get(who, "")
        parts = (f"names share {', '.join(found)}" if found else "", when, accused, f"victims in {where}" if where else "")
        return tuple(part for part in parts if part)

    @staticmethod
    def _shared(side: Side, other: Side) -> set[str]:
        return (side.words & other.words) | (side.joined & other.words) | (side.words & other.joined)

    def _rarity(self, country: str) -> float:
        """1 for a country that one incident has, less for those that many have."""
        return 1 - math.log(self._hit.get(country, 1)) / (math.log(len(self._sides) or 2) + 0.01)

    def _sum(self, words: Iterable[str]) -> float:
        """Weight of words: the fewer incidents tell of one, the more."""
        total = 0.0
        for word in words:
            weight = self._rarest - math.log(self._told_by.get(word, 1))
            total += max(weight, 0.0) * (_OFTEN if word in self._actors else 1.0)
        return total

    @staticmethod
    def _match(side: Side, other: Side, score: float, declared: bool, reasons: tuple[str, ...]) -> Match:
        row = other.row
        return Match(side.id, other.id, row["collection"], row["original_id"], round(score, 3), declared, reasons)


def _declared(curated: Mapping[str, pa.Table]) -> dict[tuple[str, str], list[str]]:
    """Collection and id or title -> the incidents whose record names it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in curated["tracker_refs"].to_pylist():
        if row["external_id"]:
            found[row["tracker"], row["external_id"]].append(row["incident_id"])
        elif row["title"]:
            found[row["tracker"], _plain(row["title"])].append(row["incident_id"])
    return found


def _plain(text: str) -> str:
    return slug(text, 300)


def _gap(side: Side, other: Side) -> int | None:
    """Fewest days between any of their dates, 0 when they touch; None where one has no date."""
    return min((max(0, b[0] - a[1], a[0] - b[1]) for a in side.days for b in other.days), default=None)


def _who(side: Side, other: Side) -> str:
    """What the accused have in common: `actor`, `state`, `other` states, or nothing known."""
    if set(side.row["accused_actors"] or ()) & set(other.row["accused_actors"] or ()):
        return "actor"
    ours, theirs = set(side.row["accused_states"] or ()), set(other.row["accused_states"] or ())
    if not ours or not theirs:
        return ""
    return "state" if ours & theirs else "other"
