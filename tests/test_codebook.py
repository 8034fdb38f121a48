"""The searchable codebook: what each column and code means, and how many rows use it."""

from __future__ import annotations

import pytest

from tests.conftest import claim, data_of, incident
from timeline import codebook

Rows = dict[tuple[object, object, object], dict[str, object]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    base = data_of(
        incident("a-2020", title="x" * 100, other_names=["One", "Two"], attributions=[claim("c")]),
        incident("b-2020", kinds=["espionage", "data-theft"]),
    ).base
    return {(row["table"], row["column"], row["code"]): row for row in codebook.rows(base.tables)}


def test_rows_that_use_a_column_are_counted(rows: Rows) -> None:
    assert rows["incidents", "title", ""]["rows"] == 2
    assert rows["incidents", "other_names", ""]["rows"] == 1
    assert rows["events", "party", ""]["rows"] == 0
    assert rows["incidents", "claim_count", ""]["unit"] == "claims"


def test_examples_are_short(rows: Rows) -> None:
    assert rows["incidents", "other_names", ""]["example"] == "One; Two"
    assert rows["incidents", "title", ""]["example"] == "x" * 79 + "…"
    assert rows["events", "party", ""]["example"] == ""


def test_rows_that_use_a_code_are_counted(rows: Rows) -> None:
    counts = {code: rows["incidents", "kinds", code]["rows"] for code in ("espionage", "data-theft", "ransomware")}
    assert counts == {"espionage": 2, "data-theft": 1, "ransomware": 0}
    assert rows["attributions", "stance", "attributes"]["rows"] == 1


def test_a_search_wants_every_word(rows: Rows) -> None:
    found = codebook.matching(rows.values(), "INCIDENTS espionage")
    assert {(row["table"], row["column"], row["code"]) for row in found} == {
        ("incidents", "kinds", ""),  # its example holds the word
        ("incidents", "kinds", "espionage"),
    }
    assert codebook.matching(rows.values(), "") == list(rows.values())
    assert codebook.matching(rows.values(), "espionage zebra") == []
