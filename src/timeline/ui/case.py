"""The visible parts of a case file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from timeline.amounts import range_in_words
from timeline.codes import Basis, IncidentKind, LossKind, Sector, SourceKind, Stance, Status, Tracker, label
from timeline.dataset import Dataset
from timeline.figures import theme
from timeline.filters import IncidentFilter
from timeline.measures import case as measure
from timeline.measures import neighbours, rivals
from timeline.measures import related as related_measure
from timeline.measures.case import Case, Row
from timeline.measures.verdict import confidence
from timeline.ui import controls, layout
from timeline.ui.text import attack_group, inert, linked, render

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
    wanted = st.query_params.get("incident", "")
    found = measure.case(data, wanted) if wanted else None
    if wanted and found is None:
        st.warning(f"There is no incident “{inert(wanted[:60])}” here. It may have been renamed; choose one below.")
    titles = dict(neighbours.listed(data, MOST_LISTED))
    if found:
        titles.setdefault(wanted, found.incident["title"])
    names = layout.names(titles)
    with st.container(key="case_picker"):
        st.selectbox(
            "Case",
            list(names),
            index=list(names).index(wanted) if wanted in names else None,
            format_func=names.__getitem__,
            placeholder="Choose a case",
            key=f"case_{wanted}",
            on_change=_open,
            args=(f"case_{wanted}",),
        )
    if data.count > MOST_LISTED:
        st.caption(f"The first {MOST_LISTED} of {data.count:,} are listed; filter or search in the sidebar for others.")
    if found is None:
        st.stop()
    _write_address(wanted)
    _ways(data, wanted, chosen)
    return found


def _write_address(incident_id: str) -> None:
    """A link from a case file to another changes the page but leaves the old address standing: put it right.

    Not on the way from another page: its address could be written over before the browser leaves it, and the way back lost.
    """
    if controls.is_same_page():
        st.query_params["incident"] = incident_id


def _open(key: str) -> None:
    picked = st.session_state.get(key)
    if picked:
        st.query_params["incident"] = picked


def _ways(data: Dataset, here: str, chosen: IncidentFilter) -> None:
    """Links to the cases before and after in the current filter, and to the timeline."""
    before, after = neighbours.beside(data, here)
    with st.container(horizontal=True, key="case_ways"):
        for name, icon, other in (
            ("Previous", ":material/arrow_back:", before),
            ("Next", ":material/arrow_forward:", after),
        ):
            if other:
                st.page_link(
                    "pages/incident.py",
                    label=f"{name}: {inert(other[1])}",
                    icon=icon,
                    query_params=controls.link(incident=other[0]),
                )
        st.page_link(
            "pages/timeline.py",
            label="On the timeline",
            icon=":material/timeline:",
            query_params=controls.link(incident=here),
        )


def header(case: Case) -> None:
    """Name, status in a sentence, summary, when, where, who, what it cost."""
    incident = case.incident
    st.title(inert(incident["title"]), anchor=False)
    if incident["other_names"]:
        st.caption("Also called " + inert(", ".join(incident["other_names"])))
    colour, shape = theme.STATUS_MARKS[incident["status"]]
    status = {"label": label(Status, incident["status"]), "colour": colour, "shape": shape, "verdict": case.verdict}
    st.html(render("status.html", status))
    st.html(render("case.html", {"incident": incident, "dates": list(_dates(case)), "facts": list(_facts(case))}))


def _dates(case: Case) -> Iterable[tuple[str, str]]:
    for name, title in measure.OWN_DATES.items():
        yield title, measure.words(case.incident, name) or "no source says"


def _facts(case: Case) -> Iterable[tuple[str, list[str]]]:
    incident = case.incident
    yield "Targets", [target_words(target) for target in case.rows["targets"]]
    yield "What was done", [", ".join(label(IncidentKind, one) for one in incident["kinds"])]
    if incident["malware"]:
        yield "Malware and tools", [", ".join(incident["malware"])]
    yield "Cost", cost(case)


def target_words(target: Row) -> str:
    """A target with its country and sector."""
    parts = [target["country_name"], label(Sector, target["sector"]).lower()]
    if target["critical_infrastructure"]:
        parts.append("critical infrastructure")
    return f"{target['name']} ({', '.join(part for part in parts if part)})"


def cost(case: Case) -> list[str]:
    """The figures side by side, never added."""
    wholes = [loss for loss in case.rows["losses"] if loss["is_loss"] and not loss["part_of"]]
    if wholes:
        more = [f"and {len(wholes) - 4} more below"] if len(wholes) > 4 else []
        return [f"{_amount(loss)} · {loss['estimator']}" for loss in wholes[:4]] + more
    return [case.incident["no_loss_figure"] or "no published figure found; that is not a cost of zero"]


def _amount(loss: Row) -> str:
    return range_in_words(loss["low"], loss["high"], loss["currency"])


def _dollars(loss: Row) -> str:
    """The same in US dollars, for other currencies."""
    if loss["currency"] == "USD":
        return ""
    about = "" if None in (loss["low_usd"], loss["high_usd"]) else "about "
    return about + range_in_words(loss["low_usd"], loss["high_usd"], "USD")


def ladder(case: Case) -> None:
    """Every dated fact in order."""
    st.subheader("What happened when", anchor=False)
    st.html(render("ladder.html", {"ladder": case.ladder}))


def claims(case: Case, data: Dataset) -> None:
    """For each party that is named: who says so, beside it who disagrees; highest authority first."""
    st.subheader("Who blames whom, and how surely", anchor=False)
    if not case.rows["attributions"]:
        st.markdown("No public claim of responsibility or attribution was found.")
        return
    for claim in case.rows["attributions"]:
        claim |= {"stance_words": label(Stance, claim["stance"]), "confidence_text": confidence(claim)}
    found = rivals.rivals(case.rows["attributions"], data.base)
    voices = {voice: words for voice, words in rivals.VOICES.items() if any(rival.parties(voice) for rival in found)}
    st.html(render("agreement.html", {"rivals": found, "voices": voices}))
    parties = {row["attribution_id"]: f"{row['party']}, {row['when']}" for row in case.rows["attributions"]}
    st.html(render("claims.html", {"rivals": found, "parties": parties}))


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
        | {"amount": _amount(loss), "kind_words": label(LossKind, loss["kind"]), "part_words": names.get(loss["part_of"], "")}
        | {"usd": _dollars(loss)}
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
    """Incidents that have something in common with this one, what other trackers call it, and where its techniques are."""
    found = related_measure.related(data, case)
    if found:
        st.subheader("Related incidents", anchor=False)
    with st.container(key="case_related"):
        for one in found:
            _related(one, chosen)
    if case.rows["tracker_refs"]:
        st.subheader("The same event in other collections", anchor=False)
        st.markdown("\n".join(f"- {_tracker(row)}" for row in case.rows["tracker_refs"]))
    if groups := measure.groups(case, data.base):
        named = (linked(f"{one['name']} ({one['attack_id']})", attack_group(one["attack_id"])) for one in groups)
        st.markdown(f"Techniques of those accused, in MITRE ATT&CK: {', '.join(named)}.")


def _related(one: related_measure.Related, chosen: IncidentFilter) -> None:
    st.markdown(f"**{inert(one.reason)}**")
    with st.container(gap=None):
        for incident_id, title in one.incidents:
            layout.case_link(incident_id, title, chosen)
        rest = one.count - len(one.incidents)
        if rest and one.field:
            st.page_link(
                "pages/timeline.py",
                label=f"and {rest:,} more, on the timeline",
                icon=":material/timeline:",
                query_params={one.field: one.value},
            )
        elif rest:
            st.caption(f"and {rest:,} more")


def _tracker(row: Row) -> str:
    meaning = Tracker.of(row["tracker"]).meaning.rstrip(".")
    named = (row["title"] or "without title") + (f" ({row['external_id']})" if row["external_id"] else "")
    return f"{inert(meaning)}: {linked(named, row['url'])}"


def sources(case: Case) -> None:
    """The documents, numbered as cited above."""
    st.subheader("Sources", anchor=False)
    rows: list[dict[str, Any]] = [source | {"kind_words": label(SourceKind, source["kind"])} for source in case.sources]
    st.html(render("sources.html", {"sources": rows}))


def tables(case: Case) -> None:
    """The rows of this case, each table with its extract; made when opened."""
    with st.container(key="case_tables"):
        st.subheader("Take the rows away", anchor=False)
        for name, title in TABLES.items():
            if case.tables[name].num_rows:
                part = st.expander(f"{title} ({case.tables[name].num_rows})", on_change="rerun", key=f"case_table_{name}")
                if part.open:
                    with part:
                        layout.table(case.tables[name], f"{case.incident['incident_id']}_{name}", name)
