"""What a record may say: the models behind data/records/**.toml. The only place that uses pydantic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import pycountry
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from timeline.codes import (
    NOT_LOSSES,
    ActorKind,
    Basis,
    BodyKind,
    Confidence,
    EventKind,
    Explicitness,
    Form,
    IncidentKind,
    InstrumentKind,
    LossKind,
    PartyKind,
    ResponseKind,
    Sector,
    SeriesKind,
    SourceKind,
    Stance,
    Tracker,
)
from timeline.dates import DateError, PartialDate
from timeline.plain import HIDDEN

FORMER_COUNTRIES = frozenset({"SU", "YU", "DD", "CS"})
"""ISO 3166-3 codes of states that existed during an incident."""
KOSOVO = "XK"
"""Used by the EU and UN agencies; not an ISO 3166-1 code."""


def _problem(message: str) -> PydanticCustomError:
    """A validation error with our own sentence."""
    return PydanticCustomError("record", "{message}", {"message": message})


def _partial_date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        raise _problem("a time of day is more than a record holds; write the date only, such as 2019-09-04")
    text = value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value
    if not isinstance(text, str):
        raise _problem("is not a date; write for example 2019-09-04")
    try:
        return PartialDate(text)
    except DateError as error:
        raise _problem(str(error)) from error


def _country(code: str) -> str:
    known = pycountry.countries.get(alpha_2=code) if re.fullmatch(r"[A-Z]{2}", code) else None
    if known is None and code not in FORMER_COUNTRIES and code != KOSOVO:
        raise _problem(f"{code!r} is not an ISO 3166-1 alpha-2 country code; write for example US, GB, KP")
    return code


def _currency(code: str) -> str:
    if pycountry.currencies.get(alpha_3=code) is None:
        raise _problem(f"{code!r} is not an ISO 4217 currency code; write for example USD, EUR, GBP")
    return code


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", url):
        raise _problem(f"{url!r} is not a web address; it must begin with https:// or http:// and hold no spaces")
    return url


def _plain_text(text: str) -> str:
    if text != text.strip():
        raise _problem("has blanks at its beginning or end; remove them")
    if HIDDEN.search(text):
        raise _problem("holds an invisible control character; retype the text")
    return text


_SLUG = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=_SLUG, max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_plain_text)]
When = Annotated[PartialDate, BeforeValidator(_partial_date)]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]
SourceIds = Annotated[list[Slug], Field(min_length=1)]


class Record(BaseModel):
    """Base of all models: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Source(Record):
    """A document that a record cites."""

    id: Slug = Field(description="Name of the source within this record, such as `npcil-2019-10-30`.")
    title: Text = Field(description="Title as the publisher printed it, or a plain description of a document without one.")
    publisher: Text = Field(description="Who published it.")
    date: When | None = Field(None, description="Date of publication; absent when the document shows none.")
    url: WebAddress | None = Field(None, description="Address where it was seen; absent for printed works.")
    kind: SourceKind = Field(description="Who stands behind it.")
    read: bool = Field(description="True only when whoever wrote or checked the record read the passages it supports.")
    supports: Text = Field(description="What it supports, in a few words.")
    language: str | None = Field(None, pattern=r"^[a-z]{2,3}$", description="ISO 639 code when not English.")


class Sourced(Record):
    """Anything that must name its sources."""

    sources: SourceIds = Field(description="Ids of the sources, at least one.")


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
            raise _problem("`party_country` is missing; a party of kind state needs its country code")
        if len(set(self.joined_by)) < len(self.joined_by) or self.party_country in self.joined_by:
            raise _problem("`joined_by` names a state twice; name each once, and the party itself not at all")
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
            raise _problem("names nobody; give `actor`, `state`, `named`, or in `answers` the claim it speaks to")
        if self.confidence is not Confidence.NOT_STATED and not self.wording:
            raise _problem("`wording` is missing; quote the words that state the confidence, or write not-stated")
        if self.stance is Stance.RETRACTS and not self.answers:
            raise _problem("`answers` is missing; a retraction names the claim it takes back")
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
            raise _problem("gives neither `low` nor `high`; an unknown amount is no estimate, leave the entry out")
        if self.low == 0 or self.high == 0:
            raise _problem("an amount of 0 is not an estimate; leave the bound out when it is unknown")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise _problem("`low` is above `high`; exchange them")
        if self.is_loss and self.kind in NOT_LOSSES:
            raise _problem(f"`is_loss` must be false for the kind {self.kind.value}")
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
            raise _problem("give either `clause` or `instrument`, not both and not neither")
        invoked = (self.invoked_by, self.date, self.explicit)
        if self.basis is Basis.INVOKED and (None in invoked or not self.sources):
            raise _problem("basis invoked needs `invoked_by`, `date`, `explicit` and `sources`")
        if self.basis is Basis.ANALYST and (any(invoked) or self.invoked_by_country or self.joined_by or self.response):
            raise _problem("basis analyst must not have `invoked_by`, `date`, `explicit`, `joined_by` or `response`")
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
            raise _problem("points nowhere; give the `id` or the `title` that the other collection uses")
        return self


