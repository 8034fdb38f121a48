"""Dates exactly as precise as their source: a year, a month, a day, or a range of these."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_MONTHS = list(calendar.month_name)


class DateError(ValueError):
    """A text that is no date in one of the accepted forms."""


def _bounds(text: str) -> tuple[date, date]:
    """First and last day that `2021`, `2021-05` or `2021-05-07` can mean."""
    match = _PART.match(text)
    if not match:
        raise DateError(f"{text!r} is not a date; write 2019, 2019-09, 2019-09-04 or a range such as 2019-09/2019-11")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        if match[3]:
            return date(year, month, day), date(year, month, day)
        if match[2]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(f"{text!r} is not a day of the calendar; write for example 2019-09-04") from error


@dataclass(frozen=True, slots=True)
class PartialDate:
    """'2021', '2021-05', '2021-05-07' or a range '2021-05/2021-08': exactly what the source knows."""

    text: str

    def __post_init__(self) -> None:
        """Refuse a text that is no date (`DateError`)."""
        if self.earliest > self.latest:
            raise DateError(f"{self.text!r} ends before it begins; write the earlier date first")

    @property
    def earliest(self) -> date:
        """First day the text can mean."""
        return _bounds(self.text.split("/", 1)[0])[0]

    @property
    def latest(self) -> date:
        """Last day the text can mean; with `earliest`, the honest error bar."""
        return _bounds(self.text.split("/", 1)[-1])[1]

    def __str__(self) -> str:
        """The text as written."""
        return self.text


def precision(earliest: date, latest: date) -> str:
    """`day`, `month`, `year`, or `range` for any other span."""
    if earliest == latest:
        return "day"
    if earliest.day == 1 and (latest + timedelta(days=1)).day == 1:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return "month"
        if earliest.month == 1 and latest.month == 12 and earliest.year == latest.year:
            return "year"
    return "range"


def in_words(earliest: date, latest: date) -> str:
    """'4 September 2019', 'September 2019', '2019', or 'between 4 May and 9 June 2019'."""
    match precision(earliest, latest):
        case "day":
            return _day(earliest)
        case "month":
            return f"{_MONTHS[earliest.month]} {earliest.year}"
        case "year":
            return str(earliest.year)
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return f"between {earliest.year} and {latest.year}"
    if earliest.day == 1 and (latest + timedelta(days=1)).day == 1:
        return f"between {_MONTHS[earliest.month]} {earliest.year} and {_MONTHS[latest.month]} {latest.year}"
    return f"between {_day(earliest)} and {_day(latest)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def lag_days(start: tuple[date, date], end: tuple[date, date]) -> tuple[int, int]:
    """Fewest and most days from `start` to `end`, each given as (earliest, latest). May be negative."""
    return (end[0] - start[1]).days, (end[1] - start[0]).days
