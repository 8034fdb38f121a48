"""How much the collection holds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from timeline.codes import Stance, Status, label
from timeline.dataset import NO_DATE, Dataset

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
    return {words: _rows(data, table) for table, words in COUNTED.items()}


def _rows(data: Dataset, table: str) -> int:
    if table == "incidents":
        return data.count
    rows = data.child_rows(table)
    return data.base.tables[table].num_rows if rows is None else len(rows)


def denials(data: Dataset) -> int:
    """Claims that deny, dispute or take back."""
    stances = data.arrow("attributions", ["stance"])["stance"].to_pylist()
    return sum(stance in (Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS) for stance in stances)


def by_status(data: Dataset) -> pd.DataFrame:
    """`status`, `label`, `incidents` (count), in the order of the code list; statuses without incidents have 0."""
    coded = data.codes("status")
    counts = dict(zip(coded.values, np.bincount(coded.codes, minlength=len(coded.values)).tolist(), strict=True))
    rows = [(code.value, label(Status, code.value), counts.get(code.value, 0)) for code in Status]
    return pd.DataFrame(rows, columns=["status", "label", "incidents"])


def years(data: Dataset) -> tuple[int, int] | None:
    """First and last year in which an incident began or was first known."""
    days = data.when("started")
    known = days.earliest[days.known]
    if not len(known):
        return None
    first, last = (np.datetime64(int(day), "D").astype(object).year for day in (known.min(), known.max()))
    return first, last


def per_year(data: Dataset) -> pd.DataFrame:
    """`year`, `incidents`, by the first year that a start (or first knowledge) can mean; undated incidents are absent."""
    earliest = data.when("started").earliest
    found = earliest[earliest != NO_DATE].astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
    if not len(found):
        return pd.DataFrame({"year": [], "incidents": []})
    counts = np.bincount(found - found.min())
    return pd.DataFrame({"year": np.arange(found.min(), found.max() + 1), "incidents": counts})
