"""The visible parts of the timeline page."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from timeline.codes import Status
from timeline.dataset import Dataset
from timeline.figures import theme
from timeline.figures import timeline as figure
from timeline.filters import DATES, IncidentFilter
from timeline.measures import case as case_measure
from timeline.measures import search, strip
from timeline.measures import thread as thread_measure
from timeline.measures import timeline as measure
from timeline.measures.case import Case
from timeline.measures.lanes import LANES
from timeline.measures.placing import View, day
from timeline.measures.timeline import Board
from timeline.ui import address, citation, controls, layout, picker, picture
from timeline.ui.text import inert, render

CHART = "chart_timeline"
FOLLOWER = "timeline_view"
WIDTH, NARROW_WIDTH = 1000, 350
"""Pixels for which marks are placed; the browser says which of the two fits better."""
SOURCE = "Source: the records of this collection; each case file names its documents."
MOST_LISTED = 500
MOST_MATCHES = 20
ALL, OTHER = "All years", "Other"
CONFIG = {
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": "autosize",
    "modeBarButtonsToRemove": ["lasso2d", "resetScale2d", "toImage"],
}
COLUMNS = (
    "incident_id",
    "title",
    "started_earliest",
    "started_latest",
    "disclosed_earliest",
    "disclosed_latest",
    "attributed_earliest",
    "attributed_latest",
    "status",
    "kinds",
    "accused_states",
    "accused_actors",
    "victim_countries",
    "sectors",
    "url",
)
_follow = st.components.v2.component("timeline_follower", js=(Path(__file__).parent / "timeline.js").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader looks at: lanes, date, visible days, selected incident."""

    by: str
    date: str
    view: View
    whole: View
    incident: str
    is_narrow: bool

    @property
    def width(self) -> int:
        """Pixels of the chart, about."""
        return NARROW_WIDTH if self.is_narrow else WIDTH


def choice(data: Dataset, chosen: IncidentFilter) -> Choice:
    """As the address and the widgets have it; what the address says and is not understood is named and left out."""
    address.one("lanes", LANES, "state")
    view, whole = _linked_view(), measure.whole_view(data.when(chosen.date))
    by, incident = str(st.session_state["lanes"]), st.query_params.get("incident", "")
    return Choice(by, chosen.date, view or whole, whole, incident, _is_narrow())


def widgets(choice: Choice, statuses: Mapping[str, int], board: Board, case: Case | None) -> None:
    """What stands above the chart: lanes, date, years, legend, and the incidents by name."""
    told = {"chart": CHART, "narrow": choice.is_narrow}
    _follow(key=FOLLOWER, data=told, on_view_change=_viewed, on_narrow_change=_ignore)
    with st.expander("Lanes, date, years") if choice.is_narrow else nullcontext():
        with st.container(horizontal=True):
            _lane_widgets(choice)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _range_widgets(choice)
    _legend(statuses)
    _incident_box(board, choice, case)


def _is_narrow() -> bool:
    """What the browser said last; before that, whether it calls itself mobile."""
    said = st.session_state.get(FOLLOWER, {}).get("narrow")
    return "Mobi" in st.context.headers.get("User-Agent", "") if said is None else bool(said)


def _lane_widgets(choice: Choice) -> None:
    """What the lanes stand for, and where on the axis a mark stands."""
    st.segmented_control(
        "Lanes",
        list(LANES),
        format_func=LANES.__getitem__,
        key="lanes",
        required=True,
        wrap=True,
        on_change=address.write,
        args=("lanes",),
    )
    st.session_state["timeline_date"] = choice.date
    st.segmented_control(
        "A mark stands where it",
        list(DATES),
        format_func=DATES.__getitem__,
        key="timeline_date",
        required=True,
        wrap=True,
        on_change=_set_date,
        help="The same choice as “Years mean” in the filter.",
    )


def _linked_view() -> View | None:
    text = st.query_params.get("view", "")
    found = View.read(text)
    if text and not found:
        _dropped("view", text)
        del st.query_params["view"]
    return found


def _dropped(key: str, value: str) -> None:
    st.warning(f"{key}: “{inert(value[:40])}” in this link is not known here and was left out.", icon=":material/link_off:")


