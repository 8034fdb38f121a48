"""The command line: check, build, new, codebook."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from timeline import codebook, templates
from timeline.__main__ import main


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    for kind in templates.FOLDERS:
        templates.write(kind, "demo-2020", tmp_path / "records")
    return tmp_path / "records"


def test_every_template_lints(records: Path) -> None:
    result = run("check", "--records", records)
    assert result.exit_code == 0, result.output
    assert "1 incidents, 1 actors, 1 instruments, 1 series: all good" in result.output


@pytest.mark.parametrize("kind", templates.FOLDERS)
def test_the_commented_parts_of_a_template_lint_too(kind: str, tmp_path: Path) -> None:
    path = templates.write(kind, "demo-2020", tmp_path)
    head, *blocks = re.split(r"(?m)^(?=# \[\[)", path.read_text("utf-8"))
    opened = [re.sub(r"(?m)^# ", "", block) if block.startswith("# [[") else block for block in blocks]
    path.write_text(head + "".join(opened), "utf-8")
    result = run("check", "--records", tmp_path)
    assert "unknown key" not in result.output
    assert "is not valid TOML" not in result.output


def test_new_writes_a_template_once(tmp_path: Path) -> None:
    assert run("new", "incident", "case-2020", "--records", tmp_path).exit_code == 0
    again = run("new", "incident", "case-2020", "--records", tmp_path)
    assert again.exit_code == 1
    assert "exists already" in again.output
    assert "is no id" in run("new", "actor", "Bad Id", "--records", tmp_path).output


def test_check_names_file_field_fault_and_remedy(records: Path) -> None:
    path = records / "incidents" / "demo-2020.toml"
    path.write_text(path.read_text("utf-8").replace('disclosed = "', 'disclosed = "2019-13" # "'), "utf-8")
    result = run("check", "--records", records)
    assert result.exit_code == 1
    assert (
        "incidents/demo-2020.toml: disclosed: '2019-13' is not a day of the calendar; write for example 2019-09-04"
        in result.output
    )
    assert "Traceback" not in result.output


def test_check_of_named_files_reports_on_those_only(records: Path) -> None:
    (records / "actors" / "demo-2020.toml").write_text("id = 1")
    good = records / "incidents" / "demo-2020.toml"
    assert run("check", good, "--records", records).exit_code == 0
    assert run("check", records / "actors" / "demo-2020.toml", "--records", records).exit_code == 1


def test_build_writes_every_table_and_again_the_same(records: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("build", "--records", records, "-o", tmp_path / name).exit_code == 0
    for path in (tmp_path / "one").glob("*.parquet"):
        assert pq.read_table(path).equals(pq.read_table(tmp_path / "two" / path.name), check_metadata=True)


def test_build_of_a_broken_record_writes_nothing(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    run("build", "--records", records, "-o", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (records / "incidents" / "demo-2020.toml").write_text("broken")
    result = run("build", "--records", records, "-o", out)
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_committed_codebook_is_current(tmp_path: Path) -> None:
    assert run("codebook", "-o", tmp_path / "codebook.md").exit_code == 0
    assert (tmp_path / "codebook.md").read_text("utf-8") == (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert codebook.markdown().count("\n## ") == 20


def test_unknown_command_is_wrong_usage() -> None:
    assert run("sell").exit_code == 2


def test_no_template_is_left_in_the_records() -> None:
    for path in (ROOT / "data" / "records").rglob("*.toml"):
        assert "Neutral name of the event" not in path.read_text("utf-8"), path
