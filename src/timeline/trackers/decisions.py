"""The reader's word on matches, as a file that loads again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.trackers.matching import SURE, Match

FORMAT = "timeline-matches"
CONFIRMED, REJECTED = "confirmed", "rejected"
MOST = 100_000

Key = tuple[str, str, str]
"""Collection, original id there, incident here."""


class DecisionsError(ValueError):
    """A file that holds no decisions; the message says why."""


def key(match: Match) -> Key:
    """What a decision is about: ids that outlive the import."""
    return match.collection, match.original_id, match.incident_id


def holds(match: Match, decided: Mapping[Key, str]) -> bool:
    """Whether a pair counts as one event: the reader's word, else the score."""
    word = decided.get(key(match))
    return word == CONFIRMED or (word is None and match.best and match.score >= SURE)


def to_json(matches: Iterable[Match], decided: Mapping[Key, str]) -> bytes:
    """Every pair with its score and reasons and what the reader decided; decisions on pairs not found now are kept."""
    rows: list[dict[str, Any]] = [
        {
            "collection": one.collection,
            "original_id": one.original_id,
            "incident_id": one.incident_id,
            "score": one.score,
            "declared": one.declared,
            "reasons": list(one.reasons),
            "decision": decided.get(key(one)),
        }
        for one in matches
    ]
    found = {(row["collection"], row["original_id"], row["incident_id"]) for row in rows}
    names = ("collection", "original_id", "incident_id")
    rows += [dict(zip(names, one, strict=True)) | {"decision": word} for one, word in decided.items() if one not in found]
    return json.dumps({"format": FORMAT, "version": 1, "matches": rows}, ensure_ascii=False, indent=1).encode()


def from_json(content: bytes) -> dict[Key, str]:
    """The decisions of such a file. Raises DecisionsError."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DecisionsError("The file is not JSON.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("matches"), list):
        raise DecisionsError("The file was not made by “Download the matches”.")
    found: dict[Key, str] = {}
    for row in document["matches"][:MOST]:
        if isinstance(row, dict) and row.get("decision") in (CONFIRMED, REJECTED):
            found[str(row.get("collection")), str(row.get("original_id")), str(row.get("incident_id"))] = row["decision"]
    return found
