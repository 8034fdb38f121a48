"""CFR Cyber Operations Tracker, CSV export. A row is an incident, or an actor when it has no date."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import countries
from timeline.codes import EventKind, Form, IncidentKind, PartyKind, ResponseKind, Sector, Stance
from timeline.trackers import rows
from timeline.trackers.entry import Claim, Entry, Event, Response, Target
from timeline.trackers.files import Sheet
from timeline.trackers.report import Effect, Report, SetAside
from timeline.trackers.rows import Row

NAME = "CFR Cyber Operations Tracker"
COLLECTION = "cfr"
REQUIRED = frozenset(
    {"title", "date", "affiliations", "description", "response", "victims", "sponsor", "type", "category", "sources_1"}
)
MAPPED = REQUIRED | {"sources_2", "sources_3"}
KINDS = {
    "espionage": IncidentKind.ESPIONAGE,
    "sabotage": IncidentKind.SABOTAGE,
    "denial of service": IncidentKind.DISRUPTION,
    "data destruction": IncidentKind.WIPER,
    "financial theft": IncidentKind.FINANCIAL_THEFT,
    "doxing": IncidentKind.HACK_AND_LEAK,
    "defacement": IncidentKind.DEFACEMENT,
}
SECTORS = {
    "government": Sector.GOVERNMENT,
    "private sector": Sector.OTHER,
    "civil society": Sector.CIVIL_SOCIETY,
    "military": Sector.MILITARY,
}
RESPONSES = {
    "denouncement": ResponseKind.STATEMENT,
    "criminal charges": ResponseKind.CHARGE,
    "sanctions": ResponseKind.SANCTIONS,
    "hack back": ResponseKind.CYBER_OPERATION,
    "unknown": ResponseKind.OTHER,
}
EVENTS = {"confirmation": EventKind.CONFIRMED_BY_VICTIM, "denial": EventKind.DENIED_BY_VICTIM}
NO_PARTY = "Not named by CFR"


def entries(sheet: Sheet, report: Report) -> Iterator[Entry]:
    """The incidents of the export, in its order."""
    rows.known_columns(sheet, report, MAPPED, {})
    for row in rows.of(sheet, report):
        try:
            entry = _entry(row)
        except SetAside as why:
            report.put_aside(row.number, why)
            continue
        report.took()
        yield entry


def _entry(row: Row) -> Entry:
    title = row.text("title")
    if not title:
        raise row.refuse("title", "no title")
    _refuse_shifted(row)
    if not row.text("date"):
        raise row.refuse("date", "no date: CFR's entry of an actor, not of an incident")
    try:
        disclosed = rows.day(row.text("date"))
    except ValueError:
        raise row.refuse("date", "not a date; CFR writes 2020-03-12 or 3/12/2020 (month first)") from None
    row.flag_lost_letters()
    urls = [address for number in (1, 2, 3) for address in _source(row, f"sources_{number}")]
    entry = Entry(
        original_id=title,
        key=f"{rows.slug(title)}-{disclosed[0].isoformat()}",
        rows=(row.number,),
        title=title,
        summary=row.text("description"),
        kinds=_kinds(row),
        disclosed=disclosed,
        targets=_targets(row),
        sectors=_sectors(row),
        claims=_claims(row),
    )
    urls += _answer(row, entry)
    entry.urls = tuple(dict.fromkeys(urls))
    return entry


def _refuse_shifted(row: Row) -> None:
    """Set aside a row whose cells stand in the wrong columns: nothing says by how many."""
    for column in ("type", "category", "sponsor", "victims", "affiliations", "title"):
        if row.text(column).startswith(("http://", "https://")):
            raise row.refuse(column, "an address where none belongs: the columns of this row are shifted")
    for column in ("response", "type", "category"):
        value = row.text(column)
        if value and len(value) > 3 and countries.exact(value):
            raise row.refuse(column, "a country where none belongs: the columns of this row are shifted")
    if row.text("sponsor").casefold() in KINDS:
        raise row.refuse("sponsor", "a type where a state belongs: the columns of this row are shifted")
    for column in ("sources_1", "sources_2", "sources_3"):
        if row.text(column).casefold() in KINDS | SECTORS | RESPONSES:
            raise row.refuse(column, "no address where one belongs: the columns of this row are shifted")


def _kinds(row: Row) -> tuple[IncidentKind, ...]:
    value = row.text("type")
    if value and value.casefold() not in KINDS:
        row.note("type", value, f"not one of CFR's types ({', '.join(KINDS)})", Effect.DROPPED)
    return (KINDS[value.casefold()],) if value.casefold() in KINDS else ()


def _sectors(row: Row) -> tuple[Sector, ...]:
    found: dict[Sector, None] = {}
    for value in countries.split(row.text("category")):
        if sector := SECTORS.get(value.casefold()):
            found[sector] = None
        else:
            row.note("category", value, f"not one of CFR's categories ({', '.join(SECTORS)})", Effect.DROPPED)
    return tuple(found)


def _targets(row: Row) -> list[Target]:
    """Victims one by one; a sector only where CFR gives a single one for all."""
    sectors = [SECTORS[one.casefold()] for one in row.text("category").split(", ") if one.casefold() in SECTORS]
    sector = sectors[0] if len(set(sectors)) == 1 else Sector.UNKNOWN
    return [Target(name, countries.exact(name), sector) for name in dict.fromkeys(countries.split(row.text("victims")))]


def _claims(row: Row) -> list[Claim]:
    """CFR's own naming of a sponsor: its claim, since the export does not say whose it is."""
    affiliation = row.text("affiliations") or None
    sponsors = dict.fromkeys(row.country("sponsor", name) for name in countries.split(row.text("sponsor")))
    states: list[str | None] = [state for state in sponsors if state]
    if affiliation and not states:
        states = [None]
    return [
        Claim(
            id=f"cfr-{number}",
            party=NAME,
            party_kind=PartyKind.CIVIL_SOCIETY,
            party_country="US",
            stance=Stance.ATTRIBUTES,
            form=Form.OTHER,
            state=state,
            named=affiliation,
            note="The tracker names the suspected sponsor; whose claim it follows, and when, the export does not say.",
        )
        for number, state in enumerate(states, start=1)
    ]


def _source(row: Row, column: str) -> list[str]:
    value = row.text(column)
    found = rows.addresses(value)
    if value and not found:
        row.note(column, value, "not an address", Effect.DROPPED)
    return found


def _answer(row: Row, entry: Entry) -> list[str]:
    """`Response` is a label and an address, three spaces between; adds the answer and gives the address."""
    value = row.raw("response")
    if not value:
        return []
    label, _, rest = value.partition("   ")
    label, found = label.strip(), rows.addresses(rest)
    if (key := label.casefold()) in RESPONSES:
        entry.responses.append(Response(RESPONSES[key], NO_PARTY, PartyKind.OTHER, f"{label} (CFR's word)"))
    elif key in EVENTS:
        entry.events.append(Event(EVENTS[key], f"{label} (CFR's word)"))
    else:
        row.note("response", value, "not one of CFR's responses with one address", Effect.DROPPED)
        return []
    if not found:
        row.note("response", value, "a response without an address", Effect.KEPT)
    return found
