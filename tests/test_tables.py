"""Records into tables: what a reader will find in each column."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT, SOURCE, actor, claim, collection, data_of, incident, instrument, response, series
from timeline import tables
from timeline.collection import Collection
from timeline.schema import TABLES


def rows(name: str, *records: Any) -> list[dict[str, Any]]:
    return data_of(*records).base.tables[name].to_pylist()


def test_every_table_obeys_the_schema() -> None:
    built = tables.build(collection(incident()))
    assert list(built) == list(TABLES)
    for name, table in built.items():
        assert table.schema.equals(TABLES[name].arrow, check_metadata=False)
        assert all(field.metadata[b"description"] for field in table.schema)


def test_joint_statement_is_a_row_for_each_state() -> None:
    found = rows("attributions", incident(attributions=[claim("c", joined_by=["GB"])]))
    assert [(row["attribution_id"], row["party"], row["statement_id"]) for row in found] == [
        ("one-2020:c", "United States (White House)", "one-2020:c"),
        ("one-2020:c:GB", "United Kingdom", "one-2020:c"),
    ]


def test_incident_sums_up_its_claims() -> None:
    denial = claim("d", party="North Korea", party_country="KP", stance="denies", answers=["c"])
    (row,) = rows(
        "incidents",
        actor("lazarus", "Lazarus"),
        incident(
            attributions=[claim("c", actor="lazarus", joined_by=["GB"], date="2020-06"), denial], responses=[response("r")]
        ),
    )
    assert row["status"] == "state-attributed"
    assert (row["attributing_state_count"], row["claim_count"], row["denial_count"], row["response_count"]) == (2, 3, 1, 1)
    assert (row["accused_states"], row["accused_actors"], row["victim_countries"]) == (["KP"], ["lazarus"], ["FR"])
    assert (row["state_attributed_earliest"], row["state_attributed_latest"]) == (date(2020, 6, 1), date(2020, 6, 30))
    assert row["url"] == "incident?incident=one-2020"


def loss(loss_id: str, **values: Any) -> dict[str, Any]:
    least = {"id": loss_id, "low": 10, "high": 20, "currency": "USD", "year": 2020, "kind": "company-reported"}
    return least | {"is_loss": True, "counts": "cost", "estimator": "The company", "sources": ["s"]} | values


def test_losses_are_converted_and_spanned_but_never_added() -> None:
    case = incident(
        losses=[
            loss("whole", currency="EUR", low=100, high=None),
            loss("part", part_of="whole", low=1, high=1, currency="USD"),
            loss("demand", kind="demand", is_loss=False, low=900, high=900),
            loss("other", low=150, high=300),
        ]
    )
    euro = series("usd-per-eur", {2020: 1.25}, kind="exchange-rate")
    found = {row["loss_id"].split(":")[1]: row for row in rows("losses", case, euro)}
    assert (found["whole"]["low_usd"], found["whole"]["high_usd"], found["whole"]["usd_rate"]) == (125.0, None, 1.25)
    assert found["part"]["part_of"] == "one-2020:whole"
    (summary,) = rows("incidents", case, euro)
    assert (summary["loss_usd_low"], summary["loss_usd_high"]) == (125.0, 300.0)


def test_no_loss_is_absent_not_zero() -> None:
    (row,) = rows("incidents", incident())
    assert row["loss_usd_low"] is None
    assert row["loss_usd_high"] is None


@pytest.mark.parametrize(
    ("started", "expected"), [("2014", "after"), ("2015", "unclear"), ("2016-01", "before"), ("2015-07-22", "unclear")]
)
def test_instrument_against_incident(started: str, expected: str) -> None:
    link = {"id": "n", "clause": "norm-2015:1", "basis": "analyst", "reason": "Because."}
    (row,) = rows("norm_links", incident(started=started, norms=[link]), instrument())
    assert (row["clause_id"], row["instrument_id"], row["instrument_timing"]) == ("norm-2015:1", "norm-2015", expected)


def test_crosswalk_stands_both_ways() -> None:
    pair = [{"number": "1", "same_as": "b-2018:1", "reason": "Same.", "sources": ["s"]}]
    found = rows("crosswalk", instrument("a-2015", equivalents=pair), instrument("b-2018"))
    pairs = {(row["clause_id"], row["other_clause_id"]) for row in found}
    assert pairs == {("a-2015:1", "b-2018:1"), ("b-2018:1", "a-2015:1")}


def test_related_holds_both_ways() -> None:
    found = rows("incidents", incident("a-2020", related=["b-2020"]), incident("b-2020"))
    assert [row["related"] for row in found] == [["b-2020"], ["a-2020"]]


def test_withdrawn_incident_leaves_the_tables_but_not_the_log() -> None:
    gone = incident("gone-2020", withdrawn="2026-02-01", corrections=[{"date": "2026-02-01", "note": "A hoax."}])
    assert rows("incidents", gone, incident()) == rows("incidents", incident())
    assert [(row["kind"], row["note"]) for row in rows("changes", gone)][1] == ("withdrawn", "A hoax.")


def test_sources_name_their_record() -> None:
    found = rows("sources", incident(), actor("lazarus", "Lazarus"))
    assert [(row["source_id"], row["incident_id"], row["record"]) for row in found] == [
        ("one-2020:s", "one-2020", "incidents/one-2020"),
        ("lazarus:s", None, "actors/lazarus"),
    ]
    assert found[0]["url"] == SOURCE["url"]


def test_a_sponsor_named_differently_is_no_sponsor() -> None:
    def alleged(*states: str) -> list[dict[str, Any]]:
        return [{"state": state, "alleged_by": "A vendor", "sources": ["s"]} for state in states]

    found = rows("actors", actor("a", "A", sponsors=alleged("RU", "RU")), actor("b", "B", sponsors=alleged("RU", "CN")))
    assert [row["sponsor_state"] for row in found] == ["RU", None]


def test_same_records_give_equal_tables_and_version() -> None:
    one, other = (tables.build(collection(incident())) for _ in range(2))
    assert all(one[name].equals(other[name], check_metadata=True) for name in TABLES)
    changed = tables.build(collection(incident(title="Another title")))
    assert changed["actors"].schema.metadata[b"version"] != one["actors"].schema.metadata[b"version"]


def test_committed_tables_equal_a_rebuild(records: Collection) -> None:
    for name, table in tables.build(records).items():
        committed = pq.read_table(ROOT / "data" / f"{name}.parquet", partitioning=None)
        assert committed.equals(table), f"data/{name}.parquet is stale; run `python -m timeline build`"
        assert committed.schema.metadata == table.schema.metadata


def test_a_failed_write_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables.write(tables.build(collection(incident())), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        tables.write(tables.build(collection(incident(title="New"))), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
