"""What speaks for and against two records being one event, as numbers that are weighed and as words that are shown."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import product
from typing import TypeVar

import pyarrow as pa
from rapidfuzz import fuzz, process

from timeline import countries
from timeline.trackers.rows import slug
from timeline.trackers.sides import Side, gap, words

WEIGHTS: dict[str, float] = {
    "bias": -5.43,
    "name": 2.04,
    "covered": 1.82,
    "crossed": 2.46,
    "alike": 1.67,
    "title_lost": -2.37,
    "ours_found": 1.3,
    "victims_lost": -1.06,
    "silent": -0.49,
    "victim_words": 1.28,
    "own_near": 2.0,
    "place": 1.84,
    "dyad": 2.37,
    "same_places": 0.5,
    "other_places": -1.55,
    "near": 0.63,
    "together": 2.8,
    "same_day": 2.0,
    "far": -2.59,
    "actor": 0.8,
    "other_state": -1.53,
    "about_an_actor": -1.66,
    "kinds": 0.29,
    "sectors": 0.88,
}
_ACTOR_WORD = 0.5
"""What a word counts that is part of an actor's name: it says who, and many events share it."""
_ALIKE = 88
"""From this likeness on (rapidfuzz, of 100) a long word is another spelling: Prikarpattiaoblenergo, Prykarpattyaoblenergo."""
_LONG = 7
_MOST_HOLDERS = 40
_NEAREST = 25
_MOST_TOLD = 6
T = TypeVar("T")


