"""What the record of an incident may say."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from timeline.codes import (
    NOT_LOSSES,
    Basis,
    Confidence,
    EventKind,
    Explicitness,
    Form,
    IncidentKind,
    LossKind,
    PartyKind,
    ResponseKind,
    Sector,
    Stance,
    Tracker,
)
from timeline.records.values import (
    Country,
    Currency,
    Documented,
    Record,
    Slug,
    Sourced,
    Text,
    WebAddress,
    When,
    duplicates,
    problem,
)


class Target(Record):
    """Who or what was hit."""

    name: Text = Field(description="Name of the victim or group of victims.")
    country: Country | None = Field(None, description="ISO 3166-1 alpha-2; absent when several or unknown.")
    sector: Sector = Field(description="What the target does.")
    critical_infrastructure: bool | None = Field(None, description="As the sources say; absent when they do not.")


class Statement(Sourced):
    """Something that a party did or said on a date."""

    id: Slug = Field(description="Name within this record, such as `us-2017-12-19`.")
    date: When = Field(description="When, as precisely as the source says.")
    party: Text = Field(description="Who, by the name it used then.")
    party_kind: PartyKind = Field(description="What sort of party.")
    party_country: Country | None = Field(None, description="The state of the party; required for a state.")
    joined_by: list[Country] = Field([], description="Further states that issued the same text; one row each.")

    @model_validator(mode="after")
    def _state_has_country(self) -> Self:
        if self.party_kind is PartyKind.STATE and self.party_country is None:
            raise problem("`party_country` is missing; a party of kind state needs its country code")
        if len(set(self.joined_by)) < len(self.joined_by) or self.party_country in self.joined_by:
            raise problem("`joined_by` names a state twice; name each once, and the party itself not at all")
        return self


class Attribution(Statement):
    """One claim: who says, when, that whom did it, and how surely. Nobody's claim is promoted to truth."""

    actor: Slug | None = Field(None, description="Id of the actor that the claim names.")
    state: Country | None = Field(None, description="State that the claim names as responsible or behind the actor.")
    named: Text | None = Field(None, description="Whom it names in the claimant's words, when neither fits or more is said.")
    stance: Stance = Field(description="What the claim does.")
    form: Form = Field(description="In what form it was made.")
    confidence: Confidence = Field(description="The confidence the claimant stated.")
    wording: Text | None = Field(None, description="The few words that state the confidence or the claim, quoted.")
    answers: list[Slug] = Field([], description="Ids of the claims it denies, disputes, retracts, supports or rivals.")
    note: Text | None = Field(None, description="What a reader must know to read the claim rightly.")

    @model_validator(mode="after")
    def _names_someone(self) -> Self:
        if not (self.actor or self.state or self.named or self.answers):
            raise problem("names nobody; give `actor`, `state`, `named`, or in `answers` the claim it speaks to")
        if self.confidence is not Confidence.NOT_STATED and not self.wording:
            raise problem("`wording` is missing; quote the words that state the confidence, or write not-stated")
        if self.stance is Stance.RETRACTS and not self.answers:
            raise problem("`answers` is missing; a retraction names the claim it takes back")
        return self


class Event(Sourced):
    """Another dated fact of the case; it attributes nothing."""

    id: Slug = Field(description="Name within this record.")
    date: When = Field(description="When, as precisely as the source says.")
    kind: EventKind = Field(description="What sort of fact.")
    party: Text = Field(description="Who did or said it.")
    summary: Text = Field(description="What happened, in one sentence.")


class Response(Statement):
    """What a state, organisation or company did in answer."""

    kind: ResponseKind = Field(description="What was done.")
    summary: Text = Field(description="What was done, in one or two sentences.")
    legal_basis: Text | None = Field(None, description="Statute, order or regime used, as the source names it.")
    against: Text | None = Field(None, description="Against whom, as the source names them.")
    shared_with: list[Slug] = Field([], description="Other incidents that the same act answered.")


