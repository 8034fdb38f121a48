"""Where each attribution stands, and the finding over all."""

from __future__ import annotations

import numpy as np
import pytest

from tests.attribution.conftest import company, denial
from tests.conftest import claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures.attribution import cases as measure


def line(data: Dataset, incident_id: str) -> dict[str, object]:
    row = data.base.tables["incidents"]["incident_id"].to_pylist().index(incident_id)
    return {str(key): value for key, value in measure.page(data, np.array([row], dtype=np.int32)).to_dict("records")[0].items()}


def test_a_joint_attribution(data: Dataset) -> None:
    found = line(data, "joint-2020")
    assert (found["status"], found["states"], found["official"]) == ("Officially attributed", 3, "1 June 2020")
    assert (found["round_states"], found["round"]) == (3, "1 June 2020")
    assert (found["private"], found["private_by"], found["named"]) == ("1 April 2020", "Acme", "North Korea")


def test_no_official_attribution_says_none(data: Dataset) -> None:
    found = line(data, "two-2010")
    assert (found["official"], found["round_states"], found["private"]) == ("", 0, "")
    assert found["named"] == "United States; Israel"


def test_latest_first(data: Dataset) -> None:
    ids = data.base.tables["incidents"]["incident_id"].to_pylist()
    assert [ids[row] for row in measure.order(data)][:2] == ["rivals-2021", "joint-2020"]


def test_finding(data: Dataset) -> None:
    found = measure.finding(data)
    assert (found.incidents, found.attributed, found.median) == (6, 3, None)
    assert (found.accused, found.accused_in, found.denials) == ("Russia", 2, 2)
    none = measure.finding(data.only(np.zeros(data.base.count, dtype=np.bool_)))
    assert (none.incidents, none.accused, none.median) == (0, "", None)


@pytest.mark.parametrize(
    ("incident_id", "expected"),
    [
        ("wannacry-2017", {"status": "Officially attributed", "states": 6, "official": "18 December 2017", "round_states": 6}),
        ("notpetya-2017", {"status": "Officially attributed", "round": "15 to 16 February 2018", "round_states": 5}),
        ("viasat-2022", {"status": "Officially attributed", "official": "10 May 2022"}),
        ("stuxnet-2010", {"states": 1, "official": "29 June 2021"}),
        ("kudankulam-2019", {"states": 0, "official": ""}),
        ("uk-electoral-commission-2021", {"official": "25 March 2024", "named": "China: a Chinese state-affiliated entity"}),
    ],
)
def test_known_cases_read_correctly(curated: Dataset, incident_id: str, expected: dict[str, object]) -> None:
    found = line(curated, incident_id)
    assert {key: found[key] for key in expected} == expected


def test_poland_in_december_2025_has_rival_attributions(curated: Dataset) -> None:
    assert "rival attributions" in str(line(curated, "poland-energy-2025")["reasons"])


def test_every_column_of_a_case(data: Dataset) -> None:
    found = measure.page(data, measure.order(data))
    assert tuple(found.columns) == measure.COLUMNS
    lines = {row[0]: row[1:] for row in found.itertuples(index=False, name=None)}
    denied = "denied by the accused or from its side"
    round_of_two = ("20 to 22 May 2019", 2, "United Kingdom, United States")
    assert lines["denied-2019"] == (
        *("Case denied-2019", "Officially attributed", 2, "20 May 2019", "United Kingdom (Foreign Office)"),
        *(*round_of_two, "", "", "Russia", denied),
    )
    assert lines["rivals-2021"] == (
        *("Case rivals-2021", "Contested", 0, "", "", "", 0, "", "3 February 2021", "Acme", "Bear; Panda"),
        "rival attributions; disputed by a third party; claimed by someone else",
    )
    assert lines["year-2018"] == (
        *("Case year-2018", "Officially attributed", 1, "2018", "Germany (Foreign Office)"),
        *("", 0, "", "", "", "Russia", ""),
    )


def test_cases_stand_by_start_or_first_knowledge() -> None:
    data = data_of(
        incident("b-2018", disclosed="2018"),
        incident("c-2019", started="2019", disclosed="2021"),
        incident("d-2018", disclosed="2018"),
    )
    assert measure.order(data).tolist() == [1, 0, 2]


def test_a_round_of_organisations_names_them() -> None:
    union = claim("eu", party="European Union (Council)", party_kind="international-organisation", party_country=None)
    found = line(data_of(incident("a-2020", attributions=[union])), "a-2020")
    assert (found["round"], found["round_states"], found["round_who"]) == ("1 June 2020", 0, "European Union")
    assert (found["official_by"], found["states"]) == ("European Union (Council)", 0)


def test_words_for_whom_claims_name_stand_where_all_agree() -> None:
    said = [claim("us", state="RU", named="a unit"), claim("uk", state="RU"), claim("fr", state="CN", named="one")]
    said += [
        claim("de", state="CN", named="another"),
        claim("it", state=None, named="somebody"),
        claim("es", state=None, named="a crew"),
    ]
    found = line(data_of(incident("a-2020", attributions=said)), "a-2020")
    assert found["named"] == "Russia: a unit; China; somebody: a crew"


def test_the_first_claim_is_the_one_made_first_at_the_latest() -> None:
    said = [
        claim("month", date="2020-05"),
        claim("late", date="2020-05-20", party="B"),
        claim("later", date="2020-05-21", party="C"),
    ]
    assert line(data_of(incident("a-2020", attributions=said)), "a-2020")["official_by"] == "B"
    same = [claim("month", date="2020-05"), claim("day", date="2020-05-31", party="B")]
    assert line(data_of(incident("a-2020", attributions=same)), "a-2020")["official"] == "May 2020"


def test_what_only_private_parties_and_claims_taken_back_name(data: Dataset) -> None:
    assert line(data, "back-2007")["named"] == ""
    said = [company("a", date="2020-05-01", state="RU"), company("b", "Best", date="2020-04-01", state="CN")]
    found = line(data_of(incident("a-2020", attributions=said)), "a-2020")
    assert (found["private"], found["private_by"], found["named"]) == ("1 April 2020", "Best", "China; Russia")


def test_an_incident_without_claims() -> None:
    data = data_of(incident("a-2020"))
    found = line(data, "a-2020")
    assert (found["status"], found["named"], found["reasons"], found["round_who"]) == ("Unattributed", "", "", "")
    assert measure.finding(data) == measure.Finding(1, 0, None, "", 0, 0, 0)


def test_finding_counts_each_thing() -> None:
    joint = claim("all", state="IR", date="2020-03-11", joined_by=["GB", "AU"])
    data = data_of(
        incident("a-2020", attributions=[joint, denial("ir", "IR", date="2020-04-01", joined_by=["SY"])]),
        incident("b-2020", attributions=[claim("us", state="IR", date="2020-03-21"), denial("ir", "IR")]),
        incident(
            "c-2020",
            attributions=[
                claim("us", state="CN", date="2020-03-31"),
                claim("fr", state="RU", answers=["us"], date="2020-05-01"),
            ],
        ),
        *(incident(f"{letter}-2020", attributions=[claim("us", state="CN", date="2020-03-31")]) for letter in "de"),
    )
    found = measure.finding(data)
    assert (found.incidents, found.attributed, found.contested) == (5, 5, 1)
    assert (found.accused, found.accused_in, found.denials) == ("China", 3, 2)
    assert found.median == (30.0, 30.0)
