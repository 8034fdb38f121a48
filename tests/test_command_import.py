"""The command `import`: tables that are served, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import collection, incident
from tests.trackers.conftest import cfr
from timeline import dataset, tables
from timeline.__main__ import main

ROW = "A case,2020-03-12,,Something happened,,France,China,Espionage,Government,https://example.org/a,,"


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    tables.write(tables.build(collection(incident("one-2020"))), tmp_path / "data")
    return tmp_path


def run(folder: Path, content: bytes, *more: str) -> Result:
    (folder / "given.txt").write_bytes(content)
    words = ["import", str(folder / "given.txt"), "-o", str(folder / "out"), "--data", str(folder / "data"), *more]
    return CliRunner().invoke(main, words)


def test_tables_can_be_served(curated: Path) -> None:
    done = run(curated, cfr(ROW, ROW.replace("2020-03-12", "")).whole())
    assert done.exit_code == 0
    assert "2 rows read, 1 taken, 1 set aside" in done.output
    base = dataset.read(curated / "out").base
    assert base.tables["incidents"]["collection"].to_pylist() == ["curated", "cfr"]
    assert "no date" in (curated / "out" / "import-report.csv").read_text("utf-8-sig")


def test_curated_incidents_can_be_left_out(curated: Path) -> None:
    assert run(curated, cfr(ROW).whole(), "--alone").exit_code == 0
    assert dataset.read(curated / "out").base.tables["incidents"]["collection"].to_pylist() == ["cfr"]


def test_a_refused_file_writes_nothing(curated: Path) -> None:
    done = run(curated, b"a,b\n1,2\n")
    assert done.exit_code == 1
    assert "Known kinds" in done.output
    assert not (curated / "out").exists()


def test_without_curated_tables_nothing_is_read(tmp_path: Path) -> None:
    done = run(tmp_path, cfr(ROW).whole())
    assert done.exit_code == 1
    assert "The curated tables are needed for names and texts of law. incidents.parquet is missing" in done.output


def test_a_folder_without_files_of_a_known_kind(curated: Path) -> None:
    (curated / "empty").mkdir()
    done = CliRunner().invoke(main, ["import", str(curated / "empty"), "-o", str(curated), "--data", str(curated / "data")])
    assert done.exit_code == 2
    assert "no JSON, CSV, Excel or zip file is there" in done.output


def test_a_place_that_takes_no_files(curated: Path) -> None:
    (curated / "out").write_text("a file, not a folder")
    done = run(curated, cfr(ROW).whole())
    assert done.exit_code == 1
    assert "cannot be written" in done.output


def test_wrong_usage(curated: Path) -> None:
    assert CliRunner().invoke(main, ["import", "-o", str(curated)]).exit_code == 2
