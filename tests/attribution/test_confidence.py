"""Stated confidence: not stated is shown, denials are not asked, words stand beside our reading."""

from __future__ import annotations

import pytest

from timeline.codes import AUTHORITY
from timeline.dataset import Dataset
from timeline.measures.attribution import confidence as measure


def table(data: Dataset, by: str, unit: str = "statements") -> dict[str, list[int]]:
    found = measure.counts(data, by, unit)
    return {str(group): part["claims"].tolist() for group, part in found.groupby("group", sort=False)}


def test_by_claimant(data: Dataset) -> None:
    assert table(data, "claimant") == {"state": [1, 0, 0, 5], "company": [0, 1, 1, 1], "press": [0, 0, 0, 2]}
    assert table(data, "claimant", "signatories")["state"] == [3, 0, 0, 5]


def test_by_form_in_order_of_authority(data: Dataset) -> None:
    found = table(data, "form")
    assert list(found) == ["joint-statement", "official-statement", "technical-report", "interview", "press-report"]
    assert found["joint-statement"] == [1, 0, 0, 0]


def test_shares_are_of_the_group_and_totals_of_all(data: Dataset) -> None:
    found = measure.counts(data)
    assert found.groupby("group")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    assert found.attrs == {"total": 11, "stated": 3}


def test_wordings_with_our_reading(data: Dataset) -> None:
    found = measure.wordings(data, "signatories")
    assert found[["confidence", "wording", "claims"]].to_numpy().tolist() == [
        ["High", "almost certainly", 3],
        ["Moderate", "likely", 1],
        ["Low", "possibly", 1],
    ]
    assert found["party"].tolist()[1:] == ["Acme", "Acme"]
    assert found.attrs["left_out"] == 0


def test_rarest_wordings_are_counted_when_left_out(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "MOST_WORDINGS", 1)
    assert measure.wordings(data).attrs["left_out"] == 2


def test_every_rank_of_authority_has_a_row(data: Dataset) -> None:
    found = measure.authority(data).set_index("rank")
    assert list(found.index) == sorted(set(AUTHORITY.values()), reverse=True)
    assert found.loc[4, ["claims", "stated"]].tolist() == [5, 1]
    assert found.loc[3, ["claims", "stated"]].tolist() == [3, 2]