class Evidence:
    """Knows the curated incidents: how rare each word and country is among them, and which actor a name means."""

    def __init__(
        self,
        curated: Sequence[Side],
        tables: Mapping[str, pa.Table],
        others: Sequence[Side] = (),
        background: Sequence[Side] = (),
    ) -> None:
        """From the incidents, the tables of actors, the rows to be compared, and what else shows how rare a word is."""
        everything = (*curated, *others, *background)
        self.weights: Mapping[str, float] = WEIGHTS
        self._all = max(len(everything), 2)
        self._scale = 6.5 / math.log(self._all)
        self._told_by = Counter(word for side in everything for word in side.told)
        self._names = Counter(word for side in curated for word in side.words | side.victims)
        self._hit = Counter(country for side in everything for country in side.where)
        self._dyads = Counter(dyad for side in everything for dyad in product(side.accused, side.where))
        self._named = {word for side in curated for word in side.words | side.victims if len(word) >= _LONG}
        self._spelt: dict[str, str] = {}
        self._actors = _actors(tables)
        self._actor_words = words(" ; ".join(self._actors))
        self._holders: dict[str, list[Side]] = defaultdict(list)
        for side in curated:
            for word in side.told | side.joined:
                self._holders[word].append(side)
        self._in: dict[str, list[Side]] = defaultdict(list)
        for side in curated:
            for country in side.where:
                self._in[country].append(side)
        self._about: dict[str, frozenset[str]] = {}
        self._lengths: dict[str, float] = {}
        self._acts = Counter(actor for side in everything for actor in self._accused(side))

    def weight(self, word: str) -> float:
        """0 for a word of every incident, more for a rare one, half as much for a part of an actor's name."""
        found = math.log(self._all / self._told_by.get(word, 1)) * self._scale
        return found * (_ACTOR_WORD if word in self._actor_words else 1.0)

    def total(self, found: Iterable[str]) -> float:
        """Weight of several words."""
        return sum(map(self.weight, found))

    def near(self, other: Side) -> list[Side]:
        """Incidents worth comparing: those that share most rare words, and those in its countries at about its time."""
        scores: dict[str, float] = defaultdict(float)
        found: dict[str, Side] = {}
        for word in other.told | other.joined | self.spelt(other):
            holders = self._holders.get(word, ())
            if 0 < len(holders) <= _MOST_HOLDERS:
                for side in holders:
                    scores[side.id] += self.weight(word)
                    found[side.id] = side
        best = sorted(scores, key=lambda one: -scores[one])[:_NEAREST]
        chosen = {one: found[one] for one in best}
        for country in other.where:
            chosen |= {side.id: side for side in self._in.get(country, ()) if _within(gap(side, other), 120)}
        return list(chosen.values())

    def spelt(self, other: Side) -> set[str]:
        """Long words of its names and victims as a curated record spells them."""
        long = {word for word in other.words | other.victims if len(word) >= _LONG and word not in self._holders}
        for word in long - self._spelt.keys():
            like = process.extractOne(word, self._named, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            self._spelt[word] = like[0] if like else ""
        return {self._spelt[word] for word in long} - {""}

    def features(self, side: Side, other: Side) -> dict[str, float]:
        """The evidence for and against, each between about 0 and 1."""
        return {
            "bias": 1.0,
            **self._words(side, other),
            **self._places(side, other),
            **_days(side, other),
            **self._accusations(side, other),
            "kinds": float(bool(set(side.row["kinds"] or ()) & set(other.row["kinds"] or ()))),
            "sectors": float(bool(set(side.row["sectors"] or ()) & set(other.row["sectors"] or ()))),
        }

    def _words(self, side: Side, other: Side) -> dict[str, float]:
        """What names, victims and texts share, and what of the row the incident does not have."""
        shared, theirs = self.shared_names(side, other), other.words | other.victims | self.spelt(other)
        hit = theirs & side.victims
        crossed = ((theirs & side.told) | (other.story & (side.words | side.victims))) - shared
        weight, lighter = self.total(shared), min(self.total(side.words), self.total(other.words))
        known, days = side.told | side.joined, gap(side, other)
        own = days is not None and any(self._is_own(word) for word in shared | hit)
        return {
            "name": min(weight, 12.0) / 12,
            "covered": weight / lighter if lighter else 0.0,
            "crossed": min(self.total(crossed), 20.0) / 20,
            "alike": self._cosine(side, other),
            "title_lost": min(self.total(other.title - known - shared), 15.0) / 15,
            "ours_found": self._share(side.title, other.told | other.joined | theirs),
            "victims_lost": min(self.total(other.victims - known), 15.0) / 15,
            "silent": float(not shared and not hit and not crossed),
            "victim_words": min(self.total(hit), 10.0) / 10,
            "own_near": _nearness(days) if own else 0.0,
        }

    def _places(self, side: Side, other: Side) -> dict[str, float]:
        where, blamed = side.where & other.where, side.accused & other.accused
        return {
            "place": max((self._rarity(self._hit, one) for one in where), default=0.0),
            "dyad": max((self._rarity(self._dyads, one) for one in product(blamed, where)), default=0.0),
            "same_places": len(where) / len(side.where | other.where) if where else 0.0,
            "other_places": float(bool(side.where and other.where and not where)),
        }

    def _accusations(self, side: Side, other: Side) -> dict[str, float]:
        acts = self._accused(side) & self._accused(other)
        apart = side.accused and other.accused and not side.accused & other.accused
        return {
            "actor": max((self._rarity(self._acts, one) for one in acts), default=0.0),
            "other_state": float(bool(apart and not acts)),
            "about_an_actor": float(other.plain[0] in self._actors),
        }

    def log_odds(self, side: Side, other: Side) -> float:
        """How much likelier it is that the row is this incident than that it is none, as a logarithm."""
        weighed = sum(self.weights[name] * value for name, value in self.features(side, other).items())
        return max(-30.0, min(30.0, weighed))

    def reasons(self, side: Side, other: Side) -> tuple[str, ...]:
        """The same evidence in words."""
        shared = sorted(self.shared_names(side, other), key=self.weight, reverse=True)[:5]
        told = sorted((side.told & other.told) - set(shared), key=self.weight, reverse=True)[:4]
        days, who, names = gap(side, other), self.who(side, other), countries.names()
        where = ", ".join(names.get(one, one) for one in sorted(side.where & other.where)[:3])
        parts = (
            f"names share {', '.join(shared)}" if shared else "",
            f"texts share {', '.join(told)}" if told else "",
            "a date is missing" if days is None else "dates touch" if days == 0 else f"{days:,} days apart",
            {"actor": "same actor", "state": "same accused state", "other": "another accused state"}.get(who, ""),
            f"victims in {where}" if where else "",
        )
        return tuple(part for part in parts if part)

    def shared_names(self, side: Side, other: Side) -> set[str]:
        """Words that the names of both have, in either spelling."""
        theirs = other.words | self.spelt(other)
        return (side.words & theirs) | (side.joined & theirs) | (side.words & other.joined)

    def who(self, side: Side, other: Side) -> str:
        """What the accused have in common: `actor`, `state`, `other` states, or nothing known."""
        if self._accused(side) & self._accused(other):
            return "actor"
        if not side.accused or not other.accused:
            return ""
        return "state" if side.accused & other.accused else "other"

    def _accused(self, side: Side) -> frozenset[str]:
        """Actors that the claims name, and those that the text names."""
        if side.id not in self._about:
            named = {actor for name, actor in self._actors.items() if f"-{name}-" in side.text}
            self._about[side.id] = frozenset(named) | set(side.row["accused_actors"] or ())
        return self._about[side.id]

    def _cosine(self, side: Side, other: Side) -> float:
        """Likeness of all words, the rare ones counting most."""
        both = sum(self.weight(word) ** 2 for word in side.told & other.told)
        lengths = self._length(side) * self._length(other)
        return both / lengths if lengths else 0.0

    def _length(self, side: Side) -> float:
        if side.id not in self._lengths:
            self._lengths[side.id] = math.sqrt(sum(self.weight(word) ** 2 for word in side.told))
        return self._lengths[side.id]

    def _share(self, told: set[str], known: Set[str]) -> float:
        """Which part of the weight of some words is known."""
        whole = self.total(told)
        return self.total(told & known) / whole if whole else 0.0

    def _is_own(self, word: str) -> bool:
        """Whether the word is in the names of this curated incident alone and rare elsewhere."""
        return self._names[word] == 1 and self._told_by[word] <= _MOST_TOLD and len(word) > 2 and word not in self._actor_words

    def _rarity(self, counts: Counter[T], one: T) -> float:
        """1 for what one incident or row has, less for what many have."""
        return 1 - math.log(max(counts[one], 1)) / math.log(self._all + 1)


def _nearness(days: int | None) -> float:
    """1 when dates touch, less the further they are apart."""
    return math.exp(-days / 45) if days is not None else 0.0


def _days(side: Side, other: Side) -> dict[str, float]:
    days = gap(side, other)
    return {
        "near": _nearness(days),
        "together": max((_together(a, b) for a, b in product(side.days, other.days)), default=0.0),
        "same_day": float(any(abs(a - b) <= 1 for a in side.exact for b in other.exact)),
        "far": min(days or 0, 1460) / 1460,
    }


def _together(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Share of the days of both spans that they have in common, each span taken half a month wider."""
    common = min(one[1], two[1]) - max(one[0], two[0]) + 31
    whole = max(one[1], two[1]) - min(one[0], two[0]) + 31
    return max(common, 0) / whole


def _within(days: int | None, most: int) -> bool:
    return days is not None and days <= most


def _actors(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Names in use, as they stand in an id -> the actor, where they mean one; short and everyday words are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in (tables["actor_names"], tables["actors"]):
        for actor, name in zip(table["actor_id"].to_pylist(), table["name"].to_pylist(), strict=True):
            found[slug(name)].add(actor)
    return {name: actors.pop() for name, actors in found.items() if len(actors) == 1 and re.search(r"[a-z].{3}", name)}
