"""Where marks stand: hand-placed spans."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from timeline.measures.placing import MARK, View, day, extents, fitting, label_width, labelled_rows, number, rows


def test_view_reads_its_own_text() -> None:
    view = View.years(2014, 2018)
    assert view.text == "2014-01-01..2018-12-31"
    assert View.read(view.text) == view


@pytest.mark.parametrize(
    "text", ["", "all", "2014", "2018-01-01..2014-01-01", "2014-13-01..2015-01-01", "0001-01-01..2015-01-01", "a..b..c"]
)
def test_view_that_means_nothing(text: str) -> None:
    assert View.read(text) is None


def test_view_in_words() -> None:
    assert View.years(1996, 2022).words == "1996 to 2022"
    assert View.years(2014, 2014).words == "2014"
    assert View(number(date(2014, 3, 5)), number(date(2014, 4, 1))).words == "5 March 2014 to 1 April 2014"


def test_view_moves_and_scales() -> None:
    view = View.years(2001, 2004)
    assert view.moved(0.5) == View(view.first + round(view.days / 2), view.last + round(view.days / 2))
    assert view.moved(-1).moved(1) == view
    half = view.scaled(0.5)
    assert abs(half.days - view.days / 2) <= 1
    assert view.first < half.first < half.last < view.last
    assert View(0, 1).scaled(0.01).days == 7


def test_ticks_are_whole_years_and_reach_beyond_the_view() -> None:
    ticks = View.years(1982, 2026).ticks(1000)
    assert {text for _, text in ticks} >= {"1985", "2000", "2025"}
    assert all((day(place).month, day(place).day) == (1, 1) for place, _ in ticks)
    assert ticks[0][0] < View.years(1982, 2026).first
    assert ticks[-1][0] > View.years(1982, 2026).last


def test_ticks_of_a_narrow_chart_are_fewer() -> None:
    view = View.years(2010, 2019)
    inside = [[tick for tick in view.ticks(width) if view.first <= tick[0] <= view.last] for width in (350, 1000)]
    assert 2 <= len(inside[0]) < len(inside[1]) <= 15


def test_ticks_of_days() -> None:
    view = View(number(date(2017, 5, 10)), number(date(2017, 5, 19)))
    assert "12 May 2017" in {text for _, text in view.ticks(1000)}


def test_extents_of_a_day_and_of_a_year() -> None:
    view = View.years(2001, 2010)
    first = np.array([number(date(2005, 1, 1)), number(date(2005, 1, 1))], dtype=np.int32)
    last = np.array([number(date(2005, 1, 1)), number(date(2005, 12, 31))], dtype=np.int32)
    left, right = extents(view, first, last, 1000)
    assert right[0] - left[0] == pytest.approx(MARK, abs=4)
    assert right[1] - left[1] == pytest.approx(100, abs=5)


def test_rows_that_do_not_overlap() -> None:
    left, right = [0, 5, 20, 21, 40], [10, 15, 30, 31, 50]
    assert rows(left, right, 9) == [0, 1, 0, 1, 0]


def test_rows_beyond_the_most_overlap_least() -> None:
    assert rows([0, 1, 2], [10, 20, 30], 2) == [0, 1, 0]


def test_labels_that_fit_before_the_next_mark_and_the_edge() -> None:
    room = label_width("abcd")
    found = fitting([20, 40 + room, 200], [30, 50 + room, 210], [0, 0, 0], ["abcd", "x" * 60, "abcd"], 210 + room)
    assert found == ["abcd", "", "abcd"]
    assert fitting([20], [30], [0], ["abcd"], 30 + room - 1) == [""]


def test_labels_of_marks_before_the_view_are_left_out() -> None:
    assert fitting([-30], [0], [0], ["abcd"], 500) == [""]


def test_labelled_rows_give_the_first_their_choice() -> None:
    marks = [(100.0, 110.0, "first"), (105.0, 115.0, "second"), (108.0, 118.0, "third"), (490.0, 499.0, "at the edge")]
    assert labelled_rows(marks, 2, 500) == [0, 1, -1, -1]
