"""Rows of a child table that belong to the chosen incidents, as arrays of one length, so that counting needs no text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from timeline.dataset import Base, Codes, Dataset, Days, Ints, Mask


@dataclass(frozen=True, slots=True)
class Children:
    """`rows` are row numbers of the table, `parents` the row of each one's incident in the whole collection."""

    base: Base
    table: str
    rows: Ints
    parents: Ints

    def codes(self, column: str) -> Codes:
        """A text column, -1 where absent."""
        found = self.base.coded(self.table, column)
        return Codes(found.values, found.codes[self.rows], self.rows)

    def is_one_of(self, column: str, wanted: Collection[str]) -> Mask:
        """Which rows hold one of these values."""
        found = self.codes(column)
        lookup = np.array([*(value in wanted for value in found.values), False])
        hits: Mask = lookup[found.codes]
        return hits

    def days(self, name: str) -> Days:
        """A date pair."""
        found = self.base.days(name, self.table)
        return Days(found.earliest[self.rows], found.latest[self.rows])

    def only(self, mask: Mask) -> Children:
        """The rows for which the mask is true."""
        return Children(self.base, self.table, self.rows[mask], self.parents[mask])

    def records(self) -> list[dict[str, Any]]:
        """The rows themselves, for showing a few."""
        found: list[dict[str, Any]] = self.base.tables[self.table].take(pa.array(self.rows)).to_pylist()
        return found


def children(data: Dataset, table: str) -> Children:
    """All rows of a child table within the selection."""
    parents = data.base.parents(table)
    rows = data.child_rows(table)
    if rows is None:
        rows = np.flatnonzero(parents >= 0).astype(np.int32)
    return Children(data.base, table, rows, parents[rows])


def parties(rows: Children, name: str, country: str, is_state: Mask | None = None) -> Codes:
    """Who spoke or acted, without the office: a state by its name, any other by its own up to a bracket.

    `is_state` is needed where the country may also be that of a company.
    """
    named, states = rows.codes(name), rows.codes(country)
    by_country = states.codes >= 0 if is_state is None else (states.codes >= 0) & is_state
    words = [_without_office(value) for value in named.values]
    words += [rows.base.country_names.get(code, code) for code in states.values]
    values = tuple(dict.fromkeys(words))
    place = {value: number for number, value in enumerate(values)}
    lookup = np.array([*(place[word] for word in words), -1], dtype=np.int32)
    codes = np.where(by_country, states.codes + len(named.values), named.codes)
    return Codes(values, lookup[codes], rows.rows)


def _without_office(name: str) -> str:
    return name.split(" (")[0].strip()


def distinct(groups: npt.NDArray[np.integer[Any]], things: npt.NDArray[np.integer[Any]], size: int) -> Ints:
    """For each of `size` groups the number of different things in it; things are not negative.

    Fast when things come in order, as the incidents of a child table do.
    """
    most = int(things.max(initial=0)) + 1
    if size * most <= MOST_FLAGS:
        seen = np.zeros(size * most, dtype=np.bool_)
        seen[groups.astype(np.int64) * most + things] = True
        counts: Ints = np.count_nonzero(seen.reshape(size, most), axis=1).astype(np.int32)
        return counts
    pairs = np.sort(things.astype(np.int64) * size + groups, kind="stable")
    first = np.diff(pairs, prepend=-1) != 0
    found: Ints = np.bincount(pairs[first] % size, minlength=size).astype(np.int32)
    return found


MOST_FLAGS = 50_000_000
"""Bytes that counting may take for a while."""


def flags(base: Base, rows: Ints) -> Mask:
    """Which incidents of the collection these rows name."""
    found: Mask = np.zeros(base.count, dtype=np.bool_)
    found[rows] = True
    return found


def incident_values(base: Base, rows: Ints, column: str) -> list[Any]:
    """Values of a column of incidents for these rows of the collection."""
    found: list[Any] = base.tables["incidents"][column].take(pa.array(rows)).to_pylist()
    return found


def years_of(days: Ints) -> Ints:
    """Calendar years of days since 1970; every day must be known."""
    found: Ints = (days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970).astype(np.int32)
    return found


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as rows."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def frame(rows: list[dict[str, Any]], columns: Collection[str]) -> pd.DataFrame:
    """Rows as a frame that has its columns even when there is no row."""
    return pd.DataFrame(rows, columns=list(columns))
