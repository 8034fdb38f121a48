"""Clauses against incidents, and who invokes what."""

from __future__ import annotations

import streamlit as st

from timeline.codes import Basis
from timeline.dataset import Dataset
from timeline.figures import bars
from timeline.figures import norms as figure
from timeline.filters import IncidentFilter
from timeline.measures import clauses, instruments, responses
from timeline.measures import norms as measure
from timeline.plain import visible
from timeline.ui import address, layout, links
from timeline.ui import clauses as clause_page

PARTS = TEXTS, CLAUSES, RESPONSES, INVOKERS, CROSSWALK = (
    "Texts",
    clause_page.CLOSED,
    "Answers",
    "Who invokes what",
    "Cross-walk",
)
"""Parts of the page, in the words of its address."""
ALL = "all"
"""Stands in the address for every text that a case is tied to."""
SHOWN: dict[str, tuple[Basis, ...]] = {
    "Both": tuple(Basis),
    "Invoked only": (Basis.INVOKED,),
    "Our reading only": (Basis.ANALYST,),
}
SOURCE = "the norm links in the case files; each names its own sources"
READING = (
    "An invocation is someone's own words. Our reading says which words of a clause meet which fact and what is arguable; "
    "nobody need share it. The two are never added."
)
MOST_INVOKERS = 25
MOST_SILENT = 12


def finding(data: Dataset) -> str:
    """What the page says, in one sentence."""
    texts, clause_count = instruments.count(data)
    seen = measure.coverage(data)
    return (
        f"{texts} texts with {clause_count} clauses say how to behave. Someone invoked one of them in {seen.invoked:,} of the "
        f"{seen.incidents:,} incidents chosen here; our own reading ties {seen.analyst:,} to a norm. The two are never added."
    )


def part() -> str:
    """The part of the page that the reader wants, kept in the address."""
    return address.switch("Part of this page", PARTS, "part")


def against_cases(data: Dataset, chosen: IncidentFilter) -> None:
    """Counts by clause, and the matrix of clauses and incidents of one text."""
    text = _text(data)
    _counts(data, text)
    clause_page.pick(data)
    _matrix(data, chosen, text)


def _text(data: Dataset) -> str:
    """Id of the text that the reader wants, empty for all."""
    names = instruments.names(data)
    linked = [one for one in measure.linked_instruments(data) if one in names]
    options = [*linked[:1], ALL, *linked[1:], *(one for one in names if one not in linked)]
    address.one("clauses_of", options, options[0])
    picked = st.selectbox(
        "Text",
        options,
        format_func=lambda one: "All texts that a case is tied to" if one == ALL else visible(names[one]),
        key="clauses_of",
        on_change=address.write,
        args=("clauses_of",),
        help="Texts that cases are tied to come first, the most tied of all before the others.",
    )
    return "" if picked == ALL else picked


def _counts(data: Dataset, text: str) -> None:
    st.header("Which clauses are invoked, and which do we see touched", anchor=False)
    rows = measure.clause_counts(data, text)
    if rows.empty:
        st.info("No clause of this text is recorded, and none of the incidents chosen here is tied to it.")
        return
    st.caption("Incidents. Both sides have the same scale. Click a bar to open the page of its clause.")
    never = rows[(rows["basis"] == Basis.INVOKED) & (rows["timing"] == "before") & (rows["total"] == 0)]
    layout.figure_with_table(
        figure.counts(rows, measure.BASES, measure.TIMINGS, with_text=not text),
        rows,
        "clause_counts",
        alt=f"Bars for {rows['key'].nunique()} clauses: on the left incidents in which someone invoked it, on the right "
        "incidents that we read it into.",
        caveat=f"{READING} Nobody invoked {len(never)} of the {rows['key'].nunique()} rows in the incidents chosen here. "
        "A text later than the start of an incident was not yet a promise when the incident began.",
        source=SOURCE,
        on_click=links.on_click("clause_counts", lambda mark: _open(mark[0], data)),
    )


def _open(key: str, data: Dataset) -> None:
    """Go to the page of a clause; a text as a whole has none."""
    if key in clauses.titles(data):
        links.open_clause(key)


