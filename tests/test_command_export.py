"""The command `export`: whole files or none, plain words for wrong usage."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from timeline import dataset
from timeline.__main__ import main
from timeline.exports import csv, files
from timeline.exports.extract import Extract
from timeline.filters import IncidentFilter


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["export", "--data", str(ROOT / "data"), *map(str, words)])


def test_csv_equals_what_the_page_gives(tmp_path: Path) -> None:
    result = run("--format", "csv", "--states", "KP", "--years", "2014-2024", "-o", tmp_path)
    assert result.exit_code == 0, result.output
    extract = Extract.of(dataset.read(ROOT / "data"), IncidentFilter(states=("KP",), years=(2014, 2024)))
    for name, table in extract.tables().items():
        assert (tmp_path / f"{name}.csv").read_bytes() == csv.to_bytes(table)


@pytest.mark.parametrize("name", files.FORMATS)
def test_single_files_equal_what_the_page_gives(name: str, tmp_path: Path) -> None:
    assert run("--format", name, "--actors", "Strontium", "-o", tmp_path).exit_code == 0
    extract = Extract.of(dataset.read(ROOT / "data"), IncidentFilter(actors=("apt28",)))
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == files.FORMATS[name].to_bytes(extract)


def test_an_unknown_value_is_wrong_usage(tmp_path: Path) -> None:
    result = run("--format", "csv", "--states", "ZZ", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "“ZZ” is not known here" in result.output
    assert not (tmp_path / "out").exists()


def test_unreadable_data_is_said_in_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", "--data", str(tmp_path), "--format", "csv", "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "incidents.parquet is missing" in result.output
    assert "Traceback" not in result.output
