"""The files of deploy/ that no test can run as they are. nginx is run in tests/browser/test_deploy.py."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.conftest import ROOT

UNIT = ROOT / "deploy" / "systemd" / "timeline@.service"
CONTAINER = ROOT / "deploy" / "container"


def settings(text: str) -> set[str]:
    """What is set, as words."""
    return set(text.split())


def test_unit_is_understood_by_systemd(tmp_path: Path) -> None:
    """Where systemd is not installed, only that the unit starts the app."""
    text = UNIT.read_text("utf-8")
    assert "ExecStart=/srv/timeline/.venv/bin/streamlit run app.py --server.address=127.0.0.1 --server.port=%i\n" in text
    program = shutil.which("systemd-analyze")
    if program:
        here = text.replace("/srv/timeline/.venv/bin/streamlit", shutil.which("true") or "/bin/true")
        (tmp_path / "timeline@8501.service").write_text(here, "utf-8")
        shutil.copy(UNIT.with_name("timeline.target"), tmp_path)
        command = [program, "verify", tmp_path / "timeline@8501.service", tmp_path / "timeline.target"]
        found = subprocess.run(command, capture_output=True, text=True)
        assert (found.returncode, found.stderr) == (0, "")


def test_container_copies_what_there_is_and_starts_what_the_unit_starts() -> None:
    text = (CONTAINER / "Containerfile").read_text("utf-8")
    copied = [words.split()[:-1] for words in re.findall(r"^COPY (.+)$", text, re.MULTILINE)]
    assert all(list(ROOT.glob(path)) for paths in copied for path in paths)
    assert {path for paths in copied for path in paths} >= {"app.py", "pages", "src", ".streamlit", "requirements.txt"}
    unit = settings(" ".join(re.findall(r"^Environment=(.+)$", UNIT.read_text("utf-8"), re.MULTILINE)))
    assert settings(" ".join(re.findall(r"^ENV (.+)$", text, re.MULTILINE))) == unit


def test_servers_of_the_containers_differ_in_their_names_only() -> None:
    def lines(path: Path) -> list[str]:
        return [line.partition(":")[2][4:] for line in path.read_text("utf-8").splitlines() if line.startswith("server ")]

    assert lines(CONTAINER / "servers.conf") == lines(ROOT / "deploy" / "nginx" / "timeline" / "servers.conf")
