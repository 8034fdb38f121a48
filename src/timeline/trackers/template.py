"""Our own template, CSV or Excel: the way in for a collection that no importer knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TypeVar

import xlsxwriter

from timeline import countries
from timeline.codes import NOT_LOSSES, Code, Confidence, Form, IncidentKind, LossKind, PartyKind, Sector, Stance
from timeline.trackers import bulk, rows
from timeline.trackers.bulk import Plain
from timeline.trackers.entry import Claim, Entry, Loss, Span, Target
from timeline.trackers.files import Sheet
from timeline.trackers.report import Effect, ImportRefused, Report, SetAside
from timeline.trackers.rows import Row

NAME = "Template"
COLLECTION = "imported"
COLUMNS: dict[str, str] = {
    "id": "Needed. Your own id of the incident; once in the file.",
    "title": "Needed. A neutral name.",
    "started": "2019, 2019-09, 2019-09-04 or a range 2019-09/2019-11: as precise as you know. One date is needed.",
    "ended": "As above.",
    "discovered": "As above: when a victim or defender noticed.",
    "disclosed": "As above: when it became public.",
    "summary": "What happened and who says so.",
    "other_names": "Names in use, separated by semicolons.",
    "kinds": f"Separated by semicolons, of: {', '.join(IncidentKind)}.",
    "victims": "Names of victims, separated by semicolons.",
    "victim_countries": "Countries, by name or code; semicolons. As many as victims stand for them in order.",
    "sectors": f"Separated by semicolons, of: {', '.join(Sector)}.",
    "accused_states": "States that the claim names; semicolons.",
    "actor": "Actor that the claim names.",
    "claimant": "Who makes the claim. Needed with accused_states or actor.",
    "claimant_kind": f"One of: {', '.join(PartyKind)}.",
    "claimant_country": "Country of the claimant.",
    "claim_form": f"One of: {', '.join(Form)}.",
    "claim_date": "When the claim was made.",
    "confidence": f"As the claimant stated it: {', '.join(Confidence)}.",
    "loss_low": "Lower bound of one published figure. Leave unknown amounts empty; never 0.",
    "loss_high": "Upper bound.",
    "loss_currency": "Three letters, such as USD.",
    "loss_year": "Year of the money.",
    "loss_kind": f"One of: {', '.join(LossKind)}.",
    "loss_estimator": "Who made the estimate.",
    "source_urls": "Addresses, separated by spaces or semicolons.",
    "collection": "Name of your collection; `imported` when empty.",
}
REQUIRED = frozenset({"id", "title"})
EXAMPLE = {
    "id": "example-1",
    "title": "Example: replace or delete this row",
    "disclosed": "2019-09-04",
    "kinds": "espionage; data-theft",
    "victims": "Ministry; Telephone company",
    "victim_countries": "France; Iran, Islamic Republic of",
    "sectors": "government; telecommunications",
    "accused_states": "",
    "source_urls": "https://example.org/report",
}
_DATES = ("started", "ended", "discovered", "disclosed")
C = TypeVar("C", bound=Code)


def is_template(header: list[str]) -> bool:
    """Whether a header is ours: what is needed, a date, and mostly our columns."""
    names = {name.casefold() for name in header}
    own = names & COLUMNS.keys()
    return names >= REQUIRED and bool(names & {"started", "disclosed"}) and 2 * len(own) > len(names)


def as_csv() -> bytes:
    """The empty template with one example."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(COLUMNS))
    writer.writeheader()
    writer.writerow(EXAMPLE)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """The same as a workbook, with a sheet that explains each column."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    sheet, guide = book.add_worksheet("incidents"), book.add_worksheet("columns")
    for place, (name, meaning) in enumerate(COLUMNS.items()):
        sheet.write_string(0, place, name, bold)
        sheet.write_string(1, place, EXAMPLE.get(name, ""))
        guide.write_string(place, 0, name, bold)
        guide.write_string(place, 1, meaning)
    guide.set_column(0, 0, 20)
    guide.set_column(1, 1, 120)
    book.close()
    return out.getvalue()


def entries(sheet: Sheet, report: Report) -> Iterator[Entry | list[Plain]]:
    """The incidents of a filled template: rows that need no remark in parts, the others one by one. Examples are set aside."""
    rows.known_columns(sheet, report, frozenset(COLUMNS), {})
    reader = bulk.Reader(sheet.header, COLLECTION, EXAMPLE["id"])
    names = [name.casefold() for name in sheet.header]
    seen: set[str] = set()
    part: list[Plain] = []
    try:
        for number, cells in sheet.lines():
            plain = reader.read(number, cells)
            if plain is not None and plain.id not in seen:
                seen.add(plain.id)
                report.took()
                part.append(plain)
                if len(part) >= bulk.PART:
                    yield part
                    part = []
            elif (entry := _alone(rows.one(number, cells, names, report), seen)) is not None:
                yield entry
    except ImportRefused:
        yield part
        raise
    yield part


def _alone(row: Row | None, seen: set[str]) -> Entry | None:
    """One row with its remarks; None when it was set aside."""
    if row is None:
        return None
    try:
        number = row.text("id")
        if number in seen:
            raise row.refuse("id", "an id that occurred before in this file")
        entry = _entry(row, number)
    except SetAside as why:
        row.report.put_aside(row.number, why)
        return None
    seen.add(number)
    row.report.took()
    return entry


def _entry(row: Row, number: str) -> Entry:
    title = row.text("title")
    if not number or not title:
        raise row.refuse("title" if number else "id", "missing; every row needs an id and a title")
    if number == EXAMPLE["id"]:
        raise row.refuse("id", "the example of the template")
    dates = {name: _date(row, name) for name in _DATES}
    if not any(dates.values()):
        raise row.refuse("disclosed", "no date; one of started, ended, discovered, disclosed is needed")
    if dates["started"] and dates["ended"] and dates["ended"][1] < dates["started"][0]:
        row.note("ended", row.text("ended"), "ends before it begins", Effect.KEPT)
    collection = rows.slug(row.text("collection"), 40) if row.text("collection") else COLLECTION
    if collection == "curated":
        raise row.refuse("collection", "imported rows are never called curated")
    sectors = _codes(row, "sectors", Sector)
    return Entry(
        original_id=number,
        key=rows.slug(number),
        rows=(row.number,),
        title=title,
        summary=row.text("summary"),
        other_names=tuple(_items(row, "other_names")),
        kinds=_codes(row, "kinds", IncidentKind),
        targets=_targets(row, sectors),
        sectors=sectors,
        claims=_claims(row),
        losses=_losses(row),
        urls=tuple(rows.addresses(row.text("source_urls"))),
        collection=collection,
        started=dates["started"],
        ended=dates["ended"],
        discovered=dates["discovered"],
        disclosed=dates["disclosed"],
    )


@lru_cache(maxsize=65536)
def _span(text: str) -> Span:
    return rows.partial(text)


def _date(row: Row, column: str) -> Span | None:
    value = row.text(column)
    if not value:
        return None
    try:
        found = _span(value)
    except ValueError:
        raise row.refuse(column, "not a date; write 2019, 2019-09, 2019-09-04 or a range such as 2019-09/2019-11") from None
    if found[0] > date.today():
        row.note(column, value, "in the future", Effect.KEPT)
    return found


def _items(row: Row, column: str) -> list[str]:
    value = row.cells.get(column)
    return [item for one in value.split(";") if (item := one.strip())] if value else []


def _codes(row: Row, column: str, codes: type[C]) -> tuple[C, ...]:
    return tuple(dict.fromkeys(code for one in _items(row, column) if (code := _code(row, column, one, codes))))


def _code(row: Row, column: str, value: str, codes: type[C]) -> C | None:
    plain = value.casefold().replace(" ", "-")
    found = codes._value2member_map_.get(plain)
    if found is None:
        row.note(column, value, f"not one of the codes: {', '.join(codes)}", Effect.DROPPED)
    return found if isinstance(found, codes) else None


def _one(row: Row, column: str, codes: type[C], default: C) -> C:
    value = row.text(column)
    return (_code(row, column, value, codes) or default) if value else default


def _targets(row: Row, sectors: tuple[Sector, ...]) -> list[Target]:
    names = _items(row, "victims")
    places = [row.country("victim_countries", one) for one in _items(row, "victim_countries")]
    sector = sectors[0] if len(sectors) == 1 else Sector.UNKNOWN
    if names and len(names) == len(places):
        return [Target(name, place, sector) for name, place in zip(names, places, strict=True)]
    known = [place for place in places if place]
    return [Target(name, None, sector) for name in names] + [
        Target(countries.names()[place], place, sector) for place in known if place in countries.names()
    ]


def _claims(row: Row) -> list[Claim]:
    states = [state for one in _items(row, "accused_states") if (state := row.country("accused_states", one))]
    actor = row.text("actor") or None
    if not states and not actor:
        return []
    party = row.text("claimant")
    if not party:
        raise row.refuse("claimant", "missing: an accusation is a claim, and someone makes it")
    home = row.text("claimant_country")
    country = row.country("claimant_country", home) if home else None
    kind, form = _one(row, "claimant_kind", PartyKind, PartyKind.OTHER), _one(row, "claim_form", Form, Form.OTHER)
    confidence, when = _one(row, "confidence", Confidence, Confidence.NOT_STATED), _date(row, "claim_date")
    return [
        Claim(
            id=f"claim-{place}",
            party=party,
            party_kind=kind,
            party_country=country,
            stance=Stance.ATTRIBUTES,
            form=form,
            confidence=confidence,
            date=when,
            state=state,
            named=actor,
        )
        for place, state in enumerate(states or [None], start=1)
    ]


def _losses(row: Row) -> list[Loss]:
    low, high = _amount(row, "loss_low"), _amount(row, "loss_high")
    if low is None and high is None:
        return []
    currency = row.text("loss_currency").upper()
    if len(currency) != 3 or not currency.isalpha():
        row.note("loss_currency", currency, "three letters are needed; the figure was not taken", Effect.DROPPED)
        return []
    kind = _one(row, "loss_kind", LossKind, LossKind.OTHER)
    year = row.text("loss_year")
    return [
        Loss(
            kind,
            low,
            high,
            currency,
            row.text("loss_estimator") or "Not named",
            is_loss=kind not in NOT_LOSSES,
            year=int(year) if year.isdigit() and len(year) == 4 else None,
        )
    ]


def _amount(row: Row, column: str) -> float | None:
    value = row.text(column).replace(",", "")
    if not value:
        return None
    try:
        found = float(value)
    except ValueError:
        found = -1
    if not 0 < found < bulk.MOST_MONEY:
        row.note(column, value, "not an amount above zero; unknown is left empty", Effect.DROPPED)
        return None
    return found
