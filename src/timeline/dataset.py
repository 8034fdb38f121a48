"""The tables ready for use: read once, checked, never changed. A selection is a list of incident rows, not a copy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from timeline.schema import SCHEMA_VERSION, TABLES

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
T = TypeVar("T")
NO_DATE = -(2**31)
"""Stands for an unknown day in arrays of days since 1970."""

LIST_COLUMNS = ("kinds", "sectors", "victim_countries", "accused_states", "accused_actors")


class DatasetError(Exception):
    """The data cannot be served; the message is one sentence for the person who runs it."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A column as integers: `values[codes[i]]` belongs to the row `rows[i]` of incidents (or to row i)."""

    values: tuple[str, ...]
    codes: Ints
    rows: Ints

    def mask(self, wanted: Collection[str], count: int) -> Mask:
        """Which of `count` incident rows hold at least one of the wanted values."""
        lookup = np.array([value in wanted for value in self.values], dtype=bool)
        hits: Mask = np.zeros(count, dtype=np.bool_)
        if lookup.any():
            hits[self.rows[lookup[self.codes]]] = True
        return hits


@dataclass(frozen=True, slots=True)
class Days:
    """A date column pair as days since 1970, `NO_DATE` where unknown."""

    earliest: Ints
    latest: Ints

    @property
    def known(self) -> Mask:
        """Which rows have a date."""
        found: Mask = self.earliest != NO_DATE
        return found


