"""Dates as precise as their source."""

import re
from contextlib import suppress
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


FORM = "is not a date; write 2019, 2019-09, 2019-09-04 or a range such as 2019-09/2019-11"
DAY = "is not a day of the calendar; write for example 2019-09-04"


@pytest.mark.parametrize(
    ("text", "part", "reason"),
    [
        ("2019-13", "2019-13", DAY),
        ("2019-00", "2019-00", DAY),
        ("2019-02-30", "2019-02-30", DAY),
        ("0000", "0000", DAY),
        ("19", "19", FORM),
        ("", "", FORM),
        ("2019-1-1", "2019-1-1", FORM),
        ("May 2019", "May 2019", FORM),
        ("٢٠١٩x", "٢٠١٩x", FORM),
        ("2019-09/", "", FORM),
        ("2019/2020/2021", "2020/2021", FORM),
        ("2020/2019", "2020/2019", "ends before it begins; write the earlier date first"),
    ],
)
def test_other_texts_are_refused_with_the_reason(text: str, part: str, reason: str) -> None:
    with pytest.raises(DateError, match=f"^{re.escape(f'{part!r} {reason}')}$"):
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
        ("2019-09-01/2019-10-28", "range", "between 1 September 2019 and 28 October 2019"),
        ("2019-09-01/2019-09-28", "range", "between 1 September 2019 and 28 September 2019"),
        ("2019-09-02/2019-09-30", "range", "between 2 September 2019 and 30 September 2019"),
        ("2019-01-02/2019-12-31", "range", "between 2 January 2019 and 31 December 2019"),
        ("2019-02/2019-12", "range", "between February 2019 and December 2019"),
        ("2019-01/2019-11", "range", "between January 2019 and November 2019"),
        ("2018-09/2019-09", "range", "between September 2018 and September 2019"),
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


parts = days.flatmap(lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"]))


@given(parts, parts)
def test_a_span_holds_both_its_ends(one: str, other: str) -> None:
    first, last = PartialDate(one), PartialDate(other)
    if first.earliest > last.latest:
        with pytest.raises(DateError):
            PartialDate(f"{one}/{other}")
    else:
        both = PartialDate(f"{one}/{other}")
        assert (both.earliest, both.latest) == (first.earliest, last.latest)


@given(parts)
def test_words_say_the_precision_of_the_text(text: str) -> None:
    when = PartialDate(text)
    assert precision(when.earliest, when.latest) == {4: "year", 7: "month", 10: "day"}[len(text)]
    assert len(in_words(when.earliest, when.latest).split()) == {4: 1, 7: 2, 10: 3}[len(text)]


@given(spans)
def test_words_of_any_span_name_its_years(span: tuple[date, date]) -> None:
    words = in_words(*span)
    assert str(span[0].year) in words
    assert str(span[1].year) in words


@given(st.text(max_size=30) | st.from_regex(r"[0-9/-]{0,21}", fullmatch=True))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(DateError):
        when = PartialDate(text)
        assert when.earliest <= when.latest
        assert str(when) == text
