"""The page of one clause: its links by date, what followed, and clauses elsewhere that ask much the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests.conftest import claim, data_of, incident, instrument, invoked, read, response
from timeline.dataset import Base, Dataset
from timeline.measures import clauses as measure

LONG = "Do not damage critical infrastructure that provides services to the public anywhere in the world"


def clause_of(number: str, **values: Any) -> dict[str, Any]:
    return {"number": number, "paraphrase": f"Clause {number}.", "sources": ["s"]} | values


def whole(link_id: str, text: str = "gge-2015", **values: Any) -> dict[str, Any]:
    """A text invoked as a whole."""
    return {key: one for key, one in invoked(link_id, **values).items() if key != "clause"} | {"instrument": text}


@pytest.fixture(scope="module")
def built() -> Base:
    """Three texts with pairs between them; two incidents with links of every sort, one with readings only."""
    pairs = [
        {"number": "13f", "same_as": "call-2018:1", "reason": "Much the same.", "sources": ["s"]},
        {"number": "13f", "same_as": "accord-2017:3", "reason": "Nearly.", "sources": ["s"]},
        {"number": "13k", "same_as": "call-2018:2", "reason": "A little.", "sources": ["s"]},
    ]
    return data_of(
        incident(
            "first-2017",
            started="2017",
            attributions=[claim("us", state="IR"), claim("uk", state="RU", party_country="GB", party="UK")],
            responses=[
                response("us", date="2020-06-01", against="Iran", joined_by=["CA"]),
                response("early", date="2020-05-31", kind="fine"),
                *(response(f"r{day}", date=f"2020-06-{day:02}", kind="sanctions") for day in (9, 3, 4, 5, 6, 7, 8)),
                response("same-day", date="2020-06-01/2020-06-02", kind="fine"),
            ],
            norms=[
                invoked("late", date="2020-06-08", response="r8", explicit="norms-generic"),
                invoked("us", response="us", date="2020-06-01", joined_by=["FR"]),
                invoked("month", date="2020-06"),
                whole("all", date="2020-07-01"),
                whole("all-early", date="2020-06-30", invoked_by="NATO (Council)", invoked_by_country=None),
                whole("call", "call-2018"),
                read("f", "gge-2015:13f"),
                read("call-1", "call-2018:1"),
            ],
        ),
        incident(
            "second-2021", started="2021", disclosed="2021", norms=[invoked("us", date="2021-06-01"), read("f", "gge-2015:13f")]
        ),
        incident(
            "third-2019",
            started="2019",
            norms=[read("f", "gge-2015:13f"), read("call-1", "call-2018:1"), invoked("c", clause="call-2018:1")],
        ),
        instrument("gge-2015", clauses=[clause_of("13f", title=LONG), clause_of("13k")], equivalents=pairs),
        instrument("call-2018", clauses=[clause_of("1"), clause_of("2"), clause_of("3")], adopted="2018"),
        instrument("accord-2017", clauses=[clause_of("3")], adopted="2017"),
    ).base


@pytest.fixture
def data(built: Base) -> Dataset:
    """The same, with nothing remembered from another test."""
    return Dataset(Base(built.tables))


def names(data: Dataset, rows: Any) -> list[str]:
    return [link["link_id"] for link in measure.rows(data, rows).to_pylist()]


def test_titles_by_date_of_the_text_and_cut_at_a_word(data: Dataset) -> None:
    assert measure.titles(data) == {
        "gge-2015:13f": "GGE-2015, 13f: Do not damage critical infrastructure that provides services to the …",
        "gge-2015:13k": "GGE-2015, 13k: Clause 13k.",
        "accord-2017:3": "ACCORD-2017, 3: Clause 3.",
        "call-2018:1": "CALL-2018, 1: Clause 1.",
        "call-2018:2": "CALL-2018, 2: Clause 2.",
        "call-2018:3": "CALL-2018, 3: Clause 3.",
    }


def test_links_of_a_clause_by_date_and_readings_by_case(data: Dataset) -> None:
    page = measure.clause(data, "gge-2015:13f")
    assert page is not None
    assert names(data, page.invoked) == [
        "first-2017:us",
        "first-2017:us:FR",
        "first-2017:month",
        "first-2017:late",
        "second-2021:us",
    ]
    assert names(data, page.analyst) == ["second-2021:f", "third-2019:f", "first-2017:f"]
    assert names(data, page.whole) == ["first-2017:all-early", "first-2017:all"]
    assert page.outside == {"invoked": 0, "analyst": 0}
    assert (page.facts["number"], page.facts["text"]["short_name"]) == ("13f", "GGE-2015")
    assert [one["source_id"] for one in page.facts["sources"]] == ["gge-2015:s"]
    assert measure.clause(data, "gge-2015:1") is None


def test_links_outside_of_the_selection_are_counted(data: Dataset) -> None:
    part = data.only(np.array([False, True, False]))
    page = measure.clause(part, "gge-2015:13f")
    assert page is not None
    assert names(part, page.invoked) == ["second-2021:us"]
    assert names(part, page.analyst) == ["second-2021:f"]
    assert (len(page.whole), page.outside) == (0, {"invoked": 4, "analyst": 2})


def test_links_of_a_cell_and_of_a_party_by_date(data: Dataset) -> None:
    assert names(data, measure.cell(data, "third-2019", "call-2018:1")) == ["third-2019:call-1", "third-2019:c"]
    assert names(data, measure.cell(data, "first-2017", "gge-2015")) == ["first-2017:all-early", "first-2017:all"]
    assert names(data, measure.cell(data, "second-2021", "call-2018:1")) == []
    assert names(data, measure.of_party(data, "NATO", "gge-2015")) == ["first-2017:all-early"]
    assert names(data, measure.of_party(data, "United States", "call-2018")) == ["first-2017:call", "third-2019:c"]
    assert names(data, measure.of_party(data, "France", "call-2018")) == []
    assert names(data, measure.of_party(data, "France", "gge-2015")) == ["first-2017:us:FR"]


def test_an_invocation_in_full(data: Dataset) -> None:
    page = measure.clause(data, "gge-2015:13f")
    assert page is not None
    link = measure.details(data, page.invoked)[0]
    followed = link.pop("followed")
    sources = link.pop("sources")
    assert link == {
        "incident_id": "first-2017",
        "link_id": "first-2017:us",
        "clause_id": "gge-2015:13f",
        "instrument_id": "gge-2015",
        "basis": "invoked",
        "invoked_by": "United States (National Security Council)",
        "invoked_by_country": "US",
        "date_earliest": date(2020, 6, 1),
        "date_latest": date(2020, 6, 1),
        "explicit": "wording-used",
        "instrument_timing": "before",
        "reason": "It said so.",
        "response_id": "first-2017:us",
        "source_ids": ["first-2017:s"],
        "case_title": "Case first-2017",
        "label": "GGE-2015, 13f: Do not damage critical infrastructure that provides services to the …",
        "short_name": "GGE-2015",
        "number": "13f",
        "when": "1 June 2020",
        "explicit_words": "Wording used",
        "timing_words": "text older than the incident",
        "accused": ["Iran", "Russia"],
        "against": "Iran",
        "more": 2,
    }
    assert [(one["response_id"].split(":")[1], one["when"], one["kind_words"]) for one in followed] == [
        ("same-day", "between 1 June 2020 and 2 June 2020", "Fine"),
        *((f"r{day}", f"{day} June 2020", "Sanctions") for day in (3, 4, 5, 6, 7)),
    ]
    assert [(one["source_id"], one["when"]) for one in sources] == [("first-2017:s", "1 January 2020")]


def test_a_reading_and_a_text_as_a_whole(data: Dataset) -> None:
    links = {link["link_id"]: link for link in measure.details(data, np.arange(len(data.base.parents("norm_links"))))}
    reading = links["third-2019:f"]
    assert (reading["when"], reading["explicit_words"], reading["sources"], reading["accused"]) == ("", "", [], [])
    assert (reading["case_title"], reading["timing_words"]) == ("Case third-2019", "text older than the incident")
    assert "followed" not in reading
    assert links["first-2017:call"]["label"] == "CALL-2018 as a whole"
    assert links["first-2017:call"]["timing_words"] == "text later than the incident's start"
    later = links["first-2017:late"]
    assert [one["response_id"] for one in later["followed"]] == ["first-2017:r9"]
    assert (later["against"], later["more"], later["explicit_words"]) == (None, 0, "Norms generic")
    alone = links["second-2021:us"]
    assert (alone["against"], alone["followed"], alone["more"]) == (None, [], 0)


def test_equivalents_with_the_cases_filed_there(data: Dataset) -> None:
    found = measure.equivalents(data, "gge-2015:13f")
    assert [(one["key"], one["short"], one["label"], one["reason"]) for one in found] == [
        ("accord-2017:3", "ACCORD-2017 3", "ACCORD-2017, 3: Clause 3.", "Nearly."),
        ("call-2018:1", "CALL-2018 1", "CALL-2018, 1: Clause 1.", "Much the same."),
    ]
    assert [one["source_id"] for one in found[0]["sources"]] == ["gge-2015:s"]
    assert found[0]["cases"] == {"invoked": [], "analyst": []}
    third = {"incident_id": "third-2019", "title": "Case third-2019", "year": 2019}
    first = {"incident_id": "first-2017", "title": "Case first-2017", "year": 2017}
    assert found[1]["cases"] == {"invoked": [third], "analyst": [third, first]}
    assert measure.equivalents(data, "call-2018:3") == []


def test_each_pair_once_or_all_of_one_text_with_its_own_clause_first(data: Dataset) -> None:
    found = measure.pairs(data)
    assert tuple(found.columns) == measure.PAIR_COLUMNS
    assert found[["key", "other_key", "reason"]].to_numpy().tolist() == [
        ["gge-2015:13f", "accord-2017:3", "Nearly."],
        ["gge-2015:13f", "call-2018:1", "Much the same."],
        ["gge-2015:13k", "call-2018:2", "A little."],
    ]
    assert found.iloc[2].tolist() == [
        *("gge-2015:13k", "GGE-2015", "13k", "Clause 13k."),
        *("call-2018:2", "CALL-2018", "2", "Clause 2.", "A little."),
    ]
    own = measure.pairs(data, "call-2018")
    assert own[["key", "other_key"]].to_numpy().tolist() == [
        ["call-2018:1", "gge-2015:13f"],
        ["call-2018:2", "gge-2015:13k"],
    ]
    assert measure.pairs(data, "nowhere").empty


def test_texts_with_most_pairs_first_and_their_clauses(data: Dataset) -> None:
    assert measure.walked(data) == ["gge-2015", "call-2018", "accord-2017"]
    found = measure.by_clause(data, "call-2018")
    assert [(row["number"], [pair["key"] for pair in row["pairs"]]) for row in found] == [
        ("1", ["gge-2015:13f"]),
        ("2", ["gge-2015:13k"]),
    ]


def test_rows_to_take_away(data: Dataset) -> None:
    found = measure.rows(data, [1, 0])
    assert isinstance(found, pa.Table)
    assert found["link_id"].to_pylist() == ["first-2017:us", "first-2017:late"]
    assert measure.rows(data, []).num_rows == 0
    assert measure.details(data, []) == []
