"""Text without what cannot be seen: the one list of characters that hide, turn around or pile up what a reader sees."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_FORMATS = r"\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
HIDDEN = re.compile(f"[{_CONTROLS}{_FORMATS}]")
"""Controls, direction marks, invisible and tag characters; tab and line feed are kept."""

_PILE = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_HIDDEN_RE2 = re.sub(r"\\[uU]0*([0-9a-f]+)", r"\\x{\1}", HIDDEN.pattern)


def visible(text: str) -> str:
    """Without hidden characters, and with at most two marks upon a letter."""
    return _PILE.sub(r"\1", HIDDEN.sub("", text))


@lru_cache(maxsize=8192)
def escape(text: str) -> str:
    """Visible text for a chart, whose texts take some HTML; kept, since most charts are drawn again and again."""
    return html.escape(visible(text))


def visible_cells(table: pa.Table) -> pa.Table:
    """The table with `visible` text in its columns of text and of lists of text; for tables as long as a page shows."""
    for place, field in enumerate(table.schema):
        if _is_text(field.type) or (pa.types.is_list(field.type) and _is_text(field.type.value_type)):
            table = table.set_column(place, field, _visible_column(table.column(place).combine_chunks()))
    return table


def _is_text(kind: pa.DataType) -> bool:
    """Arrow's own text, or the large kind that pandas makes."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _visible_column(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        return pa.ListArray.from_arrays(column.offsets, _visible_column(column.values), mask=column.is_null())
    return pc.replace_substring_regex(column, _HIDDEN_RE2, "")
