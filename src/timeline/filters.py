"""The reader's choice as one value: rows, words and link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date as day_of
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import Code, IncidentKind, Sector, Status, label
from timeline.dataset import NO_DATE, Base, Dataset, Days, Mask

Query = dict[str, list[str]]
"""Parameters of an address, each with its values in order."""

DATES = {"started": "began or first known", "disclosed": "disclosed", "attributed": "first attributed"}
"""What the years may mean -> words."""
MOST_VALUES = 50
LONGEST_TEXT = 100
YEARS = (1900, 2100)
"""Years that a link may name."""


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Empty means everything. Field names are the widget keys and the URL keys."""

    states: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    date: str = "started"
    kinds: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    text: str = ""

    def apply(self, data: Dataset) -> Dataset:
        """Every table cut to the incidents that match. Values of one field widen, fields narrow."""
        base = data.base
        masks = [
            base.codes(column).mask(wanted, base.count)
            for column, wanted in (
                ("accused_states", self.states),
                ("accused_actors", self.actors),
                ("kinds", self.kinds),
                ("victim_countries", self.victims),
                ("sectors", self.sectors),
                ("status", self.status),
                ("collection", self.collection),
            )
            if wanted
        ]
        if self.years:
            masks.append(touches(base.when(self.date), self.years))
        if self.clause:
            masks.append(_linked(base, self.clause))
        masks += [_mentions(base, word) for word in words(self.text)]
        return data.only(np.logical_and.reduce(masks)) if masks else data

    def describe(self, base: Base) -> str:
        """The choice in words, for captions, file headers and the empty state."""
        countries, actors = base.country_names, base.actor_names
        parts = [
            _either("accused", (countries.get(code, code) for code in self.states)),
            _either("actor", (actors.get(actor, actor) for actor in self.actors)),
            _either("kind", (label(IncidentKind, code) for code in self.kinds)),
            _either("victim in", (countries.get(code, code) for code in self.victims)),
            _either("sector", (label(Sector, code) for code in self.sectors)),
            _either("status", (label(Status, code) for code in self.status)),
            _either("norm", self.clause),
            _either("collection", self.collection),
            f"containing “{self.text}”" if self.text else "",
        ]
        if self.years:
            first, last = self.years
            parts.append(f"{DATES[self.date]} {f'in {first}' if first == last else f'{first}–{last}'}")
        return "; ".join(part for part in parts if part) or "all incidents"

    def to_query(self) -> Query:
        """URL parameters; defaults are left out so that links stay short."""
        query: Query = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                values = (value,) if isinstance(value, str) else value
                query[field.name] = [str(one) for one in values]
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]], base: Base) -> tuple[Self, list[str]]:
        """The choice, and one sentence for each value of the link that no longer means anything.

        Values may be codes, ids, or the names that readers see; any name of an actor finds it.
        """
        warnings: list[str] = []
        found: dict[str, object] = {}
        for key, resolver in _RESOLVERS.items():
            values = [value.strip() for value in query.get(key, ()) if value.strip()]
            if not values:
                continue
            if len(values) > MOST_VALUES:
                warnings.append(f"{key}: only the first {MOST_VALUES} of {len(values)} values are used")
            resolved = _resolve(key, values[:MOST_VALUES], resolver(base), warnings)
            if resolved:
                found[key] = resolved
        if years := _years(query.get("years", ()), warnings):
            found["years"] = years
        if wanted := [value for value in query.get("date", ()) if value]:
            by_name = {name: key for key, words_ in DATES.items() for name in (key, words_)}
            if wanted[-1] in by_name:
                found["date"] = by_name[wanted[-1]]
            else:
                warnings.append(_dropped("date", wanted[-1]))
        if text := " ".join(" ".join(query.get("text", ())[-1:]).split()):
            if len(text) > LONGEST_TEXT:
                warnings.append(f"text: cut to {LONGEST_TEXT} characters")
            found["text"] = text[:LONGEST_TEXT].strip()
        return cls(**found), warnings  # type: ignore[arg-type]  # each resolver returns its field's type


_NORM_KEYS = (("clauses", "clause_id"), ("instruments", "instrument_id"))
Resolver = Callable[[str], tuple[str, ...]]
"""A value as written -> what it means: nothing when unknown, several when ambiguous."""


