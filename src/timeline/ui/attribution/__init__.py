"""The attribution page: its finding, its sections, and what its numbers cannot say."""

from __future__ import annotations

import streamlit as st

from timeline.dataset import Dataset
from timeline.figures.attribution.lags import in_days
from timeline.filters import IncidentFilter
from timeline.measures.attribution import cases as measure
from timeline.ui import address
from timeline.ui.attribution import accusations, actors, cases, confidence, contested, joint, lags, unattributed
from timeline.ui.attribution.words import plural
from timeline.ui.text import render

SECTIONS = {
    "accusations": ("Who accuses whom", accusations.show),
    "lags": ("How soon", lags.show),
    "confidence": ("How sure", confidence.show),
    "joint": ("Together or alone", joint.show),
    "contested": ("Contested", contested.show),
    "unattributed": ("Never attributed", unattributed.show),
    "cases": ("Case by case", cases.show),
    "actors": ("Actors", actors.show),
}
"""Id in the address -> title and what draws it. Only the chosen one is made."""


def finding(data: Dataset) -> str:
    """What the page says of the selection, in one sentence."""
    found = measure.finding(data)
    if not found.incidents:
        return "None of the chosen incidents was collected here, so nothing is said about who attributed them."
    soon = f", at the median {in_days(*found.median).removesuffix(' after')} after disclosure" if found.median else ""
    accused = f"; {found.accused} is named most often, in {found.accused_in:,}" if found.accused else ""
    against = f"; {plural(found.denials, 'denial')} and {plural(found.contested, 'contested attribution')} stand against them"
    return (
        f"States or intergovernmental bodies officially attributed {found.attributed:,} of "
        f"{plural(found.incidents, 'incident')}{soon}, and left {found.incidents - found.attributed:,} unattributed"
        f"{accused}{against}."
    )


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """The section that the reader wants; a link to an actor opens the actors."""
    default = "actors" if st.query_params.get("actor_page") else "accusations"
    address.one("section", SECTIONS, default)
    picked = st.segmented_control(
        "Part of this page",
        list(SECTIONS),
        format_func=lambda one: SECTIONS[one][0],
        key="section",
        required=True,
        on_change=address.write,
        args=("section",),
    )
    SECTIONS[str(picked)][1](data, chosen)


def caveats() -> None:
    """What a public claim is and is not."""
    st.subheader("What these claims are, and what they cannot say", anchor=False)
    st.html(render("claim_caveats.html", {}))