class Loss(Sourced):
    """One published money figure. Several may stand side by side; they are never summed."""

    id: Slug = Field(description="Name within this record.")
    low: Decimal | None = Field(None, ge=0, description="Lower bound, in `currency`; absent when unknown.")
    high: Decimal | None = Field(None, ge=0, description="Upper bound, in `currency`; absent when unknown.")
    currency: Currency = Field(description="ISO 4217 code of the amounts.")
    year: int = Field(ge=1980, le=2100, description="Year whose money the figure is in, normally that of the estimate.")
    date: When | None = Field(None, description="When the figure was published.")
    kind: LossKind = Field(description="What was counted.")
    is_loss: bool = Field(description="False for demands, attempts, recoveries and planned spending.")
    part_of: Slug | None = Field(None, description="Id of the estimate in this record that already contains it.")
    counts: Text = Field(description="What is and is not in the figure, in a few words.")
    estimator: Text = Field(description="Who made the estimate, not who repeated it.")
    caveat: Text | None = Field(None, description="What a reader must know before using it.")

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.low is None and self.high is None:
            raise problem("gives neither `low` nor `high`; an unknown amount is no estimate, leave the entry out")
        if self.low == 0 or self.high == 0:
            raise problem("an amount of 0 is not an estimate; leave the bound out when it is unknown")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise problem("`low` is above `high`; exchange them")
        if self.is_loss and self.kind in NOT_LOSSES:
            raise problem(f"`is_loss` must be false for the kind {self.kind.value}")
        return self


class NormLink(Record):
    """Why the case touches a clause or an instrument."""

    id: Slug = Field(description="Name within this record.")
    clause: str | None = Field(None, pattern=r"^[a-z0-9.-]+:[A-Za-z0-9.()-]+$", description="`instrument:number`.")
    instrument: Slug | None = Field(None, description="Instead of `clause`, when the text names no single clause.")
    basis: Basis = Field(description="Why it is tied: invoked by someone, or our reading.")
    invoked_by: Text | None = Field(None, description="Who invoked it; for basis invoked only.")
    invoked_by_country: Country | None = Field(None, description="The state that invoked it; absent for others.")
    joined_by: list[Country] = Field([], description="Further states that invoked it in the same text; one row each.")
    date: When | None = Field(None, description="When it was invoked.")
    explicit: Explicitness | None = Field(None, description="How explicitly it was named; for basis invoked only.")
    reason: Text = Field(description="Invoked: what was said, in our words. Analyst: which words meet which fact.")
    response: Slug | None = Field(None, description="Id of the response in this record that invoked it.")
    sources: list[Slug] = Field([], description="Ids of the sources; at least one for basis invoked.")

    @model_validator(mode="after")
    def _basis_is_shown(self) -> Self:
        if (self.clause is None) == (self.instrument is None):
            raise problem("give either `clause` or `instrument`, not both and not neither")
        invoked = (self.invoked_by, self.date, self.explicit)
        if self.basis is Basis.INVOKED and (None in invoked or not self.sources):
            raise problem("basis invoked needs `invoked_by`, `date`, `explicit` and `sources`")
        if self.basis is Basis.ANALYST and (any(invoked) or self.invoked_by_country or self.joined_by or self.response):
            raise problem("basis analyst must not have `invoked_by`, `date`, `explicit`, `joined_by` or `response`")
        return self

    @property
    def instrument_id(self) -> str:
        """The instrument, whichever way it was given."""
        return self.instrument or str(self.clause).split(":", 1)[0]


class TrackerRef(Record):
    """The same event in another collection."""

    tracker: Tracker = Field(description="Which collection.")
    id: Text | None = Field(None, description="Its id there, when it has one.")
    title: Text | None = Field(None, description="Its title there.")
    url: WebAddress | None = Field(None, description="Its address there.")

    @model_validator(mode="after")
    def _points_somewhere(self) -> Self:
        if not (self.id or self.title):
            raise problem("points nowhere; give the `id` or the `title` that the other collection uses")
        return self


