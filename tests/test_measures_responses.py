"""Acts, parties, reach, lags and the ladder, counted by hand."""

from __future__ import annotations

import pytest

from tests.conftest import claim, data_of, incident, instrument, response
from timeline.codes import ResponseKind
from timeline.dataset import Base, Dataset
from timeline.filters import IncidentFilter
from timeline.measures import case as case_measure
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
    assert (rows["days_min"].tolist(), rows["drawn_min"].tolist()) == ([-10], [1])


def test_nothing_chosen_is_counted_as_nothing(data: Dataset) -> None:
    none = IncidentFilter(text="no such words").apply(data)
    assert by_kind(none) == {}
    assert responses.responders(none).empty
    assert responses.reach_per_year(none).empty
    assert responses.reach_per_accused(none).empty
    assert responses.lags(none).empty
    assert ladder_measure.fullest(none) is None
    assert responses.answered_cases(none, 5) == {}


def test_ladder_has_the_incident_official_claims_and_each_joint_act_once(data: Dataset) -> None:
    case = case_measure.case(data, "joint-2018")
    assert case is not None
    steps = ladder_measure.ladder(case)
    assert list(zip(steps["rung"], steps["party"], strict=True)) == [
        (ladder_measure.BEGUN, ""),
        (ladder_measure.BEGUN, ""),
        ("Statement", "United States (Department of State)"),
        (ladder_measure.NAMED, "United States (White House)"),
        ("Sanctions", "European Union (Council)"),
        ("Courts and police", "United States (Department of State)"),
    ]
    assert ladder_measure.fullest(data) == "joint-2018"


def test_every_kind_of_response_has_a_rung() -> None:
    assert {kind for kinds in ladder_measure.RUNGS.values() for kind in kinds} == set(ResponseKind)
