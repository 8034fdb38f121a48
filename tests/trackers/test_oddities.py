"""Oddities that are said in the report: what each importer does with values that are no values."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import actor, data_of
from tests.conftest import incident as record
from tests.trackers.conftest import book, cfr, dcid, eurepoc_text, incident, only, reasons, take, text, veris
from tests.trackers.test_traps import ROW, dyad
from timeline.trackers import build, files, load, report
from timeline.trackers.files import File
from timeline.trackers.report import Effect

GOOD = dyad(50, 2630, "US", "Iran", "A", "2009-06-01", 2)


@pytest.mark.parametrize(
    ("place", "value", "column"),
    [
        (0, "x", "cyberincidentnum"),
        (4, "", "name"),
        (5, "", "interactionstartdate"),
        (5, "soon", "interactionstartdate"),
        (9, "", "initiator"),
        (2, "Atlantis", "statea"),
        (3, "Atlantis", "stateb"),
    ],
)
def test_dyads_that_cannot_be_taken_say_which_column(place: int, value: object, column: str) -> None:
    row = [*GOOD[:place], value, *GOOD[place + 1 :]]
    said = only(take(dcid(row)))
    assert (said.set_aside, said.problems[0].column) == (1, column)


def test_an_unknown_target_type_of_a_dyad_is_dropped_and_said() -> None:
    said = only(take(dcid([*GOOD[:8], 9, *GOOD[9:]])))
    assert (said.taken, reasons(said, Effect.DROPPED)) == (1, [(2, "targettype", "9")])


@pytest.mark.parametrize(
    ("values", "effect", "column"),
    [
        ({"ID": "x"}, Effect.SET_ASIDE, "id"),
        ({"name": ""}, Effect.SET_ASIDE, "name"),
        ({"incident_type": "Magic"}, Effect.DROPPED, "incident_type"),
        ({"receiver_country": "[1, "}, Effect.DROPPED, "receiver_country"),
        ({"receiver_country": "['Atlantis']"}, Effect.CHANGED, "receiver_country"),
        ({"receiver_country": "['France']", "receiver_category": "['Magicians']"}, Effect.DROPPED, "receiver_category"),
        ({"economic_impact_exact_value": "much"}, Effect.DROPPED, "economic_impact_exact_value"),
        (
            {"economic_impact_exact_value": "5.0", "economic_impact_currency": "yen"},
            Effect.DROPPED,
            "economic_impact_currency",
        ),
    ],
)
def test_values_of_eurepoc_that_mean_nothing(values: dict[str, str], effect: Effect, column: str) -> None:
    said = only(take(eurepoc_text(values)))
    assert column in {name for _, name, _ in reasons(said, effect)}


def test_rows_of_claims_without_an_incident_are_counted() -> None:
    claims = text(
        "incident_ID,attribution_ID,attribution_date,attribution_type,attribution_basis,attributing_actor,"
        "attribution_it_company,attributing_country,attributed_initiator,attributed_initiator_country,"
        "attributed_initiator_category\n99,1,2021-03-02,,Attacker confirms,,,,A,,\n"
    )
    said = only(take(eurepoc_text({}), claims))
    assert said.count(Effect.DROPPED, "attribution rows of an incident unknown to the database") == 1
    twice = take(eurepoc_text({}), eurepoc_text({})).reports
    assert [one.refused for one in twice if one.refused] == ["A second file of the same EuRepoC dataset."]


def test_the_workbook_of_eurepoc_is_read_like_the_table() -> None:
    table = eurepoc_text({"receiver_country": "['France']", "attribution_date": "2020-05-01"})
    lines = table.whole().decode().splitlines()
    import csv

    workbook = book(list(csv.reader(lines)), "EuRepoC.xlsx")
    assert incident(take(workbook)) == incident(take(table))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"timeline": {"incident": {"month": 5}}}, "no year"),
        ({"timeline": {"incident": {"year": 2014, "month": 2, "day": 31}}}, "not a day of the calendar"),
        ({"timeline": {"incident": {"year": 2999}}}, "in the future"),
        ({"victim": None}, "not in the form of VERIS 1.3"),
    ],
)
def test_veris_dates_and_forms_that_cannot_be_taken(values: dict[str, Any], reason: str) -> None:
    assert reason in only(take(veris(**values))).problems[0].reason


def test_veris_keeps_what_is_sure_and_says_the_rest() -> None:
    odd = {
        "timeline": {"incident": {"year": 2014, "day": 3}},
        "security_incident": "Suspected",
        "colour": "red",
        "victim": {"victim_id": "A", "country": ["Atlantis"], "industry": "000"},
        "actor": {"external": {"variety": ["Nation-state"]}},
        "impact": {"overall_amount": 5, "iso_currency_code": "EUR"},
    }
    found = take(veris(**odd))
    row = incident(found)
    assert (row["started_earliest"].isoformat(), row["started_latest"].isoformat()) == ("2014-01-01", "2014-12-31")
    said = {(effect, column) for effect, column, _ in only(found).counts}
    assert said >= {(Effect.KEPT, "security_incident"), (Effect.DROPPED, "colour"), (Effect.DROPPED, "victim.country")}
    assert found.tables["losses"]["currency"].to_pylist() == ["EUR"]


def test_groups_of_a_stix_bundle_bring_names_to_known_actors() -> None:
    def group(number: str, name: str, **more: object) -> dict[str, object]:
        reference = {"source_name": "mitre-attack", "external_id": number, "url": "https://attack.mitre.org/groups/"}
        other = {"source_name": "another", "external_id": "x"}
        return {
            "type": "intrusion-set",
            "name": name,
            "external_references": [other, reference],
            "aliases": [name, "New name"],
            **more,
        }

    bundle = {
        "type": "bundle",
        "objects": [
            group("G0007", "APT28"),
            group("G0001", "Gone", revoked=True),
            group("G0002", "Old", x_mitre_deprecated=True),
            group("X1", "No number"),
            {"type": "campaign", "name": "C"},
            {"type": "intrusion-set", "name": "No references"},
            {"type": "malware", "name": "M"},
        ],
    }
    curated = data_of(record("a-1"), actor("apt28", "APT28", "Fancy Bear", attack_id="G0007")).base
    found = take(text(json.dumps(bundle), "groups.json"), curated=curated)
    assert (only(found).taken, only(found).set_aside) == (1, 5)
    assert {(row["actor_id"], row["name"]) for row in found.tables["actor_names"].to_pylist()} == {
        ("apt28", "APT28"),
        ("apt28", "New name"),
    }
    named = take(cfr(ROW.replace("2020-03-12,,", "2020-03-12,G0007,")), curated=curated)
    assert incident(named)["accused_actors"] == ["apt28"]


def test_a_base_with_imported_rows_marks_them_by_name() -> None:
    curated = data_of(record("a-1", title="Ours")).base
    both = build.marked(build.combined(curated, take(cfr(ROW), curated=curated).tables))
    assert both.tables["incidents"]["title"].to_pylist() == ["Ours", "◇ A case [cfr]"]
    assert build.marked(curated) is curated


def test_the_report_as_table_and_for_a_terminal() -> None:
    found = take(cfr(ROW, "Leafminer,,,An actor,,,Iran,Espionage,,,,"), text("a,b\n1,2\n", "other.csv"), veris(notes="x"))
    rows = report.table(found.reports).to_pylist()
    effects = {row["effect"] for row in rows}
    assert effects >= {"row set aside", "file not imported", "column not read"}
    assert all(row["file"] for row in rows)
    lines = [line for one in found.reports for line in one.lines()]
    assert any("1 × row set aside: date: no date" in line for line in lines)
    assert any(line.startswith("  not read: notes") for line in lines)


def test_a_long_list_of_problems_is_cut_and_the_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST_LISTED", 2)
    found = take(cfr(*["A,,,x,,,,,,,,"] * 5))
    rows = report.table(found.reports).to_pylist()
    assert [row["effect"] for row in rows] == ["row set aside", "row set aside", "list cut"]
    assert rows[-1]["reason"] == "3 further problems are counted only"


def test_limits_refuse_with_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    assert "more than 3 rows" in take(cfr(*[ROW] * 4)).reports[0].refused
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    assert "at most 0 MB are read" in take(cfr(ROW)).reports[0].refused
    monkeypatch.setattr(files, "MOST_MEMBERS", 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.json", "{}")
        made.writestr("b.json", "{}")
    assert "holds 2 files; at most 1" in take(File.of_bytes("x.zip", out.getvalue())).reports[0].refused
    huge = File("x.json", files.MOST_PARSED + 1, lambda: io.BytesIO(b"{"))
    assert "of this kind are read" in take(huge).reports[0].refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0 old", "old kind (.xls)"),
        (b"Title,Date\x00,", "zero bytes"),
        (b'{"colour": "red"}', "JSON of another kind (it holds colour)"),
    ],
)
def test_other_files_say_what_they_are(content: bytes, words: str) -> None:
    assert words in take(File.of_bytes("x", content)).reports[0].refused


def test_a_workbook_of_another_kind_says_its_columns() -> None:
    assert "No known kind of table has these columns (colour" in take(book([["colour", "size"], [1, 2.5]])).reports[0].refused


def test_a_folder_gives_its_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_bytes(veris().whole())
    (tmp_path / "b.CSV").write_bytes(cfr(ROW).whole())
    (tmp_path / "c.txt").write_text("no")
    given = files.folder(tmp_path)
    assert sorted(one.name for one in given) == ["a.json", "b.CSV"]
    assert files.folder(tmp_path / "c.txt")[0].name == "c.txt"
    assert load.read(given).count == 2


def test_progress_is_told_on_long_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "EVERY", 2)
    told: list[tuple[str, float]] = []
    load.read([cfr(*[ROW.replace("A case", f"Case {n}") for n in range(5)])], progress=lambda *said: told.append(said))
    assert [words for words, _ in told] == [
        "upload.bin: reading",
        "upload.bin: 2 rows read",
        "upload.bin: 4 rows read",
        "making tables",
    ]
