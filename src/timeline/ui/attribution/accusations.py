"""Who accuses whom: the matrix, and the claims behind one of its cells."""

from __future__ import annotations

import streamlit as st

from timeline.dataset import Dataset
from timeline.figures.attribution import matrix as figure
from timeline.filters import IncidentFilter
from timeline.measures.attribution import matrix as measure
from timeline.measures.attribution.claims import GROUPS, MARKS
from timeline.ui import address, layout
from timeline.ui.attribution import statements
from timeline.ui.attribution.words import SOURCE, UNIT_WORDS, pick, plural, switch, unit
from timeline.ui.text import inert

ABOUT = {"states": "states", "actors": "actors"}
ANYONE = {"": "anyone"}
KEY = "accusations"
READING = (
    "A square: claims that name someone as responsible. A filled diamond: the accused or its side denies. An open diamond: "
    "others dispute, or a claim was taken back. A circle: someone says they did it. A statement that names two states is "
    "two claims; a denial stands under the state that it defends."
)


def show(data: Dataset, chosen: IncidentFilter) -> None:
    """The matrix over the selection, and the cell that the reader opened."""
    with st.container(horizontal=True):
        about = switch("Accused", ABOUT, "about", note="What the columns are.")
        counted = unit()
    opened = _opened()
    found = measure.matrix(data, about, counted, opened)
    if found.cells.empty:
        st.info("None of the chosen incidents has a claim. That is not the same as an incident without an author.")
        return
    _title(found, about, counted)
    left_out = (
        f" {found.unnamed_parties:,} parties of the opened groups have no row of their own." if found.unnamed_parties else ""
    )
    layout.figure_with_table(
        figure.matrix(found.cells, found.rows, found.columns, MARKS, counted),
        found.cells,
        KEY,
        alt=f"Marks with numbers: {plural(len(found.rows), 'row')} of claimants against {len(found.columns)} {about}.",
        caveat=f"{READING}{left_out}",
        source=SOURCE,
        on_click=_open_clicked,
    )
    _cell(data, chosen, found, about, counted)


def _opened() -> list[str]:
    """Groups whose parties have rows; the group of a party that the address asks for is among them."""
    words = {key: name for key, (name, _) in GROUPS.items()}
    address.many("opened", words)
    picked: list[str] = st.pills(
        "Show single claimants of",
        list(words),
        selection_mode="multi",
        format_func=words.__getitem__,
        key="opened",
        on_change=address.write,
        args=("opened",),
    )
    group, _, party = st.query_params.get("by", "").partition("/")
    return [*picked, group] if party and group in words else picked


def _title(found: measure.Matrix, about: str, counted: str) -> None:
    named = found.cells[(found.cells["mark"] == "accuses") & ~found.cells["row"].str.contains("/", regex=False)]
    named = named[~named["column"].isin((measure.OTHERS, measure.NOBODY))]
    if named.empty:
        st.header(f"Who accuses whom: no {about} are named", anchor=False)
    else:
        top = named.sort_values("count", ascending=False, kind="stable").to_dict("records")[0]
        words = f"Most often: {top['claimant'].lower()} against {top['accused']}, {top['count']:,} {counted}"
        st.header(inert(words), anchor=False)
    st.caption(f"{UNIT_WORDS[counted]} Choose a mark, or a pair in the lists beneath, to read the claims.")


def _open_clicked() -> None:
    points = st.session_state[f"chart_{KEY}"].selection.points
    if points:
        row, column = points[0]["customdata"]
        address.put("by", row)
        address.put("of", column)


def _cell(data: Dataset, chosen: IncidentFilter, found: measure.Matrix, about: str, counted: str) -> None:
    """The claims by one claimant about one accused."""
    rows = ANYONE | {row["key"]: row["label"] if not row["party"] else f"· {row['label']}" for row in found.rows}
    columns = ANYONE | {column["key"]: column["label"] for column in found.columns}
    by_box, of_box = st.columns(2)
    with by_box:
        by = pick("Claims by", rows, "by")
    with of_box:
        of = pick("About", columns, "of")
    if not by and not of:
        st.caption("Choose a claimant, an accused, or both.")
        return
    claims = measure.cell(data, about, counted, by, of)
    st.subheader(_words(rows[by], columns[of], len(claims.rows)), anchor=False)
    if len(claims.rows):
        statements.listing(claims, chosen, "claims")


def _words(by: str, of: str, count: int) -> str:
    return inert(f"Claims by {by.removeprefix('· ')} about {of}: {count:,}")
