"""The sentences that sum up claims: rows made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import data_of, incident
from timeline.codes import AUTHORITY, Form
from timeline.dataset import Base
from timeline.measures.verdict import first, is_official, speaker, verdict

UNNAMED = "Nobody is publicly named as responsible by others."
NO_STATE = "No state has officially attributed it."


@pytest.fixture(scope="module")
def base() -> Base:
    return data_of(incident()).base


def said(party: str = "A firm", **values: Any) -> dict[str, Any]:
    """A company's attribution to China on 1 March 2020 unless `values` say otherwise."""
    day = date(2020, 3, values.pop("day", 1))
    least = {
        "party": party,
        "party_kind": "company",
        "party_country": None,
        "stance": "attributes",
        "standing": True,
        "authority": AUTHORITY[Form.TECHNICAL_REPORT],
        "whom": "China",
        "state": "CN",
        "when": f"{day.day} March 2020",
        "date_earliest": day,
        "date_latest": day,
    }
    return least | values


def state(country: str, party: str = "A ministry", **values: Any) -> dict[str, Any]:
    official = {"party_kind": "state", "party_country": country, "authority": AUTHORITY[Form.OFFICIAL_STATEMENT]}
    return said(party, **official | values)


def against(stance: str, *claims: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim | {"stance": stance, "standing": False} for claim in claims]


def told(base: Base, *claims: dict[str, Any], states: int = 0, status: str = "private-only") -> str:
    return verdict({"attributing_state_count": states, "status": status}, claims, base)


def test_a_dispute_from_the_accused_is_a_denial_of_another_it_is_not(base: Base) -> None:
    own, other = (claim | {"stance": "disputes", "standing": False} for claim in (state("CN"), state("FR")))
    assert "Denied by China." in told(base, said(), own)
    assert "Disputed by France." in told(base, said(), other)


def test_nobody_is_named(base: Base) -> None:
    assert told(base) == f"{UNNAMED} {NO_STATE}"


def test_who_was_first_and_who_was_first_officially(base: Base) -> None:
    opening = "First publicly attributed to China by A firm, 1 March 2020."
    assert told(base, said()) == f"{opening} {NO_STATE}"
    later = state("US", "White House", day=3, whom="The Army")
    official = "First official claim: White House, 3 March 2020, naming The Army."
    assert told(base, later, said(), states=1) == f"{opening} {official}"
    assert told(base, state("US", "White House"), said(day=2), states=1) == (
        "First publicly attributed to China by White House, 1 March 2020."
    )


def test_only_standing_claims_attribute(base: Base) -> None:
    assert told(base, said(standing=False)) == f"{UNNAMED} {NO_STATE}"


@pytest.mark.parametrize(("states", "sentence"), [(1, ""), (2, " 2 states attribute it officially.")])
def test_states_are_counted_from_two(base: Base, states: int, sentence: str) -> None:
    opening = "First publicly attributed to China by A firm, 1 March 2020."
    assert told(base, said(), states=states) == opening + sentence
    contested = told(base, said(), states=states, status="contested")
    assert contested == f"{opening}{sentence} The attribution is contested."


def test_denials_disputes_and_own_claims_are_told_apart(base: Base) -> None:
    claims = [
        *against("denies", state("KP", "Embassy")),
        *against("disputes", said("A rival")),
        *against("claims", said("A gang", party_kind="perpetrator")),
    ]
    assert told(base, *claims) == f"{UNNAMED} Denied by North Korea. Disputed by A rival. Claimed by A gang. {NO_STATE}"


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ("a", "a"),
        ("aa", "a (2 times)"),
        ("aab", "a (2 times); b"),
        ("abc", "a; b; c"),
        ("abcd", "a; b; c; and 1 other"),
        ("abcdde", "a; b; c; and 2 others"),
    ],
)
def test_parties_beyond_three_are_counted(base: Base, parties: str, words: str) -> None:
    assert told(base, *against("denies", *map(said, parties))) == f"{UNNAMED} Denied by {words}. {NO_STATE}"


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        (state("KP"), "North Korea"),
        (state("XX", "A ministry"), "A ministry"),
        (said(party_country="KP"), "A firm"),
        (said(party_kind="state"), "A firm"),
    ],
)
def test_a_state_speaks_through_any_of_its_bodies(base: Base, claim: dict[str, Any], name: str) -> None:
    assert speaker(claim, base) == name


@pytest.mark.parametrize(
    ("kind", "form", "official"),
    [
        ("state", Form.ADVISORY, True),
        ("international-organisation", Form.OFFICIAL_STATEMENT, True),
        ("state", Form.PRESS_REPORT, False),
        ("company", Form.OFFICIAL_STATEMENT, False),
    ],
)
def test_official_is_a_text_of_a_state(kind: str, form: Form, official: bool) -> None:
    assert is_official(said(party_kind=kind, authority=AUTHORITY[form])) == official


def test_the_first_claim_can_have_been_made_no_later_than_any_other() -> None:
    year = said("year", date_earliest=date(2020, 1, 1), date_latest=date(2020, 12, 31))
    month = said("month", date_earliest=date(2020, 5, 1), date_latest=date(2020, 5, 31))
    part = said("part", date_earliest=date(2020, 5, 20), date_latest=date(2020, 5, 31))
    undated = said("undated", date_earliest=None, date_latest=None)
    assert [first(claims)["party"] for claims in ([undated, year], [year, month], [part, month], [undated])] == [  # type: ignore[index]  # never None here
        "year",
        "month",
        "month",
        "undated",
    ]
    assert first([]) is None
