"""Dates as precise as their source."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DateError, PartialDate, in_words, lag_days, precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-05-07", date(2021, 5, 7), date(2021, 5, 7)),
        ("2019-11/2020-01", date(2019, 11, 1), date(2020, 1, 31)),
    ],
)
def test_bounds_are_what_the_text_can_mean(text: str, earliest: date, latest: date) -> None:
    when = PartialDate(text)
    assert (when.earliest, when.latest, str(when)) == (earliest, latest, text)


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "19", "", "2019-1-1", "May 2019", "2020/2019", "2019-00", "٢٠١٩x"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(DateError):
        PartialDate(text)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("2019-09-04", "day", "4 September 2019"),
        ("2019-09", "month", "September 2019"),
        ("2019-12", "month", "December 2019"),
        ("2019", "year", "2019"),
        ("2019-09/2019-11", "range", "between September 2019 and November 2019"),
        ("2017/2019", "range", "between 2017 and 2019"),
        ("2019-09-04/2019-10-28", "range", "between 4 September 2019 and 28 October 2019"),
    ],
)
def test_precision_and_words(text: str, kind: str, words: str) -> None:
    when = PartialDate(text)
    assert precision(when.earliest, when.latest) == kind
    assert in_words(when.earliest, when.latest) == words


def test_lag_is_the_interval_that_precision_allows() -> None:
    start, end = PartialDate("2017-05-12"), PartialDate("2017-12")
    assert lag_days((start.earliest, start.latest), (end.earliest, end.latest)) == (203, 233)


days = st.dates(date(1980, 1, 1), date(2030, 1, 1))
spans = st.tuples(days, st.integers(0, 800)).map(lambda one: (one[0], one[0] + timedelta(one[1])))


@given(spans, spans, st.data())
def test_lag_contains_every_true_lag(start: tuple[date, date], end: tuple[date, date], data: st.DataObject) -> None:
    first = data.draw(st.dates(*start))
    then = data.draw(st.dates(*end))
    least, most = lag_days(start, end)
    assert least <= (then - first).days <= most


@given(days)
def test_a_day_round_trips(day: date) -> None:
    when = PartialDate(day.isoformat())
    assert when.earliest == when.latest == day
