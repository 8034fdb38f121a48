"""Other incidents that have something in common with one, and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.dataset import Base, Dataset, Ints
from timeline.measures.case import Case
from timeline.measures.neighbours import earliest_rows

MOST = 6
"""Incidents listed for one reason; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Related:
    """Why incidents are related; the first of them by date (id, title), how many there are, and the filter that finds them."""

    reason: str
    incidents: list[tuple[str, str]]
    count: int
    field: str = ""
    value: str = ""


def related(data: Dataset, case: Case) -> list[Related]:
    """Incidents named by the record, with the same actor, malware or victim, or answered by the same act."""
    base = data.base
    shared = [one for answer in case.rows["responses"] for one in answer["shared_with"] or ()]
    found = [("Named in the record", _rows(base, case.incident["related"] or ()), "", "")]
    for actor in case.incident["accused_actors"] or ():
        reason = f"Claims name the same actor: {base.actor_names.get(actor, actor)}"
        found.append((reason, _holding(base, "accused_actors", actor), "actors", actor))
    for name in case.incident["malware"] or ():
        found.append((f"Same malware or tool: {name}", _holding(base, "malware", name), "text", name))
    for target in case.rows["targets"]:
        found.append((f"Same victim: {target['name']}", _with_target(base, target["name"], target["country"]), "", ""))
    found.append(("Answered by the same act", _rows(base, shared), "", ""))
    here = pc.index(base.tables["incidents"]["incident_id"], case.incident["incident_id"]).as_py()
    listed = [_listed(base, reason, rows[rows != here], *how) for reason, rows, *how in found]
    return [one for one in listed if one.count]


def _rows(base: Base, ids: Sequence[str]) -> Ints:
    places = pc.index_in(pa.array(list(dict.fromkeys(ids)), pa.string()), value_set=base.tables["incidents"]["incident_id"])
    found: Ints = np.array([one for one in places.to_pylist() if one is not None], dtype=np.int32)
    return found


def _holding(base: Base, column: str, value: str) -> Ints:
    return np.flatnonzero(base.codes(column).mask({value}, base.count)).astype(np.int32)


def _with_target(base: Base, name: str, country: str | None) -> Ints:
    """Incidents with a target of that name in that country."""
    targets = base.tables["targets"]
    same = pc.and_(pc.equal(targets["name"], name), pc.equal(targets["country"], country or ""))
    found: Ints = np.unique(base.parents("targets")[np.flatnonzero(same.fill_null(False).to_numpy())])
    return found


def _listed(base: Base, reason: str, rows: Ints, field: str, value: str) -> Related:
    cut = Dataset(base, np.sort(rows))
    first = cut.incident_rows[earliest_rows(cut.when("started"), MOST)] if len(rows) else rows
    table = base.tables["incidents"].select(["incident_id", "title"]).take(first).to_pylist()
    return Related(reason, [(row["incident_id"], row["title"]) for row in table], len(rows), field, value)
