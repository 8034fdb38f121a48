"""One JSON document for each incident, and the JSON Schema that describes them, from timeline.schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from timeline.exports.extract import Extract
from timeline.schema import TABLES, Column, Table

CHILDREN = tuple(name for name, table in TABLES.items() if table.has_incident and name != "incidents")
PART = 2_000
"""Incidents turned into documents at once."""


def parts(extract: Extract) -> Iterator[bytes]:
    """The file piece by piece: what it is, then `incidents`, each with its rows of every other table."""
    head = json.dumps(extract.facts, ensure_ascii=False, indent=1)
    yield (head[:-2] + ',\n "incidents": [').encode()
    for number, document in enumerate(documents(extract)):
        yield (("," if number else "") + "\n" + json.dumps(document, ensure_ascii=False, default=str)).encode()
    yield b"\n]}\n"


def to_bytes(extract: Extract) -> bytes:
    """The whole file."""
    return b"".join(parts(extract))


def documents(extract: Extract) -> Iterator[dict[str, Any]]:
    """An incident at a time: its own columns, and under each table's name its rows without `incident_id`."""
    children = {name: extract.data.arrow(name) for name in CHILDREN}
    places = {name: _places(table) for name, table in children.items()}
    incidents = extract.data.arrow("incidents")
    for start in range(0, incidents.num_rows, PART):
        for row in incidents.slice(start, PART).to_pylist():
            yield row | {name: _rows(children[name], places[name].get(row["incident_id"], [])) for name in CHILDREN}


def _places(table: pa.Table) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, incident in enumerate(table["incident_id"].to_pylist()):
        found.setdefault(incident, []).append(place)
    return found


def _rows(table: pa.Table, places: list[int]) -> list[dict[str, Any]]:
    return table.take(pa.array(places, pa.int64())).drop_columns(["incident_id"]).to_pylist() if places else []


def read(raw: bytes) -> dict[str, pa.Table]:
    """Incidents and their child tables, as they were before `to_bytes`; children in order of their incidents."""
    found: dict[str, list[dict[str, Any]]] = {"incidents": [], **{name: [] for name in CHILDREN}}
    for document in json.loads(raw)["incidents"]:
        for name in CHILDREN:
            found[name] += [{"incident_id": document["incident_id"], **row} for row in document.pop(name)]
        found["incidents"].append(document)
    return {name: _table(rows, TABLES[name]) for name, rows in found.items()}


def _table(rows: list[dict[str, Any]], table: Table) -> pa.Table:
    columns = []
    for column in table.columns:
        values = pa.array([row[column.name] for row in rows], _wire(column))
        columns.append(values.cast(column.type) if pa.types.is_date(column.type) else values)
    return pa.table(columns, schema=table.arrow)


def _wire(column: Column) -> pa.DataType:
    """Dates travel as ISO text."""
    return pa.string() if pa.types.is_date(column.type) else column.type


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file that `to_bytes` makes."""
    incident = _object(TABLES["incidents"])
    for name in CHILDREN:
        items = _object(TABLES[name], without="incident_id")
        incident["properties"][name] = {"type": "array", "description": f"A row is {TABLES[name].row}.", "items": items}
        incident["required"].append(name)
    facts = ("title", "filter", "incident_count", "link", "version", "date", "licence", "citation")
    properties: dict[str, Any] = {name: {"type": "string"} for name in facts}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cyber incidents, attribution and norms",
        "type": "object",
        "properties": properties | {"incidents": {"type": "array", "items": incident}},
        "required": list(facts),
    }


def _object(table: Table, without: str = "") -> dict[str, Any]:
    columns = [column for column in table.columns if column.name != without]
    return {
        "type": "object",
        "properties": {column.name: _property(column) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    described = {
        "description": " ".join(part for part in (column.meaning, f"Unit: {column.unit}." if column.unit else "") if part)
    }
    values: dict[str, Any] = {"enum": list(column.codes)} if column.codes else {}
    if pa.types.is_list(column.type):
        return described | {"type": "array", "items": {"type": "string"} | values}
    if pa.types.is_date(column.type):
        return described | {"type": ["string", "null"], "format": "date"}
    kinds = {"string": "string", "bool": "boolean", "int32": "integer", "double": "number"}
    if values:
        values["enum"] = [*values["enum"], None]
    return described | {"type": [kinds[str(column.type)], "null"]} | values
