"""Texts that set norms, with forums and sanctions regimes apart: when, by whom, in which line of succession."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import BodyKind, InstrumentKind, label
from timeline.dataset import Base, Dataset
from timeline.dates import in_words
from timeline.measures.children import frame

Row = dict[str, Any]

NOT_NORMS = (InstrumentKind.FORUM, InstrumentKind.SANCTIONS)
"""Kinds that are listed as what they are and stand outside every count of norms."""
WEIGHTS: dict[str, tuple[InstrumentKind, ...]] = {
    "Treaty": (InstrumentKind.TREATY,),
    "UN report or resolution": (InstrumentKind.UN_REPORT, InstrumentKind.UN_RESOLUTION),
    "Commitment or policy of states, not binding": (
        InstrumentKind.POLITICAL,
        InstrumentKind.CBM,
        InstrumentKind.BILATERAL,
        InstrumentKind.POLICY,
    ),
    "With or by companies and civil society": (InstrumentKind.MULTISTAKEHOLDER, InstrumentKind.INDUSTRY),
    "Proposal or experts' text, not adopted by states": (InstrumentKind.PROPOSAL, InstrumentKind.EXPERT),
    "Forum or body: no norm": (InstrumentKind.FORUM,),
    "Legal basis of sanctions: no norm": (InstrumentKind.SANCTIONS,),
}
"""What a text is, in groups that a chart can show."""
BODIES = {
    BodyKind.UN: "United Nations",
    BodyKind.REGIONAL: "Regional organisations",
    BodyKind.STATES: "Groups of states",
    BodyKind.TWO_STATES: "Between two states",
    BodyKind.STATE: "Single states",
    BodyKind.MIXED: "States, companies and civil society",
    BodyKind.COMPANY: "Companies",
    BodyKind.CIVIL_SOCIETY: "Civil society and experts",
}
"""Kind of body -> heading, in the order in which they are shown."""
_HEADINGS: dict[str, str] = dict(BODIES.items())
_ORDER: list[str] = list(BODIES)
_WEIGHT = {kind: weight for weight, kinds in WEIGHTS.items() for kind in kinds}
COLUMNS = (
    "instrument_id",
    "short_name",
    "name",
    "body",
    "body_words",
    "kind",
    "weight",
    "adopted_earliest",
    "adopted_latest",
    "adopted_middle",
    "adopted",
    "ended",
    "status",
    "joined",
    "continues",
    "continued_by",
    "clauses",
    "url",
)


def timeline(data: Dataset, *, others: bool = False) -> pd.DataFrame:
    """COLUMNS of every text, by kind of body and date; no filter touches it.

    Forums and sanctions regimes are in it when `others`, or when a text continues them or is continued by them.
    `attrs["undated"]` counts texts without a date, which come last in the frame.
    """
    rows = _rows(data.base)
    kept = [row for row in rows if others or row["kind"] not in NOT_NORMS or _in_a_line(row, rows)]
    kept.sort(key=lambda row: (_ORDER.index(row["body_kind"]), row["adopted_earliest"] or date.max, row["short_name"]))
    found = frame(kept, COLUMNS)
    found.attrs["undated"] = int(found["adopted_earliest"].isna().sum())
    return found


def succession(data: Dataset, drawn: pd.DataFrame) -> pd.DataFrame:
    """`before`, `after` (instrument ids), both in the frame: the second continues or replaces the first."""
    known = set(drawn["instrument_id"])
    pairs = [
        {"before": older, "after": row["instrument_id"]}
        for row in data.base.tables["instruments"].select(["instrument_id", "succeeds"]).to_pylist()
        for older in row["succeeds"]
        if older in known and row["instrument_id"] in known
    ]
    return frame(pairs, ("before", "after"))


def count(data: Dataset) -> tuple[int, int]:
    """Texts that set norms, and their clauses."""
    norms = [row for row in _rows(data.base) if row["kind"] not in NOT_NORMS]
    return len(norms), sum(row["clauses"] for row in norms)


def of_kind(data: Dataset, kind: InstrumentKind) -> list[Row]:
    """All of one kind by date, for a list."""
    found = [row for row in _rows(data.base) if row["kind"] == kind]
    return sorted(found, key=lambda row: (row["adopted_earliest"] or date.max, row["short_name"]))


def names(data: Dataset, *, others: bool = False) -> dict[str, str]:
    """Id -> short name of every text that sets norms, by date; with `others` of all that are listed."""
    rows = [row for row in _rows(data.base) if others or row["kind"] not in NOT_NORMS]
    rows.sort(key=lambda row: (row["adopted_earliest"] or date.max, row["short_name"]))
    return {row["instrument_id"]: row["short_name"] for row in rows}


def instrument(data: Dataset, instrument_id: str) -> Row | None:
    """One instrument with `counts` (every known one, by date), `clauses` and `sources`; None when there is none of that id."""
    row = next((row for row in _rows(data.base) if row["instrument_id"] == instrument_id), None)
    if row is None:
        return None
    clauses = [one for one in data.base.tables["clauses"].to_pylist() if one["instrument_id"] == instrument_id]
    counts = [one for one in data.base.tables["instrument_counts"].to_pylist() if one["instrument_id"] == instrument_id]
    for one in counts:
        one["when"] = in_words(one["date_earliest"], one["date_latest"])
    cited = [source for one in (row, *counts) for source in one["source_ids"]]
    return row | {
        "counts": sorted(counts, key=lambda one: (one["date_latest"], one["date_earliest"])),
        "clause_rows": clauses,
        "sources": documents(data.base, cited),
    }


def documents(base: Base, source_ids: list[str]) -> list[Row]:
    """The sources of these ids, each once and in this order, with `when` in words."""
    wanted = list(dict.fromkeys(source_ids))
    table = base.tables["sources"]
    rows = table.filter(pc.is_in(table["source_id"], value_set=pa.array(wanted, pa.string()))).to_pylist()
    known = {row["source_id"]: row | {"when": _when(row, "published")} for row in rows}
    return [known[one] for one in wanted if one in known]


def _rows(base: Base) -> list[Row]:
    """Every instrument with the words that charts and lists show."""
    return base.derived("instruments:rows", lambda: _made(base))


def _made(base: Base) -> list[Row]:
    rows: list[Row] = base.tables["instruments"].to_pylist()
    short = {row["instrument_id"]: row["short_name"] for row in rows}
    later: dict[str, list[str]] = {}
    for row in rows:
        for older in row["succeeds"]:
            later.setdefault(older, []).append(row["instrument_id"])
    joined = _joined(base)
    clauses: dict[str, int] = {}
    for one in base.tables["clauses"]["instrument_id"].to_pylist():
        clauses[one] = clauses.get(one, 0) + 1
    for row in rows:
        key = row["instrument_id"]
        row |= {
            "weight": _WEIGHT.get(row["kind"], row["kind"]),
            "body_words": _HEADINGS[row["body_kind"]],
            "kind_words": label(InstrumentKind, row["kind"]),
            "adopted": _when(row, "adopted"),
            "adopted_middle": _middle(row["adopted_earliest"], row["adopted_latest"]),
            "in_force": _when(row, "in_force"),
            "ended": _when(row, "ended"),
            "joined": joined.get(key, ""),
            "continues": ", ".join(short.get(one, one) for one in row["succeeds"]),
            "continued_by": ", ".join(short[one] for one in later.get(key, ())),
            "later_ids": later.get(key, []),
            "clauses": clauses.get(key, 0),
        }
    return rows


def _joined(base: Base) -> dict[str, str]:
    """Instrument -> its latest known count with the date of that knowledge."""
    found: dict[str, str] = {}
    for row in sorted(base.tables["instrument_counts"].to_pylist(), key=lambda row: (row["date_latest"], row["date_earliest"])):
        found[row["instrument_id"]] = f"{row['count']:,} {row['of']} ({in_words(row['date_earliest'], row['date_latest'])})"
    return found


def _in_a_line(row: Row, rows: list[Row]) -> bool:
    """Whether a text that sets norms comes directly before or after."""
    norms = {one["instrument_id"] for one in rows if one["kind"] not in NOT_NORMS}
    return bool(norms & {*row["succeeds"], *row["later_ids"]})


def _middle(earliest: date | None, latest: date | None) -> date | None:
    return earliest + timedelta(days=(latest - earliest).days // 2) if earliest and latest else None


def _when(row: Row, name: str) -> str:
    earliest, latest = row[f"{name}_earliest"], row[f"{name}_latest"]
    return in_words(earliest, latest) if earliest and latest else ""
