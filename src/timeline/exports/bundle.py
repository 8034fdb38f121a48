"""A ZIP that explains itself: tables as CSV and Parquet, Frictionless Data Package, codebook, and SHA-256 sums."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from timeline import codebook
from timeline.exports import csv
from timeline.exports import json as documents
from timeline.exports.extract import Extract
from timeline.schema import TABLES, Column, Table

STAMP = (1980, 1, 1, 0, 0, 0)
"""Time stamp of every file in the ZIP, so that equal data gives equal bytes."""
FORMATS = {"bool": "boolean", "int32": "integer", "double": "number"}


def to_bytes(extract: Extract) -> bytes:
    """The ZIP."""
    sums: list[str] = []
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(extract):
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            _add(archive, name, content)
        _add(archive, "SHA256SUMS", "".join(sums).encode())
    return sink.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def files(extract: Extract) -> Iterator[tuple[str, bytes]]:
    """Every file but the sums, as name and content."""
    yield "README.txt", readme(extract).encode()
    yield "datapackage.json", _text(package(extract))
    yield "codebook.md", codebook.markdown().encode()
    yield "incidents.schema.json", _text(documents.schema())
    for name, table in extract.tables().items():
        yield f"csv/{name}.csv", csv.to_bytes(table)
        yield f"parquet/{name}.parquet", _parquet(table)


def _text(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, table.schema, compression="zstd") as writer:
        writer.write(table)
    return sink.getvalue()


def readme(extract: Extract) -> str:
    """What this is, in words."""
    facts = extract.facts
    empty = "" if extract.data.count else "\nNo incident matches this filter, so the tables of incidents are empty.\n"
    return f"""{facts["title"]}

Filter: {facts["filter"]}
Incidents: {facts["incident_count"]}
Link that restores it: {facts["link"]}
Data version: {facts["version"]} of {facts["date"]}
Licence: {facts["licence"]}
Please cite: {facts["citation"]}
{empty}
csv/       tables as text: UTF-8, one header row, lists joined by "; ", see codebook.md
parquet/   the same tables with types
datapackage.json, codebook.md, incidents.schema.json   what every column means
SHA256SUMS   check with `sha256sum -c SHA256SUMS`

Tables that belong to incidents hold the filtered ones; actors, instruments and series come whole.
Money figures are published estimates of different kinds and must not be added. Unknown is empty, never 0.
"""


def package(extract: Extract) -> dict[str, Any]:
    """The descriptor of a Frictionless Data Package."""
    facts = extract.facts
    return {
        "name": extract.name,
        "title": facts["title"],
        "description": f"Filter: {facts['filter']}. {facts['citation']}",
        "version": facts["version"],
        "created": f"{facts['date']}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": list(_fields(table)), "missingValues": [""]}
    if len(table.key) == 1:
        schema["primaryKey"] = list(table.key)
    if table.has_incident and table.name != "incidents":
        reference = {"resource": "incidents", "fields": ["incident_id"]}
        schema["foreignKeys"] = [{"fields": ["incident_id"], "reference": reference}]
    return {
        "name": table.name.replace("_", "-"),
        "path": f"csv/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": f"A row is {table.row}.",
        "schema": schema,
    }


def _fields(table: Table) -> Iterator[dict[str, Any]]:
    """A field for each column of the CSV, precision columns included."""
    for column in table.columns:
        yield _field(column)
        stem = column.name.removesuffix("_latest")
        if stem != column.name:
            values = ["day", "month", "year", "range"]
            what = f"Precision of `{stem}`: how wide the span of days is."
            yield {"name": f"{stem}_precision", "type": "string", "description": what, "constraints": {"enum": values}}


def _field(column: Column) -> dict[str, Any]:
    described = column.meaning + (f" Unit: {column.unit}." if column.unit else "")
    field: dict[str, Any] = {"name": column.name, "type": _type(column.type), "description": described}
    if column.codes and not pa.types.is_list(column.type):
        field["constraints"] = {"enum": list(column.codes)}
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def _type(kind: pa.DataType) -> str:
    return "date" if pa.types.is_date(kind) else FORMATS.get(str(kind), "string")
