"""Where marks stand on a timeline: spans in rows that do not overlap, with the labels that fit beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from timeline.dates import in_words

Pixels = npt.NDArray[np.float64]
MARK = 13.0
"""Pixels that a mark takes at least."""
CHARACTER = 6.1
"""Pixels of an average letter of a label."""
GAP = 5.0
APART = 3.0
"""Pixels left free after each mark, so that spans that follow one another are not taken for one."""
TICK = 68
"""Pixels between labels of the axis at least."""
_MONTH = 30.44
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months between labels."""
_EPOCH = date(1970, 1, 1).toordinal()
_EARLIEST, _LATEST = date(1000, 1, 1).toordinal() - _EPOCH, date(3000, 1, 1).toordinal() - _EPOCH


@dataclass(frozen=True, slots=True)
class View:
    """The visible days, both included, counted from 1970."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days are visible."""
        return self.last - self.first + 1

    @property
    def text(self) -> str:
        """As in links: `2014-01-01..2018-12-31`."""
        return f"{day(self.first)}..{day(self.last)}"

    @classmethod
    def years(cls, first: int, last: int) -> View:
        """Whole years."""
        return cls(date(first, 1, 1).toordinal() - _EPOCH, date(last, 12, 31).toordinal() - _EPOCH)

    @classmethod
    def read(cls, text: str) -> View | None:
        """The view that a link names; None when it names none."""
        try:
            first, last = (date.fromisoformat(part).toordinal() - _EPOCH for part in text.split(".."))
        except ValueError:
            return None
        return cls(first, last) if _EARLIEST < first < last < _LATEST else None

    @property
    def words(self) -> str:
        """`1996 to 2022` for whole years, else both days."""
        first, last = day(self.first), day(self.last)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year} to {last.year}" if first.year < last.year else str(first.year)
        return f"{in_words(first, first)} to {in_words(last, last)}"

    def ticks(self, width: int) -> list[tuple[int, str]]:
        """Days to mark on the axis of a chart of that width, and their labels; as far as the reader may move it at once."""
        most = max(width // TICK, 2)
        months = next((step for step in _STEPS if self.days / (step * _MONTH) <= most), _STEPS[-1])
        if self.days / _MONTH < most / 2:
            step = max(round(self.days / most), 1)
            return [(one, _day_words(one)) for one in range(self.first - self.days, self.last + self.days, step)]
        first = (day(self.first).year * 12 - (self.days // 28 + 1)) // months * months
        count = 3 * (self.days // 28 + 1) // months + 2 + 12 // months
        return [_month_tick(first + months * one, months) for one in range(count) if 12 <= first + months * one < 36_000]

    def moved(self, share: float) -> View:
        """The view a share of its length later, or earlier when negative."""
        step = round(self.days * share)
        return View(self.first + step, self.last + step)

    def scaled(self, factor: float) -> View:
        """The view around the same middle, so many times as long; a week at least, four centuries at most."""
        length = min(max(round(self.days * factor), 7), 146_097)
        first = (self.first + self.last + 1 - length) // 2
        return View(first, first + length - 1)

    def pixels(self, days: npt.NDArray[np.int32], width: int) -> Pixels:
        """Distance from the left edge of a chart of that width to the beginning of each day."""
        found: Pixels = (days - self.first).astype(np.float64) * (width / self.days)
        return found


def day(number: int) -> date:
    """A day counted from 1970."""
    return date.fromordinal(int(number) + _EPOCH)


def number(one: date) -> int:
    """Days from 1970 to a day."""
    return one.toordinal() - _EPOCH


def _month_tick(month: int, step: int) -> tuple[int, str]:
    """The first day of a month counted from the year 0, labelled by year alone when steps are years."""
    first = date(month // 12, month % 12 + 1, 1)
    return number(first), str(first.year) if step % 12 == 0 else f"{first:%b} {first.year}"


def _day_words(one: int) -> str:
    found = day(one)
    return f"{found.day} {found:%b %Y}"


def extents(view: View, earliest: npt.NDArray[np.int32], latest: npt.NDArray[np.int32], width: int) -> tuple[Pixels, Pixels]:
    """Pixels from where to where each mark reaches: its span, or the size of the mark where that is more."""
    left, right = view.pixels(earliest, width), view.pixels(latest + 1, width)
    middle = (left + right) / 2
    return np.minimum(left, middle - MARK / 2), np.maximum(right, middle + MARK / 2) + APART


def label_days(view: View, right: Pixels, width: int) -> npt.NDArray[np.float64]:
    """Where labels begin, in days from 1970, when the marks reach `right`."""
    found: npt.NDArray[np.float64] = view.first + right * (view.days / width)
    return found


def label_width(text: str) -> float:
    """Pixels that a label takes beside its mark."""
    return len(text) * CHARACTER + 2 * GAP


def rows(left: Sequence[float], right: Sequence[float], most: int) -> list[int]:
    """The row of each mark: the first that is free, or the one that frees first when `most` rows are taken.

    Marks come in order of `left`.
    """
    ends: list[float] = []
    found = []
    for start, end in zip(left, right, strict=True):
        row = _first_free(ends, start)
        if row == len(ends) and row < most:
            ends.append(end)
        else:
            row = row if row < len(ends) else min(range(len(ends)), key=ends.__getitem__)
            ends[row] = max(ends[row], end)
        found.append(row)
    return found


def _first_free(ends: Sequence[float], start: float) -> int:
    for number, taken in enumerate(ends):
        if taken <= start:
            return number
    return len(ends)


def fitting(
    left: Sequence[float], right: Sequence[float], row: Sequence[int], labels: Sequence[str], width: float
) -> list[str]:
    """The labels that fit between the end of their mark and the next mark of the row or the edge; others are empty."""
    following: dict[int, float] = {}
    found = [""] * len(labels)
    for place in reversed(range(len(labels))):
        room = following.get(row[place], width) - right[place]
        if MARK < right[place] <= width and room >= label_width(labels[place]):
            found[place] = labels[place]
        following[row[place]] = left[place]
    return found


@dataclass(slots=True)
class _Row:
    taken: list[tuple[float, float]]

    def is_free(self, start: float, end: float) -> bool:
        return all(end <= left or start >= right for left, right in self.taken)


def labelled_rows(marks: Iterable[tuple[float, float, str]], most: int, width: float) -> list[int]:
    """Row of each mark (left, right, label) that has room for its label, the first choosing first; -1 for others."""
    held = [_Row([]) for _ in range(most)]
    found = []
    for left, right, label in marks:
        wide = right + label_width(label)
        row = next((number for number, row in enumerate(held) if wide <= width and row.is_free(left, wide)), -1)
        if row >= 0:
            held[row].taken.append((left, wide))
        found.append(row)
    return found
