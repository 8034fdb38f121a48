"""Texts that set norms: their dates, lines of succession, counts and sources, as they are drawn and listed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import SOURCE, data_of, instrument
from timeline.codes import BodyKind, InstrumentKind
from timeline.dataset import Dataset
from timeline.measures import instruments as measure

COUNTS = [
    {"date": "2019", "count": 1070, "of": "states", "sources": ["s"]},
    {"date": "2018-11-12", "count": 51, "of": "states", "sources": ["other"]},
    {"date": "2019-12-31", "count": 66, "of": "firms", "sources": ["s"]},
]


def text(text_id: str, adopted: str | None, kind: str = "un-report", body: str = "united-nations", **values: Any) -> Any:
    return instrument(text_id, values.pop("numbers", ()), adopted=adopted, kind=kind, body_kind=body, **values)


@pytest.fixture
def data() -> Dataset:
    """A line of a report, a treaty and a forum; a forum and a regime apart; texts of a company and of no known date."""
    more = SOURCE | {"id": "other", "title": "Another report", "date": None}
    return data_of(
        text("report", "2015-07-22", numbers=("1", "2")),
        text(
            "treaty",
            "2018-01-01/2018-01-05",
            "treaty",
            numbers=("1",),
            succeeds=["report"],
            counts=COUNTS,
            sources=[SOURCE, more],
        ),
        text("forum", "2021", "forum", succeeds=["treaty"]),
        text("club", "2001", "forum", succeeds=["old-club"]),
        text("old-club", "2000", "forum"),
        text("regime", "2019", "sanctions-regime", "regional-organisation"),
        text("firm", "2016", "industry", "company"),
        text("pact", "2014", "political-commitment", "group-of-states", ended="2017-05", in_force="2016"),
        text("draft", None, "proposal", "group-of-states"),
    )


def test_texts_stand_by_kind_of_body_and_date_with_what_continues_them(data: Dataset) -> None:
    found = measure.timeline(data)
    assert tuple(found.columns) == measure.COLUMNS
    assert found["instrument_id"].tolist() == ["report", "treaty", "forum", "pact", "draft", "firm"]
    assert found["body_words"].tolist() == ["United Nations"] * 3 + ["Groups of states"] * 2 + ["Companies"]
    assert found["continues"].tolist() == ["", "REPORT", "TREATY", "", "", ""]
    assert found["continued_by"].tolist() == ["TREATY", "FORUM", "", "", "", ""]
    assert found["clauses"].tolist() == [2, 1, 0, 0, 0, 0]
    assert found["adopted"].tolist() == [
        "22 July 2015",
        "between 1 January 2018 and 5 January 2018",
        "2021",
        "2014",
        "",
        "2016",
    ]
    assert found["ended"].tolist() == ["", "", "", "May 2017", "", ""]
    assert found["adopted_middle"].tolist()[:2] == [date(2015, 7, 22), date(2018, 1, 3)]
    assert found["joined"].tolist() == ["", "66 firms (31 December 2019)", "", "", "", ""]
    assert found.attrs["undated"] == 1


def test_all_that_is_listed(data: Dataset) -> None:
    found = measure.timeline(data, others=True)
    assert found["instrument_id"].tolist() == [
        *("old-club", "club", "report", "treaty", "forum"),
        *("regime", "pact", "draft", "firm"),
    ]
    assert found["weight"].tolist() == [
        *("Forum or body: no norm", "Forum or body: no norm", "UN report or resolution", "Treaty", "Forum or body: no norm"),
        "Legal basis of sanctions: no norm",
        "Commitment or policy of states, not binding",
        "Proposal or experts' text, not adopted by states",
        "With or by companies and civil society",
    ]


def test_lines_of_succession_stay_within_the_frame(data: Dataset) -> None:
    pairs = [["treaty", "forum"], ["report", "treaty"]]
    assert measure.succession(data, measure.timeline(data)).to_numpy().tolist() == pairs
    every = measure.succession(data, measure.timeline(data, others=True))
    assert every.to_dict("records") == [
        {"before": "old-club", "after": "club"},
        {"before": "treaty", "after": "forum"},
        {"before": "report", "after": "treaty"},
    ]
    part = measure.timeline(data).iloc[:1]
    assert measure.succession(data, part).empty


def test_counts_and_lists_by_date(data: Dataset) -> None:
    assert measure.count(data) == (5, 3)
    assert [row["instrument_id"] for row in measure.of_kind(data, InstrumentKind.FORUM)] == ["old-club", "club", "forum"]
    assert measure.names(data) == {one: one.upper() for one in ("pact", "report", "firm", "treaty", "draft")}
    assert list(measure.names(data, others=True)) == [
        *("old-club", "club", "pact", "report", "firm"),
        *("treaty", "regime", "forum", "draft"),
    ]


def test_texts_of_one_day_stand_by_short_name() -> None:
    data = data_of(*(text(one, "2015", short_name=name) for one, name in (("a", "Zeta"), ("b", "Alpha"), ("c", "Mu"))))
    assert list(measure.names(data)) == ["b", "c", "a"]
    assert measure.timeline(data)["instrument_id"].tolist() == ["b", "c", "a"]
    assert [row["instrument_id"] for row in measure.of_kind(data, InstrumentKind.UN_REPORT)] == ["b", "c", "a"]
    undated = data_of(*(text(one, None, short_name=name) for one, name in (("a", "Zeta"), ("b", "Alpha"))))
    assert list(measure.names(undated)) == ["b", "a"]
    assert [row["instrument_id"] for row in measure.of_kind(undated, InstrumentKind.UN_REPORT)] == ["b", "a"]


def test_one_text_with_its_counts_clauses_and_sources(data: Dataset) -> None:
    found = measure.instrument(data, "treaty")
    assert found is not None
    assert [(one["count"], one["when"]) for one in found["counts"]] == [
        (51, "12 November 2018"),
        (1070, "2019"),
        (66, "31 December 2019"),
    ]
    assert [one["clause_id"] for one in found["clause_rows"]] == ["treaty:1"]
    assert [(one["source_id"], one["when"]) for one in found["sources"]] == [
        ("treaty:s", "1 January 2020"),
        ("treaty:other", ""),
    ]
    assert (found["kind_words"], found["in_force"], found["later_ids"]) == ("Treaty", "", ["forum"])
    report = measure.instrument(data, "report")
    assert report is not None
    assert report["kind_words"] == "UN report"
    pact = measure.instrument(data, "pact")
    assert pact is not None
    assert (pact["in_force"], pact["later_ids"], pact["counts"]) == ("2016", [], [])
    assert measure.instrument(data, "nowhere") is None


def test_a_text_may_continue_two_and_be_continued_by_two() -> None:
    data = data_of(
        text("a", "2015"),
        text("b", "2016"),
        text("c", "2017", succeeds=["b", "a"]),
        text("d", "2018", succeeds=["a"]),
    )
    found = measure.timeline(data)
    assert found["continues"].tolist() == ["", "", "B, A", "A"]
    assert found["continued_by"].tolist() == ["C, D", "C", "", ""]


def test_the_latest_count_has_thousands_apart() -> None:
    data = data_of(text("a", "2015", counts=COUNTS[:1]))
    assert measure.timeline(data)["joined"].tolist() == ["1,070 states (2019)"]


def test_documents_stand_once_in_the_order_asked_for(data: Dataset) -> None:
    asked = ["treaty:other", "nowhere:s", "report:s", "treaty:other"]
    assert [row["source_id"] for row in measure.documents(data.base, asked)] == ["treaty:other", "report:s"]
    assert measure.documents(data.base, []) == []


def test_every_kind_of_text_and_body_has_its_words() -> None:
    assert {kind for kinds in measure.WEIGHTS.values() for kind in kinds} == set(InstrumentKind)
    assert set(measure.BODIES) == set(BodyKind)
