"""Events that several imported collections hold and the curated one lacks. Found by program; nobody has judged these pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

import pandas as pd
import pyarrow as pa

from timeline import countries
from timeline.dates import in_words
from timeline.trackers.matching import Match, Matcher
from timeline.trackers.sides import Side, sides

CURATED = "curated"
LIKELY = 0.7
"""Score from which two rows count as one event: higher than for curated incidents, since no reader confirms it."""
Said = Callable[[str, float], None]
COLUMNS = ["collection_count", "collections", "title", "when", "accused", "victims", "rows", "lowest_score", "why"]


def events(both: Mapping[str, pa.Table], matched: Collection[str], said: Said) -> pd.DataFrame:
    """One line for each event that two or more collections hold; rows in `matched` have an incident here and are left out.

    `both` has curated and imported incidents, `said` is told what is compared and which share is done.
    """
    by_collection: dict[str, list[Side]] = defaultdict(list)
    for side in sides(both):
        if side.id not in matched:
            by_collection[side.row["collection"]].append(side)
    curated = by_collection.pop(CURATED, [])
    pairs = list(_pairs(by_collection, both, curated, said))
    known = {side.id: side for rows in by_collection.values() for side in rows}
    found = [_line([known[one] for one in group], pairs) for group in _groups(pairs)]
    order = ["collection_count", "lowest_score", "title"]
    return pd.DataFrame(found, columns=COLUMNS).sort_values(order, ascending=[False, False, True], ignore_index=True)


def _pairs(
    by_collection: Mapping[str, Sequence[Side]], names: Mapping[str, pa.Table], background: Sequence[Side], said: Said
) -> Iterator[Match]:
    """Pairs of rows of two collections that fit each other best."""
    both = list(combinations(sorted(by_collection, key=lambda one: len(by_collection[one])), 2))
    for place, (one, two) in enumerate(both):
        said(f"Comparing {one} with {two}", place / len(both))
        best: dict[str, Match] = {}
        for match in Matcher(by_collection[one], by_collection[two], names, background=background).matches():
            if match.best and match.score >= LIKELY and match.score > getattr(best.get(match.incident_id), "score", 0.0):
                best[match.incident_id] = match
        yield from best.values()


def _groups(pairs: Sequence[Match]) -> list[list[str]]:
    """Rows that pairs tie together, each group once."""
    group: dict[str, list[str]] = {}
    for pair in pairs:
        one, two = group.get(pair.incident_id, [pair.incident_id]), group.get(pair.other_id, [pair.other_id])
        merged = list(dict.fromkeys((*one, *two)))
        for row in merged:
            group[row] = merged
    return list({id(rows): rows for rows in group.values()}.values())


def _line(rows: Sequence[Side], pairs: Sequence[Match]) -> dict[str, object]:
    inside = {row.id for row in rows}
    tied = [pair for pair in pairs if pair.incident_id in inside]
    weakest = min(tied, key=lambda pair: pair.score)
    held = sorted({row.row["collection"] for row in rows})
    spans = [(first, last) for row in rows for first, last in row.dates]
    accused = dict.fromkeys(state for row in rows for state in row.row["accused_states"] or ())
    hit = dict.fromkeys(place for row in rows for place in row.row["victim_countries"] or ())
    known = countries.names()
    return {
        "collection_count": len(held),
        "collections": ", ".join(held),
        "title": rows[0].row["title"],
        "when": in_words(min(one[0] for one in spans), max(one[1] for one in spans)) if spans else "",
        "accused": ", ".join(known.get(one, one) for one in accused),
        "victims": ", ".join(known.get(one, one) for one in list(hit)[:6]) + (" and others" if len(hit) > 6 else ""),
        "rows": "; ".join(f"{row.row['collection']} {row.row['original_id']}: {row.row['title']}"[:160] for row in rows),
        "lowest_score": weakest.score,
        "why": "; ".join(weakest.reasons),
    }