def touches(days: Days, years: tuple[int, int]) -> Mask:
    """Which spans touch the years, both included; rows without a date do not."""
    first = _day_number(years[0], 1, 1)
    last = _day_number(years[1], 12, 31)
    hits: Mask = (days.earliest != NO_DATE) & (days.earliest <= last) & (days.latest >= first)
    return hits


def _day_number(year: int, month: int, day: int) -> int:
    return day_of(year, month, day).toordinal() - day_of(1970, 1, 1).toordinal()


def words(text: str) -> list[str]:
    """The words of a search, case-folded; all must occur."""
    return text.casefold().split()


def _linked(base: Base, clauses: Iterable[str]) -> Mask:
    links = base.tables["norm_links"]
    wanted = pa.array(list(clauses), pa.string())
    hit = pc.or_(
        pc.is_in(links["clause_id"].combine_chunks(), value_set=wanted),
        pc.is_in(links["instrument_id"].combine_chunks(), value_set=wanted),
    ).to_numpy(zero_copy_only=False)
    chosen = np.zeros(base.count, dtype=np.bool_)
    chosen[base.parents("norm_links")[hit]] = True
    return chosen


def _mentions(base: Base, word: str) -> Mask:
    """Rows whose title, summary, names, malware or accused actors contain the word."""
    incidents = base.tables["incidents"]
    chosen = np.zeros(base.count, dtype=np.bool_)
    for column in ("title", "summary", "incident_id"):
        found = pc.match_substring(incidents[column].combine_chunks(), word, ignore_case=True)
        chosen |= found.fill_null(False).to_numpy(zero_copy_only=False)
    for column in ("other_names", "malware"):
        coded = base.codes(column)
        chosen |= coded.mask({value for value in coded.values if word in value.casefold()}, base.count)
    named = {actor for alias, actors in base.aliases.items() if word in alias for actor in actors}
    return chosen | base.codes("accused_actors").mask(named, base.count)


def _countries(base: Base) -> Resolver:
    return _lookup(base.country_names.items())


def _actors(base: Base) -> Resolver:
    return lambda value: base.aliases.get(value.casefold(), ())


def _clauses(base: Base) -> Resolver:
    return _lookup((one, one) for table, key in _NORM_KEYS for one in base.tables[table][key].to_pylist())


def _collections(base: Base) -> Resolver:
    return _lookup((one, one) for one in base.codes("collection").values)


def _lookup(pairs: Iterable[tuple[str, str]]) -> Resolver:
    known = {name.casefold(): code for code, label in pairs for name in (code, label)}
    return lambda value: (known[value.casefold()],) if value.casefold() in known else ()


def _code_lookup(codes: type[Code]) -> Resolver:
    return _lookup((code.value, code.label) for code in codes)


_RESOLVERS: dict[str, Callable[[Base], Resolver]] = {
    "states": _countries,
    "actors": _actors,
    "kinds": lambda base: _code_lookup(IncidentKind),
    "victims": _countries,
    "sectors": lambda base: _code_lookup(Sector),
    "status": lambda base: _code_lookup(Status),
    "clause": _clauses,
    "collection": _collections,
}


def _resolve(key: str, values: Iterable[str], resolve: Resolver, warnings: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in values:
        meant = resolve(value)
        if len(meant) == 1:
            found[meant[0]] = None
        elif meant:
            warnings.append(f"{key}: “{_short(value)}” is a name of several actors ({', '.join(meant)}); choose one of them")
        else:
            warnings.append(_dropped(key, value))
    return tuple(found)


def _years(values: Sequence[str], warnings: list[str]) -> tuple[int, int] | None:
    """Two years, or one, as `2014`, `2014-2024` or two values."""
    numbers = re.findall(r"\d+", " ".join(values)[:40])
    if not numbers:
        if any(values):
            warnings.append(_dropped("years", " ".join(values)))
        return None
    first, last = sorted((int(numbers[0]), int(numbers[-1])))
    if first < YEARS[0] or last > YEARS[1]:
        warnings.append(f"years: {_short(f'{first}–{last}')} is out of range ({YEARS[0]}–{YEARS[1]}) and was left out")
        return None
    return first, last


def _either(what: str, values: Iterable[str]) -> str:
    text = " or ".join(values)
    return f"{what} {text}" if text else ""


def _dropped(key: str, value: str) -> str:
    return f"{key}: “{_short(value)}” is not known here and was left out"


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"