class Correction(Record):
    """A change to the record that a reader who cited it should know."""

    date: When = Field(description="When it was made.")
    note: Text = Field(description="What was wrong and what stands now.")


class Incident(Documented):
    """One incident, with all that was publicly said and done about it."""

    title: Text = Field(max_length=160, description="Neutral name of the event; states no attribution as fact.")
    other_names: list[Text] = Field([], description="Names used elsewhere, such as those of malware or campaigns.")
    summary: Text = Field(description="Two to five neutral sentences, saying who says so.")
    kinds: list[IncidentKind] = Field(min_length=1, description="What was done.")
    malware: list[Text] = Field([], description="Malware and tools named by the sources.")
    started: When | None = Field(None, description="First activity against the target, as sources state it.")
    ended: When | None = Field(None, description="Last activity.")
    discovered: When | None = Field(None, description="When a victim or defender noticed.")
    disclosed: When | None = Field(None, description="When it became public.")
    cites: list[Slug] = Field(min_length=1, description="Sources of the summary, the targets and the four dates.")
    added: When = Field(description="When the record was added.")
    withdrawn: When | None = Field(None, description="When the record was withdrawn; it then leaves the tables.")
    no_loss_figure: Text | None = Field(None, description="For costly cases: why no credible money figure exists.")
    targets: list[Target] = Field(min_length=1, description="Who was hit.")
    attributions: list[Attribution] = Field([], description="Every public claim, denial and dispute.")
    events: list[Event] = Field([], description="Other dated facts.")
    responses: list[Response] = Field([], description="What was done in answer.")
    losses: list[Loss] = Field([], description="Money figures.")
    norms: list[NormLink] = Field([], description="Links to norms.")
    related: list[Slug] = Field([], description="Ids of related incidents.")
    trackers: list[TrackerRef] = Field([], description="The same event elsewhere.")
    corrections: list[Correction] = Field([], description="Changes that readers should know.")

    @model_validator(mode="after")
    def _ids_resolve(self) -> Self:
        for name in ("attributions", "events", "responses", "losses", "norms"):
            if twice := duplicates(item.id for item in getattr(self, name)):
                raise problem(f"two [[{name}]] have the id {twice[0]!r}; rename one")
        claims = {claim.id for claim in self.attributions}
        for claim in self.attributions:
            if missing := [one for one in claim.answers if one not in claims or one == claim.id]:
                raise problem(f"[[attributions]] {claim.id} answers {missing[0]!r}, which is no other claim of this record")
        responses = {response.id for response in self.responses}
        for link in self.norms:
            if link.response and link.response not in responses:
                raise problem(f"[[norms]] {link.id} names the response {link.response!r}, which is not in [[responses]]")
        wholes = {loss.id: loss.part_of for loss in self.losses}
        for loss in self.losses:
            if loss.part_of and (loss.part_of not in wholes or wholes[loss.part_of]):
                raise problem(f"[[losses]] {loss.id} is part of {loss.part_of!r}, which is no whole estimate of this record")
        return self

    @model_validator(mode="after")
    def _withdrawal_explained(self) -> Self:
        if self.withdrawn and self.withdrawn not in [one.date for one in self.corrections]:
            raise problem(f"is withdrawn without a reason; add [[corrections]] with date {self.withdrawn} and a note")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if not (self.started or self.discovered or self.disclosed):
            raise problem("has no date; give `started`, `discovered` or `disclosed`")
        for first, then in (("started", "ended"), ("started", "discovered"), ("started", "disclosed")):
            one, other = getattr(self, first), getattr(self, then)
            if one and other and one.earliest > other.latest:
                raise problem(f"`{then}` ({other}) lies before `{first}` ({one}); check both against the source")
        return self
