"""Words and controls that the sections of the attribution page share."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from timeline.measures.attribution.claims import UNITS
from timeline.ui import address, layout

SOURCE = "the claims in the case files; each names its own sources"
UNIT_WORDS = {
    "statements": "Statements: a joint statement counts once, under the party that issued it.",
    "signatories": "Signatories: a joint statement counts once for each party to it.",
    "incidents": "Incidents: however many claims a party made about one, it counts once.",
}


def plural(count: int, word: str) -> str:
    """'1 state', '6 states'."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def switch(title: str, options: Mapping[str, str], key: str, default: str = "", note: str | None = None) -> str:
    """Buttons of which one is down; the address holds its id."""
    address.one(key, options, default or next(iter(options)))
    picked = st.segmented_control(
        title,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        on_change=address.write,
        args=(key,),
        help=note,
        wrap=True,
    )
    return str(picked)


def pick(title: str, options: Mapping[str, str], key: str, default: str = "") -> str:
    """A list of which one entry is chosen; the address holds its id. What the list no longer has is let go."""
    address.one(key, options, default)
    if st.session_state[key] not in options:
        st.session_state[key] = default
    picked: str = st.selectbox(
        title, list(options), format_func=layout.option(options), key=key, on_change=address.write, args=(key,)
    )
    return picked


def unit() -> str:
    """How claims are counted."""
    return switch("Count", UNITS, "unit", note=" ".join(UNIT_WORDS.values()))
