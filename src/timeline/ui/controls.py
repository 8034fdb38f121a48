"""The shared filter: widgets in the sidebar, bound to the address, and the selection they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import StopException

from timeline.codes import IncidentKind, Sector, Status, label
from timeline.dataset import NO_DATE, Base, Dataset
from timeline.exports.extract import TITLE
from timeline.filters import DATES, IncidentFilter, Query
from timeline.plain import visible
from timeline.ui import data as source
from timeline.ui import imported
from timeline.ui.text import inert

_KEYS = tuple(field.name for field in fields(IncidentFilter))
NOTES_SHOWN = 6
_LINKED, _NOTES, _SPAN, _PAGE, _SAME = "filter_linked", "filter_notes", "filter_span", "filter_page", "filter_same_page"


def chosen_dataset() -> tuple[Dataset, IncidentFilter]:
    """The incidents of the reader's choice, and the choice."""
    _run_inside_app()
    data: Dataset = source.current()
    chosen = _choice(data.base)
    return chosen.apply(data), chosen


def _run_inside_app() -> None:
    """Start over when the page runs alone.

    Until app.py has run once in this process, Streamlit takes the folder `pages/` for an app of the older kind, so that
    the first visitor, if a deep link leads there, gets the bare page without navigation and filter.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


@contextmanager
def around(page: Page) -> Iterator[None]:
    """The filter in the sidebar, around the run of the page, so that the chart need not wait for widgets that did not change.

    It goes first where its widgets have yet to take their values: on the first run of a page, and when the address was changed
    by anything but them.
    """
    base = source.current().base
    _read_link(page, base)
    _read_typed_actors(base)
    _refit_years(base)
    is_settled = _is_settled(page, base)
    if not is_settled:
        _sidebar(base)
    _say_notes(base)
    try:
        yield
    except (StopException, Exception):  # a page may stop early; one that starts over must not write to the address any more
        if is_settled:
            _sidebar(base)
        raise
    if is_settled:
        _sidebar(base)


def _is_settled(page: Page, base: Base) -> bool:
    """Whether the run before was of this page, and the address says what the widgets hold."""
    before, st.session_state[_PAGE] = st.session_state.get(_PAGE), page.url_path
    st.session_state[_SAME] = before == page.url_path
    if not is_same_page() or "years" not in st.session_state:
        return False
    chosen, _ = IncidentFilter.from_query(_query(), base)
    return chosen == _choice(base)


def is_same_page() -> bool:
    """Whether the run before this one was of the same page."""
    return bool(st.session_state.get(_SAME))


def _query() -> Query:
    """The part of the address that is the filter's."""
    return {key: st.query_params.get_all(key) for key in _KEYS if key in st.query_params}


def _sidebar(base: Base) -> None:
    with st.sidebar:
        imported.switch()
        _widgets(base)


def _say_notes(base: Base) -> None:
    """What of a link or an entry was left out, for as long as the choice is the one that is left."""
    notes, noted = st.session_state.get(_NOTES, ((), None))
    if notes and noted == _choice(base):
        more = [f"and {len(notes) - NOTES_SHOWN} more"] if len(notes) > NOTES_SHOWN else []
        shown = ["This link or entry could not be used in full.", *map(inert, notes[:NOTES_SHOWN]), *more]
        st.warning("  \n".join(shown), icon=":material/link_off:")


def link(**page: str) -> Query:
    """Parameters of a link within the app. The choice needs none: its widgets write themselves into the new address."""
    return {key: [value] for key, value in page.items()}


def provenance() -> str:
    """Collection, filter and data version in a sentence, for pictures and citations."""
    base = source.current().base
    chosen = _choice(base).describe(base)
    return f"{TITLE}. Filter: {chosen}. Data version {base.version} of {base.date}, CC BY 4.0."


def permalink() -> str:
    """The address that restores the page as it stands, the choice written with codes and ids, which do not change."""
    others = {key: st.query_params.get_all(key) for key in st.query_params if key not in _KEYS}
    query = urlencode(others | _choice(source.current().base).to_query(), doseq=True)
    here = (st.context.url or "http://localhost:8501/").split("?")[0]
    return f"{here}?{query}" if query else here


def _read_link(page: Page, base: Base) -> None:
    """On the first pass of a visit: when the address is not written as the widgets write it, go to the one that is.

    Widgets bound to the address take their first value from it alone, and drop in silence what they do not know.
    """
    if _LINKED in st.session_state:
        return
    query = _query()
    chosen, warnings = IncidentFilter.from_query(query, base)
    st.session_state[_LINKED] = chosen
    st.session_state[_NOTES] = (warnings, chosen)
    if (shown := _as_shown(chosen, base)) != query:
        others = {key: st.query_params.get_all(key) for key in st.query_params if key not in _KEYS}
        st.switch_page(page, query_params=others | shown)


def _read_typed_actors(base: Base) -> None:
    """A name typed into the actor box becomes the actor it stands for; an unknown or ambiguous one is said."""
    held = list(st.session_state.get("actors", ()))
    if any(value not in base.actor_names for value in held):
        found, warnings = IncidentFilter.from_query({"actors": held}, base)
        st.session_state["actors"] = list(found.actors)
        st.session_state[_NOTES] = (warnings, replace(_choice(base), actors=found.actors))


def _refit_years(base: Base) -> None:
    """When other collections are shown than before, the span of years is another: all years stay all years."""
    span, before = _span(base), st.session_state.get(_SPAN)
    st.session_state[_SPAN] = span
    held = st.session_state.get("years")
    if held and before and before != span:
        first, last = (max(span[0], min(span[1], int(year))) for year in held)
        st.session_state["years"] = span if tuple(held) == before else (first, last)


