"""Who stands in which lane: six incidents, counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.conftest import claim, data_of, incident
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import lanes as measure
from timeline.measures.lanes import LANES, Lanes, lanes, value_counts

STATES = [("KP", "IR"), ("KP", "RU", "CN"), (), ("KP", "IR"), ("RU",), ()]
PLACES = np.array([0, 1, 0, 1, 1, 0], dtype=np.int16)


@pytest.fixture
def data() -> Dataset:
    """KP three times, IR and RU twice, CN once, nobody twice."""
    return data_of(
        *(
            incident(f"case-{place}", attributions=[claim(f"c-{state.lower()}", state=state) for state in states])
            for place, states in enumerate(STATES)
        )
    )


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three lanes at most."""
    monkeypatch.setattr(measure, "MOST_LANES", 3)


def pairs(held: Lanes, *rows: int) -> list[tuple[int, int]]:
    chosen = np.isin(np.arange(len(STATES)), rows or range(len(STATES)))
    row, lane = held.members(chosen)
    assert (row.dtype, lane.dtype) == (np.int32, np.int32)
    return sorted(zip(row.tolist(), lane.tolist(), strict=True))


def placed(part: slice) -> measure.Places:
    return PLACES[part]


def test_every_value_has_a_lane_while_they_are_few(data: Dataset) -> None:
    held = lanes(data, "state", data.mask())
    assert held.names == ("North Korea", "Iran", "Russia", "China", "No state named")
    assert (held.rest, held.nothing) == (-1, 4)
    everything = [(0, 0), (0, 1), (1, 0), (1, 2), (1, 3), (2, 4), (3, 0), (3, 1), (4, 2), (5, 4)]
    assert pairs(held) == everything
    assert pairs(held, 1, 2) == [(1, 0), (1, 2), (1, 3), (2, 4)]
    assert held.counted(placed, 2).tolist() == [[1, 2], [1, 1], [0, 2], [0, 1], [2, 0]]


