r"""CSV that opens the same everywhere: UTF-8, ISO dates, one header row, lists joined, formulas inert and reversible.

- A list becomes its items joined by `; `; within an item `\` is written `\\` and `;` is written `\;`.
- A text cell that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, tab or carriage return) gets a leading
  `'`; so does one that begins with `'`, so that taking away one leading `'` always gives the original back. Numbers stay
  numbers.
- Beside each pair of dates stands `<name>_precision`: day, month, year or range.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.csv as pc

from timeline.dates import precision

_RISKY = re.compile(r"^[=+\-@\t\r']")
BOM = b"\xef\xbb\xbf"


def to_bytes(table: pa.Table, *, excel: bool = False) -> bytes:
    """The table as CSV; with `excel`, a byte order mark lets Excel see that it is UTF-8."""
    sink = io.BytesIO(BOM if excel else b"")
    sink.seek(0, io.SEEK_END)
    pc.write_csv(flat(table), sink)
    return sink.getvalue()


def flat(table: pa.Table) -> pa.Table:
    """Every column as CSV can hold it, with a precision column beside each pair of dates."""
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    for name in table.column_names:
        columns[name] = _flat_column(table[name])
        if name.endswith("_latest") and (stem := name.removesuffix("_latest")) + "_earliest" in table.column_names:
            columns[f"{stem}_precision"] = _precisions(table[f"{stem}_earliest"], table[name])
    return pa.table(columns)


def _flat_column(column: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if pa.types.is_list(column.type):
        return pa.array([None if one is None else inert(join(one)) for one in column.to_pylist()], pa.string())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pa.array([None if one is None else inert(one) for one in column.to_pylist()], pa.string())
    return column


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
