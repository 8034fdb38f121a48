"""Clauses and the incidents tied to them. What someone invoked and what we read into a case are counted apart, never added."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from timeline.codes import Basis, Explicitness
from timeline.dataset import NO_DATE, Base, Codes, Dataset, Ints, Mask
from timeline.measures.children import Children, children, distinct, flags, frame, incident_values, parties, records, years_of

Row = dict[str, Any]

TIMINGS = {
    "before": "text older than the incident",
    "unclear": "which came first is unclear",
    "after": "text later than the incident's start",
}
"""Code of `instrument_timing` -> words."""
BASES = {Basis.INVOKED: "Invoked by someone", Basis.ANALYST: "Our reading"}
WHOLE = "as a whole"
"""Stands in the place of a clause's number where a text is named as a whole."""
PER_PAGE = 25
"""Incidents in one matrix."""
COLUMNS = ("key", "short_name", "number", "title")
COUNT_COLUMNS = (*COLUMNS, "basis", "timing", "incidents", "total")
CASE_COLUMNS = ("incident_id", "title", "year")
CELL_COLUMNS = ("incident_id", "case_title", *COLUMNS, "basis", "timing", "links", "who", "reason")
INVOKER_COLUMNS = ("party", "instrument_id", "short_name", "incidents", "occasions", "named", "wording", "generic")
EXPLICIT = {
    "named": Explicitness.INSTRUMENT_NAMED,
    "wording": Explicitness.WORDING_USED,
    "generic": Explicitness.NORMS_GENERIC,
}
"""Column of INVOKER_COLUMNS -> how explicit."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many incidents are tied to a norm, by basis. One may be tied both ways, so the two do not add up."""

    incidents: int
    invoked: int
    analyst: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Some incidents against some columns; `cells` has a row for each incident, column and basis that are tied."""

    cases: pd.DataFrame
    columns: pd.DataFrame
    cells: pd.DataFrame


def coverage(data: Dataset) -> Coverage:
    """Incidents with an invoked link, and with an analyst link."""
    links = children(data, "norm_links")
    invoked, analyst = (int(flags(data.base, links.parents[links.is_one_of("basis", {basis})]).sum()) for basis in BASES)
    return Coverage(data.count, invoked, analyst)


def linked_instruments(data: Dataset) -> list[str]:
    """Ids of the texts that incidents of the whole collection are tied to, the most tied first."""
    found = data.base.coded("norm_links", "instrument_id")
    counts = np.bincount(found.codes[found.codes >= 0], minlength=len(found.values))
    return [found.values[place] for place in np.argsort(-counts, kind="stable")]


def columns(data: Dataset, instrument_id: str = "") -> pd.DataFrame:
    """COLUMNS: every clause of a text in its order, and the text as a whole where incidents are tied to that.

    Without an instrument: every clause or text that an incident of the selection is tied to.
    """
    keys = _keys(children(data, "norm_links"))
    tied = {keys.values[code] for code in np.flatnonzero(np.bincount(keys.codes))}
    rows = [
        row
        for row in all_columns(data.base)
        if instrument_id in ("", row["instrument_id"])
        if row["key"] in tied or (instrument_id and row["number"] != WHOLE)
    ]
    return frame(rows, COLUMNS)


def clause_counts(data: Dataset, instrument_id: str = "") -> pd.DataFrame:
    """COUNT_COLUMNS: incidents tied to each of `columns`, by basis and timing, 0 where none is; `total` is that of a basis."""
    links = _linked(data, instrument_id, tuple(BASES))
    keys, basis, timing = _keys(links), links.codes("basis"), links.codes("instrument_timing")
    shape = (len(keys.values), len(basis.values), len(timing.values))
    groups = (keys.codes.astype(np.int64) * shape[1] + basis.codes) * shape[2] + timing.codes
    counts = distinct(groups, links.parents, int(np.prod(shape))).reshape(shape)
    places = {key: place for place, key in enumerate(keys.values)}
    rows: list[Row] = []
    for column in records(columns(data, instrument_id)):
        own = counts[places[column["key"]]] if column["key"] in places else np.zeros(shape[1:], dtype=np.int32)
        known = {(one, when): own[b, t] for b, one in enumerate(basis.values) for t, when in enumerate(timing.values)}
        rows += [
            column | {"basis": one.value, "timing": when, "incidents": int(known.get((one, when), 0))}
            for one in BASES
            for when in TIMINGS
        ]
    found = frame(rows, COUNT_COLUMNS[:-1])
    found["total"] = found.groupby(["key", "basis"])["incidents"].transform("sum")
    return found


def linked_cases(data: Dataset, instrument_id: str = "", bases: Collection[str] = tuple(BASES)) -> Ints:
    """Rows of the incidents that are tied to a text (or any): invoked ones before others, the latest first in each."""
    links = _linked(data, instrument_id, bases)
    rows = np.flatnonzero(flags(data.base, links.parents)).astype(np.int32)
    read = ~flags(data.base, links.parents[links.is_one_of("basis", {Basis.INVOKED})])[rows]
    found: Ints = rows[np.lexsort((-data.base.when("started").earliest[rows].astype(np.int64), read))]
    return found


def matrix(data: Dataset, cases: Ints, instrument_id: str = "", bases: Collection[str] = tuple(BASES)) -> Matrix:
    """These incidents, in this order, against the columns of a text."""
    links = _linked(data, instrument_id, bases)
    links = links.only(flags(data.base, cases)[links.parents])
    shown = columns(data, instrument_id)
    known = {row["key"]: row for row in records(shown)}
    titled = dict(zip(cases.tolist(), case_rows(data.base, cases), strict=True))
    cells: dict[tuple[str, str, str], Row] = {}
    for parent, link in zip(links.parents.tolist(), links.records(), strict=True):
        case, column = titled[parent], known[link["clause_id"] or link["instrument_id"]]
        cell = cells.setdefault(
            (case["incident_id"], column["key"], link["basis"]),
            {"incident_id": case["incident_id"], "case_title": case["title"], **column, "basis": link["basis"]}
            | {"timing": link["instrument_timing"], "links": 0, "who": "", "reason": link["reason"]},
        )
        cell["links"] += 1
        cell["who"] = "; ".join(one for one in (cell["who"], link["invoked_by"]) if one)
    return Matrix(frame(list(titled.values()), CASE_COLUMNS), shown, frame(list(cells.values()), CELL_COLUMNS))


def case_rows(base: Base, rows: Ints) -> list[Row]:
    """CASE_COLUMNS of these incidents; `year` is that of the start or first knowledge, None when unknown."""
    days = base.when("started").earliest[rows]
    years = years_of(np.where(days == NO_DATE, 0, days).astype(np.int32)).tolist()
    ids, titles = (incident_values(base, rows, column) for column in ("incident_id", "title"))
    return [
        {"incident_id": one, "title": title, "year": None if day == NO_DATE else year}
        for one, title, year, day in zip(ids, titles, years, days.tolist(), strict=True)
    ]


def invokers(data: Dataset) -> pd.DataFrame:
    """INVOKER_COLUMNS: in how many incidents a party invoked a text, the most active first.

    A joint text counts once for each party that signed. An occasion is one party on one date, whatever incidents it spoke
    of. `named`, `wording`, `generic` say how explicit it was, in incidents; one incident may be in several.
    """
    links = children(data, "norm_links")
    links = links.only(links.is_one_of("basis", {Basis.INVOKED}))
    who, texts = invoked_by(links), links.codes("instrument_id")
    pairs, groups = np.unique(who.codes * max(len(texts.values), 1) + texts.codes, return_inverse=True)
    names = {row["instrument_id"]: row["short_name"] for row in all_columns(data.base)}
    found = pd.DataFrame({"party": pairs // max(len(texts.values), 1), "instrument_id": pairs % max(len(texts.values), 1)})
    found["party"] = [who.values[code] for code in found["party"]]
    found["instrument_id"] = [texts.values[code] for code in found["instrument_id"]]
    found["short_name"] = found["instrument_id"].map(names)
    found["incidents"] = distinct(groups, links.parents, len(pairs))
    found["occasions"] = distinct(groups, _spans(links), len(pairs))
    for name, code in EXPLICIT.items():
        part = links.is_one_of("explicit", {code})
        found[name] = distinct(groups[part], links.parents[part], len(pairs))
    found["total"] = found.groupby("party")["incidents"].transform("sum")
    found = found.sort_values(["total", "party", "incidents"], ascending=[False, True, False], ignore_index=True)
    return found[list(INVOKER_COLUMNS)]


def invoked_by(links: Children) -> Codes:
    """Who invoked each link, without the office."""
    return parties(links, "invoked_by", "invoked_by_country")


def has_key(links: Children, key: str) -> Mask:
    """Which links name this clause, or this text as a whole."""
    keys = _keys(links)
    return np.array([*(value == key for value in keys.values), False])[keys.codes]


def _spans(links: Children) -> Ints:
    """A number for each different span of days."""
    days = links.days("date")
    return np.unique(np.stack([days.earliest, days.latest]), axis=1, return_inverse=True)[1].astype(np.int32).ravel()


def _linked(data: Dataset, instrument_id: str, bases: Collection[str]) -> Children:
    links = children(data, "norm_links")
    wanted = links.is_one_of("basis", set(bases))
    if instrument_id:
        wanted = wanted & links.is_one_of("instrument_id", {instrument_id})
    return links.only(wanted)


def _keys(links: Children) -> Codes:
    """The clause of each link, or its instrument where it names no clause."""
    clauses, texts = links.codes("clause_id"), links.codes("instrument_id")
    codes = np.where(clauses.codes >= 0, clauses.codes, texts.codes + len(clauses.values)).astype(np.int32)
    return Codes((*clauses.values, *texts.values), codes, links.rows)


def all_columns(base: Base) -> list[Row]:
    """Every clause and, after those of its text, the text as a whole; texts by date."""
    return base.derived("norms:columns", lambda: _made(base))


def _made(base: Base) -> list[Row]:
    clauses = base.tables["clauses"].to_pylist()
    rows: list[Row] = []
    texts = base.tables["instruments"].to_pylist()
    for text in sorted(texts, key=lambda one: (one["adopted_earliest"] or date.max, one["short_name"])):
        own = {"instrument_id": text["instrument_id"], "short_name": text["short_name"]}
        rows += [
            own | {"key": one["clause_id"], "number": one["number"], "title": one["title"] or one["paraphrase"]}
            for one in clauses
            if one["instrument_id"] == text["instrument_id"]
        ]
        rows.append(own | {"key": text["instrument_id"], "number": WHOLE, "title": text["name"]})
    return rows
