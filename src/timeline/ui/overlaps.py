"""How collections overlap, where they agree, what each lacks, and what several have that is not here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import streamlit as st

from timeline.dataset import Base
from timeline.ui import layout
from timeline.ui.imported import Imported
from timeline.ui.text import inert

if TYPE_CHECKING:
    from timeline.trackers.matching import Match

COUNTED = (
    "Pairs that count: those you confirmed, those that a record names, and those with a sure score. Accused, type and victims "
    "enter the score too, so that agreement is overstated among pairs that no record names."
)
YEARS = "Of the incidents here, those are listed that began or became known in the years that the rows of that collection span."
BY_PROGRAM = (
    "Pairs of rows of two imported collections are found by program alone: nobody has judged them, and no record names them. "
    "Rows that match an incident here are left out. A row of one collection may cover what another splits in several."
)


def show(both: Base, counted: Sequence[Match], held: Imported) -> None:
    """Overlap, agreement and what a collection lacks."""
    from timeline.trackers import compare

    st.subheader("Overlap of the collections", anchor=False)
    st.caption(inert(COUNTED))
    _table(compare.overlap(both, counted), "tracker-overlap")
    st.subheader("Where they agree", anchor=False)
    agreed = compare.agreement(both, counted)
    if agreed.empty:
        st.info("No pair counts yet.")
    else:
        _table(agreed, "tracker-agreement")
    st.subheader("What a collection lacks", anchor=False)
    named = sorted(set(held.found.tables["incidents"]["collection"].to_pylist()))
    words = {compare.CURATED: "The curated collection: imported rows without an incident here"}
    words |= {one: f"{one}: curated incidents without a row there" for one in named}
    picked = st.selectbox("Collection", list(words), format_func=layout.option(words), key="lacking_collection")
    if picked != compare.CURATED:
        st.caption(inert(YEARS))
    layout.table(compare.lacking(both, counted, picked), f"lacking-{picked}")


def elsewhere(both: Base, counted: Sequence[Match], held: Imported) -> None:
    """Events that two or more imported collections hold and this one lacks; looked for when asked, since it takes a while."""
    if len(set(held.found.tables["incidents"]["collection"].to_pylist())) < 2:
        return
    st.subheader("Events that several trackers have and we do not", anchor=False)
    st.caption(inert(BY_PROGRAM))
    matched = frozenset(one.other_id for one in counted)
    if held.kept.get("elsewhere", (None,))[0] != matched:
        if not st.button("Look for them", icon=":material/search:", help="Some seconds for each thousand rows."):
            return
        held.kept["elsewhere"] = (matched, _found(both, matched))
        st.rerun()
    found: pd.DataFrame = held.kept["elsewhere"][1]
    if found.empty:
        st.info("No event that two of the collections hold is missing here.")
    else:
        st.markdown(f"Events found: {len(found):,}, those in most collections first.")
        _table(found, "elsewhere")


def _found(both: Base, matched: frozenset[str]) -> pd.DataFrame:
    from timeline.trackers import elsewhere

    bar = st.progress(0.0, "Comparing")
    found = elsewhere.events(both.tables, matched, lambda words, share: _said(bar, words, share))
    bar.empty()
    return found


def _said(bar: st.delta_generator.DeltaGenerator, words: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), inert(words))


def _table(frame: pd.DataFrame, key: str) -> None:
    layout.table(pa.Table.from_pandas(frame, preserve_index=False), key)
