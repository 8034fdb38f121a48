"""The data page: a table to read, files to take, what changed, and what the columns mean."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from timeline import codebook
from timeline.amounts import size_in_words
from timeline.dataset import Base, Dataset
from timeline.dates import in_words
from timeline.exports import csv, files
from timeline.exports.extract import Extract
from timeline.filters import IncidentFilter
from timeline.schema import TABLES
from timeline.ui import citation, layout
from timeline.ui.text import inert

CHANGES_SHOWN = 50


def pick() -> str:
    """Name of the table that the reader wants; kept in the address."""
    return st.selectbox(
        "Table",
        list(TABLES),
        key="table",
        bind="query-params",
        help="Tables that belong to incidents are cut by the filter; actors, instruments and series come whole.",
    )


def show(data: Dataset, name: str) -> None:
    """The table in the columns and order chosen, with its extract and the variant for Excel."""
    table = TABLES[name]
    names = [column.name for column in table.columns]
    columns = st.multiselect("Columns", names, placeholder="All columns", key=f"columns_{name}")
    order, direction = st.columns([3, 1], vertical_alignment="bottom")
    sortable = [column.name for column in table.columns if not pa.types.is_list(column.type)]
    by = order.selectbox("Sort by", sortable, index=None, placeholder="Order of the collection", key=f"sort_{name}")
    descending = direction.toggle("Descending", key=f"descending_{name}")
    rows = _sorted(data.arrow(name), by, descending=descending)
    rows = rows.select(columns) if columns else rows
    empty = " No row matches; the files are valid and empty." if rows.num_rows == 0 else ""
    size = size_in_words(rows.nbytes)
    st.caption(f"A row is {table.row}. {rows.num_rows:,} rows, {rows.num_columns} columns, about {size} as CSV.{empty}")
    layout.table(rows, name, name)
    st.download_button(
        "The same for Excel",
        data=lambda: csv.to_bytes(rows, excel=True),
        file_name=f"{name}-excel.csv",
        mime="text/csv",
        key=f"excel_{name}",
        on_click="ignore",
        icon=":material/download:",
        help="CSV with a byte order mark, so that Excel sees that it is UTF-8.",
    )


def _sorted(rows: pa.Table, by: str | None, *, descending: bool) -> pa.Table:
    """In the order chosen; rows without a value last."""
    if by is None:
        return rows
    order = "descending" if descending else "ascending"
    return rows.take(pc.sort_indices(rows, sort_keys=[(by, order)], null_placement="at_end"))


def whole(data: Dataset, chosen: IncidentFilter) -> None:
    """The choice as one file, with what each format holds before one takes it."""
    st.subheader("Take the choice as one file", anchor=False)
    extract = Extract(data, chosen)
    rows = sum(extract.row_count(name) for name in TABLES)
    st.caption(inert(f"{extract.facts['filter']}: {data.count:,} incidents, {rows:,} rows in {len(TABLES)} tables."))
    for name, one in files.FORMATS.items():
        st.download_button(
            f"{one.title}: {one.what}, about {size_in_words(one.bytes_about(extract))}",
            data=partial(one.to_bytes, extract),
            file_name=f"{extract.name}{one.suffix}",
            mime=one.mime,
            key=f"whole_{name}",
            on_click="ignore",
            icon=":material/download:",
        )
    address = f"{citation.site()}/{extract.link}"
    st.caption("Permanent link to this choice")
    st.code(address, language=None, wrap_lines=True)
    citation.collection(data, address)


def changes(data: Dataset) -> None:
    """What was added, corrected or withdrawn, newest first."""
    st.subheader("What changed", anchor=False)
    st.markdown(
        f"Data version **{data.base.version}**, records as of {data.base.date}. Licence: CC BY 4.0. "
        "The version is a hash over all rows: equal versions hold equal data."
    )
    rows = data.base.tables["changes"].to_pylist()
    made = [row for row in rows if row["kind"] != "added"]
    added = len(rows) - len(made)
    st.markdown(f"{added:,} incidents were added; {len(made):,} corrections and withdrawals are noted.")
    for row in sorted(made, key=lambda row: row["date_latest"], reverse=True)[:CHANGES_SHOWN]:
        when = in_words(row["date_earliest"], row["date_latest"])
        st.markdown(f"- {when}, {inert(row['record'])}, {row['kind']}: {inert(row['note'])}")


@st.cache_resource(show_spinner=False, max_entries=2)
def _codebook(version: str, _base: Base) -> list[dict[str, object]]:
    return codebook.rows(_base.tables)


def explain(data: Dataset) -> None:
    """The codebook, searchable, with how many rows use each code and column."""
    st.subheader("Codebook", anchor=False)
    sought = st.text_input("Search the codebook", key="codebook", bind="query-params", max_chars=60)
    rows = codebook.matching(_codebook(data.base.version, data.base), sought)
    st.dataframe(rows, hide_index=True, key="codebook_table")
    st.caption(f"{len(rows):,} columns and codes. Counts are over the whole collection.")
