"""STIX 2.1: the selection as objects that OpenCTI or MISP can take in. Why each object was chosen: docs/exports.md."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import stix2

from timeline.codes import Confidence, PartyKind, Stance
from timeline.exports.extract import Extract
from timeline.exports.json import documents

NAMESPACE = uuid.UUID("5b3c1f7e-7d0c-4f0e-9a55-1f6f5f1b2a10")
"""Namespace of all ids: the same row has the same id in every bundle."""

CONFIDENCE = {Confidence.HIGH: 85, Confidence.MODERATE: 50, Confidence.LOW: 15}
"""Stated confidence on STIX's scale of 0 to 100 (appendix A, None/Low/Med/High); absent when none was stated."""

OPINIONS = {
    Stance.DENIES: "strongly-disagree",
    Stance.DISPUTES: "disagree",
    Stance.RETRACTS: "disagree",
    Stance.SUPPORTS: "agree",
}
_CLASSES = {
    PartyKind.STATE: "organization",
    PartyKind.INTERNATIONAL: "organization",
    PartyKind.COMPANY: "organization",
    PartyKind.CIVIL_SOCIETY: "organization",
    PartyKind.PRESS: "organization",
}

Object = Any
"""A STIX object of the stix2 library, which has no types."""


def to_bytes(extract: Extract) -> bytes:
    """The bundle; ids and time stamps depend on the data alone."""
    found = {one["id"]: one for one in objects(extract)}
    bundle = stix2.Bundle(*found.values(), id=_id("bundle", extract.data.base.version, extract.link), allow_custom=False)
    return f"{bundle.serialize(pretty=False)}\n".encode()


def objects(extract: Extract) -> Iterator[Object]:
    """Every object of the bundle; an object that several incidents need comes several times, with one id."""
    maker = _Maker(extract)
    yield maker.collection
    for document in documents(extract):
        yield from maker.incident(document)


def _id(kind: str, *key: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, '/'.join((kind, *key)))}"


def _moment(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)


