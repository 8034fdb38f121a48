"""Published money figures of single incidents, demands and recoveries apart, and the answers beside them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from timeline.amounts import in_words, range_in_words
from timeline.codes import LossKind, label
from timeline.dataset import Dataset
from timeline.figures import losses as figure
from timeline.filters import IncidentFilter
from timeline.measures import losses as measure
from timeline.measures import series
from timeline.ui import address, layout
from timeline.ui.text import inert

ROWS = ("25", "100")
SOURCE = "the documents cited in each case file"
NEVER_ADDED = (
    "Figures stand side by side and are never added: kinds, years and currencies differ, and totals contain victims. "
    "Each is placed in US dollars at the annual average rate named in the table; the original stands beside it."
)


def finding(data: Dataset) -> str:
    """What the page says, in one sentence; empty when no incident is chosen."""
    seen = measure.coverage(data)
    cases = (
        f"{seen.losses:,} of the {seen.incidents:,} incidents chosen here have a published loss figure; nothing is added up."
    )
    newest = series.latest(data, series.TOTAL)
    if newest is None:
        return cases
    amount = in_words(newest["value"], newest["unit"])
    return f"Internet crime worth {amount} was reported to one US body for {newest['year']}; only {cases}"


def incidents(data: Dataset, chosen: IncidentFilter) -> None:
    """Ranges of the chosen incidents by kind; demands and recoveries apart; costly cases without a figure."""
    st.header("Single incidents", anchor=False)
    st.caption(
        f"Incidents: {inert(chosen.describe(data.base))}. A range runs from the lowest to the highest figure of one source."
    )
    found = measure.estimates(data)
    picked = _kinds(found)
    most = int(address.switch("Figures drawn, from the highest", ROWS, "rows"))
    shown = found[found["kind"].isin(picked)] if picked else found
    _ranking(shown, "Losses, by kind and according to whom", is_loss=True, most=most, key="losses")
    _ranking(shown, "Not losses: demanded, attempted, recovered, planned", is_loss=False, most=most, key="not_losses")
    _without(data, chosen)


def _kinds(found: pd.DataFrame) -> list[str]:
    kinds = [kind.value for kind in LossKind if kind in set(found["kind"])]
    address.many("costs", kinds)
    picked: list[str] = st.pills(
        "Kinds of figure",
        list(dict.fromkeys([*kinds, *st.session_state["costs"]])),
        selection_mode="multi",
        format_func=lambda one: label(LossKind, one),
        key="costs",
        on_change=address.write,
        args=("costs",),
        help="None chosen means all.",
    )
    return picked


def _ranking(found: pd.DataFrame, title: str, *, is_loss: bool, most: int, key: str) -> None:
    drawn = measure.ranked(found, is_loss=is_loss, most=most)
    st.subheader(title, anchor=False)
    if drawn.empty:
        st.info("None of the chosen incidents has a figure of this sort. That is not an amount of zero.")
        return
    rows = drawn["row"].nunique()
    st.caption(
        "US dollars, logarithmic: each step is ten times the one before. An arrow head marks a figure with one bound only "
        "(“at least”, “up to”). Small open marks are parts of the figure in their row."
    )
    alt = f"{rows} published figures as ranges on a logarithmic axis, under {drawn['kind_label'].nunique()} kinds"
    caveat = " ".join([NEVER_ADDED, *_missing(drawn)]) if is_loss else " ".join(["None of these is a loss.", *_missing(drawn)])
    layout.figure_with_table(figure.ranges(drawn, "kind_label"), drawn, key, f"{alt}.", caveat, SOURCE, title=title)
    _parts(drawn)


def _parts(drawn: pd.DataFrame) -> None:
    """Each whole with the figures inside it, in words."""
    inside = drawn[drawn["part"]]
    if inside.empty:
        return
    with st.expander("Figures that are parts of another"):
        for row, parts in inside.groupby("row", sort=True):
            whole = drawn[(drawn["row"] == row) & ~drawn["part"]].iloc[0]
            lines = [
                f"**{inert(whole['title'])}: {_said(whole)}** contains, among others:",
                *(f"- {_said(part)}" for _, part in parts.iterrows()),
            ]
            st.markdown("\n".join([lines[0], "", *lines[1:]]))


def _said(row: pd.Series) -> str:
    low, high = (None if pd.isna(row[one]) else float(row[one]) for one in ("low", "high"))
    return inert(f"{range_in_words(low, high, row['currency'])} ({row['counts']}; {row['estimator']})")


def _missing(drawn: pd.DataFrame) -> list[str]:
    """What the chart does not show, in sentences."""
    said = []
    if left_out := drawn.attrs["left_out"]:
        said.append(f"The highest are drawn, {left_out:,} lower ones are not; choose a kind or set a filter to see them.")
    if unconverted := drawn.attrs.get("unconverted"):
        said.append(f"{unconverted:,} in a currency without a rate for its year cannot be placed and are on the data page too.")
    return said


def _without(data: Dataset, chosen: IncidentFilter) -> None:
    found = measure.without_figure(data)
    st.subheader("Costly, with no credible figure", anchor=False)
    if found.empty:
        st.caption("None of the chosen incidents is marked so.")
        return
    st.caption("These are not free of cost; nobody has published an amount that holds.")
    for row in found.head(measure.MOST_ROWS).itertuples():
        case, why = st.columns([2, 3])
        with case:
            layout.case_link(str(row.incident_id), str(row.title), chosen)
        why.markdown(inert(str(row.no_loss_figure)))
    if len(found) > measure.MOST_ROWS:
        st.caption(f"{len(found) - measure.MOST_ROWS:,} more are on the data page, table incidents, column no_loss_figure.")


def beside_answers(data: Dataset) -> None:
    """What each costly case drew in answer, and how few cases can be compared at all."""
    seen = measure.coverage(data)
    st.header("Loss beside response", anchor=False)
    st.markdown(
        inert(
            "Both a published loss figure and an answer by a state or intergovernmental body: "
            f"{seen.both:,} of {seen.incidents:,} incidents ({seen.losses:,} with a figure, {seen.answers:,} with an answer). "
            "That is too few, and too unevenly published, to say that cost decides the answer."
        )
    )
    drawn = measure.beside_answers(data, measure.estimates(data))
    if drawn.empty:
        return
    alt = f"Loss figures of {drawn['row'].nunique()} incidents on a logarithmic axis, grouped by the answer that each drew"
    caveat = (
        "An incident stands under the first heading that fits; its label names all kinds of answer. An answer need not have "
        "been given because of the cost. Figures of one incident differ in kind and are never added."
    )
    drawing = figure.ranges(drawn, "answer", by_incident=True)
    title = "Published losses of single incidents, by the answer that each drew"
    notes = " ".join([caveat, *_missing(drawn)])
    layout.figure_with_table(drawing, drawn, "loss_response", f"{alt}.", notes, SOURCE, title=title)
