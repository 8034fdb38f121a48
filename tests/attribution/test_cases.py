"""Where each attribution stands, and the finding over all."""

from __future__ import annotations

import numpy as np
import pytest

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