class Base:
    """The whole collection as Arrow tables, with the integer forms that filters and measures use, made on first use."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        """Take tables that obey timeline.schema."""
        self.tables = dict(tables)
        self.count: int = self.tables["incidents"].num_rows
        facts = {key.decode(): value.decode() for key, value in (tables["incidents"].schema.metadata or {}).items()}
        self.version = facts.get("version", "")
        self.date = facts.get("date", "")
        self._codes: dict[str, Codes] = {}
        self._days: dict[str, Days] = {}
        self._parents: dict[str, Ints] = {}
        self._derived: dict[str, Any] = {}

    def codes(self, column: str) -> Codes:
        """A text or list column of incidents as codes; `victim_regions` are the regions of `victim_countries`."""
        if column == "victim_regions":
            return self._once(self._codes, column, lambda: _regions(self.codes("victim_countries"), self.regions))
        return self._once(self._codes, column, lambda: _codes(self.tables["incidents"][column]))

    def coded(self, table: str, column: str) -> Codes:
        """A text column of any table as codes: one for each row, -1 where absent; `rows` are its own row numbers."""
        return self._once(self._codes, f"{table}:{column}", lambda: _coded(self.tables[table][column]))

    def derived(self, name: str, make: Callable[[], T]) -> T:
        """What a measure makes once from the whole collection and needs on every run."""
        found: T = self._once(self._derived, name, make)
        return found

    def days(self, name: str, table: str = "incidents") -> Days:
        """The pair `<name>_earliest`, `<name>_latest` of a table."""
        return self._once(self._days, f"{table}:{name}", lambda: _days(self.tables[table], name))

    def when(self, choice: str) -> Days:
        """Days of the incidents for a choice of date: `started`, `disclosed` or `attributed`.

        `started` falls back on `discovered`, then `disclosed`, where no source gives a start.
        """
        if choice != "started":
            return self.days(choice)
        return self._once(self._days, "when:started", self._first_known)

    def _first_known(self) -> Days:
        earliest, latest = (array.copy() for array in (self.days("started").earliest, self.days("started").latest))
        for name in ("discovered", "disclosed"):
            unknown, other = earliest == NO_DATE, self.days(name)
            earliest[unknown], latest[unknown] = other.earliest[unknown], other.latest[unknown]
        return Days(earliest, latest)

    def parents(self, table: str) -> Ints:
        """For each row of a child table the row of its incident, -1 where it has none."""
        return self._once(self._parents, table, lambda: _parents(self.tables[table], self.tables["incidents"]))

    @staticmethod
    def _once(made: dict[str, T], key: str, make: Callable[[], T]) -> T:
        if key not in made:
            made[key] = make()
        return made[key]

    @cached_property
    def country_names(self) -> dict[str, str]:
        """ISO code -> short English name."""
        table = self.tables["countries"]
        return dict(zip(table["country"].to_pylist(), table["name"].to_pylist(), strict=True))

    @cached_property
    def regions(self) -> dict[str, str]:
        """ISO code -> region."""
        table = self.tables["countries"]
        return dict(zip(table["country"].to_pylist(), table["region"].to_pylist(), strict=True))

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """Actor id -> the name used here."""
        table = self.tables["actors"]
        return dict(zip(table["actor_id"].to_pylist(), table["name"].to_pylist(), strict=True))

    @cached_property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Any name or id of an actor, case-folded -> the actors it may mean, more than one when ambiguous."""
        found: dict[str, dict[str, None]] = {}
        for actor, name in self._actor_terms():
            found.setdefault(name.casefold(), {})[actor] = None
        return {name: tuple(actors) for name, actors in found.items()}

    def _actor_terms(self) -> Iterator[tuple[str, str]]:
        for actor, name in self.actor_names.items():
            yield actor, actor
            yield actor, name
        names = self.tables["actor_names"]
        yield from zip(names["actor_id"].to_pylist(), names["name"].to_pylist(), strict=True)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The collection, cut to some of its incidents; `rows` is None for all. Children follow their incident."""

    base: Base
    rows: Ints | None = None
    chosen: Mask | None = field(default=None, repr=False, compare=False)
    """The same as a mask of the base, where the cut was made by one; nobody changes it."""

    @property
    def count(self) -> int:
        """Number of incidents."""
        return self.base.count if self.rows is None else len(self.rows)

    @property
    def incident_rows(self) -> Ints:
        """Row numbers of the chosen incidents in the base, ascending."""
        return np.arange(self.base.count, dtype=np.int32) if self.rows is None else self.rows

    def only(self, mask: Mask) -> Dataset:
        """Cut further to the incidents whose base row is true in `mask`."""
        if self.rows is None:
            return replace(self, rows=np.flatnonzero(mask).astype(np.int32), chosen=mask)
        return replace(self, rows=self.rows[mask[self.rows]], chosen=None)

    def mask(self) -> Mask:
        """Which base rows are chosen."""
        if self.rows is None:
            return np.ones(self.base.count, dtype=np.bool_)
        if self.chosen is not None:
            return self.chosen
        chosen: Mask = np.zeros(self.base.count, dtype=bool)
        chosen[self.incident_rows] = True
        return chosen

    def child_rows(self, table: str) -> Ints | None:
        """Rows of a child table that belong to the chosen incidents; None for all rows."""
        if self.rows is None:
            return None
        parents = self.base.parents(table)
        return np.flatnonzero((parents >= 0) & self.mask()[parents]).astype(np.int32)

    def row_count(self, table: str) -> int:
        """Rows that `arrow` gives, without making them."""
        if table == "incidents":
            return self.count
        rows = self.child_rows(table) if TABLES[table].has_incident else None
        return self.base.tables[table].num_rows if rows is None else len(rows)

    def arrow(self, table: str, columns: Sequence[str] = ()) -> pa.Table:
        """A table cut to the chosen incidents; tables that belong to no incident come whole."""
        found = self.base.tables[table]
        if columns:
            found = found.select(list(columns))
        if table == "incidents":
            return found if self.rows is None else found.take(pa.array(self.rows))
        rows = self.child_rows(table) if TABLES[table].has_incident else None
        return found if rows is None else found.take(pa.array(rows))

    def frame(self, table: str, columns: Sequence[str] = ()) -> pd.DataFrame:
        """As `arrow`, for measures: dates as datetime64, lists as tuples of text, absent text as None."""
        return to_frame(self.arrow(table, columns))

    def codes(self, column: str) -> Codes:
        """A column of the chosen incidents as codes; `rows` count within the selection."""
        found = self.base.codes(column)
        if self.rows is None:
            return found
        place: Ints = np.full(self.base.count, -1, dtype=np.int32)
        place[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        rows = place[found.rows]
        kept = rows >= 0
        return Codes(found.values, found.codes[kept], rows[kept])

    def days(self, name: str) -> Days:
        """A date pair of the chosen incidents."""
        return self._cut(self.base.days(name))

    def when(self, choice: str) -> Days:
        """As `Base.when`, for the chosen incidents."""
        return self._cut(self.base.when(choice))

    def _cut(self, found: Days) -> Days:
        return found if self.rows is None else Days(found.earliest.take(self.rows), found.latest.take(self.rows))


def to_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame: dates as datetime64[s], lists as tuples of text, absent text as None."""
    columns: dict[str, Any] = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_date(column.type):
            columns[name] = pd.Series(column.cast(pa.timestamp("s")).to_numpy(), dtype="datetime64[s]")
        elif pa.types.is_list(column.type):
            columns[name] = pd.Series([tuple(one or ()) for one in column.to_pylist()], dtype=object)
        elif pa.types.is_string(column.type) or pa.types.is_boolean(column.type):
            columns[name] = pd.Series(column.to_pylist(), dtype=object)
        else:
            columns[name] = column.to_pandas()
    return pd.DataFrame(columns, columns=table.column_names)


