"""Never attributed: incidents that no state has officially attributed, how long ago, and what others claim."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from timeline.codes import Status, label
from timeline.dataset import NO_DATE, Dataset, Ints
from timeline.measures.attribution.claims import Row, attributing, charged, listed, once, private
from timeline.measures.children import children, frame, incident_values
from timeline.measures.responses import curated

CLASSES = (
    "charges or sanctions, no statement",
    "companies or researchers name someone",
    "only press or officials' remarks",
    "only a claim of responsibility",
    "nobody is named",
)
"""What exists in place of an official attribution; the first that fits."""
YEAR_COLUMNS = ("year", "class", "incidents")
CASE_COLUMNS = ("incident_id", "title", "status", "disclosed", "years_min", "years_max", "private_claims", "class")


def cases(data: Dataset) -> Ints:
    """Rows of the curated incidents of the selection that no state or intergovernmental body attributed, the oldest first.

    Age counts from disclosure; those without that date come last. Imported rows are left out: nobody searched for them here.
    """
    kept = curated(data)
    rows = kept.incident_rows[~kept.days("state_attributed").known]
    begun = data.base.days("disclosed").earliest[rows].astype(np.int64)
    begun[begun == NO_DATE] = np.iinfo(np.int64).max
    found: Ints = rows[np.argsort(begun, kind="stable")].astype(np.int32)
    return found


def classes(data: Dataset, rows: Ints) -> Ints:
    """Place in CLASSES of each of these incidents."""
    claims = attributing(data)
    own = children(data, "attributions")
    found = np.full(data.base.count, len(CLASSES) - 1, dtype=np.int32)
    found[own.parents[own.is_one_of("stance", {"claims"})]] = 3
    found[claims.parents] = 2
    found[claims.parents[private(claims)]] = 1
    found[claims.parents[charged(claims)]] = 0
    picked: Ints = found[rows]
    return picked


def per_year(data: Dataset, rows: Ints) -> pd.DataFrame:
    """YEAR_COLUMNS for these incidents by first possible year of disclosure; `attrs["undated"]` counts those without."""
    days = data.base.days("disclosed").earliest[rows]
    known = days != NO_DATE
    years = days[known].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    found = frame([], YEAR_COLUMNS)
    if len(years):
        first, size = int(years.min()), len(CLASSES)
        span = int(years.max()) - first + 1
        table = np.bincount((years - first) * size + classes(data, rows)[known], minlength=span * size)
        found = frame(
            [
                {"year": first + place // size, "class": CLASSES[place % size], "incidents": int(count)}
                for place, count in enumerate(table)
            ],
            YEAR_COLUMNS,
        )
    found.attrs["undated"] = int((~known).sum())
    return found


def summary(data: Dataset, rows: Ints) -> pd.DataFrame:
    """CASE_COLUMNS for these incidents in their order; age in whole years at the date of the data, as precision allows."""
    base = data.base
    days = base.days("disclosed")
    claims = attributing(data)
    claims = claims.only(private(claims))
    counts = np.bincount(claims.parents, minlength=base.count)[rows]
    values = {name: incident_values(base, rows, name) for name in ("incident_id", "title", "status")}
    today = np.datetime64(date.fromisoformat(base.date), "D").astype(np.int64) if base.date else None
    spans = [
        _age(first, last, today) for first, last in zip(days.earliest[rows].tolist(), days.latest[rows].tolist(), strict=True)
    ]
    return pd.DataFrame(
        {
            "incident_id": values["incident_id"],
            "title": values["title"],
            "status": [label(Status, one) for one in values["status"]],
            "disclosed": [_day(day) for day in days.earliest[rows].tolist()],
            "years_min": pd.array([low for low, _ in spans], dtype="Int32"),
            "years_max": pd.array([high for _, high in spans], dtype="Int32"),
            "private_claims": counts,
            "class": [CLASSES[place] for place in classes(data, rows).tolist()],
        },
        columns=list(CASE_COLUMNS),
    )


def _day(day: int) -> str | None:
    return None if day == NO_DATE else str(np.datetime64(day, "D"))


def _age(first: int, last: int, today: np.int64 | None) -> tuple[int | None, int | None]:
    """Fewest and most whole years since a day that lies between `first` and `last`."""
    if today is None or first == NO_DATE:
        return None, None
    fewest, most = (max(int((today - day) / 365.2425), 0) for day in (last, first))
    return fewest, most


def named_by(data: Dataset, rows: Ints) -> dict[int, list[Row]]:
    """For each of these incidents the standing claims that name someone, in order of date."""
    claims = attributing(data)
    place = dict(zip(incident_values(data.base, rows, "incident_id"), rows.tolist(), strict=True))
    found: dict[int, list[Row]] = {row: [] for row in rows.tolist()}
    for claim in once(listed(claims.only(np.isin(claims.parents, rows)))):
        found[place[claim["incident_id"]]].append(claim)
    return found


def officials_remarks(claims: list[Row]) -> list[str]:
    """Parties among these claims that are states or intergovernmental bodies: remarks, not official texts."""
    return list(dict.fromkeys(row["party"] for row in claims if row["party_kind"] in ("state", "international-organisation")))
