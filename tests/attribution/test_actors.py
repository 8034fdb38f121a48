"""Names of actors: whom they mean, who uses them, and what is alleged."""

from __future__ import annotations

from timeline.dataset import Dataset
from timeline.measures.attribution import actors as measure


def test_a_name_of_two_actors_gives_both(data: Dataset) -> None:
    found = measure.search(data.base, "blue")
    assert [one.name for one in found] == ["Blue"]
    assert found[0].actors == {"bear": "A vendor", "panda": "A vendor"}


def test_search_finds_parts_of_names_whole_ones_first(data: Dataset) -> None:
    assert [one.name for one in measure.search(data.base, "  STRON ")] == ["Strontium"]
    assert [one.name for one in measure.search(data.base, "b")] == ["Bear", "Blue"]
    assert [one.name for one in measure.search(data.base, "crew nine")] == ["Crew Nine"]
    assert measure.search(data.base, "   ") == []
    assert measure.search(data.base, "nobody") == []


def test_an_actor_with_names_sponsors_and_parts(data: Dataset) -> None:
    bear = measure.actor(data.base, "bear")
    assert bear is not None
    assert bear.names[["name", "used_by", "also"]].to_numpy().tolist() == [
        ["Blue", "A vendor", "Panda"],
        ["Strontium", "A vendor", ""],
    ]
    assert bear.sponsors.to_numpy().tolist() == [["Russia", "Acme", "January 2020"]]
    panda = measure.actor(data.base, "panda")
    assert panda is not None
    assert panda.parts == ["bear"]
    assert panda.sources[0]["title"] == "A report"
    assert measure.actor(data.base, "nobody") is None


def test_claims_about_an_actor_include_those_that_answer(data: Dataset) -> None:
    found = [row["attribution_id"] for row in measure.claims_about(data, "bear").records()]
    assert found == ["rivals-2021:acme", "rivals-2021:doubt"]
    assert not len(measure.claims_about(data, "nobody").rows)


def test_ranking_counts_standing_claims_and_says_who_is_alleged(data: Dataset) -> None:
    found = measure.ranking(data).set_index("actor_id")
    assert found["incidents"].to_dict() == {"bear": 1, "panda": 1}
    assert found.loc["bear", ["claims", "sponsor_alleged"]].tolist() == [2, "Russia"]
