"""The visible parts of a case file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import streamlit as st

from timeline.codes import Basis, IncidentKind, LossKind, Sector, SourceKind, Stance, Status, Tracker, label
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import case as measure
from timeline.measures.case import Case, Row
from timeline.ui import controls, layout
from timeline.ui.text import inert, render, web_link

MOST_LISTED = 500
"""Incidents in the picker; a narrower filter reaches the rest."""
TIMING = {"before": "in existence before the incident", "after": "came after the incident", "unclear": ""}
TABLES = {
    "attributions": "Claims",
    "events": "Events",
    "responses": "Responses",
    "losses": "Loss figures",
    "norm_links": "Norm links",
    "targets": "Targets",
    "sources": "Sources",
    "tracker_refs": "Other trackers",
}


def choose(data: Dataset, chosen: IncidentFilter) -> Case:
    """The case that the address names or the reader picks; says so and stops when there is none."""
    listed = _listed(data)
    wanted = st.query_params.get("incident", "")
    found = measure.case(data, wanted) if wanted else None
    if wanted and found is None:
        st.warning(f"There is no incident “{inert(wanted[:60])}” here. It may have been renamed; choose one below.")
    titles = dict(listed)
    if found:
        titles.setdefault(wanted, found.incident["title"])
    st.selectbox(
        "Case",
        list(titles),
        index=list(titles).index(wanted) if wanted in titles else None,
        format_func=titles.__getitem__,
        placeholder="Choose a case",
        key=f"case_{wanted}",
        on_change=_open,
        args=(f"case_{wanted}",),
    )
    if data.count > MOST_LISTED:
        st.caption(f"The first {MOST_LISTED} of {data.count:,} are listed; filter or search in the sidebar for others.")
    if found is None:
        st.stop()
    _neighbours([one for one, _ in listed], wanted, titles, chosen)
    return found


def _listed(data: Dataset) -> list[tuple[str, str]]:
    """Id and title of the chosen incidents, by the date they began or were first known."""
    order = np.argsort(data.when("started").earliest, kind="stable")[:MOST_LISTED]
    rows = data.arrow("incidents", ["incident_id", "title"]).take(order)
    return list(zip(rows["incident_id"].to_pylist(), rows["title"].to_pylist(), strict=True))


def _open(key: str) -> None:
    picked = st.session_state.get(key)
    if picked:
        st.query_params["incident"] = picked


def _neighbours(order: list[str], here: str, titles: dict[str, str], chosen: IncidentFilter) -> None:
    """Links to the cases before and after in the current filter."""
    if here not in order:
        return
    place = order.index(here)
    with st.container(horizontal=True):
        for name, icon, other in (
            ("Previous", ":material/arrow_back:", place - 1),
            ("Next", ":material/arrow_forward:", place + 1),
        ):
            if 0 <= other < len(order):
                st.page_link(
                    "pages/incident.py",
                    label=f"{name}: {inert(titles[order[other]])}",
                    icon=icon,
                    query_params=controls.link(chosen, incident=order[other]),
                )


def header(case: Case, data: Dataset) -> None:
    """Name, summary, when, where, who, what it cost, and the status in one sentence."""
    incident = case.incident
    st.title(incident["title"], anchor=False)
    if incident["other_names"]:
        st.caption("Also called " + inert(", ".join(incident["other_names"])))
    st.info(f"**{label(Status, incident['status'])}.** {inert(case.verdict)}", icon=":material/gavel:")
    st.html(render("case.html", {"incident": incident, "facts": list(_facts(case, data))}))


def _facts(case: Case, data: Dataset) -> Iterable[tuple[str, str]]:
    incident = case.incident
    for name, title in measure.OWN_DATES.items():
        yield title, measure.words(incident, name) or "no source says"
    yield "Targets", "; ".join(_target(target) for target in case.rows["targets"])
    yield "Kind", ", ".join(label(IncidentKind, one) for one in incident["kinds"])
    if incident["malware"]:
        yield "Malware and tools", ", ".join(incident["malware"])
    yield "Cost", _cost(case)


def _target(target: Row) -> str:
    parts = [target["country_name"], label(Sector, target["sector"]).lower()]
    if target["critical_infrastructure"]:
        parts.append("critical infrastructure")
    return f"{target['name']} ({', '.join(part for part in parts if part)})"


def _cost(case: Case) -> str:
    """The figures side by side, never added."""
    wholes = [loss for loss in case.rows["losses"] if loss["is_loss"] and not loss["part_of"]]
    if wholes:
        return "; ".join(f"{amount(loss)} ({loss['estimator']})" for loss in wholes[:4]) + (" …" if len(wholes) > 4 else "")
    return case.incident["no_loss_figure"] or "no published figure found"


def amount(loss: Row, low: str = "low", high: str = "high", currency: str | None = None) -> str:
    """A range of money in words: `USD 4 billion`, `GBP 92 million`, `at least USD 2 million`."""
    unit = currency or loss["currency"]
    least, most = loss[low], loss[high]
    if least is not None and most is not None:
        return f"{unit} {_short(least)}" if least == most else f"{unit} {_short(least)} to {_short(most)}"
    return f"at least {unit} {_short(least)}" if least is not None else f"up to {unit} {_short(most)}"


def _short(value: float) -> str:
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if value >= size:
            return f"{value / size:,.3g}{word}"
    return f"{value:,.0f}"


def ladder(case: Case) -> None:
    """Every dated fact in order."""
    st.subheader("What happened when", anchor=False)
    st.html(render("ladder.html", {"ladder": case.ladder}))


def claims(case: Case) -> None:
    """Claims side by side, highest authority first, denials marked."""
    st.subheader("Who blames whom, and how surely", anchor=False)
    if not case.rows["attributions"]:
        st.markdown("No public claim of responsibility or attribution was found.")
        return
    parties = {row["attribution_id"]: f"{row['party']}, {row['when']}" for row in case.rows["attributions"]}
    rows: list[dict[str, Any]] = []
    for claim in sorted(case.rows["attributions"], key=lambda row: -row["authority"]):
        rows.append(
            claim
            | {"stance_words": label(Stance, claim["stance"]), "confidence_text": measure.confidence(claim)}
            | {"answer_words": "; ".join(parties.get(one, "") for one in claim["answers"])}
        )
    st.html(render("claims.html", {"claims": rows}))


def losses(case: Case) -> None:
    """Figures side by side, with who estimated what; nothing is added up."""
    st.subheader("What it cost, according to whom", anchor=False)
    if not case.rows["losses"]:
        st.markdown(
            inert(case.incident["no_loss_figure"] or "No published money figure was found. That is not a cost of zero.")
        )
        return
    names = {row["loss_id"]: f"{row['counts']} ({row['estimator']})" for row in case.rows["losses"]}
    rows = [
        loss
        | {"amount": amount(loss), "kind_words": label(LossKind, loss["kind"]), "part_words": names.get(loss["part_of"], "")}
        | {"usd": "" if loss["currency"] == "USD" else f"about {amount(loss, 'low_usd', 'high_usd', 'USD')}"}
        for loss in case.rows["losses"]
    ]
    st.html(render("losses.html", {"losses": rows}))
    st.caption("Figures stand side by side and are never added. Conversions use the annual average rate named in the data.")


def norms(case: Case) -> None:
    """Clauses that the case touches, with the basis of each link."""
    st.subheader("Which norms it touches", anchor=False)
    links = case.rows["norm_links"]
    invoked = sum(link["basis"] == Basis.INVOKED for link in links)
    st.caption(
        f"Invoked by someone: {invoked}. Our reading: {len(links) - invoked}. The two are never counted together."
        if links
        else "No norm was found to be invoked, and no link is made by us."
    )
    rows = [link | {"basis_words": _basis(link), "timing_words": _timing(link)} for link in links]
    st.html(render("norms.html", {"links": rows}))


def _basis(link: Row) -> str:
    if link["basis"] == Basis.INVOKED:
        return f"Invoked by {link['invoked_by']}, {link['when']}"
    return "Our reading; nobody invoked it here"


def _timing(link: Row) -> str:
    timing = TIMING[link["instrument_timing"]]
    return f"Adopted {link['adopted']}{', ' + timing if timing else ''}." if link["adopted"] else ""


def related(case: Case, data: Dataset, chosen: IncidentFilter) -> None:
    """Related incidents and what other trackers call this one."""
    rows = data.base.tables["incidents"].select(["incident_id", "title"]).to_pylist()
    titles = {row["incident_id"]: row["title"] for row in rows}
    if case.incident["related"]:
        st.subheader("Related incidents", anchor=False)
        for other in case.incident["related"]:
            layout.case_link(other, titles.get(other, other), chosen)
    if case.rows["tracker_refs"]:
        st.subheader("The same event in other collections", anchor=False)
        st.markdown("\n".join(f"- {_tracker(row)}" for row in case.rows["tracker_refs"]))


def _tracker(row: Row) -> str:
    where = f"{row['tracker']}: {row['title'] or ''} {'(' + row['external_id'] + ')' if row['external_id'] else ''}"
    meaning = Tracker(row["tracker"]).meaning  # type: ignore[call-arg]  # looked up by value
    url = web_link(row["url"])
    return f"{inert(where.strip())}, {inert(meaning)}" + (f" [Open]({url})" if url else "")


def sources(case: Case) -> None:
    """The documents, numbered as cited above."""
    st.subheader("Sources", anchor=False)
    rows = [source | {"kind_words": label(SourceKind, source["kind"])} for source in case.sources]
    st.html(render("sources.html", {"sources": rows}))


def tables(case: Case) -> None:
    """The rows of this case, each table with its extract."""
    st.subheader("Take the rows away", anchor=False)
    for name, title in TABLES.items():
        if case.tables[name].num_rows:
            with st.expander(f"{title} ({case.tables[name].num_rows})"):
                layout.table(case.tables[name], f"{case.incident['incident_id']}_{name}", name)