class _Maker:
    """Makes the objects of one extract, all stamped with the date of the data."""

    def __init__(self, extract: Extract) -> None:
        base = extract.data.base
        self._stamp = _moment(date.fromisoformat(base.date or "2026-01-01"))
        self._countries = base.country_names
        self._actors = {row["actor_id"]: row for row in base.tables["actors"].to_pylist()}
        self._names: dict[str, list[str]] = {}
        for row in base.tables["actor_names"].to_pylist():
            self._names.setdefault(row["actor_id"], []).append(row["name"])
        about = {"name": extract.facts["title"], "description": extract.facts["citation"], "identity_class": "group"}
        own = _id("identity", "collection")
        self.collection = stix2.v21.Identity(id=own, created=self._stamp, modified=self._stamp, **about)
        self._common = {"created": self._stamp, "modified": self._stamp, "created_by_ref": own}

    def incident(self, document: Mapping[str, Any]) -> Iterator[Object]:
        """An incident with its campaign, victims, claims, notes, and a report that holds them together."""
        key = document["incident_id"]
        references = [_reference(source) for source in document["sources"]]
        campaign = stix2.v21.Campaign(
            id=_id("campaign", key),
            name=document["title"],
            description=document["summary"],
            **_known({"aliases": document["other_names"], **_seen(document)}),
            **self._common,
        )
        incident = stix2.v21.Incident(
            id=_id("incident", key), name=document["title"], description=document["summary"], **self._common
        )
        members = [campaign, incident, self._relation("related-to", incident, campaign, key)]
        members += self._victims(document, campaign)
        members += self._claims(document, campaign)
        members += [self._note(row, campaign) for row in document["responses"]]
        yield from members
        yield stix2.v21.Report(
            id=_id("report", key),
            name=document["title"],
            description=document["summary"],
            published=_moment(
                document["disclosed_earliest"] or document["discovered_earliest"] or document["started_earliest"]
            ),
            report_types=["campaign"],
            object_refs=list(dict.fromkeys(member["id"] for member in members)),
            external_references=references,
            **self._common,
        )

    def _relation(self, kind: str, source: Object, target: Object, *key: str, **more: Any) -> Object:
        own = {"id": _id("relationship", kind, *key), "relationship_type": kind}
        refs = {"source_ref": source["id"], "target_ref": target["id"]}
        return stix2.v21.Relationship(**{**own, **refs, **self._common, **_known(more)})

    def _victims(self, document: Mapping[str, Any], campaign: Object) -> Iterator[Object]:
        for target in document["targets"]:
            key = (document["incident_id"], target["name"], target["country"] or "")
            victim = stix2.v21.Identity(id=_id("identity", "victim", *key), name=target["name"], **self._common)
            yield victim
            yield self._relation("targets", campaign, victim, *key)
            if target["country"]:
                place = self._location(target["country"])
                yield place
                yield self._relation("located-at", victim, place, *key)

    def _location(self, code: str) -> Object:
        name = self._countries.get(code, code)
        return stix2.v21.Location(id=_id("location", code), name=name, country=code, **self._common)

    def _claims(self, document: Mapping[str, Any], campaign: Object) -> Iterator[Object]:
        made: dict[str, str] = {}
        for claim in document["attributions"]:
            party = self._party(claim)
            yield party
            if claim["stance"] in (Stance.ATTRIBUTES, Stance.CLAIMS, Stance.SUPPORTS) and (named := self._named(claim)):
                yield named
                relation = self._attributed(claim, campaign, named, party)
                made[claim["attribution_id"]] = relation["id"]
                yield relation
        for claim in document["attributions"]:
            if claim["attribution_id"] not in made:
                about = [made[one] for one in claim["answers"] if one in made]
                yield self._opinion(claim, about) if about and claim["stance"] in OPINIONS else self._remark(claim, campaign)

    def _attributed(self, claim: Mapping[str, Any], campaign: Object, named: Object, party: Object) -> Object:
        """The claim as a relationship made by its claimant, with the confidence the claimant stated."""
        said = f"{claim['stance']}, by {claim['form']}" + (f": “{claim['wording']}”" if claim["wording"] else "")
        return self._relation(
            "attributed-to",
            campaign,
            named,
            claim["attribution_id"],
            created_by_ref=party["id"],
            description=f"Claim of {claim['party']}, {claim['date_earliest']}/{claim['date_latest']}. {said}",
            confidence=CONFIDENCE.get(claim["confidence"]),
        )

    def _party(self, claim: Mapping[str, Any]) -> Object:
        kind = _CLASSES.get(claim["party_kind"], "unknown")
        return stix2.v21.Identity(id=_id("identity", claim["party"]), name=claim["party"], identity_class=kind, **self._common)

    def _named(self, claim: Mapping[str, Any]) -> Object | None:
        """The actor, else the state, that a claim names."""
        if actor := self._actors.get(claim["actor_id"] or ""):
            names = [name for name in dict.fromkeys(self._names.get(actor["actor_id"], [])) if name != actor["name"]]
            about = {"name": actor["name"], "description": actor["summary"], **_known({"aliases": names})}
            return stix2.v21.ThreatActor(id=_id("threat-actor", actor["actor_id"]), **about, **self._common)
        if code := claim["state"]:
            name = self._countries.get(code, code)
            return stix2.v21.Identity(
                id=_id("identity", "state", code), name=name, identity_class="organization", **self._common
            )
        return None

    def _opinion(self, claim: Mapping[str, Any], about: list[str]) -> Object:
        return stix2.v21.Opinion(
            id=_id("opinion", claim["attribution_id"]),
            opinion=OPINIONS[claim["stance"]],
            authors=[claim["party"]],
            object_refs=about,
            **_known({"explanation": claim["note"] or claim["wording"]}),
            **self._common,
        )

    def _remark(self, claim: Mapping[str, Any], campaign: Object) -> Object:
        parts = (claim["stance"], claim["named"], claim["wording"], claim["note"], f"Confidence: {claim['confidence']}.")
        return self._text(claim["attribution_id"], claim["party"], "; ".join(part for part in parts if part), campaign)

    def _note(self, response: Mapping[str, Any], campaign: Object) -> Object:
        when = f"{response['date_earliest']}/{response['date_latest']}"
        text = f"Response ({response['kind']}), {when}: {response['summary']}"
        return self._text(response["response_id"], response["party"], text, campaign)

    def _text(self, key: str, author: str, text: str, about: Object) -> Object:
        return stix2.v21.Note(id=_id("note", key), content=text, authors=[author], object_refs=[about["id"]], **self._common)


def _seen(document: Mapping[str, Any]) -> dict[str, datetime | None]:
    """First and last activity, as far as the sources say; the earliest day of the first, the latest of the last."""
    first, last = _moment(document["started_earliest"]), _moment(document["ended_latest"])
    return {"first_seen": first, "last_seen": last if first is None or last is None or last >= first else None}


def _reference(source: Mapping[str, Any]) -> dict[str, str]:
    text = f"{source['title']}. Supports: {source['supports']}. {'Read' if source['read'] else 'Not read'}."
    return {"source_name": source["publisher"], "description": text, **({"url": source["url"]} if source["url"] else {})}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without absent and empty values, which STIX does not allow."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
