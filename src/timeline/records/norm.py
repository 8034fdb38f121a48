"""What the record of a norm instrument may say."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from timeline.codes import BodyKind, InstrumentKind
from timeline.records.values import Documented, Record, Slug, Sourced, SourceIds, Text, WebAddress, When, duplicates, problem


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
        if twice := duplicates(numbers):
            raise problem(f"two [[clauses]] have the number {twice[0]!r}; each stands once")
        for pair in self.equivalents:
            if pair.number not in numbers:
                raise problem(f"[[equivalents]] names the clause {pair.number!r}, which this instrument does not have")
        return self
