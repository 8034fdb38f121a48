"""The card of the incident selected on the timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import streamlit as st

from timeline.codes import Basis, ResponseKind, Status, label
from timeline.figures import timeline as figure
from timeline.filters import IncidentFilter
from timeline.measures import case as case_measure
from timeline.measures import thread as measure
from timeline.measures.case import Case
from timeline.ui import controls, layout
from timeline.ui.text import render

THREAD_WIDTH = 440
CHART = {"displaylogo": False, "displayModeBar": False}


def show(case: Case | None, chosen: IncidentFilter) -> None:
    """What is known of the incident in short, its thread, and the way to its case file."""
    if case is None:
        return
    incident = case.incident
    with st.container(key="timeline_card", border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                "pages/incident.py",
                label="Open the case file",
                icon=":material/folder_open:",
                query_params=controls.link(incident=incident["incident_id"]),
            )
            st.button(
                "Zoom to it", icon=":material/zoom_in_map:", key="card_zoom", type="tertiary", on_click=_zoom, args=(case,)
            )
            st.button("Close", icon=":material/close:", key="card_close", type="tertiary", on_click=_close)
        words, drawn = st.columns([1, 1], gap="medium")
        told = {"incident": incident, "status": label(Status, incident["status"]), "facts": list(_facts(case))}
        words.html(render("card.html", told))
        with drawn:
            _thread(case)


def _zoom(case: Case) -> None:
    if found := measure.view(case):
        st.query_params["view"] = found.text


def _close() -> None:
    st.query_params.pop("incident", None)


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    incident = case.incident
    dates = [
        f"{title.lower()} {when}"
        for name, title in case_measure.OWN_DATES.items()
        if (when := case_measure.words(incident, name))
    ]
    yield "Dates", "; ".join(dates)
    yield "Attribution", case.verdict
    waits = measure.waits(case)
    if waits:
        yield "After it became public", "; ".join(f"{what.lower()} {lag}" for what, lag in waits)
    kinds = Counter(label(ResponseKind, row["kind"]).lower() for row in case_measure.acts(case.rows["responses"]))
    yield (
        "Responses",
        ", ".join(f"{kind} ({count})" if count > 1 else kind for kind, count in kinds.most_common()) or "none found",
    )
    links = case.rows["norm_links"]
    invoked = sum(link["basis"] == Basis.INVOKED for link in links)
    yield "Norms", f"invoked by someone {invoked}, our reading {len(links) - invoked}" if links else "none linked"
    yield "Sources", f"{len(case.sources)}"


def _thread(case: Case) -> None:
    """Facts, claims, denials and responses on their own time scale."""
    seen = measure.view(case)
    if seen is None:
        return
    facts = measure.facts(case)
    alt = f"Thread of {case.incident['title']}: {len(facts)} dated facts, claims, denials and responses in order of time."
    axis = figure.Axis((seen.first, seen.last), seen.ticks(THREAD_WIDTH), layout.ink(), layout.ground())
    drawn = figure.thread(facts, list(measure.ROWS.values()), axis)
    st.plotly_chart(drawn, key="card_thread", config=CHART, alt=alt, theme=None)
