"""Choices that one page owns and that its address holds as ids, so that a link outlives a change of title.

Widgets with plain words use Streamlit's own binding; it writes labels and cannot hold ids.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from timeline.ui.text import inert


def many(key: str, known: Collection[str], default: Sequence[str] = ()) -> None:
    """Give the widget `key` (of several values) what the address says, when it is new or changed from outside."""
    found, asked = _found(key, known)
    if _is_news(key, asked):
        st.session_state[key] = found or list(default)


def one(key: str, known: Collection[str], default: str) -> None:
    """As `many`, for a widget of one value."""
    found, asked = _found(key, known)
    if _is_news(key, asked):
        st.session_state[key] = found[-1] if found else default


def write(key: str) -> None:
    """Write what the widget holds to the address; an `on_change` callback."""
    put(key, st.session_state[key])


def put(key: str, value: str | list[str] | None) -> None:
    """Set the widget and the address; only before the widget is drawn, so from a callback."""
    st.session_state[key] = value
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)
    st.session_state[_seen(key)] = st.query_params.get_all(key)


def switch(title: str, options: Sequence[str], key: str, note: str | None = None, *, disabled: bool = False) -> str:
    """Buttons of which one is down, the first unless the address says otherwise."""
    one(key, options, options[0])
    st.segmented_control(
        title, list(options), key=key, required=True, on_change=write, args=(key,), help=note, disabled=disabled
    )
    return str(st.session_state[key])


def _found(key: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """The values of the address that mean something, and all; says which do not."""
    asked = st.query_params.get_all(key)
    if unknown := [value for value in asked if value not in known]:
        named = ", ".join(f"“{inert(value[:60])}”" for value in unknown[:5])
        st.warning(f"{key}: {named} is not known here and was left out.", icon=":material/link_off:")
    return [value for value in dict.fromkeys(asked) if value in known], asked


def _is_news(key: str, asked: list[str]) -> bool:
    if key in st.session_state and st.session_state.get(_seen(key)) == asked:
        return False
    st.session_state[_seen(key)] = asked
    return True


def _seen(key: str) -> str:
    return f"seen_{key}"