class Correction(Record):
    """A change to the record that a reader who cited it should know."""

    date: When = Field(description="When it was made.")
    note: Text = Field(description="What was wrong and what stands now.")


def _duplicates(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [one for one in ids if one in seen or seen.add(one)]  # type: ignore[func-returns-value]  # add is None


class Documented(Record):
    """A record with its own list of sources, each cited at least once and each citation resolved."""

    id: Slug = Field(description="Equal to the file name; never used again for something else.")
    sources: list[Source] = Field(min_length=1, description="The documents cited.")

    def cited(self) -> Iterator[tuple[str, str]]:
        """Every citation as (where it stands, source id)."""
        yield from _citations(self, "")

    @model_validator(mode="after")
    def _sources_resolve(self) -> Self:
        known = [source.id for source in self.sources]
        if twice := _duplicates(known):
            raise _problem(f"two sources have the id {twice[0]!r}; rename one")
        cited = list(self.cited())
        for where, source in cited:
            if source not in known:
                raise _problem(f"{where} cites the source {source!r}, which [[sources]] does not list; add it")
        return self


def _citations(record: BaseModel, where: str) -> Iterator[tuple[str, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name == "sources" and not isinstance(record, Documented):
            yield from ((where or "the record", source) for source in value)
        elif name == "cites":
            yield from ((f"{where}cites", source) for source in value)
        elif isinstance(value, list) and value and isinstance(value[0], BaseModel):
            for item in value:
                yield from _citations(item, f"[[{name}]] {getattr(item, 'id', getattr(item, 'number', ''))}".strip())


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
            if twice := _duplicates(item.id for item in getattr(self, name)):
                raise _problem(f"two [[{name}]] have the id {twice[0]!r}; rename one")
        claims = {claim.id for claim in self.attributions}
        for claim in self.attributions:
            if missing := [one for one in claim.answers if one not in claims or one == claim.id]:
                raise _problem(f"[[attributions]] {claim.id} answers {missing[0]!r}, which is no other claim of this record")
        responses = {response.id for response in self.responses}
        for link in self.norms:
            if link.response and link.response not in responses:
                raise _problem(f"[[norms]] {link.id} names the response {link.response!r}, which is not in [[responses]]")
        wholes = {loss.id: loss.part_of for loss in self.losses}
        for loss in self.losses:
            if loss.part_of and (loss.part_of not in wholes or wholes[loss.part_of]):
                raise _problem(f"[[losses]] {loss.id} is part of {loss.part_of!r}, which is no whole estimate of this record")
        return self

    @model_validator(mode="after")
    def _withdrawal_explained(self) -> Self:
        if self.withdrawn and self.withdrawn not in [one.date for one in self.corrections]:
            raise _problem(f"is withdrawn without a reason; add [[corrections]] with date {self.withdrawn} and a note")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if not (self.started or self.discovered or self.disclosed):
            raise _problem("has no date; give `started`, `discovered` or `disclosed`")
        for first, then in (("started", "ended"), ("started", "discovered"), ("started", "disclosed")):
            one, other = getattr(self, first), getattr(self, then)
            if one and other and one.earliest > other.latest:
                raise _problem(f"`{then}` ({other}) lies before `{first}` ({one}); check both against the source")
        return self


class ActorName(Sourced):
    """A name under which an actor is known."""

    name: Text = Field(description="The name, as its user writes it.")
    used_by: Text = Field(description="Who uses it; who coined it where known.")


class Sponsor(Sourced):
    """A public allegation that a state stands behind an actor."""

    state: Country = Field(description="The state alleged to stand behind it.")
    alleged_by: Text = Field(description="Who alleges it.")
    date: When | None = Field(None, description="When it was alleged.")


class Actor(Documented):
    """A name to which operations are attributed; whether it is one group is its namers' claim."""

    name: Text = Field(description="The name used here.")
    kind: ActorKind = Field(description="What sort of actor.")
    summary: Text = Field(description="One to three sentences: what is said of it, by whom.")
    part_of: Slug | None = Field(None, description="Id of the actor it is said to belong to.")
    attack_id: str | None = Field(None, pattern=r"^G\d{4}$", description="MITRE ATT&CK group id.")
    sponsors: list[Sponsor] = Field([], description="States alleged to stand behind it, each with who says so.")
    names: list[ActorName] = Field([], description="Names used by others.")


class Clause(Record):
    """One numbered commitment of an instrument."""

    number: str = Field(pattern=r"^[A-Za-z0-9.()-]+$", max_length=12, description="The official number.")
    title: Text | None = Field(None, description="Official short title; absent when the text has none.")
    title_by: Text | None = Field(None, description="Who gave the title, when the instrument itself did not.")
    paraphrase: Text = Field(description="What it asks, in our words.")
    url: WebAddress | None = Field(None, description="Where the clause can be read.")
    sources: SourceIds = Field(description="Ids of the sources, at least one.")


class Count(Sourced):
    """How many had joined on a date."""

    date: When = Field(description="The date of the count.")
    count: int = Field(ge=1, description="How many.")
    of: Text = Field(description="Of whom: states, companies, parties ...")


class Equivalence(Sourced):
    """A clause here that asks much the same as one elsewhere. Written once; it holds both ways."""

    number: str = Field(description="Number of the clause of this instrument.")
    same_as: str = Field(pattern=r"^[a-z0-9.-]+:[A-Za-z0-9.()-]+$", description="`instrument:number` of the other.")
    reason: Text = Field(description="What is common and what differs.")


class Instrument(Documented):
    """A text that sets or applies norms, or a forum that the debate names."""

    name: Text = Field(description="Full official name.")
    short_name: Text = Field(max_length=60, description="Name in use.")
    adopted: When | None = Field(None, description="Adopted, signed, published or founded.")
    in_force: When | None = Field(None, description="Entry into force; absent for texts without one.")
    ended: When | None = Field(None, description="When it or its mandate ended.")
    body: Text = Field(description="Who adopted, proposed or runs it.")
    body_kind: BodyKind = Field(description="What sort of body.")
    kind: InstrumentKind = Field(description="What sort of text.")
    status: Text = Field(description="Where it stands, with the date of that knowledge.")
    summary: Text = Field(description="One to three sentences: what it is and is not.")
    url: WebAddress | None = Field(None, description="Where the official text is.")
    cites: list[Slug] = Field(min_length=1, description="Sources of name, dates and status.")
    succeeds: list[Slug] = Field([], description="Ids of instruments it continues or replaces.")
    counts: list[Count] = Field([], description="Signatories, parties or supporters as of a date.")
    clauses: list[Clause] = Field([], description="Its numbered commitments.")
    equivalents: list[Equivalence] = Field([], description="Clauses elsewhere that ask much the same.")

    @model_validator(mode="after")
    def _numbers_resolve(self) -> Self:
        numbers = [clause.number for clause in self.clauses]
        if twice := _duplicates(numbers):
            raise _problem(f"two [[clauses]] have the number {twice[0]!r}; each stands once")
        for pair in self.equivalents:
            if pair.number not in numbers:
                raise _problem(f"[[equivalents]] names the clause {pair.number!r}, which this instrument does not have")
        return self


class Point(Record):
    """One year of a series."""

    year: int = Field(ge=1913, le=2100, description="Calendar year, or the year in which a reporting year ends.")
    value: Decimal = Field(ge=0, description="In the unit of the series.")
    group: Text = Field(description="Points of one group are comparable; no line joins two groups.")
    caveat: Text | None = Field(None, description="What holds for this point alone.")
    source: Slug = Field(description="Id of the source.")

    @property
    def sources(self) -> list[str]:
        """The one source, as the other models name it."""
        return [self.source]


class Gap(Sourced):
    """A year without a point, and why; or a change of method."""

    year: int = Field(description="First year to which it applies.")
    reason: Text = Field(description="What changed or is missing.")


class Series(Documented):
    """An annual series of one body, one definition and one edition."""

    title: Text = Field(description="What is counted and by whom.")
    kind: SeriesKind = Field(description="What it measures.")
    body: Text = Field(description="Who publishes it.")
    population: Text = Field(description="Whose losses, payments or complaints it covers.")
    definition: Text = Field(description="What a value counts.")
    caveat: Text = Field(description="What it must not be used for.")
    unit: Text = Field(description="Unit of the values, such as `USD` or `complaints`.")
    currency: Currency | None = Field(None, description="ISO 4217 code for money; absent otherwise.")
    edition: Text | None = Field(None, description="Edition, when later ones restate the past.")
    breaks: list[Gap] = Field([], description="Changes of method and missing years.")
    points: list[Point] = Field(min_length=1, description="The values.")

    @model_validator(mode="after")
    def _years_once(self) -> Self:
        if twice := _duplicates(str(point.year) for point in self.points):
            raise _problem(f"two [[points]] are for {twice[0]}; an edition has one value a year")
        return self

    def cited(self) -> Iterator[tuple[str, str]]:
        """Every citation as (where it stands, source id)."""
        yield from super().cited()
        yield from ((f"[[points]] {point.year}", point.source) for point in self.points)


KINDS: dict[str, type[Documented]] = {"incidents": Incident, "actors": Actor, "norms": Instrument, "series": Series}
"""Folder under data/records -> model of the files in it."""


def parse(kind: str, values: dict[str, Any]) -> Documented:
    """A record from the values of a TOML file. Raises pydantic.ValidationError."""
    return KINDS[kind].model_validate(values)
