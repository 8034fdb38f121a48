"""How sure: stated confidence by claimant and form, the words that were read so, and the order of authority."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import streamlit as st

from timeline.codes import Confidence
from timeline.dataset import Dataset
from timeline.figures.attribution import confidence as figure
from timeline.filters import IncidentFilter
from timeline.measures.attribution import confidence as measure
from timeline.ui import layout
from timeline.ui.attribution.words import SOURCE, UNIT_WORDS, switch

UNITS = {"statements": "statements", "signatories": "signatories"}
WORDS = {level.value: level.label for level in Confidence}


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Shares by group, wordings, the scale."""
    with st.container(horizontal=True):
        by = switch("By", measure.BY, "sure_by")
        counted = switch("Count", UNITS, "sure_unit", note=" ".join(UNIT_WORDS[one] for one in UNITS))
    drawn = measure.counts(data, by, counted)
    if drawn.empty:
        st.info("None of the chosen incidents has a claim that names someone.")
        return
    _shares(drawn, by, counted)
    _wordings(data, counted)
    _scale(data, counted)


def _shares(drawn: pd.DataFrame, by: str, counted: str) -> None:
    st.header(f"{drawn.attrs['stated']:,} of {drawn.attrs['total']:,} {counted} state a confidence", anchor=False)
    st.caption(f"{UNIT_WORDS[counted]} Only claims that name someone; a denial states no confidence.")
    layout.figure_with_table(
        figure.shares(drawn, WORDS, counted),
        drawn,
        "confidence",
        alt=f"Bars of 100 % for {drawn['group'].nunique()} groups by {measure.BY[by]}, in parts by stated confidence.",
        caveat="The confidence is what the claimant stated, never ours. Not stating one is usual, and says nothing about how "
        "sure the claimant was.",
        source=SOURCE,
    )


def _wordings(data: Dataset, counted: str) -> None:
    found = measure.wordings(data, counted)
    st.header("The words used, and how we read them", anchor=False)
    if found.empty:
        st.caption("None of these claims is quoted with words that state a confidence.")
        return
    more = f" The {found.attrs['left_out']:,} rarest are left out." if found.attrs["left_out"] else ""
    st.caption(f"Quoted from the claims, with one party that used them and about what.{more}")
    layout.table(pa.Table.from_pandas(found, preserve_index=False), "wordings", height=360)


def _scale(data: Dataset, counted: str) -> None:
    st.header("The scale", anchor=False)
    st.markdown(
        "Three tiers of the US intelligence community, as described in the Congressional Research Service's report R46974:\n"
        + "\n".join(f"- **{level.label}**: {level.meaning}" for level in Confidence)
    )
    st.markdown(
        "Forms of claims in order of authority, after the same report: who stands behind a claim, not whether it is true."
    )
    layout.table(pa.Table.from_pandas(measure.authority(data, counted), preserve_index=False), "authority")
