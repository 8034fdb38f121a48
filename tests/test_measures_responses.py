"""Acts, parties, reach, lags and the ladder, counted by hand."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.conftest import claim, data_of, incident, instrument, invoked, read, response
from timeline.dataset import Base, Dataset
from timeline.filters import IncidentFilter
from timeline.measures import ladder as ladder_measure
from timeline.measures import responses

SHARED = {
    "date": "2020-07-30",
    "kind": "sanctions",
    "party": "European Union (Council)",
    "party_kind": "international-organisation",
}


@pytest.fixture(scope="module")
def built() -> Base:
    """A joint statement of three, a listing shared by two incidents, an act of a company, an incident without answer."""
    joint = incident(
        "joint-2018",
        started="2018-01-01",
        disclosed="2018-02-01",
        attributions=[
            claim("us", state="IR"),
            claim("denial", stance="denies", party="Iran", party_country="IR", state=None, answers=["us"]),
        ],
        responses=[
            response("all", date="2018-02-11", kind="joint-statement", joined_by=["GB", "CA"]),
            response("eu", shared_with=["other-2019"], party_country=None, **SHARED),
            response("later", date="2021", kind="charge"),
        ],
    )
    other = incident(
        "other-2019",
        started="2019-01-01",
        disclosed="2019-02",
        attributions=[claim("us", state="IR")],
        responses=[response("eu", shared_with=["joint-2018"], party_country=None, **SHARED)],
    )
    firm = incident(
        "firm-2020",
        responses=[response("ms", party="Microsoft", party_kind="company", party_country="US", kind="takedown")],
        norms=[{"id": "n", "clause": "norm-2015:1", "basis": "analyst", "reason": "It fits."}],
    )
    return data_of(joint, other, firm, incident("none-2020"), instrument()).base


@pytest.fixture
def data(built: Base) -> Dataset:
    """The same, with nothing remembered from another test."""
    return Dataset(Base(built.tables))


def by_kind(data: Dataset, groups: tuple[str, ...] = (), *, signatories: bool = False) -> dict[tuple[str, int], int]:
    rows = responses.kinds_per_year(data, groups, signatories=signatories)
    return dict(zip(zip(rows["kind"], rows["year"], strict=True), rows["count"], strict=True))


def test_an_act_counts_once_however_many_signed_or_incidents_it_answered(data: Dataset) -> None:
    assert by_kind(data) == {
        ("joint-statement", 2018): 1,
        ("sanctions", 2020): 1,
        ("charge", 2021): 1,
        ("takedown", 2020): 1,
    }


def test_parties_of_a_joint_act_count_each(data: Dataset) -> None:
    assert by_kind(data, signatories=True) == {
        ("joint-statement", 2018): 3,
        ("sanctions", 2020): 1,
        ("charge", 2021): 1,
        ("takedown", 2020): 1,
    }


def test_a_sort_of_responder_alone(data: Dataset) -> None:
    assert by_kind(data, ("Companies",)) == {("takedown", 2020): 1}
    assert by_kind(data, ("International organisations", "Companies")) == {("sanctions", 2020): 1, ("takedown", 2020): 1}


def test_a_shared_act_stays_when_the_filter_leaves_one_of_its_incidents(data: Dataset) -> None:
    cut = IncidentFilter(years=(2019, 2019)).apply(data)
    assert by_kind(cut) == {("sanctions", 2020): 1}


def test_acts_of_one_day_that_do_not_name_each_other_are_two() -> None:
    apart = data_of(*(incident(one, responses=[response("eu", **SHARED)]) for one in ("a-2020", "b-2020")))
    assert by_kind(apart) == {("sanctions", 2020): 2}


def test_responders_count_states_by_name_and_companies_by_theirs(data: Dataset) -> None:
    rows = {row.party: (row.group, row.acts, row.measures, row.others) for row in responses.responders(data).itertuples()}
    assert rows == {
        "United States": ("States", 2, 1, 1),
        "United Kingdom": ("States", 1, 0, 1),
        "Canada": ("States", 1, 0, 1),
        "European Union": ("International organisations", 1, 1, 0),
        "Microsoft": ("Companies", 1, 1, 0),
    }


def test_reach_is_that_of_the_farthest_official_act(data: Dataset) -> None:
    rows = responses.reach_per_year(data)
    found = {(row[0], row[1]): row[2] for row in rows.itertuples(index=False) if row[2]}
    measure, _, others, none = responses.REACHES
    assert found == {(2018, measure): 1, (2019, measure): 1, (2020, others): 1, (2020, none): 1}
    assert rows.attrs["undated"] == 0


def test_reach_by_the_state_that_claims_name(data: Dataset) -> None:
    rows = responses.reach_per_accused(data)
    assert set(rows["state"]) == {"Iran"}
    assert rows.loc[rows["class"] == responses.REACHES[0], "incidents"].tolist() == [2]
    assert set(rows["total"]) == {2}


def test_silence_is_counted_with_and_without_an_answer(data: Dataset) -> None:
    rows = responses.voices_per_year(data)
    invoked, answered, unanswered = responses.VOICES
    assert rows.attrs["totals"] == {invoked: 0, answered: 2, unanswered: 2}
    assert rows.attrs["read"] == 1
    silent = responses.silent_cases(data, 10)
    assert list(zip(silent["incident_id"], silent["acts"], strict=True)) == [("joint-2018", 3), ("other-2019", 1)]


def test_lags_are_intervals_and_none_is_no_delay_of_zero(data: Dataset) -> None:
    rows = responses.lags(data)
    found = {row.incident_id: (row.days_min, row.days_max) for row in rows.itertuples()}
    assert found == {"joint-2018": (10, 10), "other-2019": (518, 545)}
    assert {key: rows.attrs[key] for key in ("answered", "left_out", "unanswered", "median")} == {
        "answered": 2,
        "left_out": 0,
        "unanswered": 2,
        "median": (264.0, 277.5),
    }
    assert list(rows["share"]) == [0.5, 1.0]


def test_lags_to_the_first_measure_from_the_beginning(data: Dataset) -> None:
    rows = responses.lags(data, "started", "first measure")
    assert {row.incident_id: (row.days_min, row.days_max) for row in rows.itertuples()} == {
        "joint-2018": (941, 941),
        "other-2019": (576, 576),
    }


def test_a_lag_vaguer_than_a_year_is_left_out() -> None:
    vague = data_of(incident(disclosed="2018/2020", responses=[response("us", date="2021")]))
    assert responses.lags(vague).empty
    assert responses.lags(vague).attrs["left_out"] == 1


def test_an_answer_before_disclosure_keeps_its_negative_days() -> None:
    rows = responses.lags(data_of(incident(disclosed="2020-03-01", responses=[response("us", date="2020-02-20")])))
    assert (rows["days_min"].tolist(), rows["drawn_min"].tolist(), rows["share"].tolist()) == ([-10], [1], [1.0])


def test_nothing_chosen_is_counted_as_nothing(data: Dataset) -> None:
    none = IncidentFilter(text="no such words").apply(data)
    assert by_kind(none) == {}
    assert responses.responders(none).empty
    assert responses.reach_per_year(none).empty
    assert responses.reach_per_accused(none).empty
    assert responses.lags(none).empty
    assert responses.lags(none).attrs["median"] is None
    assert ladder_measure.fullest(none) is None
    assert responses.answered_cases(none, 5) == {}


def test_every_column_of_acts_by_kind_and_year(data: Dataset) -> None:
    found = responses.kinds_per_year(data, signatories=True)
    assert tuple(found.columns) == ("kind", "label", "year", "count")
    assert found.to_numpy().tolist() == [
        ["joint-statement", "Joint statement", 2018, 3],
        ["charge", "Charge", 2021, 1],
        ["sanctions", "Sanctions", 2020, 1],
        ["takedown", "Takedown", 2020, 1],
    ]


def test_the_most_frequent_kind_comes_first_and_its_years_in_order() -> None:
    said = [response(f"r{year}", date=str(year)) for year in (2021, 2019, 2020)] + [response("fine", date="2019", kind="fine")]
    found = responses.kinds_per_year(data_of(incident("a-2019", responses=said, disclosed="2019")))
    assert found[["kind", "year", "count"]].to_numpy().tolist() == [
        ["statement", 2019, 1],
        ["statement", 2020, 1],
        ["statement", 2021, 1],
        ["fine", 2019, 1],
    ]


def shared(*with_: str, **values: Any) -> dict[str, Any]:
    return response("eu", shared_with=list(with_), party_country=None, **(SHARED | values))


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ({}, True),
        ({"date": "2020-07"}, True),
        ({"date": "2020-07-31"}, False),
        ({"date": "2020-07-29"}, False),
        ({"date": "2020-07-30/2020-08-30"}, True),
        ({"date": "2020-06-30/2020-07-30"}, True),
        ({"kind": "statement"}, False),
        ({"party": "European Union (High Representative)"}, True),
        ({"party": "NATO"}, False),
    ],
)
def test_a_shared_act_is_one_when_kind_party_and_date_agree(second: dict[str, Any], same: bool) -> None:
    others = incident("b-2020", responses=[response("first", date="2020-07-30"), shared(**second)])
    base = data_of(incident("a-2020", responses=[shared("b-2020")]), others).base
    assert responses.acts(base).tolist() == [0, 1, 0 if same else 2]


def test_an_act_shared_in_a_chain_is_one() -> None:
    cases = [("a", ["c"]), ("b", ["d"]), ("c", ["d"]), ("d", []), ("e", [])]
    found = [incident(f"{name}-2020", responses=[shared(*(f"{one}-2020" for one in others))]) for name, others in cases]
    assert responses.acts(data_of(*found).base).tolist() == [0, 0, 0, 0, 4]


def test_joint_statements_are_acts_of_their_first_row() -> None:
    two = [response("one", joined_by=["GB"]), response("two", joined_by=["GB", "FR"]), response("alone")]
    data = data_of(incident("a-2020", responses=two))
    assert responses.acts(data.base).tolist() == [0, 0, 2, 2, 2, 5]
    assert by_kind(data) == {("statement", 2020): 3}
    assert by_kind(data, signatories=True) == {("statement", 2020): 6}


def test_a_party_counts_once_for_an_act_that_answers_two_incidents_and_ties_stand_by_name() -> None:
    lab = {"party_kind": "researcher", "party_country": "CA", "party": "A lab (Toronto)", "kind": "disclosure"}
    data = data_of(
        incident("a-2020", responses=[shared("b-2020"), response("us", kind="charge"), response("lab", **lab)]),
        incident("b-2020", responses=[shared(), response("us"), response("uk", party="UK", party_country="GB")]),
    )
    found = responses.responders(data)
    assert tuple(found.columns) == ("party", "group", "acts", "measures", "others")
    assert found.to_numpy().tolist() == [
        ["United States", "States", 2, 1, 1],
        ["A lab", "Researchers, civil society, others", 1, 0, 1],
        ["European Union", "International organisations", 1, 1, 0],
        ["United Kingdom", "States", 1, 0, 1],
    ]
    assert responses.responders(data, ("States",))["party"].tolist() == ["United States", "United Kingdom"]


@pytest.fixture
def silence() -> Dataset:
    """Five incidents from 2015 to 2018: a norm invoked; two acts, one joint, and our reading; one act; a firm; nothing."""
    names = {"disclosed": "2018", "attributions": [claim("us", state="IR"), claim("fr", state="CN")]}
    firm = response("firm", party="A firm", party_kind="company", party_country="US")
    return data_of(
        incident(
            "a-2015",
            disclosed="2015",
            responses=[response("us"), response("uk", kind="fine")],
            norms=[invoked("us", clause="norm-2015:1"), read("r", "norm-2015:1")],
        ),
        incident(
            "b-2016",
            disclosed="2016",
            responses=[response("us", joined_by=["GB"]), response("later", kind="fine")],
            norms=[read("r", "norm-2015:1")],
        ),
        incident(
            "c-2016", disclosed="2016", responses=[response("us", kind="charge"), firm], attributions=[claim("us", state="CN")]
        ),
        incident("d-2018", responses=[firm], **names),
        incident("e-2018", **(names | {"attributions": []})),
        instrument(),
    )


def test_every_class_of_every_year(silence: Dataset) -> None:
    found = responses.reach_per_year(silence)
    assert found["year"].tolist() == [year for year in range(2015, 2019) for _ in responses.REACHES]
    assert found["class"].tolist() == list(responses.REACHES) * 4
    assert found["incidents"].tolist() == [0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    voices = responses.voices_per_year(silence)
    assert voices["incidents"].tolist() == [1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2]
    assert voices.attrs["totals"] == dict(zip(responses.VOICES, (1, 2, 2), strict=True))
    assert (voices.attrs["read"], voices.attrs["undated"]) == (1, 0)


def test_states_named_most_come_first_with_every_reach(silence: Dataset) -> None:
    found = responses.reach_per_accused(silence)
    assert tuple(found.columns) == ("state", "class", "incidents", "total")
    assert found["state"].tolist() == ["China"] * 4 + ["Iran"] * 4
    assert found["class"].tolist() == list(responses.REACHES) * 2
    assert found["incidents"].tolist() == [1, 0, 1, 0, 0, 0, 1, 0]
    assert found["total"].tolist() == [2] * 4 + [1] * 4


def test_silent_cases_with_the_most_official_acts_first(silence: Dataset) -> None:
    assert responses.silent_cases(silence, 10).to_numpy().tolist() == [
        ["b-2016", "Case b-2016", 2, True],
        ["c-2016", "Case c-2016", 1, False],
    ]
    assert responses.silent_cases(silence, 1)["incident_id"].tolist() == ["b-2016"]
    assert tuple(responses.silent_cases(silence, 9).columns) == ("incident_id", "title", "acts", "read")
    assert responses.answered_cases(silence, 3) == {
        "b-2016": "Case b-2016",
        "a-2015": "Case a-2015",
        "c-2016": "Case c-2016",
    }
    assert list(responses.answered_cases(silence, 9)) == ["b-2016", "a-2015", "c-2016", "d-2018"]


def test_imported_incidents_are_no_part_of_reach_and_voices(silence: Dataset) -> None:
    table = silence.base.tables["incidents"]
    place = table.schema.get_field_index("collection")
    marked = table.set_column(place, table.schema.field("collection"), pa.array(["curated"] * 4 + ["tracker"]))
    data = Dataset(Base(silence.base.tables | {"incidents": marked}))
    assert responses.reach_per_year(data)["incidents"].sum() == 4
    assert responses.voices_per_year(data)["incidents"].sum() == 4
    assert responses.lags(data).attrs["unanswered"] == 1


def test_lags_stand_by_length_and_of_many_every_so_many_th_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    days = {"a": "2020-03-05", "b": "2020-03-02", "c": "2020-03", "d": "2020-03-01", "e": "2020-03-02/2020-03-03"}
    data = data_of(*(incident(f"{name}-2020", responses=[response("us", date=day)]) for name, day in days.items()))
    found = responses.lags(data)
    assert found[["incident_id", "title", "days_min", "days_max", "drawn_min", "drawn_max"]].to_numpy().tolist() == [
        ["d-2020", "Case d-2020", 0, 0, 1, 1],
        ["c-2020", "Case c-2020", 0, 30, 1, 30],
        ["b-2020", "Case b-2020", 1, 1, 1, 1],
        ["e-2020", "Case e-2020", 1, 2, 1, 2],
        ["a-2020", "Case a-2020", 4, 4, 4, 4],
    ]
    assert found["share"].tolist() == [0.2, 0.4, 0.6, 0.8, 1.0]
    assert found.attrs == {"answered": 5, "left_out": 0, "unanswered": 0, "median": (1.0, 2.0), "drawn": 1}
    monkeypatch.setattr(responses, "MOST_LAGS", 2)
    fewer = responses.lags(data)
    assert (fewer["incident_id"].tolist(), fewer["share"].tolist()) == (["d-2020", "e-2020"], [0.2, 0.8])
    assert fewer.attrs["drawn"] == 3


@pytest.mark.parametrize(("last", "kept"), [("2021-03-02", True), ("2021-03-03", False)])
def test_an_interval_of_366_days_is_drawn_and_a_longer_one_is_not(last: str, kept: bool) -> None:
    found = responses.lags(data_of(incident(disclosed="2020-01-01", responses=[response("us", date=f"2020-03-01/{last}")])))
    assert (len(found), found.attrs["left_out"]) == ((1, 0) if kept else (0, 1))


def test_only_the_first_official_answer_ends_a_silence() -> None:
    firm = response("firm", date="2020-03-02", party="A firm", party_kind="company")
    said = [
        firm,
        response("late", date="2020-05-01"),
        response("month", date="2020-04"),
        response("charge", date="2020-06-01", kind="charge"),
    ]
    data = data_of(
        incident("a-2020", responses=said),
        incident("b-2020", responses=[firm]),
        incident("c-2020", disclosed=None, started="2020", responses=said),
    )
    first = responses.lags(data)
    assert first[["days_min", "days_max"]].to_numpy().tolist() == [[31, 60]]
    assert (first.attrs["answered"], first.attrs["left_out"], first.attrs["unanswered"]) == (2, 1, 1)
    assert responses.lags(data, until="first measure")[["days_min", "days_max"]].to_numpy().tolist() == [[92, 92]]
    assert responses.lags(data, "started")[["incident_id", "days_max"]].to_numpy().tolist() == [["a-2020", 60]]
