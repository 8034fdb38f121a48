"""The thread of a case, its margin, and how long the answers took."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import claim, data_of, incident, response
from timeline.measures import thread
from timeline.measures.case import Case, case
from timeline.measures.placing import View, number

DENIAL = {"party": "Iran (ministry)", "party_country": "IR", "stance": "denies", "state": None}
EVENT = {
    "id": "e",
    "date": "2020-04",
    "kind": "confirmed-by-victim",
    "party": "The victim",
    "summary": "It said so.",
    "sources": ["s"],
}


def case_of(**values: Any) -> Case:
    found = case(data_of(incident(**values)), "one-2020")
    assert found
    return found


def days(*parts: int) -> int:
    return number(date(*parts))


@pytest.fixture(scope="module")
def one() -> Case:
    """One fact of every sort."""
    return case_of(
        disclosed="2020-03-01",
        events=[EVENT],
        attributions=[claim("c"), claim("d", date="2020-06-02", answers=["c"], **DENIAL)],
        responses=[response("r", date="2020-06-03")],
    )


def test_facts_in_their_rows(one: Case) -> None:
    found = thread.facts(one)
    assert list(found.columns) == ["row", "step", "title", "party", "when", "earliest", "latest"]
    assert found.to_numpy().tolist() == [
        [0, "own", "Became public", "", "1 March 2020", days(2020, 3, 1), days(2020, 3, 1)],
        [0, "event", "Confirmed by victim", "The victim", "April 2020", days(2020, 4, 1), days(2020, 4, 30)],
        [1, "claim", "Official statement", "United States (White House)", "1 June 2020", days(2020, 6, 1), days(2020, 6, 1)],
        [2, "denial", "Official statement", "Iran (ministry)", "2 June 2020", days(2020, 6, 2), days(2020, 6, 2)],
        [3, "response", "Statement", "United States (Department of State)", "3 June 2020", days(2020, 6, 3), days(2020, 6, 3)],
    ]


def test_a_short_thread_has_a_margin_of_fifteen_days_and_a_long_one_of_a_twentieth(one: Case) -> None:
    assert thread.view(one) == View(days(2020, 3, 1) - 15, days(2020, 6, 3) + 15)
    long = case_of(started="2010-01-01", disclosed="2018-03-20")
    assert days(2018, 3, 20) - days(2010, 1, 1) == 3000
    assert thread.view(long) == View(days(2010, 1, 1) - 150, days(2018, 3, 20) + 150)
    imprecise = case_of(started="2020", disclosed="2020-03-01")
    assert thread.view(imprecise) == View(days(2020, 1, 1) - 18, days(2020, 12, 31) + 18)


def test_no_dated_fact_has_no_view() -> None:
    bare = case_of(disclosed=None, started="2020")
    without = Case(bare.incident, bare.tables, bare.rows, [], bare.verdict)
    assert thread.view(without) is None
    assert thread.facts(without).columns.tolist() == ["row", "step", "title", "party", "when", "earliest", "latest"]


def test_each_wait_has_its_own_end(one: Case) -> None:
    assert thread.waits(one) == [
        ("First attribution by anyone", "92 days later"),
        ("First official attribution", "92 days later"),
        ("First denial", "93 days later"),
        ("First response", "94 days later"),
    ]


def test_a_support_names_and_a_dispute_neither_names_nor_denies() -> None:
    found = case_of(
        attributions=[
            claim("c", date="2020-05-01", party="A vendor", party_kind="company", party_country=None),
            claim("doubt", date="2020-03-02", stance="disputes", state="KP", party="France", party_country="FR"),
            claim("support", date="2020-03-31", stance="supports", party="France", party_country="FR"),
        ]
    )
    assert thread.waits(found) == [
        ("First attribution by anyone", "30 days later"),
        ("First official attribution", "30 days later"),
    ]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["2020-04-10", "2020-05-01"], "40 days later"),
        (["2020-05", "2020-04-10"], "40 days later"),
        (["2020-04", "2020-04-10"], "between 31 and 40 days later"),
        (["2019", "2020-01-05"], "between 61 and 425 days before"),
    ],
)
def test_the_first_came_no_later_than_the_earliest_end_of_any(dates: list[str], words: str) -> None:
    found = case_of(responses=[response(f"r-{place}", date=one) for place, one in enumerate(dates)])
    assert thread.waits(found) == [("First response", words)]


@pytest.mark.parametrize(
    ("disclosed", "answered", "words"),
    [
        ("2020-03-01", "2020-03-01", "the same day"),
        ("2020-03-01", "2020-03-02", "1 day later"),
        ("2020-03-01", "2020-02-29", "1 day before"),
        ("2020-03-01", "2020-02-27", "3 days before"),
        ("2020-03-01", "2022-11-26", "1,000 days later"),
        ("2020-03-01", "2020-03", "between 0 and 30 days later"),
        ("2020-03-31", "2020-03", "between 0 and 30 days before"),
        ("2020-03", "2020-03-31", "between 0 and 30 days later"),
        ("2020-03-02", "2020-03", "between 1 day before and 29 days later"),
        ("2020-03-31", "2020-03-15/2020-04-01", "between 16 days before and 1 day later"),
        ("2020-03", "2023-03-31", "between 1,095 and 1,125 days later"),
        ("2020-03", "2017-03-01", "between 1,096 and 1,126 days before"),
    ],
)
def test_waits_in_words(disclosed: str, answered: str, words: str) -> None:
    found = case_of(disclosed=disclosed, responses=[response("r", date=answered)])
    assert thread.waits(found) == [("First response", words)]
