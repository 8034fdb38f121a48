"""Case by case: where the attribution of each incident stands, and the finding over all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from timeline.codes import Status, label
from timeline.dataset import Base, Dataset, Ints
from timeline.measures.attribution import contested, lags
from timeline.measures.attribution.claims import (
    DENIES,
    Row,
    attributing,
    counted,
    listed,
    marks,
    names,
    private,
    stated,
)
from timeline.measures.attribution.joint import largest_of, rounds
from timeline.measures.children import Children, children, frame, incident_values
from timeline.measures.responses import curated

COLUMNS = (
    "incident_id",
    "title",
    "status",
    "states",
    "official",
    "official_by",
    "round",
    "round_states",
    "round_who",
    "private",
    "private_by",
    "named",
    "reasons",
)


def order(data: Dataset) -> Ints:
    """Rows of the chosen incidents, those that most recently began or became known first; undated ones last."""
    begun = data.when("started").earliest.astype(np.int64)
    found: Ints = data.incident_rows[np.argsort(-begun, kind="stable")]
    return found


def page(data: Dataset, rows: Ints) -> pd.DataFrame:
    """COLUMNS for these incidents (rows of the collection), in their order; dates and names in words, empty where none.

    `official` is the first official attribution, `round` the largest round of them, `private` the first claim by a private
    party, `named` whom official attributions name, or else whom standing claims name, and `reasons` what stands against an
    attribution.
    """
    base = data.base
    part = Dataset(base, np.sort(rows))
    said = _by_incident(listed(children(part, "attributions")))
    official, own = (_by_incident(listed(claims)) for claims in _parts(part))
    against = contested.reasons(part)
    largest = largest_of(rounds(part), rows.tolist())
    values = {name: incident_values(base, rows, name) for name in ("incident_id", "title", "status", "attributing_state_count")}
    found = []
    for place, (row, incident_id) in enumerate(zip(rows.tolist(), values["incident_id"], strict=True)):
        stated_first, private_first = _first(official.get(incident_id, [])), _first(own.get(incident_id, []))
        best = largest.get(row, {})
        all_said = said.get(incident_id, [])
        by_states = official.get(incident_id) or [one for one in all_said if one["standing"]]
        found.append(
            {
                "incident_id": incident_id,
                "title": values["title"][place],
                "status": label(Status, values["status"][place]),
                "states": values["attributing_state_count"][place],
                "official": stated_first.get("when", ""),
                "official_by": stated_first.get("party", ""),
                "round": best.get("when", ""),
                "round_states": best.get("states", 0),
                "round_who": best.get("who", "") or best.get("organisations", ""),
                "private": private_first.get("when", ""),
                "private_by": private_first.get("party", ""),
                "named": _named(by_states, base),
                "reasons": "; ".join(words for key, words in contested.REASONS.items() if against[key][row]),
            }
        )
    return frame(found, COLUMNS)


def _named(claims: list[Row], base: Base) -> str:
    """Actors and states that claims name, each with the words for it where all agree on them."""
    words: dict[str, dict[str, None]] = {}
    for claim in claims:
        known = names(claim | {"named": None}, base)
        words.setdefault(known, {})
        if claim["named"]:
            words[known][claim["named"]] = None
    found = [
        ": ".join(one for one in (known, *(said if len(said) == 1 or not known else ())) if one)
        for known, said in words.items()
    ]
    return "; ".join(one for one in found if one)


def _parts(data: Dataset) -> tuple[Children, Children]:
    """Official and private attributions that still stand."""
    claims = attributing(data)
    return claims.only(stated(claims)), claims.only(private(claims))


def _by_incident(claims: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for claim in claims:
        found.setdefault(claim["incident_id"], []).append(claim)
    return found


def _first(claims: list[Row]) -> Row:
    """The claim that was made first at the latest; nothing when there is no dated one."""
    dated = [claim for claim in claims if claim["date_latest"]]
    return min(dated, key=lambda claim: (claim["date_latest"], claim["date_earliest"]), default={})


@dataclass(frozen=True, slots=True)
class Finding:
    """What the attribution claims of a selection add up to. Imported incidents are no part of it."""

    incidents: int
    attributed: int
    median: tuple[float, float] | None
    accused: str
    accused_in: int
    denials: int
    contested: int


def finding(data: Dataset) -> Finding:
    """Counts of incidents, and of denials as statements; `accused` is the state that most incidents name."""
    kept = curated(data)
    accused = kept.codes("accused_states")
    counts = np.bincount(accused.codes, minlength=len(accused.values))
    top = int(np.argmax(counts)) if len(counts) else -1
    name = kept.base.country_names.get(accused.values[top], accused.values[top]) if top >= 0 and counts[top] else ""
    sorts = marks(counted(children(kept, "attributions"), "statements"))
    measured = lags.lags(kept)
    return Finding(
        kept.count,
        int(kept.days("state_attributed").known.sum()),
        lags.summary(measured.low, measured.high).median,
        name,
        int(counts[top]) if name else 0,
        int((sorts.codes == sorts.values.index(DENIES)).sum()),
        int(kept.codes("status").mask({Status.CONTESTED}, kept.count).sum()),
    )
