"""Incidents counted per lane and period, where there are too many to be drawn one by one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dataset import Days, Ints, Mask
from timeline.dates import in_words
from timeline.measures.placing import View, day

PERIODS = (("day", 1), ("week", 7), ("month", 30), ("quarter", 91), ("year", 365), ("decade", 3652))
"""Length of a bar -> its days, about."""
BARS = 110
"""Bars of a lane at most."""
Numbers = npt.NDArray[np.int64]


def density(days: Days, view: View, inside: Mask, row: Ints, lane: Ints, lanes: int) -> tuple[pd.DataFrame, str, int]:
    """Bars (`lane`, `first`, `last`, `incidents`, `when`, `view`), the length of one, and how many in view are in none.

    An incident is counted where all days that its date can mean lie in one visible period: a date known to the year is
    in no bar of a month. Empty periods are absent.
    """
    period = next((name for name, length in PERIODS if view.days / length <= BARS), PERIODS[-1][0])
    of_day = periods(np.arange(view.first, view.last + 1), period)
    of_day = (of_day - of_day[0]).astype(np.int16)
    length = int(of_day[-1]) + 1
    bar = of_day[np.clip(days.earliest, view.first, view.last) - view.first]
    end = of_day[np.clip(days.latest, view.first, view.last) - view.first]
    placed = inside & (bar == end) & (days.earliest >= view.first) & (days.latest <= view.last)
    bar[~placed] = length
    counts = np.bincount(lane * np.int32(length + 1) + bar[row], minlength=lanes * (length + 1))
    counts = counts.reshape(lanes, length + 1)[:, :length].ravel()
    filled = np.flatnonzero(counts)
    in_lane, place = np.divmod(filled, length)
    begins = np.searchsorted(of_day, np.arange(length + 1)) + view.first
    first, last = begins[place], begins[place + 1] - 1
    words = np.array([in_words(day(one), day(other)) for one, other in zip(first, last, strict=True)], dtype=object)
    views = np.array([View(int(one), int(other)).text for one, other in zip(first, last, strict=True)], dtype=object)
    frame = pd.DataFrame(
        {"lane": in_lane, "first": first, "last": last, "incidents": counts[filled], "when": words, "view": views}
    )
    return frame, period, int(inside.sum() - placed.sum())


def periods(numbers: Numbers, period: str) -> Numbers:
    """The number of the calendar period that each day (from 1970) lies in; a week begins on Monday."""
    if period in ("day", "week"):
        return numbers if period == "day" else (numbers + 3) // 7
    months = numbers.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    found: Numbers = months // {"month": 1, "quarter": 3, "year": 12, "decade": 120}[period]
    return found
