"""The same event in several collections: pairs to judge, one event laid side by side, the overlap of all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyarrow as pa
import streamlit as st

from timeline.dataset import Base, Dataset
from timeline.filters import IncidentFilter
from timeline.trackers import build
from timeline.ui import data as source
from timeline.ui import imported, layout, overlaps
from timeline.ui.imported import Imported
from timeline.ui.text import inert

if TYPE_CHECKING:
    from timeline.trackers.matching import Match

MOST_ROWS = 20_000
"""Imported rows that are compared on the page; a larger import is matched on the command line's machine, not in a visit."""


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """Matches of what this session imported, within the reader's filter."""
    held = imported.held()
    if held is None or not held.found.count:
        return
    st.header("The same event in several collections", anchor=False)
    if held.found.count > MOST_ROWS:
        st.info(f"{held.found.count:,} rows are too many to compare in a visit; at most {MOST_ROWS:,} are.")
        return
    from timeline.trackers import decisions

    both = _both(held)
    found = _matches(held)
    _load(held)
    wanted = set(data.arrow("incidents", ["incident_id"])["incident_id"].to_pylist()) if chosen != IncidentFilter() else None
    shown = [one for one in found if wanted is None or one.incident_id in wanted or one.other_id in wanted]
    counted = [one for one in found if decisions.holds(one, held.decisions)]
    overlaps.show(both, counted, held)
    _judge(both, shown, held)
    _one_event(both, shown, held, chosen)
    overlaps.elsewhere(both, counted, held)


def _both(held: Imported) -> Base:
    if "both" not in held.kept:
        held.kept["both"] = build.combined(source.curated().base, held.found.tables)
    found: Base = held.kept["both"]
    return found


def _matches(held: Imported) -> list[Match]:
    from timeline.trackers import matching

    if "matches" not in held.kept:
        words = "Comparing with the curated incidents"
        bar = st.progress(0.0, words)
        matcher = matching.Matcher.of_tables(source.curated().base.tables, held.found.tables)
        held.kept["matches"] = list(matcher.matches(lambda share: bar.progress(share, words)))
        bar.empty()
    found: list[Match] = held.kept["matches"]
    return found


def _load(held: Imported) -> None:
    """Take up decisions that were taken away before, and give them away."""
    from timeline.trackers import decisions

    given = st.file_uploader("Decisions from an earlier visit", key="decisions_file", type=["json"])
    if given is not None and held.kept.get("decisions") != given.file_id:
        held.kept["decisions"] = given.file_id
        try:
            held.decisions |= decisions.from_json(given.getvalue())
        except decisions.DecisionsError as error:
            st.error(inert(str(error)))
    if held.decisions:
        counts = [sum(word == one for word in held.decisions.values()) for one in (decisions.CONFIRMED, decisions.REJECTED)]
        st.caption(f"Your decisions: {counts[0]} confirmed, {counts[1]} rejected.")


def _judge(both: Base, shown: list[Match], held: Imported) -> None:
    """The pairs with score and reasons, those that no record names first; the reader's word stands above the score."""
    from timeline.trackers import decisions

    st.subheader(f"Pairs to look at: {len(shown):,}", anchor=False)
    titles = _titles(both)
    rows = [
        {
            "curated": titles.get(one.incident_id, one.incident_id),
            "imported": titles.get(one.other_id, one.other_id),
            "collection": one.collection,
            "score": one.score,
            "counts": "yes" if decisions.holds(one, held.decisions) else "no",
            "decision": held.decisions.get(decisions.key(one), ""),
            "reasons": "; ".join(one.reasons),
        }
        for one in sorted(shown, key=lambda one: (one.declared, -one.score))
    ]
    layout.table(pa.Table.from_pylist(rows), "tracker-pairs") if rows else st.info("No pair here.")
    st.download_button(
        "Download the matches",
        decisions.to_json(_matches(held), held.decisions),
        "matches.json",
        "application/json",
        on_click="ignore",
        icon=":material/download:",
        help="With your decisions; the file loads again above.",
    )


def _one_event(both: Base, shown: list[Match], held: Imported, chosen: IncidentFilter) -> None:
    """One incident: what each collection says of it, and the reader's word on each pair."""
    from timeline.trackers import compare, decisions

    pairs: dict[str, list[Match]] = defaultdict(list)
    for one in shown:
        pairs[one.incident_id].append(one)
    if not pairs:
        return
    st.subheader("One event, side by side", anchor=False)
    titles = _titles(both)
    names = layout.names({one: titles[one] for one in sorted(pairs, key=lambda one: titles[one])})
    picked = st.selectbox("Event", list(names), index=None, format_func=names.__getitem__, key="matched_event")
    if not picked:
        return
    kept = [one for one in pairs[picked] if held.decisions.get(decisions.key(one)) != decisions.REJECTED]
    frame = compare.side_by_side(both, [picked, *(one.other_id for one in kept)])
    layout.table(pa.Table.from_pandas(frame, preserve_index=False), "side-by-side")
    layout.case_link(picked, f"Case file: {titles[picked]}", chosen)
    for place, one in enumerate(pairs[picked]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"pair_{place}"):
            state = held.decisions.get(decisions.key(one), "undecided")
            st.markdown(
                f"**{inert(titles[one.other_id])}** ({inert(one.collection)}), score {one.score:.2f}: "
                f"{inert('; '.join(one.reasons))}. {state.capitalize()}."
            )
            for word, name in ((decisions.CONFIRMED, "Same event"), (decisions.REJECTED, "Not the same")):
                st.button(name, key=f"{word}_{picked}_{place}", on_click=_decide, args=(one, word))


def _decide(one: Match, word: str) -> None:
    from timeline.trackers import decisions

    held = imported.held()
    if held is not None:
        held.decisions[decisions.key(one)] = word


def _titles(base: Base) -> dict[str, str]:
    incidents = base.tables["incidents"]
    return dict(zip(incidents["incident_id"].to_pylist(), incidents["title"].to_pylist(), strict=True))
