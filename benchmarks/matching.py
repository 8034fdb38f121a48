"""How well rows of other trackers are matched, on pairs labelled by hand; `python -m benchmarks matching` prints it.

`matching_labels.csv` holds a collection, the row's own id there, an incident here, and whether they are one event. Positives
are the ids that records declare and pairs judged by eye; negatives are the best-scored wrong candidates, among them those of
rows that have no incident here. Declared ids are not used by what is measured. The trackers' files are needed and not carried.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from benchmarks.report import Row
from timeline import dataset
from timeline.trackers import files, load, matching

ROOT = Path(__file__).parent.parent
LABELS = Path(__file__).parent / "matching_labels.csv"
FILES = ROOT.parent / "shared" / "trackers"
PRECISION, RECALL = 0.97, 0.85


def measured(data: Path, collection: str, labels: list[dict[str, str]]) -> list[Row]:
    """Precision and recall of the pairs that count, and the share of true pairs that the reader is offered."""
    base = dataset.read(data).base
    others = matching.sides(load.read(files.folder(FILES / collection), base).tables)
    matcher = matching.Matcher(base.tables, declared=False)
    found = list(matcher.matches(others))
    known = [row for row in labels if row["incident_id"] in matcher.by_id]
    true = {(row["original_id"], row["incident_id"]) for row in known if row["same"] == "yes"}
    false = {(row["original_id"], row["incident_id"]) for row in known if row["same"] == "no"}
    counted = {(one.original_id, one.incident_id) for one in found if one.best and one.score >= matching.SURE}
    offered = {(one.original_id, one.incident_id) for one in found}
    right, wrong = len(counted & true), len(counted & false)
    precision, recall = right / max(right + wrong, 1), right / max(len(true), 1)
    pairs = f"{collection}, {len(true)} pairs that are one event and {len(false)} that are not"
    return [
        Row(f"{pairs}: precision", precision, "", limit=f"at least {PRECISION}", holds=precision >= PRECISION),
        Row(f"{pairs}: recall", recall, "", limit=f"at least {RECALL}", holds=recall >= RECALL),
        Row(f"{pairs}: true pairs offered to the reader", len(offered & true) / max(len(true), 1), ""),
    ]


def rows(data: Path = ROOT / "data") -> list[Row]:
    """Three figures for each collection whose files are there; the others are left out, and said so."""
    labels: dict[str, list[dict[str, str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            labels[row["collection"]].append(row)
    found: list[Row] = []
    for collection, pairs in labels.items():
        if (FILES / collection).is_dir():
            found += measured(data, collection, pairs)
        else:
            found.append(Row(f"{collection}: not measured, no files at ../shared/trackers/{collection}", 0.0, ""))
    return found
