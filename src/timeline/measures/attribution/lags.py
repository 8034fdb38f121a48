"""How soon: days from an incident to the first claim of a sort, as the interval that the precision of both dates allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.dataset import NO_DATE, Base, Dataset, Ints, Mask
from timeline.measures.attribution.claims import Row, attributing, charged, private, stated
from timeline.measures.children import Children, frame, incident_values, years_of

SINCE = {"disclosed": "disclosure", "started": "the start (or first knowledge)"}
UNTIL = {
    "private": "the first attribution by a company, researcher or other private party",
    "state": "the first official attribution by a state or intergovernmental body",
    "act": "the first official attribution, charge or sanction",
}
LONGEST_DOUBT = 363
"""Days between shortest and longest lag above which precision allows no interval shorter than a year."""
FEWEST = 5
"""Lags below which no median is drawn."""
MOST_GROUPS = 14
MOST_DRAWN = 500
"""Single incidents in one chart; of more only the medians are drawn."""
GROUP_COLUMNS = (
    "group",
    "place",
    "incidents",
    "median_min",
    "median_max",
    "middle_min",
    "middle_max",
    "shortest",
    "longest",
    "left_out",
)
COLUMNS = ("incident_id", "title", "group", "place", "days_min", "days_max")


@dataclass(frozen=True, slots=True)
class Lags:
    """Lags of the chosen incidents: `rows` within the selection, `low` and `high` in days (negative when the claim came first).

    `left_out` are incidents that have such a claim but an interval too wide, or no date to count from; `never` have none.
    """

    data: Dataset
    since: str
    until: str
    rows: Ints
    low: Ints
    high: Ints
    left_out: Mask
    never: int


@dataclass(frozen=True, slots=True)
class Spread:
    """`groups` has GROUP_COLUMNS, `single` the lags of the groups (COLUMNS), or None when there are too many to draw."""

    groups: pd.DataFrame
    single: pd.DataFrame | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Spread of some lags in days. `median` and `middle` (the middle half) are bounds, None of fewer than FEWEST."""

    count: int
    at_once: int
    """Lags that may be nothing or less: the claim itself may have made the case public."""
    median: tuple[float, float] | None
    middle: tuple[float, float] | None
    shortest: int | None
    longest: int | None


def lags(data: Dataset, since: str = "disclosed", until: str = "state") -> Lags:
    """The lag of every chosen incident that has both dates precisely enough."""
    first = _first(data.base, data, until)
    begun = data.when(since)
    claimed = first[0] != NO_DATE
    low = first[0].astype(np.int64) - begun.latest
    high = first[1].astype(np.int64) - begun.earliest
    usable = claimed & begun.known & (high - low <= LONGEST_DOUBT)
    rows = np.flatnonzero(usable).astype(np.int32)
    return Lags(
        data,
        since,
        until,
        rows,
        low[rows].astype(np.int32),
        high[rows].astype(np.int32),
        claimed & ~usable,
        int((~claimed).sum()),
    )


def _first(base: Base, data: Dataset, until: str) -> tuple[Ints, Ints]:
    """First and last day on which the first such claim can have been made, for each chosen incident; NO_DATE for none."""
    if until == "state":
        found = data.days("state_attributed")
        return found.earliest, found.latest
    earliest, latest = base.derived(f"attribution:first:{until}", lambda: _first_of_all(base, until))
    return earliest[data.incident_rows], latest[data.incident_rows]


def _first_of_all(base: Base, until: str) -> tuple[Ints, Ints]:
    claims = attributing(Dataset(base))
    wanted = private(claims) if until == "private" else stated(claims) | charged(claims)
    days = claims.days("date")
    kept = wanted & days.known
    return _least(base, claims, days.earliest, kept), _least(base, claims, days.latest, kept)


def _least(base: Base, claims: Children, days: Ints, kept: Mask) -> Ints:
    """Per incident the least of the bounds: the first of several claims came no later than any of them."""
    never = np.iinfo(np.int32).max
    found: Ints = np.full(base.count, never, dtype=np.int32)
    np.minimum.at(found, claims.parents[kept], days[kept])
    found[found == never] = NO_DATE
    return found


def summary(low: Ints, high: Ints) -> Summary:
    """What can be said of these lags together. Each true figure lies within its bounds, whatever the exact days were."""
    if not len(low):
        return Summary(0, 0, None, None, None, None)
    enough = len(low) >= FEWEST
    return Summary(
        len(low),
        int((low <= 0).sum()),
        (float(np.median(low)), float(np.median(high))) if enough else None,
        (float(np.quantile(low, 0.25)), float(np.quantile(high, 0.75))) if enough else None,
        int(low.min()),
        int(high.max()),
    )


def by_year(found: Lags) -> Spread:
    """Groups by year from which the lag counts; a date that may lie in two years stands under neither."""
    begun = found.data.when(found.since)
    years = np.full(len(begun.earliest), -1, dtype=np.int32)
    known = begun.known
    first, last = years_of(begun.earliest[known]), years_of(begun.latest[known])
    years[known] = np.where(first == last, first, -1)
    measured = years[found.rows]
    labels = {year: str(year) for year in np.unique(measured[measured >= 0]).tolist()}
    shown = dict(sorted(labels.items(), reverse=True)[:MOST_GROUPS])
    return _grouped(found, measured, np.arange(len(found.rows)), years[found.left_out], shown)


def by_accused(found: Lags) -> Spread:
    """Groups by state that standing claims name; an incident with two of them is in both groups."""
    accused = found.data.codes("accused_states")
    position = np.full(found.data.count, -1, dtype=np.int64)
    position[found.rows] = np.arange(len(found.rows))
    at = position[accused.rows]
    measured, out = at >= 0, found.left_out[accused.rows]
    counts = np.bincount(accused.codes[measured], minlength=len(accused.values))
    top = [int(code) for code in np.argsort(-counts, kind="stable")[:MOST_GROUPS] if counts[code]]
    names = found.data.base.country_names
    shown = {code: names.get(accused.values[code], accused.values[code]) for code in top}
    return _grouped(found, accused.codes[measured], at[measured], accused.codes[out], shown)


def _grouped(found: Lags, groups: Ints, at: npt.NDArray[np.integer[Any]], left_out: Ints, shown: dict[int, str]) -> Spread:
    rows: list[Row] = []
    single: list[pd.DataFrame] = []
    draw = int(np.isin(groups, list(shown)).sum()) <= MOST_DRAWN
    for place, (group, words) in enumerate(shown.items()):
        inside = at[groups == group]
        rows.append(_group_row(words, place, summary(found.low[inside], found.high[inside]), int((left_out == group).sum())))
        if draw:
            single.append(_single(found, inside, words, place))
    return Spread(frame(rows, GROUP_COLUMNS), pd.concat(single, ignore_index=True) if draw and single else None)


def _group_row(words: str, place: int, spread: Summary, left_out: int) -> Row:
    median, middle = spread.median or (None, None), spread.middle or (None, None)
    values = (words, place, spread.count, *median, *middle, spread.shortest, spread.longest, left_out)
    return dict(zip(GROUP_COLUMNS, values, strict=True))


def _single(found: Lags, at: npt.NDArray[np.integer[Any]], group: str, place: int) -> pd.DataFrame:
    rows = found.data.incident_rows[found.rows[at]]
    values: dict[str, Any] = {name: incident_values(found.data.base, rows, name) for name in ("incident_id", "title")}
    values |= {"group": group, "place": place, "days_min": found.low[at], "days_max": found.high[at]}
    return pd.DataFrame(values).sort_values(["days_min", "days_max"], kind="stable")[list(COLUMNS)]
