"""What was done in answer: when, by whom, how soon, how far, and step by step in one case."""

from __future__ import annotations

import streamlit as st

from timeline.dataset import Dataset
from timeline.figures import bars
from timeline.figures import responses as figure
from timeline.filters import IncidentFilter
from timeline.measures import case as case_measure
from timeline.measures import ladder as ladder_measure
from timeline.measures import responses as measure
from timeline.ui import address, layout
from timeline.ui.text import inert

COUNTED = ACTS, SIGNATORIES = ("each act once", "once for each party")
SOURCE = "the responses in the case files; each names its own sources"
SELECTION = (
    "The collection holds cases that became public and that someone spoke about, so that unanswered ones are missing more "
    "often than others; recent ones have had less time to be answered. These shares describe the collection, not the world."
)
OFFICIAL = "a state or international body"
MOST_LISTED = 500


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Kinds over time, responders, how far, how soon, and one case."""
    groups = _groups()
    _kinds(data, groups)
    _responders(data, groups)
    _reach(data)
    _lags(data)
    _ladder(data, chosen)


def _groups() -> list[str]:
    address.many("answers_by", list(measure.GROUPS))
    picked: list[str] = st.pills(
        "Answers by",
        list(measure.GROUPS),
        selection_mode="multi",
        key="answers_by",
        on_change=address.write,
        args=("answers_by",),
        help="None chosen means all. Applies to the first two charts.",
    )
    return picked


def _kinds(data: Dataset, groups: list[str]) -> None:
    st.header("What was done in answer, year by year", anchor=False)
    counted = address.switch("Count", COUNTED, "counted")
    rows = measure.kinds_per_year(data, groups, signatories=counted == SIGNATORIES)
    if rows.empty:
        st.info("No answer of this sort is recorded for the incidents chosen here.")
        return
    once = counted == ACTS
    unit = "acts" if once else "acts times parties"
    st.caption(
        "Acts: a joint act counts once, and an act that answered several incidents counts once."
        if once
        else "Parties: a joint act counts once for each party that took part."
    )
    total = int(rows["count"].sum())
    layout.figure_with_table(
        figure.kinds(rows, unit),
        rows,
        "answers",
        alt=f"Small bars for {rows['label'].nunique()} kinds of answer and the years {rows['year'].min()} to "
        f"{rows['year'].max()}; their height is the number of {unit}, {total} in all.",
        caveat="By the first year that the act's date can mean, which may be long after the incident. Company and "
        "civil-society answers count: takedowns by court order, disclosures, joint statements. Later years publish more.",
        source=SOURCE,
    )


def _responders(data: Dataset, groups: list[str]) -> None:
    st.header("Who answers", anchor=False)
    rows = measure.responders(data, groups)
    if rows.empty:
        return
    st.caption("Acts in which a party took part, so that a joint act is in the row of each party.")
    left = len(rows) - measure.MOST_RESPONDERS
    layout.figure_with_table(
        figure.responders(rows, measure.MOST_RESPONDERS),
        rows,
        "responders",
        alt=f"Bars for {min(len(rows), measure.MOST_RESPONDERS)} parties: measures, and words, warnings, help or rules.",
        caveat="States count under their name whichever office acted. Rows must not be added: they share joint acts."
        + (f" The {measure.MOST_RESPONDERS} most active are drawn; the table has {left:,} more." if left > 0 else ""),
        source=SOURCE,
    )


def _reach(data: Dataset) -> None:
    st.header(f"In how many incidents did {OFFICIAL} answer", anchor=False)
    years, states = measure.reach_per_year(data), measure.reach_per_accused(data)
    totals = years.groupby("class", sort=False)["incidents"].sum()
    count = int(totals.sum())
    if count:
        measures, words, others, none = (int(totals[name]) for name in measure.REACHES)
        st.markdown(
            f"Of {count:,} dated incidents {measures + words:,} ({(measures + words) / count:.0%}) drew an answer by "
            f"{OFFICIAL}, {measures:,} of them a measure such as charges or sanctions. {others:,} drew answers by companies, "
            f"researchers or others only, and for {none:,} none is recorded."
        )
    st.caption("Incidents by the year in which they began or were first known, under the farthest-reaching answer.")
    layout.figure_with_table(
        bars.stacked_years(years),
        years,
        "reach_years",
        alt=f"Bars of incidents per year by the farthest-reaching answer recorded, {layout.stacked_words(years)}.",
        caveat=f"{SELECTION} {years.attrs['undated']} incidents without a date are left out.",
        source=f"{SOURCE}; rows imported from trackers are left out",
    )
    if states.empty:
        return
    st.subheader("By the state that claims name", anchor=False)
    st.caption("Incidents in which a standing claim names the state, whoever makes it. A claim is no finding.")
    layout.figure_with_table(
        figure.accused(states, measure.REACHES, measure.MOST_STATES),
        states,
        "reach_states",
        alt=f"Stacked bars for {min(states['state'].nunique(), measure.MOST_STATES)} states that claims name, by the "
        "farthest-reaching answer to their incidents.",
        caveat=f"An incident whose claims name two states is in both rows. {SELECTION}",
        source=SOURCE,
    )


def _lags(data: Dataset) -> None:
    st.header(f"How soon {OFFICIAL} answered", anchor=False)
    with st.container(horizontal=True):
        until = address.switch(
            "Until", list(measure.UNTIL), "until", "A measure is a charge, a sanction, a takedown and the like."
        )
        since = address.switch("From the day", list(measure.SINCE.values()), "since")
    rows = measure.lags(data, next(key for key, words in measure.SINCE.items() if words == since), until)
    facts = rows.attrs
    if rows.empty:
        st.info("None of the incidents chosen here has an answer whose delay can be told.")
        return
    low, high = facts["median"]
    span = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    st.markdown(
        f"Half of the {facts['answered'] - facts['left_out']:,} answered incidents whose delay is known to within a year had "
        f"their {inert(until)} within {span} days from the day {inert(since)}."
    )
    st.caption("Days, on a scale where each step is a multiple of the one before; a bar is as long as the dates are vague.")
    layout.figure_with_table(
        figure.lags(rows),
        rows,
        "answer_lag",
        alt=f"{len(rows)} bars from the fewest to the most days that the dates allow, shortest first.",
        caveat=f"{facts['left_out']} answered incidents are left out because their dates say too little, and "
        f"{facts['unanswered']} have no such answer, which is no delay of zero. Answers that came before stand at one day; the "
        "table has their negative days." + (f" Every {facts['drawn']}th incident is drawn." if facts["drawn"] > 1 else ""),
        source=f"{SOURCE}; rows imported from trackers are left out",
    )


def _ladder(data: Dataset, chosen: IncidentFilter) -> None:
    st.header("How far one case went", anchor=False)
    default = ladder_measure.fullest(data)
    titles = measure.answered_cases(data, MOST_LISTED)
    if default is None or not titles:
        st.info("None of the incidents chosen here drew an answer.")
        return
    address.one("ladder", titles, default if default in titles else next(iter(titles)))
    picked = st.selectbox(
        "Case", list(titles), format_func=layout.option(titles), key="ladder", on_change=address.write, args=("ladder",)
    )
    case = case_measure.case(data, picked)
    if case is None:
        return
    steps = ladder_measure.ladder(case)
    layout.case_link(picked, f"Case file: {titles[picked]}", chosen)
    st.caption("Each mark is one act; a joint act once. The steps go up by how far an act reaches; their order is ours.")
    layout.figure_with_table(
        figure.ladder(steps, list(ladder_measure.RUNGS)),
        steps,
        "ladder",
        alt=f"{len(steps)} dated acts on {len(ladder_measure.RUNGS)} steps, from the incident to the farthest-reaching answer.",
        caveat="The order of the steps is no legal ranking, and a higher step need not follow from a lower one.",
        source=SOURCE,
    )