def test_as_many_values_as_lanes_need_none_for_the_rest(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_LANES", 4)
    assert lanes(data, "state", data.mask()).rest == -1


@pytest.mark.usefixtures("few")
def test_the_rest_share_a_lane_in_which_an_incident_stands_once(data: Dataset) -> None:
    held = lanes(data, "state", data.mask())
    assert held.names == ("North Korea", "Iran", "2 other states", "No state named")
    assert (held.rest, held.nothing) == (2, 3)
    assert pairs(held) == [(0, 0), (0, 1), (1, 0), (1, 2), (2, 3), (3, 0), (3, 1), (4, 2), (5, 3)]
    assert pairs(held, 1, 5) == [(1, 0), (1, 2), (5, 3)]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("part", [1, 2, 3, 4, 6, 1 << 16])
def test_counting_in_parts_is_counting_at_once(data: Dataset, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(measure, "PART", part)
    seen: list[slice] = []

    def place_of(one: slice) -> measure.Places:
        seen.append(one)
        return placed(one)

    found = lanes(data, "state", data.mask()).counted(place_of, 2)
    assert found.tolist() == [[1, 2], [1, 1], [0, 2], [2, 0]]
    assert np.concatenate([np.arange(6)[one] for one in seen]).tolist() == list(range(6))
    assert max(one.stop - one.start for one in seen) == part


@pytest.mark.usefixtures("few")
def test_lanes_of_a_selection_are_those_of_its_incidents(data: Dataset) -> None:
    cut = IncidentFilter(states=("IR",)).apply(data)
    held = lanes(cut, "state", cut.mask())
    assert held.names == ("Iran", "North Korea")
    assert (held.rest, held.nothing) == (-1, -1)
    assert pairs(held, 0, 3) == [(0, 0), (0, 1), (3, 0), (3, 1)]
    russia = IncidentFilter(states=("RU",)).apply(data)
    held = lanes(russia, "state", russia.mask())
    assert held.names == ("Russia", "China", "North Korea")
    only = lanes(data.only(np.arange(6) == 4), "state", np.arange(6) == 4)
    assert only.names == ("Russia",)
    assert pairs(only, 4) == [(4, 0)]


def test_counting_a_selection_leaves_the_others_out(data: Dataset) -> None:
    """Incidents beside the selection are given a place that is not read."""
    chosen = np.isin(np.arange(6), (0, 3))
    held = lanes(data.only(chosen), "state", chosen)
    found = held.counted(lambda part: np.where(chosen, PLACES, 2)[part].astype(np.int16), 3)
    assert (held.names, found[:, :2].tolist()) == (("Iran", "North Korea"), [[1, 1], [1, 1]])


@pytest.mark.usefixtures("few")
def test_a_selection_with_more_states_than_lanes(data: Dataset) -> None:
    chosen = np.arange(6) != 0
    held = lanes(data.only(chosen), "state", chosen)
    assert held.names == ("North Korea", "Russia", "2 other states", "No state named")
    assert pairs(held, 1, 3) == [(1, 0), (1, 1), (1, 2), (3, 0), (3, 2)]


def test_each_incident_stands_once_among_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_LANES", 2)
    claims = [claim(f"c-{state.lower()}", state=state) for state in ("KP", "RU", "CN", "IR")]
    data = data_of(*(incident(f"case-{place}", attributions=claims[: 4 - place]) for place in range(3)))
    row, lane = lanes(data, "state", data.mask()).members(data.mask())
    assert sorted(zip(row.tolist(), lane.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_nobody_named_is_one_lane(data: Dataset) -> None:
    chosen = np.isin(np.arange(6), (2, 5))
    held = lanes(data.only(chosen), "state", chosen)
    assert (held.names, held.nothing) == (("No state named",), 0)
    assert pairs(held, 2, 5) == [(2, 0), (5, 0)]
    none = data_of(incident("case-0"))
    assert lanes(none, "state", none.mask()).names == ("No state named",)
    assert lanes(none, "state", none.mask()).counted(lambda part: np.array([1], np.int16)[part], 2).tolist() == [[0, 1]]


def test_each_sort_of_lane_keeps_its_own(data: Dataset) -> None:
    found = {by: lanes(data, by, data.mask()).names for by in LANES}
    assert found == {
        "state": ("North Korea", "Iran", "Russia", "China", "No state named"),
        "actor": ("No actor named",),
        "kind": ("Espionage",),
        "sector": ("Government",),
        "region": ("Europe",),
        "status": ("Officially attributed", "Unattributed"),
    }


def test_statuses_stand_in_the_order_of_their_list_whatever_their_number(data: Dataset) -> None:
    chosen = np.isin(np.arange(6), (2, 4, 5))
    assert lanes(data.only(chosen), "status", chosen).names == ("Officially attributed", "Unattributed")


@pytest.mark.parametrize(
    ("rows", "counts"),
    [(range(6), {"KP": 3, "IR": 2, "RU": 2, "CN": 1}), ([0, 1, 2], {"KP": 2, "IR": 1, "RU": 1, "CN": 1}), ([5], {})],
)
def test_value_counts(data: Dataset, rows: list[int], counts: dict[str, int]) -> None:
    chosen = np.isin(np.arange(6), rows)
    cut = data if chosen.all() else data.only(chosen)
    found = value_counts(cut, "accused_states", chosen)
    assert found.dtype == np.int64
    values = data.base.codes("accused_states").values
    assert {name: count for name, count in zip(values, found.tolist(), strict=True) if count} == counts
    assert value_counts(cut, "status", chosen).sum() == len(rows)


@pytest.mark.parametrize("otherwise", [0, 7])
def test_where_is_that_of_numpy(otherwise: int) -> None:
    among: Callable[[int], bool] = (PLACES == 1).__getitem__
    found = measure.where(PLACES, PLACES == 1, otherwise)
    assert found.tolist() == [int(PLACES[one]) if among(one) else otherwise for one in range(6)]
    assert found.dtype == np.int16
