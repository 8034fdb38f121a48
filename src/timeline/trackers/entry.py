"""What one importer found in one row, in our words; not yet tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timeline.codes import (
    ActorKind,
    Confidence,
    EventKind,
    Form,
    IncidentKind,
    LossKind,
    PartyKind,
    ResponseKind,
    Sector,
    Stance,
)

Span = tuple[date, date]
"""First and last day that a date can mean."""


@dataclass(slots=True)
class Target:
    """One target; `name` says at least what sort."""

    name: str
    country: str | None = None
    sector: Sector = Sector.UNKNOWN
    critical: bool | None = None


@dataclass(slots=True)
class Claim:
    """One attribution claim; what `claims.status` reads of it has the same names."""

    id: str
    party: str
    party_kind: PartyKind
    stance: Stance
    form: Form
    date: Span | None = None
    party_country: str | None = None
    confidence: Confidence = Confidence.NOT_STATED
    wording: str | None = None
    actor: str | None = None
    state: str | None = None
    named: str | None = None
    note: str | None = None
    answers: tuple[str, ...] = ()
    joined_by: tuple[str, ...] = ()


@dataclass(slots=True)
class Response:
    """One answer to the incident."""

    kind: ResponseKind
    party: str
    party_kind: PartyKind
    summary: str
    date: Span | None = None
    party_country: str | None = None
    legal_basis: str | None = None


@dataclass(slots=True)
class Event:
    """Another dated fact."""

    kind: EventKind
    summary: str
    party: str | None = None
    date: Span | None = None


@dataclass(slots=True)
class Loss:
    """One money figure."""

    kind: LossKind
    low: float | None
    high: float | None
    currency: str
    estimator: str
    is_loss: bool = True
    year: int | None = None
    caveat: str | None = None


@dataclass(slots=True)
class Entry:
    """One incident of another collection, with the rows of its file that say it."""

    original_id: str
    key: str
    rows: tuple[int, ...]
    title: str
    summary: str = ""
    other_names: tuple[str, ...] = ()
    kinds: tuple[IncidentKind, ...] = ()
    malware: tuple[str, ...] = ()
    started: Span | None = None
    ended: Span | None = None
    discovered: Span | None = None
    disclosed: Span | None = None
    targets: list[Target] = field(default_factory=list)
    sectors: tuple[Sector, ...] = ()
    claims: list[Claim] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    urls: tuple[str, ...] = ()
    collection: str = ""


@dataclass(slots=True)
class ActorEntry:
    """One actor of another collection and the names it is known by."""

    original_id: str
    key: str
    name: str
    names: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNKNOWN
    sponsor_state: str | None = None
    alleged_by: str = ""
    attack_id: str | None = None
    summary: str = ""
    url: str | None = None
