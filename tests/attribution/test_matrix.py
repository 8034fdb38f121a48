"""Who accuses whom, counted by hand, and counts that a filter never raises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import claim, data_of, incident
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
    union = claim("eu", party="A union", party_kind="international-organisation", party_country=None)
    states = [claim(one, party=one, party_country=one.upper()) for one in ("fr", "de", "it")]
    more = data_of(incident("a-2020", attributions=[union, *states]))
    assert len(measure.cell(more, "states", "statements", "organisation", "").rows) == 1
    assert len(measure.cell(more, "states", "statements", "bogus", "").rows) == 0
    assert len(measure.cell(more, "states", "statements", "state/Atlantis", "").rows) == 0


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


def test_rows_and_columns_with_their_words_in_the_order_drawn(data: Dataset) -> None:
    found = measure.matrix(data, opened=("company",))
    assert found.columns == [
        {"key": "RU", "label": "Russia"},
        {"key": "KP", "label": "North Korea"},
        {"key": "US", "label": "United States"},
        {"key": "IL", "label": "Israel"},
        {"key": "none", "label": "no state named"},
    ]
    assert found.rows == [
        {"key": "state", "label": "States", "party": False},
        {"key": "company", "label": "Companies", "party": False},
        {"key": "company/Acme", "label": "Acme", "party": True},
        {"key": "company/Best Labs", "label": "Best Labs", "party": True},
        {"key": "press", "label": "Press", "party": False},
        {"key": "other", "label": "Perpetrators, accused, others", "party": False},
    ]
    assert found.unnamed_parties == 0
    assert found.cells.iloc[5:12].to_numpy().tolist() == [
        ["state", "US", "States", "United States", "accuses", 1],
        ["company", "KP", "Companies", "North Korea", "accuses", 1],
        ["company", "none", "Companies", "no state named", "accuses", 2],
        ["company/Acme", "KP", "Acme", "North Korea", "accuses", 1],
        ["company/Acme", "none", "Acme", "no state named", "accuses", 1],
        ["company/Best Labs", "none", "Best Labs", "no state named", "accuses", 1],
        ["press", "US", "Press", "United States", "accuses", 1],
    ]
    assert tuple(found.cells.columns) == measure.COLUMNS


def test_columns_of_actors_by_name(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [column["label"] for column in measure.matrix(data, "actors").columns] == [
        "Bear",
        "Crew Nine",
        "Panda",
        "no actor named",
    ]
    monkeypatch.setattr(measure, "MOST_COLUMNS", 1)
    assert [column["label"] for column in measure.matrix(data, "actors").columns] == ["Bear", "other actors", "no actor named"]
    assert [column["label"] for column in measure.matrix(data).columns] == ["Russia", "other states", "no state named"]


def test_a_claim_about_two_of_the_others_counts_once_and_about_two_columns_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    both = claim("both", party="Germany", party_country="DE", state=None, stance="supports", answers=["cn", "kp"])
    said = [claim("ru"), claim("cn", state="CN"), claim("kp", state="KP"), both, claim("ru-2", state="RU")]
    said = [said[0] | {"state": "RU"}, *said[1:]]
    data = data_of(incident("a-2020", attributions=said))
    assert cells(data) == {("state", "RU", "accuses"): 2, ("state", "CN", "accuses"): 2, ("state", "KP", "accuses"): 2}
    assert len(measure.cell(data, "states", "statements", "", "").rows) == 5
    monkeypatch.setattr(measure, "MOST_COLUMNS", 1)
    counts = cells(data)
    assert sum(counts.values()) == 5
    assert sorted(counts.values()) == [2, 3]


def test_cells_of_rows_and_columns_alone(data: Dataset) -> None:
    def opened(row: str, column: str, unit: str = "statements") -> list[str]:
        return sorted(one["attribution_id"] for one in measure.cell(data, "states", unit, row, column).records())

    assert opened("company", "") == ["joint-2020:acme", "rivals-2021:acme", "rivals-2021:best"]
    assert opened("company/Acme", "") == ["joint-2020:acme", "rivals-2021:acme"]
    assert opened("company/Atlantis", "") == opened("press/Acme", "") == opened("", "FR") == opened("company", "RU") == []
    assert opened("state/United States", "KP") == ["joint-2020:three"]
    assert opened("state", "KP", "signatories") == [
        "joint-2020:dprk",
        "joint-2020:three",
        "joint-2020:three:AU",
        "joint-2020:three:GB",
    ]


def test_parties_beyond_the_limit_stand_in_their_group_only(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_PARTIES", 1)
    found = measure.matrix(data, opened=("state", "company"))
    assert found.unnamed_parties == 7
    assert [row["key"] for row in found.rows if row["party"]] == ["state/Estonia", "company/Acme"]
    assert found.cells.loc[found.cells["row"] == "state/Estonia", "count"].tolist() == [1, 1]
    assert {(row.row, row.column): row[-1] for row in found.cells.itertuples(index=False) if row.row == "company"} == {
        ("company", "KP"): 1,
        ("company", "none"): 2,
    }
