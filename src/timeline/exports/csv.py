r"""CSV that opens the same everywhere: UTF-8, ISO dates, one header row, lists joined, formulas inert and reversible.

- A list becomes its items joined by `; `; within an item `\` is written `\\` and `;` is written `\;`.
- A text cell that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, their wide forms, tab or new line) gets a leading
  `'`; so does one that begins with `'`, so that taking away one leading `'` always gives the original back. Numbers stay
  numbers.
- Beside each pair of dates stands `<name>_precision`: day, month, year or range.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa
import pyarrow.csv as pc

from timeline.dates import precision
from timeline.schema import Table

_RISKY = re.compile(r"^[=+\-@\t\r\n'＝＋－＠]")
BOM = b"\xef\xbb\xbf"
PART = 10_000
"""Rows turned into text at once, so that a large table never stands in memory twice."""


def to_bytes(table: pa.Table, *, excel: bool = False) -> bytes:
    """The table as CSV; with `excel`, a byte order mark lets Excel see that it is UTF-8."""
    return b"".join(parts(table, excel=excel))


def parts(table: pa.Table, *, excel: bool = False) -> Iterator[bytes]:
    """The CSV piece by piece, in bounded memory."""
    if excel:
        yield BOM
    for start in range(0, max(table.num_rows, 1), PART):
        sink = io.BytesIO()
        pc.write_csv(flat(table.slice(start, PART)), sink, pc.WriteOptions(include_header=start == 0))
        yield sink.getvalue()


def flat(table: pa.Table) -> pa.Table:
    """Every column as CSV can hold it, with a precision column beside each pair of dates."""
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    for name in table.column_names:
        columns[name] = _flat_column(table[name])
        if name.endswith("_latest") and (stem := name.removesuffix("_latest")) + "_earliest" in table.column_names:
            columns[f"{stem}_precision"] = _precisions(table[f"{stem}_earliest"], table[name])
    return pa.table(columns)


def read(raw: bytes, table: Table) -> pa.Table:
    """Rows that `to_bytes` wrote from a table of the schema, as they were; precision columns are left out."""
    text = {column.name: pa.string() for column in table.columns if _is_textual(column.type)}
    kinds = {column.name: text.get(column.name, column.type) for column in table.columns}
    options = pc.ConvertOptions(
        column_types=kinds,
        include_columns=list(kinds),
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        null_values=[""],
    )
    parse = pc.ParseOptions(newlines_in_values=True)
    found = pc.read_csv(io.BytesIO(raw.removeprefix(BOM)), parse_options=parse, convert_options=options)
    columns = [_restored(found[column.name], column.type) for column in table.columns]
    return pa.table(columns, schema=table.arrow)


def _is_textual(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_string(kind))


def _restored(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    if pa.types.is_list(kind):
        return pa.array([split(original(one or "")) for one in column.to_pylist()], kind)
    if pa.types.is_string(kind):
        return pa.array([None if one is None else original(one) for one in column.to_pylist()], kind)
    return column


def _flat_column(column: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if pa.types.is_list(column.type):
        return _texts(column, lambda items: inert(join(items)))
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return _texts(column, inert)
    return column


def _texts(column: pa.ChunkedArray, write: Callable[..., str]) -> pa.Array:
    return pa.array([None if one is None else write(one) for one in column.to_pylist()], pa.string())


def _precisions(earliest: pa.ChunkedArray, latest: pa.ChunkedArray) -> pa.Array:
    pairs = zip(earliest.to_pylist(), latest.to_pylist(), strict=True)
    return pa.array([precision(first, last) if first and last else None for first, last in pairs], pa.string())


def inert(text: str) -> str:
    """A text cell that no spreadsheet runs; `original` undoes it."""
    return "'" + text if _RISKY.match(text) else text


def original(cell: str) -> str:
    """The text that `inert` was given."""
    return cell[1:] if cell.startswith("'") else cell


def join(items: Sequence[str]) -> str:
    """A list in one cell; `split` undoes it."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split(cell: str) -> list[str]:
    """The items that `join` was given; an empty cell is an empty list."""
    items = [""] if cell else []
    for piece in re.findall(r"; |\\.|[^\\;]+", cell, flags=re.DOTALL):
        if piece == "; ":
            items.append("")
        else:
            items[-1] += piece[1:] if piece.startswith("\\") else piece
    return items
