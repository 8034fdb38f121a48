"""The page of one clause, the way to it, and the cross-walk between texts."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from timeline.codes import Basis
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import clauses as measure
from timeline.measures import instruments
from timeline.measures.clauses import Clause
from timeline.ui import address, layout, links
from timeline.ui.text import inert, render

CLOSED = "Clauses and cases"
"""Part of the page that the way back leads to."""


def opened(data: Dataset) -> Clause | None:
    """The clause that the address names; says so when there is none of that id."""
    wanted = st.query_params.get(links.CLAUSE_KEY, "")
    found = measure.clause(data, wanted) if wanted else None
    if wanted and found is None:
        st.warning(f"There is no clause “{inert(wanted[:60])}” here. It may have been renamed; choose one below.")
    return found


def pick(data: Dataset) -> None:
    """The way to a clause's page, for those who do not click on charts."""
    titles = measure.titles(data)
    wanted = st.query_params.get(links.CLAUSE_KEY, "")
    st.selectbox(
        "Open the page of a clause",
        list(titles),
        index=list(titles).index(wanted) if wanted in titles else None,
        format_func=layout.option(titles),
        placeholder="Choose a clause",
        key=f"clause_{wanted}",
        on_change=_open,
        args=(f"clause_{wanted}",),
    )


def _open(key: str) -> None:
    if picked := st.session_state.get(key):
        links.open_clause(picked)


def _close() -> None:
    """Back to the clauses of all texts."""
    st.query_params["part"] = CLOSED
    del st.query_params[links.CLAUSE_KEY]


def page(clause: Clause, data: Dataset, chosen: IncidentFilter) -> None:
    """What it asks, who invoked it when against whom and what followed, our readings, and the same elsewhere."""
    facts = clause.facts
    text = facts["text"]
    st.button("All clauses and cases", icon=":material/arrow_back:", on_click=_close)
    title = f": {facts['title']}" if facts["title"] else ""
    layout.header(f"{text['short_name']}, {facts['number']}{title}", data, chosen)
    pick(data)
    st.html(render("clause.html", {"clause": facts, "text": text, "url": facts["url"] or text["url"]}))
    _outside(clause)
    _invoked(clause, data, chosen)
    _read(clause, data, chosen)
    _elsewhere(data, chosen, facts["clause_id"])
    _rows(clause, data)


def _outside(clause: Clause) -> None:
    invoked, analyst = (clause.outside[basis] for basis in (Basis.INVOKED, Basis.ANALYST))
    if invoked or analyst:
        st.caption(f"The filter leaves out {invoked} further invocations and {analyst} further readings of this clause.")


def _invoked(clause: Clause, data: Dataset, chosen: IncidentFilter) -> None:
    st.header("Who invoked it, when, against whom, and what followed", anchor=False)
    if len(clause.invoked):
        st.caption(
            f"{len(clause.invoked)} invocations, oldest first; a joint text is one for each party that signed. That something "
            "followed does not mean that it followed from this."
        )
        links.cards(data, clause.invoked, chosen, "invoked")
    else:
        st.markdown("Nobody invoked this clause in the incidents chosen here.")
    if len(clause.whole):
        short = clause.facts["text"]["short_name"]
        with st.expander(f"{inert(short)} invoked without naming a clause: {len(clause.whole)}"):
            st.caption("Whether this clause was among those meant is open. These are not counted as invocations of it.")
            links.cards(data, clause.whole, chosen, "whole")


def _read(clause: Clause, data: Dataset, chosen: IncidentFilter) -> None:
    st.header("Our readings: cases that touch it without anyone saying so", anchor=False)
    if not len(clause.analyst):
        st.markdown("We tie none of the incidents chosen here to this clause.")
        return
    st.caption(
        f"{len(clause.analyst)} readings, latest case first. They are ours, each with its reason, and count as no invocation."
    )
    links.cards(data, clause.analyst, chosen, "analyst")


def _elsewhere(data: Dataset, chosen: IncidentFilter, clause_id: str) -> None:
    st.header("Clauses elsewhere that ask much the same", anchor=False)
    pairs = measure.equivalents(data, clause_id)
    if not pairs:
        st.markdown("No pair is recorded.")
    for pair in pairs:
        with st.container(border=True):
            links.clause_button(pair["key"], pair["label"], f"open_{pair['key']}")
            st.html(render("pair.html", {"pair": pair}))
            invoked, analyst = (pair["cases"][basis] for basis in (Basis.INVOKED, Basis.ANALYST))
            if invoked or analyst:
                with st.expander(f"Cases filed there: invoked in {len(invoked)}, our reading in {len(analyst)}"):
                    _cases("Invoked", invoked, chosen)
                    _cases("Our reading", analyst, chosen)
            else:
                st.caption("None of the incidents chosen here is filed there.")


def _cases(title: str, cases: list[measure.Row], chosen: IncidentFilter) -> None:
    if cases:
        st.caption(title)
    for case in cases:
        layout.case_link(case["incident_id"], case["title"], chosen)


def _rows(clause: Clause, data: Dataset) -> None:
    rows = measure.rows(data, [*clause.invoked, *clause.analyst])
    if rows.num_rows:
        with st.expander(f"The rows of this clause ({rows.num_rows})"):
            layout.table(rows, f"clause_{clause.facts['clause_id'].replace(':', '_')}", "norm_links")


def crosswalk(data: Dataset) -> None:
    """Texts side by side: which clauses ask much the same, with the reason."""
    st.header("Which clauses say the same thing", anchor=False)
    pairs = measure.pairs(data)
    st.markdown(
        f"{len(pairs)} pairs of clauses ask much the same. Each holds both ways, with what is common and what differs. "
        "A pair is our reading of two texts; it makes neither binding on those who joined only the other."
    )
    names = instruments.names(data)
    options = [one for one in measure.walked(data) if one in names]
    if not options:
        return
    address.one("walk", options, options[0])
    picked = st.selectbox(
        "Start from", options, format_func=layout.option(names), key="walk", on_change=address.write, args=("walk",)
    )
    rows = measure.by_clause(data, picked)
    st.caption(f"{len(rows)} clauses of {inert(names[picked])} have a pair. Open one to read the reasons.")
    st.html(render("crosswalk.html", {"rows": rows}))
    pick(data)
    with st.expander(f"All {len(pairs)} pairs as a table"):
        layout.table(pa.Table.from_pandas(pairs, preserve_index=False), "crosswalk")
