"""Claims as arrays: who speaks, whom it is about, what it answers. Nothing here decides who is right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import (
    LEGAL_FORMS,
    NAMING_STANCES,
    OFFICIAL_PARTIES,
    PRIVATE_PARTIES,
    STATED_FORMS,
    Form,
    PartyKind,
    Stance,
    label,
)
from timeline.dataset import Base, Codes, Dataset, Ints, Mask
from timeline.dates import in_words
from timeline.measures.children import Children, children, incident_values, parties
from timeline.measures.verdict import confidence, in_full

Row = dict[str, Any]

ACCUSES, DENIES, DISPUTES, OWN = "accuses", "denies", "disputes", "claims"
MARKS = {
    ACCUSES: "names someone as responsible",
    DENIES: "denied by the accused or from its side",
    DISPUTES: "disputed by others, or taken back",
    OWN: "someone says they did it",
}
"""What a claim does, in four sorts -> words."""
_MARK_OF: dict[str, str] = {
    Stance.ATTRIBUTES: ACCUSES,
    Stance.SUPPORTS: ACCUSES,
    Stance.DENIES: DENIES,
    Stance.DISPUTES: DISPUTES,
    Stance.RETRACTS: DISPUTES,
    Stance.CLAIMS: OWN,
}
GROUPS: dict[str, tuple[str, frozenset[PartyKind]]] = {
    "state": ("States", frozenset({PartyKind.STATE})),
    "organisation": ("International organisations", frozenset({PartyKind.INTERNATIONAL})),
    "company": ("Companies", frozenset({PartyKind.COMPANY})),
    "researcher": ("Researchers", frozenset({PartyKind.RESEARCHER})),
    "civil-society": ("Civil society", frozenset({PartyKind.CIVIL_SOCIETY})),
    "press": ("Press", frozenset({PartyKind.PRESS})),
    "other": ("Perpetrators, accused, others", frozenset({PartyKind.PERPETRATOR, PartyKind.ACCUSED, PartyKind.OTHER})),
}
"""Sort of claimant -> words and kinds of party; every kind stands in one."""
UNITS = {"statements": "statements", "signatories": "signatories", "incidents": "incidents"}
"""How claims are counted: a joint statement once, once for each party to it, or each incident once."""
AXES = {"states": "state", "actors": "actor_id"}
"""Whom claims are about -> column of attributions."""
_SPEAKS_FOR = re.compile(r"(?:,? (?:citing|quoting|quoted|as quoted|as reported|as summed up|according to)\b|, (?=[a-z])).*")
"""What follows the name of a paper or person when it says on whose word they speak."""


@dataclass(frozen=True, slots=True)
class Named:
    """Pairs of a claim (`rows`, of attributions) and whom it is about (`codes` of `values`, -1 where nobody is named)."""

    values: tuple[str, ...]
    rows: Ints
    codes: Ints


def marks(claims: Children) -> Codes:
    """Which of MARKS each claim is; a dispute from the accused state's own country is a denial."""
    base = claims.base
    found = base.derived("attribution:marks", lambda: _marks(base))
    return Codes(tuple(MARKS), found[claims.rows], claims.rows)


def _marks(base: Base) -> Ints:
    stances = base.coded("attributions", "stance")
    places = {mark: place for place, mark in enumerate(MARKS)}
    lookup = np.array([*(places[_MARK_OF[value]] for value in stances.values), -1], dtype=np.int32)
    found: Ints = lookup[stances.codes]
    answering, answered = answers(base)
    states, countries = base.coded("attributions", "state"), base.coded("attributions", "party_country")
    place = {value: code for code, value in enumerate(states.values)}
    own = np.array([*(place.get(value, -2) for value in countries.values), -2], dtype=np.int32)[countries.codes]
    disputing = found[answering] == places[DISPUTES]
    retracting = _is(base, "stance", {Stance.RETRACTS})[answering]
    by_accused = disputing & ~retracting & (own[answering] == states.codes[answered])
    found[answering[by_accused]] = places[DENIES]
    return found


def _is(base: Base, column: str, wanted: Collection[str]) -> Mask:
    found = base.coded("attributions", column)
    hits: Mask = np.array([*(value in wanted for value in found.values), False])[found.codes]
    return hits


def answers(base: Base) -> tuple[Ints, Ints]:
    """Pairs of rows of attributions: a claim, and one that it denies, disputes, takes back, supports or rivals."""

    def make() -> tuple[Ints, Ints]:
        table = base.tables["attributions"]
        lists, ids = table["answers"].combine_chunks(), table["attribution_id"].combine_chunks()
        owners = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int32)
        found = pc.index_in(pc.list_flatten(lists), value_set=ids).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
        return owners[found >= 0], found[found >= 0]

    return base.derived("attribution:answers", make)


