"""EuRepoC 1.1: the global database, with the attribution and receiver datasets when they are given beside it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from timeline import countries
from timeline.codes import Form, IncidentKind, LossKind, PartyKind, ResponseKind, Sector, Stance
from timeline.trackers import rows
from timeline.trackers.entry import Claim, Entry, Loss, Response, Span, Target
from timeline.trackers.eurepoc_codes import (
    BASES,
    DIRECT,
    FORMS,
    KINDS,
    NOT_READ,
    OWN_WORDS,
    POLITICAL,
    SECTORS,
    STATE_CATEGORIES,
    SUBSECTORS,
)
from timeline.trackers.files import Sheet
from timeline.trackers.report import Effect, Report, SetAside
from timeline.trackers.rows import Row

NAME = "EuRepoC"
COLLECTION = "eurepoc"
GLOBAL = frozenset(
    {"id", "name", "description", "start_date", "end_date", "incident_type", "receiver_country", "initiator_name"}
)
ATTRIBUTIONS = frozenset({"incident_id", "attribution_id", "attribution_date", "attribution_type", "attributed_initiator"})
RECEIVERS = frozenset({"id", "receiver_country", "receiver_category", "receiver_category_subcode"})
_CLAIM_COLUMNS = (
    "attribution_date",
    "attribution_type",
    "attribution_basis",
    "attributing_actor",
    "attribution_it_company",
    "attributing_country",
    "attributed_initiator",
    "attributed_initiator_country",
    "attributed_initiator_category",
)
_ANSWER_COLUMNS = (
    "political_response_date",
    "political_response_type",
    "political_response_country",
    "political_response_actor",
)
_LAWSUITS = tuple(f"legal_response_{name}" for name in ("date", "type", "country", "actor"))
MAPPED = (
    GLOBAL
    | {"receiver_name", "receiver_category", "receiver_category_subcode", "sources_url", "sources_attribution"}
    | {"economic_impact_exact_value", "economic_impact_currency", *_CLAIM_COLUMNS, *_ANSWER_COLUMNS, *_LAWSUITS}
)
CLAIM_SHEET = ATTRIBUTIONS | set(_CLAIM_COLUMNS)
RECEIVER_SHEET = RECEIVERS | {"receiver_name"}
NOTHING = frozenset({"", "nan", "nat", "n", "none", "unknown", "not available"})
_CODED = "a coding of EuRepoC that has no counterpart here"
MOST_LISTED = 100_000


@dataclass(slots=True)
class Parts:
    """The sheets of one edition."""

    incidents: Sheet
    claims: Sheet | None = None
    receivers: Sheet | None = None


@dataclass(slots=True)
class _Beside:
    """Rows of the other two datasets by the incident's id."""

    claims: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    receivers: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


def entries(parts: Parts, report: Report) -> Iterator[Entry]:
    """The incidents of the global database."""
    rows.known_columns(parts.incidents, report, MAPPED, dict.fromkeys(NOT_READ, _CODED))
    beside = _beside(parts, report)
    last = _last_day(parts.incidents, report)
    for row in rows.of(parts.incidents, report):
        try:
            entry = _entry(row, parts, beside, last)
        except SetAside as why:
            report.put_aside(row.number, why)
            continue
        report.took()
        yield entry
    for name, left in (("attribution", beside.claims), ("receiver", beside.receivers)):
        for number, orphans in left.items():
            report.note(orphans[0].number, "", number, f"{name} rows of an incident unknown to the database", Effect.DROPPED)


def _beside(parts: Parts, report: Report) -> _Beside:
    found = _Beside()
    for sheet, mapped, column, into in (
        (parts.claims, CLAIM_SHEET, "incident_id", found.claims),
        (parts.receivers, RECEIVER_SHEET, "id", found.receivers),
    ):
        if sheet is not None:
            rows.known_columns(sheet, report, mapped, {"receiver_region": "follows from the country"})
            for row in rows.of(sheet, report):
                into[_number(row.text(column))].append(row)
    return found


