"""Pairs of a tracker's row and an incident here, judged by reading both: one event or not.

The pairs that are not are hard: the same actor, victim or malware in another event. A pair of which the two texts leave open
whether it is one event is left out. The trackers' files are needed to read them and are not carried.
"""

from __future__ import annotations

import csv
import zlib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LABELS = Path(__file__).parent / "matching_labels.csv"
FILES = ROOT.parent / "shared" / "trackers"
COLLECTIONS = ("cfr", "eurepoc", "dcid")
Labels = dict[tuple[str, str], bool]
"""Id of the row there and incident here -> whether they are one event."""


def read(collection: str) -> Labels:
    """The labels of one collection."""
    with LABELS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {(row["original_id"], row["incident_id"]): row["same"] == "yes" for row in rows if row["collection"] == collection}


def half(collection: str, number: str) -> int:
    """0 or 1: the half of the rows that a row belongs to, the same in every run."""
    return zlib.crc32(f"{collection}/{number}".encode()) % 2
