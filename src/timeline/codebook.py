"""The codebook: every table, column, unit and code, from timeline.schema. docs/codebook.md and the data page show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from timeline.schema import TABLES, Column, Table

_HEAD = """# Codebook

Made by `python -m timeline codebook` from the models; do not edit by hand.

- A date is a pair: `<name>_earliest` and `<name>_latest`, the first and last day that the source's precision allows.
  Equal days mean a date known to the day. Both are absent when no source gives the date.
- Lists are lists in Parquet and JSON, and joined by `; ` in CSV.
- Unknown is an absent value, never 0.
- Ids of rows are `record:local`; `source_ids` point to `source_id` in `sources`.
"""


def markdown() -> str:
    """The whole codebook."""
    return "\n".join([_HEAD, *(line for table in TABLES.values() for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"`data/{table.name}.parquet`: a row is {table.row}. Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | type | unit | meaning |\n|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.unit} | {_meaning(column)} |"
    yield ""
    for column in table.columns:
        if column.codes:
            yield f"Codes of `{column.name}`:\n"
            yield from (f"- `{code}`: {code.meaning}" for code in column.codes)
            yield ""


def _type(column: Column) -> str:
    return str(column.type).replace("list<item: string>", "list of text").replace("string", "text")


def _meaning(column: Column) -> str:
    return column.meaning + (" A code, see below." if column.codes else "")


def rows(tables: Mapping[str, pa.Table]) -> list[dict[str, object]]:
    """A row for each column and each code: `table`, `column`, `code`, `meaning`, `unit`, `rows` that use it, `example`."""
    return [row for table in TABLES.values() for column in table.columns for row in _uses(table, column, tables[table.name])]


def matching(found: Iterable[dict[str, object]], sought: str) -> list[dict[str, object]]:
    """The rows in which every word of `sought` occurs."""
    words = sought.casefold().split()
    return [row for row in found if all(word in " ".join(map(str, row.values())).casefold() for word in words)]


def _uses(table: Table, column: Column, data: pa.Table) -> Iterator[dict[str, object]]:
    """The column, then its codes."""
    values = data[column.name].combine_chunks()
    known = values.filter(values.is_valid())
    key = {"table": table.name, "column": column.name}
    filled = known.filter(pc.greater(pc.list_value_length(known), 0)) if pa.types.is_list(column.type) else known
    example = _shown(filled[0].as_py()) if len(filled) else ""
    yield key | {"code": "", "meaning": column.meaning, "unit": column.unit, "rows": len(filled), "example": example}
    if column.codes:
        flat = pc.list_flatten(known) if pa.types.is_list(column.type) else known
        counted = {one["values"]: one["counts"] for one in pc.value_counts(flat).to_pylist()}
        for code in column.codes:
            yield key | {
                "code": code.value,
                "meaning": code.meaning,
                "unit": "",
                "rows": counted.get(code.value, 0),
                "example": "",
            }


def _shown(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 80 else text[:79] + "…"
