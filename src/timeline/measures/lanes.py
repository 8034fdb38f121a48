"""Which incident stands in which lanes, for a million of them: everything counts rows of the whole collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline.codes import IncidentKind, Sector, Status, label
from timeline.dataset import Base, Codes, Dataset, Ints, Mask

LANES = {
    "state": "Accused state",
    "actor": "Actor",
    "kind": "Kind",
    "sector": "Sector",
    "region": "Victim region",
    "status": "Status",
}
"""What lanes may stand for -> words."""
MOST_LANES = 14
PART = 1 << 16
"""Incidents counted at a time; arrays of that size stay in the processor's cache."""
Places = npt.NDArray[np.int16]
Counts = npt.NDArray[np.int64]

_Names = Callable[[Base, str], str]
_COLUMNS: dict[str, tuple[str, _Names, str, str]] = {
    "state": ("accused_states", lambda base, code: base.country_names.get(code, code), "No state named", "other states"),
    "actor": ("accused_actors", lambda base, code: base.actor_names.get(code, code), "No actor named", "other actors"),
    "kind": ("kinds", lambda base, code: label(IncidentKind, code), "Kind not given", "other kinds"),
    "sector": ("sectors", lambda base, code: label(Sector, code), "Sector not given", "other sectors"),
    "region": ("victim_regions", lambda base, code: code, "Several countries, or country not known", "other regions"),
    "status": ("status", lambda base, code: label(Status, code), "Status not given", "other statuses"),
}
"""Lanes -> column, names of its values, lane of those without a value, lane of the rest."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a column in the whole collection, and the incidents without any."""

    coded: Codes
    without: Mask


@dataclass(frozen=True, slots=True)
class Lanes:
    """Names of the lanes; `of_value` says in which lane a value stands, `rest` and `nothing` are lanes or -1."""

    names: tuple[str, ...]
    values: Values
    of_value: Ints
    rest: int
    nothing: int

    def members(self, chosen: Mask) -> tuple[Ints, Ints]:
        """Incident rows and lanes of the chosen incidents; an incident stands in a lane once."""
        coded = self.values.coded
        hit = np.flatnonzero(chosen[coded.rows])
        row, lane = coded.rows[hit], self.of_value[coded.codes[hit]]
        if self.rest >= 0:
            again = np.zeros(len(row), dtype=bool)
            among = np.flatnonzero(lane == self.rest)
            again[among[1:][row[among[1:]] == row[among[:-1]]]] = True
            row, lane = row[~again], lane[~again]
        missing = np.flatnonzero(chosen & self.values.without).astype(np.int32)
        return np.concatenate([row, missing]), np.concatenate([lane, np.full(len(missing), self.nothing, dtype=np.int32)])

    def counted(self, place_of: Callable[[slice], Places], length: int) -> Counts:
        """Incidents per lane and place; `place_of` gives a number below `length` for each row of a part of the collection."""
        own = np.where(self.of_value == self.rest, len(self.names), self.of_value)
        found: Counts = np.zeros((len(self.names) + 1, length), dtype=np.int64)
        for part, row, codes in self._parts():
            place = place_of(part)
            found += np.bincount(own.take(codes) * length + place.take(row), minlength=found.size).reshape(found.shape)
            if self.rest >= 0:
                has_rest = np.bincount(row, self.of_value.take(codes) == self.rest, minlength=len(place)) > 0
                found[self.rest] += np.bincount(where(place, has_rest, length), minlength=length + 1)[:length]
            if self.nothing >= 0:
                found[self.nothing] += np.bincount(where(place, self.values.without[part], length), minlength=length + 1)[
                    :length
                ]
        return found[:-1]

    def _parts(self) -> Iterator[tuple[slice, Ints, Ints]]:
        """The collection in parts that stay in the processor's cache: rows, and for each value its row in the part and code."""
        coded, count = self.values.coded, len(self.values.without)
        starts = np.arange(0, count, PART)
        bounds = np.searchsorted(coded.rows, [*starts.tolist(), count]).tolist()
        for start, begin, end in zip(starts.tolist(), bounds, bounds[1:], strict=False):
            yield slice(start, start + PART), coded.rows[begin:end] - np.int32(start), coded.codes[begin:end]


def where(place: Places, among: Mask, otherwise: int) -> Places:
    """`np.where(among, place, otherwise)`, several times as fast on masks without order."""
    found: Places = place * among + np.int16(otherwise) * ~among
    return found


def lanes(data: Dataset, by: str, chosen: Mask) -> Lanes:
    """Lanes of the selection: the values with most incidents, one lane for the rest, one for incidents without a value.

    `chosen` is the mask of the selection.
    """
    if data.rows is None:
        return data.base.derived(f"lanes by {by}", lambda: _lanes(data, by, chosen))
    return _lanes(data, by, chosen)


def _lanes(data: Dataset, by: str, chosen: Mask) -> Lanes:
    column, name, nothing, rest = _COLUMNS[by]
    values = _values(data.base, column)
    order = _order(by, values.coded.values, value_counts(data, column, chosen))
    shown = order if len(order) <= MOST_LANES else order[: MOST_LANES - 1]
    names = [name(data.base, values.coded.values[one]) for one in shown]
    of_value = np.full(max(len(values.coded.values), 1), len(shown), dtype=np.int32)
    of_value[list(shown)] = np.arange(len(shown), dtype=np.int32)
    rest_lane = -1
    if len(shown) < len(order):
        rest_lane = len(shown)
        names.append(f"{len(order) - len(shown)} {rest}")
    else:
        of_value[of_value == len(shown)] = max(len(shown) - 1, 0)  # values that no chosen incident has
    has_nothing = bool((values.without & chosen).any())
    if has_nothing:
        names.append(nothing)
    return Lanes(tuple(names), values, of_value, rest_lane, len(names) - 1 if has_nothing else -1)


def _values(base: Base, column: str) -> Values:
    def make() -> Values:
        coded = base.codes(column)
        without: Mask = np.ones(base.count, dtype=np.bool_)
        without[coded.rows] = False
        return Values(coded, without)

    return base.derived(f"values of {column}", make)


def value_counts(data: Dataset, column: str, chosen: Mask) -> Counts:
    """Incidents of the selection, of which `chosen` is the mask, for each value of a column in the order of its codes."""
    coded = data.base.codes(column)
    if data.rows is None:
        return data.base.derived(
            f"counts of {column}", lambda: np.bincount(coded.codes, minlength=len(coded.values)).astype(np.int64)
        )
    keys = coded.codes * np.int32(2) + chosen.take(coded.rows)
    found: Counts = np.bincount(keys, minlength=2 * len(coded.values))[1::2]
    return found


def _order(by: str, values: Sequence[str], counts: Counts) -> list[int]:
    """Values that occur, most incidents first; statuses in the order of their list."""
    found = [int(one) for one in np.flatnonzero(counts)]
    if by == "status":
        ranks = {code.value: rank for rank, code in enumerate(Status)}
        return sorted(found, key=lambda one: ranks.get(values[one], len(ranks)))
    return sorted(found, key=lambda one: (-int(counts[one]), values[one]))
