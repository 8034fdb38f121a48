"""How to cite a case, and how to say that something in it is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import streamlit as st

from timeline.dataset import Base, Dataset
from timeline.exports import citation
from timeline.measures import case as measure
from timeline.measures.case import Case
from timeline.ui.text import inert, render


def site() -> str:
    """Where this app is served, without page and parameters."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    return f"{parts.scheme}://{parts.netloc}"


def case_work(case: Case, base: Base) -> citation.Work:
    """The case file as a work to cite, at the address where this app is served."""
    today = datetime.now(UTC).date()
    issued = date.fromisoformat(base.date) if base.date else today
    incident = case.incident
    address = incident["url"] if "://" in incident["url"] else f"{site()}/{incident['url']}"
    return citation.case_file(incident["incident_id"], incident["title"], address, base.version, issued, today)


def show(case: Case, data: Dataset) -> None:
    """The case as a reference in four forms; documents are cited for facts, the case for where they were found."""
    st.subheader("Cite this case", anchor=False)
    work = case_work(case, data.base)
    st.caption(f"Permanent address: {inert(work.address)}. For a single fact, please cite the document that it rests on.")
    forms = list(citation.FORMS)
    with st.container(key="case_cite"):
        name = st.segmented_control(
            "Form", forms, default=forms[0], key="cite_form", required=True, label_visibility="collapsed"
        )
        made, ending = citation.FORMS[name or forms[0]]
        text = made(work)
        st.code(text, language=None, wrap_lines=True)
        st.download_button(
            f"{name} file",
            data=text,
            file_name=f"{work.key}.{ending}",
            key="cite_file",
            on_click="ignore",
            icon=":material/download:",
        )


def report(case: Case, data: Dataset) -> None:
    """How to say that something is wrong, and what was changed before."""
    incident = case.incident
    st.subheader("Report an error", anchor=False)
    record = f"data/records/incidents/{incident['incident_id']}.toml"
    st.markdown(
        "Each case is one text record that anybody can read and change. Say which statement is wrong, what should stand "
        f"instead, and which document shows it. This case is the file {inert(record)} of the project; CONTRIBUTING in the "
        "project shows how to change it and how to send the change. A correction is noted with its date below."
    )
    with st.container(key="case_report"):
        st.code(
            f"Case: {incident['incident_id']} (data version {data.base.version})\nThe record says: \nIt should say: \n"
            "Document that shows it (title, publisher, date, address): \nPassage: ",
            language=None,
            wrap_lines=True,
        )
    changes = measure.changes(data.base, incident["incident_id"])
    if changes:
        st.markdown("**Changes of this record**")
        st.html(render("record.html", {"changes": changes}))
