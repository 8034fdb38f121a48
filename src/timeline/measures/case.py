"""All that one case file shows: its rows in order, with numbered sources and the sentence that sums up its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import Confidence, EventKind, Form, PartyKind, ResponseKind, Stance, label
from timeline.dataset import Base, Dataset
from timeline.dates import in_words
from timeline.measures.verdict import confidence, in_full, speaker, verdict
from timeline.schema import TABLES

Row = dict[str, Any]

OWN_DATES = {
    "started": "Began",
    "discovered": "Noticed",
    "disclosed": "Became public",
    "ended": "Ended",
}
_AGAINST = (Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS)


@dataclass(frozen=True, slots=True)
class Case:
    """One incident with the rows that belong to it; lists are in order of date where they have one."""

    incident: Row
    tables: dict[str, pa.Table]
    rows: dict[str, list[Row]]
    ladder: list[Row]
    verdict: str

    @property
    def sources(self) -> list[Row]:
        """The documents, numbered from 1 in `number`."""
        return self.rows["sources"]


def case(data: Dataset, incident_id: str) -> Case | None:
    """The case file of an incident; None when there is none of that id."""
    place = pc.index(data.base.tables["incidents"]["incident_id"], incident_id).as_py()
    if place < 0:
        return None
    tables = {name: _of(data.base, name, place) for name, table in TABLES.items() if table.has_incident}
    rows = {name: _dated(table.to_pylist()) for name, table in tables.items()}
    for number, source in enumerate(rows["sources"], 1):
        source["number"] = number
    numbers = {source["source_id"]: source["number"] for source in rows["sources"]}
    for name in ("attributions", "events", "responses", "losses", "norm_links"):
        for row in rows[name]:
            row["numbers"] = [numbers[one] for one in row["source_ids"] if one in numbers]
    incident = rows["incidents"][0]
    _name(rows, data.base)
    return Case(incident, tables, rows, _ladder(incident, rows), verdict(incident, rows["attributions"], data.base))


def _of(base: Base, name: str, place: int) -> pa.Table:
    """Rows of a table that belong to the incident in that row of incidents."""
    if name == "incidents":
        return base.tables[name].slice(place, 1)
    return base.tables[name].take(np.flatnonzero(base.parents(name) == place))


def _dated(rows: list[Row]) -> list[Row]:
    """Rows with `when` in words, in order of date; rows without a date last."""
    for row in rows:
        stem = next((name for name in ("date", "published", "started") if f"{name}_earliest" in row), None)
        if stem:
            row["when"] = words(row, stem)
    return sorted(rows, key=lambda row: (row.get("date_earliest") or date.max, row.get("date_latest") or date.max))


def changes(base: Base, incident_id: str) -> list[Row]:
    """When the record was added, corrected or withdrawn, with the reason; `when` in words."""
    table = base.tables["changes"]
    return _dated(table.filter(pc.equal(table["record"], f"incidents/{incident_id}")).to_pylist())


def words(row: Row, name: str) -> str:
    """A pair of dates in words; empty when unknown."""
    earliest, latest = row[f"{name}_earliest"], row[f"{name}_latest"]
    return in_words(earliest, latest) if earliest and latest else ""


def groups(case: Case, base: Base) -> list[Row]:
    """Actors accused that ATT&CK describes as groups: `name`, `attack_id`; without those that the record itself names there."""
    accused = set(case.incident["accused_actors"] or ())
    told = {row["external_id"] for row in case.rows["tracker_refs"]}
    actors = base.tables["actors"].select(["actor_id", "name", "attack_id"]).to_pylist()
    return [row for row in actors if row["actor_id"] in accused and row["attack_id"] and row["attack_id"] not in told]


def _name(rows: dict[str, list[Row]], base: Base) -> None:
    """Names beside ids and codes, for reading."""
    instruments = {row["instrument_id"]: row for row in base.tables["instruments"].to_pylist()}
    clauses = {row["clause_id"]: row for row in base.tables["clauses"].to_pylist()}
    for claim in rows["attributions"]:
        claim |= {"whom": _whom(claim, base), "speaker": speaker(claim, base)}
        claim["in_full"] = in_full(claim["whom"], claim["named"])
        claim["form_words"] = label(Form, claim["form"])
        claim["party_words"] = label(PartyKind, claim["party_kind"])
        claim["confidence_words"] = label(Confidence, claim["confidence"])
    for target in rows["targets"]:
        target["country_name"] = base.country_names.get(target["country"] or "", "")
    for link in rows["norm_links"]:
        clause = clauses.get(link["clause_id"] or "", {})
        instrument = instruments.get(link["instrument_id"], {})
        link |= {"instrument": instrument.get("short_name", link["instrument_id"]), "number": clause.get("number")}
        link |= {"clause_title": clause.get("title") or clause.get("paraphrase"), "text_url": clause.get("url")}
        link["adopted"] = words(instrument, "adopted") if instrument else ""


def _whom(claim: Row, base: Base) -> str:
    """Whom a claim names: actor, state, or the claimant's own words."""
    actor = base.actor_names.get(claim["actor_id"] or "", "")
    state = base.country_names.get(claim["state"] or "", "")
    named = " / ".join(one for one in (actor, state) if one)
    return named or claim["named"] or ""


