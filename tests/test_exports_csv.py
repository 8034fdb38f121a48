"""CSV: inert, reversible, exact."""

import csv
import io
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.large import large_base
from timeline.dataset import Dataset
from timeline.exports.csv import BOM, inert, join, original, parts, read, split, to_bytes
from timeline.schema import TABLES


def cells(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))


@given(st.lists(st.text(min_size=1)))
def test_lists_round_trip(items: list[str]) -> None:
    assert split(join(items)) == items


@given(st.text())
def test_text_round_trips(text: str) -> None:
    assert original(inert(text)) == text


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "'quoted"])
def test_formulas_get_a_quote(text: str) -> None:
    assert inert(text) == "'" + text


words = st.none() | st.text(max_size=12)
rows = st.lists(st.tuples(words, st.lists(st.text(min_size=1, max_size=9), max_size=3), st.none() | st.dates()), max_size=6)


@given(rows)
def test_any_rows_round_trip(found: list[tuple[str | None, list[str], date | None]]) -> None:
    made = [
        {"incident_id": f"i{number}", "title": text, "other_names": names, "started_earliest": day, "started_latest": day}
        for number, (text, names, day) in enumerate(found)
    ]
    table = pa.Table.from_pylist(made, schema=TABLES["incidents"].arrow)
    back = read(to_bytes(table), TABLES["incidents"])
    assert [row["title"] for row in back.to_pylist()] == [text for text, _, _ in found]
    assert [row["other_names"] for row in back.to_pylist()] == [names for _, names, _ in found]
    assert [row["started_latest"] for row in back.to_pylist()] == [day for _, _, day in found]


@given(rows)
def test_no_cell_begins_like_a_formula(found: list[tuple[str | None, list[str], date | None]]) -> None:
    table = pa.table(
        {
            "a": pa.array([text for text, _, _ in found], pa.string()),
            "b": pa.array([names for _, names, _ in found], pa.list_(pa.string())),
        }
    )
    assert not [cell for row in cells(to_bytes(table)) for cell in row if cell[:1] in set("=+-@\t\r\n")]


def test_rows_as_shown() -> None:
    table = pa.table(
        {
            "id": ["a", "b"],
            "names": pa.array([["x; y", "z"], None], pa.list_(pa.string())),
            "date_earliest": pa.array([date(2019, 9, 4), None], pa.date32()),
            "date_latest": pa.array([date(2019, 9, 4), None], pa.date32()),
            "amount": [-5.0, None],
        }
    )
    assert cells(to_bytes(table)) == [
        ["id", "names", "date_earliest", "date_latest", "date_precision", "amount"],
        ["a", "x\\; y; z", "2019-09-04", "2019-09-04", "day", "-5"],
        ["b", "", "", "", "", ""],
    ]


def test_excel_variant_has_a_byte_order_mark() -> None:
    table = pa.table({"name": ["Café"]})
    assert to_bytes(table, excel=True) == BOM + to_bytes(table)


def test_no_rows_is_a_valid_file() -> None:
    assert cells(to_bytes(pa.table({"name": pa.array([], pa.string())}))) == [["name"]]


def test_a_hundred_thousand_rows_take_no_more_memory_than_a_piece(curated: Dataset) -> None:
    columns = ["incident_id", "title", "kinds", "started_earliest", "started_latest", "accused_states", "url"]
    rows = large_base(100_000, curated.base).tables["incidents"].select(columns)
    before, total, most = pa.total_allocated_bytes(), 0, 0
    for piece in parts(rows):
        total += len(piece)
        most = max(most, len(piece) + pa.total_allocated_bytes() - before)
    assert total > 8_000_000
    assert most < total / 5
