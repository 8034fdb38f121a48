"""Two or three cases in columns."""

from __future__ import annotations

import streamlit as st

from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import case as measure
from timeline.measures import comparison, neighbours
from timeline.measures.case import Case
from timeline.ui import case as case_file
from timeline.ui import controls, layout
from timeline.ui.text import inert, render

MOST = 2
"""Cases beside the first."""


def show(one: Case, data: Dataset, chosen: IncidentFilter) -> None:
    """The picker; when the address or the reader names other cases, the comparison instead of the case file."""
    others = _others(one, data)
    titles = dict(neighbours.listed(data, case_file.MOST_LISTED))
    titles |= {other.incident["incident_id"]: other.incident["title"] for other in others}
    titles.pop(one.incident["incident_id"], None)
    names = layout.names(titles)
    ids = [other.incident["incident_id"] for other in others]
    key = f"compare_{'_'.join([one.incident['incident_id'], *ids])}"
    with st.container(key="case_compare"):
        st.multiselect(
            "Compare with",
            list(names),
            default=ids,
            format_func=names.__getitem__,
            key=key,
            max_selections=MOST,
            placeholder="Up to two other cases",
            on_change=_write,
            args=(key,),
        )
    if others:
        _columns([one, *others], chosen)
        st.stop()


def _others(one: Case, data: Dataset) -> list[Case]:
    """The other cases that the address names; says which it does not know."""
    asked = [value for value in dict.fromkeys(st.query_params.get_all("compare")) if value != one.incident["incident_id"]]
    found = [other for value in asked[:MOST] if (other := measure.case(data, value))]
    known = {other.incident["incident_id"] for other in found}
    if left_out := [value for value in asked if value not in known]:
        named = ", ".join(f"“{inert(value[:40])}”" for value in left_out[:5])
        st.warning(f"compare: {named} left out; two known cases can stand beside the first.", icon=":material/link_off:")
    return found


def _write(key: str) -> None:
    picked = st.session_state[key]
    if picked:
        st.query_params["compare"] = picked
    else:
        st.query_params.pop("compare", None)


def _columns(cases: list[Case], chosen: IncidentFilter) -> None:
    st.title("Cases side by side", anchor=False)
    titles = [case.incident["title"] for case in cases]
    st.html(render("compare.html", {"titles": titles, "rows": comparison.compared(cases)}))
    st.caption("Each line is as in the case files, where every fact has its sources. Money figures are not comparable as such.")
    with st.container(horizontal=True, key="compare_ways"):
        for case in cases:
            st.page_link(
                "pages/incident.py",
                label=f"Case file: {inert(case.incident['title'])}",
                icon=":material/folder_open:",
                query_params=controls.link(incident=case.incident["incident_id"]),
            )
