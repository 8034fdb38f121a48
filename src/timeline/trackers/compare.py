"""What several collections say of one event, and how far they overlap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import IncidentKind, label
from timeline.dataset import Base
from timeline.dates import in_words
from timeline.trackers.matching import Match

ASPECTS = ("began", "ended", "disclosed", "accused state", "actor", "type", "victims")
_DATES = {"began": "started", "ended": "ended", "disclosed": "disclosed"}
LACKING = ["collection", "title", "started_earliest", "disclosed_earliest", "accused_states", "victim_countries", "original_id"]
CURATED = "curated"
NEVER = 2**31 - 1
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
    """For each imported collection: its rows, those with an incident here, and what either side holds alone."""
    total = Counter(base.tables["incidents"]["collection"].to_pylist())
    there, here = _matched(pairs)
    return pd.DataFrame(
        {
            "collection": one,
            "rows": total[one],
            "rows_also_here": len(there[one]),
            "only_there": total[one] - len(there[one]),
            "incidents_here_that_it_has": len(here[one]),
            "only_here": total[CURATED] - len(here[one]),
        }
        for one in sorted(set(total) - {CURATED})
    )


def agreement(base: Base, pairs: Iterable[Match]) -> pd.DataFrame:
    """On how many of the pairs that both speak of an aspect the two say the same, overlap or differ; last, of all collections.

    For dates `overlap` means that a day exists which both spans allow.
    """
    both = list(pairs)
    known = {
        row["incident_id"]: row for row in _rows(base, {one for pair in both for one in (pair.incident_id, pair.other_id)})
    }
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair in both:
        rows = [known[pair.incident_id], known[pair.other_id]]
        for aspect in ASPECTS:
            if all(_speaks(row, aspect) for row in rows):
                word = _agreement(rows, aspect)
                counts[pair.collection, aspect][word] += 1
                counts["all", aspect][word] += 1
    names = [*sorted({name for name, _ in counts} - {"all"}), "all"]
    found = [(name, aspect, counts[name, aspect]) for name in names for aspect in ASPECTS if counts[name, aspect]]
    return pd.DataFrame(
        {
            "collection": name,
            "aspect": aspect.capitalize(),
            "both_say": said.total(),
            "same": said["same"],
            "overlap": said["overlap"] + said["compatible"],
            "differ": said["differ"],
            "agree_percent": round(100 * (said.total() - said["differ"]) / said.total(), 1),
        }
        for name, aspect, said in found
    )


def lacking(base: Base, pairs: Iterable[Match], collection: str) -> pa.Table:
    """Incidents that a collection lacks.

    For `curated` the imported rows without an incident here; for another collection the curated incidents without a row there
    that began or became known in the time that its rows span.
    """
    there, here = _matched(pairs)
    incidents = base.tables["incidents"]
    if collection == CURATED:
        held = {one for ids in there.values() for one in ids}
        mask = pc.and_(pc.not_equal(incidents["collection"], CURATED), pc.invert(_is_in(incidents, held)))
    else:
        when = base.when("started")
        own = np.array(pc.equal(incidents["collection"], collection)) & when.known
        first, last = when.earliest[own].min(initial=NEVER), when.latest[own].max(initial=-NEVER)
        within = pa.array(when.known & (when.latest >= first) & (when.earliest <= last))
        lacks = pc.and_(pc.equal(incidents["collection"], CURATED), pc.invert(_is_in(incidents, here[collection])))
        mask = pc.and_(lacks, within)
    return incidents.filter(mask).select(LACKING)


def _is_in(incidents: pa.Table, ids: Collection[str]) -> pa.ChunkedArray:
    return pc.is_in(incidents["incident_id"], value_set=pa.array(sorted(ids), pa.string()))


def _matched(pairs: Iterable[Match]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Collection -> its rows with an incident here; collection -> incidents here that it has."""
    there: dict[str, set[str]] = defaultdict(set)
    here: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        there[pair.collection].add(pair.other_id)
        here[pair.collection].add(pair.incident_id)
    return there, here


def _speaks(row: Mapping[str, Any], aspect: str) -> bool:
    return bool(row[f"{_DATES[aspect]}_earliest"] if aspect in _DATES else row[_LISTS[aspect]])


def _rows(base: Base, ids: Collection[str]) -> list[dict[str, Any]]:
    wanted = set(ids)
    incidents = base.tables["incidents"]
    places = [place for place, one in enumerate(incidents["incident_id"].to_pylist()) if one in wanted]
    found: dict[str, dict[str, Any]] = {
        row["incident_id"]: row for row in incidents.take(pa.array(places, pa.int64())).to_pylist()
    }
    return [found[one] for one in ids if one in found]


def _head(row: Mapping[str, Any]) -> str:
    return "curated here" if row["collection"] == CURATED else f"{row['collection']} {str(row['original_id'])[:30]}"


def _said(base: Base, row: Mapping[str, Any], aspect: str) -> str:
    if aspect in _DATES:
        first, last = (row[f"{_DATES[aspect]}_{end}"] for end in ("earliest", "latest"))
        return in_words(first, last) if first else ""
    names = {"accused state": base.country_names, "victims": base.country_names, "actor": base.actor_names}.get(aspect, {})
    values = row[_LISTS[aspect]] or []
    return ", ".join(label(IncidentKind, one) if aspect == "type" else names.get(one, one) for one in values)


def _agreement(rows: Sequence[Mapping[str, Any]], aspect: str) -> str:
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
