"""An Excel workbook: a sheet for each table, and a first sheet that says what it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pyarrow as pa
import xlsxwriter
from openpyxl.utils.escape import unescape
from xlsxwriter.worksheet import Worksheet

from timeline.exports.csv import flat, inert, original, split
from timeline.exports.extract import Extract
from timeline.schema import TABLES, Table

FIRST = "about"
LONGEST_CELL = 32_767
"""Characters that Excel holds in a cell."""


def to_bytes(extract: Extract) -> bytes:
    """The workbook. Text is written as text, so that no cell is a formula; dates are dates, lists are joined as in CSV."""
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(sink, options)
    made = date.fromisoformat(extract.data.base.date or "2026-01-01")
    book.set_properties({"title": extract.facts["title"], "created": datetime(made.year, made.month, made.day, tzinfo=UTC)})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    about = book.add_worksheet(FIRST)
    about.set_column(0, 0, 16)
    about.set_column(1, 1, 100)
    for row, (key, value) in enumerate(extract.facts.items()):
        about.write_string(row, 0, key, bold)
        about.write_string(row, 1, inert(value))
    for name, table in extract.tables().items():
        _sheet(book.add_worksheet(name), table, {"bold": bold, "day": day})
    book.close()
    return sink.getvalue()


def _sheet(sheet: Worksheet, table: pa.Table, formats: Mapping[str, Any]) -> None:
    """Header, then rows; the header stays in view."""
    sheet.freeze_panes(1, 1)
    for place, (name, column) in enumerate(zip((columns := flat(table)).column_names, columns.columns, strict=True)):
        sheet.write_string(0, place, name, formats["bold"])
        sheet.set_column(place, place, 18)
        for row, value in enumerate(column.to_pylist(), 1):
            _write(sheet, row, place, value, formats["day"])


def _write(sheet: Worksheet, row: int, column: int, value: object, day: object) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case str():
            sheet.write_string(row, column, value[:LONGEST_CELL])
        case date():
            sheet.write_datetime(
                row, column, datetime(value.year, value.month, value.day, tzinfo=UTC).replace(tzinfo=None), day
            )
        case _:
            sheet.write(row, column, value)


def read(raw: bytes) -> dict[str, pa.Table]:
    """Every table of a workbook that `to_bytes` made, as it was."""
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    return {
        name: _table([list(row) for row in book[name].iter_rows(values_only=True)], table) for name, table in TABLES.items()
    }


def _table(rows: list[list[Any]], table: Table) -> pa.Table:
    header, body = rows[0], rows[1:]
    columns = []
    for column in table.columns:
        place = header.index(column.name)
        columns.append(pa.array([_value(row[place], column.type) for row in body], column.type))
    return pa.table(columns, schema=table.arrow)


def _value(cell: Any, kind: pa.DataType) -> Any:
    """What `_write` was given; control characters stand in a workbook as `_x0000_`, which openpyxl leaves so."""
    if isinstance(cell, str):
        cell = unescape(cell)
    if pa.types.is_list(kind):
        return split(original(cell or ""))
    if cell is None:
        return None
    if pa.types.is_date(kind):
        return cell.date()
    return original(cell) if pa.types.is_string(kind) else cell
