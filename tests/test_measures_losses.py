"""Money figures of single incidents: nothing added, nothing hidden, parts inside their whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.conftest import data_of, incident, response, series
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import losses as measure


def loss(loss_id: str, **values: Any) -> dict[str, Any]:
    least = {"id": loss_id, "low": 10, "high": 20, "currency": "USD", "year": 2020, "kind": "company-reported"}
    return least | {"is_loss": True, "counts": "cost", "estimator": "The company", "sources": ["s"]} | values


@pytest.fixture(scope="module")
def data() -> Dataset:
    big = incident(
        "big-2017",
        kinds=["wiper"],
        losses=[
            loss("total", kind="economic-estimate", low=1000, high=4000),
            loss("firm", low=300, high=300, part_of="total"),
            loss("branch", low=None, high=50, part_of="total"),
            loss("rival", kind="economic-estimate", low=None, high=900),
            loss("returned", kind="recovered", is_loss=False, low=5, high=5, part_of="total"),
        ],
        responses=[response("st"), response("sa", kind="sanctions", joined_by=["GB"]), response("ad", kind="advisory")],
    )
    euro = incident(
        "euro-2020",
        losses=[
            loss("cost", currency="EUR", low=100, high=None),
            loss("ask", kind="demand", is_loss=False, low=7000, high=7000),
        ],
        responses=[response("co", kind="charge", party_kind="company", party_country=None)],
    )
    advised = incident("advised-2020", losses=[loss("x", low=1, high=2)], responses=[response("ad", kind="advisory")])
    silent = incident("silent-2010", no_loss_figure="Nobody published one.", responses=[response("st")])
    return data_of(big, euro, advised, silent, series("usd-per-eur", {2020: 1.5}, unit="USD per EUR", kind="exchange-rate"))


def test_estimates_keep_the_original_beside_the_conversion(data: Dataset) -> None:
    found = measure.estimates(data).set_index("loss_id")
    row = found.loc["euro-2020:cost"]
    assert (row["low"], row["currency"], row["usd_rate"], row["low_usd"]) == (100, "EUR", 1.5, 150)
    assert row["usd_rate_series"] == "usd-per-eur"
    assert np.isnan(row["high"])
    assert np.isnan(row["high_usd"])
    assert row["title"] == "Case euro-2020"


def test_what_is_no_loss_is_no_part_of_a_loss(data: Dataset) -> None:
    whole = measure.estimates(data).set_index("loss_id")["whole"]
    assert whole["big-2017:branch"] == "big-2017:total"
    assert whole["big-2017:total"] == "big-2017:total"
    assert whole["big-2017:returned"] == "big-2017:returned"


def test_ranking_never_puts_a_part_beside_its_whole(data: Dataset) -> None:
    drawn = measure.ranked(measure.estimates(data), is_loss=True)
    wholes = drawn[~drawn["part"]]
    assert wholes["loss_id"].tolist() == ["big-2017:total", "big-2017:rival", "euro-2020:cost", "advised-2020:x"]
    assert wholes["row"].tolist() == [0, 1, 2, 3]
    parts = drawn[drawn["part"]]
    assert parts[["loss_id", "row"]].to_numpy().tolist() == [["big-2017:firm", 0], ["big-2017:branch", 0]]


def test_ranges_are_kept_and_unknown_bounds_stay_unknown(data: Dataset) -> None:
    drawn = measure.ranked(measure.estimates(data), is_loss=True).set_index("loss_id")
    assert tuple(drawn.loc["big-2017:total", ["low_usd", "high_usd"]]) == (1000, 4000)
    assert np.isnan(drawn.loc["big-2017:rival", "low_usd"])
    assert not (drawn[["low_usd", "high_usd"]] == 0).to_numpy().any()


def test_demands_and_recoveries_stand_apart(data: Dataset) -> None:
    drawn = measure.ranked(measure.estimates(data), is_loss=False)
    assert drawn["loss_id"].tolist() == ["euro-2020:ask", "big-2017:returned"]
    assert drawn["kind_label"].tolist() == ["Demand", "Recovered"]
    assert not drawn["part"].any()


def test_what_does_not_fit_is_counted(data: Dataset) -> None:
    drawn = measure.ranked(measure.estimates(data), is_loss=True, most=1)
    assert drawn["loss_id"].tolist() == ["big-2017:total", "big-2017:firm", "big-2017:branch"]
    assert drawn.attrs["left_out"] == 3
    assert measure.ranked(measure.estimates(data), is_loss=True, most=4).attrs == {"left_out": 0, "unconverted": 0}
    assert drawn.index.tolist() == [0, 1, 2]
    found = measure.estimates(data).assign(low_usd=np.nan, high_usd=np.nan)
    assert measure.ranked(found, is_loss=True).attrs["unconverted"] == 4


def test_figures_follow_the_filter(data: Dataset) -> None:
    chosen = IncidentFilter(kinds=("wiper",)).apply(data)
    assert set(measure.estimates(chosen)["incident_id"]) == {"big-2017"}
    nothing = IncidentFilter(text="no such case").apply(data)
    assert measure.ranked(measure.estimates(nothing), is_loss=True).empty
    assert measure.beside_answers(nothing, measure.estimates(nothing)).empty
    assert measure.coverage(nothing) == measure.Coverage(0, 0, 0, 0)


def test_costly_cases_without_a_figure(data: Dataset) -> None:
    found = measure.without_figure(data)
    assert found[["incident_id", "no_loss_figure"]].to_numpy().tolist() == [["silent-2010", "Nobody published one."]]


def test_coverage_counts_losses_answers_and_both(data: Dataset) -> None:
    assert measure.coverage(data) == measure.Coverage(incidents=4, losses=3, answers=3, both=2)


def test_answers_beside_losses(data: Dataset) -> None:
    drawn = measure.beside_answers(data, measure.estimates(data))
    assert drawn[["incident_id", "row", "answer", "answers"]].drop_duplicates().to_numpy().tolist() == [
        ["big-2017", 0, "Sanctions, expulsions or a cyber operation", "Statement, Sanctions, Advisory"],
        ["advised-2020", 1, "Another answer only", "Advisory"],
        ["euro-2020", 2, "No answer by a state found", ""],
    ]
    assert drawn["loss_id"].tolist() == ["big-2017:total", "big-2017:rival", "advised-2020:x", "euro-2020:cost"]
    assert drawn["kind_label"].tolist() == ["Economic estimate", "Economic estimate", "Company reported", "Company reported"]
    assert drawn.index.tolist() == [0, 1, 2, 3]
    highest = measure.beside_answers(data, measure.estimates(data), most=1)
    assert highest.attrs["left_out"] == 2
    assert set(highest["incident_id"]) == {"big-2017"}


def test_equal_figures_keep_the_order_of_the_collection() -> None:
    many = [incident(f"e{number:02}-2020", losses=[loss("x", low=5, high=5)]) for number in range(20)]
    found = measure.estimates(data_of(*many))
    expected = [f"e{number:02}-2020:x" for number in range(20)]
    assert measure.ranked(found, is_loss=True)["loss_id"].tolist() == expected
    assert measure.beside_answers(data_of(*many), found)["loss_id"].tolist() == expected


def test_committed_cases_have_parts_in_the_row_of_their_whole(curated: Dataset) -> None:
    found = measure.estimates(curated)
    drawn = measure.ranked(found, is_loss=True, most=len(found))
    assert set(drawn.loc[drawn["part_of"].isna(), "part"]) == {False}
    row = drawn.set_index("loss_id")["row"]
    inside = drawn[drawn["part"]]
    assert [row[one] for one in inside["part_of"]] == inside["row"].tolist()
