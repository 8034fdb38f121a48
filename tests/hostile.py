"""Text that tries to run, to style, to link, to hide or to break the layout, in every text column of every table."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.conftest import actor, claim, collection, incident, instrument, response, series
from timeline import tables
from timeline.schema import COUNTRY, TABLES, Column

MARKUP = (
    "<script>window.hostile=1</script><img src=x onerror=window.hostile=1 data-hostile>"
    '<svg onload=window.hostile=1 data-hostile></svg><a href="javascript:window.hostile=1" data-hostile>go</a>'
    """"'><b data-hostile>b</b>&lt;i data-hostile&gt; """
    "{{7*7}} {% raw %} ${7*7} {0} %(x)s %{x} %{customdata}"
)
MARKDOWN = (
    "![pic](https://evil.example/p.png) [click](javascript:window.hostile=1) "
    "[click](data:text/html,<script>window.hostile=1</script>) "
    "**strong** _slant_ ~~gone~~ `code` <javascript:window.hostile=1> someone@evil.example mailto:someone@evil.example"
)
DIRECTIVES = (
    "$\\frac{1}{2}$ $$x^2$$ :red[red] :blue-background[back] :small[tiny] :orange-badge[badge] :material/skull: "
    ":jack_o_lantern: :streamlit: :shortcode[x]{y=z} <- -> --"
)
BLOCKS = "# head\n- item\n> quote\n\n```\nfence\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n---\n1. one\n    indented"
HIDDEN = (
    "a\u202egnp.exe\u202c \u2067right\u2069 \u200bzero\u200b \u061c\u2060\ufeff \x00\x07\x1b[31m \x85\x9f \u00ad \u2028\u2029 "
    "\U000e0041\U000e007f Z\u0337\u0338\u0336a\u0337\u0334l\u0335\u0336"
)
LONG = "W" * 3000
FORMULA = "=cmd|' /C calc'!A0 @SUM(1) +1 -1 '; DROP TABLE incidents; -- ../../etc/passwd %00 \\ \\\\ \\u202e &#x202e; \t\r"
TEXTS = (MARKUP, MARKDOWN, DIRECTIVES, BLOCKS, HIDDEN, LONG, FORMULA)
ADDRESSES = (
    "javascript:window.hostile=1",
    "https://evil.example/) ![pic](https://evil.example/q.png) (x",
    "data:text/html,<script>window.hostile=1</script>",
    'https://evil.example/"onmouseover="window.hostile=1" data-hostile="',
    "JaVaScRiPt://evil.example/%0Awindow.hostile=1",
    "https://evil.example/" + "w" * 1500,
    "//evil.example/ vbscript:x\x00\u202e",
)
KEPT = {"record", "collection", "instrument_timing", "part_of", "usd_rate_series", "country", "kind", "currency"}
"""Text columns that hold ids or codes, which no record can fill with words."""


def base_tables() -> dict[str, pa.Table]:
    """Tables of a small collection with a hostile text in every text column, each text in turn in each column."""
    each = range(len(TEXTS))
    found = [*map(_case, each), *(actor(f"actor-{one}", f"A{one}", f"B{one}") for one in each)]
    numbers = tuple(str(one) for one in range(1, 8))
    pair = {"number": "1", "same_as": "norm-2016:1", "reason": "Same.", "sources": ["s"]}
    text = instrument(numbers=numbers, equivalents=[pair])
    rows = {2010: 1, 2011: 2, 2012: 4}
    made = tables.build(collection(*found, text, instrument("norm-2016"), *(series(f"series-{one}", rows) for one in each)))
    return {name: _filled(name, table) for name, table in made.items()}


def write(folder: Path) -> None:
    """The tables as a data folder to serve."""
    tables.write(base_tables(), folder)


def _case(number: int) -> Any:
    """An incident with a row in every table that belongs to incidents."""
    source = {"sources": ["s"]}
    attributions = [
        claim("c", actor=f"actor-{number}", wording="said", note="noted", confidence="high"),
        claim("p", party="A company", party_kind="company", party_country="FR", form="technical-report"),
        claim("d", stance="denies", party="North Korea", party_country="KP", answers=["c"]),
    ]
    loss = {"id": "l", "low": 1, "high": 2, "currency": "USD", "year": 2020, "kind": "economic-estimate", "counts": "All"}
    loss |= {"is_loss": True, "estimator": "Someone", "date": "2020", "caveat": "No."} | source
    link = {"id": "n", "clause": "norm-2015:1", "basis": "analyst", "reason": "Because."}
    said = {"id": "m", "clause": "norm-2015:2", "basis": "invoked", "reason": "So.", "invoked_by": "France"}
    event = {"id": "e", "date": "2020-04-01", "kind": "detected", "party": "A firm", "summary": "It did."} | source
    return incident(
        f"case-{number}",
        started="2020-01",
        attributions=attributions,
        responses=[response("r", legal_basis="A law", against="Them")],
        losses=[loss],
        norms=[link, said | {"date": "2020-05-01", "explicit": "instrument-named"} | source],
        events=[event],
        trackers=[{"tracker": "cfr", "id": "x", "title": "There", "url": "https://example.org/x"}],
        corrections=[{"date": "2026-02-01", "note": "Mended."}],
        related=[f"case-{(number + 1) % len(TEXTS)}"],
    )


def is_words(column: Column) -> bool:
    """Whether a column holds free text."""
    is_text = pa.types.is_string(column.type) or column.name in ("other_names", "malware")
    is_id = column.name.endswith("_id") and column.name not in ("external_id", "original_id", "attack_id")
    return is_text and not (column.codes or column.unit == COUNTRY or is_id or column.name in KEPT)


def _filled(name: str, table: pa.Table) -> pa.Table:
    """The table with hostile text in its columns of words."""
    for place, column in enumerate(TABLES[name].columns):
        if is_words(column):
            values = [_value(column, row + place) for row in range(table.num_rows)]
            table = table.set_column(place, table.schema.field(place), pa.array(values, column.type))
    return table


def _value(column: Column, number: int) -> str | list[str]:
    texts = ADDRESSES if column.name.endswith("url") else TEXTS
    text = texts[number % len(texts)]
    return text if pa.types.is_string(column.type) else [text, texts[(number + 1) % len(texts)]]


def template() -> bytes:
    """A filled template of the tracker page whose free columns are hostile."""
    free = ("title", "summary", "other_names", "victims", "claimant", "actor", "loss_estimator", "collection", "source_urls")
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "disclosed", "kinds", "victim_countries", "accused_states", "claim_form", "claimant_kind", *free])
    for number, text in enumerate(TEXTS):
        plain = text.replace("\x00", "")
        words = [plain] * (len(free) - 1) + [ADDRESSES[number].replace("\x00", "")]
        writer.writerow([f"{plain[:50]}{number}", "2019-09", "espionage", "FR", "KP", "press-report", "press", *words])
    return out.getvalue().encode()
