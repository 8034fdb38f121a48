"""What a record may say: the models behind data/records/**.toml. The only place that uses pydantic."""

from __future__ import annotations

from typing import Any

from timeline.records.actor import Actor
from timeline.records.incident import Attribution, Incident, Loss, NormLink, Statement
from timeline.records.norm import Instrument
from timeline.records.series import Gap, Point, Series
from timeline.records.values import Documented

__all__ = [
    "KINDS",
    "Actor",
    "Attribution",
    "Documented",
    "Gap",
    "Incident",
    "Instrument",
    "Loss",
    "NormLink",
    "Point",
    "Series",
    "Statement",
    "parse",
]


KINDS: dict[str, type[Documented]] = {"incidents": Incident, "actors": Actor, "norms": Instrument, "series": Series}
"""Folder under data/records -> model of the files in it."""


def parse(kind: str, values: dict[str, Any]) -> Documented:
    """A record from the values of a TOML file. Raises pydantic.ValidationError."""
    return KINDS[kind].model_validate(values)
