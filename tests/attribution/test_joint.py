"""Rounds of attribution, the states in them, and who joins whom."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.conftest import claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures.attribution import joint as measure
from timeline.records import Incident


def by(country: str, day: str, **values: object) -> dict[str, object]:
    return claim(f"{country.lower()}-{day}", party=country, party_country=country, date=day, **values)


def test_a_joint_statement_is_one_round_of_as_many_states_as_signed(data: Dataset) -> None:
    found = measure.largest(measure.rounds(data)).set_index("incident_id")
    assert found.loc["joint-2020", ["states", "who", "statements", "when"]].tolist() == [
        3,
        "Australia, United Kingdom, United States",
        1,
        "1 June 2020",
    ]


def test_statements_days_apart_are_one_round_and_weeks_apart_are_two(data: Dataset) -> None:
    found = measure.largest(measure.rounds(data)).set_index("incident_id")
    assert found.loc["denied-2019", ["states", "statements", "when", "accused"]].tolist() == [
        2,
        2,
        "20 to 22 May 2019",
        "Russia",
    ]
    days = ["2020-03-01", "2020-03-08", "2020-03-16"]
    three = measure.rounds(data_of(incident("r-2020", attributions=[by("US", days[0]), by("GB", days[1]), by("AU", days[2])])))
    assert three.states.tolist() == [2, 1]


def test_statements_dated_to_a_year_stand_in_no_round(data: Dataset) -> None:
    found = measure.rounds(data)
    assert found.unplaced == 1
    assert "year-2018" not in measure.largest(found)["incident_id"].tolist()


def test_a_long_first_date_keeps_later_statements_in_its_round() -> None:
    said = [by("US", "2020-03"), by("GB", "2020-03-02"), by("AU", "2020-03-31")]
    assert measure.rounds(data_of(incident("m-2020", attributions=said))).states.tolist() == [3]


def test_rounds_of_two_incidents_never_merge() -> None:
    two = [incident(f"i{number}-2020", attributions=[by("US", "2020-03-01")]) for number in range(2)]
    assert measure.rounds(data_of(*two)).states.tolist() == [1, 1]


def test_charges_remarks_and_claims_taken_back_are_no_round(data: Dataset) -> None:
    held = measure.largest(measure.rounds(data))["incident_id"].tolist()
    assert sorted(held) == ["denied-2019", "joint-2020"]


def test_an_organisation_is_no_state() -> None:
    union = claim(
        "eu", date="2020-03-01", party="European Union (Council)", party_kind="international-organisation", party_country=None
    )
    found = measure.rounds(data_of(incident("e-2020", attributions=[union])))
    assert (found.states.tolist(), found.organisations.tolist()) == ([0], [1])
    assert measure.per_year(found).set_index("class").loc["an organisation only", "rounds"] == 1


def test_per_year_has_every_year_and_every_size(data: Dataset) -> None:
    found = measure.per_year(measure.rounds(data))
    assert found["year"].tolist() == [2019] * 4 + [2020] * 4
    assert found["rounds"].tolist() == [0, 0, 1, 0, 0, 0, 1, 0]


def test_largest_of_one_incident() -> None:
    said = [by("US", "2020-03-01"), by("GB", "2020-06-01"), by("AU", "2020-06-02")]
    data = data_of(incident("l-2020", attributions=said))
    assert measure.largest_of(measure.rounds(data), [0])[0]["when"] == "1 to 2 June 2020"
    assert measure.largest_of(measure.rounds(data), []) == {}


def test_pairs_count_incidents_that_both_attribute(data: Dataset) -> None:
    found = measure.pairs(data)
    counts = {frozenset((row.state, row[1])): row.incidents for row in found.itertuples(index=False)}
    assert counts[frozenset({"United States", "United Kingdom"})] == 2
    assert counts[frozenset({"Australia", "United Kingdom"})] == 1
    assert counts[frozenset({"Germany"})] == 1
    assert frozenset({"Germany", "United States"}) not in counts
    assert found.attrs["states"][:2] == ["United States", "United Kingdom"] or found.attrs["states"][:2] == [
        "United Kingdom",
        "United States",
    ]


def test_together_opens_the_statements_of_shared_incidents(data: Dataset) -> None:
    rows = measure.together(data, "United States", "United Kingdom").records()
    assert sorted(row["attribution_id"] for row in rows) == [
        "denied-2019:uk",
        "denied-2019:us",
        "joint-2020:three",
        "joint-2020:three:GB",
    ]
    assert not len(measure.together(data, "Germany", "United States").rows)
    assert not len(measure.together(data, "Atlantis", "United States").rows)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2017, 12, 18), (2017, 12, 18), "18 December 2017"),
        ((2017, 12, 18), (2017, 12, 20), "18 to 20 December 2017"),
        ((2018, 1, 30), (2018, 2, 2), "30 January to 2 February 2018"),
        ((2018, 12, 30), (2019, 1, 2), "30 December 2018 to 2 January 2019"),
        ((2022, 5, 1), (2022, 5, 31), "May 2022"),
    ],
)
def test_how_long_a_round_lasted(first: tuple[int, int, int], last: tuple[int, int, int], words: str) -> None:
    assert measure.first_to_last(date(*first), date(*last)) == words


def test_nothing_chosen(data: Dataset) -> None:
    none = data.only(np.zeros(data.base.count, dtype=np.bool_))
    found = measure.rounds(none)
    assert not len(found.parents)
    assert measure.per_year(found).empty
    assert measure.largest(found).empty
    assert measure.pairs(none).empty


def union(day: str, **values: object) -> dict[str, object]:
    own = {"party": "European Union (Council)", "party_kind": "international-organisation", "party_country": None}
    return claim(f"eu-{day}", date=day, **(own | values))


def several(incident_id: str, day: str, *countries: str, **values: object) -> Incident:
    """An incident that so many states attribute in one joint statement."""
    first, *others = countries
    joint = claim("all", party_country=first, date=day, form="joint-statement", joined_by=others, **values)
    return incident(incident_id, attributions=[joint])


def test_rounds_of_each_size() -> None:
    sizes = [("a", "US"), ("b", "US GB"), ("c", "US GB AU CA"), ("d", "US GB AU CA NZ"), ("e", "US GB AU CA NZ JP")]
    cases = [several(f"{name}-2020", "2020-03-01", *countries.split()) for name, countries in sizes]
    rounds = measure.rounds(data_of(*cases, incident("f-2020", attributions=[union("2020-03-01")])))
    assert rounds.states.tolist() == [1, 2, 4, 5, 6, 0]
    assert rounds.organisations.tolist() == [0, 0, 0, 0, 0, 1]
    found = measure.per_year(rounds)
    assert dict(zip(found["class"], found["rounds"], strict=True)) == {
        "an organisation only": 1,
        "one state": 1,
        "2 to 4 states": 2,
        "5 or more states": 2,
    }


def test_most_states_come_first_then_most_organisations_then_the_latest() -> None:
    data = data_of(
        several("one-old-2019", "2019-01-01", "US"),
        several("one-new-2020", "2020-01-01", "US"),
        several("two-2018", "2018-01-01", "US", "GB"),
        incident("one-union-2017", attributions=[by("US", "2017-01-01"), union("2017-01-02", state="CN")]),
    )
    found = measure.largest(measure.rounds(data))
    assert found["incident_id"].tolist() == ["two-2018", "one-union-2017", "one-new-2020", "one-old-2019"]
    assert found["title"].tolist()[0] == "Case two-2018"
    assert found["organisations"].tolist() == ["", "European Union", "", ""]
    assert found["accused"].tolist()[:2] == ["North Korea", "North Korea; China"]
    assert found["who"].tolist()[:2] == ["United Kingdom, United States", "United States"]
    assert len(measure.largest(measure.rounds(data), 2)) == 2


def test_largest_of_several_incidents_is_the_first_among_equals() -> None:
    data = data_of(
        incident("a-2020", attributions=[by("US", "2020-03-01"), by("GB", "2020-06-01")]),
        incident("b-2020", attributions=[by("US", "2020-05-01")]),
        incident("c-2020", attributions=[by("US", "2020-07-01"), by("GB", "2020-09-01"), by("AU", "2020-09-02")]),
    )
    found = measure.largest_of(measure.rounds(data), [0, 2])
    assert {row: one["when"] for row, one in found.items()} == {0: "1 March 2020", 2: "1 to 2 September 2020"}


def test_pairs_are_of_states_in_texts_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    remark = claim("remark", party_country="FR", party="France", form="interview")
    data = data_of(
        incident("a-2020", attributions=[by("US", "2020-03-01"), by("GB", "2020-03-01"), remark, union("2020-03-02")]),
        incident("b-2020", attributions=[by("US", "2020-03-01"), by("GB", "2020-09-01"), by("AU", "2020-09-01")]),
        incident("c-2020", attributions=[by("US", "2020-03-01")]),
    )
    found = measure.pairs(data)
    assert found.to_numpy().tolist() == [
        ["United States", "United States", 3],
        ["United Kingdom", "United States", 2],
        ["United Kingdom", "United Kingdom", 2],
        ["Australia", "United States", 1],
        ["Australia", "United Kingdom", 1],
        ["Australia", "Australia", 1],
    ]
    assert found.attrs == {"states": ["United States", "United Kingdom", "Australia"], "left_out": 0}
    assert not len(measure.together(data, "France", "United States").rows)
    assert not len(measure.together(data, "European Union", "United States").rows)
    monkeypatch.setattr(measure, "MOST_STATES", 2)
    assert measure.pairs(data).attrs == {"states": ["United States", "United Kingdom"], "left_out": 1}
    assert len(measure.pairs(data)) == 3


def test_the_last_day_of_a_round_is_that_of_any_of_its_statements() -> None:
    said = [by("US", "2020-03"), by("GB", "2020-03-02"), by("AU", "2020-04-07"), by("CA", "2020-04-15")]
    found = measure.rounds(data_of(incident("m-2020", attributions=said)))
    assert [str(np.datetime64(int(day), "D")) for day in found.latest] == ["2020-04-07", "2020-04-15"]
    assert [str(np.datetime64(int(day), "D")) for day in found.earliest] == ["2020-03-01", "2020-04-15"]
    assert found.of.tolist() == [0, 0, 0, 1]


def test_a_statement_that_may_be_of_any_of_32_days_has_a_place_and_no_longer_one() -> None:
    said = [claim("short", date="2020-03-01/2020-04-01"), claim("long", date="2020-03-01/2020-04-02")]
    found = measure.rounds(data_of(incident("m-2020", attributions=said)))
    assert (found.states.tolist(), found.unplaced) == ([1], 1)
