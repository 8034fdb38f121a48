"""Actors: find one by any of its names, then its names, alleged sponsors, incidents and claims."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import streamlit as st

from timeline.dataset import Base, Dataset
from timeline.filters import IncidentFilter
from timeline.measures.attribution import actors as measure
from timeline.ui import address, layout
from timeline.ui.attribution import statements
from timeline.ui.attribution.words import pick, plural
from timeline.ui.text import inert, render

MOST_SHOWN = 8
"""Names that a search shows."""


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Search, the actor, and those that most incidents name."""
    st.header("Actors and their names", anchor=False)
    _search(data.base)
    ranked = measure.ranking(data)
    names = dict(sorted(data.base.actor_names.items(), key=lambda item: item[1].casefold()))
    if not names:
        st.info("No actor is recorded.")
        return
    default = ranked["actor_id"].iloc[0] if len(ranked) else next(iter(names))
    actor_id = pick("Actor", names, "actor_page", default)
    found = measure.actor(data.base, actor_id)
    if found:
        _actor(data, chosen, found)
    if len(ranked):
        st.subheader("Actors that claims in the chosen incidents name", anchor=False)
        st.caption(
            "Incidents in which a standing claim names the actor, and claims about it. The sponsor is what somebody alleges."
        )
        layout.table(pa.Table.from_pandas(ranked, preserve_index=False), "actor_ranking", height=320)


def _search(base: Base) -> None:
    """Names that contain what was typed, with the actor, or the actors, for which each stands."""
    text = st.text_input(
        "Find by any name",
        key="alias",
        bind="query-params",
        max_chars=60,
        placeholder="Strontium, Winnti, G0007 …",
        help="Vendors name the same group differently, and sometimes give one name to two groups.",
    )
    if not text.strip():
        return
    found = measure.search(base, text)
    if not found:
        st.info(f"No actor is called “{inert(text)}” here.")
    for place, one in enumerate(found[:MOST_SHOWN]):
        _found(base, one, place)
    if len(found) > MOST_SHOWN:
        st.caption("There are more; type more of the name.")


def _found(base: Base, one: measure.Found, place: int) -> None:
    if len(one.actors) > 1:
        st.warning(
            f"“{inert(one.name)}” is a name of {len(one.actors)} actors here. Sources do not agree; choose which one is meant.",
            icon=":material/call_split:",
        )
    for actor_id, users in one.actors.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                inert(base.actor_names[actor_id]),
                key=f"found_{place}_{actor_id}",
                on_click=address.put,
                args=("actor_page", actor_id),
            )
            st.markdown(inert(f"“{one.name}”: {users or 'the name used here'}"))


def _actor(data: Dataset, chosen: IncidentFilter, found: measure.Actor) -> None:
    names = data.base.actor_names
    st.subheader(inert(found.row["name"]), anchor=False)
    values = {
        "actor": found,
        "above": names.get(found.row["part_of"] or "", ""),
        "parts": [names.get(one, one) for one in found.parts],
        "names": found.names.to_dict("records"),
        "sponsors": found.sponsors.to_dict("records"),
    }
    st.html(render("actor.html", values))
    claims = measure.claims_about(data, found.row["actor_id"])
    cases = len(np.unique(claims.parents))
    st.markdown(
        f"**{plural(len(claims.rows), 'claim')} about it in {plural(cases, 'incident')}** of the current choice. "
        "Claims about actors said to belong to it are on their own pages."
    )
    if len(claims.rows):
        statements.listing(claims, chosen, "actor_claims")
