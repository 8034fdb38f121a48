"""Incidents counted per lane and period, where there are too many to be drawn one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dataset import Base, Ints, Mask
from timeline.dates import in_words
from timeline.measures.lanes import Lanes, Places, where
from timeline.measures.placing import View, day

PERIODS = (("day", 1), ("week", 7), ("month", 30), ("quarter", 91), ("year", 365), ("decade", 3652))
"""Length of a bar -> its days, about."""
BARS = 110
"""Bars of a lane at most."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Density:
    """Bars, the length of one, and how many incidents of the view stand in each lane and in no bar."""

    bars: pd.DataFrame
    """`lane` (number), `first`, `last` (days), `incidents`, `when` (in words), `view` (as in links)."""
    period: str
    in_lane: Numbers
    unplaced: int


def density(base: Base, date: str, view: View, inside: Mask, lanes: Lanes) -> Density:
    """Incidents of each lane and period; `inside` says which of the whole collection count.

    An incident is counted where all days that its date can mean lie in one visible period: a date known to the year is
    in no bar of a month. Empty periods are absent.
    """
    period = next((name for name, length in PERIODS if view.days / length <= BARS), PERIODS[-1][0])
    days, (begin, is_one) = base.when(date), _begins(base, date, period)
    of_day = periods(np.arange(view.first, view.last + 1), period)
    length = int(of_day[-1] - of_day[0]) + 1
    offset, unplaced = np.int32(of_day[0]), 0

    def place_of(part: slice) -> Places:
        nonlocal unplaced
        within = (days.earliest[part] >= view.first) & (days.latest[part] <= view.last)
        placed = inside[part] & is_one[part] & within
        unplaced += int(np.count_nonzero(inside[part]) - np.count_nonzero(placed))
        return where(where((begin[part] - offset).astype(np.int16), placed, length), inside[part], length + 1)

    counts = lanes.counted(place_of, length + 2)
    lane, bar = np.nonzero(counts[:, :length])
    spans = _spans(view, of_day, length)
    frame = pd.DataFrame(
        {"lane": lane, "incidents": counts[lane, bar]} | {name: values[bar] for name, values in spans.items()},
        columns=["lane", "first", "last", "incidents", "when", "view"],
    )
    return Density(frame, period, counts[:, : length + 1].sum(axis=1), unplaced)


def _begins(base: Base, date: str, period: str) -> tuple[Ints, Mask]:
    """For each incident the period of the first day that its date can mean, and whether the last lies in the same."""

    def make() -> tuple[Ints, Mask]:
        days = base.when(date)
        begin, end = (periods(array.astype(np.int64), period).astype(np.int32) for array in (days.earliest, days.latest))
        return begin, begin == end

    return base.derived(f"{date} by {period}", make)


def _spans(view: View, of_day: Numbers, length: int) -> dict[str, npt.NDArray[np.generic]]:
    """First and last day of each period, in words, and as a view."""
    begins = np.searchsorted(of_day, of_day[0] + np.arange(length + 1)) + view.first
    first, last = begins[:-1], begins[1:] - 1
    pairs = list(zip(first.tolist(), last.tolist(), strict=True))
    return {
        "first": first,
        "last": last,
        "when": np.array([in_words(day(one), day(other)) for one, other in pairs], dtype=object),
        "view": np.array([View(one, other).text for one, other in pairs], dtype=object),
    }


def periods(numbers: Numbers, period: str) -> Numbers:
    """The number of the calendar period that each day (from 1970) lies in; a week begins on Monday."""
    if period in ("day", "week"):
        return numbers if period == "day" else (numbers + 3) // 7
    months = numbers.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    found: Numbers = months // {"month": 1, "quarter": 3, "year": 12, "decade": 120}[period]
    return found