def _codes(column: pa.ChunkedArray) -> Codes:
    array = column.combine_chunks()
    if pa.types.is_list(array.type):
        rows, flat = pc.list_parent_indices(array), pc.list_flatten(array)
    else:
        rows, flat = pa.array(np.arange(len(array), dtype=np.int32)), array
    coded = flat.dictionary_encode()
    known = coded.indices.is_valid()
    codes = coded.indices.filter(known).to_numpy(zero_copy_only=False).astype(np.int32)
    return Codes(tuple(coded.dictionary.to_pylist()), codes, rows.filter(known).to_numpy(zero_copy_only=False).astype(np.int32))


def _coded(column: pa.ChunkedArray) -> Codes:
    known = _codes(column)
    codes: Ints = np.full(len(column), -1, dtype=np.int32)
    codes[known.rows] = known.codes
    return Codes(known.values, codes, np.arange(len(column), dtype=np.int32))


def _regions(countries: Codes, regions: Mapping[str, str]) -> Codes:
    """Each region of an incident once, however many of its countries lie there."""
    names = sorted({regions.get(country, "") for country in countries.values} - {""})
    place = {name: number for number, name in enumerate(names)}
    lookup = np.array([place.get(regions.get(country, ""), -1) for country in countries.values], dtype=np.int32)
    found = lookup[countries.codes] if len(lookup) else countries.codes
    pairs = np.unique(countries.rows[found >= 0].astype(np.int64) * max(len(names), 1) + found[found >= 0])
    rows, codes = np.divmod(pairs, max(len(names), 1))
    return Codes(tuple(names), codes.astype(np.int32), rows.astype(np.int32))


def _days(table: pa.Table, name: str) -> Days:
    def numbers(column: str) -> Ints:
        cast = table[column].combine_chunks().cast(pa.int32()).fill_null(NO_DATE)
        found: Ints = cast.to_numpy(zero_copy_only=False)
        return found

    return Days(numbers(f"{name}_earliest"), numbers(f"{name}_latest"))


def _parents(child: pa.Table, incidents: pa.Table) -> Ints:
    place = pc.index_in(child["incident_id"].combine_chunks(), value_set=incidents["incident_id"].combine_chunks())
    found: Ints = place.fill_null(-1).to_numpy(zero_copy_only=False)
    return found


def read(folder: Path) -> Dataset:
    """The tables in `folder`. Raises DatasetError with one sentence when any is missing, foreign or of another build."""
    tables = {name: _read_table(folder / f"{name}.parquet", name) for name in TABLES}
    versions = {(table.schema.metadata or {}).get(b"version", b"") for table in tables.values()}
    if len(versions) > 1:
        raise DatasetError(f"The tables in {folder.name}/ come from different builds; run `python -m timeline build` again.")
    return Dataset(Base(tables))


def _read_table(path: Path, name: str) -> pa.Table:
    hint = "run `python -m timeline build` to make it again"
    if not path.is_file():
        raise DatasetError(f"{path.name} is missing in {path.parent.name}/; {hint}.")
    try:
        found = pq.read_table(path, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(
            f"{path.name} is not a readable Parquet file (empty, cut short or another format); {hint}."
        ) from error
    facts = found.schema.metadata or {}
    if facts.get(b"schema") != SCHEMA_VERSION.encode():
        raise DatasetError(f"{path.name} was not made by this version of the project; {hint}.")
    wanted = TABLES[name].arrow
    if not found.schema.equals(wanted, check_metadata=False):
        missing = sorted(set(wanted.names) ^ set(found.schema.names)) or ["other types"]
        raise DatasetError(f"{path.name} does not have the expected columns ({', '.join(missing[:5])}); {hint}.")
    return found
