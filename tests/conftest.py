"""Small collections made by hand, and the committed one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import settings

from timeline import dataset, tables
from timeline.collection import Collection, read_collection
from timeline.dataset import Base, Dataset
from timeline.figures.theme import Drawn
from timeline.records import Actor, Incident, Instrument, Series

settings.register_profile("usual", deadline=None)
settings.register_profile("mutation", deadline=None, derandomize=True, database=None, max_examples=40)
settings.load_profile("usual")

ROOT = Path(__file__).parent.parent

SOURCE = {
    "id": "s",
    "title": "A report",
    "publisher": "A paper",
    "date": "2020-01-01",
    "url": "https://example.org/report",
    "kind": "press",
    "read": True,
    "supports": "everything",
}


def incident(incident_id: str = "one-2020", **values: Any) -> Incident:
    """An incident with the least that a record must say; `values` replace or add."""
    least = {
        "id": incident_id,
        "title": f"Case {incident_id}",
        "summary": "Something happened.",
        "kinds": ["espionage"],
        "disclosed": "2020-03-01",
        "cites": ["s"],
        "added": "2026-01-01",
        "targets": [{"name": "Ministry", "country": "FR", "sector": "government"}],
        "sources": [SOURCE],
    }
    return Incident.model_validate(least | values)


def checked(draw: Callable[..., Drawn]) -> Callable[..., go.Figure]:
    """`draw`, its figure put through Plotly's own validation, which what is sent to readers does without."""
    return lambda *args, **more: go.Figure(draw(*args, **more).to_dict())


def claim(claim_id: str, **values: Any) -> dict[str, Any]:
    """A claim by the United States against North Korea unless `values` say otherwise."""
    least = {
        "id": claim_id,
        "date": "2020-06-01",
        "party": "United States (White House)",
        "party_kind": "state",
        "party_country": "US",
        "state": "KP",
        "stance": "attributes",
        "form": "official-statement",
        "confidence": "not-stated",
        "sources": ["s"],
    }
    return {key: value for key, value in (least | values).items() if value is not None}


def response(response_id: str, **values: Any) -> dict[str, Any]:
    """A statement by the United States unless `values` say otherwise."""
    least = {
        "id": response_id,
        "date": "2020-06-01",
        "party": "United States (Department of State)",
        "party_kind": "state",
        "party_country": "US",
        "kind": "statement",
        "summary": "It said so.",
        "sources": ["s"],
    }
    return {key: value for key, value in (least | values).items() if value is not None}


def actor(actor_id: str, name: str, *names: str, **values: Any) -> Actor:
    """An actor with other names, all used by A vendor."""
    least = {
        "id": actor_id,
        "name": name,
        "kind": "unknown",
        "summary": "Said to exist.",
        "names": [{"name": one, "used_by": "A vendor", "sources": ["s"]} for one in names],
        "sources": [SOURCE],
    }
    return Actor.model_validate(least | values)


def instrument(instrument_id: str = "norm-2015", numbers: tuple[str, ...] = ("1",), **values: Any) -> Instrument:
    """An instrument of July 2015 with the numbered clauses."""
    least = {
        "id": instrument_id,
        "name": f"Instrument {instrument_id}",
        "short_name": instrument_id.upper(),
        "adopted": "2015-07-22",
        "body": "A body",
        "body_kind": "united-nations",
        "kind": "un-report",
        "status": "Adopted.",
        "summary": "A text.",
        "cites": ["s"],
        "clauses": [{"number": one, "paraphrase": f"Clause {one}.", "sources": ["s"]} for one in numbers],
        "sources": [SOURCE],
    }
    return Instrument.model_validate(least | values)


def invoked(link_id: str, **values: Any) -> dict[str, Any]:
    """13f invoked by the United States unless `values` say otherwise."""
    least = {
        "id": link_id,
        "clause": "gge-2015:13f",
        "basis": "invoked",
        "invoked_by": "United States (National Security Council)",
        "invoked_by_country": "US",
        "date": "2020-06-01",
        "explicit": "wording-used",
        "reason": "It said so.",
        "sources": ["s"],
    }
    return {key: value for key, value in (least | values).items() if value is not None}


def read(link_id: str, clause: str) -> dict[str, Any]:
    """A clause that we read into the case."""
    return {"id": link_id, "clause": clause, "basis": "analyst", "reason": "It fits."}


def series(series_id: str, points: dict[int, float], group: str = "all", **values: Any) -> Series:
    """An annual series in US dollars with the points given."""
    least = {
        "id": series_id,
        "title": f"Series {series_id}",
        "kind": "loss",
        "body": "A body",
        "population": "Everyone",
        "definition": "Losses.",
        "caveat": "Not all.",
        "unit": "USD",
        "currency": "USD",
        "points": [{"year": year, "value": value, "group": group, "source": "s"} for year, value in points.items()],
        "sources": [SOURCE],
    }
    return Series.model_validate(least | values)


def collection(*records: Incident | Actor | Instrument | Series) -> Collection:
    """A collection of these records, in order of id."""
    found: dict[type, dict[str, Any]] = {Incident: {}, Actor: {}, Instrument: {}, Series: {}}
    for record in sorted(records, key=lambda one: one.id):
        found[type(record)][record.id] = record
    return Collection(found[Incident], found[Actor], found[Instrument], found[Series])


def data_of(*records: Incident | Actor | Instrument | Series) -> Dataset:
    """The dataset that these records make."""
    return Dataset(Base(tables.build(collection(*records))))


@pytest.fixture(scope="session")
def curated() -> Dataset:
    """The committed tables."""
    return dataset.read(ROOT / "data")


@pytest.fixture(scope="session")
def records() -> Collection:
    """The committed records."""
    return read_collection(ROOT / "data" / "records")


@pytest.fixture
def make_data() -> Callable[..., Dataset]:
    """`data_of` as a fixture."""
    return data_of
