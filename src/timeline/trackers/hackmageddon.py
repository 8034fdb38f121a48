"""Hackmageddon timeline, separated by semicolons. The date is the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rapidfuzz import fuzz, process

from timeline import countries
from timeline.codes import Form, IncidentKind, PartyKind, Sector, Stance
from timeline.trackers import rows
from timeline.trackers.entry import Claim, Entry, Target
from timeline.trackers.files import Sheet
from timeline.trackers.report import Effect, Report, SetAside
from timeline.trackers.rows import Row

NAME = "Hackmageddon"
COLLECTION = "hackmageddon"
REQUIRED = frozenset({"date", "author", "target", "description", "attack", "target class", "attack class", "country"})
MAPPED = REQUIRED | {"id", "link"}
IGNORED = {"tags": "words already in the description", "month": "follows from the date"}
NOTHING = frozenset({"", "?", ">1", "unknown", "n/a", "na", "-", "not found", "none"})
ATTACKS = {
    "ddos": IncidentKind.DISRUPTION,
    "defacement": IncidentKind.DEFACEMENT,
    "ransomware": IncidentKind.RANSOMWARE,
    "account hijacking": IncidentKind.OTHER,
    "account hijacking (business email compromise)": IncidentKind.FRAUD,
    "business email compromise": IncidentKind.FRAUD,
    "malware": IncidentKind.OTHER,
    "pos malware": IncidentKind.OTHER,
    "targeted attack": IncidentKind.OTHER,
    "malvertising": IncidentKind.OTHER,
    "dns hijacking": IncidentKind.OTHER,
    "brute force": IncidentKind.OTHER,
    "sqli": IncidentKind.OTHER,
}
CLASSES = {"CE": IncidentKind.ESPIONAGE, "CC": None, "CW": None, "H": None}
SECTORS = {
    "A": Sector.FOOD,
    "B": Sector.ENERGY,
    "C": Sector.MANUFACTURING,
    "D": Sector.ENERGY,
    "E": Sector.WATER,
    "F": Sector.OTHER,
    "G": Sector.RETAIL,
    "H": Sector.TRANSPORT,
    "I": Sector.RETAIL,
    "J": Sector.TECHNOLOGY,
    "K": Sector.FINANCE,
    "L": Sector.OTHER,
    "M": Sector.SERVICES,
    "N": Sector.SERVICES,
    "O": Sector.GOVERNMENT,
    "P": Sector.EDUCATION,
    "Q": Sector.HEALTH,
    "R": Sector.SPORT,
    "S": Sector.SERVICES,
    "U": Sector.INTERNATIONAL,
    "V": Sector.CRYPTO,
    "X": Sector.INDIVIDUALS,
    "Y": Sector.OTHER,
    "Z": Sector.UNKNOWN,
}
_SERIAL = re.compile(r"\d{1,6}(\.\d+)?\Z")


def entries(sheet: Sheet, report: Report) -> Iterator[Entry]:
    """The incidents of one timeline."""
    rows.known_columns(sheet, report, MAPPED, IGNORED)
    for row in rows.of(sheet, report):
        try:
            entry = _entry(row)
        except SetAside as why:
            report.put_aside(row.number, why)
            continue
        report.took()
        yield entry


def _entry(row: Row) -> Entry:
    disclosed = _date(row)
    target = _said(row, "target")
    summary = row.text("description")
    if not target and not summary:
        raise row.refuse("target", "neither a target nor a description")
    number = row.text("id") or str(row.number)
    link = row.text("link")
    urls = tuple(rows.addresses(link))
    if link and not urls:
        row.note("link", link, "not an address", Effect.DROPPED)
    places = _places(row)
    sector = _sector(row)
    return Entry(
        original_id=number,
        key=f"{disclosed.year}-{rows.slug(number)}",
        rows=(row.number,),
        title=f"Attack on {target}" if target else summary[:80],
        summary=summary,
        kinds=_kinds(row),
        disclosed=(disclosed, disclosed),
        targets=[Target(target or "Not named", place, sector) for place in places or [None]],
        claims=_claims(row),
        urls=urls,
    )


def _date(row: Row) -> date:
    value = row.text("date")
    if not value or value.casefold() in NOTHING:
        raise row.refuse("date", "no date")
    try:
        found = rows.day(value)[0]
    except ValueError:
        reason = "a serial number of a spreadsheet, not a date" if _SERIAL.match(value) else "not a date"
        raise row.refuse("date", reason) from None
    if found.year < rows.FIRST_YEAR:
        raise row.refuse("date", "the beginning of a spreadsheet's calendar (1900), not the date of an incident")
    return found


def _said(row: Row, column: str) -> str:
    """The value, '' for the ways in which the timeline writes that it does not know."""
    value = row.text(column)
    if value.casefold() in NOTHING:
        if value:
            row.note(column, value, "stands for unknown", Effect.DROPPED)
        return ""
    return value


def _kinds(row: Row) -> tuple[IncidentKind, ...]:
    word = row.text("attack class").upper()
    letters = word.rstrip("?").strip()
    if letters != word:
        row.note("attack class", word, "a class with a question mark; read without it", Effect.CHANGED)
    if letters and letters not in CLASSES:
        row.note("attack class", word, f"not one of the classes ({', '.join(CLASSES)})", Effect.DROPPED)
    attack = _said(row, "attack")
    found = [ATTACKS.get(_spelled(row, attack)), CLASSES.get(letters)]
    kinds = dict.fromkeys(one for one in found if one and one is not IncidentKind.OTHER)
    return tuple(kinds) or (IncidentKind.OTHER,)


def _spelled(row: Row, attack: str) -> str:
    """The attack as usually spelled: one class is written in several ways."""
    plain = " ".join(attack.casefold().rstrip("?").split())
    if not plain or plain in ATTACKS:
        return plain
    near = process.extractOne(plain, list(ATTACKS), scorer=fuzz.ratio, score_cutoff=90)
    if near is None:
        return plain
    row.note("attack", attack, f"read as {near[0]!r}", Effect.CHANGED)
    return str(near[0])


def _sector(row: Row) -> Sector:
    value = _said(row, "target class")
    if not value:
        return Sector.UNKNOWN
    letter = value[0].upper() if len(value) == 1 or not value[1].isalpha() else ""
    if letter not in SECTORS:
        row.note("target class", value, "not one of the classes A to Z", Effect.DROPPED)
        return Sector.UNKNOWN
    if letter == "Y" and value != "Y Multiple targets":
        row.note("target class", value, "read as 'Y Multiple targets'", Effect.CHANGED)
    return SECTORS[letter]


def _places(row: Row) -> list[str | None]:
    value = _said(row, "country")
    if value.upper() in ("", "INT", "WW"):
        return []
    pieces = [one for one in re.split(r"[\s,/]+", value) if one]
    whole = countries.exact(value)
    names = [value] if whole or any(len(one) > 3 for one in pieces) else pieces
    return list(dict.fromkeys(code for name in names if (code := row.country("country", name))))


def _claims(row: Row) -> list[Claim]:
    """Whom the author names; a name with a question mark is a guess of the author and says so."""
    author = _said(row, "author")
    name = author.rstrip("?").strip()
    if not name:
        return []
    doubt = "Written with a question mark." if author.endswith("?") else ""
    return [
        Claim(
            id="author",
            party=NAME,
            party_kind=PartyKind.RESEARCHER,
            stance=Stance.ATTRIBUTES,
            form=Form.OTHER,
            state=countries.exact(name) if len(name) > 3 else None,
            named=name,
            wording=author if doubt else None,
            note=f"As the timeline names it; whose claim it follows is behind its link. {doubt}".strip(),
        )
    ]
