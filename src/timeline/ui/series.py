"""Yearly series: choice, chart with definitions beside it, and the check of a sentence that compares two years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from timeline.amounts import compared, in_words
from timeline.dataset import Dataset
from timeline.figures import series as figure
from timeline.measures import series as measure
from timeline.ui import address, layout
from timeline.ui.text import inert, linked, render

MOST_SERIES = 10
SCALES, MONEY, SHOWN = ("linear", "log"), ("as published", "inflation taken out"), ("values", "change per year")
VIEWS: dict[str, tuple[str, ...]] = {
    "FBI IC3: all losses": ("ic3-total-losses",),
    "IC3: parts of the total": (
        "ic3-bec-losses",
        "ic3-investment-fraud-losses",
        "ic3-ransomware-losses",
        "ic3-cyber-threat-losses",
    ),
    "IC3: complaints": ("ic3-complaints",),
    "Ransomware payments, by edition": ("chainalysis-ransomware-20",),
    "Stolen crypto and the part ascribed to North Korea": ("chainalysis-stolen-crypto-20", "chainalysis-dprk-stolen-crypto-20"),
    "Australia: reports and average loss": ("asd-cybercrime-reports", "asd-average-cost"),
}
"""Button -> how the ids of its series begin."""
QUOTE = "such attacks resulted in $12.5 billion in losses in 2023 alone, over three times the amount reported in 2019"


def known(data: Dataset) -> pd.DataFrame:
    """What there is to choose from, one row a series, by `series_id`."""
    return measure.catalog(data).set_index("series_id", drop=False)


def choose(data: Dataset, catalog: pd.DataFrame) -> pd.DataFrame:
    """The points of the series that the reader chose, as they are to be drawn."""
    titles: dict[str, str] = dict(zip(catalog["series_id"], catalog["title"], strict=True))
    address.many("series", titles, [measure.TOTAL] if measure.TOTAL in titles else list(titles)[:1])
    picked = st.multiselect(
        "Series",
        list(titles),
        format_func=layout.option(titles),
        key="series",
        max_selections=MOST_SERIES,
        on_change=address.write,
        args=("series",),
        placeholder="Choose at least one series",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        change = address.switch("Show", SHOWN, "shown") == SHOWN[1]
        real = (
            address.switch("Money", MONEY, "money", "Inflation is taken out of US dollars only, by the US price index.")
            == MONEY[1]
        )
        address.switch("Scale", SCALES, "scale", "A change per year is always drawn on a linear scale.", disabled=change)
        _views(list(titles))
    return measure.points(data, picked, real=real, change=change)


def _views(known: Sequence[str]) -> None:
    """Buttons that choose series which belong together."""
    with st.popover("Series that belong together"):
        for name, starts in VIEWS.items():
            ids = [
                one for start in starts for one in known if one.startswith(start) and not one.endswith(measure.FIRST_PUBLISHED)
            ]
            if ids:
                st.button(name, key=f"view_{name}", on_click=address.put, args=("series", ids[:MOST_SERIES]), width="stretch")


def show(data: Dataset, catalog: pd.DataFrame, drawn: pd.DataFrame) -> None:
    """A chart for each unit, what each line counts beside it, and what could not be drawn."""
    for text in drawn.attrs["left_out"]:
        st.info(inert(text), icon=":material/info:")
    if drawn.empty:
        st.info("Nothing to draw: choose a series above.")
    for place, (unit, part) in enumerate(measure.groups(drawn)):
        _titled(part, unit)
        chart, beside = st.columns([3, 2], gap="medium")
        with chart:
            _chart(data, catalog, part, unit, f"series_{place}")
        with beside:
            _definitions(data, catalog, part)


def _titled(part: pd.DataFrame, unit: str) -> None:
    """The newest value of one series, or the warning that several count different things."""
    count = part["series_id"].nunique()
    percent = unit.startswith(figure.PERCENT)
    if count == 1:
        newest = part.iloc[-1]
        value = f"{newest['shown']:+.0f} %" if percent else in_words(newest["shown"], newest["unit"])
        st.subheader(inert(f"{newest['title']}: {value} in {newest['year']}"), anchor=False)
    else:
        st.subheader(inert(f"{count} series, {'change from year to year' if percent else unit}"), anchor=False)
        st.warning(
            "These do not count the same thing: definitions, populations or editions differ, and one may be part of "
            "another. Compare how each moves, not their levels, and never add them.",
            icon=":material/difference:",
        )
    gaps = "No change is given across" if percent else "A line is broken at"
    st.caption(inert(f"Unit: {unit}. {gaps} a missing year or a change of method."))


def _chart(data: Dataset, catalog: pd.DataFrame, part: pd.DataFrame, unit: str, key: str) -> None:
    percent = unit.startswith(figure.PERCENT)
    log = st.session_state.get("scale") == "log" and not percent
    breaks = measure.boundaries(part)
    drawing = figure.changes(part) if percent else figure.lines(part, breaks, log=log)
    titles = list(part["title"].unique())
    span = f"{part['year'].min()} to {part['year'].max()}"
    alt = f"{'Bars' if percent else 'Lines'} for {'; '.join(titles)}. {len(part)} points, {span}, in {unit}"
    if len(breaks):
        alt += f". {len(breaks)} breaks in method, at " + ", ".join(
            f"{row.before:.0f}/{row.after:.0f}" for row in breaks.itertuples()
        )
    bodies = catalog.loc[list(part["series_id"].unique()), "body"].unique()
    caveat = "Values as printed by the source; a link for each is in the table."
    if "prices of" in unit or "inflation" in unit:
        caveat += f" Inflation taken out with: {measure.price_source(data)}."
    name = f"{'; '.join(titles)} ({unit})"
    layout.figure_with_table(drawing, part, key, f"{alt}.", caveat, "; ".join(bodies), title=name)


def _definitions(data: Dataset, catalog: pd.DataFrame, part: pd.DataFrame) -> None:
    values: list[dict[str, Any]] = [
        {str(name): value for name, value in catalog.loc[one].items()}
        | {"gaps": measure.gaps(data, one), "span": f"{catalog.loc[one, 'first']} to {catalog.loc[one, 'last']}"}
        for one in part["series_id"].unique()
    ]
    with st.container(height=560 if len(values) > 1 else "content", border=False):
        st.html(render("series.html", {"series": values}))


def check(data: Dataset, catalog: pd.DataFrame) -> None:
    """Pick a series and two years: the sentence they bear, or why they bear none."""
    st.subheader("Check a sentence", anchor=False)
    st.caption("Pick a series and two years, and read what can be said. Nothing is said across a change of method.")
    asking, example = st.columns([3, 2], gap="medium")
    with asking:
        found = _ask(data, catalog)
        if found:
            _answer(found)
    with example:
        _seed(data)


def _ask(data: Dataset, catalog: pd.DataFrame) -> measure.Comparison | None:
    series_id, *default = measure.SEED
    address.one("check", list(catalog.index), series_id if series_id in catalog.index else catalog.index[0])
    picked = st.selectbox(
        "Series to check",
        list(catalog.index),
        format_func=layout.option(dict(zip(catalog.index, catalog["title"], strict=True))),
        key="check",
        on_change=address.write,
        args=("check",),
    )
    years = [str(year) for year in range(min(catalog["first"]), max(catalog["last"]) + 1)]
    with st.container(horizontal=True):
        for key, title, start in (("from", "From", default[0]), ("to", "To", default[1])):
            address.one(key, years, str(start) if str(start) in years else years[-1])
            st.selectbox(title, years, key=key, on_change=address.write, args=(key,), width=160)
    return measure.compare(data, str(picked), int(st.session_state["from"]), int(st.session_state["to"]))


def _answer(found: measure.Comparison) -> None:
    if found.refusal:
        st.error(f"**No sentence.** {inert(found.refusal)}", icon=":material/block:")
    else:
        st.code(found.sentence, language=None, wrap_lines=True)
        st.markdown("\n".join(f"- {inert(note)}" for note in found.notes))
        st.markdown("Sources: " + "; ".join(_source(one) for one in found.sources))
    st.caption("Link to this check")
    st.code(_link(found), language=None, wrap_lines=True)


def _source(one: measure.Row) -> str:
    return f"{one['year']}: " + linked(f"{one['title']} ({one['publisher']})", one["url"])


def _link(found: measure.Comparison) -> str:
    """The address of this page with nothing but the check."""
    here = (st.context.url or "losses").split("?")[0]
    first, last = found.years
    return f"{here}?{urlencode({'check': found.series['series_id'], 'from': first, 'to': last})}"


def _seed(data: Dataset) -> None:
    found = measure.seed_check(data)
    if found is None:
        return
    first, last = found.comparison.years
    right = [f"{found.comparison.sentence.split('. What is counted')[0]}."]
    wrong = [
        "“Such attacks”: the sum is all internet-enabled crime, mostly fraud and scams, that was reported to one US body. "
        "It is not the cost of the incidents collected here, nor of state operations.",
        "The amounts are unverified statements by those who filed a complaint.",
    ]
    if found.ransomware:
        part, share = found.ransomware
        wrong.append(f"Ransomware is {in_words(part, 'USD')} of the {last} sum, {share:.1%}; IC3 itself calls it too low.")
    if found.comparison.real_ratio:
        wrong.append(f"With US inflation taken out, {last} is {found.comparison.real_ratio:.1f} times {first}.")
    if found.complaints:
        early, late = found.complaints
        wrong.append(f"Complaints: {late:,.0f} in {last}, {compared(late / early)} the {early:,.0f} of {first}.")
    st.html(render("seed.html", {"quote": QUOTE, "right": right, "wrong": wrong}))