def _ladder(incident: Row, rows: dict[str, list[Row]]) -> list[Row]:
    """Every dated fact in order: `when`, `step` (its class), `title`, `party`, `text`, `confidence`, `numbers`."""
    steps = [
        _step(incident, name, "own", title, "", "")
        for name, title in OWN_DATES.items()
        if incident[f"{name}_earliest"] is not None
    ]
    steps += [_claim_step(claim) for claim in _statements(rows["attributions"])]
    steps += [
        _step(event, "date", "event", label(EventKind, event["kind"]), event["party"], event["summary"])
        for event in rows["events"]
    ]
    steps += [
        _step(answer, "date", "response", label(ResponseKind, answer["kind"]), answer["party"], _act(answer))
        for answer in acts(rows["responses"])
    ]
    return sorted(steps, key=_place)


def _place(step: Row) -> tuple[date, date, int]:
    """By the last day a date can mean, so that nothing comes before what it may answer; the beginning by its first."""
    latest = step["earliest"] if step["title"] == OWN_DATES["started"] else step["latest"]
    return latest, step["earliest"], ("own", "event", "claim", "denial", "response").index(step["step"])


def _statements(claims: Iterable[Row]) -> list[Row]:
    """Claims of one statement that names several states as one, with all of them in `in_full`."""
    found: dict[tuple[Any, ...], Row] = {}
    for claim in claims:
        same = ("date_earliest", "date_latest", "party", "stance", "form", "wording")
        key = (*(claim[name] for name in same), *claim["source_ids"])
        if key in found and claim["whom"]:
            found[key]["whom"] = f"{found[key]['whom']} and {claim['whom']}"
            found[key]["named"] = claim["named"] if found[key]["named"] == claim["named"] else None
            found[key]["in_full"] = in_full(found[key]["whom"], found[key]["named"])
        else:
            found.setdefault(key, dict(claim))
    return list(found.values())


def acts(answers: Iterable[Row]) -> list[Row]:
    """Joint acts once, with all who joined in `party`."""
    found: dict[str, Row] = {}
    for answer in answers:
        key = answer["statement_id"] or answer["response_id"]
        if key in found:
            found[key]["party"] += f"; {answer['party']}"
        else:
            found[key] = dict(answer)
    return list(found.values())


def _step(row: Row, name: str, step: str, title: str, party: str, text: str) -> Row:
    return {
        "earliest": row[f"{name}_earliest"],
        "latest": row[f"{name}_latest"],
        "when": words(row, name),
        "step": step,
        "title": title,
        "party": party,
        "text": text,
        "confidence": "",
        "numbers": row.get("numbers", []),
    }


def _claim_step(claim: Row) -> Row:
    against = claim["stance"] in _AGAINST
    text = " ".join(one for one in (_sentence(claim), claim["note"] or "") if one)
    step = _step(claim, "date", "denial" if against else "claim", label(Form, claim["form"]), claim["party"], text)
    if not against:
        step["confidence"] = confidence(claim)
    return step


def _act(answer: Row) -> str:
    """What was done, and against whom where the summary does not say so."""
    against = answer["against"]
    return f"{answer['summary']} Against: {against}." if against and against not in answer["summary"] else answer["summary"]


def _sentence(claim: Row) -> str:
    whom = claim["in_full"]
    match claim["stance"]:
        case Stance.DENIES:
            return f"Denies ({whom})." if whom else "Denies."
        case Stance.DISPUTES:
            return f"Disputes the attribution ({whom})." if whom else "Disputes the attribution."
        case Stance.RETRACTS:
            return "Takes back or hedges its earlier claim."
        case Stance.CLAIMS:
            return "Says that it did it."
        case Stance.SUPPORTS:
            return f"Supports the attribution to {whom}." if whom else "Supports the attribution."
    return f"Names {whom}."
