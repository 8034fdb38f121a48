"""The reader's choice: rows, words and link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import actor, claim, data_of, incident, instrument
from timeline.dataset import Dataset
from timeline.filters import LONGEST_TEXT, MOST_VALUES, IncidentFilter
from timeline.schema import TABLES


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
        (IncidentFilter(years=(2013, 2014)), []),
        (IncidentFilter(years=(2016, 2016)), []),
        (IncidentFilter(years=(2018, 2018)), ["c-2019"]),
        (IncidentFilter(years=(2100, 2100)), []),
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


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (IncidentFilter(states=("KP", "XX")), "accused North Korea or XX"),
        (IncidentFilter(actors=("lazarus", "nobody")), "actor Lazarus or nobody"),
        (IncidentFilter(victims=("IN", "XX")), "victim in India or XX"),
        (IncidentFilter(sectors=("nuclear",)), "sector Nuclear"),
        (IncidentFilter(status=("press-only",)), "status Press only"),
        (IncidentFilter(clause=("norm-2015:1", "norm-2015")), "norm norm-2015:1 or norm-2015"),
        (IncidentFilter(collection=("curated", "cfr")), "collection curated or cfr"),
        (IncidentFilter(years=(2017, 2017), date="disclosed"), "disclosed in 2017"),
    ],
)
def test_words_of_each_field(data: Dataset, chosen: IncidentFilter, expected: str) -> None:
    assert chosen.describe(data.base) == expected


def test_a_year_is_touched_on_its_first_and_last_day() -> None:
    edges = data_of(incident("a-1999", started="1999-12-31"), incident("b-2000", started="2000-01-01"))
    assert ids(edges, IncidentFilter(years=(2000, 2000))) == ["b-2000"]
    assert ids(edges, IncidentFilter(years=(1999, 1999))) == ["a-1999"]


def test_an_instrument_or_clause_that_no_link_names_finds_nothing(data: Dataset) -> None:
    assert ids(data, IncidentFilter(clause=("norm-2016",))) == []


def test_a_collection_is_known_by_its_name(data: Dataset) -> None:
    found = IncidentFilter.from_query({"collection": ["Curated", "cfr"]}, data.base)
    assert found == (IncidentFilter(collection=("curated",)), ["collection: “cfr” is not known here and was left out"])


@pytest.mark.parametrize(
    ("values", "years", "warning"),
    [
        (["2014"], (2014, 2014), None),
        (["2014", "2020"], (2014, 2020), None),
        (["2020", "2014"], (2014, 2020), None),
        (["1900–2100"], (1900, 2100), None),
        (["1899–2100"], None, "years: 1899–2100 is out of range (1900–2100) and was left out"),
        (["1900–2101"], None, "years: 1900–2101 is out of range (1900–2100) and was left out"),
        (["soon", "or later"], None, "years: “soon or later” is not known here and was left out"),
        ([" " * 39 + "20145"], (2, 2), None),
        (["", ""], None, None),
    ],
)
def test_years_of_a_link(data: Dataset, values: list[str], years: tuple[int, int] | None, warning: str | None) -> None:
    chosen, warnings = IncidentFilter.from_query({"years": values}, data.base)
    if years == (2, 2):  # only the first 40 characters are read
        assert warnings == ["years: 2–2 is out of range (1900–2100) and was left out"]
    else:
        assert (chosen.years, warnings) == (years, [warning] if warning else [])


@pytest.mark.parametrize(("length", "shown"), [(40, "x" * 40), (41, "x" * 39 + "…")])
def test_a_long_value_is_cut_in_the_warning(data: Dataset, length: int, shown: str) -> None:
    assert IncidentFilter.from_query({"states": ["x" * length]}, data.base)[1] == [
        f"states: “{shown}” is not known here and was left out"
    ]


def test_the_last_of_several_texts_counts_and_spaces_do_not(data: Dataset) -> None:
    assert IncidentFilter.from_query({"text": ["one", "  two \n words "]}, data.base) == (IncidentFilter(text="two words"), [])


def test_limits_are_reached_without_a_word(data: Dataset) -> None:
    assert IncidentFilter.from_query({"text": ["y" * LONGEST_TEXT]}, data.base)[1] == []
    assert IncidentFilter.from_query({"states": ["KP"] * MOST_VALUES}, data.base) == (IncidentFilter(states=("KP",)), [])


queries = st.dictionaries(
    st.sampled_from([*IncidentFilter.__dataclass_fields__, "incident", "x"]),
    st.lists(
        st.text(max_size=30) | st.sampled_from(["KP", "2014-2020", "apt28", "Twin", "disclosed", "\x00", "9" * 30]), max_size=4
    ),
)


@given(query=queries)
def test_any_link_is_read_and_what_is_read_filters(data: Dataset, query: dict[str, list[str]]) -> None:
    chosen, warnings = IncidentFilter.from_query(query, data.base)
    assert chosen.apply(data).count <= data.count
    assert chosen.describe(data.base)
    assert all(len(warning) < 200 for warning in warnings)
    assert IncidentFilter.from_query(chosen.to_query(), data.base) == (chosen, [])


choices = st.builds(
    IncidentFilter,
    states=st.lists(st.sampled_from(["KP", "RU", "FR"]), unique=True).map(tuple),
    actors=st.lists(st.sampled_from(["apt28", "lazarus"]), unique=True).map(tuple),
    years=st.none() | st.tuples(st.integers(1900, 2000), st.integers(2000, 2100)),
    date=st.sampled_from(["started", "disclosed", "attributed"]),
    kinds=st.lists(st.sampled_from(["espionage", "ransomware"]), unique=True).map(tuple),
    clause=st.sampled_from([(), ("norm-2015:1",), ("norm-2015",)]),
    victims=st.lists(st.sampled_from(["FR", "IN"]), unique=True).map(tuple),
    sectors=st.lists(st.sampled_from(["government", "nuclear"]), unique=True).map(tuple),
    status=st.lists(st.sampled_from(["unattributed", "state-attributed"]), unique=True).map(tuple),
    collection=st.sampled_from([(), ("curated",)]),
    text=st.text(max_size=100).map(lambda text: " ".join(text.split())),
)


@given(chosen=choices)
def test_link_round_trips(data: Dataset, chosen: IncidentFilter) -> None:
    assert IncidentFilter.from_query(chosen.to_query(), data.base) == (chosen, [])


@given(chosen=choices)
def test_filtering_never_adds(data: Dataset, chosen: IncidentFilter) -> None:
    cut = chosen.apply(data)
    assert set(cut.incident_rows) <= set(data.incident_rows)
    assert chosen.apply(cut).count == cut.count
    for name in TABLES:
        assert cut.row_count(name) == cut.arrow(name).num_rows <= data.row_count(name)


@given(chosen=choices, more=choices)
def test_narrowing_twice_is_narrowing_once_in_any_order(data: Dataset, chosen: IncidentFilter, more: IncidentFilter) -> None:
    one, other = more.apply(chosen.apply(data)), chosen.apply(more.apply(data))
    assert one.incident_rows.tolist() == other.incident_rows.tolist()


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
