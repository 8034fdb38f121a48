"""The dataset: read whole or refused in one sentence; selections cut every table."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import claim, collection, data_of, incident
from timeline import dataset, tables
from timeline.dataset import DatasetError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables.write(tables.build(collection(incident("a-2019", attributions=[claim("c")]), incident("b-2020"))), tmp_path)
    return tmp_path


def spoil(path: Path, how: str) -> None:
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut short":
        path.write_bytes(path.read_bytes()[:200])
    elif how == "another format":
        path.write_text("incident_id,title\na,b\n")
    elif how == "foreign":
        pq.write_table(pa.table({"x": [1]}), path)
    elif how == "fewer columns":
        table = pq.read_table(path)
        pq.write_table(table.drop_columns(["title"]), path)
    elif how == "other build":
        other = tables.build(collection(incident("other-2020")))
        pq.write_table(other[path.stem], path)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("missing", "incidents.parquet is missing"),
        ("empty", "is not a readable Parquet file"),
        ("cut short", "is not a readable Parquet file"),
        ("another format", "is not a readable Parquet file"),
        ("foreign", "was not made by this version of the project"),
        ("fewer columns", "does not have the expected columns (title)"),
        ("other build", "come from different builds"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(folder: Path, how: str, says: str) -> None:
    spoil(folder / "incidents.parquet", how)
    with pytest.raises(DatasetError) as caught:
        dataset.read(folder)
    message = str(caught.value)
    assert says in message
    assert "\n" not in message
    assert "timeline build" in message


def test_good_files_are_read(folder: Path) -> None:
    data = dataset.read(folder)
    assert data.count == 2
    assert len(data.base.version) == 12
    assert data.base.date == "2026-01-01"


def test_moved_folder_is_the_same_data(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert dataset.read(tmp_path / "copy").base.version == dataset.read(folder).base.version


def test_started_falls_back_on_the_first_date_known() -> None:
    data = data_of(incident("a-2019", started="2019", disclosed="2020-03-01"), incident("b-2020", discovered="2020-02"))
    days = data.when("started")
    as_dates = [str(day.astype("datetime64[D]")) for day in (*days.earliest, *days.latest)]
    assert as_dates == ["2019-01-01", "2020-02-01", "2019-12-31", "2020-02-29"]
    assert data.days("started").known.tolist() == [True, False]


def test_codes_of_a_selection_count_within_it() -> None:
    two = [{"name": "A", "country": "FR", "sector": "energy"}, {"name": "B", "country": "IN", "sector": "water"}]
    data = data_of(incident("a-2019"), incident("b-2020", targets=two))
    cut = data.only(data.base.codes("victim_countries").mask({"IN"}, data.base.count))
    coded = cut.codes("victim_countries")
    assert [(coded.values[code], row) for code, row in zip(coded.codes, coded.rows, strict=True)] == [("FR", 0), ("IN", 0)]


def test_frames_keep_lists_dates_and_absence() -> None:
    frame = data_of(incident(other_names=["X"])).frame(
        "incidents", ["other_names", "disclosed_earliest", "ended_earliest", "url"]
    )
    assert frame["other_names"].tolist() == [("X",)]
    assert str(frame["disclosed_earliest"].dtype) == "datetime64[s]"
    assert frame["ended_earliest"].isna().all()


def test_an_alias_may_mean_several_actors() -> None:
    from tests.conftest import actor

    base = data_of(incident(), actor("a", "Alpha", "Winnti"), actor("b", "Beta", "WINNTI")).base
    assert base.aliases["winnti"] == ("a", "b")
    assert base.aliases["alpha"] == ("a",)