def _matrix(data: Dataset, chosen: IncidentFilter, text: str) -> None:
    st.header("Which clause, in which case", anchor=False)
    bases = SHOWN[address.switch("Show", list(SHOWN), "basis")]
    cases = measure.linked_cases(data, text, bases)
    if not len(cases):
        st.info("None of the incidents chosen here is tied to this text in this way.")
        return
    pages = -(-len(cases) // measure.PER_PAGE)
    page = st.pagination(pages, key=f"matrix_page_{text}") if pages > 1 else 1
    shown = cases[(page - 1) * measure.PER_PAGE : page * measure.PER_PAGE]
    found = measure.matrix(data, shown, text, bases)
    if pair := links.wanted():
        links.dialog("Why this case is tied to this clause", data, clauses.cell(data, *pair), chosen)
    st.caption(
        f"{len(cases):,} incidents are tied to it; {len(shown)} are shown: those where someone invoked it before the others, "
        "the latest first. Click a mark for the reasons and sources, and for the ways to the case file and the clause."
    )
    layout.figure_with_table(
        figure.matrix(found.cases, found.columns, found.cells, measure.BASES, measure.TIMINGS, with_text=not text),
        found.cells,
        "matrix",
        alt=f"{len(found.cells)} marks of {len(found.cases)} incidents against {len(found.columns)} clauses.",
        caveat=f"Round and blue: invoked. Diamond and orange: our reading. Filled: the text is older than the incident; open: "
        f"it came after the incident began; open with a dot: unclear. {READING}",
        source=SOURCE,
        on_click=links.on_click("matrix", links.want),
    )


def invocations(data: Dataset, chosen: IncidentFilter) -> None:
    """Parties by the texts they invoke, and the incidents where nobody invoked anything."""
    _invokers(data, chosen)
    _silence(data, chosen)


def _invokers(data: Dataset, chosen: IncidentFilter) -> None:
    st.header("Who keeps invoking what", anchor=False)
    rows = measure.invokers(data)
    if rows.empty:
        st.info("Nobody invoked a norm in the incidents chosen here.")
        return
    if pair := links.wanted():
        party, text = pair
        links.dialog(f"{party}: what it invoked", data, clauses.of_party(data, party, text), chosen)
    most = rows["incidents"].max()
    st.caption("Incidents in which a party invoked a text. Click a bar for each invocation with its source.")
    layout.figure_with_table(
        figure.invokers(rows, MOST_INVOKERS),
        rows,
        "invokers",
        alt=f"Bars for {min(len(rows), MOST_INVOKERS)} pairs of a party and a text; the longest is {most} incidents.",
        caveat="A joint text counts once for each party that signed it. An occasion is one party on one date, whatever "
        "incidents it spoke of. A sanction's legal basis is no invocation. Parties that publish in English are easier to find."
        + (f" The {MOST_INVOKERS} most active are drawn; the table has all {len(rows)}." if len(rows) > MOST_INVOKERS else ""),
        source=SOURCE,
        on_click=links.on_click("invokers", links.want),
    )


def _silence(data: Dataset, chosen: IncidentFilter) -> None:
    rows = responses.voices_per_year(data)
    totals = rows.attrs["totals"]
    st.header("Where nobody invoked anything", anchor=False)
    _, answered, unanswered = (totals[name] for name in responses.VOICES)
    st.markdown(
        f"In {answered + unanswered:,} of {sum(totals.values()):,} incidents nobody is recorded to have invoked a norm: in "
        f"{answered:,} of them a state or international body answered all the same, in {unanswered:,} none is recorded to have "
        f"answered. Our own reading sees a norm touched in {rows.attrs['read']:,} of these silent cases."
    )
    st.caption("Incidents by the year in which they began or were first known.")
    layout.figure_with_table(
        bars.stacked_years(rows, (bars.STEPS[0], bars.STEPS[1], bars.STEPS[3])),
        rows,
        "voices",
        alt=f"Bars of incidents per year by whether someone invoked a norm, {layout.stacked_words(rows)}.",
        caveat="Silence here means that we found no invocation; statements in languages or places that we did not read may "
        f"hold some. {rows.attrs['undated']} incidents without a date are in the sentence above and not in the chart.",
        source="responses and norm links in the case files of this collection; rows imported from trackers are left out",
    )
    _silent_cases(data, chosen)


def _silent_cases(data: Dataset, chosen: IncidentFilter) -> None:
    rows = responses.silent_cases(data, MOST_SILENT)
    if rows.empty:
        return
    st.subheader("Most answered without a word on norms", anchor=False)
    st.caption("Acts by states and international bodies; joint acts once.")
    for row in rows.itertuples():
        count = f"{row.acts} act{'s' if row.acts != 1 else ''}"
        layout.case_link(str(row.incident_id), f"{row.title} ({count})", chosen)
