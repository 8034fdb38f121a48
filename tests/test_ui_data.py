"""The dataset of the process: replaced whole when the files change, kept when they break."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import collection, incident
from timeline import dataset, tables
from timeline.dataset import DatasetError
from timeline.filters import IncidentFilter
from timeline.measures import timeline as measure
from timeline.ui.data import Holder


def put(folder: Path, *ids: str) -> None:
    tables.write(tables.build(collection(*(incident(one) for one in ids))), folder)


def test_new_files_are_picked_up_whole(tmp_path: Path) -> None:
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    first = holder.current()
    assert holder.current() is first
    put(tmp_path, "a-2019", "b-2020")
    assert holder.current().count == 2
    assert first.count == 1


@pytest.mark.parametrize("how", ["missing", "folder gone", "cut short", "half of a build", "newer schema"])
def test_broken_files_leave_the_last_good_data(tmp_path: Path, how: str) -> None:
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    holder.current()
    path = tmp_path / "incidents.parquet"
    if how == "missing":
        path.unlink()
    elif how == "folder gone":
        shutil.rmtree(tmp_path)
    elif how == "newer schema":
        table = pq.read_table(path)
        pq.write_table(table.replace_schema_metadata({**table.schema.metadata, b"schema": b"999"}), path)
    elif how == "cut short":
        path.write_bytes(path.read_bytes()[:100])
    else:
        put(tmp_path / "new", "a-2019", "b-2020")
        (tmp_path / "new" / "incidents.parquet").replace(path)
    assert holder.current().count == 1
    assert holder.current().count == 1, "nor at the second look"
    put(tmp_path, "a-2019", "b-2020", "c-2021")
    assert holder.current().count == 3


def test_while_one_reads_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New data are read by one run; no other waits for it, and all have them afterwards."""
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    holder.current()
    put(tmp_path, "a-2019", "b-2020")
    reads, may_end = threading.Event(), threading.Event()
    read = dataset.read

    def slowly(folder: Path) -> dataset.Dataset:
        reads.set()
        assert may_end.wait(10)
        return read(folder)

    monkeypatch.setattr(dataset, "read", slowly)
    with ThreadPoolExecutor(1) as pool:
        new = pool.submit(holder.current)
        assert reads.wait(10)
        assert holder.current().count == 1
        may_end.set()
        assert new.result(10).count == 2
    assert holder.current().count == 2


def test_the_log_names_version_and_reason(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    version = holder.current().base.version
    (tmp_path / "losses.parquet").unlink()
    holder.current()
    holder.current()
    assert [record.levelname for record in caplog.records] == ["INFO", "WARNING"]
    assert version in caplog.messages[0]
    assert "losses.parquet is missing" in caplog.messages[1]


def test_without_any_good_data_it_says_why(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"incidents\.parquet is missing"):
        Holder(tmp_path).current()


def test_replaced_data_go_without_a_search_for_garbage(tmp_path: Path) -> None:
    """They are set aside from such searches (`ui.memory`), so nothing in them may hold itself."""
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    data = holder.current()
    chosen = IncidentFilter(states=("KP",), text="case").apply(data)
    measure.board(chosen, "state", "started", None, 1000)
    old = weakref.ref(data.base)
    del data, chosen
    gc.disable()
    put(tmp_path, "b-2020")
    holder.current()
    gone = old() is None
    gc.enable()
    assert gone
