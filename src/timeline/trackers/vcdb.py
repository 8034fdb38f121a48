"""VERIS Community Database, schema 1.3: one JSON document for each incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from timeline import countries
from timeline.codes import Confidence, Form, IncidentKind, LossKind, PartyKind, Sector, Stance
from timeline.dates import DateError, PartialDate
from timeline.trackers import rows
from timeline.trackers.entry import Claim, Entry, Loss, Span, Target
from timeline.trackers.report import Effect, Report, SetAside

NAME = "VERIS Community Database"
COLLECTION = "vcdb"
REQUIRED = frozenset({"schema_version", "incident_id", "action", "actor", "victim", "timeline"})
_NOT_READ = {
    "asset": "which devices were hit",
    "discovery_method": "how it was found, not when",
    "discovery_notes": "how it was found, not when",
    "plus": "notes of the coders",
    "source_id": "the name of the collection",
    "targeted": "whether the victim was chosen",
    "campaign_id": "links between incidents of VCDB",
    "notes": "notes of the coders",
    "corrective_action": "advice",
    "control_failure": "advice",
    "impact": "of it, only the amounts are read",
    "attribute": "of it, only what was disclosed or altered is read",
    "created": "when it was coded",
}
_READ = REQUIRED | {"summary", "reference", "confidence", "security_incident", "attribute", "impact"}
_CONFIDENCE = {"high": Confidence.HIGH, "medium": Confidence.MODERATE, "low": Confidence.LOW}
_STATE_ACTORS = frozenset({"Nation-state", "State-affiliated"})
NAICS = {
    "11": Sector.FOOD,
    "22": Sector.ENERGY,
    "31": Sector.MANUFACTURING,
    "32": Sector.MANUFACTURING,
    "33": Sector.MANUFACTURING,
    "42": Sector.RETAIL,
    "44": Sector.RETAIL,
    "45": Sector.RETAIL,
    "48": Sector.TRANSPORT,
    "49": Sector.TRANSPORT,
    "51": Sector.TECHNOLOGY,
    "515": Sector.MEDIA,
    "511": Sector.MEDIA,
    "517": Sector.TELECOM,
    "52": Sector.FINANCE,
    "54": Sector.SERVICES,
    "55": Sector.SERVICES,
    "56": Sector.SERVICES,
    "61": Sector.EDUCATION,
    "62": Sector.HEALTH,
    "71": Sector.SPORT,
    "72": Sector.RETAIL,
    "813": Sector.CIVIL_SOCIETY,
    "92": Sector.GOVERNMENT,
    "922": Sector.JUSTICE,
    "928": Sector.MILITARY,
}
"""Start of the NAICS number -> sector; the longest start counts."""


def entries(documents: Iterable[tuple[str, Any]], report: Report) -> Iterator[Entry]:
    """An incident for each document; the number of the document stands for the row."""
    for number, (file, document) in enumerate(documents, start=1):
        try:
            entry = _entry(document, number, report)
        except SetAside as why:
            report.put_aside(number, SetAside(f"{file}: {why.column}", why.value, why.reason))
        except (TypeError, AttributeError, ValueError) as error:
            report.put_aside(number, SetAside(file, str(error)[:80], "not in the form of VERIS 1.3"))
        else:
            report.took()
            yield entry


def _entry(document: Any, number: int, report: Report) -> Entry:
    if not isinstance(document, Mapping) or not document.keys() >= REQUIRED:
        missing = sorted(REQUIRED - set(document)) if isinstance(document, Mapping) else ["an object"]
        raise SetAside(missing[0], "", "missing; VERIS needs it")
    if not str(document["schema_version"]).replace("_", ".").startswith("1.3"):
        raise SetAside("schema_version", str(document["schema_version"]), "only VERIS 1.3 is read")
    _list_unread(document, number, report)
    sure = _text(document.get("security_incident", "Confirmed"))
    if sure in ("False positive", "Near miss"):
        raise SetAside("security_incident", sure, "no incident took place")
    if sure != "Confirmed":
        report.note(number, "security_incident", sure, "not confirmed", Effect.KEPT)
    victim, summary = document["victim"], _text(document.get("summary"))
    name = _text(victim.get("victim_id")) or "Not named"
    original = _text(document["incident_id"])
    kinds = _kinds(document)
    return Entry(
        original_id=original,
        key=rows.slug(original),
        rows=(number,),
        title=f"{name}: {', '.join(kind.label.lower() for kind in kinds)}",
        summary=summary[:4000],
        kinds=kinds,
        started=_date(document["timeline"].get("incident", {})),
        targets=_targets(victim, name, number, report),
        claims=_claims(document, number, report),
        losses=_losses(document.get("impact") or {}),
        urls=tuple(rows.addresses(_text(document.get("reference")))),
    )


def _list_unread(document: Mapping[str, Any], number: int, report: Report) -> None:
    for key in document:
        if key in _NOT_READ:
            report.ignored[key] = _NOT_READ[key]
        elif key not in _READ:
            report.note(number, str(key), "", "a part that VERIS 1.3 does not have; it was not read", Effect.DROPPED)


def _text(value: Any) -> str:
    """Trimmed: values of VCDB often end in a space."""
    return " ".join(str(value).replace("\xa0", " ").split()) if value is not None else ""


def _texts(value: Any) -> list[str]:
    return [_text(one) for one in (value if isinstance(value, list) else [value]) if _text(one)]


def _date(parts: Mapping[str, Any]) -> Span:
    """As precise as the year, month and day that are there."""
    texts = [f"{int(parts[key]):0{width}d}" for key, width in (("year", 4), ("month", 2), ("day", 2)) if parts.get(key)]
    if not parts.get("year"):
        raise SetAside("timeline.incident", str(dict(parts))[:80], "no year")
    if parts.get("day") and not parts.get("month"):
        texts = texts[:1]
    try:
        found = PartialDate("-".join(texts))
    except DateError:
        raise SetAside("timeline.incident", "-".join(texts), "not a day of the calendar") from None
    if found.earliest > date.today():
        raise SetAside("timeline.incident", "-".join(texts), "in the future")
    return found.earliest, found.latest


def _kinds(document: Mapping[str, Any]) -> tuple[IncidentKind, ...]:
    """What was done, where VERIS has a word for it that we have too; `other` for errors, losses and the rest."""
    action, attribute = document["action"], document.get("attribute") or {}
    varieties = {one for part in action.values() if isinstance(part, Mapping) for one in _texts(part.get("variety"))}
    motives = {one for part in document["actor"].values() if isinstance(part, Mapping) for one in _texts(part.get("motive"))}
    altered = set(_texts((attribute.get("integrity") or {}).get("variety")))
    disclosed = _text((attribute.get("confidentiality") or {}).get("data_disclosure")) == "Yes"
    wilful = bool(action.keys() & {"hacking", "malware", "social", "misuse"})
    found = {
        IncidentKind.RANSOMWARE: "Ransomware" in varieties,
        IncidentKind.DISRUPTION: "DoS" in varieties,
        IncidentKind.WIPER: "Destroy data" in varieties,
        IncidentKind.ESPIONAGE: "Espionage" in motives,
        IncidentKind.DEFACEMENT: bool(altered & {"Defacement", "Web site defacement"}),
        IncidentKind.DATA_THEFT: disclosed and wilful and "Espionage" not in motives,
    }
    return tuple(kind for kind, holds in found.items() if holds) or (IncidentKind.OTHER,)


def _targets(victim: Mapping[str, Any], name: str, number: int, report: Report) -> list[Target]:
    industry = _text(victim.get("industry"))
    sector = next((NAICS[industry[:n]] for n in (3, 2) if industry[:n] in NAICS), Sector.UNKNOWN)
    places = [one for one in _texts(victim.get("country")) if one != "Unknown"]
    found = []
    for place in places:
        code = countries.code(place)
        if code is None:
            report.note(number, "victim.country", place, "not the code of a country", Effect.DROPPED)
        found.append(Target(name, code, sector))
    return found or [Target(name, None, sector)]


def _claims(document: Mapping[str, Any], number: int, report: Report) -> list[Claim]:
    """Actors that the coders tie to a state; a country alone is only where someone was."""
    outside = document["actor"].get("external") or {}
    if not _STATE_ACTORS & set(_texts(outside.get("variety"))):
        return []
    confidence = _CONFIDENCE.get(_text(document.get("confidence")).casefold(), Confidence.NOT_STATED)
    states = [countries.code(one) for one in _texts(outside.get("country")) if one != "Unknown"]
    names = ", ".join(_texts(outside.get("name"))) or None
    if not any(states) and not names:
        report.note(number, "actor.external", "", "a state actor of which neither name nor country is given", Effect.KEPT)
        return []
    return [
        Claim(
            id=f"coder-{place}",
            party=NAME,
            party_kind=PartyKind.RESEARCHER,
            stance=Stance.ATTRIBUTES,
            form=Form.OTHER,
            confidence=confidence,
            state=state,
            named=names,
            note="As its coders read the reports; whose claim it was, the record does not say.",
        )
        for place, state in enumerate(states or [None], start=1)
    ]


def _losses(impact: Mapping[str, Any]) -> list[Loss]:
    low, high = impact.get("overall_min_amount"), impact.get("overall_max_amount")
    whole = impact.get("overall_amount")
    amounts = [float(one) if isinstance(one, int | float) and one > 0 else None for one in (low or whole, high or whole)]
    currency = _text(impact.get("iso_currency_code"))
    if not any(amounts) or len(currency) != 3:
        return []
    return [Loss(LossKind.ECONOMIC_ESTIMATE, amounts[0], amounts[1], currency, "Not named by VCDB")]
