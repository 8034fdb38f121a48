"""How to cite the collection, a case or a chart, and how to say that something in a case is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import streamlit as st

from timeline.dataset import Base, Dataset
from timeline.exports import citation
from timeline.measures import case as measure
from timeline.measures.case import Case
from timeline.plain import visible
from timeline.ui import data as source
from timeline.ui.text import inert, render


def site() -> str:
    """Where this app is served, without page and parameters."""
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    return f"{parts.scheme}://{parts.netloc}"


def case_work(case: Case, base: Base) -> citation.Work:
    """The case file as a work to cite, at the address where this app is served."""
    incident = case.incident
    address = incident["url"] if "://" in incident["url"] else f"{site()}/{incident['url']}"
    return citation.part(incident["incident_id"], incident["title"], address, base.version, *_days(base))


def _days(base: Base) -> tuple[date, date]:
    """When the records were issued, and today."""
    today = datetime.now(UTC).date()
    return (date.fromisoformat(base.date) if base.date else today), today


def show(case: Case, data: Dataset) -> None:
    """The case as a reference; documents are cited for facts, the case for where they were found."""
    st.subheader("Cite this case", anchor=False)
    work = case_work(case, data.base)
    st.caption(f"Permanent address: {inert(work.address)}. For a single fact, please cite the document that it rests on.")
    with st.container(key="case_cite"):
        _forms(work, "cite")


def collection(data: Dataset, address: str) -> None:
    """The collection as a reference; `address` restores the reader's choice."""
    st.subheader("Cite the collection", anchor=False)
    _forms(citation.collection(address, data.base.version, *_days(data.base)), "cite")


def chart(key: str, title: str, address: str) -> None:
    """A chart as a reference, made when asked for; `address` restores the page as it is."""
    if st.toggle("Cite this chart", key=f"cite_{key}"):
        base = source.current().base
        _forms(citation.part(f"chart-{key}", title, address, base.version, *_days(base)), f"cite_{key}")


def _forms(work: citation.Work, key: str) -> None:
    """The reference in the form that the reader picks, and the same as a file."""
    forms = list(citation.FORMS)
    name = st.segmented_control("Form", forms, default=forms[0], key=f"{key}_form", required=True, label_visibility="collapsed")
    made, ending = citation.FORMS[name or forms[0]]
    text = made(work)
    st.code(visible(text), language=None, wrap_lines=True)
    st.download_button(
        f"{name} file",
        data=text,
        file_name=f"{work.key}.{ending}",
        key=f"{key}_file",
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
