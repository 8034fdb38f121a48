"""Together or alone: how many states join a round of attribution, the largest rounds, and who joins whom."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from timeline.dataset import Dataset
from timeline.figures import bars, theme
from timeline.figures.attribution import matrix as figure
from timeline.filters import IncidentFilter
from timeline.measures.attribution import joint as measure
from timeline.ui import address, layout
from timeline.ui.attribution import statements
from timeline.ui.attribution.words import SOURCE, pick, plural
from timeline.ui.text import inert

STYLES: tuple[bars.Style, ...] = ((theme.GREY, "x"), (theme.ORANGE, "/"), (theme.SKY, "."), (theme.BLUE, ""))
KEY = "together"
ROUND = (
    f"A round is a joint statement, or official statements about one incident that follow one another within "
    f"{measure.ROUND_DAYS} days. States are counted once for each that signs or speaks; the EU, NATO and the like are counted "
    "apart and their members are not."
)


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Rounds per year, the largest, and pairs of states."""
    found = measure.rounds(data)
    if not len(found.parents):
        st.info("None of the chosen incidents has an official attribution dated to the month at least.")
        return
    _rounds(found)
    _pairs(data, chosen)


def _rounds(found: measure.Rounds) -> None:
    alone = int((found.states == 1).sum())
    st.header(f"{alone:,} of {plural(len(found.parents), 'round')} of attribution were one state alone", anchor=False)
    st.caption(f"Rounds by the year in which they began. {ROUND}")
    drawn = measure.per_year(found)
    layout.figure_with_table(
        bars.stacked_years(drawn, STYLES, "rounds", "rounds"),
        drawn,
        "rounds",
        alt=f"Bars per year from {drawn['year'].min()} to {drawn['year'].max()}, in parts by how many states took part.",
        caveat=f"{plural(found.unplaced, 'statement')} dated only to a year or so stand in no round. Charges, sanctions and "
        "remarks to the press are no official attribution here. Later years have more, because the practice grew.",
        source=SOURCE,
    )
    largest = measure.largest(found)
    st.subheader("The largest rounds", anchor=False)
    st.markdown(
        "\n".join(
            f"- **{plural(row['states'], 'state')}**, {row['when']}, {inert(row['title'])}: {inert(row['who'])}"
            + (f"; with {inert(row['organisations'])}" if row["organisations"] else "")
            for row in largest.head(6).to_dict("records")
        )
    )
    with st.expander(f"The {len(largest)} largest as rows"):
        layout.table(pa.Table.from_pandas(largest, preserve_index=False), "largest_rounds")


def _pairs(data: Dataset, chosen: IncidentFilter) -> None:
    drawn = measure.pairs(data)
    states: list[str] = drawn.attrs["states"]
    st.header("Who joins whom", anchor=False)
    if len(states) < 2:
        st.info("Fewer than two states officially attribute any of the chosen incidents.")
        return
    st.caption("Incidents that both states officially attribute, whenever each said so. Choose a mark to read the statements.")
    more = drawn.attrs["left_out"]
    layout.figure_with_table(
        figure.pairs(drawn, states),
        drawn,
        KEY,
        alt=f"Marks with numbers for {len(states)} states against each other.",
        caveat=f"The {len(states)} states that attribute most"
        + (f"; {more:,} others are left out" if more else "")
        + ". Two states in one cell need not have acted together: one may have followed years later.",
        source=SOURCE,
        on_click=_open_clicked,
    )
    options = {"": "choose a state"} | {state: state for state in states}
    first, second = st.columns(2)
    with first:
        state = pick("State", options, "ally")
    with second:
        other = pick("And", options, "with")
    if state and other:
        claims = measure.together(data, state, other)
        st.subheader(f"Official attributions by {inert(state)} and {inert(other)} of the same incidents", anchor=False)
        if len(claims.rows):
            statements.listing(claims, chosen, "joint_claims")
        else:
            st.info("There is no incident that both officially attribute.")


def _open_clicked() -> None:
    points = st.session_state[f"chart_{KEY}"].selection.points
    if points:
        state, other = points[0]["customdata"]
        address.put("ally", state)
        address.put("with", other)
