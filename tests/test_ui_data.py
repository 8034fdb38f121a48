"""The dataset of the process: replaced whole when the files change, kept when they break."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import collection, incident
from timeline import tables
from timeline.dataset import DatasetError
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


@pytest.mark.parametrize("how", ["missing", "cut short", "half of a build"])
def test_broken_files_leave_the_last_good_data(tmp_path: Path, how: str) -> None:
    put(tmp_path, "a-2019")
    holder = Holder(tmp_path)
    holder.current()
    path = tmp_path / "incidents.parquet"
    if how == "missing":
        path.unlink()
    elif how == "cut short":
        path.write_bytes(path.read_bytes()[:100])
    else:
        put(tmp_path / "new", "a-2019", "b-2020")
        (tmp_path / "new" / "incidents.parquet").replace(path)
    assert holder.current().count == 1
    put(tmp_path, "a-2019", "b-2020", "c-2021")
    assert holder.current().count == 3


def test_without_any_good_data_it_says_why(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"incidents\.parquet is missing"):
        Holder(tmp_path).current()
