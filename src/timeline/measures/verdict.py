"""The sentences that sum up an incident's claims: who blames whom, who disagrees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from timeline.codes import AUTHORITY, Confidence, Form, PartyKind, Stance, Status
from timeline.dataset import Base

Row = dict[str, Any]
MOST_NAMED = 3
"""Parties named in a sentence; the rest is counted."""
_ARTICLED = "United States|United Kingdom|United Arab Emirates|Netherlands|Philippines|Soviet Union"
_NEEDS_ARTICLE = re.compile(rf"(?<!the )\b({_ARTICLED})(?=$| [(/]| and |[,;:])")


def verdict(incident: Row, claims: Sequence[Row], base: Base) -> str:
    """Where the attribution stands, in two or three sentences that a journalist can quote."""
    standing = [claim for claim in claims if claim["standing"]]
    parts, accused = [_standing_sentence(incident, standing)], {claim["state"] for claim in standing} - {None}
    for stance, words in ((Stance.DENIES, "Denied"), (Stance.DISPUTES, "Disputed"), (Stance.CLAIMS, "Claimed")):
        said = [claim for claim in claims if _meant(claim, accused) == stance]
        if said:
            parts.append(f"{words} by {_parties(said, base)}.")
    if not incident["attributing_state_count"]:
        parts.append("No state has officially attributed it.")
    return " ".join(parts)


def _meant(claim: Row, accused: Collection[str]) -> str:
    """What a claim does; a dispute from the accused state's own country is a denial."""
    stance = str(claim["stance"])
    return Stance.DENIES if stance == Stance.DISPUTES and claim["party_country"] in accused else stance


def in_full(known: str, named: str | None) -> str:
    """Actor and state, then the claimant's own words; these alone where they hold all of it."""
    parts = known.replace(" and ", " / ").split(" / ")
    if named and all(part.casefold() in named.casefold() for part in parts):
        return named
    return ": ".join(one for one in (known, named) if one)


def confidence(claim: Row) -> str:
    """Stated confidence with the words that state it; where none was stated, this and the words of the claim."""
    if claim["confidence"] == Confidence.NOT_STATED:
        return "confidence not stated" + (f"; in its words: “{claim['wording']}”" if claim["wording"] else "")
    return f"{claim['confidence']} confidence (“{claim['wording']}”)"


def is_official(claim: Row) -> bool:
    """Said by a state or intergovernmental body in a text of its own, not in remarks to the press."""
    return claim["party_kind"] in (PartyKind.STATE, PartyKind.INTERNATIONAL) and claim["authority"] >= AUTHORITY[Form.ADVISORY]


def first(claims: Iterable[Row]) -> Row | None:
    """The claim that came first, as far as dates say: the one that can have been made no later than any other."""
    return min(claims, key=lambda claim: (claim["date_latest"] or date.max, claim["date_earliest"] or date.max), default=None)


def _standing_sentence(incident: Row, named: Sequence[Row]) -> str:
    """Who said it first, who said it first officially, and how many states say it."""
    opening = first(named)
    if opening is None:
        return "Nobody is publicly named as responsible by others."
    sentence = f"First publicly attributed to {_spoken(opening['whom'])} by {_spoken(opening['party'])}, {opening['when']}."
    official = first(claim for claim in named if is_official(claim))
    if official and official is not opening:
        sentence += f" First official claim: {official['party']}, {official['when']}, naming {_spoken(official['whom'])}."
    if (count := incident["attributing_state_count"]) > 1:
        sentence += f" {count} states attribute it officially."
    if incident["status"] == Status.CONTESTED:
        sentence += " The attribution is contested."
    return sentence


def _parties(claims: Iterable[Row], base: Base) -> str:
    """States by their name, others by their own: `North Korea (5 times); A company; and 2 others`."""
    said = Counter(_spoken(speaker(claim, base)) for claim in claims)
    shown = [f"{name} ({count} times)" if count > 1 else name for name, count in list(said.items())[:MOST_NAMED]]
    rest = len(said) - len(shown)
    return "; ".join(shown) + (f"; and {rest} other{'' if rest == 1 else 's'}" if rest else "")


def _spoken(name: str) -> str:
    """A name as it stands in a sentence: `the United States (White House)`."""
    return _NEEDS_ARTICLE.sub(r"the \1", name)


def speaker(claim: Row, base: Base) -> str:
    """The state, whichever of its bodies speaks; for others the party."""
    if claim["party_kind"] == PartyKind.STATE and claim["party_country"]:
        return base.country_names.get(claim["party_country"], str(claim["party"]))
    return str(claim["party"])
