"""A row as an importer sees it: columns by name, trimmed, each oddity noted with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from timeline import countries
from timeline.dates import DateError, PartialDate
from timeline.trackers.entry import Span
from timeline.trackers.files import Sheet
from timeline.trackers.report import Effect, Report, SetAside

_LOST = re.compile(r"\?\?+")
_ADDRESS = re.compile(r"https?://(?:(?![;,]https?://)[^\s<>\"])+", re.IGNORECASE)
FIRST_YEAR = 1970


@dataclass(slots=True)
class Row:
    """One row; `text` gives a column without spaces around it, '' when absent."""

    number: int
    cells: Mapping[str, str]
    report: Report

    def text(self, column: str) -> str:
        """The value trimmed, no-break spaces made plain."""
        return " ".join(self.cells.get(column, "").replace("\xa0", " ").split())

    def raw(self, column: str) -> str:
        """The value with its inner spaces, no-break spaces made plain."""
        return self.cells.get(column, "").replace("\xa0", " ").strip()

    def note(self, column: str, value: object, reason: str, effect: Effect) -> None:
        """Say something of a value of this row."""
        self.report.note(self.number, column, value, reason, effect)

    def refuse(self, column: str, reason: str) -> SetAside:
        """What to raise to set this row aside."""
        return SetAside(column, self.text(column), reason)

    def country(self, column: str, name: str) -> str | None:
        """Code of a country's name; noted when there is none."""
        found = countries.code(name)
        if found is None:
            self.note(column, name, "not the name of one country", Effect.DROPPED)
        return found

    def flag_lost_letters(self) -> None:
        """Note each column where an earlier export wrote `??` for letters it could not hold."""
        for column, value in self.cells.items():
            if _LOST.search(value) and not value.startswith("http"):
                self.note(column, value, "letters were lost before this export (??)", Effect.KEPT)


def of(sheet: Sheet, report: Report) -> Iterator[Row]:
    """The rows of a sheet; cells beyond the header, and rows cut short, are set aside."""
    names = [name.casefold() for name in sheet.header]
    for number, cells in sheet.lines():
        row = one(number, cells, names, report)
        if row is not None:
            yield row


def one(number: int, cells: list[str], names: list[str], report: Report) -> Row | None:
    """A line as a row; None when it was set aside because it has more cells than there are names."""
    width = len(names)
    if any(cell.strip() for cell in cells[width:]):
        extra = next(cell for cell in cells[width:] if cell.strip())
        report.put_aside(number, SetAside("", extra, f"more cells than the header has columns ({len(cells)} of {width})"))
        return None
    padded = [*cells[:width], *[""] * (width - len(cells))]
    return Row(number, dict(zip(names, padded, strict=True)), report)


def known_columns(sheet: Sheet, report: Report, mapped: frozenset[str], ignored: Mapping[str, str]) -> None:
    """List the columns that are not read; one that this importer does not know is a problem of its own."""
    for note in sheet.notes:
        report.note(0, "", note[0], note[1], Effect.KEPT)
    for name in sheet.header:
        if not name or name.casefold() in mapped:
            continue
        if (why := ignored.get(name.casefold())) is not None:
            report.ignored[name] = why
        else:
            report.note(1, name, name, "a column that this importer does not know; it was not read", Effect.DROPPED)


def day(text: str) -> Span:
    """`2020-03-12`, `3/12/2020` (month first) or a moment on a day. Raises ValueError."""
    text = text.strip()
    if match := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", text):
        month, of_month, year = (int(part) for part in match.groups())
        found = date(year, month, of_month)
    else:
        found = date.fromisoformat(text[:10])
    return found, found


def partial(text: str) -> Span:
    """Our own way of writing dates: a year, month, day or range. Raises ValueError."""
    try:
        found = PartialDate(text.strip())
    except DateError as error:
        raise ValueError(str(error)) from error
    return found.earliest, found.latest


def year_when_first_of_january(span: Span) -> Span:
    """The whole year when the day is 1 January, as collections write that only the year is known."""
    first = span[0]
    return (first, date(first.year, 12, 31)) if (first.month, first.day) == (1, 1) else span


def addresses(text: str) -> list[str]:
    """Every http address in a text."""
    found = (one.rstrip(".,;)'\"") for one in _ADDRESS.findall(text))
    return [one for one in dict.fromkeys(found) if publisher(one)]


def publisher(address: str) -> str:
    """The host of an address, '' when it has none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def slug(text: str, longest: int = 60) -> str:
    """Letters, digits and dashes: a text as part of an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-") or "row"
