"""Rows of child tables, who spoke in them, and different things in groups, counted both ways."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import claim, data_of, incident
from timeline.dataset import NO_DATE, Dataset
from timeline.measures import children
from timeline.measures.placing import number

VENDOR = {"party_kind": "company", "form": "technical-report"}


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Four claims in `a`, none in `b`, one in `c`."""
    return data_of(
        incident(
            "a-2020",
            attributions=[
                claim("us", date="2020-05"),
                claim("us-too", party="United States (Treasury)", date="2020-06-01", state="IR"),
                claim("vendor", party="A vendor (its blog)", party_country="US", date="2020-06-03", **VENDOR),
                claim("nobody", party="Somebody  (at home) (or not)", party_country=None, date="2020-06-04", **VENDOR),
            ],
        ),
        incident("b-2020", disclosed="2019-12-31"),
        incident("c-2020", attributions=[claim("gb", party="United Kingdom (NCSC)", party_country="GB", state="CN")]),
    )


@pytest.fixture(scope="module")
def claims(data: Dataset) -> children.Children:
    """All five."""
    return children.children(data, "attributions")


def test_rows_and_their_incidents(data: Dataset, claims: children.Children) -> None:
    assert (claims.table, claims.rows.tolist(), claims.parents.tolist()) == ("attributions", [0, 1, 2, 3, 4], [0, 0, 0, 0, 2])
    assert claims.base is data.base
    assert claims.rows.dtype == np.int32
    cut = children.children(data.only(np.array([False, True, True])), "attributions")
    assert (cut.rows.tolist(), cut.parents.tolist()) == ([4], [2])
    assert children.children(data, "targets").parents.tolist() == [0, 1, 2]


def test_rows_without_an_incident_are_left_out(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(data.base._parents, "events", np.array([1, -1, 0], dtype=np.int32))
    found = children.children(data, "events")
    assert (found.rows.tolist(), found.parents.tolist()) == ([0, 2], [1, 0])


def test_codes_days_and_records_of_some_rows(claims: children.Children) -> None:
    some = claims.only(np.array([True, False, False, True, True]))
    assert (some.table, some.rows.tolist(), some.parents.tolist()) == ("attributions", [0, 3, 4], [0, 0, 2])
    codes = some.codes("party_country")
    assert [codes.values[one] if one >= 0 else None for one in codes.codes.tolist()] == ["US", None, "GB"]
    assert codes.rows.tolist() == [0, 3, 4]
    assert some.days("date").earliest.tolist() == [number(date(2020, *one)) for one in ((5, 1), (6, 4), (6, 1))]
    assert some.days("date").latest.tolist() == [number(date(2020, *one)) for one in ((5, 31), (6, 4), (6, 1))]
    assert [row["state"] for row in some.records()] == ["KP", "KP", "CN"]


def test_is_one_of(claims: children.Children) -> None:
    assert claims.is_one_of("party_country", ["US"]).tolist() == [True, True, True, False, False]
    assert claims.is_one_of("party_country", {"GB", "US", "FR"}).tolist() == [True, True, True, False, True]
    assert claims.is_one_of("party_country", []).tolist() == [False] * 5


def test_a_state_goes_by_its_name_and_others_by_theirs_up_to_a_bracket(claims: children.Children) -> None:
    found = children.parties(claims, "party", "party_country")
    named = [found.values[one] for one in found.codes.tolist()]
    assert named == ["United States", "United States", "United States", "Somebody", "United Kingdom"]
    assert found.rows.tolist() == claims.rows.tolist()
    found = children.parties(claims, "party", "party_country", claims.is_one_of("party_kind", ["state"]))
    named = [found.values[one] for one in found.codes.tolist()]
    assert named == ["United States", "United States", "A vendor", "Somebody", "United Kingdom"]
    assert len(set(found.values)) == len(found.values)


def test_a_state_is_needed_for_its_name_even_among_states(claims: children.Children) -> None:
    found = children.parties(claims, "party", "party_country", np.ones(5, dtype=bool))
    assert found.values[found.codes[3]] == "Somebody"


def test_nobody_and_no_country_is_nobody(claims: children.Children) -> None:
    found = children.parties(claims, "named", "party_country", np.array([True, False, False, False, True]))
    assert [found.values[one] if one >= 0 else "" for one in found.codes.tolist()] == [
        "United States",
        "",
        "",
        "",
        "United Kingdom",
    ]
    assert found.codes.tolist()[1:4] == [-1] * 3
    assert found.codes.dtype == np.int32


@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30)), max_size=60))
@pytest.mark.parametrize("most", [0, 10**9])
def test_each_thing_counts_once_in_a_group(most: int, pairs: list[tuple[int, int]]) -> None:
    groups, things = (np.array([pair[place] for pair in pairs], dtype=np.int32) for place in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(children, "MOST_FLAGS", most)
        found = children.distinct(groups, things, 5)
    assert found.tolist() == [len({thing for group, thing in pairs if group == one}) for one in range(5)]
    assert found.dtype == np.int32


@pytest.mark.parametrize("most", [0, 10**9])
def test_many_groups_of_many_things_do_not_run_over(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "MOST_FLAGS", most)
    groups, things = np.array([99, 0, 99], dtype=np.int8), np.array([100, 100, 0], dtype=np.int8)
    found = children.distinct(groups, things, 100)
    assert (found[0], found[99], found.sum()) == (1, 2, 3)


def test_flags_values_and_years(data: Dataset) -> None:
    assert children.flags(data.base, np.array([2, 0, 2], dtype=np.int32)).tolist() == [True, False, True]
    assert children.flags(data.base, np.array([], dtype=np.int32)).tolist() == [False] * 3
    assert children.flags(data.base, np.array([], dtype=np.int32)).dtype == np.bool_
    assert children.incident_values(data.base, np.array([2, 1], dtype=np.int32), "incident_id") == ["c-2020", "b-2020"]
    days = data.when("disclosed").earliest
    assert NO_DATE not in days
    assert children.years_of(days).tolist() == [2020, 2019, 2020]
    assert children.years_of(np.array([-1, 0], dtype=np.int32)).tolist() == [1969, 1970]
    assert children.years_of(days).dtype == np.int32


def test_rows_and_frames() -> None:
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    assert children.records(children.frame(rows, ("b", "a"))) == rows
    assert children.frame(rows, ("b", "a")).columns.tolist() == ["b", "a"]
    assert children.frame([], {"a": 0, "b": 0}).columns.tolist() == ["a", "b"]
    assert children.records(pd.DataFrame({0: [1]})) == [{"0": 1}]
