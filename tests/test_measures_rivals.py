"""Claims side by side: rows made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import actor, data_of, incident
from timeline.dataset import Base
from timeline.measures.rivals import VOICES, Rival, rivals


@pytest.fixture(scope="module")
def base() -> Base:
    return data_of(actor("lazarus", "Lazarus"), incident()).base


def said(claim_id: str, **values: Any) -> dict[str, Any]:
    least = {
        "attribution_id": claim_id,
        "speaker": claim_id.upper(),
        "party": f"The {claim_id}",
        "party_kind": "company",
        "stance": "attributes",
        "state": None,
        "actor_id": None,
        "named": None,
        "answers": [],
        "authority": 3,
    }
    return least | values


def shown(found: list[Rival]) -> list[tuple[str, list[str], list[str]]]:
    ids = [[[claim["attribution_id"] for claim in part] for part in (one.claims, one.against)] for one in found]
    return [(one.whom, *parts) for one, parts in zip(found, ids, strict=True)]


@pytest.mark.parametrize(
    ("values", "whom"),
    [
        ({"state": "KP", "actor_id": "lazarus", "named": "Someone"}, "North Korea"),
        ({"actor_id": "lazarus", "named": "Someone"}, "Lazarus"),
        ({"named": "Someone"}, "Someone"),
        ({}, "No one in particular"),
        ({"state": "KP", "actor_id": "lazarus", "stance": "claims"}, "North Korea"),
        ({"actor_id": "lazarus", "named": "Someone", "stance": "claims"}, "Lazarus"),
        ({"named": "A gang", "stance": "claims"}, "A gang"),
        ({"stance": "claims"}, "The a"),
        ({"state": "XX", "named": "Someone"}, "Someone"),
        ({"actor_id": "nobody", "named": "Someone"}, "Someone"),
    ],
)
def test_a_state_stands_before_an_actor_and_an_actor_before_words(base: Base, values: dict[str, Any], whom: str) -> None:
    assert shown(rivals([said("a", **values)], base)) == [(whom, ["a"], [])]


def test_a_denial_stands_beside_every_party_that_it_answers(base: Base) -> None:
    claims = [
        said("a", state="KP"),
        said("b", state="RU"),
        said("d", stance="denies", answers=["a", "b", "elsewhere"], state="CN"),
        said("e", stance="disputes", answers=["b"]),
        said("f", stance="retracts", answers=["b", "b"]),
    ]
    assert shown(rivals(claims, base)) == [("Russia", ["b"], ["d", "e", "f"]), ("North Korea", ["a"], ["d"])]


def test_a_denial_that_answers_no_claim_here_stands_with_whom_it_names(base: Base) -> None:
    assert shown(rivals([said("d", stance="denies", named="Them", answers=["elsewhere"])], base)) == [("Them", [], ["d"])]
    assert shown(rivals([said("d", stance="denies", named="Them", answers=None)], base)) == [("Them", [], ["d"])]


def test_an_answer_of_a_claim_that_supports_is_no_denial(base: Base) -> None:
    claims = [said("a", state="KP"), said("b", stance="supports", state="RU", answers=["a"])]
    assert shown(rivals(claims, base)) == [("North Korea", ["a"], []), ("Russia", ["b"], [])]


def test_highest_authority_and_most_claims_first(base: Base) -> None:
    claims = [
        said("a", named="One"),
        said("b", named="Two"),
        said("c", named="Two", authority=7),
        said("d", named="Three"),
        said("e", stance="denies", answers=["d"]),
    ]
    assert shown(rivals(claims, base)) == [("Two", ["c", "b"], []), ("Three", ["d"], ["e"]), ("One", ["a"], [])]


@pytest.mark.parametrize(
    ("kind", "voice"),
    [
        ("state", "official"),
        ("international-organisation", "official"),
        ("press", "press"),
        ("perpetrator", "perpetrator"),
        ("company", "private"),
        ("researcher", "private"),
    ],
)
def test_each_party_speaks_with_one_voice(base: Base, kind: str, voice: str) -> None:
    (found,) = rivals([said("a", party_kind=kind), said("b", party_kind=kind, speaker="A")], base)
    assert {one: found.parties(one) for one in VOICES} == {one: ["A"] if one == voice else [] for one in VOICES}


def test_opponents_are_named_once(base: Base) -> None:
    claims = [said("a", named="X"), *(said(one, stance="denies", answers=["a"], speaker="KP") for one in "de")]
    assert rivals(claims, base)[0].opponents == ["KP"]
