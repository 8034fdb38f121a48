"""The visible parts of the overview: how much there is, which cases to open first, where each question is answered."""

from __future__ import annotations

import streamlit as st

from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import overview as measure
from timeline.ui import layout, navigation

OPENING = {
    "stuxnet-2010": "attributed by no state but the one hit",
    "wannacry-2017": "six states, a complaint, and a denial",
    "kudankulam-2019": "denied one day, confirmed the next, attributed by no state",
    "fancy-bear-domains-2018": "a company's answer, by court order",
}
"""Cases to open first, and why."""


def sizes(data: Dataset) -> None:
    """How many rows of each sort the choice holds, and where the attributions stand."""
    with st.container(horizontal=True):
        for words, count in measure.sizes(data).items():
            st.metric(words.capitalize(), f"{count:,}", width=150)
    st.markdown(
        "An attribution here is a **claim**: someone says, on a date, that someone did it, with the confidence they stated. "
        "Denials and rival claims stand beside it. Nobody's claim is promoted to truth."
    )
    standing = ", ".join(f"{words.lower()} **{count:,}**" for words, count in measure.by_status(data))
    st.markdown(f"Where their attribution stands: {standing}.")


def opening_cases(data: Dataset, chosen: IncidentFilter) -> None:
    """Links to the cases that show what the collection does."""
    st.subheader("Cases to open first", anchor=False)
    titles = data.base.derived("opening cases", lambda: measure.titles(data.base, list(OPENING)))
    for incident_id, why in OPENING.items():
        if incident_id in titles:
            layout.case_link(incident_id, f"{titles[incident_id]} ({why})", chosen)


def guide() -> None:
    """Where each question is answered, each with the way there."""
    st.subheader("Where to look", anchor=False)
    for name, place in navigation.PLACES.items():
        st.page_link(navigation.file(name), label=f"**{place.name}**: {place.answers}", icon=place.icon)
