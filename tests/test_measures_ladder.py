"""How far the answers to one incident went, step by step."""

from __future__ import annotations

import pytest

from tests.conftest import claim, data_of, incident, response
from timeline.codes import ResponseKind
from timeline.dataset import Dataset
from timeline.measures import case as case_measure
from timeline.measures import ladder as measure


@pytest.fixture
def data() -> Dataset:
    """An incident with claims and answers of every sort, and one that a company alone answered."""
    firm = {"party": "A firm", "party_kind": "company", "party_country": "US"}
    union = {"party": "European Union (Council)", "party_kind": "international-organisation", "party_country": None}
    steps = incident(
        "steps-2018",
        started="2018-01",
        disclosed="2018-02-01",
        attributions=[
            claim("joint", date="2018-03-05", joined_by=["GB", "CA"], form="joint-statement"),
            claim("charge", date="2018-03-06", form="indictment", **union),
            claim("support", date="2018-03-07", stance="supports"),
            claim("remark", date="2018-03-01", form="interview"),
            claim("report", date="2018-03-02", form="technical-report", **firm),
            claim("denial", date="2018-03-03", stance="denies", party="North Korea", party_country="KP"),
        ],
        responses=[
            response("all", date="2018-03-05/2018-03-08", kind="joint-statement", joined_by=["GB", "CA"]),
            response("listing", date="2018-03-04", kind="sanctions", summary="It listed two men.", **union),
            response("firm", date="2019", kind="takedown", **firm),
        ],
    )
    return data_of(steps, incident("firm-2019", responses=[response("a", **firm), response("b", kind="fine", **firm)]))


def ladder_of(data: Dataset, incident_id: str) -> list[list[str]]:
    case = case_measure.case(data, incident_id)
    assert case is not None
    found = measure.ladder(case)
    assert tuple(found.columns) == measure.COLUMNS
    assert (found["earliest"] <= found["latest"]).all()
    return found[["rung", "when", "what", "party", "text", "sort"]].to_numpy().tolist()


def test_ladder_has_the_incident_official_claims_and_each_joint_act_once(data: Dataset) -> None:
    states, own = measure.OFFICIAL_ACT, measure.OWN
    department = "United States (Department of State)"
    house, union = "United States (White House)", "European Union (Council)"
    assert ladder_of(data, "steps-2018") == [
        [measure.BEGUN, "January 2018", "Began", "", "", own],
        [measure.BEGUN, "1 February 2018", "Became public", "", "", own],
        ["Sanctions", "4 March 2018", "Sanctions", union, "It listed two men.", states],
        [measure.NAMED, "5 March 2018", "Joint statement", house, "Names North Korea.", states],
        ["Statement", "between 5 March 2018 and 8 March 2018", "Joint statement", department, "It said so.", states],
        [measure.NAMED, "6 March 2018", "Indictment", union, "Names North Korea.", states],
        [measure.NAMED, "7 March 2018", "Official statement", house, "Names North Korea.", states],
        ["Against infrastructure", "2019", "Takedown", "A firm", "It said so.", measure.OTHER_ACT],
    ]


def test_the_fullest_has_the_most_kinds_of_official_answer(data: Dataset) -> None:
    assert measure.fullest(data) == "steps-2018"
    said = [response("a"), response("b"), response("c")]
    kinds = [response("a"), response("b", kind="fine")]
    assert measure.fullest(data_of(incident("a-2020", responses=said), incident("b-2020", responses=kinds))) == "b-2020"
    firm = [
        response("a", party="A firm", party_kind="company"),
        response("b", party="A firm", party_kind="company", kind="fine"),
    ]
    assert measure.fullest(data_of(incident("a-2020", responses=firm), incident("b-2020", responses=said))) == "b-2020"
    assert measure.fullest(data_of(incident("a-2020", responses=firm))) is None


def test_every_kind_of_response_has_a_rung() -> None:
    assert {kind for kinds in measure.RUNGS.values() for kind in kinds} == set(ResponseKind)
