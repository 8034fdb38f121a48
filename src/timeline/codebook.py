"""The codebook: every table, column, unit and code, from timeline.schema. docs/codebook.md and the data page show it."""

from __future__ import annotations

from collections.abc import Iterator

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
