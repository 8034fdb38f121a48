"""Charts as pictures: PNG and SVG that carry title, source, filter and data version."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HTML = """
<div class="pictures">
  <button data-format="png">Picture (PNG)</button>
  <button data-format="svg">Picture (SVG)</button>
</div>
"""
_CSS = """
.pictures { display: flex; gap: 0.5rem; }
button { font: inherit; color: inherit; background: transparent; border: 1px solid currentColor; border-radius: 0.5rem;
  padding: 0.3rem 0.8rem; cursor: pointer; }
button:hover, button:focus-visible { outline: 2px solid currentColor; }
"""
_component = st.components.v2.component(
    "chart_picture", html=_HTML, css=_CSS, js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def buttons(key: str, title: str, notes: list[str]) -> None:
    """Buttons that save the chart `chart_<key>`; `notes` stand below it in the picture."""
    _component(key=f"picture_{key}", data={"key": key, "title": title, "notes": notes})
