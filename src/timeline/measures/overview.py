"""How much the collection holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import Status
from timeline.dataset import Base, Dataset

COUNTED = {
    "incidents": "incidents",
    "attributions": "attribution claims",
    "responses": "responses",
    "losses": "loss figures",
    "norm_links": "norm links",
    "sources": "sources",
}
"""Table -> what its rows are called."""


def sizes(data: Dataset) -> dict[str, int]:
    """Rows of each table within the selection, under the words of COUNTED."""
    return {words: data.row_count(table) for table, words in COUNTED.items()}


def by_status(data: Dataset) -> list[tuple[str, int]]:
    """Each status in words with its number of incidents, in the order of the code list; none without incidents."""
    coded = data.codes("status")
    counts = dict(zip(coded.values, np.bincount(coded.codes, minlength=len(coded.values)).tolist(), strict=True))
    return [(code.label, counts[code.value]) for code in Status if counts.get(code.value)]


def titles(base: Base, ids: Sequence[str]) -> dict[str, str]:
    """Titles of those of the incidents that there are; only these rows become text, however many there are."""
    table = base.tables["incidents"].select(["incident_id", "title"])
    found = table.filter(pc.is_in(table["incident_id"], pa.array(ids, pa.string())))
    return dict(zip(found["incident_id"].to_pylist(), found["title"].to_pylist(), strict=True))
