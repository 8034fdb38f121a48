"""Small files in the dialect of each collection, written by hand."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from timeline.dataset import Base
from timeline.trackers import load
from timeline.trackers.files import File
from timeline.trackers.load import Import
from timeline.trackers.report import Effect, Report

CFR = "Title,Date,Affiliations,Description,Response,Victims,Sponsor,Type,Category,Sources_1,Sources_2,Sources_3"
HACKMAGEDDON = "ID;Date;Author;Target;Description;Attack;Target Class;Attack Class;Country;Link;Tags"
DCID = ["Cyberincidentnum", "Dyadpair", "StateA", "StateB", "Name", "interactionstartdate", "interactionenddate", "method"]
DCID += ["targettype", "initiator", "cyber_objective", "Concession ", "Political Objective", "Sources1"]


def take(*files: File, curated: Base | None = None) -> Import:
    return load.read(files, curated)


def text(content: str, name: str = "a.csv") -> File:
    return File.of_bytes(name, content.encode())


def cfr(*lines: str) -> File:
    return text("\n".join([CFR, *lines]) + "\n", "upload.bin")


def hackmageddon(*lines: str) -> File:
    return text("\n".join([HACKMAGEDDON, *lines]) + "\n")


def eurepoc_text(values: Mapping[str, str], *more: Mapping[str, str]) -> File:
    """Rows of the global database with the columns that are given."""
    least = {
        "ID": "1",
        "name": "Case",
        "description": "What happened",
        "start_date": "2020-03-05",
        "end_date": "2020-04-06",
        "incident_type": "Disruption",
        "receiver_country": "['France']",
        "initiator_name": "",
    }
    rows = [least | dict(one) for one in (values, *more)]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    import csv

    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return text(out.getvalue(), "global.csv")


def book(rows: Sequence[Sequence[Any]], name: str = "book.xlsx") -> File:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = made.add_worksheet("one")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    made.close()
    return File.of_bytes(name, out.getvalue())


def dcid(*rows: Sequence[Any]) -> File:
    return book([DCID, *rows])


def veris(name: str = "one.json", **values: Any) -> File:
    least = {
        "schema_version": "1.3.2",
        "incident_id": "ABC",
        "security_incident": "Confirmed",
        "action": {"hacking": {"variety": ["SQLi"]}},
        "actor": {"external": {"variety": ["State-affiliated"], "country": ["RU"], "motive": ["Espionage"]}},
        "victim": {"victim_id": "A clinic ", "country": ["US"], "industry": "621111"},
        "timeline": {"incident": {"year": 2014, "month": 5}},
        "summary": "Data were copied. ",
    }
    return File.of_bytes(name, json.dumps(least | values).encode())


def only(found: Import) -> Report:
    assert len(found.reports) == 1
    report = found.reports[0]
    assert report.read == report.taken + report.set_aside
    return report


def incident(found: Import, place: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = found.tables["incidents"].to_pylist()[place]
    return row


def reasons(report: Report, effect: Effect) -> list[tuple[int, str, str]]:
    """Row, column and value of each problem with this effect."""
    return [(one.row, one.column, one.value) for one in report.problems if one.effect is effect]
