"""Norm links one by one: cards with reasons and sources, and the dialog that a click on a chart opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from timeline.dataset import Dataset, Ints
from timeline.filters import IncidentFilter
from timeline.measures import clauses as measure
from timeline.ui import layout
from timeline.ui.text import inert, render

_WANTED, _LAST = "links_wanted", "links_last"
PER_PAGE = 8
"""Cards at a time."""


def on_click(key: str, act: Callable[[list[Any]], None]) -> Callable[[], None]:
    """A callback that gives `act` the `customdata` of the mark of this chart that was clicked."""

    def clicked() -> None:
        points = st.session_state[f"chart_{key}"].selection.points
        if points:
            st.session_state[_LAST] = list(points[0]["customdata"])
        if _LAST in st.session_state:  # a second click on a mark takes the selection away: it means the same mark
            act(st.session_state[_LAST])

    return clicked


def want(mark: list[Any]) -> None:
    """Remember what was clicked, for the `dialog` of the next run."""
    st.session_state[_WANTED] = mark


def wanted() -> list[Any] | None:
    """What was clicked just now; None afterwards."""
    found: list[Any] | None = st.session_state.pop(_WANTED, None)
    return found


def dialog(title: str, data: Dataset, rows: Ints, chosen: IncidentFilter) -> None:
    """These links over the page."""

    @st.dialog(inert(title), width="large")
    def opened() -> None:
        for link in measure.details(data, rows):
            card(link, chosen, with_clause=True)

    opened()


def card(link: measure.Row, chosen: IncidentFilter, *, with_clause: bool) -> None:
    """One link, with the ways to its case file and, in a dialog, to the page of its clause."""
    with st.container(gap="small"):
        with st.container(horizontal=True):
            layout.case_link(link["incident_id"], link["case_title"], chosen)
            if with_clause and link["clause_id"]:
                name = f"Clause {link['number']} of {link['short_name']}"
                if clause_button(link["clause_id"], name, f"open_{link['link_id']}"):
                    st.rerun()
        st.html(render("norm_link.html", {"link": link, "clause": with_clause}))


CLAUSE_KEY = "clause_page"
"""Address key of the clause whose page is shown; the filter's own key is `clause`."""


def clause_button(clause_id: str, title: str, key: str) -> bool:
    """The way to the page of a clause; True in the run after it was taken.

    No link: Streamlit 1.67 follows a link to the page that is already open without showing its parameters in the address.
    """
    return st.button(inert(title), icon=":material/balance:", key=key, type="tertiary", on_click=open_clause, args=(clause_id,))


def open_clause(clause_id: str) -> None:
    """Show the page of this clause; from a callback."""
    st.query_params[CLAUSE_KEY] = clause_id


def cards(data: Dataset, rows: Sequence[int] | Ints, chosen: IncidentFilter, key: str) -> None:
    """Some links at a time."""
    pages = -(-len(rows) // PER_PAGE)
    page = st.pagination(pages, key=f"page_{key}") if pages > 1 else 1
    for link in measure.details(data, rows[(page - 1) * PER_PAGE : page * PER_PAGE]):
        card(link, chosen, with_clause=False)
