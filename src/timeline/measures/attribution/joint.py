"""Together or alone: rounds of official attribution, how many states joined each, and who joins whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from timeline.codes import PartyKind
from timeline.dataset import Dataset, Ints, Mask
from timeline.dates import in_words, precision
from timeline.measures.attribution.claims import Row, attributing, names, speakers, stated
from timeline.measures.children import Children, distinct, frame, incident_values, years_of

ROUND_DAYS = 7
"""Official statements about one incident are one round while each follows the one before within so many days."""
LONGEST_DATE = 31
"""Days that a date may span for its statement to be placed in a round."""
MOST_ROUNDS = 100
MOST_STATES = 12
SIZES = ("an organisation only", "one state", "2 to 4 states", "5 or more states")
YEAR_COLUMNS = ("year", "class", "rounds")
ROUND_COLUMNS = ("incident_id", "title", "when", "states", "who", "organisations", "accused", "statements")
PAIR_COLUMNS = ("state", "with", "incidents")


@dataclass(frozen=True, slots=True)
class Rounds:
    """`of` is the round of each claim; the other arrays have a value for each round."""

    claims: Children
    of: Ints
    parents: Ints
    earliest: Ints
    latest: Ints
    states: Ints
    organisations: Ints
    unplaced: int
    """Statements dated too roughly to stand in any round."""


def rounds(data: Dataset) -> Rounds:
    """Official attributions that still stand, gathered into rounds; each signatory of a joint statement counts as a state."""
    claims = attributing(data)
    claims = claims.only(stated(claims))
    days = claims.days("date")
    placed = days.known & (days.latest - days.earliest <= LONGEST_DATE)
    return _gathered(claims.only(placed), int((~placed).sum()))


def _gathered(claims: Children, unplaced: int) -> Rounds:
    days = claims.days("date")
    order = np.lexsort((days.latest, days.earliest, claims.parents))
    claims = Children(claims.base, claims.table, claims.rows[order], claims.parents[order])
    earliest, latest = days.earliest[order], days.latest[order]
    of = np.cumsum(_begins(claims.parents, earliest, latest)).astype(np.int32) - 1
    size = int(of.max(initial=-1)) + 1
    starts = np.searchsorted(of, np.arange(size))
    ends = np.full(size, np.iinfo(np.int32).min, dtype=np.int32)
    np.maximum.at(ends, of, latest)
    return Rounds(
        claims,
        of,
        claims.parents[starts],
        earliest[starts],
        ends,
        _different(claims, of, size, claims.is_one_of("party_kind", {PartyKind.STATE})),
        _different(claims, of, size, claims.is_one_of("party_kind", {PartyKind.INTERNATIONAL})),
        unplaced,
    )


def _begins(parents: Ints, earliest: Ints, latest: Ints) -> Mask:
    """Which claims, in order of incident and day, begin a round."""
    reach = 1 << 32
    ends = np.maximum.accumulate(parents.astype(np.int64) * reach + latest.astype(np.int64) + (reach >> 1))
    here = parents.astype(np.int64) * reach + earliest.astype(np.int64) + (reach >> 1)
    begins: Mask = np.ones(len(parents), dtype=np.bool_)
    begins[1:] = here[1:] > ends[:-1] + ROUND_DAYS
    return begins


def _different(claims: Children, of: Ints, size: int, kept: Mask) -> Ints:
    return distinct(of[kept], speakers(claims).codes[kept], size)


def per_year(found: Rounds) -> pd.DataFrame:
    """YEAR_COLUMNS: rounds by the year they began and how many states took part, 0 where none; every year of the span."""
    if not len(found.parents):
        return frame([], YEAR_COLUMNS)
    years = years_of(found.earliest)
    sizes = np.digitize(found.states, [1, 2, 5])
    first, last = int(years.min()), int(years.max())
    table = np.bincount((years - first) * len(SIZES) + sizes, minlength=(last - first + 1) * len(SIZES))
    rows = [
        {"year": first + place // len(SIZES), "class": SIZES[place % len(SIZES)], "rounds": int(count)}
        for place, count in enumerate(table)
    ]
    return frame(rows, YEAR_COLUMNS)


def largest(found: Rounds, most: int = MOST_ROUNDS) -> pd.DataFrame:
    """ROUND_COLUMNS of the rounds that most states joined, the latest first among equals."""
    order = np.lexsort((-found.earliest, -found.organisations, -found.states))[:most]
    return _described(found, order.astype(np.int32))


def largest_of(found: Rounds, parents: Iterable[int]) -> dict[int, Row]:
    """For these incidents (rows of the collection) the largest round, as a row of ROUND_COLUMNS; the first among equals."""
    order = np.lexsort((found.earliest, -found.states, found.parents))
    first = order[np.unique(found.parents[order], return_index=True)[1]]
    wanted = first[np.isin(found.parents[first], list(parents))].astype(np.int32)
    rows = _described(found, wanted).to_dict("records")
    return dict(
        zip(found.parents[wanted].tolist(), ({str(key): value for key, value in row.items()} for row in rows), strict=True)
    )


def _described(found: Rounds, shown: Ints) -> pd.DataFrame:
    """These rounds in words; only their claims are read as text."""
    kept = np.isin(found.of, shown)
    part = found.claims.only(kept)
    words: dict[int, list[Row]] = {}
    for number, row in zip(found.of[kept].tolist(), part.records(), strict=True):
        words.setdefault(number, []).append(row)
    ids, titles = (incident_values(found.claims.base, found.parents[shown], name) for name in ("incident_id", "title"))
    rows = []
    for number, incident_id, title in zip(shown.tolist(), ids, titles, strict=True):
        said = words[number]
        first, last = (np.array(day, dtype="datetime64[D]").item() for day in (found.earliest[number], found.latest[number]))
        rows.append(
            {
                "incident_id": incident_id,
                "title": title,
                "when": first_to_last(first, last),
                "states": int(found.states[number]),
                "who": _who(said, part, PartyKind.STATE),
                "organisations": _who(said, part, PartyKind.INTERNATIONAL),
                "accused": "; ".join(dict.fromkeys(one for one in (names(row, part.base) for row in said) if one)),
                "statements": len({row["statement_id"] or row["attribution_id"] for row in said}),
            }
        )
    return frame(rows, ROUND_COLUMNS)


def first_to_last(first: date, last: date) -> str:
    """'18 to 20 December 2017': the days a round lasted, not a doubt about its date."""
    if precision(first, last) in ("day", "month"):
        return in_words(first, last)
    shared = 0 if first.year != last.year else 1 if first.month != last.month else 2
    start = " ".join(in_words(first, first).split()[: 3 - shared])
    return f"{start} to {in_words(last, last)}"


def _who(said: list[Row], claims: Children, kind: PartyKind) -> str:
    countries = claims.base.country_names
    found = {
        str(countries.get(row["party_country"] or "", row["party"]) if kind == PartyKind.STATE else row["party"].split(" (")[0])
        for row in said
        if row["party_kind"] == kind
    }
    return ", ".join(sorted(found))


def pairs(data: Dataset) -> pd.DataFrame:
    """PAIR_COLUMNS for the states that attribute most: incidents that both officially attribute, whenever each said so.

    `state` equal to `with` is all that it attributes. `attrs["states"]` are the states in order; `attrs["left_out"]` counts
    the others. Only pairs with an incident have a row.
    """
    claims = attributing(data)
    claims = claims.only(stated(claims) & claims.is_one_of("party_kind", {PartyKind.STATE}))
    who = speakers(claims)
    counts = distinct(who.codes, claims.parents, len(who.values))
    top = [int(code) for code in np.argsort(-counts, kind="stable")[:MOST_STATES] if counts[code]]
    cases, place = np.unique(claims.parents, return_inverse=True)
    table = np.zeros((len(cases), len(top)), dtype=np.int32)
    for column, code in enumerate(top):
        table[place[who.codes == code], column] = 1
    both = table.T @ table
    rows = [
        {"state": who.values[top[one]], "with": who.values[top[other]], "incidents": int(both[one, other])}
        for one in range(len(top))
        for other in range(one + 1)
        if both[one, other]
    ]
    found = frame(rows, PAIR_COLUMNS)
    found.attrs |= {"states": [who.values[code] for code in top], "left_out": int((counts > 0).sum()) - len(top)}
    return found


def together(data: Dataset, state: str, other: str) -> Children:
    """The official attributions of incidents that both states attribute, by either of them."""
    claims = attributing(data)
    claims = claims.only(stated(claims) & claims.is_one_of("party_kind", {PartyKind.STATE}))
    who = speakers(claims)
    mine = [who.codes == (who.values.index(one) if one in who.values else -2) for one in (state, other)]
    shared = np.intersect1d(claims.parents[mine[0]], claims.parents[mine[1]])
    return claims.only((mine[0] | mine[1]) & np.isin(claims.parents, shared))
