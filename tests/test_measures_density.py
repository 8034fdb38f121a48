"""Periods of the calendar."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.conftest import data_of, incident
from timeline.measures.density import density, periods
from timeline.measures.lanes import lanes
from timeline.measures.placing import View, number


@pytest.mark.parametrize(
    ("period", "one", "other", "same"),
    [
        ("day", date(2014, 1, 1), date(2014, 1, 2), False),
        ("week", date(2014, 1, 6), date(2014, 1, 12), True),  # Monday and Sunday
        ("week", date(2014, 1, 5), date(2014, 1, 6), False),
        ("month", date(2014, 2, 1), date(2014, 2, 28), True),
        ("month", date(1969, 12, 31), date(1970, 1, 1), False),
        ("quarter", date(2014, 1, 1), date(2014, 3, 31), True),
        ("year", date(1964, 1, 1), date(1964, 12, 31), True),
        ("decade", date(1990, 1, 1), date(1999, 12, 31), True),
        ("decade", date(1999, 12, 31), date(2000, 1, 1), False),
    ],
)
def test_periods(period: str, one: date, other: date, same: bool) -> None:
    found = periods(np.array([number(one), number(other)]), period)
    assert (found[0] == found[1]) is np.bool_(same)


def test_a_date_of_a_year_is_in_no_bar_of_a_month() -> None:
    data = data_of(
        incident("year-2014", started="2014"),
        incident("month-2014", started="2014-03"),
        incident("day-2014", started="2014-03-05"),
        incident("edge-2014", started="2013-12/2014-01"),
    )
    view = View.years(2014, 2016)
    everything = data.mask()
    found = density(data.base, "started", view, everything, lanes(data, "status", everything))
    assert found.period == "month"
    assert found.bars[["incidents", "when", "view"]].to_numpy().tolist() == [[2, "March 2014", "2014-03-01..2014-03-31"]]
    assert (found.unplaced, found.in_lane.tolist()) == (2, [4])
