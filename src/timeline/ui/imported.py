"""What one visitor imported: kept in the session alone, in memory, and gone with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from timeline.dataset import Base, Dataset
from timeline.trackers import build

if TYPE_CHECKING:
    from timeline.trackers.load import Import

KEY, CHOICE = "imported", "collections"
CHOICES = {"both": "Both", "curated": "Curated", "imported": "Imported"}
"""What every page shows once something is imported -> words."""


@dataclass(slots=True)
class Imported:
    """An import, the bases made of it, and the reader's decisions on matches."""

    found: Import
    bases: dict[tuple[str, str], Dataset] = field(default_factory=dict)
    decisions: dict[tuple[str, str, str], str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    """What is made once from this import, such as its matches."""


def held() -> Imported | None:
    """The import of this session."""
    found: Imported | None = st.session_state.get(KEY)
    return found


def hold(found: Import) -> None:
    """Keep an import for this session in place of any earlier one."""
    st.session_state[KEY] = Imported(found)


def drop() -> None:
    """Forget the import."""
    st.session_state.pop(KEY, None)
    st.session_state.pop(CHOICE, None)


def shown(curated: Dataset) -> Dataset:
    """Curated, imported or both, as the reader chose; without an import the curated dataset."""
    import_ = held()
    choice = st.session_state.get(CHOICE) or "both"
    if import_ is None or not import_.found.count or choice == "curated":
        return curated
    key = (choice, curated.base.version)
    if key not in import_.bases:
        if any(version != curated.base.version for _, version in import_.bases):
            import_.bases.clear()
        make: Callable[[Base, Any], Base] = build.alone if choice == "imported" else build.combined
        import_.bases[key] = Dataset(build.marked(make(curated.base, import_.found.tables)))
    return import_.bases[key]


def switch() -> None:
    """The choice between the collections, where there is one."""
    import_ = held()
    if import_ is None or not import_.found.count:
        return
    st.radio(
        "Collections",
        list(CHOICES),
        format_func=CHOICES.__getitem__,
        horizontal=True,
        key=CHOICE,
        help="Imported incidents carry ◇ and the name of their collection. They are in this session only.",
    )