def _last_day(sheet: Sheet, report: Report) -> date:
    """Latest attribution or response in the file: what it knows of cannot have begun later."""
    quiet = Report(report.file)
    found = [date(1, 1, 1)]
    for row in rows.of(sheet, quiet):
        for column in ("attribution_date", "political_response_date"):
            found += [span[0] for one in _slots(row.text(column)) if one and (span := _day(one))]
    return max(found)


def _number(text: str) -> str:
    return text.removesuffix(".0")


def _entry(row: Row, parts: Parts, beside: _Beside, last: date) -> Entry:
    number = _number(row.text("id"))
    if not number.isdigit():
        raise row.refuse("id", "not a number")
    if not row.text("name"):
        raise row.refuse("name", "no name")
    started = _span(row, "start_date")
    if started is None:
        row.note("start_date", row.text("start_date"), "no date; shown without one", Effect.KEPT)
    ended = _span(row, "end_date")
    _flag_dates(row, last)
    receivers = beside.receivers.pop(number, [])
    entry = Entry(
        original_id=number,
        key=number,
        rows=(row.number,),
        title=row.text("name"),
        summary=row.text("description"),
        kinds=_kinds(row),
        started=started,
        ended=ended,
        targets=_targets(receivers) if receivers else _own_targets(row),
        responses=_responses(row),
        losses=_losses(row),
        urls=tuple(dict.fromkeys(_listed(row, "sources_url") + _listed(row, "sources_attribution"))),
    )
    told = beside.claims.pop(number, None) if parts.claims else _own_claims(row)
    entry.claims = _claims(told or [], row)
    return entry


def _day(text: str) -> Span | None:
    try:
        return rows.day(text)
    except ValueError:
        return None


def _span(row: Row, column: str) -> Span | None:
    """A day, or the year when it is 1 January: EuRepoC writes a known year so."""
    value = row.text(column)
    if value.casefold() in NOTHING:
        return None
    found = _day(value)
    if found is None:
        raise row.refuse(column, "not a date")
    whole = rows.year_when_first_of_january(found)
    if whole != found:
        row.note(column, value, "1 January stands for a year of which no day is known; read as the year", Effect.CHANGED)
    return whole


def _flag_dates(row: Row, last: date) -> None:
    start, end = _day(row.text("start_date")), _day(row.text("end_date"))
    if start and end and end[0] < start[0]:
        row.note("end_date", end[0], "ends before it begins", Effect.KEPT)
    if start and (start[0] > last or start[0] > date.today()):
        row.note("start_date", start[0], "begins in the future: later than the last claim or answer in the file", Effect.KEPT)


def _slots(text: str) -> list[str]:
    """Parallel values joined by `; `, an empty slot where EuRepoC gives none."""
    return ["" if one.strip().casefold() in NOTHING else one.strip() for one in text.split(";")] if text else []


def _listed(row: Row, column: str) -> list[str]:
    """A Python list written as text, nested or not, flattened; read as a literal, never run."""
    value = row.raw(column)
    if not value or value.casefold() in NOTHING:
        return []
    try:
        if len(value) > MOST_LISTED:
            raise ValueError
        found = ast.literal_eval(value) if value.startswith("[") else value.split(";")
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        row.note(column, value, "not a list that can be read", Effect.DROPPED)
        return []
    return list(_flat(found))


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _flat(one)
    elif isinstance(value, str):
        yield " ".join(value.replace("\xa0", " ").split())


def _kinds(row: Row) -> tuple[IncidentKind, ...]:
    found: dict[IncidentKind, None] = {}
    for value in _slots(row.text("incident_type")):
        if value and value.casefold() not in KINDS:
            row.note("incident_type", value, "not one of EuRepoC's types", Effect.DROPPED)
        elif value:
            found[KINDS[value.casefold()]] = None
    if len(found) > 1:
        found.pop(IncidentKind.OTHER, None)
    return tuple(found)


