"""The tables of the data page."""

from __future__ import annotations

import streamlit as st

from timeline.dataset import Dataset
from timeline.schema import TABLES
from timeline.ui import layout


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
    """The table as chosen, with what a row is, and its extract."""
    table = TABLES[name]
    columns = st.multiselect(
        "Columns", [column.name for column in table.columns], placeholder="All columns", key=f"columns_{name}"
    )
    rows = data.arrow(name, columns)
    st.caption(f"A row is {table.row}. {rows.num_rows:,} rows, {rows.num_columns} columns.")
    layout.table(rows, name, name)


def explain(name: str) -> None:
    """The columns of the table, from the codebook's source."""
    st.subheader("What the columns mean", anchor=False)
    st.dataframe(
        [
            {"column": column.name, "unit": column.unit, "meaning": column.meaning, "codes": ", ".join(column.codes or ())}
            for column in TABLES[name].columns
        ],
        hide_index=True,
    )


def version(data: Dataset) -> None:
    """Which data this is."""
    st.caption(
        f"Data version {data.base.version}, records as of {data.base.date}. Licence CC BY 4.0. "
        "Corrections: edit the text record of the case; see CONTRIBUTING in the project."
    )
