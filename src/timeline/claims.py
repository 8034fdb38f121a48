"""What an incident's claims add up to: which still stand, and the status they give it. The claims alone decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from timeline.codes import (
    LEGAL_FORMS,
    NAMING_STANCES,
    OFFICIAL_PARTIES,
    PRIVATE_PARTIES,
    STATED_FORMS,
    Form,
    PartyKind,
    Stance,
    Status,
)


class Attribution(Protocol):
    """What the rules read of a claim, whether it comes from a record or from another tracker."""

    @property
    def id(self) -> str: ...
    @property
    def party(self) -> str: ...
    @property
    def party_kind(self) -> PartyKind: ...
    @property
    def party_country(self) -> str | None: ...
    @property
    def stance(self) -> Stance: ...
    @property
    def form(self) -> Form: ...
    @property
    def state(self) -> str | None: ...
    @property
    def actor(self) -> str | None: ...
    @property
    def answers(self) -> Collection[str]: ...
    @property
    def joined_by(self) -> Collection[str]: ...


Claim = TypeVar("Claim", bound=Attribution)


def standing(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that name who did it and that their own maker has not taken back."""
    retracted = {(claim.party, answered) for claim in claims if claim.stance is Stance.RETRACTS for answered in claim.answers}
    return [claim for claim in claims if claim.stance in NAMING_STANCES and (claim.party, claim.id) not in retracted]


def official(claims: Iterable[Claim]) -> list[Claim]:
    """Official texts that say who did it: neither charges and sanctions nor an official's remarks to the press."""
    return [claim for claim in claims if claim.party_kind in OFFICIAL_PARTIES and claim.form in STATED_FORMS]


def attributing_states(claims: Iterable[Attribution]) -> set[str]:
    """Countries of the states that say officially who did it, joint signatories included."""
    states: set[str] = set()
    for claim in official(claims):
        states.update(claim.joined_by)
        if claim.party_country:
            states.add(claim.party_country)
    return states


def _rank(claim: Attribution) -> int:
    """Official before private before press: what a contradiction must reach to make a case contested."""
    if claim.party_kind in OFFICIAL_PARTIES and claim.form in STATED_FORMS | LEGAL_FORMS:
        return 3
    return 2 if claim.party_kind in PRIVATE_PARTIES else 1


def _contradictions(claims: Sequence[Attribution]) -> Iterator[int]:
    """Rank of each dispute, retraction and rival attribution; of two rivals the lower rank. A denial by the accused is none."""
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        answered = [by_id[one] for one in claim.answers]
        accused = {one.state for one in answered if one.state}
        disputed = claim.stance is Stance.DISPUTES and claim.party_country not in accused
        if disputed or claim.stance is Stance.RETRACTS:
            yield _rank(claim)
        elif claim.stance is Stance.ATTRIBUTES:
            yield from (min(_rank(claim), _rank(one)) for one in answered if _is_rival(claim, one))


def _is_rival(claim: Attribution, other: Attribution) -> bool:
    """Whether a claim that answers another attribution names another state or, within one state, another actor."""
    if other.stance not in NAMING_STANCES:
        return False
    if claim.state and other.state and claim.state != other.state:
        return True
    return bool(claim.actor and other.actor and claim.actor != other.actor)


def status(claims: Sequence[Attribution]) -> Status:
    """Where the attribution stands. Method: docs/methodology.md, "Status"."""
    named = standing(claims)
    against = max(_contradictions(claims), default=0)
    if against and against >= max(map(_rank, named), default=0):
        return Status.CONTESTED
    if official(named):
        return Status.STATE_ATTRIBUTED
    if any(claim.party_kind in OFFICIAL_PARTIES and claim.form in LEGAL_FORMS for claim in named):
        return Status.CHARGED
    if any(claim.party_kind in PRIVATE_PARTIES for claim in named):
        return Status.PRIVATE_ONLY
    if named:
        return Status.PRESS_ONLY
    return Status.CLAIMED if any(claim.stance is Stance.CLAIMS for claim in claims) else Status.UNATTRIBUTED