def _target(row: Row, country: str, name: str, category: str, sub: str) -> Target:
    code = countries.code(country) if country.casefold() not in NOTHING else None
    if code is None and country.casefold() not in NOTHING:
        row.note(
            "receiver_country", country, "a region, an organisation or no country; kept in the target's name", Effect.CHANGED
        )
    if category and category not in SECTORS:
        row.note("receiver_category", category, "not one of EuRepoC's categories", Effect.DROPPED)
    sort = category.partition(" (")[0]
    words = name if name.casefold() not in NOTHING else (sub or sort or "Not said")
    sector = SUBSECTORS.get(sub) or SECTORS.get(category, Sector.UNKNOWN)
    where = "" if code or country.casefold() in NOTHING else f" ({country})"
    return Target(f"{words}{where}", code, sector, True if category == "Critical infrastructure" else None)


def _targets(receivers: list[Row]) -> list[Target]:
    return _distinct(
        _target(
            row,
            row.text("receiver_country"),
            row.text("receiver_name"),
            row.text("receiver_category"),
            row.text("receiver_category_subcode"),
        )
        for row in receivers
    )


def _own_targets(row: Row) -> list[Target]:
    """From the global database alone: countries, and categories that it does not tie to them name by name."""
    places = _listed(row, "receiver_country")
    categories, subs = _listed(row, "receiver_category"), _listed(row, "receiver_category_subcode")
    pairs = list(dict.fromkeys(zip(categories, subs if len(subs) == len(categories) else [""] * len(categories), strict=True)))
    if len(places) == 1:
        return _distinct(_target(row, places[0], "", category, sub) for category, sub in pairs or [("", "")])
    return _distinct(
        [_target(row, place, "", "", "") for place in places] + [_target(row, "", "", category, sub) for category, sub in pairs]
    )


def _distinct(targets: Iterator[Target] | list[Target]) -> list[Target]:
    return list({(one.name, one.country, one.sector): one for one in targets}.values())


def _own_claims(row: Row) -> list[Row]:
    """The claims inside a row of the global database, as rows of the attribution dataset."""
    columns = {name: _slots(row.text(name)) for name in _CLAIM_COLUMNS}
    count = max(len(values) for values in columns.values())
    for name, values in columns.items():
        if len(values) not in (0, count):
            row.note(
                name,
                row.text(name),
                f"{len(values)} values beside {count} in the parallel columns; not aligned",
                Effect.DROPPED,
            )
            columns[name] = []
    return [
        Row(row.number, {name: values[place] if values else "" for name, values in columns.items()}, row.report)
        for place in range(count)
    ]


def _claims(told: list[Row], incident: Row) -> list[Claim]:
    """Claims that name someone, and attackers' own; the rest is counted."""
    found: dict[tuple[object, ...], Claim] = {}
    for place, row in enumerate(told, start=1):
        start, when = _day(incident.text("start_date")), _day(row.text("attribution_date"))
        if start and when and when[0] < start[0]:
            row.note("attribution_date", when[0], "attributed before it began", Effect.KEPT)
        claim = _claim(row, f"{_number(row.text('attribution_id')) or 'c'}-{place}")
        if claim.stance is Stance.ATTRIBUTES and not (claim.state or claim.named):
            row.note("attributed_initiator", "", "an attribution that names neither actor nor state", Effect.DROPPED)
            continue
        same = (claim.party, claim.form, claim.state, claim.named, claim.date, claim.stance)
        found.setdefault(same, claim)
    return list(found.values())