def _set_date() -> None:
    st.session_state["date"] = st.session_state["timeline_date"]


def _set_view(view: View | None) -> None:
    if view:
        st.query_params["view"] = view.text
    else:
        st.query_params.pop("view", None)


def _range_widgets(choice: Choice) -> None:
    """Jump to a decade, move and zoom, all by keyboard too."""
    decades, seen = _decades(choice.whole), choice.view
    here = ALL if seen == choice.whole else next((name for name, span in decades.items() if span == seen), None)
    st.session_state["timeline_decade"] = here
    st.segmented_control("Show", [ALL, *decades], key="timeline_decade", wrap=True, on_change=_jump, args=(decades,))
    for name, icon, target in (
        ("Earlier", ":material/chevron_left:", seen.moved(-0.5)),
        ("Later", ":material/chevron_right:", seen.moved(0.5)),
        ("Zoom in", ":material/zoom_in:", seen.scaled(0.5)),
        ("Zoom out", ":material/zoom_out:", seen.scaled(2)),
    ):
        st.button(name, icon=icon, key=f"timeline_{name}", on_click=_set_view, args=(target,))


def _decades(whole: View) -> dict[str, View]:
    """The last eight decades that the selection touches."""
    first, last = day(whole.first).year // 10 * 10, day(whole.last).year // 10 * 10
    return {f"{start}s": View.years(start, start + 9) for start in range(max(first, last - 70), last + 1, 10)}


def _jump(decades: dict[str, View]) -> None:
    _set_view(decades.get(st.session_state["timeline_decade"] or ALL))


def header(data: Dataset, chosen: IncidentFilter) -> dict[str, int]:
    """Title and finding; returns the incidents of each status."""
    statuses = measure.by_status(data)
    layout.header("Timeline", data, chosen, measure.finding(data.count, statuses) if data.count else "")
    return statuses


def _legend(counts: Mapping[str, int]) -> None:
    """Shape, colour and number of each status, with its meaning."""
    rows = []
    for status in Status:
        colour, shape = theme.STATUS_MARKS[status.value]
        told = {"label": status.label, "meaning": status.meaning, "count": f"{counts.get(status.value, 0):,}"}
        rows.append(told | {"colour": colour, "shape": shape})
    st.html(render("legend.html", {"statuses": rows}))


def chart(data: Dataset, choice: Choice) -> tuple[Board, Case | None]:
    """The timeline; a click selects, a box lists, and the visible days go into the address."""
    board = measure.board(data, choice.by, choice.date, choice.view, choice.width)
    case = case_measure.case(data, choice.incident) if choice.incident else None
    if choice.incident and not case:
        _dropped("incident", choice.incident)
    drawn = figure.board(
        board.lanes,
        board.marks,
        board.bars,
        strip.instruments(data.base, board.view, choice.width),
        figure.Axis((board.view.first, board.view.last), board.view.ticks(choice.width), layout.ink(), layout.ground()),
        choice.incident,
        thread_measure.facts(case) if case else None,
    )
    config = CONFIG | {"displayModeBar": not choice.is_narrow}
    alt = measure.sentence(board)
    st.plotly_chart(drawn, key=CHART, on_select=_picked, selection_mode=("points", "box"), config=config, alt=alt, theme=None)
    _notes(board, choice)
    title = f"Incidents by {LANES[choice.by].lower()}, {board.view.words}"
    picture.buttons("timeline", title, [SOURCE, controls.provenance()])
    citation.chart("timeline", title, controls.permalink())
    return board, case


def _ignore() -> None:
    """The state is read where it is needed."""


def _viewed() -> None:
    text = str(st.session_state[FOLLOWER].get("view") or "").split("#", 1)[0]
    _set_view(View.read(text))


def _picked() -> None:
    """A click on a mark selects its incident; a click on a bar shows its days."""
    points = st.session_state[CHART]["selection"]["points"]
    meant = [str(point["customdata"]) for point in points if point.get("customdata")]
    if len(meant) == 1 and not st.session_state[CHART]["selection"]["box"]:
        view = View.read(meant[0])
        if view:
            _set_view(view)
        else:
            _select(meant[0])


def _select(incident_id: str) -> None:
    if incident_id:
        st.query_params["incident"] = incident_id
    else:
        st.query_params.pop("incident", None)


