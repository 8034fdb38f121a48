"""Claims side by side: for each party that anyone names, who says so and who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.codes import PartyKind, Stance
from timeline.dataset import Base

Row = dict[str, Any]
AGAINST = (Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS)
NOBODY = "No one in particular"
VOICES = {
    "official": "States and intergovernmental bodies",
    "private": "Companies, researchers, others",
    "press": "Press",
    "perpetrator": "Their own claim",
}
"""Who speaks -> words; the two kinds of official party are one voice."""
_VOICE_OF: dict[str, str] = {
    PartyKind.STATE: "official",
    PartyKind.INTERNATIONAL: "official",
    PartyKind.PRESS: "press",
    PartyKind.PERPETRATOR: "perpetrator",
}


@dataclass(frozen=True, slots=True)
class Rival:
    """Whom claims name, the claims that name them, and those that speak against; each list by authority."""

    whom: str
    claims: list[Row]
    against: list[Row]

    def parties(self, voice: str) -> list[str]:
        """Who of a voice says so, each once; a state once, however many of its bodies speak."""
        return list(dict.fromkeys(claim["speaker"] for claim in self.claims if _voice(claim) == voice))

    @property
    def opponents(self) -> list[str]:
        """Who denies, disputes or took back, each once."""
        return list(dict.fromkeys(claim["speaker"] for claim in self.against))


def rivals(claims: Sequence[Row], base: Base) -> list[Rival]:
    """One for each state that is named; an actor or other party stands alone where no state is named. Most claims first."""
    by_id = {claim["attribution_id"]: claim for claim in claims}
    names = {claim["attribution_id"]: _named(claim, base) for claim in claims}
    found: dict[str, Rival] = {}
    for claim in sorted(claims, key=lambda claim: -claim["authority"]):
        against = claim["stance"] in AGAINST
        own = names[claim["attribution_id"]]
        for whom in (_answered(claim, by_id, names) if against or own == NOBODY else []) or [own]:
            rival = found.setdefault(whom, Rival(whom, [], []))
            (rival.against if against else rival.claims).append(claim)
    return sorted(found.values(), key=lambda rival: (-len(rival.claims), -len(rival.against), rival.whom))


def _named(claim: Row, base: Base) -> str:
    state = base.country_names.get(claim["state"] or "", "")
    actor = base.actor_names.get(claim["actor_id"] or "", "")
    if claim["stance"] == Stance.CLAIMS:
        return state or actor or claim["named"] or claim["party"]
    return state or actor or claim["named"] or NOBODY


def _answered(claim: Row, by_id: dict[str, Row], names: dict[str, str]) -> list[str]:
    """Whom the claims name that a denial, or a support that names nobody itself, answers."""
    answered: Iterable[str] = (one for one in claim["answers"] or () if one in by_id)
    return list(dict.fromkeys(names[one] for one in answered))


def _voice(claim: Row) -> str:
    return _VOICE_OF.get(claim["party_kind"], "private")
