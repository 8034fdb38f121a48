"""Case by case: one line for each incident on where its attribution stands."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
import streamlit as st

from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures.attribution import cases as measure
from timeline.ui import controls, layout
from timeline.ui.attribution import statements
from timeline.ui.attribution.words import plural
from timeline.ui.text import render

PER_PAGE = 20


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """The latest incidents first, some at a time, each with the way to its case file."""
    st.header("Where each attribution stands", anchor=False)
    st.caption(
        "Status is computed from the claims. Official: a state or intergovernmental body says who did it in a text of its own. "
        "A round is official statements that follow one another within a week."
    )
    shown = statements.part(measure.order(data), "cases", PER_PAGE)
    found = measure.page(data, shown)
    st.html(render("standings.html", {"rows": [_row(row, chosen) for row in found.to_dict("records")]}))
    with st.expander("These lines as rows"):
        layout.table(pa.Table.from_pandas(found, preserve_index=False), "standings")


def _row(row: dict[Any, Any], chosen: IncidentFilter) -> dict[Any, Any]:
    query = controls.link(incident=row["incident_id"])
    counted = {
        "link": f"incident?{urlencode(query, doseq=True)}",
        "count_words": plural(row["states"], "state") if row["states"] else "An intergovernmental body, no single state",
        "round_words": plural(row["round_states"], "state") if row["round_states"] else "no single state",
    }
    return row | counted
