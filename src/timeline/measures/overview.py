"""How much the collection holds."""

from __future__ import annotations

import numpy as np

from timeline.codes import Status
from timeline.dataset import Dataset

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
