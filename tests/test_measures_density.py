"""Periods of the calendar."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures import lanes as lane_measure
from timeline.measures.density import Density, density, periods
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


def found_in(data: Dataset, view: View, by: str = "status") -> Density:
    everything = data.mask()
    return density(data.base, "started", view, everything, lanes(data, by, everything))


def rows_of(found: Density) -> list[list[object]]:
    return [list(row) for row in found.bars.itertuples(index=False)]


@pytest.mark.parametrize(
    ("days", "period"),
    [
        (110, "day"),
        (111, "week"),
        (770, "week"),
        (771, "month"),
        (3_300, "month"),
        (3_301, "quarter"),
        (10_010, "quarter"),
        (10_011, "year"),
        (40_150, "year"),
        (40_151, "decade"),
        (500_000, "decade"),
    ],
)
def test_a_bar_is_as_short_as_their_number_allows(days: int, period: str) -> None:
    data = data_of(incident(started="2014-03-05"))
    first = number(date(2014, 3, 1)) - days // 2
    assert found_in(data, View(first, first + days - 1)).period == period


@pytest.mark.parametrize("part", [1, 2, 1 << 16])
def test_bars_of_weeks_in_two_lanes(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """A view from Wednesday 1 January to Wednesday 30 April 2014; its first and last week are cut."""
    monkeypatch.setattr(lane_measure, "PART", part)
    claims = {"attributions": [claim("c")]}
    data = data_of(
        incident("a", started="2014-01-01"),
        incident("b", started="2014-01-05"),
        incident("c", started="2014-01-06", **claims),
        incident("d", started="2014-01-12"),
        incident("e", started="2014-01-05/2014-01-06"),
        incident("f", started="2013-12-31/2014-01-01"),
        incident("g", started="2014-04-28", **claims),
        incident("h", started="2014-04-30/2014-05-01"),
    )
    view = View(number(date(2014, 1, 1)), number(date(2014, 4, 30)))
    found = found_in(data, view)
    assert found.period == "week"
    assert list(found.bars.columns) == ["lane", "first", "last", "incidents", "when", "view"]
    day = {text: number(date.fromisoformat(text)) for text in ("2014-01-01", "2014-01-06", "2014-04-28")}
    second = [
        day["2014-01-06"],
        day["2014-01-06"] + 6,
        1,
        "between 6 January 2014 and 12 January 2014",
        "2014-01-06..2014-01-12",
    ]
    assert rows_of(found) == [
        [0, *second],
        [0, day["2014-04-28"], view.last, 1, "between 28 April 2014 and 30 April 2014", "2014-04-28..2014-04-30"],
        [1, day["2014-01-01"], day["2014-01-01"] + 4, 2, "between 1 January 2014 and 5 January 2014", "2014-01-01..2014-01-05"],
        [1, *second],
    ]
    assert (found.in_lane.tolist(), found.unplaced) == ([2, 6], 3)


def test_weeks_of_one_day_at_the_edges_of_the_view() -> None:
    """From a Sunday to a Monday."""
    data = data_of(
        *(incident(name, started=day) for name, day in {"a": "2014-01-05", "b": "2014-01-12", "c": "2014-04-28"}.items())
    )
    found = found_in(data, View(number(date(2014, 1, 5)), number(date(2014, 4, 28))))
    assert (found.period, found.in_lane.tolist(), found.unplaced) == ("week", [3], 0)
    assert found.bars["view"].tolist() == ["2014-01-05..2014-01-05", "2014-01-06..2014-01-12", "2014-04-28..2014-04-28"]
    assert found.bars["when"].tolist()[::2] == ["5 January 2014", "28 April 2014"]


def test_only_incidents_inside_count() -> None:
    data = data_of(*(incident(name, started=f"2014-01-0{place}") for place, name in enumerate("abc", 1)))
    inside = np.array([True, False, True])
    found = density(data.base, "started", View.years(2014, 2016), inside, lanes(data, "status", data.mask()))
    assert (found.in_lane.tolist(), found.unplaced, found.bars["incidents"].tolist()) == ([2], 0, [2])


def test_each_date_and_period_keeps_its_own() -> None:
    data = data_of(incident(started="2014-01-05", disclosed="2015-02-06"))
    everything, held = data.mask(), lanes(data, "status", data.mask())
    for view, one, other in (
        (View.years(2014, 2016), "January 2014", "February 2015"),
        (View.years(1996, 2016), "between January 2014 and March 2014", "between January 2015 and March 2015"),
    ):
        assert density(data.base, "started", view, everything, held).bars["when"].tolist() == [one]
        assert density(data.base, "disclosed", view, everything, held).bars["when"].tolist() == [other]


def test_nothing_in_view_has_no_bar() -> None:
    data = data_of(incident(started="2014-03-05"))
    nothing = np.array([False])
    found = density(data.base, "started", View.years(2000, 2002), nothing, lanes(data, "status", data.mask()))
    assert (found.bars.empty, found.in_lane.tolist(), found.unplaced) == (True, [0], 0)


@given(day=st.dates(date(1500, 1, 1), date(2500, 1, 1)))
def test_periods_are_those_of_the_calendar(day: date) -> None:
    expected = {
        "day": number(day),
        "week": (day.toordinal() - 1) // 7 - (date(1970, 1, 1).toordinal() - 1) // 7,
        "month": day.year * 12 + day.month - 1,
        "quarter": day.year * 4 + (day.month - 1) // 3,
        "year": day.year,
        "decade": day.year // 10,
    }
    for period, value in expected.items():
        assert periods(np.array([number(day)]), period).tolist() == [value]
