"""Every format under its name: what a file is called, its type, and how its bytes are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from timeline.exports import csv
from timeline.exports.extract import Extract
from timeline.schema import TABLES


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a whole extract."""

    title: str
    suffix: str
    mime: str
    module: str
    what: str
    per_byte: float = 0
    per_incident: int = 0

    def bytes_about(self, extract: Extract) -> float:
        """Size of the file before it is made, from what the collection's own files take; right within some tenths."""
        return self.per_byte * extract.bytes_about + self.per_incident * extract.data.count

    def to_bytes(self, extract: Extract) -> bytes:
        """The file; its module is imported now, since some libraries take long to load."""
        made: bytes = import_module(f"timeline.exports.{self.module}").to_bytes(extract)
        return made


FORMATS: dict[str, Format] = {
    "bundle": Format("Bundle (ZIP)", ".zip", "application/zip", "bundle", "every table as CSV and Parquet, explained", 0.5),
    "xlsx": Format(
        "Excel workbook",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        "a sheet for each table, and a first sheet that says what it is",
        0.35,
    ),
    "json": Format("JSON", ".json", "application/json", "json", "one document for each incident", per_incident=13_400),
    "stix": Format(
        "STIX 2.1",
        ".stix.json",
        "application/stix+json;version=2.1",
        "stix",
        "for OpenCTI, MISP and others",
        per_incident=13_700,
    ),
}
"""Formats of which one file holds the whole extract; CSV is a file for each table."""


def made(extract: Extract, wanted: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Name and content of each file of a format: one, or for `csv` one for each table, in pieces of bounded size."""
    if wanted == "csv":
        for name in TABLES:
            yield f"{name}.csv", csv.parts(extract.table(name))
    else:
        yield f"{extract.name}{FORMATS[wanted].suffix}", [FORMATS[wanted].to_bytes(extract)]
