"""Cases side by side: every line by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import claim, data_of, incident, instrument, response
from timeline.dataset import Dataset
from timeline.measures.case import Case, case
from timeline.measures.comparison import compared

FR = {"party": "France (ministry)", "party_country": "FR"}


def loss(loss_id: str, **values: Any) -> dict[str, Any]:
    least = {
        "id": loss_id,
        "low": 4_000_000_000,
        "high": 4_000_000_000,
        "currency": "USD",
        "year": 2020,
        "kind": "economic-estimate",
        "is_loss": True,
        "counts": "All of it.",
        "estimator": "An insurer",
        "sources": ["s"],
    }
    return least | values


def link(link_id: str, **values: Any) -> dict[str, Any]:
    return {"id": link_id, "basis": "analyst", "reason": "Because.", "sources": ["s"]} | values


@pytest.fixture(scope="module")
def data() -> Dataset:
    """`full` has something on every line, `bare` the least that a record must say."""
    return data_of(
        instrument("un-2015", ("1", "2")),
        incident("bare-2020"),
        incident(
            "full-2020",
            started="2019",
            discovered="2020-01-01",
            ended="2020-02",
            kinds=["espionage", "worm"],
            malware=["One", "Other"],
            targets=[
                {"name": "Ministry", "country": "FR", "sector": "government"},
                {"name": "Plants", "sector": "energy"},
            ],
            attributions=[
                claim("c"),
                claim("again", date="2020-07-01"),
                claim("fr", **FR),
                claim("de", party="Germany", party_country="DE"),
                claim("denied", stance="denies", answers=["c"], party="Iran (ministry)", party_country="IR", state=None),
                claim("doubt", stance="disputes", state="KP", party="Cuba", party_country="CU"),
                claim("back", date="2021-01-01", stance="retracts", answers=["fr"], state=None, **FR),
            ],
            responses=[
                response("a", date="2020-03-02"),
                response("b", date="2020-06-02", kind="sanctions"),
                response("c", date="2020-06-03", kind="sanctions", joined_by=["GB"]),
            ],
            losses=[
                loss("whole"),
                loss("part", part_of="whole"),
                loss("asked", kind="demand", is_loss=False),
                loss("other", low=575_000_000, high=None, estimator="A paper"),
            ],
            norms=[
                link(
                    "x",
                    clause="un-2015:1",
                    basis="invoked",
                    invoked_by="France",
                    date="2020-04-01",
                    explicit="instrument-named",
                ),
                link("y", clause="un-2015:2"),
                link("z", clause="un-2015:2", reason="Once more."),
                link("w", instrument="un-2015"),
            ],
        ),
    )


@pytest.fixture(scope="module")
def cases(data: Dataset) -> list[Case]:
    """`full`, then `bare`."""
    found = [case(data, name) for name in ("full-2020", "bare-2020")]
    return [one for one in found if one]


def test_every_line(cases: list[Case]) -> None:
    full, bare = cases
    none = ["none found"]
    assert compared(cases) == [
        ("Status", [["Contested"], ["Unattributed"]]),
        ("Who blames whom", [[full.verdict], [bare.verdict]]),
        ("Began", [["2019"], none]),
        ("Noticed", [["1 January 2020"], none]),
        ("Became public", [["1 March 2020"], ["1 March 2020"]]),
        ("Ended", [["February 2020"], none]),
        (
            "After it became public",
            [
                [
                    "First attribution by anyone: 92 days later",
                    "First official attribution: 92 days later",
                    "First denial: 92 days later",
                    "First response: 1 day later",
                ],
                none,
            ],
        ),
        ("Targets", [["Ministry, France, government", "Plants, energy"], ["Ministry, France, government"]]),
        ("What was done", [["Espionage, Worm"], ["Espionage"]]),
        ("Malware and tools", [["One", "Other"], none]),
        ("Claims", [["4 by 3 parties", "3 denials or disputes"], none]),
        ("Responses", [["Sanctions: 2", "Statement: 1"], none]),
        (
            "Cost, side by side and never added",
            [["$4 billion (An insurer)", "at least $575 million (A paper)"], none],
        ),
        ("Norms that someone invoked", [["UN-2015 1"], none]),
        ("Norms by our reading", [["UN-2015 2", "UN-2015"], none]),
        ("Sources", [["1"], ["1"]]),
    ]


def test_lines_that_no_case_has_are_absent(cases: list[Case]) -> None:
    names = [name for name, _ in compared(cases[1:])]
    assert names == ["Status", "Who blames whom", "Became public", "Targets", "What was done", "Sources"]
    assert compared([]) == []
