"""Dyadic Cyber Incident and Campaign Data 2.0, workbook. Rows of one event in several dyads become one incident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline import countries
from timeline.codes import Form, IncidentKind, PartyKind, Sector, Stance
from timeline.trackers import rows
from timeline.trackers.entry import Claim, Entry, Span, Target
from timeline.trackers.files import Sheet
from timeline.trackers.report import Effect, Report, SetAside
from timeline.trackers.rows import Row

NAME = "DCID 2.0"
COLLECTION = "dcid"
REQUIRED = frozenset(
    {"cyberincidentnum", "dyadpair", "statea", "stateb", "name", "interactionstartdate", "interactionenddate", "initiator"}
)
_ADDRESSES = ("sources1", "sources2", "sources3", "sources4", "sources5", "justice", "cert", "fbi")
MAPPED = REQUIRED | {"method", "targettype", "cyber_objective", "ransomware", "supply ch", "political objective", *_ADDRESSES}
_CODED = "a coding of the authors that has no counterpart here"
IGNORED = dict.fromkeys(
    (
        "information_operation",
        "objective_achievement",
        "concession",
        "3rdpartyinitiator",
        "severity",
        "damage type",
        "crit inf",
    ),
    _CODED,
)
RESPONSE_SHEET = frozenset({"cyberincidentnum", "dyadpair", "conv_escalation", "conv_descalation"})
METHODS = {"1": IncidentKind.DEFACEMENT, "2": IncidentKind.DISRUPTION}
OBJECTIVES = {
    "1": IncidentKind.DISRUPTION,
    "2": IncidentKind.ESPIONAGE,
    "3": IncidentKind.ESPIONAGE,
    "4": IncidentKind.SABOTAGE,
}
TARGETS = {
    "1": ("Private or non-state target", Sector.OTHER),
    "2": ("Government, not military", Sector.GOVERNMENT),
    "3": ("Government, military", Sector.MILITARY),
}
_PART = re.compile(r"[_ ][A-Z]\Z")


def entries(sheet: Sheet, report: Report) -> Iterator[Entry]:
    """One incident for the rows that share a name (but for its letter) and a first day."""
    rows.known_columns(sheet, report, MAPPED, IGNORED)
    found: dict[tuple[str, str], Entry] = {}
    for row in rows.of(sheet, report):
        try:
            _refuse(row)
            name = _PART.sub("", row.text("name")).strip()
            entry = _entry(row, name)
        except SetAside as why:
            report.put_aside(row.number, why)
            continue
        report.took()
        event = (name.casefold(), row.text("interactionstartdate"))
        if event in found:
            _join(found[event], entry)
        else:
            found[event] = entry
    for entry in found.values():
        if len(entry.rows) > 1:
            report.note(entry.rows[0], "name", entry.title, "one event in several dyad rows; one incident", Effect.CHANGED)
    yield from found.values()


def _refuse(row: Row) -> None:
    if not row.text("cyberincidentnum").isdigit():
        raise row.refuse("cyberincidentnum", "not a number")
    if not row.text("name"):
        raise row.refuse("name", "no name")
    if not row.text("initiator"):
        raise row.refuse("initiator", "no initiator")


def _entry(row: Row, name: str) -> Entry:
    number = row.text("cyberincidentnum")
    started, ended = _day(row, "interactionstartdate"), _day(row, "interactionenddate")
    if started is None:
        raise row.refuse("interactionstartdate", "no date")
    if ended and ended[0] < started[0]:
        row.note("interactionenddate", ended[0], "ends before it begins", Effect.KEPT)
    initiator, victim = _sides(row)
    kind, sector = TARGETS.get(row.text("targettype"), ("", Sector.UNKNOWN))
    if not kind and row.text("targettype"):
        row.note("targettype", row.text("targettype"), "not one of the codes 1 to 3", Effect.DROPPED)
    objective = row.text("political objective")
    urls = [one for column in _ADDRESSES for one in rows.addresses(row.raw(column))]
    return Entry(
        original_id=number,
        key=number,
        rows=(row.number,),
        title=name,
        summary="" if objective.startswith("http") else objective,
        other_names=(row.text("name"),) if row.text("name") != name else (),
        kinds=_kinds(row),
        started=started,
        ended=ended,
        targets=[Target(f"{countries.names()[victim]}: {kind}" if kind else countries.names()[victim], victim, sector)],
        claims=[
            Claim(
                id=f"initiator-{initiator}",
                party=NAME,
                party_kind=PartyKind.RESEARCHER,
                stance=Stance.ATTRIBUTES,
                form=Form.RESEARCH_PAPER,
                state=initiator,
                note="The authors code the initiating state; whose claims they follow, the workbook does not say.",
            )
        ],
        urls=tuple(dict.fromkeys(urls)),
    )


def _day(row: Row, column: str) -> Span | None:
    """The day only: hours and seconds in this workbook are invented to tell rows apart."""
    value = row.text(column)
    if not value:
        return None
    try:
        return rows.day(value)
    except ValueError:
        raise row.refuse(column, "not a date") from None


def _sides(row: Row) -> tuple[str, str]:
    """Initiator and target. The initiator's number is one half of the dyad's; StateA is the first half."""
    dyad, number = row.text("dyadpair"), row.text("initiator")
    states = [row.country(column, row.text(column)) for column in ("statea", "stateb")]
    if states[0] is None or states[1] is None:
        raise row.refuse("statea" if states[0] is None else "stateb", "not the name of one country")
    first, last = dyad.startswith(number), dyad.endswith(number)
    if first == last:
        raise row.refuse("initiator", "the initiator is not one of the two states of the dyad")
    return (states[0], states[1]) if first else (states[1], states[0])


def _kinds(row: Row) -> tuple[IncidentKind, ...]:
    found = [METHODS.get(row.text("method")), OBJECTIVES.get(row.text("cyber_objective"))]
    if found[0]:
        found = found[:1]
    if row.text("ransomware") == "1":
        found.append(IncidentKind.RANSOMWARE)
    if row.text("supply ch") == "1":
        found.append(IncidentKind.SUPPLY_CHAIN)
    return tuple(dict.fromkeys(kind for kind in found if kind))


def _join(entry: Entry, other: Entry) -> None:
    """Add what another dyad row says of the same event."""
    entry.rows += other.rows
    entry.original_id += f", {other.original_id}"
    entry.other_names = tuple(dict.fromkeys(entry.other_names + other.other_names))
    entry.kinds = tuple(dict.fromkeys(entry.kinds + other.kinds))
    entry.urls = tuple(dict.fromkeys(entry.urls + other.urls))
    seen = {(one.country, one.name) for one in entry.targets}
    entry.targets += [one for one in other.targets if (one.country, one.name) not in seen]
    claimed = {one.state for one in entry.claims}
    entry.claims += [one for one in other.claims if one.state not in claimed]
    if other.ended and (entry.ended is None or other.ended[1] > entry.ended[1]):
        entry.ended = other.ended
