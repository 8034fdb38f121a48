"""Who accuses whom, counted by hand, and counts that a filter never raises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dataset import Base, Dataset
from timeline.measures.attribution import matrix as measure

Cells = dict[tuple[str, str, str], int]


def cells(data: Dataset, axis: str = "states", unit: str = "statements", opened: tuple[str, ...] = ()) -> Cells:
    found = measure.matrix(data, axis, unit, opened).cells
    return {(row.row, row.column, row.mark): row[-1] for row in found.itertuples(index=False)}


def test_statements(data: Dataset) -> None:
    assert cells(data) == {
        ("state", "RU", "accuses"): 4,
        ("state", "RU", "denies"): 1,
        ("state", "RU", "disputes"): 1,
        ("state", "KP", "accuses"): 1,
        ("state", "KP", "denies"): 1,
        ("state", "US", "accuses"): 1,
        ("company", "KP", "accuses"): 1,
        ("company", "none", "accuses"): 2,
        ("press", "US", "accuses"): 1,
        ("press", "IL", "accuses"): 1,
        ("press", "none", "disputes"): 1,
        ("other", "none", "claims"): 1,
    }


def test_signatories_and_incidents(data: Dataset) -> None:
    assert cells(data, unit="signatories")["state", "KP", "accuses"] == 3
    assert cells(data, unit="incidents")["state", "RU", "accuses"] == 3
    assert cells(data, unit="incidents")["state", "KP", "accuses"] == 1


def test_an_opened_group_shows_its_parties(data: Dataset) -> None:
    found = cells(data, unit="signatories", opened=("state",))
    assert found["state/United Kingdom", "KP", "accuses"] == found["state/United Kingdom", "RU", "accuses"] == 1
    assert found["state/Russia", "RU", "denies"] == 1
    assert ("state/United Kingdom", "KP", "accuses") not in cells(data, opened=("state",))


def test_actors_as_columns(data: Dataset) -> None:
    found = cells(data, "actors")
    assert found["company", "bear", "accuses"] == found["company", "panda", "accuses"] == 1
    assert found["press", "bear", "disputes"] == 1
    assert found["other", "crew", "claims"] == 1


def test_beyond_the_limit_columns_are_gathered_and_a_claim_counts_once(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_COLUMNS", 1)
    found = measure.matrix(data)
    assert [column["key"] for column in found.columns] == ["RU", "others", "none"]
    assert cells(data)["press", "others", "accuses"] == 2


def test_parties_without_a_row_are_counted(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_PARTIES", 2)
    found = measure.matrix(data, "states", "signatories", ("state",))
    assert sum(row["party"] for row in found.rows) == 2
    assert found.unnamed_parties == 6


@pytest.mark.parametrize("axis", ["states", "actors"])
@pytest.mark.parametrize("unit", ["statements", "signatories"])
def test_a_cell_opens_exactly_the_claims_that_it_counts(data: Dataset, axis: str, unit: str) -> None:
    found = cells(data, axis, unit, ("state", "company"))
    by_pair: dict[tuple[str, str], int] = {}
    for (row, column, _), count in found.items():
        by_pair[row, column] = by_pair.get((row, column), 0) + count
    for (row, column), count in by_pair.items():
        assert len(measure.cell(data, axis, unit, row, column).rows) == count


def test_a_cell_of_anyone_or_of_nobody_known(data: Dataset) -> None:
    assert len(measure.cell(data, "states", "statements", "", "KP").rows) == 3
    assert len(measure.cell(data, "states", "statements", "state/Atlantis", "KP").rows) == 0
    assert len(measure.cell(data, "states", "statements", "bogus", "").rows) == 0


def test_nothing_chosen_gives_no_cell(data: Dataset) -> None:
    found = measure.matrix(data.only(np.zeros(data.base.count, dtype=np.bool_)))
    assert found.cells.empty
    assert found.rows == []


@settings(max_examples=40, deadline=None)
@given(kept=st.lists(st.booleans(), min_size=6, max_size=6), unit=st.sampled_from(["statements", "signatories", "incidents"]))
def test_filtering_never_raises_a_count(built: Base, kept: list[bool], unit: str) -> None:
    data = Dataset(built)
    whole = cells(data, unit=unit, opened=("state",))
    for key, count in cells(data.only(np.array(kept)), unit=unit, opened=("state",)).items():
        assert count <= whole[key]
