"""What the record of an annual series may say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from timeline.codes import SeriesKind
from timeline.records.values import Currency, Documented, Record, Slug, Sourced, Text, duplicates, problem


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
        if twice := duplicates(str(point.year) for point in self.points):
            raise problem(f"two [[points]] are for {twice[0]}; an edition has one value a year")
        return self

    def cited(self) -> Iterator[tuple[str, str]]:
        """Every citation as (where it stands, source id)."""
        yield from super().cited()
        yield from ((f"[[points]] {point.year}", point.source) for point in self.points)
