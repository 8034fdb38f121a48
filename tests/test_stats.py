"""Counts of the collection, and that the methodology prints the current ones."""

from __future__ import annotations

from tests.conftest import ROOT, SOURCE, actor, claim, data_of, incident
from timeline import stats
from timeline.dataset import Dataset


def test_counts_of_a_small_collection() -> None:
    unread = SOURCE | {"id": "t", "publisher": "Another", "read": False, "kind": "court"}
    denial = claim("d", party="North Korea", party_country="KP", stance="denies")
    base = data_of(
        actor("lazarus", "Lazarus", "Hidden Cobra"),
        incident("a-1986", started="1986", sources=[SOURCE, unread], attributions=[claim("c"), denial]),
        incident("b-2025", disclosed="2025-05", targets=[{"name": "M", "country": "AE", "sector": "energy"}]),
    ).base
    found = stats.counts(base)
    assert found["incidents"] == 2
    assert found["attribution claims"] == 2
    assert found["of which denials, disputes, retractions and own claims"] == 1
    assert found["names of actors"] == 1
    assert found["of which read, in per cent"] == 66
    assert found["incidents with a primary source"] == 1
    assert found["incidents with fewer than 3 sources or 2 publishers"] == 2
    assert found["victims in the Middle East besides Israel and Iran"] == 1
    assert found["began or first known in the 1980s"] == 1
    assert found["began or became public in 2024 or later"] == 1
    assert stats.accused(base) == {"North Korea": 1}
    lines = list(stats.lines(base))
    assert "     2  incidents" in lines
    assert lines[-1] == "Incidents by accused state: North Korea 1"


def test_methodology_prints_the_current_counts(curated: Dataset) -> None:
    text = (ROOT / "docs" / "methodology.md").read_text("utf-8")
    logs = [(ROOT / "docs" / name).read_text("utf-8") for name in ("second_pass.csv", "fact_check.csv")]
    assert stats.into(text, curated.base, *logs) == text, "run `python -m timeline stats --write`"


def test_second_pass_is_summed_by_field() -> None:
    log = "record,field,read,corrected\na,dates,10,1\na,facts-added,0,3\nb,dates,5,0\n"
    assert stats.second_pass(log).splitlines() == [
        "2 records:",
        "",
        "| field | values read | corrected |",
        "|---|---:|---:|",
        "| dates | 15 | 1 |",
        "| facts added |  | 3 |",
    ]


def test_fact_check_is_summed_by_round() -> None:
    log = "record,round,confirmed,wrong,not_found,note\na,sample,8,2,1,a day\nb,sample,10,0,0,\nb,every record,3,0,1,\n"
    assert stats.fact_check(log).splitlines()[2:] == [
        "| sample | 2 | 18 | 2 | 10.0% | 1 |",
        "| every record | 1 | 3 | 0 | 0.0% | 1 |",
    ]


def test_the_collection_meets_its_floors(curated: Dataset) -> None:
    found = stats.counts(curated.base)
    floors = {
        "incidents": 200,
        "attribution claims": 650,
        "of which denials, disputes, retractions and own claims": 80,
        "responses": 350,
        "loss figures": 140,
        "incidents with a loss figure": 80,
        "norm links": 300,
        "of which invoked by someone": 40,
        "actors": 110,
        "instruments": 60,
        "clauses": 120,
        "annual series (rates and prices apart)": 12,
        "of which read, in per cent": 85,
        "victims in Africa": 15,
        "victims in Latin America and the Caribbean": 15,
        "victims in Asia and the Pacific": 40,
        "victims in the Middle East besides Israel and Iran": 15,
        "began or became public in 2024 or later": 25,
    }
    assert {what: found[what] for what, floor in floors.items() if found[what] < floor} == {}
    assert found["incidents with fewer than 3 sources or 2 publishers"] == 0
    assert all(found[f"began or first known in the {decade}s"] > 0 for decade in (1980, 1990, 2000, 2010, 2020))


def test_every_state_the_collection_promises_is_there(curated: Dataset) -> None:
    promised = {"US", "IL", "GB", "FR", "ES", "IN", "PK", "VN", "TR", "AE", "SA", "LB", "BY", "UA", "ET"}
    claims = curated.frame("attributions", ["stance", "state"])
    named = claims[claims["stance"].isin(["attributes", "supports", "claims"])]["state"]
    assert promised <= set(named.dropna())
