"""How soon: from disclosure or start to the first private and the first official attribution."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from timeline.dataset import Dataset
from timeline.figures.attribution import lags as figure
from timeline.filters import IncidentFilter
from timeline.measures.attribution import lags as measure
from timeline.ui import layout
from timeline.ui.attribution.words import SOURCE, plural, switch

SINCE = {"disclosed": "disclosure", "started": "the start"}
UNTIL = {
    "state": "first official attribution",
    "private": "first private attribution",
    "act": "official, or charge or sanction",
}
BY = {"accused": "accused state", "year": "year"}
SELECTION = (
    "Only incidents that have such a claim are measured: those never attributed, and recent ones that may yet be, are missing, "
    "so true waits are longer. A claim may precede disclosure, or be the disclosure."
)


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Medians of the selection, then the spread by year or by accused state."""
    with st.container(horizontal=True):
        since = switch("From", SINCE, "since", note="Where no source gives a start, the first knowledge of it stands in.")
        until = switch("To", UNTIL, "until", note="Private: companies, researchers, civil society; the press is not counted.")
        by = switch("By", BY, "lags_by")
    st.header(f"From {SINCE[since]} to attribution", anchor=False)
    with st.container(horizontal=True):
        for one in dict.fromkeys(("private", "state", until)):
            _median(measure.lags(data, since, one))
    _spread(measure.lags(data, since, until), by)


def _median(found: measure.Lags) -> None:
    """One median with its range and what was left out."""
    spread = measure.summary(found.low, found.high)
    with st.container(border=True, width=360):
        if spread.median:
            st.metric(f"Median to {UNTIL[found.until]}", figure.in_days(*spread.median))
        else:
            st.metric(f"Median to {UNTIL[found.until]}", "not drawn")
        st.caption(" ".join(_said(found, spread)))


def _said(found: measure.Lags, spread: measure.Summary) -> list[str]:
    """Count, range, what was left out and why, in sentences."""
    said = [f"{plural(spread.count, 'incident')} measured."]
    if spread.median is None:
        said.append(f"Medians over fewer than {measure.FEWEST} are not drawn.")
    if spread.middle and spread.shortest is not None and spread.longest is not None:
        said.append(f"Middle half within {figure.in_days(*spread.middle)}.")
        said.append(f"All within {figure.in_days(spread.shortest, spread.longest)}.")
    if spread.at_once:
        said.append(f"In {spread.at_once:,} the claim came no later, or may itself have made the case public.")
    said.append(f"{int(found.left_out.sum()):,} left out for want of precise dates; {found.never:,} have no such claim.")
    return said


def _spread(found: measure.Lags, by: str) -> None:
    spread = measure.by_year(found) if by == "year" else measure.by_accused(found)
    groups, single = spread.groups, spread.single
    if groups.empty:
        st.info("No lag can be drawn: the chosen incidents have no such claim with dates precise enough.")
        return
    words = "year in which it became public" if found.since == "disclosed" else "year in which it began"
    st.subheader(f"To the {UNTIL[found.until]}, by {'accused state' if by == 'accused' else words}", anchor=False)
    st.caption("Days, on a scale that widens: each step from the same day outwards counts about ten times the one before.")
    drawn = int((groups["median_min"].notna()).sum())
    layout.figure_with_table(
        figure.lags(groups, single),
        groups,
        "lags",
        alt=f"Intervals in days for {plural(len(groups), 'group')}, {drawn} of them with a median.",
        caveat=f"An interval is what the precision of both dates allows; those as wide as a year are left out and counted. "
        f"Medians of fewer than {measure.FEWEST} are not drawn. {SELECTION}"
        + (" An incident whose claims name two states is in both rows." if by == "accused" else "")
        + ("" if single is not None else " There are too many incidents to draw each; the bars hold all."),
        source=SOURCE,
    )
    if single is not None:
        with st.expander("Every incident that was measured"):
            layout.table(pa.Table.from_pandas(single, preserve_index=False), "lags_single")
