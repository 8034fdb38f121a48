"""Files to take away: what goes in comes out again, the same every time, and says what it is."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import frictionless
import jsonschema
import openpyxl
import pyarrow.parquet as pq
import pytest
import stix2

from tests import hostile
from tests.conftest import actor, claim, data_of, incident, instrument, response
from timeline.dataset import Base, Dataset
from timeline.exports import bundle, csv, files, stix, xlsx
from timeline.exports import json as documents
from timeline.exports.extract import Extract
from timeline.filters import IncidentFilter
from timeline.schema import TABLES

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(1)", "a; b\\", 'quote " and, comma', "'already"]


@pytest.fixture(scope="module")
def small() -> Dataset:
    link = {"id": "n", "clause": "norm-2015:1", "basis": "analyst", "reason": "Because."}
    loss = {"id": "l", "low": 5, "currency": "USD", "year": 2020, "kind": "fine", "is_loss": True, "counts": "fine"}
    joint = claim("c", actor="lazarus", confidence="high", wording="high confidence", joined_by=["GB"])
    denial = claim("d", party="North Korea", party_country="KP", stance="denies", answers=["c"])
    own = claim("o", party="Team", party_kind="perpetrator", party_country=None, state=None, named="Team", stance="claims")
    return data_of(
        actor("lazarus", "Lazarus", "Hidden Cobra"),
        instrument(),
        incident("a-2019", title=HOSTILE[0], other_names=HOSTILE, started="2019", norms=[link],
                 losses=[loss | {"estimator": "Regulator", "sources": ["s"]}], attributions=[joint, denial, own],
                 responses=[response("r")]),
        incident("b-2020"),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["small", "curated", "filtered", "empty", "hostile"])
def extract(request: pytest.FixtureRequest, small: Dataset, curated: Dataset) -> Extract:
    chosen = {"filtered": IncidentFilter(states=("KP",)), "empty": IncidentFilter(text="nothing has these words")}
    data = curated if request.param in ("curated", "filtered") else small
    if request.param == "hostile":
        data = Dataset(Base(hostile.base_tables()))
    return Extract.of(data, chosen.get(request.param, IncidentFilter()))


def test_csv_round_trips(extract: Extract) -> None:
    for name, table in extract.tables().items():
        assert csv.read(csv.to_bytes(table), TABLES[name]).equals(table), name
        assert csv.read(csv.to_bytes(table, excel=True), TABLES[name]).equals(table), name


@pytest.mark.parametrize("name", ["bundle", "xlsx", "json", "stix"])
def test_the_size_told_before_is_about_that_of_the_file(curated: Dataset, name: str) -> None:
    extract = Extract.of(curated, IncidentFilter(states=("IR", "IL")))
    size = len(files.FORMATS[name].to_bytes(extract))
    assert 0.7 * size < files.FORMATS[name].bytes_about(extract) < 1.4 * size


def test_rows_told_before_are_those_of_the_files(extract: Extract) -> None:
    assert {name: extract.row_count(name) for name in TABLES} == {
        name: table.num_rows for name, table in extract.tables().items()
    }


def test_csv_in_parts_is_the_same(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = csv.to_bytes(extract.table("sources"))
    monkeypatch.setattr(csv, "PART", 7)
    assert csv.to_bytes(extract.table("sources")) == whole


def test_excel_round_trips(extract: Extract) -> None:
    back = xlsx.read(xlsx.to_bytes(extract))
    for name, table in extract.tables().items():
        assert back[name].equals(table), name


def test_json_round_trips_and_obeys_its_schema(extract: Extract) -> None:
    raw = documents.to_bytes(extract)
    jsonschema.Draft202012Validator(documents.schema()).validate(json.loads(raw))
    for name, table in documents.read(raw).items():
        key = list(TABLES[name].key)
        order = [("incident_id", "ascending")] + [(one, "ascending") for one in key if one != "incident_id"]
        wanted = extract.data.arrow(name)
        wanted = wanted.filter(wanted["incident_id"].is_valid())  # a document holds the sources of its incident only
        assert table.sort_by(order).equals(wanted.sort_by(order)), name


def test_bundle_is_valid_and_its_sums_hold(extract: Extract, tmp_path: Path) -> None:
    raw = bundle.to_bytes(extract)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    for line in (tmp_path / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    for name, table in extract.tables().items():
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet", partitioning=None).equals(table)
    words = (tmp_path / "README.txt").read_text("utf-8")
    assert f"Filter: {extract.facts['filter']}" in words
    assert ("No incident matches" in words) == (extract.data.count == 0)


@pytest.mark.parametrize("make", [bundle.to_bytes, xlsx.to_bytes, documents.to_bytes, stix.to_bytes])
def test_the_same_choice_gives_the_same_bytes(make: object, small: Dataset) -> None:
    chosen = IncidentFilter(states=("KP",))
    assert make(Extract.of(small, chosen)) == make(Extract.of(small, chosen))  # type: ignore[operator]  # of the writers


def test_no_cell_of_the_workbook_is_a_formula(small: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.to_bytes(Extract.of(small, IncidentFilter()))))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book.sheetnames == ["about", *TABLES]


def test_every_stix_object_is_valid_and_every_reference_resolves(extract: Extract) -> None:
    bundle_ = stix2.parse(stix.to_bytes(extract).decode(), allow_custom=False)
    ids = {one["id"] for one in bundle_.objects}
    for one in bundle_.objects:
        stix2.parse(one.serialize(), allow_custom=False)
        refs = [value for key, value in one.items() if key.endswith("_ref")]
        refs += [value for key, values in one.items() if key.endswith("_refs") for value in values]
        assert set(refs) <= ids, one["id"]


def test_stix_keeps_who_said_so_and_how_surely(small: Dataset) -> None:
    found = stix2.parse(stix.to_bytes(Extract.of(small, IncidentFilter())).decode()).objects
    by_id = {one["id"]: one for one in found}
    named = [one for one in found if one["type"] == "relationship" and one["relationship_type"] == "attributed-to"]
    said = {(by_id[one["created_by_ref"]]["name"], by_id[one["target_ref"]]["name"], one.get("confidence")) for one in named}
    assert said == {("United States (White House)", "Lazarus", 85), ("United Kingdom", "Lazarus", 85)}
    (denial,) = [one for one in found if one["type"] == "opinion"]
    assert (denial["opinion"], denial["authors"]) == ("strongly-disagree", ["North Korea"])
    (group,) = [one for one in found if one["type"] == "threat-actor"]
    assert group["aliases"] == ["Hidden Cobra"]
    assert len([one for one in found if one["type"] == "incident"]) == 2


def test_stix_ids_do_not_depend_on_the_filter(small: Dataset) -> None:
    every = {one["id"] for one in stix.objects(Extract.of(small, IncidentFilter()))}
    some = {one["id"] for one in stix.objects(Extract.of(small, IncidentFilter(states=("KP",))))}
    assert some < every


def test_link_and_citation_name_version_and_filter(small: Dataset) -> None:
    extract = Extract.of(small, IncidentFilter(states=("KP",), years=(2019, 2020)))
    assert extract.link == "data?states=KP&years=2019&years=2020"
    assert re.fullmatch(r"cyber-incidents-[0-9a-f]{12}", extract.name)
    assert extract.data.base.version in extract.facts["citation"]
