"""Norm instruments on the time axis of the incidents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.codes import InstrumentKind
from timeline.dataset import NO_DATE, Base
from timeline.dates import in_words
from timeline.measures.placing import View, day, extents, label_days, labelled_rows

GROUPS = {
    "norms": "Norms, rules and confidence-building",
    "sanctions": "Sanctions regime",
    "forum": "Forum or policy",
}
"""What sorts of instrument the strip tells apart -> words."""
ROWS = 5
"""Rows of labelled instruments."""
_OTHERS = {
    InstrumentKind.SANCTIONS: "sanctions",
    InstrumentKind.FORUM: "forum",
    InstrumentKind.POLICY: "forum",
}


def instruments(base: Base, view: View, width: int) -> pd.DataFrame:
    """Instruments adopted in the view: `label` (empty where it does not fit), `row`, `group`, `earliest`, `latest`, `when`.

    Those that most links of the collection name choose their place first; those without a label share the first row.
    """
    every = base.derived("instruments of the strip", lambda: _every(base))
    seen = (every["earliest"] <= view.last) & (every["latest"] >= view.first)
    found = {name: values[seen] for name, values in every.items()}
    left, right = extents(view, found["earliest"], found["latest"], width)
    row = np.array(labelled_rows(zip(left.tolist(), right.tolist(), found["short_name"], strict=True), ROWS, width), dtype=int)
    found["label"] = np.where(row >= 0, found["short_name"], "")
    found["label_at"] = label_days(view, right, width)
    found["row"] = row + int(min(row, default=0) < 0)
    return pd.DataFrame(found)


def _every(base: Base) -> dict[str, npt.NDArray[Any]]:
    """All dated instruments, most linked first."""
    days = base.days("adopted", "instruments")
    links = Counter(base.tables["norm_links"]["instrument_id"].to_pylist())
    rows = [
        row | {"earliest": int(earliest), "latest": int(latest), "links": links[row["instrument_id"]]}
        for row, earliest, latest in zip(
            base.tables["instruments"].select(["instrument_id", "short_name", "name", "kind"]).to_pylist(),
            days.earliest,
            days.latest,
            strict=True,
        )
        if earliest != NO_DATE
    ]
    rows.sort(key=lambda row: (-row["links"], row["earliest"]))
    for row in rows:
        row["group"] = _OTHERS.get(row.pop("kind"), "norms")
        row["when"] = in_words(day(row["earliest"]), day(row["latest"]))
    names = ("instrument_id", "short_name", "name", "group", "when", "links")
    found: dict[str, npt.NDArray[Any]] = {name: np.array([row[name] for row in rows], dtype=object) for name in names}
    return found | {name: np.array([row[name] for row in rows], dtype=np.int32) for name in ("earliest", "latest")}