def _claim(row: Row, number: str) -> Claim:
    basis, how = row.text("attribution_basis"), row.text("attribution_type")
    own = BASES.get(basis) is PartyKind.PERPETRATOR or (how == OWN_WORDS and not basis)
    party_kind = PartyKind.PERPETRATOR if own else BASES.get(basis, PartyKind.OTHER)
    form = FORMS.get(how, Form.OTHER)
    if own:
        form = Form.SOCIAL_MEDIA if how == DIRECT else Form.CLAIM_OF_RESPONSIBILITY
    elif form is Form.PRESS_REPORT and party_kind is not PartyKind.PERPETRATOR:
        party_kind = PartyKind.PRESS
    named = _said(row, "attributed_initiator")
    place = countries.code(_said(row, "attributed_initiator_country") or "?")
    linked = row.text("attributed_initiator_category") in STATE_CATEGORIES
    country = countries.code(_said(row, "attributing_country") or "?")
    party = _said(row, "attribution_it_company") or _said(row, "attributing_actor") or (named if own else None)
    notes = [f"EuRepoC: {how or 'type not given'}; {basis or 'basis not given'}."]
    if place and not linked:
        notes.append(f"The initiator is placed in {countries.names()[place]}; no state is said to be behind it.")
    return Claim(
        id=number,
        party=party or f"Not named by EuRepoC ({basis.lower() or 'unknown'})",
        party_kind=party_kind,
        party_country=country,
        stance=Stance.CLAIMS if own else Stance.ATTRIBUTES,
        form=form,
        date=_claim_date(row),
        state=place if linked and not own else None,
        named=named,
        note=" ".join(notes),
    )


def _said(row: Row, column: str) -> str | None:
    value = row.text(column)
    return None if value.casefold() in NOTHING else value


def _claim_date(row: Row) -> Span | None:
    found = _day(row.text("attribution_date"))
    return rows.year_when_first_of_january(found) if found else None


def _responses(row: Row) -> list[Response]:
    found = []
    for columns, legal in ((_ANSWER_COLUMNS, False), (_LAWSUITS, True)):
        values = [_slots(row.text(column)) for column in columns]
        count = len(values[1])
        for column, one in zip(columns, values, strict=True):
            if len(one) not in (0, count):
                row.note(column, row.text(column), "another number of values than the type; not aligned", Effect.DROPPED)
        padded = [one if len(one) == count else [""] * count for one in values]
        for when, kind, country, party in zip(*padded, strict=True):
            if kind:
                found.append(_response(when, kind, country, party, legal))
    return found


def _response(when: str, kind: str, country: str, party: str, legal: bool) -> Response:
    place = countries.code(country) if country else None
    span = _day(when) if when else None
    what = ResponseKind.OTHER if legal else POLITICAL.get(kind.partition(": ")[2], ResponseKind.OTHER)
    body = "EU" in country or "NATO" in country or kind.startswith("International organizations")
    return Response(
        kind=what,
        party=party or country or "Not named by EuRepoC",
        party_kind=PartyKind.INTERNATIONAL if body and not place else PartyKind.STATE,
        summary=f"{kind} (EuRepoC's words)",
        date=rows.year_when_first_of_january(span) if span else None,
        party_country=place,
        legal_basis=kind if legal else None,
    )


def _losses(row: Row) -> list[Loss]:
    """A figure above zero; EuRepoC writes 0.0 euro where it knows none."""
    value = row.text("economic_impact_exact_value")
    if not value or value.casefold() in NOTHING:
        return []
    try:
        amount = float(value)
    except ValueError:
        row.note("economic_impact_exact_value", value, "not a number", Effect.DROPPED)
        return []
    if not 0 < amount < 1e15:
        row.note("economic_impact_exact_value", value, "0 stands for unknown", Effect.DROPPED)
        return []
    currency = {"euro": "EUR", "dollar": "USD"}.get(row.text("economic_impact_currency").casefold())
    if currency is None:
        row.note(
            "economic_impact_currency", row.text("economic_impact_currency"), "a currency that is not known", Effect.DROPPED
        )
        return []
    return [Loss(LossKind.ECONOMIC_ESTIMATE, amount, amount, currency, "Not named by EuRepoC", caveat="As coded by EuRepoC.")]
