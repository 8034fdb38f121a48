"""A box to pick one of many by typing, whose list the browser makes when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

_HTML, _CSS, _JS = (Path(__file__).with_suffix(f".{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
_component = st.components.v2.component("picker", html=_HTML, css=_CSS, js=_JS)


def box(label: str, names: Mapping[str, str], chosen: str, key: str, placeholder: str, on_pick: Callable[[str], None]) -> None:
    """The names of what can be picked, no two alike; `on_pick` is called with its id, or with "" when the choice is cleared.

    With 400 names Streamlit's own box costs the browser 1,200 renderings a run; this one costs a string.
    """
    ids = {name: one for one, name in names.items()}

    def picked() -> None:
        on_pick(ids.get(st.session_state[key].get("picked") or "", ""))

    data = {"label": label, "names": list(ids), "chosen": names.get(chosen, ""), "placeholder": placeholder}
    _component(key=key, data=data, on_picked_change=picked)
