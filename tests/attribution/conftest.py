"""Six incidents small enough to count by hand: joint, year-only, denied first, two accused, taken back, rivals."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.conftest import actor, claim, data_of, incident
from timeline.dataset import Base, Dataset
from timeline.records import Actor, Incident


def company(claim_id: str, party: str = "Acme", **values: Any) -> dict[str, Any]:
    """A company's report against North Korea unless `values` say otherwise."""
    own = {"party": party, "party_kind": "company", "party_country": "US", "form": "technical-report"}
    return claim(claim_id, **(own | values))


def press(claim_id: str, party: str = "The Paper, citing officials", **values: Any) -> dict[str, Any]:
    own = {"party": party, "party_kind": "press", "party_country": "US", "form": "press-report"}
    return claim(claim_id, **(own | values))


def denial(claim_id: str, country: str, **values: Any) -> dict[str, Any]:
    own = {"party": country, "party_country": country, "stance": "denies", "state": None, "named": "nobody"}
    return claim(claim_id, **(own | values))


def joint() -> Incident:
    """Three states at once against North Korea, a company before them, a denial after."""
    return incident(
        "joint-2020",
        attributions=[
            company("acme", date="2020-04-01", confidence="moderate", wording="likely"),
            claim(
                "three",
                date="2020-06-01",
                form="joint-statement",
                joined_by=["GB", "AU"],
                confidence="high",
                wording="almost certainly",
            ),
            denial("dprk", "KP", date="2020-06-02", answers=["three"]),
        ],
    )


def year_only() -> Incident:
    """Germany at some time in 2018; disclosed in 2018, no day known."""
    germany = claim("de", date="2018", party="Germany (Foreign Office)", party_country="DE", state="RU")
    return incident("year-2018", disclosed="2018", attributions=[germany])


def denied_first() -> Incident:
    """Russia denies before anybody accuses; then the UK does, ten days after disclosure, and the US two days later."""
    return incident(
        "denied-2019",
        disclosed="2019-05-10",
        attributions=[
            denial("ru", "RU", date="2019-05-11"),
            claim("uk", date="2019-05-20", party="United Kingdom (Foreign Office)", party_country="GB", state="RU"),
            claim("us", date="2019-05-22", stance="supports", state=None, answers=["uk"]),
        ],
    )


def two_accused() -> Incident:
    """A paper names two states, an official of a third speaks to the press; nobody official attributes it."""
    return incident(
        "two-2010",
        disclosed="2010-06",
        attributions=[
            press("paper-us", state="US", date="2011-01-15"),
            press("paper-il", state="IL", date="2011-01-15"),
            claim("ir", date="2011-04-16", party="Iran (a general)", party_country="IR", state="US", form="interview"),
        ],
    )


def taken_back() -> Incident:
    """Estonia accuses Russia and hedges; a court step changes what was claimed."""
    estonia = {"party": "Estonia (minister)", "party_country": "EE"}
    return incident(
        "back-2007",
        disclosed="2007-04-27",
        attributions=[
            claim("ee", date="2007-05-01", state="RU", **estonia),
            claim("ee-hedge", date="2007-09-06", stance="retracts", state=None, answers=["ee"], form="interview", **estonia),
        ],
        events=[
            {
                "id": "appeal",
                "date": "2008-01-01",
                "kind": "court-step",
                "party": "A court",
                "summary": "The award was reduced on appeal.",
                "sources": ["s"],
            }
        ],
    )


def rivals() -> Incident:
    """Two companies name two actors, a third party doubts the first, and someone else says they did it."""
    mine = {"party": "Crew Nine", "party_kind": "perpetrator", "party_country": None, "form": "claim-of-responsibility"}
    return incident(
        "rivals-2021",
        disclosed="2021-02-01",
        attributions=[
            claim("crew", date="2021-02-01", stance="claims", state=None, actor="crew", **mine),
            company(
                "acme", date="2021-02-03", state=None, actor="bear", answers=["crew"], confidence="low", wording="possibly"
            ),
            company("best", "Best Labs", date="2021-02-10", state=None, actor="panda", answers=["acme"]),
            press("doubt", "The Sceptic", date="2021-03-01", stance="disputes", state=None, answers=["acme"]),
        ],
    )


def undated(data: Dataset, table: str) -> Dataset:
    """The same collection with no date in a table of claims or events, as rows may come from a tracker."""
    held = data.base.tables[table]
    for name in ("date_earliest", "date_latest"):
        place = held.schema.get_field_index(name)
        held = held.set_column(place, held.schema.field(name), pa.nulls(held.num_rows, pa.date32()))
    return Dataset(Base(data.base.tables | {table: held}))


def actors() -> tuple[Actor, ...]:
    """Three actors; the name Blue stands for two of them."""
    alleged = [{"state": "RU", "alleged_by": "Acme", "date": "2020-01", "sources": ["s"]}]
    return (
        actor("bear", "Bear", "Blue", "Strontium", sponsors=alleged, part_of="panda"),
        actor("panda", "Panda", "Blue"),
        actor("crew", "Crew Nine"),
    )


@pytest.fixture(scope="package")
def built() -> Base:
    """All six and the three actors."""
    return data_of(joint(), year_only(), denied_first(), two_accused(), taken_back(), rivals(), *actors()).base


@pytest.fixture
def data(built: Base) -> Dataset:
    """All six and the three actors, with nothing remembered from another test."""
    return Dataset(Base(built.tables))