def named(base: Base, axis: str) -> Named:
    """Whom every claim is about, by AXES.

    A claim that names nobody of its own is about those whom the claims it answers name; a state that denies, without more,
    speaks of itself. A rival attribution never takes over what it rivals.
    """
    return base.derived(f"attribution:named:{axis}", lambda: _named(base, AXES[axis]))


def _named(base: Base, column: str) -> Named:
    own = base.coded("attributions", column)
    values, codes = own.values, own.codes.copy()
    answering, answered = answers(base)
    takes_over = (codes < 0) & ~_is(base, "stance", {Stance.ATTRIBUTES})
    kept = takes_over[answering] & (codes[answered] >= 0)
    size = max(len(values), 1)
    pairs = np.unique(answering[kept].astype(np.int64) * size + codes[answered[kept]])
    rows, taken = (half.astype(np.int32) for half in np.divmod(pairs, size))
    settled: Mask = np.zeros(len(codes), dtype=np.bool_)
    settled[rows] = True
    if column == "state":
        values, codes = _self_denials(base, values, codes, settled)
    rest = np.flatnonzero(~settled).astype(np.int32)
    return Named(values, np.concatenate([rest, rows]), np.concatenate([codes[rest], taken]))


def _self_denials(base: Base, values: tuple[str, ...], codes: Ints, settled: Mask) -> tuple[tuple[str, ...], Ints]:
    """States that deny without naming anybody stand under themselves."""
    countries = base.coded("attributions", "party_country")
    alone = (codes < 0) & ~settled & _is(base, "stance", {Stance.DENIES}) & _is(base, "party_kind", {PartyKind.STATE})
    widened = tuple(dict.fromkeys((*values, *countries.values)))
    place = {value: code for code, value in enumerate(widened)}
    of_party = np.array([*(place[value] for value in countries.values), -1], dtype=np.int32)[countries.codes]
    return widened, np.where(alone, of_party, codes).astype(np.int32)


def counted(claims: Children, unit: str) -> Children:
    """The claims that a unit counts: with `statements`, of a joint statement the one of its author."""
    return claims.only(_leads(claims.base)[claims.rows]) if unit == "statements" else claims


def _leads(base: Base) -> Mask:
    def make() -> Mask:
        table = base.tables["attributions"]
        own = pc.equal(table["statement_id"], table["attribution_id"])
        leads: Mask = np.asarray(own.fill_null(True).combine_chunks().to_numpy(zero_copy_only=False), dtype=np.bool_)
        return leads

    return base.derived("attribution:leads", make)


def standing(claims: Children) -> Mask:
    """Which claims attribute and have not been taken back."""

    def make() -> Mask:
        column = claims.base.tables["attributions"]["standing"].fill_null(False).combine_chunks()
        found: Mask = np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.bool_)
        return found

    return claims.base.derived("attribution:standing", make)[claims.rows]


def attributing(data: Dataset) -> Children:
    """Standing claims that name someone else."""
    claims = children(data, "attributions")
    return claims.only(standing(claims) & claims.is_one_of("stance", NAMING_STANCES))


def stated(claims: Children) -> Mask:
    """Which are by a state or intergovernmental body in a text of its own."""
    return claims.is_one_of("party_kind", OFFICIAL_PARTIES) & claims.is_one_of("form", STATED_FORMS)


def charged(claims: Children) -> Mask:
    """Which are charges, judgments or sanctions by a state or intergovernmental body."""
    return claims.is_one_of("party_kind", OFFICIAL_PARTIES) & claims.is_one_of("form", LEGAL_FORMS)


def private(claims: Children) -> Mask:
    """Which are by companies, researchers, civil society or others who speak for themselves; the press is not."""
    return claims.is_one_of("party_kind", PRIVATE_PARTIES)


def groups(claims: Children) -> Codes:
    """Sort of claimant, as a key of GROUPS."""
    kinds = claims.codes("party_kind")
    place: dict[str, int] = {kind: number for number, (_, members) in enumerate(GROUPS.values()) for kind in members}
    lookup = np.array([*(place[value] for value in kinds.values), len(GROUPS) - 1], dtype=np.int32)
    return Codes(tuple(GROUPS), lookup[kinds.codes], claims.rows)


