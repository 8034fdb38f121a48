"""Nothing is left half-written: full disk, killed build, clock set back."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, collection, incident
from timeline import dataset, tables, whole
from timeline.dataset import DatasetError
from timeline.ui.data import Holder

BUILD = [sys.executable, "-m", "timeline", "build", "-o"]
KILLED = """
import os, signal
from pathlib import Path
import pyarrow.parquet as pq
from tests.conftest import collection, incident
from timeline import tables

def killed_at(call, count):
    left = [count]
    def counted(*args, **values):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **values)
    return counted

{patch}
tables.write(tables.build(collection(incident("a-2019"), incident("b-2020"))), Path({folder!r}))
"""
WHILE_WRITING = "pq.write_table = killed_at(pq.write_table, 5)"
WHILE_MOVING = "Path.replace = killed_at(Path.replace, 5)"


def put(folder: Path, *ids: str) -> None:
    tables.write(tables.build(collection(*(incident(one) for one in ids))), folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def run(*command: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run in a process whose files may have `limit` bytes at most, which is how a full disk shows itself."""

    def full() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    env = os.environ | {"PYTHONPATH": f"src{os.pathsep}.", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, preexec_fn=full, capture_output=True, text=True, timeout=60)


def test_full_disk_leaves_the_old_tables_and_says_so(tmp_path: Path) -> None:
    put(tmp_path, "a-2019")
    before = contents(tmp_path)
    found = run(*BUILD, tmp_path, limit=20_000)
    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "could not be written (File too large); what was there before is unchanged" in found.stderr
    assert contents(tmp_path) == before
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def test_full_disk_leaves_the_old_codebook(tmp_path: Path) -> None:
    book = tmp_path / "codebook.md"
    book.write_text("old", "utf-8")
    found = run(sys.executable, "-m", "timeline", "codebook", "-o", book, limit=1_000)
    assert found.returncode == 1
    assert "what was there before is unchanged" in found.stderr
    assert book.read_text("utf-8") == "old"


def test_full_disk_leaves_no_extract(tmp_path: Path) -> None:
    found = run(sys.executable, "-m", "timeline", "export", "--format", "csv", "-o", tmp_path, limit=20_000)
    assert found.returncode == 1
    assert "cannot be written (File too large); nothing was left there" in found.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("patch", [WHILE_WRITING, WHILE_MOVING], ids=["while writing", "while moving"])
def test_killed_build(tmp_path: Path, patch: str) -> None:
    """A running process goes on with the last good data; a new one has them too, or one sentence; the next build mends it."""
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    assert holder.current().count == 1
    assert run(sys.executable, "-c", KILLED.format(patch=patch, folder=str(tmp_path))).returncode == -signal.SIGKILL
    assert list(tmp_path.glob(f"{whole.PREFIX}*"))
    assert holder.current().count == 1
    if patch == WHILE_WRITING:
        assert dataset.read(tmp_path).count == 1
    else:
        with pytest.raises(DatasetError, match=r"come from different builds; run `python -m timeline build` again"):
            Holder(tmp_path).current()
    put(tmp_path, "a-2019", "b-2020", "c-2021")
    assert holder.current().count == 3
    assert not list(tmp_path.glob(f"{whole.PREFIX}*"))


def test_a_clock_set_back_hides_no_new_data(tmp_path: Path) -> None:
    put(tmp_path, "a-2019")
    for path in tmp_path.glob("*.parquet"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    holder = Holder(tmp_path)
    assert holder.current().count == 1
    put(tmp_path, "a-2019", "b-2020")
    for path in tmp_path.glob("*.parquet"):
        os.utime(path, (0, 0))
    assert holder.current().count == 2


def test_new_data_with_the_very_time_of_the_old_are_seen(tmp_path: Path) -> None:
    for ids in (["a-2019"], ["b-2020"]):
        put(tmp_path, *ids)
        for path in tmp_path.glob("*.parquet"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        if ids == ["a-2019"]:
            holder = Holder(tmp_path)
            first = holder.current()
    assert holder.current().base.version != first.base.version
