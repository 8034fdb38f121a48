"""What several collections say of one event, and how far they overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from timeline.codes import IncidentKind, label
from timeline.dataset import Base
from timeline.dates import in_words
from timeline.trackers.matching import Match

ASPECTS = ("began", "ended", "disclosed", "accused state", "actor", "type", "victims")
_DATES = {"began": "started", "ended": "ended", "disclosed": "disclosed"}
_LISTS = {"accused state": "accused_states", "actor": "accused_actors", "type": "kinds", "victims": "victim_countries"}


def side_by_side(base: Base, ids: Sequence[str]) -> pd.DataFrame:
    """One row for each aspect, one column for each record, and whether the records that speak agree."""
    rows = _rows(base, ids)
    found = []
    for aspect in ASPECTS:
        told = [_said(base, row, aspect) for row in rows]
        line: dict[str, str] = {"aspect": aspect.capitalize()}
        line |= {_head(row): words or "not said" for row, words in zip(rows, told, strict=True)}
        line["agreement"] = _agreement([row for row, words in zip(rows, told, strict=True) if words], aspect)
        found.append(line)
    return pd.DataFrame(found)


def overlap(base: Base, pairs: Iterable[Match]) -> pd.DataFrame:
    """For each imported collection: rows, rows with an incident here, and on how many of these pairs the two agree."""
    incidents = base.tables["incidents"]
    total: dict[str, int] = defaultdict(int)
    for collection in incidents["collection"].to_pylist():
        total[collection] += 1
    matched: dict[str, list[Match]] = defaultdict(list)
    for pair in pairs:
        matched[pair.collection].append(pair)
    wanted = sorted({one for pairs_ in matched.values() for pair in pairs_ for one in (pair.incident_id, pair.other_id)})
    known = {row["incident_id"]: row for row in _rows(base, wanted)}
    found = []
    for collection in sorted(set(total) - {"curated"}):
        both = matched[collection]
        line: dict[str, Any] = {
            "collection": collection,
            "rows": total[collection],
            "rows_also_here": len({pair.other_id for pair in both}),
            "only_there": total[collection] - len({pair.other_id for pair in both}),
            "incidents_here_that_it_has": len({pair.incident_id for pair in both}),
            "only_here": total["curated"] - len({pair.incident_id for pair in both}),
        }
        for name in ("accused state", "type", "victims"):
            spoken = [(known[one.incident_id], known[one.other_id]) for one in both]
            spoken = [pair for pair in spoken if all(row[_LISTS[name]] for row in pair)]
            same = sum(bool(set(a[_LISTS[name]]) & set(b[_LISTS[name]])) for a, b in spoken)
            line[f"agree_on_{name.replace(' ', '_')}"] = f"{same} of {len(spoken)}"
        found.append(line)
    return pd.DataFrame(found)


def _rows(base: Base, ids: Sequence[str]) -> list[dict[str, Any]]:
    wanted = set(ids)
    incidents = base.tables["incidents"]
    places = [place for place, one in enumerate(incidents["incident_id"].to_pylist()) if one in wanted]
    found: dict[str, dict[str, Any]] = {
        row["incident_id"]: row for row in incidents.take(pa.array(places, pa.int64())).to_pylist()
    }
    return [found[one] for one in ids if one in found]


def _head(row: Mapping[str, Any]) -> str:
    return "curated here" if row["collection"] == "curated" else f"{row['collection']} {str(row['original_id'])[:30]}"


def _said(base: Base, row: Mapping[str, Any], aspect: str) -> str:
    if aspect in _DATES:
        first, last = (row[f"{_DATES[aspect]}_{end}"] for end in ("earliest", "latest"))
        return in_words(first, last) if first else ""
    names = {"accused state": base.country_names, "victims": base.country_names, "actor": base.actor_names}.get(aspect, {})
    values = row[_LISTS[aspect]] or []
    return ", ".join(label(IncidentKind, one) if aspect == "type" else names.get(one, one) for one in values)


def _agreement(rows: list[Mapping[str, Any]], aspect: str) -> str:
    """`same`, `overlap`, `differ`, or that one only speaks."""
    if len(rows) < 2:
        return "one record only" if rows else "nobody says"
    if aspect in _DATES:
        spans = [(row[f"{_DATES[aspect]}_earliest"], row[f"{_DATES[aspect]}_latest"]) for row in rows]
        if len(set(spans)) == 1:
            return "same"
        return "compatible" if max(one[0] for one in spans) <= min(one[1] for one in spans) else "differ"
    sets = [set(row[_LISTS[aspect]]) for row in rows]
    if all(one == sets[0] for one in sets):
        return "same"
    return "overlap" if set.intersection(*sets) else "differ"