def speakers(claims: Children) -> Codes:
    """Who speaks: a state by its name, any other without the office or the source that it cites."""
    found = parties(claims, "party", "party_country", claims.is_one_of("party_kind", {PartyKind.STATE}))
    words = [_SPEAKS_FOR.sub("", value) for value in found.values]
    values = tuple(dict.fromkeys(words))
    place = {value: number for number, value in enumerate(values)}
    lookup = np.array([*(place[word] for word in words), -1], dtype=np.int32)
    return Codes(values, lookup[found.codes], claims.rows)


def listed(claims: Children) -> list[Row]:
    """The claims by incident and date, ready to be read.

    Adds `title`, `when`, `said` (what the claim does, in words, after the party), `mark`, `form_words`, `sure`, `sources`.
    """
    base = claims.base
    order = np.lexsort((claims.days("date").latest, claims.days("date").earliest, claims.parents))
    ordered = Children(base, claims.table, claims.rows[order], claims.parents[order])
    rows = ordered.records()
    titles = incident_values(base, ordered.parents, "title")
    kinds = marks(ordered)
    spoken = _answered_rows(base, ordered.rows)
    documents = _documents(base, ordered.parents)
    for row, number, title, mark in zip(rows, ordered.rows.tolist(), titles, kinds.codes.tolist(), strict=True):
        row |= {"title": title, "mark": kinds.values[mark], "when": _when(row), "said": said(row, base, spoken.get(number, []))}
        row |= {"form_words": label(Form, row["form"]), "sure": _sure(row)}
        row["sources"] = [documents[one] for one in row["source_ids"] or () if one in documents]
    return rows


def _documents(base: Base, parents: Ints) -> dict[str, Row]:
    """The documents that these incidents cite, by id."""
    rows = np.flatnonzero(np.isin(base.parents("sources"), parents))
    columns = ["source_id", "title", "publisher", "url"]
    found: list[Row] = base.tables["sources"].select(columns).take(pa.array(rows)).to_pylist()
    return {row["source_id"]: row for row in found}


def once(claims: list[Row]) -> list[Row]:
    """Joint statements once, with those who joined in `joined`."""
    kept: list[Row] = []
    joint: dict[str, Row] = {}
    for row in claims:
        statement = row["statement_id"]
        if statement in joint:
            joint[statement]["joined"].append(row["party"])
            continue
        row["joined"] = []
        if statement:
            joint[statement] = row
        kept.append(row)
    return kept


def _answered_rows(base: Base, rows: Ints) -> dict[int, list[Row]]:
    """For each of these claims those that it answers."""
    answering, answered = answers(base)
    kept = np.isin(answering, rows)
    found = base.tables["attributions"].take(pa.array(answered[kept])).to_pylist()
    spoken: dict[int, list[Row]] = {}
    for number, row in zip(answering[kept].tolist(), found, strict=True):
        spoken.setdefault(number, []).append(row)
    return spoken


def _when(row: Row) -> str:
    earliest, latest = row["date_earliest"], row["date_latest"]
    return in_words(earliest, latest) if earliest and latest else "undated"


def said(row: Row, base: Base, answered: Iterable[Row] = ()) -> str:
    """What a claim does, to be read after the party: `attributes it to China: a state-affiliated entity`."""
    others = list(answered)
    whom = names(row, base) or "; ".join(dict.fromkeys(names(one, base) for one in others if names(one, base)))
    whose = ", ".join(dict.fromkeys(one["party"] for one in others))
    match row["stance"]:
        case Stance.ATTRIBUTES:
            return f"attributes it to {whom or 'nobody by name'}" + (f" (beside the claim of {whose})" if whose else "")
        case Stance.SUPPORTS:
            return f"supports the attribution to {whom or 'the accused'}" + (f" by {whose}" if whose else "")
        case Stance.DENIES:
            return "denies it" + (f" (said by {whose})" if whose else "")
        case Stance.DISPUTES:
            return f"disputes the claim{f' of {whose}' if whose else ''}" + (f": {row['named']}" if row["named"] else "")
        case Stance.RETRACTS:
            return "takes back or hedges its earlier claim" + (f": {row['named']}" if row["named"] else "")
    return "says that it did it" + (f": {row['named']}" if row["named"] else "")


def names(row: Row, base: Base) -> str:
    """Whom a claim names: actor and state, then the claimant's own words; empty when nobody."""
    actor = base.actor_names.get(row["actor_id"], row["actor_id"])
    state = base.country_names.get(row["state"], row["state"])
    return in_full(" / ".join(one for one in (actor, state) if one), row["named"])


def _sure(row: Row) -> str:
    """Stated confidence with the words used; empty for claims that name nobody."""
    if row["stance"] not in NAMING_STANCES:
        return ""
    return confidence(row)
