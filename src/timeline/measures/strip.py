"""Norm instruments on the time axis of the incidents."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from timeline.codes import InstrumentKind
from timeline.dataset import NO_DATE, Base
from timeline.dates import in_words
from timeline.measures.placing import View, day, extents, labelled_rows

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
    days = base.days("adopted", "instruments")
    frame: pd.DataFrame = base.tables["instruments"].select(["instrument_id", "short_name", "name", "kind"]).to_pandas()
    frame["earliest"], frame["latest"] = days.earliest, days.latest
    links = Counter(base.tables["norm_links"]["instrument_id"].to_pylist())
    frame["links"] = [links[one] for one in frame["instrument_id"]]
    seen = (days.earliest != NO_DATE) & (days.earliest <= view.last) & (days.latest >= view.first)
    frame = frame[seen].sort_values(["links", "earliest"], ascending=[False, True], kind="stable").reset_index(drop=True)
    left, right = extents(view, frame["earliest"].to_numpy(), frame["latest"].to_numpy(), width)
    placed = labelled_rows(zip(left.tolist(), right.tolist(), frame["short_name"], strict=True), ROWS, width)
    crowd = int(min(placed, default=0) < 0)
    frame["row"] = [row + crowd for row in placed]
    frame["label"] = [name if row >= 0 else "" for name, row in zip(frame["short_name"], placed, strict=True)]
    frame["group"] = [_OTHERS.get(kind, "norms") for kind in frame["kind"]]
    frame["when"] = [in_words(day(one), day(other)) for one, other in zip(frame["earliest"], frame["latest"], strict=True)]
    return frame.drop(columns=["kind"])
