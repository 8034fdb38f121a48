"""Who accuses whom: claimants against those whom their claims are about, as cells to be drawn and opened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from timeline.dataset import Codes, Dataset, Ints, Mask
from timeline.measures.attribution.claims import GROUPS, MARKS, Row, counted, groups, marks, named, speakers
from timeline.measures.children import Children, children, distinct, frame

MOST_COLUMNS, MOST_PARTIES = 10, 12
"""States or actors with a column of their own, and parties with a row of their own under an opened group."""
OTHERS, NOBODY = "others", "none"
COLUMNS = ("row", "column", "claimant", "accused", "mark", "count")


@dataclass(frozen=True, slots=True)
class Matrix:
    """`rows` and `columns` hold `key` and `label` in the order drawn; `cells` has COLUMNS and no empty cell."""

    rows: list[Row]
    columns: list[Row]
    cells: pd.DataFrame
    unnamed_parties: int
    """Parties of the opened groups that have no row of their own."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Pairs of a claim (`claims`, its position) and the column in which it stands."""

    claims: Ints
    columns: Ints


def matrix(data: Dataset, axis: str = "states", unit: str = "statements", opened: Sequence[str] = ()) -> Matrix:
    """Claims by sort of claimant, and by single claimant within the groups `opened`, in each column of `axis`."""
    claims = counted(children(data, "attributions"), unit)
    columns, placed = _columns(claims, axis)
    rows, places, unnamed = _rows(claims, opened)
    cells = [cell for place in places for cell in _cells(claims, placed, place, rows, columns, unit)]
    order = {row["key"]: number for number, row in enumerate(rows)}
    cells.sort(key=lambda cell: order[cell["row"]])
    filled = {cell["row"] for cell in cells}
    return Matrix([row for row in rows if row["key"] in filled], columns, frame(cells, COLUMNS), unnamed)


def cell(data: Dataset, axis: str, unit: str, row: str, column: str) -> Children:
    """The claims behind a cell; an empty `row` or `column` means all."""
    claims = counted(children(data, "attributions"), unit)
    columns, placed = _columns(claims, axis)
    kept = np.ones(len(claims.rows), dtype=np.bool_)
    if row:
        kept &= _in_row(claims, row)
    if column:
        place = next((number for number, one in enumerate(columns) if one["key"] == column), -1)
        within = np.zeros(len(claims.rows), dtype=np.bool_)
        within[placed.claims[placed.columns == place]] = True
        kept &= within
    return claims.only(kept)


def _in_row(claims: Children, row: str) -> Mask:
    group, _, party = row.partition("/")
    found = groups(claims)
    hits: Mask = found.codes == (found.values.index(group) if group in found.values else -1)
    if party:
        who = speakers(claims)
        hits &= who.codes == (who.values.index(party) if party in who.values else -2)
    return hits


def _columns(claims: Children, axis: str) -> tuple[list[Row], _Placed]:
    """Those most claims are about, the others together, and nobody; with each claim's places, once for each column."""
    about = named(claims.base, axis)
    position: Ints = np.full(claims.base.tables["attributions"].num_rows, -1, dtype=np.int32)
    position[claims.rows] = np.arange(len(claims.rows), dtype=np.int32)
    at, codes = position[about.rows], about.codes
    at, codes = at[about_kept := at >= 0], codes[about_kept]
    counts = np.bincount(codes[codes >= 0], minlength=len(about.values))
    top = [int(code) for code in np.argsort(-counts, kind="stable")[:MOST_COLUMNS] if counts[code]]
    lookup = np.full(len(about.values) + 1, len(top), dtype=np.int32)
    lookup[top], lookup[-1] = np.arange(len(top)), len(top) + 1
    place = lookup[codes]
    once = _first_of_each(at, place, len(top))
    names = claims.base.country_names if axis == "states" else claims.base.actor_names
    what = "state" if axis == "states" else "actor"
    columns = [{"key": about.values[code], "label": names.get(about.values[code], about.values[code])} for code in top]
    columns += [{"key": OTHERS, "label": f"other {what}s"}, {"key": NOBODY, "label": f"no {what} named"}]
    return _without_empty(columns, _Placed(at[once], place[once]))


def _first_of_each(at: Ints, place: Ints, others: int) -> Mask:
    """Without the repetitions of a claim that is about several of the others, which stand in one column."""
    once: Mask = np.ones(len(at), dtype=np.bool_)
    gathered = np.flatnonzero(place == others)
    once[gathered] = False
    once[gathered[np.unique(at[gathered], return_index=True)[1]]] = True
    return once


def _without_empty(columns: list[Row], placed: _Placed) -> tuple[list[Row], _Placed]:
    used = np.flatnonzero(np.bincount(placed.columns, minlength=len(columns)))
    lookup = np.zeros(len(columns), dtype=np.int32)
    lookup[used] = np.arange(len(used))
    return [columns[place] for place in used.tolist()], _Placed(placed.claims, lookup[placed.columns])


def _rows(claims: Children, opened: Collection[str]) -> tuple[list[Row], list[Ints], int]:
    """Rows in order, for each level the row in which a claim stands (-1 for none), and the parties without one."""
    sorts = groups(claims)
    who = speakers(claims) if opened else None
    rows: list[Row] = []
    by_group: Ints = np.full(len(GROUPS), -1, dtype=np.int32)
    by_party: Ints = np.full(len(claims.rows), -1, dtype=np.int32)
    unnamed = 0
    for number, (key, (words, _)) in enumerate(GROUPS.items()):
        by_group[number] = len(rows)
        rows.append({"key": key, "label": words, "party": False})
        if who and key in opened:
            inside = sorts.codes == number
            top, more = _most_active(who, inside)
            unnamed += more
            lookup = np.full(len(who.values) + 1, -1, dtype=np.int32)
            lookup[top] = len(rows) + np.arange(len(top))
            by_party[inside] = lookup[who.codes[inside]]
            rows += [{"key": f"{key}/{who.values[code]}", "label": who.values[code], "party": True} for code in top]
    return rows, [by_group[sorts.codes], by_party], unnamed


def _most_active(who: Codes, inside: Mask) -> tuple[list[int], int]:
    """The parties with most claims, and how many others there are."""
    counts = np.bincount(who.codes[inside], minlength=len(who.values))
    top = [int(code) for code in np.argsort(-counts, kind="stable")[:MOST_PARTIES] if counts[code]]
    return top, int((counts > 0).sum()) - len(top)


def _cells(claims: Children, placed: _Placed, place: Ints, rows: Sequence[Row], columns: Sequence[Row], unit: str) -> list[Row]:
    """The cells of one level of rows that hold a claim."""
    shown = place[placed.claims] >= 0
    at, column = placed.claims[shown], placed.columns[shown]
    mark = marks(claims).codes[at]
    key = (place[at].astype(np.int64) * len(columns) + column) * len(MARKS) + mark
    size = len(rows) * max(len(columns), 1) * len(MARKS)
    counts = distinct(key, claims.parents[at], size) if unit == "incidents" else np.bincount(key, minlength=size)
    found: list[Row] = []
    for number in np.flatnonzero(counts).tolist():
        where, sort = divmod(number, len(MARKS))
        row, one = rows[where // len(columns)], columns[where % len(columns)]
        found.append(
            {
                "row": row["key"],
                "column": one["key"],
                "claimant": row["label"],
                "accused": one["label"],
                "mark": list(MARKS)[sort],
                "count": int(counts[number]),
            }
        )
    return found
