"""Claims to be read: under the title of their incident, in order of date, with the extract of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from timeline.dataset import Ints
from timeline.filters import IncidentFilter
from timeline.measures.attribution.claims import Row, listed, once
from timeline.measures.children import Children
from timeline.ui import layout
from timeline.ui.attribution.words import plural
from timeline.ui.text import render

PER_PAGE = 8
"""Incidents at a time."""
MOST_ROWS = 5000
"""Incidents in the table beneath a list."""
STEPS = {"accuses": "claim", "denies": "denial", "disputes": "denial", "claims": "own", "court": "response"}
"""What a step does -> its look in a ladder."""


def listing(claims: Children, chosen: IncidentFilter, key: str) -> None:
    """These claims by incident, the latest incident first, some at a time; and the CSV of all their rows."""
    parents = np.unique(claims.parents)
    begun = claims.base.when("started").earliest[parents].astype(np.int64)
    parents = parents[np.argsort(-begun, kind="stable")]
    shown = part(parents, key)
    found: dict[str, list[Row]] = {}
    for row in once(listed(claims.only(np.isin(claims.parents, shown)))):
        found.setdefault(row["incident_id"], []).append(row)
    order = claims.base.tables["incidents"]["incident_id"].take(pa.array(shown)).to_pylist()
    for incident_id in order:
        layout.case_link(incident_id, found[incident_id][0]["title"], chosen)
        ladder(found[incident_id])
    with st.expander(f"These {plural(len(claims.rows), 'claim')} as rows"):
        layout.table(claims.base.tables["attributions"].take(pa.array(claims.rows)), key, "attributions")


def rows_of(count: int, found: pd.DataFrame, key: str) -> None:
    """The incidents behind a list as rows, in its order; of very many the first MOST_ROWS."""
    title = (
        f"All {plural(count, 'incident')} as rows" if len(found) == count else f"The first {len(found):,} of {count:,} as rows"
    )
    with st.expander(title):
        layout.table(pa.Table.from_pandas(found, preserve_index=False), key)


def part(rows: Ints, key: str, size: int = PER_PAGE) -> Ints:
    """The rows of the page that the reader is on."""
    pages = -(-len(rows) // size)
    page = st.pagination(pages, key=f"page_{key}") if pages > 1 else 1
    page = min(page, max(pages, 1))
    return rows[(page - 1) * size : page * size]


def ladder(steps: Sequence[Mapping[str, object]]) -> None:
    """Claims and court steps of one incident in order of date."""
    shown = [dict(step) | {"taken_back": step["mark"] == "accuses" and not step.get("standing", True)} for step in steps]
    st.html(render("statements.html", {"steps": shown, "steps_of": STEPS}))
