"""Clauses against incidents, counted by hand; the texts as they are recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.conftest import SOURCE, data_of, incident, instrument, invoked, read, response
from timeline.codes import Basis
from timeline.dataset import Base, Dataset
from timeline.filters import IncidentFilter
from timeline.measures import clauses, instruments, norms
from timeline.measures.children import children

GGE = instrument("gge-2015", ("13f", "13k"))
CALL = instrument("call-2018", ("1",), adopted="2018-11-12", succeeds=["gge-2015"])
FORUM = instrument("igf-2006", (), adopted="2006", kind="forum")


@pytest.fixture(scope="module")
def built() -> Base:
    """Three incidents: answered with 13f and read as Call 1; older than every text; later, with a joint invocation."""
    both = incident(
        "both-2017",
        started="2017-01-01",
        disclosed="2017-02-01",
        responses=[
            response("us", date="2020-06-01", against="Iran"),
            response("later", date="2020-06-02", kind="sanctions", party="Albania", party_country="AL"),
            response("earlier", date="2020-05-31"),
        ],
        norms=[
            invoked("us", response="us"),
            invoked("us-again", date="2020-07-01", response=None),
            read("call", "call-2018:1"),
            read("same", "gge-2015:13f"),
        ],
    )
    old = incident("old-2010", started="2010-01-01", disclosed="2010-02-01", norms=[read("f", "gge-2015:13f")])
    joint = incident(
        "joint-2021",
        started="2021-01-01",
        disclosed="2021-02-01",
        norms=[
            {key: value for key, value in invoked("eu").items() if key not in ("clause", "invoked_by_country")}
            | {"instrument": "gge-2015", "invoked_by": "European Union (Council)", "explicit": "norms-generic"}
            | {"joined_by": ["NO"]}
        ],
    )
    return data_of(both, old, joint, GGE, CALL, FORUM).base


@pytest.fixture
def data(built: Base) -> Dataset:
    """The same, with nothing remembered from another test."""
    return Dataset(Base(built.tables))


def counted(data: Dataset, text: str = "gge-2015") -> dict[tuple[str, str, str], int]:
    rows = norms.clause_counts(data, text)
    return {(row.number, row.basis, row.timing): row.incidents for row in rows.itertuples() if row.incidents}


def test_invoked_and_analyst_are_counted_apart(data: Dataset) -> None:
    seen = norms.coverage(data)
    assert (seen.incidents, seen.invoked, seen.analyst) == (3, 2, 2)
    assert counted(data) == {
        ("13f", "invoked", "before"): 1,
        ("13f", "analyst", "before"): 1,
        ("13f", "analyst", "after"): 1,
        ("as a whole", "invoked", "before"): 1,
    }
    rows = norms.clause_counts(data, "gge-2015")
    assert not set(rows.columns) & {"all", "both", "sum"}
    assert rows.groupby(["key", "basis"])["total"].nunique().max() == 1


def test_every_clause_of_a_text_has_a_row_even_without_incident(data: Dataset) -> None:
    assert list(norms.columns(data, "gge-2015")["number"]) == ["13f", "13k", "as a whole"]
    assert list(norms.columns(data, "call-2018")["number"]) == ["1"]
    assert list(norms.clause_counts(data, "gge-2015")["number"].unique()) == ["13f", "13k", "as a whole"]
    assert list(norms.columns(data)["key"]) == ["gge-2015:13f", "gge-2015", "call-2018:1"]


def test_a_text_later_than_the_incident_is_marked_so(data: Dataset) -> None:
    found = norms.matrix(data, norms.linked_cases(data))
    timing = {(row.incident_id, row.key, row.basis): row.timing for row in found.cells.itertuples()}
    assert timing["old-2010", "gge-2015:13f", "analyst"] == "after"
    assert timing["both-2017", "call-2018:1", "analyst"] == "after"
    assert timing["both-2017", "gge-2015:13f", "invoked"] == "before"


def test_matrix_has_a_cell_for_each_basis_and_counts_its_links(data: Dataset) -> None:
    found = norms.matrix(data, norms.linked_cases(data, "gge-2015"), "gge-2015")
    assert list(found.cases["incident_id"]) == ["joint-2021", "both-2017", "old-2010"]
    links = {(row.incident_id, row.number, row.basis): row.links for row in found.cells.itertuples()}
    assert links == {
        ("both-2017", "13f", "invoked"): 2,
        ("both-2017", "13f", "analyst"): 1,
        ("old-2010", "13f", "analyst"): 1,
        ("joint-2021", "as a whole", "invoked"): 2,
    }


def test_matrix_of_one_basis(data: Dataset) -> None:
    cases = norms.linked_cases(data, "gge-2015", [Basis.ANALYST])
    found = norms.matrix(data, cases, "gge-2015", [Basis.ANALYST])
    assert set(found.cells["basis"]) == {"analyst"}
    assert list(found.cases["incident_id"]) == ["both-2017", "old-2010"]


def test_counts_follow_the_filter(data: Dataset) -> None:
    cut = IncidentFilter(years=(2021, 2021)).apply(data)
    assert norms.coverage(cut) == norms.Coverage(1, 1, 0)
    assert counted(cut) == {("as a whole", "invoked", "before"): 1}
    page = clauses.clause(cut, "gge-2015:13f")
    assert page is not None
    assert (len(page.invoked), len(page.analyst), len(page.whole)) == (0, 0, 2)
    assert page.outside == {"invoked": 2, "analyst": 2}


def test_nothing_chosen_is_counted_as_nothing(data: Dataset) -> None:
    none = IncidentFilter(text="no such words").apply(data)
    assert norms.coverage(none) == norms.Coverage(0, 0, 0)
    assert counted(none) == {}
    assert norms.invokers(none).empty
    assert len(norms.linked_cases(none)) == 0


def test_a_joint_text_counts_once_for_each_party(data: Dataset) -> None:
    rows = {row.party: row for row in norms.invokers(data).itertuples()}
    assert {party: row.incidents for party, row in rows.items()} == {"United States": 1, "European Union": 1, "Norway": 1}
    assert (rows["United States"].occasions, rows["United States"].wording, rows["United States"].generic) == (2, 1, 0)
    assert rows["Norway"].generic == 1
    assert list(rows) == ["European Union", "Norway", "United States"]


def test_clause_page_says_against_whom_and_what_followed(data: Dataset) -> None:
    page = clauses.clause(data, "gge-2015:13f")
    assert page is not None
    first, second = clauses.details(data, page.invoked)
    assert first["against"] == "Iran"
    assert [one["party"] for one in first["followed"]] == ["Albania"]
    assert second["followed"] == []
    assert first["sources"][0]["title"] == SOURCE["title"]
    assert clauses.clause(data, "gge-2015:99") is None


def test_links_of_a_cell_and_of_a_party(data: Dataset) -> None:
    cell = clauses.details(data, clauses.cell(data, "both-2017", "gge-2015:13f"))
    assert sorted(link["link_id"] for link in cell) == ["both-2017:same", "both-2017:us", "both-2017:us-again"]
    party = clauses.details(data, clauses.of_party(data, "Norway", "gge-2015"))
    assert [link["link_id"] for link in party] == ["joint-2021:eu:NO"]


def test_forums_and_sanctions_regimes_stand_outside_the_counts(data: Dataset) -> None:
    assert instruments.count(data) == (2, 3)
    assert list(instruments.timeline(data)["instrument_id"]) == ["gge-2015", "call-2018"]
    assert "igf-2006" in set(instruments.timeline(data, others=True)["instrument_id"])
    assert [row["instrument_id"] for row in instruments.of_kind(data, instruments.NOT_NORMS[0])] == ["igf-2006"]


def test_a_forum_in_a_line_of_succession_is_shown() -> None:
    data = data_of(GGE, instrument("mechanism", (), adopted="2025", kind="forum", succeeds=["gge-2015"]))
    drawn = instruments.timeline(data)
    assert list(drawn["instrument_id"]) == ["gge-2015", "mechanism"]
    assert instruments.succession(data, drawn).to_dict("records") == [{"before": "gge-2015", "after": "mechanism"}]
    assert instruments.count(data) == (1, 2)


def test_latest_count_of_those_who_joined() -> None:
    counts = [
        {"date": date, "count": count, "of": "states", "sources": ["s"]} for date, count in (("2019", 70), ("2018-11-12", 51))
    ]
    data = data_of(instrument(counts=counts))
    assert list(instruments.timeline(data)["joined"]) == ["70 states (2019)"]
    text = instruments.instrument(data, "norm-2015")
    assert text is not None
    assert [one["count"] for one in text["counts"]] == [51, 70]


def test_crosswalk_shows_cases_filed_under_the_other_clause(data: Dataset) -> None:
    pair = {"number": "13f", "same_as": "call-2018:1", "reason": "Much the same.", "sources": ["s"]}
    walked = data_of(
        incident("one-2017", started="2017", norms=[read("call", "call-2018:1")]),
        instrument("gge-2015", ("13f", "13k"), equivalents=[pair]),
        CALL,
    )
    (there,) = clauses.equivalents(walked, "gge-2015:13f")
    assert (there["label"], there["reason"]) == ("CALL-2018, 1: Clause 1.", "Much the same.")
    assert [case["incident_id"] for case in there["cases"]["analyst"]] == ["one-2017"]
    assert there["cases"]["invoked"] == []
    (back,) = clauses.equivalents(walked, "call-2018:1")
    assert back["key"] == "gge-2015:13f"
    assert len(clauses.pairs(walked)) == 1
    assert list(clauses.pairs(walked, "call-2018")["other_key"]) == ["gge-2015:13f"]
    assert [row["number"] for row in clauses.by_clause(walked, "gge-2015")] == ["13f"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("gge-2015", [f"13{letter}" for letter in "abcdefghijk"]),
        ("paris-call-2018", [str(number) for number in range(1, 10)]),
        ("gcsc-2019", [str(number) for number in range(1, 9)]),
        ("tech-accord-2018", [str(number) for number in range(1, 5)]),
    ],
)
def test_recorded_clauses_stand_once_with_their_official_number(curated: Dataset, text: str, numbers: list[str]) -> None:
    rows = curated.base.tables["clauses"].select(["instrument_id", "number"]).to_pylist()
    assert [row["number"] for row in rows if row["instrument_id"] == text] == numbers


def test_recorded_crosswalk_is_symmetric(curated: Dataset) -> None:
    rows = curated.base.tables["crosswalk"].select(["clause_id", "other_clause_id", "reason"]).to_pylist()
    pairs = {(row["clause_id"], row["other_clause_id"]): row["reason"] for row in rows}
    assert pairs
    assert all(pairs.get((other, one)) == reason for (one, other), reason in pairs.items())


def test_recorded_bases_never_mix(curated: Dataset) -> None:
    for link in curated.base.tables["norm_links"].to_pylist():
        assert (link["basis"] == Basis.INVOKED) == bool(link["invoked_by"])


@pytest.fixture
def many() -> Dataset:
    """Four incidents: two that someone tied to the call and the report, two that only we did; an undated text, too."""
    call, report = "call-2018:1", "gge-2015:13k"
    china = {"invoked_by": "China (Foreign Ministry)", "invoked_by_country": "CN"}
    nato = {"invoked_by": "NATO (Council)", "invoked_by_country": None, "explicit": "instrument-named"}
    return data_of(
        incident("a-2012", started="2012", norms=[invoked("cn", clause=call, **china), read("f", "gge-2015:13f")]),
        incident(
            "b-2016",
            started="2016",
            norms=[
                invoked("us", clause=call, explicit="norms-generic"),
                invoked("us-2", clause=report, date="2020-06-02"),
                invoked("cn", clause=report, **china),
                invoked("cn-2", clause=call, **china),
                invoked("nato", clause=report, **nato),
            ],
        ),
        incident("c-2018", started="2018-11", norms=[read("call", call), read("draft", "draft:1")]),
        incident("d-2020", started="2020", norms=[read("call", call)]),
        GGE,
        CALL,
        instrument("draft", ("1",), adopted=None, short_name="Draft"),
        instrument("also-2015", ("7",), clauses=[{"number": "7", "title": "Restraint", "paraphrase": "P.", "sources": ["s"]}]),
    )


def test_texts_stand_by_date_and_short_name_with_the_undated_last(many: Dataset) -> None:
    assert norms.all_columns(many.base)[:2] == [
        {"instrument_id": "also-2015", "short_name": "ALSO-2015", "key": "also-2015:7", "number": "7", "title": "Restraint"},
        {"instrument_id": "also-2015", "short_name": "ALSO-2015", "key": "also-2015", "number": "as a whole"}
        | {"title": "Instrument also-2015"},
    ]
    assert [row["key"] for row in norms.all_columns(many.base)[2:]] == [
        *("gge-2015:13f", "gge-2015:13k", "gge-2015"),
        *("call-2018:1", "call-2018", "draft:1", "draft"),
    ]
    assert norms.linked_instruments(many) == ["call-2018", "gge-2015", "draft"]


def test_columns_are_those_that_the_selection_is_tied_to(many: Dataset) -> None:
    assert norms.columns(many).to_numpy().tolist() == [
        ["gge-2015:13f", "GGE-2015", "13f", "Clause 13f."],
        ["gge-2015:13k", "GGE-2015", "13k", "Clause 13k."],
        ["call-2018:1", "CALL-2018", "1", "Clause 1."],
        ["draft:1", "Draft", "1", "Clause 1."],
    ]
    part = many.only(np.array([False, False, True, True]))
    assert norms.columns(part)["key"].tolist() == ["call-2018:1", "draft:1"]
    assert norms.columns(part, "gge-2015")["key"].tolist() == ["gge-2015:13f", "gge-2015:13k"]


def test_every_clause_basis_and_timing_has_a_count(many: Dataset) -> None:
    found = norms.clause_counts(many)
    assert tuple(found.columns) == norms.COUNT_COLUMNS
    assert len(found) == 4 * len(norms.BASES) * len(norms.TIMINGS)
    kept = found[found["incidents"] > 0]
    assert kept[["key", "basis", "timing", "incidents", "total"]].to_numpy().tolist() == [
        ["gge-2015:13f", "analyst", "after", 1, 1],
        ["gge-2015:13k", "invoked", "before", 1, 1],
        ["call-2018:1", "invoked", "after", 2, 2],
        ["call-2018:1", "analyst", "before", 1, 2],
        ["call-2018:1", "analyst", "unclear", 1, 2],
        ["draft:1", "analyst", "unclear", 1, 1],
    ]
    assert counted(many) == {("13f", "analyst", "after"): 1, ("13k", "invoked", "before"): 1}


def test_invoked_cases_come_before_those_that_only_we_read_and_the_latest_first(many: Dataset) -> None:
    def order(*wanted: Any) -> list[str]:
        rows = norms.linked_cases(many, *wanted)
        return [row["incident_id"] for row in norms.case_rows(many.base, rows)]

    assert order() == ["b-2016", "a-2012", "d-2020", "c-2018"]
    assert order("gge-2015") == ["b-2016", "a-2012"]
    assert order("call-2018", [Basis.ANALYST]) == ["d-2020", "c-2018"]
    assert order("", [Basis.INVOKED]) == ["b-2016", "a-2012"]
    assert order("also-2015") == []


def test_every_column_of_a_cell(many: Dataset) -> None:
    found = norms.matrix(many, norms.linked_cases(many, "call-2018"), "call-2018")
    assert found.cases.to_numpy().tolist() == [
        ["b-2016", "Case b-2016", 2016],
        ["a-2012", "Case a-2012", 2012],
        ["d-2020", "Case d-2020", 2020],
        ["c-2018", "Case c-2018", 2018],
    ]
    assert found.columns["key"].tolist() == ["call-2018:1"]
    assert tuple(found.cells.columns) == norms.CELL_COLUMNS
    clause = ["call-2018:1", "CALL-2018", "1", "Clause 1."]
    both = "United States (National Security Council); China (Foreign Ministry)"
    assert found.cells.to_numpy().tolist() == [
        ["a-2012", "Case a-2012", *clause, "invoked", "after", 1, "China (Foreign Ministry)", "It said so."],
        ["b-2016", "Case b-2016", *clause, "invoked", "after", 2, both, "It said so."],
        ["c-2018", "Case c-2018", *clause, "analyst", "unclear", 1, "", "It fits."],
        ["d-2020", "Case d-2020", *clause, "analyst", "before", 1, "", "It fits."],
    ]
    one = norms.matrix(many, norms.linked_cases(many)[:1])
    assert one.cells["incident_id"].unique().tolist() == ["b-2016"]
    assert one.cells["links"].tolist() == [2, 3]


def test_the_most_active_party_comes_first_with_its_texts(many: Dataset) -> None:
    found = norms.invokers(many)
    assert tuple(found.columns) == norms.INVOKER_COLUMNS
    assert found.to_numpy().tolist() == [
        ["China", "call-2018", "CALL-2018", 2, 1, 0, 2, 0],
        ["China", "gge-2015", "GGE-2015", 1, 1, 0, 1, 0],
        ["United States", "call-2018", "CALL-2018", 1, 1, 0, 0, 1],
        ["United States", "gge-2015", "GGE-2015", 1, 1, 0, 1, 0],
        ["NATO", "gge-2015", "GGE-2015", 1, 1, 1, 0, 0],
    ]


def test_links_that_name_a_clause_or_a_whole_text(data: Dataset) -> None:
    links = children(data, "norm_links")
    named = {key: links.only(norms.has_key(links, key)) for key in ("gge-2015:13f", "gge-2015", "gge-2015:13k")}
    assert {key: [row["link_id"] for row in found.records()] for key, found in named.items()} == {
        "gge-2015:13f": ["both-2017:us", "both-2017:us-again", "both-2017:same", "old-2010:f"],
        "gge-2015": ["joint-2021:eu", "joint-2021:eu:NO"],
        "gge-2015:13k": [],
    }