def _incident_box(board: Board, choice: Choice, case: Case | None) -> None:
    """The incidents in view by name: the way to a mark without a mouse."""
    titles = measure.titles(board, MOST_LISTED)
    if case:
        titles.setdefault(choice.incident, case.incident["title"])
    hint = "Click a mark, or type to find one in view" if titles else "Too many to list; zoom in, filter or search"
    picker.box("Incident", layout.names(titles), choice.incident if case else "", "timeline_incident", hint, _select)


def _notes(board: Board, choice: Choice) -> None:
    """What is drawn and what is not, in words."""
    notes = [f"Shown: {board.view.words}."]
    if board.is_density:
        notes.append(
            f"{board.in_view:,} incidents in view are too many to draw one by one: a bar counts a lane's incidents in one "
            f"{board.period}. Height compares the bars of a lane, shade compares lanes. Click a bar, zoom in or filter to see "
            "single marks."
        )
        if board.unplaced:
            notes.append(
                f"{board.unplaced:,} are in no bar: their date is not known to the {board.period}, or may lie outside."
            )
    else:
        notes.append(f"{board.in_view:,} incidents in view.")
        if board.marks_in_view > board.in_view:
            notes.append(f"{board.marks_in_view:,} marks, because an incident stands in each lane that it belongs to.")
        if board.spans:
            notes.append(f"{board.spans:,} dates are known only to a month, a year or a range: a bar spans what they can mean.")
    if board.undated:
        words = {"started": "no date at all", "disclosed": "no date of disclosure", "attributed": "no dated attribution"}
        notes.append(f"{board.undated:,} incidents have {words[choice.date]} and are not drawn.")
    how = "Zoom with the buttons." if choice.is_narrow else "Drag to zoom, double-click for all, box select for a list."
    st.caption(" ".join([*notes, how]) + f"  \n{SOURCE}")


def boxed(data: Dataset, board: Board, choice: Choice) -> None:
    """The incidents inside the box that was drawn on the chart."""
    drawn: list[dict[str, Any]] = st.session_state.get(CHART, {}).get("selection", {}).get("box", [])
    found = [box for box in drawn if box.get("yref", "y") == "y" and len(box.get("x", ())) == 2]
    if not found:
        return
    (left, right), (one, other) = (sorted(found[0][axis]) for axis in ("x", "y"))
    view = View.read(f"{str(left)[:10]}..{str(right)[:10]}")
    if view is None:
        return
    inside = measure.boxed(data, board, choice.date, view, float(one), float(other))
    st.subheader(f"{inside.count:,} incident{'' if inside.count == 1 else 's'} in the box", anchor=False)
    if inside.count:
        layout.table(inside.arrow("incidents", COLUMNS), "timeline_box", "incidents")


def matches(data: Dataset, chosen: IncidentFilter) -> None:
    """What a text search found, with the words lit."""
    if not chosen.text:
        return
    st.subheader(f"{data.count:,} incident{'' if data.count == 1 else 's'} with “{inert(chosen.text)}”", anchor=False)
    with st.container(gap=None, key="timeline_matches"):
        for match in search.matches(data, chosen.text, chosen.date, MOST_MATCHES):
            st.page_link("pages/incident.py", label=_lit(match.title), query_params=controls.link(incident=match.incident_id))
            if match.places:
                st.caption("  \n".join(f"{name}: {_lit(text)}" for name, text in match.places))
    if data.count > MOST_MATCHES:
        st.caption(f"The first {MOST_MATCHES} by date; the list below has all that are in view.")


def _lit(pieces: search.Pieces) -> str:
    return "".join(f":orange-background[{inert(text)}]" if is_hit else inert(text) for text, is_hit in pieces)


def listing(data: Dataset, board: Board, choice: Choice) -> None:
    """All incidents in view as a table with its extract; made when opened."""
    shown = st.expander(f"The {board.in_view:,} incidents in view as a table", on_change="rerun", key="timeline_list")
    if shown.open:
        with shown:
            inside = measure.inside(data, choice.by, choice.date, board.view)
            layout.table(inside.arrow("incidents", COLUMNS), "timeline_in_view", "incidents")
