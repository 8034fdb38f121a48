"""Counts of the collection, for `python -m timeline stats` and the generated part of docs/methodology.md."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.codes import PRIMARY_SOURCES, Basis, InstrumentKind, SeriesKind, Stance
from timeline.dataset import Base

Row = dict[str, Any]

BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"
PASS_BEGIN, PASS_END = "<!-- second pass: begin -->", "<!-- second pass: end -->"
CHECK_BEGIN, CHECK_END = "<!-- fact check: begin -->", "<!-- fact check: end -->"
_AGAINST = frozenset({Stance.DENIES, Stance.DISPUTES, Stance.RETRACTS, Stance.CLAIMS})
_NOT_MIDDLE_EAST = frozenset({"IL", "IR", "GE", "AM", "AZ", "CY"})
_RATES = frozenset({SeriesKind.EXCHANGE_RATE, SeriesKind.PRICE_INDEX})


def counts(base: Base) -> dict[str, int]:
    """What the collection holds, under the words that methodology and command line print."""
    rows = {name: table.to_pylist() for name, table in base.tables.items()}
    sources = [row for row in rows["sources"] if row["incident_id"]]
    return {
        "incidents": len(rows["incidents"]),
        **_statements(rows),
        "actors": len(rows["actors"]),
        "names of actors": len(rows["actor_names"]),
        "instruments": len(rows["instruments"]),
        "of which no norm (forums, sanctions regimes)": sum(
            row["kind"] in (InstrumentKind.FORUM, InstrumentKind.SANCTIONS) for row in rows["instruments"]
        ),
        "clauses": len(rows["clauses"]),
        "pairs in the cross-walk": len(rows["crosswalk"]) // 2,
        "annual series (rates and prices apart)": len(
            {row["series_id"] for row in rows["series"] if row["kind"] not in _RATES}
        ),
        "documents cited by incidents": len(sources),
        "of which read, in per cent": _share(row["read"] for row in sources),
        **_depth(rows["incidents"], sources),
        **_places(rows["incidents"], base.regions),
        **_periods(rows["incidents"]),
    }


def _statements(rows: dict[str, list[Row]]) -> dict[str, int]:
    return {
        "attribution claims": len(rows["attributions"]),
        "of which denials, disputes, retractions and own claims": sum(
            row["stance"] in _AGAINST for row in rows["attributions"]
        ),
        "responses": len(rows["responses"]),
        "loss figures": len(rows["losses"]),
        "incidents with a loss figure": len({row["incident_id"] for row in rows["losses"]}),
        "norm links": len(rows["norm_links"]),
        "of which invoked by someone": sum(row["basis"] == Basis.INVOKED for row in rows["norm_links"]),
    }


def _share(flags: Iterable[bool]) -> int:
    """Per cent of true, rounded down; 0 of nothing is 0."""
    found = list(flags)
    return 100 * sum(found) // len(found) if found else 0


def _depth(incidents: list[Row], sources: list[Row]) -> dict[str, int]:
    by_incident: dict[str, list[Row]] = {row["incident_id"]: [] for row in incidents}
    for source in sources:
        by_incident[source["incident_id"]].append(source)
    cited = by_incident.values()
    return {
        "incidents with fewer than 3 sources or 2 publishers": sum(
            len(found) < 3 or len({one["publisher"] for one in found}) < 2 for found in cited
        ),
        "incidents with a primary source": sum(any(one["kind"] in PRIMARY_SOURCES for one in found) for found in cited),
    }


def _places(incidents: list[Row], regions: dict[str, str]) -> dict[str, int]:
    found = Counter(region for row in incidents for region in {regions.get(code, "") for code in row["victim_countries"]})
    middle_east = sum(
        any(regions.get(code) == "Western Asia" and code not in _NOT_MIDDLE_EAST for code in row["victim_countries"])
        for row in incidents
    )
    places = {f"victims in {region}": found[region] for region in sorted(set(regions.values()) - {"Other"})}
    return places | {"victims in the Middle East besides Israel and Iran": middle_east}


def _periods(incidents: list[Row]) -> dict[str, int]:
    years = [
        next(day for name in ("started", "discovered", "disclosed") if (day := row[f"{name}_earliest"])).year
        for row in incidents
    ]
    decades = Counter(year // 10 * 10 for year in years)
    recent = sum(
        any((day := row[f"{name}_latest"]) and day.year >= 2024 for name in ("started", "disclosed")) for row in incidents
    )
    return {f"began or first known in the {decade}s": decades[decade] for decade in sorted(decades)} | {
        "began or became public in 2024 or later": recent
    }


def accused(base: Base) -> Counter[str]:
    """Incidents by the state that standing claims name, whoever makes them; an incident may count for several."""
    names = base.country_names
    lists = base.tables["incidents"]["accused_states"].to_pylist()
    return Counter(names.get(code, code) for codes in lists for code in codes)


def lines(base: Base) -> Iterator[str]:
    """The counts, one a line."""
    for words, count in counts(base).items():
        yield f"{count:6,d}  {words}"
    yield ""
    yield "Incidents by accused state: " + ", ".join(f"{name} {count}" for name, count in accused(base).most_common())


def into(text: str, base: Base, passed: str, checked: str) -> str:
    """The text with its generated parts made anew; `passed` and `checked` are the logs of second pass and fact check, as CSV.

    Raises ValueError when the marks of a part are missing.
    """
    states = ", ".join(f"{name} {count}" for name, count in accused(base).most_common())
    held = "\n".join(["| what | count |", "|---|---:|", *(f"| {words} | {count:,} |" for words, count in counts(base).items())])
    held += f"\n\nIncidents by accused state (a claim, whoever makes it): {states}."
    text = _between(_between(text, BEGIN, END, held), PASS_BEGIN, PASS_END, second_pass(passed))
    return _between(text, CHECK_BEGIN, CHECK_END, fact_check(checked))


def second_pass(log: str) -> str:
    """How many values a second reader compared and corrected, by field, as a Markdown table under a sentence."""
    rows = list(csv.DictReader(io.StringIO(log)))
    read, corrected = Counter[str](), Counter[str]()
    for row in rows:
        read[row["field"]] += int(row["read"])
        corrected[row["field"]] += int(row["corrected"])
    lines = [
        f"{len({row['record'] for row in rows}):,} records:",
        "",
        "| field | values read | corrected |",
        "|---|---:|---:|",
    ]
    for field in sorted(corrected, key=lambda one: (-read[one], one)):
        values = f"{read[field]:,}" if read[field] else ""
        lines.append(f"| {field.replace('-', ' ')} | {values} | {corrected[field]:,} |")
    return "\n".join(lines)


def fact_check(log: str) -> str:
    """How many values of each round were confirmed by a text, wrong, or not met again, as a Markdown table."""
    rounds: dict[str, Counter[str]] = {}
    for row in csv.DictReader(io.StringIO(log)):
        found = rounds.setdefault(row["round"], Counter())
        found["records"] += 1
        for what in ("confirmed", "wrong", "not_found"):
            found[what] += int(row[what])
    lines = ["| round | records | confirmed | wrong | wrong of those decided | not found |", "|---|---:|---:|---:|---:|---:|"]
    for name, found in rounds.items():
        share = found["wrong"] / max(found["wrong"] + found["confirmed"], 1)
        counted = " | ".join(f"{found[what]:,}" for what in ("records", "confirmed", "wrong"))
        lines.append(f"| {name} | {counted} | {share:.1%} | {found['not_found']:,} |")
    return "\n".join(lines)


def _between(text: str, begin: str, end: str, part: str) -> str:
    before, rest = text.split(begin, 1)
    _, after = rest.split(end, 1)
    return f"{before}{begin}\n{part}\n{end}{after}"
