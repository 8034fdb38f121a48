"""What cannot be seen is left out, in words and in tables."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from timeline.plain import HIDDEN, escape, visible, visible_cells


def test_hidden_characters_go_and_lines_stay() -> None:
    assert visible("a\u202eb\u200fc\x00d\u061ce\ue0001\U000e0041\x9f\xad") == "abcde\ue0001"
    assert visible("a\tb\nc") == "a\tb\nc"
    assert visible("Škoda, Ελλάδα, 中国, e\u0301") == "Škoda, Ελλάδα, 中国, e\u0301"


def test_a_pile_of_marks_is_cut_to_two() -> None:
    assert visible("Z" + "\u0337" * 40 + "!") == "Z\u0337\u0337!"


@given(st.text())
def test_nothing_that_controls_or_formats_is_left(text: str) -> None:
    left = {one for one in visible(text) if unicodedata.category(one) in ("Cc", "Zl", "Zp") and one not in "\t\n"}
    assert not left
    assert not HIDDEN.search(visible(text))
    assert visible(visible(text)) == visible(text)


def test_charts_get_text_without_markup() -> None:
    assert escape('<a href="x">\u202e&') == "&lt;a href=&quot;x&quot;&gt;&amp;"


@given(st.lists(st.none() | st.text(max_size=20), max_size=5), st.lists(st.lists(st.text(max_size=9)) | st.none(), max_size=5))
def test_cells_are_as_visible_as_words(texts: list[str | None], lists: list[list[str] | None]) -> None:
    table = visible_cells(pa.table({"a": pa.array(texts, pa.string())}))
    assert table["a"].to_pylist() == [one if one is None else HIDDEN.sub("", one) for one in texts]
    table = visible_cells(pa.table({"a": pa.array(texts, pa.large_string())}))
    assert table["a"].to_pylist() == [one if one is None else HIDDEN.sub("", one) for one in texts]
    table = visible_cells(pa.table({"b": pa.array(lists, pa.list_(pa.string()))}))
    assert table["b"].to_pylist() == [one if one is None else [HIDDEN.sub("", text) for text in one] for one in lists]


def test_other_columns_stay_as_they_are() -> None:
    table = pa.table({"n": [1, 2], "day": pa.array([1, None], pa.date32()), "list": [[1], []]})
    assert visible_cells(table).equals(table)
