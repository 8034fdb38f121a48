"""Yearly series: what can be drawn, in which money, and which comparison of two years a series bears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.amounts import compared, in_words
from timeline.codes import SeriesKind
from timeline.dataset import Dataset

Row = dict[str, Any]

PRICES = "us-cpi-u"
"""Series that takes US inflation out of dollar amounts."""
TOTAL, RANSOMWARE, COMPLAINTS = "ic3-total-losses", "ic3-ransomware-losses", "ic3-complaints"
FIRST_PUBLISHED = "-as-first-published"
"""Ends the id of a series whose every point comes from another edition; its points are never joined by a line."""
TOOLS = (SeriesKind.PRICE_INDEX, SeriesKind.EXCHANGE_RATE)
"""Kinds that serve to convert others and are not drawn."""
ABOUT = ("series_id", "title", "kind", "body", "population", "edition", "unit", "currency", "definition", "caveat")
DRAWN = (
    "series_id",
    "title",
    "year",
    "shown",
    "shown_unit",
    "value",
    "unit",
    "comparability_group",
    "segment",
    "point_caveat",
    "source_url",
)


def catalog(data: Dataset) -> pd.DataFrame:
    """One row for each series that can be drawn, by id: ABOUT with None for absent text, `first`, `last`, `years` (count)."""
    found: dict[str, Row] = {}
    for row in data.base.tables["series"].select([*ABOUT, "year"]).to_pylist():
        year = row.pop("year")
        if row["kind"] not in TOOLS:
            about = found.setdefault(row["series_id"], row | {"first": year, "last": year, "years": 0})
            about |= {"first": min(about["first"], year), "last": max(about["last"], year), "years": about["years"] + 1}
    rows = [found[series_id] for series_id in sorted(found)]
    return pd.DataFrame(rows, columns=[*ABOUT, "first", "last", "years"], dtype=object)


def points(data: Dataset, series_ids: Sequence[str], *, real: bool = False, change: bool = False) -> pd.DataFrame:
    """DRAWN: `shown` is the value, in prices of the last year of PRICES if `real`, or its percent change on the year before.

    A line joins the points of one `segment`: years that follow one another within a comparability group and an edition.
    `attrs["left_out"]` says in sentences what cannot be shown this way.
    """
    found = data.frame("series", [*ABOUT, "year", "value", "comparability_group", "point_caveat", "source_url"])
    found = found[found["series_id"].isin(series_ids)].copy()
    found["order"] = found["series_id"].map({one: place for place, one in enumerate(series_ids)})
    found = found.sort_values(["order", "year"], ignore_index=True)
    found["segment"] = _segments(found)
    found["shown"], found["shown_unit"] = found["value"], found["unit"]
    left_out: list[str] = []
    if real:
        found = _in_last_prices(found, data, left_out)
    if change:
        found = _changes(found, left_out)
    found = found[list(DRAWN)].reset_index(drop=True)
    found.attrs["left_out"] = left_out
    return found


def _follows(found: pd.DataFrame) -> pd.Series:
    """Whether a row is the next year of the same series and group as the row before it."""
    before = found.shift()
    same = (found["series_id"] == before["series_id"]) & (found["comparability_group"] == before["comparability_group"])
    return same & (found["year"] - before["year"] == 1)


def _segments(found: pd.DataFrame) -> pd.Series:
    joined = _follows(found) & ~found["series_id"].str.endswith(FIRST_PUBLISHED)
    return (~joined).cumsum()


def _in_last_prices(found: pd.DataFrame, data: Dataset, left_out: list[str]) -> pd.DataFrame:
    """Dollar amounts at the prices of the last year of the index; other money is left out, counts stay as they are."""
    index = prices(data)
    foreign = found["currency"].notna() & (found["currency"] != "USD")
    for title in found.loc[foreign, "title"].unique():
        left_out.append(f"{title}: not in US dollars, so the US price index does not apply.")
    unknown = (found["currency"] == "USD") & ~found["year"].isin(list(index))
    for row in found[unknown].itertuples():
        left_out.append(f"{row.title}, {row.year}: the price index has no value for this year.")
    found = found[~foreign & ~unknown].copy()
    dollars = found["currency"] == "USD"
    if dollars.any():
        last = max(index)
        ratio = found.loc[dollars, "year"].map({year: index[last] / value for year, value in index.items()})
        found.loc[dollars, "shown"] = found.loc[dollars, "value"] * ratio
        found.loc[dollars, "shown_unit"] = found.loc[dollars, "unit"] + f", prices of {last}"
    return found


def _changes(found: pd.DataFrame, left_out: list[str]) -> pd.DataFrame:
    comparable = _follows(found)
    percent = (found["shown"] / found["shown"].shift() - 1) * 100
    for title, kept in comparable.groupby(found["title"], sort=False):
        if not kept.any():
            left_out.append(f"{title}: no two years in a row that can be compared.")
    real = (found["shown_unit"] != found["unit"]).map({True: ", inflation taken out", False: ""})
    return found.assign(shown=percent, shown_unit="% change on the year before" + real)[comparable]


def prices(data: Dataset) -> dict[int, float]:
    """Year -> US consumer price index, annual average."""
    table = data.base.tables["series"]
    rows = table.filter(pc.equal(table["series_id"], PRICES))
    return dict(zip(rows["year"].to_pylist(), rows["value"].to_pylist(), strict=True))


def boundaries(drawn: pd.DataFrame) -> pd.DataFrame:
    """Where comparability ends: `series_id`, `before`, `after` (years), `middle` of two neighbours of different groups."""
    before = drawn.shift()
    broken = (drawn["series_id"] == before["series_id"]) & (drawn["comparability_group"] != before["comparability_group"])
    years = pd.DataFrame({"series_id": drawn["series_id"], "before": before["year"], "after": drawn["year"]})[broken]
    return years.assign(middle=(years["before"] + years["after"]) / 2)


def gaps(data: Dataset, series_id: str) -> list[Row]:
    """Changes of method and missing years of a series: `year`, `reason`, in order."""
    table = data.base.tables["series_breaks"]
    found = table.filter(pc.equal(table["series_id"], series_id)).select(["year", "reason"]).to_pylist()
    return sorted(found, key=lambda row: row["year"])


def groups(drawn: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Drawn points by the unit they are shown in: what may share an axis, in order of first appearance."""
    return [(str(unit), part) for unit, part in drawn.groupby("shown_unit", sort=False)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two years of a series bear out: a sentence, or the refusal of one with the reason."""

    series: Row
    years: tuple[int, int]
    sentence: str = ""
    refusal: str = ""
    ratio: float | None = None
    real_ratio: float | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[Row, ...] = field(default=())


def compare(data: Dataset, series_id: str, one: int, other: int) -> Comparison | None:
    """The later year against the earlier; None when there is no such series."""
    table = data.base.tables["series"]
    rows = {row["year"]: row for row in table.filter(pc.equal(table["series_id"], series_id)).to_pylist()}
    if not rows:
        return None
    years = (min(one, other), max(one, other))
    about = {name: next(iter(rows.values()))[name] for name in ABOUT}
    if refusal := _refusal(rows, gaps(data, series_id), years):
        return Comparison(about, years, refusal=refusal)
    first, last = rows[years[0]], rows[years[1]]
    ratio = last["value"] / first["value"]
    real = _real(data, first, last)
    notes = (*_real_note(first, last, real), *_point_notes(first, last), f"Not to be used for more: {about['caveat']}")
    return Comparison(about, years, _sentence(first, last, ratio), "", ratio, real, notes, _sources(data, (first, last)))


def _refusal(rows: dict[int, Row], known: list[Row], years: tuple[int, int]) -> str:
    """Why the two years cannot be compared; empty when they can."""
    if years[0] == years[1]:
        return f"A comparison needs two different years; {years[0]} was chosen twice."
    if absent := [year for year in years if year not in rows]:
        reasons = " ".join(f"{gap['year']}: {gap['reason']}" for gap in known if gap["year"] in absent)
        missing = f"The series has no value for {' and '.join(map(str, absent))}. {reasons}".strip()
        return f"{missing} Years with a value: {spans(rows)}."
    first, last = rows[years[0]], rows[years[1]]
    if first["comparability_group"] != last["comparability_group"]:
        reasons = " ".join(f"{gap['year']}: {gap['reason']}" for gap in known if years[0] < gap["year"] <= years[1])
        return (
            f"{years[0]} (“{first['comparability_group']}”) and {years[1]} (“{last['comparability_group']}”) "
            f"are not comparable: what is counted changed in between. {reasons}"
        ).strip()
    if first["value"] == 0:
        return f"The value of {years[0]} is 0; nothing can be a multiple of it."
    return ""


def _sentence(first: Row, last: Row, ratio: float) -> str:
    unit = last["unit"]
    return (
        f"{last['title']}: {in_words(last['value'], unit)} in {last['year']}, {compared(ratio)} "
        f"the {in_words(first['value'], unit)} of {first['year']}. "
        f"What is counted: {_first_sentence(last['definition'])} Whom it covers: {_first_sentence(last['population'])} "
        f"Published by: {last['body'].split(';')[0]}."
    )


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


def _real(data: Dataset, first: Row, last: Row) -> float | None:
    """The ratio with US inflation taken out; None for what is not in dollars or outside the index."""
    index = prices(data)
    if last["currency"] != "USD" or first["year"] not in index or last["year"] not in index:
        return None
    return float(last["value"] / first["value"] * index[first["year"]] / index[last["year"]])


def _real_note(first: Row, last: Row, ratio: float | None) -> Iterable[str]:
    if ratio is None:
        if last["currency"]:
            yield "Inflation is not taken out: the price index kept here is that of the United States."
        return
    then = last["value"] / ratio
    yield (
        f"With inflation taken out: in prices of {last['year']} (US CPI-U) the amount of {first['year']} is "
        f"{in_words(then, last['unit'])}, and {last['year']} is {compared(ratio)} it."
    )


def _point_notes(first: Row, last: Row) -> Iterable[str]:
    if last["series_id"].endswith(FIRST_PUBLISHED):
        yield "Each value is the first that was published for its year; the two come from different editions."
    for row in (first, last):
        if row["point_caveat"]:
            yield f"{row['year']}: {row['point_caveat']}"


def _sources(data: Dataset, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The documents of these points: `year`, `title`, `publisher`, `url`."""
    table = data.base.tables["sources"]
    wanted = {row["source_id"]: row for row in rows}
    found = table.filter(pc.is_in(table["source_id"], value_set=pa.array(list(wanted), pa.string()))).to_pylist()
    known = {one["source_id"]: one for one in found}
    return tuple(
        {"year": row["year"], "title": known[one]["title"], "publisher": known[one]["publisher"], "url": row["source_url"]}
        for one, row in wanted.items()
        if one in known
    )


def price_source(data: Dataset) -> str:
    """Title and latest source of the price index in words; empty when there is none."""
    table = data.base.tables["series"]
    rows = sorted(table.filter(pc.equal(table["series_id"], PRICES)).to_pylist(), key=lambda row: row["year"])
    if not rows:
        return ""
    publishers = dict.fromkeys(source["publisher"] for source in _sources(data, rows))
    return f"{rows[0]['title']}, {rows[0]['year']}–{rows[-1]['year']}, as printed by {'; '.join(publishers)}"


def spans(years: Iterable[int]) -> str:
    """Years as runs, such as 2001 to 2009, then 2011."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][1] == year - 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


@dataclass(frozen=True, slots=True)
class SeedCheck:
    """The numbers that bear on the sentence "12.5 billion dollars in losses in 2023 alone, over three times 2019"."""

    comparison: Comparison
    ransomware: tuple[float, float] | None
    """Ransomware part of the later year in dollars, and as a share of the total."""
    complaints: tuple[float, float] | None
    """Complaints in the earlier and in the later year."""


SEED = (TOTAL, 2019, 2023)


def seed_check(data: Dataset) -> SeedCheck | None:
    """None when the series or one of its two years is missing."""
    found = compare(data, *SEED)
    if found is None or not found.sentence:
        return None
    table = data.base.tables["series"]
    wanted = table.filter(pc.is_in(table["series_id"], value_set=pa.array([TOTAL, RANSOMWARE, COMPLAINTS])))
    value = {(row["series_id"], row["year"]): row["value"] for row in wanted.to_pylist()}
    _, early, late = SEED
    part = value.get((RANSOMWARE, late))
    filed = (value.get((COMPLAINTS, early)), value.get((COMPLAINTS, late)))
    return SeedCheck(
        found,
        None if part is None else (part, part / value[TOTAL, late]),
        None if filed[0] is None or filed[1] is None else (filed[0], filed[1]),
    )


def latest(data: Dataset, series_id: str) -> Row | None:
    """The newest point of a series; None when there is no such series."""
    table = data.base.tables["series"]
    rows = table.filter(pc.equal(table["series_id"], series_id)).to_pylist()
    return max(rows, key=lambda row: row["year"]) if rows else None
