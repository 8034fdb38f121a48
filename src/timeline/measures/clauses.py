"""One clause: who invoked it, when, against whom, what followed; our readings; clauses elsewhere that ask much the same."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline.codes import Basis, Explicitness, ResponseKind, label
from timeline.dataset import Base, Dataset, Ints
from timeline.dates import in_words
from timeline.measures import instruments, norms
from timeline.measures.children import Children, children, frame, incident_values

Row = dict[str, Any]
MOST_FOLLOWED = 6
"""Later answers listed under an invocation; the case file has all."""
LONGEST_TITLE = 70
"""Letters of a clause's title in a label; where a text gives none, the paraphrase stands in."""
PAIR_COLUMNS = (
    "key",
    "short_name",
    "number",
    "title",
    "other_key",
    "other_short_name",
    "other_number",
    "other_title",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its text's facts, and the rows of norm_links that name it (or its text as a whole), by basis."""

    facts: Row
    invoked: Ints
    analyst: Ints
    whole: Ints
    outside: dict[str, int]


def titles(data: Dataset) -> dict[str, str]:
    """Id -> `UN GGE 2015, 13f: Do not damage critical infrastructure` of every clause, texts by date."""
    return {row["key"]: _label(row) for row in norms.all_columns(data.base) if row["number"] != norms.WHOLE}


def clause(data: Dataset, clause_id: str) -> Clause | None:
    """The clause and its links within the selection, by date; None when there is none of that id."""
    rows = [row for row in data.base.tables["clauses"].to_pylist() if row["clause_id"] == clause_id]
    if not rows:
        return None
    text = instruments.instrument(data, rows[0]["instrument_id"]) or {}
    facts = rows[0] | {"text": text, "sources": instruments.documents(data.base, rows[0]["source_ids"])}
    own = _of_clause(children(data, "norm_links"), clause_id)
    everywhere = _of_clause(children(Dataset(data.base), "norm_links"), clause_id)
    by_basis = {basis: own.is_one_of("basis", {basis}) for basis in Basis}
    return Clause(
        facts,
        _by_date(own.only(by_basis[Basis.INVOKED])),
        _latest_first(own.only(by_basis[Basis.ANALYST])),
        _by_date(_whole(data, rows[0]["instrument_id"])),
        {basis.value: int(everywhere.is_one_of("basis", {basis}).sum() - hits.sum()) for basis, hits in by_basis.items()},
    )


def _of_clause(links: Children, clause_id: str) -> Children:
    return links.only(links.is_one_of("clause_id", {clause_id}))


def _whole(data: Dataset, instrument_id: str) -> Children:
    """Invocations of the text that name no clause."""
    links = children(data, "norm_links")
    wanted = links.is_one_of("instrument_id", {instrument_id}) & links.is_one_of("basis", {Basis.INVOKED})
    return links.only(wanted & (links.codes("clause_id").codes < 0))


def _by_date(links: Children) -> Ints:
    days = links.days("date")
    return links.rows[np.lexsort((days.latest, days.earliest))]


def _latest_first(links: Children) -> Ints:
    return links.rows[np.argsort(-links.base.when("started").earliest[links.parents].astype(np.int64), kind="stable")]


def cell(data: Dataset, incident_id: str, key: str) -> Ints:
    """Rows of norm_links that tie an incident to a clause, or to a text as a whole."""
    links = children(data, "norm_links")
    return _by_date(links.only(links.is_one_of("incident_id", {incident_id}) & norms.has_key(links, key)))


def of_party(data: Dataset, party: str, instrument_id: str) -> Ints:
    """Rows of norm_links in which a party, named as `norms.invokers` does, invoked a text."""
    links = children(data, "norm_links")
    links = links.only(links.is_one_of("instrument_id", {instrument_id}) & links.is_one_of("basis", {Basis.INVOKED}))
    who = norms.invoked_by(links)
    return _by_date(links.only(np.array([*(value == party for value in who.values), False])[who.codes]))


def details(data: Dataset, chosen: Sequence[int] | Ints) -> list[Row]:
    """These links as a reader wants them: case, clause, who, when, why, sources; invocations with `against` and `followed`."""
    base = data.base
    links: list[Row] = base.tables["norm_links"].take(pa.array(chosen, pa.int64())).to_pylist()
    cited = {
        one["source_id"]: one for one in instruments.documents(base, [one for link in links for one in link["source_ids"]])
    }
    parents = base.parents("norm_links")[np.asarray(chosen, dtype=np.int64)]
    cases = {name: incident_values(base, parents, name) for name in ("title", "accused_states")}
    columns = {row["key"]: row for row in norms.all_columns(base)}
    for place, link in enumerate(links):
        column = columns[link["clause_id"] or link["instrument_id"]]
        link |= {
            "case_title": cases["title"][place],
            "label": _label(column),
            "short_name": column["short_name"],
            "number": column["number"],
            "when": in_words(link["date_earliest"], link["date_latest"]) if link["date_earliest"] else "",
            "explicit_words": label(Explicitness, link["explicit"]) if link["explicit"] else "",
            "timing_words": norms.TIMINGS.get(link["instrument_timing"], ""),
            "sources": [cited[one] for one in link["source_ids"] if one in cited],
            "accused": [base.country_names.get(one, one) for one in cases["accused_states"][place] or ()],
        }
        if link["basis"] == Basis.INVOKED:
            link |= _answers(base, int(parents[place]), link)
    return links


def rows(data: Dataset, chosen: Sequence[int]) -> pa.Table:
    """These rows of norm_links, to take away."""
    return data.base.tables["norm_links"].take(pa.array(chosen, pa.int64()))


def _answers(base: Base, parent: int, link: Row) -> Row:
    """`against` as the invoking response names them, and `followed`: other answers from that day on, joint ones once."""
    rows = np.flatnonzero(base.parents("responses") == parent)
    found: list[Row] = base.tables["responses"].take(pa.array(rows)).to_pylist()
    own = next((one for one in found if one["response_id"] == link["response_id"]), None)
    later = [
        one | {"when": in_words(one["date_earliest"], one["date_latest"]), "kind_words": label(ResponseKind, one["kind"])}
        for one in found
        if one["response_id"] != link["response_id"]
        and one["statement_id"] in (None, one["response_id"])
        and one["date_earliest"]
        and one["date_earliest"] >= link["date_earliest"]
    ]
    later.sort(key=lambda one: (one["date_earliest"], one["date_latest"]))
    return {"against": own["against"] if own else None, "followed": later[:MOST_FOLLOWED], "more": len(later[MOST_FOLLOWED:])}


def equivalents(data: Dataset, clause_id: str) -> list[Row]:
    """Clauses elsewhere that ask much the same: `key`, `label`, `reason`, `sources`, and `cases` filed there, by basis."""
    links = children(data, "norm_links")
    return [pair | {"cases": _filed(_of_clause(links, pair["key"]))} for pair in _pairs(data.base, clause_id)]


def _filed(links: Children) -> dict[str, list[Row]]:
    """Basis -> incidents, the latest first."""
    found: dict[str, list[Row]] = {}
    for basis in Basis:
        part = links.only(links.is_one_of("basis", {basis}))
        rows = np.unique(part.parents)
        rows = rows[np.argsort(-links.base.when("started").earliest[rows].astype(np.int64), kind="stable")]
        found[basis.value] = norms.case_rows(links.base, rows)
    return found


def pairs(data: Dataset, instrument_id: str = "") -> pd.DataFrame:
    """PAIR_COLUMNS: each pair of clauses once, or all pairs of one text with its own clause first."""
    columns = {row["key"]: (place, row) for place, row in enumerate(norms.all_columns(data.base))}
    found = []
    for pair in data.base.tables["crosswalk"].select(["clause_id", "other_clause_id", "reason"]).to_pylist():
        (here, one), (there, other) = columns[pair["clause_id"]], columns[pair["other_clause_id"]]
        if one["instrument_id"] == instrument_id if instrument_id else here < there:
            row = {name: one[name] for name in norms.COLUMNS} | {f"other_{name}": other[name] for name in norms.COLUMNS}
            found.append((here, there, row | {"reason": pair["reason"]}))
    found.sort(key=lambda row: row[:2])
    return frame([row for _, _, row in found], PAIR_COLUMNS)


def walked(data: Dataset) -> list[str]:
    """Ids of the texts that have a pair, by number of pairs."""
    counts: dict[str, int] = {}
    for one in data.base.tables["crosswalk"]["clause_id"].to_pylist():
        text = one.split(":", 1)[0]
        counts[text] = counts.get(text, 0) + 1
    return sorted(counts, key=lambda one: -counts[one])


def by_clause(data: Dataset, instrument_id: str) -> list[Row]:
    """Clauses of a text that have a pair, each with its `pairs` as `equivalents` gives them, without the cases."""
    rows = [row for row in norms.all_columns(data.base) if row["instrument_id"] == instrument_id]
    found = [row | {"pairs": _pairs(data.base, row["key"])} for row in rows if row["number"] != norms.WHOLE]
    return [row for row in found if row["pairs"]]


def _pairs(base: Base, clause_id: str) -> list[Row]:
    table = base.tables["crosswalk"]
    columns = {row["key"]: (place, row) for place, row in enumerate(norms.all_columns(base))}
    found = table.filter(pc.equal(table["clause_id"], clause_id)).to_pylist()
    found.sort(key=lambda pair: columns[pair["other_clause_id"]][0])
    return [
        {
            "key": pair["other_clause_id"],
            "label": _label(columns[pair["other_clause_id"]][1]),
            "short": "{short_name} {number}".format(**columns[pair["other_clause_id"]][1]),
            "reason": pair["reason"],
            "sources": instruments.documents(base, pair["source_ids"]),
        }
        for pair in found
    ]


def _label(column: Row) -> str:
    if column["number"] == norms.WHOLE:
        return f"{column['short_name']} as a whole"
    return f"{column['short_name']}, {column['number']}: {textwrap.shorten(column['title'], LONGEST_TITLE, placeholder=' …')}"
