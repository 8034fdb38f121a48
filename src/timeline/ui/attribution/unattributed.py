"""Never attributed: how old the incidents are that no state officially attributed, and what others claim."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.dataset import Dataset, Ints
from timeline.figures import bars, theme
from timeline.filters import IncidentFilter
from timeline.measures.attribution import unattributed as measure
from timeline.measures.attribution.claims import Row
from timeline.ui import layout
from timeline.ui.attribution import statements
from timeline.ui.attribution.words import SOURCE, plural
from timeline.ui.text import inert

STYLES: tuple[bars.Style, ...] = (
    (theme.GREEN, "-"),
    (theme.ORANGE, "/"),
    (theme.PURPLE, "."),
    (theme.SKY, "+"),
    (theme.GREY, "x"),
)
PER_PAGE = 8


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """By year of disclosure, and one by one from the oldest."""
    rows = measure.cases(data)
    if not len(rows):
        st.info("Every chosen incident that was collected here has an official attribution.")
        return
    st.header(f"{plural(len(rows), 'incident')} that no state or intergovernmental body officially attributed", anchor=False)
    st.caption("Incidents by the year in which they became public, and by what exists in place of an official attribution.")
    drawn = measure.per_year(data, rows)
    if not drawn.empty:
        layout.figure_with_table(
            bars.stacked_years(drawn, STYLES),
            drawn,
            "unattributed",
            alt=f"Bars per year from {drawn['year'].min()} to {drawn['year'].max()}, in parts by what others claim.",
            caveat=f"{drawn.attrs['undated']:,} without a date of disclosure are not drawn. None found is not none made: "
            "silence may be policy, and attribution secret. Officials' remarks to the press are no official attribution.",
            source=SOURCE,
        )
    _cases(data, chosen, rows)


def _cases(data: Dataset, chosen: IncidentFilter, rows: Ints) -> None:
    st.subheader("One by one, the oldest first", anchor=False)
    shown = statements.part(rows, "unattributed_cases", PER_PAGE)
    claims = measure.named_by(data, shown)
    for row, one in zip(shown.tolist(), measure.summary(data, shown).to_dict("records"), strict=True):
        layout.case_link(one["incident_id"], one["title"], chosen)
        st.caption(inert(f"{one['status']}. {_age(one)} State attribution: none. {_private(one, claims[row])}"))
        if claims[row]:
            statements.ladder(claims[row])
    statements.rows_of(len(rows), measure.summary(data, rows[: statements.MOST_ROWS]), "unattributed_cases")


def _age(one: dict[Any, Any]) -> str:
    low, high = one["years_min"], one["years_max"]
    if one["disclosed"] is None or low != low:
        return "No date of disclosure."
    return f"Public for {low} year{'' if low == 1 else 's'}." if low == high else f"Public for {low} to {high} years."


def _private(one: dict[Any, Any], claims: list[Row]) -> str:
    said = [f"{plural(one['private_claims'], 'private claim')}."]
    if remarks := measure.officials_remarks(claims):
        said.append(f"Charges, sanctions or remarks by {'; '.join(remarks)}.")
    return " ".join(said)