def _as_shown(chosen: IncidentFilter, base: Base) -> Query:
    """The query that the bound widgets themselves write for this choice."""
    query = chosen.to_query()
    for key, (_, name) in _LISTS.items():
        if key in query:
            query[key] = [name(base, value) for value in query[key]]
    if "date" in query:
        query["date"] = [DATES[chosen.date]]
    return query


def _choice(base: Base) -> IncidentFilter:
    """The choice that the widgets hold."""
    held = st.session_state
    years = tuple(held.get("years", ()))
    lists: dict[str, Any] = {key: tuple(held.get(key, ())) for key in _LISTS}
    return IncidentFilter(
        **lists,
        years=None if not years or years == _span(base) else (int(years[0]), int(years[1])),
        date=held.get("date", "started"),
        text=(held.get("text") or "").strip(),
    )


def _span(base: Base) -> tuple[int, int]:
    """First and last year of any date that the years may mean."""
    return base.derived("years of the slider", lambda: _years(base))


def _years(base: Base) -> tuple[int, int]:
    days = [base.when(name) for name in DATES]
    known = np.concatenate([array[array != NO_DATE] for pair in days for array in (pair.earliest, pair.latest)])
    if not len(known):
        return 1980, 2026
    first, last = known.min().astype("datetime64[D]"), known.max().astype("datetime64[D]")
    years = int(str(first)[:4]), int(str(last)[:4])
    return years[0], max(years[1], years[0] + 1)  # a slider needs two ends


Options = Callable[[Base], Iterable[str]]
Name = Callable[[Base, str], str]


def _occurring(column: str) -> Options:
    return lambda base: base.codes(column).values


def _country(base: Base, code: str) -> str:
    return visible(base.country_names.get(code, code))


def _actor(base: Base, actor: str) -> str:
    return visible(base.actor_names.get(actor, actor))


_LISTS: dict[str, tuple[Options, Name]] = {
    "states": (_occurring("accused_states"), _country),
    "actors": (lambda base: base.actor_names, _actor),
    "kinds": (_occurring("kinds"), lambda base, code: label(IncidentKind, code)),
    "victims": (_occurring("victim_countries"), _country),
    "sectors": (_occurring("sectors"), lambda base, code: label(Sector, code)),
    "status": (_occurring("status"), lambda base, code: label(Status, code)),
    "clause": (lambda base: base.tables["norm_links"]["clause_id"].drop_null().unique().to_pylist(), lambda base, one: one),
    "collection": (_occurring("collection"), lambda base, one: one),
}
_MORE = {
    "victims": ("Victim in", "Country of a target."),
    "sectors": ("Sector", "What a target does."),
    "status": ("Status", "Where the attribution stands, computed from the claims."),
    "clause": ("Norm clause", "Incidents linked to a clause, invoked or by our reading."),
    "collection": ("Collection", "Curated here, or imported from another tracker."),
}
"""Filters used less often -> their title and help."""


def _names(base: Base, key: str, more: set[str]) -> dict[str, str]:
    """What can be chosen -> its name, by name; `more` is chosen though no incident has it."""
    options, name = _LISTS[key]

    def sort(values: Iterable[str]) -> dict[str, str]:
        return dict(sorted(((one, name(base, one)) for one in values), key=lambda pair: pair[1].casefold()))

    known = base.derived(f"options of {key}", lambda: sort(set(options(base))))
    return known if more <= known.keys() else sort(known.keys() | more)


def _multiselect(base: Base, key: str, title: str, help_text: str, *, new: bool = False) -> None:
    linked = getattr(st.session_state.get(_LINKED), key, ())
    held = [one for one in st.session_state.get(key) or () if not new]
    names = _names(base, key, {*linked, *held})
    st.multiselect(
        title,
        list(names),
        format_func=lambda one: names.get(one, one),  # kept with the session: it must not hold the base
        key=key,
        bind="query-params",
        help=help_text,
        accept_new_options=new,
        placeholder="Any",
    )


def _widgets(base: Base) -> None:
    st.subheader("Choose incidents")
    st.text_input("Search text", key="text", bind="query-params", max_chars=100, placeholder="Title, malware, actor …")
    _multiselect(base, "states", "Accused state", "A state that any standing claim names. An accusation is a claim.")
    _multiselect(base, "actors", "Actor", "Type any name: Strontium, Fancy Bear and APT28 find the same actor.", new=True)
    first, last = _span(base)
    st.slider("Years", first, last, (first, last), key="years", bind="query-params")
    st.selectbox(
        "Years mean",
        list(DATES),
        format_func=DATES.__getitem__,
        key="date",
        bind="query-params",
        help="Where no source says when an incident began, the day it was noticed or became public stands in.",
    )
    _multiselect(base, "kinds", "Kind", "What was done.")
    more = st.expander("More filters", on_change="rerun", key="filter_more")
    if more.open or any(st.session_state.get(key) or key in st.query_params for key in _MORE):
        with more:
            _more_widgets(base)
    st.button("Clear all filters", on_click=_clear, args=(_span(base),), width="stretch")


def _more_widgets(base: Base) -> None:
    """Made when opened, or when one of them is in use."""
    for key, (title, help_text) in _MORE.items():
        if key != "collection" or len(base.codes(key).values) > 1:
            _multiselect(base, key, title, help_text)


def _clear(span: tuple[int, int]) -> None:
    for key in _LISTS:
        st.session_state[key] = []
    st.session_state.update(years=span, date="started", text="")
    st.session_state.pop(_NOTES, None)
