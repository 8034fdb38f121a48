"""Stated confidence: not stated is shown, denials are not asked, words stand beside our reading."""

from __future__ import annotations

import numpy as np
import pytest

from tests.attribution.conftest import denial
from tests.conftest import claim, data_of, incident
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


def test_every_group_with_its_words_shares_and_totals(data: Dataset) -> None:
    found = measure.counts(data)
    assert tuple(found.columns) == measure.COLUMNS
    assert found.iloc[4:8].to_numpy().tolist() == [
        ["company", "Companies", "high", 0, 0.0, 3, 2],
        ["company", "Companies", "moderate", 1, 1 / 3, 3, 2],
        ["company", "Companies", "low", 1, 1 / 3, 3, 2],
        ["company", "Companies", "not-stated", 1, 1 / 3, 3, 2],
    ]
    by_form = measure.counts(data, "form")
    assert by_form["label"].unique().tolist() == [
        "Joint statement",
        "Official statement",
        "Technical report",
        "Interview",
        "Press report",
    ]
    assert by_form["total"].tolist()[::4] == [1, 4, 3, 1, 2]


def test_forms_of_one_rank_stand_by_name() -> None:
    forms = ("official-statement", "advisory", "other", "court-judgment")
    data = data_of(incident("a-2020", attributions=[claim(form, form=form) for form in forms]))
    assert list(table(data, "form")) == ["court-judgment", "advisory", "official-statement", "other"]


def test_wordings_of_one_reading_stand_by_use_with_the_first_who_used_it() -> None:
    def said(name: str, level: str, wording: str, party: str) -> dict[str, object]:
        return claim(name, confidence=level, wording=wording, party=party)

    data = data_of(
        incident("a-2020", attributions=[said("a", "high", "sure", "A"), said("b", "low", "perhaps", "B")]),
        incident("b-2020", attributions=[said("a", "high", "certain", "C"), said("b", "high", "certain", "D")]),
        incident("c-2020", attributions=[said("a", "not-stated", "it was", "E"), claim("b"), denial("c", "KP", wording="no")]),
    )
    found = measure.wordings(data)
    assert tuple(found.columns) == measure.WORD_COLUMNS
    assert found.to_numpy().tolist() == [
        ["High", "certain", 2, "C", "b-2020", "Case b-2020"],
        ["High", "sure", 1, "A", "a-2020", "Case a-2020"],
        ["Low", "perhaps", 1, "B", "a-2020", "Case a-2020"],
        ["Not stated", "it was", 1, "E", "c-2020", "Case c-2020"],
    ]


def test_ranks_name_their_forms(data: Dataset) -> None:
    found = measure.authority(data)
    assert tuple(found.columns) == measure.SCALE_COLUMNS
    assert found.to_numpy().tolist() == [
        [7, "court judgment", 0, 0],
        [6, "indictment, criminal complaint", 0, 0],
        [5, "sanctions listing", 0, 0],
        [4, "joint statement, official statement, advisory, parliamentary report", 5, 1],
        [3, "civil complaint, company statement, technical report", 3, 2],
        [2, "research paper", 0, 0],
        [1, "press report, interview, social media", 3, 0],
        [0, "claim of responsibility, other", 0, 0],
    ]
    assert measure.authority(data, "signatories").set_index("rank").loc[4, "claims"] == 7


def test_nothing_chosen(data: Dataset) -> None:
    none = data.only(np.zeros(data.base.count, dtype=np.bool_))
    assert measure.counts(none).empty
    assert measure.counts(none).attrs == {"total": 0, "stated": 0}
    assert measure.wordings(none).empty
    assert measure.authority(none)["claims"].sum() == 0
