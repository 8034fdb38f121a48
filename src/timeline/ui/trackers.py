"""Bringing in other collections: upload, report, templates, and what is kept of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import streamlit as st

from timeline.ui import data as source
from timeline.ui import imported, layout
from timeline.ui.text import inert

NOT_KEPT = (
    "What you load stays in this session, in memory: it is shown to you alone, never written to disk, and gone when you close "
    "the page. Imported incidents are never called curated: they carry ◇ and the name of their collection on every page."
)


def bring_in() -> None:
    """Upload of files of any known kind, and what became of each of their rows."""
    from timeline.trackers import recognise

    st.header("Bring in other trackers", anchor=False)
    st.markdown(f"{inert(NOT_KEPT)}  \nKnown kinds, recognised by content: {inert(recognise.KNOWN)}.")
    with st.form("upload", border=True):
        given = st.file_uploader("Files of other trackers", accept_multiple_files=True, key="tracker_files")
        sent = st.form_submit_button("Import")
    _templates()
    if sent and given:
        _import(given)
        st.rerun()
    if sent and not given:
        st.warning("Choose at least one file first.")
    if imported.held():
        _report()


def _templates() -> None:
    """The template for a collection that no importer knows."""
    from timeline.trackers import template

    with st.expander("Another collection? Fill in our template"):
        st.markdown("One row for each incident. Only `id`, `title` and one date are needed; leave empty what you do not know.")
        with st.container(horizontal=True):
            st.download_button(
                "Template, CSV", template.as_csv, "template.csv", "text/csv", on_click="ignore", key="template_csv"
            )
            st.download_button("Template, Excel", template.as_xlsx, "template.xlsx", on_click="ignore", key="template_xlsx")
        columns = [{"column": name, "meaning": meaning} for name, meaning in template.COLUMNS.items()]
        st.dataframe(columns, hide_index=True, key="template_columns")


def _import(given: Sequence[Any]) -> None:
    """Read the uploaded files into the session. An earlier import is replaced."""
    from timeline.trackers import load
    from timeline.trackers.files import File

    bar = st.progress(0.0, "Reading")

    def said(words: str, share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), inert(words))

    files = [File(one.name, one.size, lambda one=one: io.BytesIO(one.getbuffer())) for one in given]  # type: ignore[misc]  # default binds the file
    imported.hold(load.read(files, source.curated().base, progress=said))
    bar.empty()


def _report() -> None:
    """Rows read, taken and set aside, file by file, with every problem to read and to take away."""
    from timeline.trackers import report

    held = imported.held()
    if held is None:
        return
    st.subheader("Report of the import", anchor=False)
    for one in held.found.reports:
        (st.error if one.refused else st.success)(inert(one.sentence()), icon=None)
    problems = report.table(held.found.reports)
    with st.expander(f"All {problems.num_rows:,} notes: row, column, value, reason", expanded=False):
        layout.table(problems, "import-report")
    st.button("Remove what was imported", on_click=imported.drop, icon=":material/delete:")
