"""The reader's choice: rows, words and link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import actor, claim, data_of, incident, instrument
from timeline.dataset import Dataset
from timeline.filters import LONGEST_TEXT, MOST_VALUES, IncidentFilter


@pytest.fixture(scope="module")
def data() -> Dataset:
    link = {"id": "n", "clause": "norm-2015:1", "basis": "analyst", "reason": "Because."}
    return data_of(
        actor("apt28", "APT28", "Strontium", "Twin"),
        actor("lazarus", "Lazarus", "Twin"),
        instrument(),
        incident("a-2015", started="2015", disclosed="2016-05", attributions=[claim("c", state="RU", actor="apt28")]),
        incident("b-2017", disclosed="2017-05-12", kinds=["ransomware"], malware=["WannaCry"], norms=[link],
                 attributions=[claim("c", actor="lazarus", date="2017-12-19")]),
        incident("c-2019", started="2018-12/2019-02", disclosed="2019-03", summary="Nobody named; a plant.",
                 targets=[{"name": "Plant", "country": "IN", "sector": "nuclear"}]),
    )  # fmt: skip


def ids(data: Dataset, chosen: IncidentFilter) -> list[str]:
    return chosen.apply(data).arrow("incidents")["incident_id"].to_pylist()


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (IncidentFilter(), ["a-2015", "b-2017", "c-2019"]),
        (IncidentFilter(states=("KP",)), ["b-2017"]),
        (IncidentFilter(states=("KP", "RU")), ["a-2015", "b-2017"]),
        (IncidentFilter(states=("KP",), kinds=("espionage",)), []),
        (IncidentFilter(actors=("apt28",)), ["a-2015"]),
        (IncidentFilter(years=(2019, 2019)), ["c-2019"]),
        (IncidentFilter(years=(2017, 2017)), ["b-2017"]),
        (IncidentFilter(years=(2016, 2016), date="disclosed"), ["a-2015"]),
        (IncidentFilter(years=(2017, 2020), date="attributed"), ["a-2015", "b-2017"]),
        (IncidentFilter(victims=("IN",)), ["c-2019"]),
        (IncidentFilter(sectors=("nuclear",)), ["c-2019"]),
        (IncidentFilter(status=("unattributed",)), ["c-2019"]),
        (IncidentFilter(clause=("norm-2015:1",)), ["b-2017"]),
        (IncidentFilter(clause=("norm-2015",)), ["b-2017"]),
        (IncidentFilter(collection=("curated",)), ["a-2015", "b-2017", "c-2019"]),
        (IncidentFilter(text="wannacry"), ["b-2017"]),
        (IncidentFilter(text="PLANT nobody"), ["c-2019"]),
        (IncidentFilter(text="stront"), ["a-2015"]),
        (IncidentFilter(text="(.*"), []),
    ],
)
def test_rows(data: Dataset, chosen: IncidentFilter, expected: list[str]) -> None:
    assert ids(data, chosen) == expected


def test_children_follow_their_incident(data: Dataset) -> None:
    cut = IncidentFilter(states=("RU",)).apply(data)
    assert cut.arrow("attributions")["incident_id"].to_pylist() == ["a-2015"]
    assert cut.arrow("norm_links").num_rows == 0
    assert set(cut.arrow("sources")["incident_id"].to_pylist()) == {"a-2015"}
    assert cut.arrow("actors").num_rows == 2


def test_words(data: Dataset) -> None:
    chosen = IncidentFilter(states=("KP",), actors=("lazarus",), years=(2014, 2024), kinds=("hack-and-leak",), text="bank")
    assert chosen.describe(data.base) == (
        "accused North Korea; actor Lazarus; kind Hack and leak; containing “bank”; began or first known 2014–2024"
    )
    assert IncidentFilter().describe(data.base) == "all incidents"


choices = st.builds(
    IncidentFilter,
    states=st.lists(st.sampled_from(["KP", "RU", "FR"]), unique=True).map(tuple),
    actors=st.lists(st.sampled_from(["apt28", "lazarus"]), unique=True).map(tuple),
    years=st.none() | st.tuples(st.integers(1900, 2000), st.integers(2000, 2100)),
    date=st.sampled_from(["started", "disclosed", "attributed"]),
    kinds=st.lists(st.sampled_from(["espionage", "ransomware"]), unique=True).map(tuple),
    clause=st.sampled_from([(), ("norm-2015:1",), ("norm-2015",)]),
    text=st.sampled_from(["", "a b", "100% & more", "ключ", "<b>"]),
)


@given(chosen=choices)
def test_link_round_trips(data: Dataset, chosen: IncidentFilter) -> None:
    assert IncidentFilter.from_query(chosen.to_query(), data.base) == (chosen, [])


@given(chosen=choices)
def test_filtering_never_adds(data: Dataset, chosen: IncidentFilter) -> None:
    cut = chosen.apply(data)
    assert set(cut.incident_rows) <= set(data.incident_rows)
    assert chosen.apply(cut).count == cut.count


def test_link_is_short_when_nothing_is_chosen() -> None:
    assert IncidentFilter().to_query() == {}


def test_names_and_aliases_are_understood(data: Dataset) -> None:
    query = {"states": ["north korea"], "actors": ["STRONTIUM"], "kinds": ["Ransomware"], "years": ["2014-2020"]}
    chosen, warnings = IncidentFilter.from_query(query, data.base)
    assert warnings == []
    assert chosen == IncidentFilter(states=("KP",), actors=("apt28",), kinds=("ransomware",), years=(2014, 2020))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"actors": ["Nobody"]}, "actors: “Nobody” is not known here and was left out"),
        ({"actors": ["Twin"]}, "actors: “Twin” is a name of several actors (apt28, lazarus); choose one of them"),
        ({"states": ["<script>alert(1)</script>"]}, "states: “<script>alert(1)</script>” is not known here and was left out"),
        ({"years": ["1066"]}, "years: 1066–1066 is out of range (1900–2100) and was left out"),
        ({"years": ["soon"]}, "years: “soon” is not known here and was left out"),
        ({"date": ["guessed"]}, "date: “guessed” is not known here and was left out"),
    ],
)
def test_stale_link_says_what_was_dropped(data: Dataset, query: dict[str, list[str]], expected: str) -> None:
    chosen, warnings = IncidentFilter.from_query(query, data.base)
    assert expected.replace("1066–1066", "“1066–1066”") in warnings or expected in warnings
    assert chosen == IncidentFilter()


def test_a_thousand_values_and_a_long_text(data: Dataset) -> None:
    query = {"states": ["KP"] + [f"X{number}" for number in range(1000)], "text": ["y" * 5000]}
    chosen, warnings = IncidentFilter.from_query(query, data.base)
    assert chosen.states == ("KP",)
    assert len(chosen.text) == LONGEST_TEXT
    assert len(warnings) == MOST_VALUES + 1
    assert all(len(warning) < 120 for warning in warnings)
