"""Status comes from the claims alone."""

from typing import Any

import pytest

from tests.conftest import claim, incident
from timeline.claims import attributing_states, standing, status
from timeline.codes import Status
from timeline.records import Attribution


def claims(*values: dict[str, Any]) -> list[Attribution]:
    return incident(attributions=list(values)).attributions


VENDOR = {"party": "A vendor", "party_kind": "company", "party_country": None, "form": "technical-report"}
PAPER = {"party": "A paper", "party_kind": "press", "party_country": None, "form": "press-report"}
DENIAL = {"party": "North Korea", "party_country": "KP", "stance": "denies"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], Status.UNATTRIBUTED),
        ([claim("a", **PAPER)], Status.PRESS_ONLY),
        ([claim("a", **VENDOR)], Status.PRIVATE_ONLY),
        ([claim("a", form="indictment")], Status.CHARGED),
        ([claim("a", form="sanctions-listing")], Status.CHARGED),
        ([claim("a")], Status.STATE_ATTRIBUTED),
        ([claim("a", form="indictment"), claim("b")], Status.STATE_ATTRIBUTED),
        ([claim("a", party_kind="perpetrator", party_country=None, stance="claims")], Status.CLAIMED),
        ([claim("a"), claim("b", answers=["a"], **DENIAL)], Status.STATE_ATTRIBUTED),
        ([claim("b", **DENIAL)], Status.UNATTRIBUTED),
        ([claim("a"), claim("b", stance="disputes", answers=["a"], **VENDOR)], Status.STATE_ATTRIBUTED),
        (
            [claim("a", **VENDOR), claim("b", **(VENDOR | {"party": "Other", "stance": "disputes"}), answers=["a"])],
            Status.CONTESTED,
        ),
        ([claim("a", **VENDOR), claim("b", state="IR", answers=["a"])], Status.STATE_ATTRIBUTED),
        ([claim("a"), claim("b", state="IR", party="France", party_country="FR", answers=["a"])], Status.CONTESTED),
        ([claim("a"), claim("b", stance="disputes", answers=["a"], party="DPRK", party_country="KP")], Status.STATE_ATTRIBUTED),
        ([claim("a", **VENDOR), claim("b", answers=["a"])], Status.STATE_ATTRIBUTED),
        ([claim("a"), claim("b", stance="retracts", answers=["a"])], Status.CONTESTED),
    ],
)
def test_status(given: list[dict[str, Any]], expected: Status) -> None:
    assert status(claims(*given)) is expected


def test_rival_actors_of_equal_standing_are_contested() -> None:
    given = claims(
        claim("a", state=None, actor="sandworm", **VENDOR),
        claim("b", state=None, actor="berserk-bear", answers=["a"], **(VENDOR | {"party": "Other vendor"})),
    )
    assert status(given) is Status.CONTESTED


def test_answering_the_perpetrators_own_claim_is_no_rivalry() -> None:
    given = claims(
        claim("a", party="Team X", party_kind="perpetrator", party_country=None, state=None, named="Team X", stance="claims"),
        claim("b", state="IR", answers=["a"]),
    )
    assert status(given) is Status.STATE_ATTRIBUTED


def test_a_retracted_claim_no_longer_stands() -> None:
    given = claims(claim("a"), claim("b", stance="retracts", answers=["a"]), claim("c", party="Other"))
    assert [one.id for one in standing(given)] == ["c"]


def test_joint_statement_counts_every_state_once() -> None:
    given = claims(claim("a", joined_by=["GB", "AU"]), claim("b", party="United States (Treasury)"))
    assert attributing_states(standing(given)) == {"US", "GB", "AU"}


def test_sanctions_are_no_statement_of_attribution() -> None:
    assert attributing_states(standing(claims(claim("a", form="sanctions-listing")))) == set()


def test_remarks_to_the_press_are_no_official_attribution() -> None:
    remarks = claims(claim("a", party="Iran (civil defence chief)", party_country="IR", form="interview"))
    assert status(remarks) is Status.PRESS_ONLY
    assert attributing_states(standing(remarks)) == set()
