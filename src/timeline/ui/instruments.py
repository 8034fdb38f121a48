"""Texts on a time axis, one text in full, and what is no norm listed as what it is."""

from __future__ import annotations

import streamlit as st

from timeline.codes import InstrumentKind
from timeline.dataset import Dataset
from timeline.figures import instruments as figure
from timeline.measures import instruments as measure
from timeline.ui import address, layout, links
from timeline.ui.text import inert, render

KEY = "instrument"
CHART = "norm_texts"
SHOWN = ("texts that set norms", "forums and sanctions regimes too")


def show(data: Dataset) -> None:
    """All texts on a time axis, the one that the reader picks, and the lists of what is no norm."""
    st.header("What was promised, by whom, and what came after it", anchor=False)
    _one(data)
    drawn = measure.timeline(data, others=address.switch("Show", SHOWN, "listed") == SHOWN[1])
    st.caption(
        "Each mark is the date of adoption, signature or publication. The filter in the sidebar does not change this list."
    )
    undated = drawn.attrs["undated"]
    layout.figure_with_table(
        figure.timeline(drawn, measure.succession(data, drawn)),
        drawn,
        CHART,
        alt=f"{len(drawn)} texts on a time axis, one line each, grouped by the kind of body that made them; "
        "dotted lines lead from a text to the one that continues it.",
        caveat="A dotted line leads to the text that continues or replaces an earlier one. Where two lines run side by side, "
        "two processes ran at once, as in the United Nations from 2018, when resolutions 73/27 and 73/266 set up two groups, "
        "until both were carried on in one. Click a mark to read about the text."
        + (f" {undated} without a recorded date are in the table only." if undated else ""),
        source="the records of the instruments; each names its own sources",
        on_click=links.on_click(CHART, lambda mark: address.put(KEY, mark[0])),
    )
    _no_norms(data)


def _one(data: Dataset) -> None:
    names = measure.names(data, others=True)
    address.one(KEY, names, "")
    picked = st.selectbox(
        "Read about a text",
        list(names),
        format_func=layout.option(names),
        index=None,
        placeholder="Choose a text, or click a mark in the chart",
        key=KEY,
        on_change=address.write,
        args=(KEY,),
    )
    text = measure.instrument(data, picked) if picked else None
    if text is None:
        return
    with st.container(border=True):
        st.subheader(inert(text["short_name"]), anchor=False)
        st.html(render("instrument.html", {"text": text}))
        if text["clause_rows"]:
            with st.expander(f"Its {len(text['clause_rows'])} clauses", expanded=len(text["clause_rows"]) < 12):
                for clause in text["clause_rows"]:
                    name = f"{clause['number']}: {clause['title'] or clause['paraphrase']}"
                    links.clause_button(clause["clause_id"], name, f"open_{clause['clause_id']}")


def _no_norms(data: Dataset) -> None:
    st.header("Named in the debate, but no norms", anchor=False)
    st.caption("These stand outside every count of norms on this page.")
    for kind, title in (
        (InstrumentKind.FORUM, "Forums, bodies and organisations"),
        (InstrumentKind.SANCTIONS, "Legal bases of sanctions: they answer acts and set no norm of behaviour"),
    ):
        rows = measure.of_kind(data, kind)
        with st.expander(f"{title} ({len(rows)})"):
            st.html(render("no_norms.html", {"rows": rows}))
