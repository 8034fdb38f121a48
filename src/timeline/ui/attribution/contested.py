"""Contested: what stands against attributions, and the ladder of claims of each such incident."""

from __future__ import annotations

import streamlit as st

from timeline.codes import Status
from timeline.dataset import Dataset
from timeline.figures import bars
from timeline.figures.theme import VERMILION
from timeline.filters import IncidentFilter
from timeline.measures.attribution import contested as measure
from timeline.ui import address, layout
from timeline.ui.attribution import statements
from timeline.ui.attribution.words import SOURCE, plural
from timeline.ui.text import inert

PER_PAGE = 6
STATUS = (
    "An incident has the status *contested* when a dispute, a retraction or a rival attribution comes from a party of equal or "
    "higher standing than the highest that attributes it. A denial by the accused is to be expected and changes no status."
)


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Counts by reason, then incidents with their ladders."""
    found = measure.reasons(data)
    counts = measure.counts(data, found)
    contested = int(data.base.codes("status").mask({Status.CONTESTED}, data.base.count)[data.incident_rows].sum())
    st.header(f"{plural(contested, 'incident')} of {data.count:,} with a contested attribution", anchor=False)
    st.markdown(STATUS)
    layout.figure_with_table(
        bars.labelled(
            [f"{row.label}: {row.incidents:,}" for row in counts.itertuples()],
            {"incidents": counts["incidents"].tolist()},
            [(VERMILION, "")],
            [f"{row.claims:,} claims or steps" for row in counts.itertuples()],
            "incidents",
        ),
        counts,
        "contested",
        alt="Bars of incidents by what stands against the attribution: "
        + ", ".join(f"{row.label} {row.incidents}" for row in counts.itertuples()),
        caveat="An incident may have several. Rivals are attributions that answer each other and name different states or "
        "actors. Court steps are found by their words (appeal, reversal, dismissal, acquittal, cut), so some may be missed.",
        source=SOURCE,
    )
    _cases(data, chosen, found)


def _cases(data: Dataset, chosen: IncidentFilter, found: measure.Reasons) -> None:
    address.many("why", measure.REASONS)
    picked: list[str] = st.pills(
        "What stands against it",
        list(measure.REASONS),
        selection_mode="multi",
        format_func=measure.REASONS.__getitem__,
        key="why",
        on_change=address.write,
        args=("why",),
        help="None chosen means any.",
    )
    rows = measure.cases(data, found, tuple(picked))
    if not len(rows):
        st.info("Nothing of this sort stands against an attribution in the chosen incidents.")
        return
    st.caption(f"{plural(len(rows), 'incident')}; those whose status is contested first.")
    shown = statements.part(rows, f"contested_{'_'.join(picked)}", PER_PAGE)
    told = measure.summary(data, found, shown)
    ladders = measure.ladders(data, shown)
    for row, one in zip(shown.tolist(), told.itertuples(), strict=True):
        layout.case_link(str(one.incident_id), str(one.title), chosen)
        st.caption(inert(f"{one.status}: {one.reasons}"))
        statements.ladder(ladders[row])
    statements.rows_of(len(rows), measure.summary(data, found, rows[: statements.MOST_ROWS]), "contested_cases")
