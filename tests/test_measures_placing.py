"""Where marks stand: hand-placed spans."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from timeline.measures.placing import (
    APART,
    CHARACTER,
    GAP,
    MARK,
    View,
    day,
    extents,
    fitting,
    label_days,
    label_width,
    labelled_rows,
    number,
    rows,
)


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
    assert View(0, 9).scaled(2) == View(-5, 14)
    assert View(0, 10).scaled(2) == View(-6, 15)
    assert View(0, 100_000).scaled(2).days == 146_097


def test_edges_of_what_a_link_may_show() -> None:
    assert View.read("1000-01-01..2015-01-01") is None
    assert View.read("1000-01-02..2999-12-31") == View(number(date(1000, 1, 2)), number(date(2999, 12, 31)))
    assert View.read("2014-01-01..3000-01-01") is None
    assert View.read("2014-01-01..2014-01-01") is None
    assert View.read("2014-01-01..2014-01-02") == View(number(date(2014, 1, 1)), number(date(2014, 1, 2)))


def test_ticks_are_whole_years_and_reach_beyond_the_view() -> None:
    ticks = View.years(1982, 2026).ticks(1000)
    assert {text for _, text in ticks} >= {"1985", "2000", "2025"}
    assert all((day(place).month, day(place).day) == (1, 1) for place, _ in ticks)
    assert ticks[0][0] < View.years(1982, 2026).first
    assert ticks[-1][0] > View.years(1982, 2026).last


def span(first: date, last: date) -> View:
    return View(number(first), number(last))


@pytest.mark.parametrize(
    ("view", "width", "first", "second", "last"),
    [
        (View.years(1982, 2026), 1000, "1930", "1935", "2080"),
        (View.years(1982, 2026), 350, "1930", "1940", "2080"),
        (View.years(2010, 2019), 1000, "1999", "2000", "2033"),
        (View.years(2019, 2020), 1000, "Oct 2016", "Jan 2017", "Oct 2024"),
        (View.years(2019, 2019), 1000, "Nov 2017", "Dec 2017", "Jun 2022"),
        (span(date(2017, 5, 10), date(2017, 5, 19)), 1000, "30 Apr 2017", "1 May 2017", "28 May 2017"),
        (span(date(2017, 5, 1), date(2017, 6, 29)), 350, "2 Mar 2017", "14 Mar 2017", "17 Aug 2017"),
        (View.years(1001, 2999), 1000, "100", "200", "2900"),
        (View.years(2, 3), 1000, "Jan 1", "Apr 1", "Oct 7"),
    ],
)
def test_ticks_are_as_dense_as_the_width_allows(view: View, width: int, first: str, second: str, last: str) -> None:
    ticks = view.ticks(width)
    assert ticks[-1][0] >= min(view.last + view.days - (ticks[1][0] - ticks[0][0]), number(date(2900, 1, 1)))
    assert [text for _, text in (ticks[0], ticks[1], ticks[-1])] == [first, second, last]


def test_ticks_of_a_narrow_chart_are_fewer() -> None:
    view = View.years(2010, 2019)
    inside = [[tick for tick in view.ticks(width) if view.first <= tick[0] <= view.last] for width in (350, 1000)]
    assert 2 <= len(inside[0]) < len(inside[1]) <= 15


@pytest.mark.parametrize(
    ("width", "years"), [(100, ["2010", "2012"]), (203, ["2010", "2012"]), (204, ["2010", "2011", "2012"])]
)
def test_ticks_stand_apart_and_are_made_for_two_at_least(width: int, years: list[str]) -> None:
    view = span(date(2010, 1, 1), date(2012, 6, 30))
    assert [text for place, text in view.ticks(width) if view.first <= place <= view.last] == years


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


def test_extents_are_exact() -> None:
    view = View(0, 99)
    left, right = extents(view, np.array([10, 10], np.int32), np.array([10, 49], np.int32), 1000)
    assert left.tolist() == [105 - MARK / 2, 100]
    assert right.tolist() == [105 + MARK / 2 + APART, 500 + APART]
    assert label_days(View(50, 149), np.array([0.0, 500.0]), 1000).tolist() == [50, 100]
    assert label_width("abcd") == 4 * CHARACTER + 2 * GAP


def test_rows_touch_and_the_one_that_frees_first_takes_more() -> None:
    assert rows([0, 10], [10, 20], 9) == [0, 0]
    assert rows([0, 1, 2, 3], [30, 20, 25, 40], 2) == [0, 1, 1, 1]
    assert rows([0, 1, 12], [10, 5, 20], 9) == [0, 1, 0]
    assert rows([0, 5, 6, 12], [4, 20, 10, 13], 2) == [0, 0, 1, 1]
    with pytest.raises(ValueError, match="zip"):
        rows([0, 1], [2], 9)


def test_labels_fit_to_the_pixel() -> None:
    room = label_width("ab")
    assert fitting([0], [MARK], [0], ["ab"], 500) == [""]
    assert fitting([0], [MARK + 1], [0], ["ab"], MARK + 1 + room) == ["ab"]
    assert fitting([0], [14], [0], ["ten letter"], 85) == ["ten letter"]
    assert label_width("ten letter") == 71
    assert fitting([0], [500], [0], [""], 500) == [""]
    assert fitting([0, 600], [500, 700], [0, 0], ["ab", "ab"], 500) == ["ab", ""]
    assert fitting([20, 30 + room], [30, 40 + room], [0, 0], ["ab", "ab"], 900) == ["ab", "ab"]
    assert fitting([20, 29 + room], [30, 40 + room], [0, 0], ["ab", "ab"], 900) == ["", "ab"]
    assert fitting([20, 29 + room], [30, 40 + room], [0, 1], ["ab", "ab"], 900) == ["ab", "ab"]


def test_labelled_rows_may_touch() -> None:
    room = label_width("a")
    marks = [(100.0, 110.0, "a"), (110.0 + room, 120.0 + room, "a"), (90.0 - room, 100.0 - room, "a")]
    assert labelled_rows(marks, 1, 120 + 2 * room) == [0, 0, 0]
    assert labelled_rows(marks, 1, 119 + 2 * room) == [0, -1, 0]
    assert labelled_rows([(100.0, 110.0, "a"), (109.0 + room, 111.0 + room, "a")], 1, 900) == [0, -1]


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
