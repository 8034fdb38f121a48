"""What all records share: values checked as they are read, sources, and citations that resolve."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, Self
from urllib.parse import urlsplit

import pycountry
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from timeline.codes import SourceKind
from timeline.dates import DateError, PartialDate
from timeline.plain import HIDDEN

FORMER_COUNTRIES = frozenset({"SU", "YU", "DD", "CS"})
"""ISO 3166-3 codes of states that existed during an incident."""
KOSOVO = "XK"
"""Used by the EU and UN agencies; not an ISO 3166-1 code."""


def problem(message: str) -> PydanticCustomError:
    """A validation error with our own sentence."""
    return PydanticCustomError("record", "{message}", {"message": message})


def _partial_date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        raise problem("a time of day is more than a record holds; write the date only, such as 2019-09-04")
    text = value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value
    if not isinstance(text, str):
        raise problem("is not a date; write for example 2019-09-04")
    try:
        return PartialDate(text)
    except DateError as error:
        raise problem(str(error)) from error


def _country(code: str) -> str:
    known = pycountry.countries.get(alpha_2=code) if re.fullmatch(r"[A-Z]{2}", code) else None
    if known is None and code not in FORMER_COUNTRIES and code != KOSOVO:
        raise problem(f"{code!r} is not an ISO 3166-1 alpha-2 country code; write for example US, GB, KP")
    return code


def _currency(code: str) -> str:
    if pycountry.currencies.get(alpha_3=code) is None:
        raise problem(f"{code!r} is not an ISO 4217 currency code; write for example USD, EUR, GBP")
    return code


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", url):
        raise problem(f"{url!r} is not a web address; it must begin with https:// or http:// and hold no spaces")
    return url


def _plain_text(text: str) -> str:
    if text != text.strip():
        raise problem("has blanks at its beginning or end; remove them")
    if HIDDEN.search(text):
        raise problem("holds an invisible control character; retype the text")
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


def duplicates(ids: Iterable[str]) -> list[str]:
    """What occurs more than once."""
    return [one for one, count in Counter(ids).items() if count > 1]


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
        if twice := duplicates(known):
            raise problem(f"two sources have the id {twice[0]!r}; rename one")
        cited = list(self.cited())
        for where, source in cited:
            if source not in known:
                raise problem(f"{where} cites the source {source!r}, which [[sources]] does not list; add it")
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
