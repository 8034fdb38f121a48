"""Yearly series: gaps, prices, changes and the sentences that two years bear."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.conftest import data_of, series
from timeline.dataset import Dataset
from timeline.measures import series as measure
from timeline.records import Gap, Point, Series


def broken() -> Series:
    """2008 in group A; no 2010; 2009 and 2011 in B; 2012 in C; 2019, 2023, 2024 in D."""
    groups = {2008: "A", 2009: "B", 2011: "B", 2012: "C", 2019: "D", 2023: "D", 2024: "D"}
    millions = {2008: 265, 2009: 560, 2011: 485, 2012: 525, 2019: 3_500, 2023: 12_500, 2024: 16_600}
    caveats = {2019: "Exceeding 3.5 billion."}
    points = [
        Point(year=year, value=Decimal(amount * 1_000_000), group=groups[year], caveat=caveats.get(year), source="s")
        for year, amount in millions.items()
    ]
    reasons = {2010: "No total was headlined.", 2012: "Adjusted from here.", 2013: "Reported loss from here."}
    gaps = [Gap(year=year, reason=reason, sources=["s"]) for year, reason in reasons.items()]
    words = {"title": "Losses reported", "definition": "All internet crime. More.", "population": "Whoever filed. Few."}
    return series(measure.TOTAL, {2000: 1}, **words).model_copy(update={"points": points, "breaks": gaps})


def prices(points: dict[int, float] | None = None) -> Series:
    index = {"kind": "price-index", "unit": "index", "currency": None}
    return series("us-cpi-u", points or {2019: 200.0, 2023: 250.0, 2024: 300.0}, **index)


@pytest.fixture(scope="module")
def data() -> Dataset:
    rates = series("usd-per-eur", {2019: 1.1}, kind="exchange-rate", unit="USD per EUR", currency=None)
    euro = series("euro", {2019: 5, 2023: 10}, unit="EUR", currency="EUR")
    filed = series("ic3-complaints", {2019: 400, 2020: 500, 2023: 800}, kind="count", unit="complaints", currency=None)
    part = series("ic3-ransomware-losses", {2023: 62_500_000})
    first = series("x-as-first-published", {2020: 10, 2021: 20}, edition="The first")
    return data_of(broken(), prices(), rates, euro, filed, part, first)


def test_catalog_leaves_out_what_only_serves_to_convert(data: Dataset) -> None:
    found = measure.catalog(data).set_index("series_id")
    assert set(found.index) == {"ic3-total-losses", "ic3-complaints", "ic3-ransomware-losses", "euro", "x-as-first-published"}
    assert tuple(found.loc["ic3-total-losses", ["first", "last", "years"]]) == (2008, 2024, 7)
    assert found["edition"].to_dict()["ic3-total-losses"] is None


def test_no_segment_crosses_a_break_or_a_missing_year(data: Dataset) -> None:
    drawn = measure.points(data, ["ic3-total-losses"])
    segments = drawn.groupby("segment")["year"].apply(list).tolist()
    assert segments == [[2008], [2009], [2011], [2012], [2019], [2023, 2024]]
    assert 2010 not in set(drawn["year"])
    assert drawn["shown"].tolist() == drawn["value"].tolist()


def test_points_of_different_editions_are_never_joined(data: Dataset) -> None:
    assert measure.points(data, ["x-as-first-published"])["segment"].nunique() == 2


def test_boundaries_are_where_the_group_changes(data: Dataset) -> None:
    found = measure.boundaries(measure.points(data, ["ic3-total-losses", "ic3-complaints"]))
    assert found["series_id"].unique().tolist() == ["ic3-total-losses"]
    assert found[["before", "after", "middle"]].to_numpy().tolist() == [
        [2008, 2009, 2008.5],
        [2011, 2012, 2011.5],
        [2012, 2019, 2015.5],
    ]


def test_order_is_that_of_the_choice(data: Dataset) -> None:
    drawn = measure.points(data, ["ic3-complaints", "ic3-total-losses"])
    assert drawn["series_id"].unique().tolist() == ["ic3-complaints", "ic3-total-losses"]
    assert [unit for unit, _ in measure.groups(drawn)] == ["complaints", "USD"]


def test_real_is_nominal_times_the_ratio_of_prices(data: Dataset) -> None:
    drawn = measure.points(data, ["ic3-total-losses"], real=True)
    assert dict(zip(drawn["year"], drawn["shown"], strict=True)) == pytest.approx(
        {2019: 3.5e9 * 300 / 200, 2023: 12.5e9 * 300 / 250, 2024: 16.6e9}
    )
    assert set(drawn["shown_unit"]) == {"USD, prices of 2024"}
    assert drawn["value"].tolist() == [3.5e9, 12.5e9, 16.6e9]
    assert [one.split(",")[1].split(":")[0].strip() for one in drawn.attrs["left_out"]] == ["2008", "2009", "2011", "2012"]


def test_prices_of_the_united_states_are_not_applied_to_other_money_or_to_counts(data: Dataset) -> None:
    drawn = measure.points(data, ["euro", "ic3-complaints"], real=True)
    assert drawn["series_id"].unique().tolist() == ["ic3-complaints"]
    assert drawn["shown"].tolist() == [400, 500, 800]
    assert drawn.attrs["left_out"] == ["Series euro: not in US dollars, so the US price index does not apply."]


def test_change_is_given_only_between_comparable_neighbours(data: Dataset) -> None:
    drawn = measure.points(data, ["ic3-total-losses", "ic3-complaints", "euro"], change=True)
    assert drawn[["series_id", "year"]].to_numpy().tolist() == [["ic3-total-losses", 2024], ["ic3-complaints", 2020]]
    assert drawn["shown"].tolist() == pytest.approx([32.8, 25.0])
    assert set(drawn["shown_unit"]) == {"% change on the year before"}
    assert drawn.attrs["left_out"] == ["Series euro: no two years in a row that can be compared."]


def test_real_change_takes_inflation_out(data: Dataset) -> None:
    drawn = measure.points(data, ["ic3-total-losses"], real=True, change=True)
    assert drawn["shown"].tolist() == pytest.approx([100 * (16.6 / (12.5 * 300 / 250) - 1)])
    assert set(drawn["shown_unit"]) == {"% change on the year before, inflation taken out"}


def test_nothing_chosen_gives_nothing(data: Dataset) -> None:
    for change in (False, True):
        for real in (False, True):
            assert measure.points(data, [], real=real, change=change).empty


def test_sentence_for_2019_and_2023(data: Dataset) -> None:
    found = measure.compare(data, "ic3-total-losses", 2019, 2023)
    assert found is not None
    assert not found.refusal
    assert found.sentence == (
        "Losses reported: $12.5 billion in 2023, 3.6 times the $3.5 billion of 2019. What is counted: All internet crime. "
        "Whom it covers: Whoever filed. Published by: A body."
    )
    assert found.ratio == pytest.approx(12.5 / 3.5)
    assert found.real_ratio == pytest.approx(12.5 / (3.5 * 250 / 200))
    assert any("2019 is $4.38 billion, and 2023 is 2.9 times it" in note for note in found.notes)
    assert "2019: Exceeding 3.5 billion." in found.notes
    assert "Not to be used for more: Not all." in found.notes
    assert found.sources == ({"year": 2023, "title": "A report", "publisher": "A paper", "url": "https://example.org/report"},)


def test_sentence_for_2023_and_2024_in_either_order(data: Dataset) -> None:
    found = measure.compare(data, "ic3-total-losses", 2024, 2023)
    assert found is not None
    assert "$16.6 billion in 2024, 33 % more than the $12.5 billion of 2023." in found.sentence
    assert found == measure.compare(data, "ic3-total-losses", 2023, 2024)


def test_absent_year_is_refused_with_the_reason(data: Dataset) -> None:
    found = measure.compare(data, "ic3-total-losses", 2010, 2023)
    assert found is not None
    assert not found.sentence
    assert found.refusal == (
        "The series has no value for 2010. 2010: No total was headlined. "
        "Years with a value: 2008–2009, 2011–2012, 2019, 2023–2024."
    )


def test_break_in_between_is_refused_with_the_reason(data: Dataset) -> None:
    found = measure.compare(data, "ic3-total-losses", 2011, 2023)
    assert found is not None
    assert not found.sentence
    assert "2011 (“B”) and 2023 (“D”) are not comparable" in found.refusal
    assert "Adjusted from here." in found.refusal
    assert "Reported loss from here." in found.refusal
    assert "No total was headlined." not in found.refusal


def test_one_year_twice_is_refused_and_an_unknown_series_is_none(data: Dataset) -> None:
    found = measure.compare(data, "ic3-total-losses", 2023, 2023)
    assert found is not None
    assert "two different years" in found.refusal
    assert measure.compare(data, "nonsense", 2019, 2023) is None


def test_other_money_gets_no_real_ratio_and_says_so(data: Dataset) -> None:
    found = measure.compare(data, "euro", 2019, 2023)
    assert found is not None
    assert found.real_ratio is None
    assert any("Inflation is not taken out" in note for note in found.notes)


def test_first_published_values_say_that_editions_differ(data: Dataset) -> None:
    found = measure.compare(data, "x-as-first-published", 2020, 2021)
    assert found is not None
    assert any("different editions" in note for note in found.notes)


def test_seed_sentence(data: Dataset) -> None:
    found = measure.seed_check(data)
    assert found is not None
    assert found.comparison.ratio == pytest.approx(3.571, abs=0.001)
    assert found.ransomware == pytest.approx((62_500_000, 0.005))
    assert found.complaints == (400, 800)
    assert measure.seed_check(data_of(series("other", {2020: 1}))) is None


def test_latest(data: Dataset) -> None:
    newest = measure.latest(data, "ic3-total-losses")
    assert newest is not None
    assert newest["year"] == 2024
    assert measure.latest(data, "nonsense") is None


def test_nothing_is_a_multiple_of_zero() -> None:
    found = measure.compare(data_of(series("z", {2020: 0, 2021: 5})), "z", 2020, 2021)
    assert found
    assert found.refusal == "The value of 2020 is 0; nothing can be a multiple of it."


def test_source_of_the_prices(data: Dataset) -> None:
    assert measure.price_source(data) == "Series us-cpi-u, 2019–2024, as printed by A paper"
    assert measure.price_source(data_of(broken())) == ""


def test_spans() -> None:
    assert measure.spans([2013, 2001, 2002, 2003]) == "2001–2003, 2013"
    assert measure.spans([]) == ""


def test_committed_series_keep_the_promises(curated: Dataset) -> None:
    total = measure.points(curated, ["ic3-total-losses"])
    assert 2010 not in set(total["year"])
    for _, part in total.groupby("segment"):
        assert part["comparability_group"].nunique() == 1
        assert (part["year"].diff().dropna() == 1).all()
    found = measure.compare(curated, "ic3-total-losses", 2019, 2023)
    assert found is not None
    assert "$12.5 billion in 2023, 3.6 times the $3.5 billion of 2019" in found.sentence
    refused = measure.compare(curated, "ic3-total-losses", 2008, 2023)
    assert refused is not None
    assert "not comparable" in refused.refusal


def test_catalog_in_full() -> None:
    made = data_of(series("b", {2021: 1, 2019: 2, 2020: 3}), series("a", {2020: 1}, edition="The first"), prices())
    found = measure.catalog(made)
    assert found.columns.tolist() == [*measure.ABOUT, "first", "last", "years"]
    assert found[["series_id", "edition", "first", "last", "years"]].to_numpy().tolist() == [
        ["a", "The first", 2020, 2020, 1],
        ["b", None, 2019, 2021, 3],
    ]
    assert found.loc[1, ["title", "kind", "unit", "definition"]].tolist() == ["Series b", "loss", "USD", "Losses."]
    assert measure.catalog(data_of(prices())).columns.tolist() == found.columns.tolist()


def test_points_in_full(data: Dataset) -> None:
    drawn = measure.points(data, ["ic3-ransomware-losses", "euro"])
    assert drawn.columns.tolist() == list(measure.DRAWN)
    assert drawn.index.tolist() == [0, 1, 2]
    assert drawn.attrs == {"left_out": []}
    assert drawn[["series_id", "title", "year", "shown", "shown_unit", "value", "unit"]].to_numpy().tolist() == [
        ["ic3-ransomware-losses", "Series ic3-ransomware-losses", 2023, 62.5e6, "USD", 62.5e6, "USD"],
        ["euro", "Series euro", 2019, 5, "EUR", 5, "EUR"],
        ["euro", "Series euro", 2023, 10, "EUR", 10, "EUR"],
    ]
    assert drawn["source_url"].unique().tolist() == ["https://example.org/report"]
    assert measure.points(data, ["ic3-total-losses"])["point_caveat"].dropna().tolist() == ["Exceeding 3.5 billion."]


def test_what_is_left_out_of_real_prices_is_named_once_or_year_by_year() -> None:
    euro = series("euro", {2019: 5, 2023: 10}, unit="EUR", currency="EUR")
    dollars = series("usd", {2018: 5, 2019: 10, 2025: 3}, unit="USD per report")
    counts = series("count", {2018: 7}, kind="count", unit="complaints", currency=None)
    drawn = measure.points(data_of(euro, dollars, counts, prices()), ["usd", "count", "euro"], real=True)
    assert drawn.attrs["left_out"] == [
        "Series euro: not in US dollars, so the US price index does not apply.",
        "Series usd, 2018: the price index has no value for this year.",
        "Series usd, 2025: the price index has no value for this year.",
    ]
    assert drawn[["series_id", "year", "shown", "shown_unit", "value"]].to_numpy().tolist() == [
        ["usd", 2019, 15, "USD per report, prices of 2024", 10],
        ["count", 2018, 7, "complaints", 7],
    ]
    assert drawn.index.tolist() == [0, 1]


def test_without_a_price_index_dollars_are_left_out() -> None:
    drawn = measure.points(data_of(series("usd", {2019: 10})), ["usd"], real=True)
    assert drawn.empty
    assert drawn.attrs["left_out"] == ["Series usd, 2019: the price index has no value for this year."]


def test_a_change_of_counts_is_the_same_in_real_prices() -> None:
    counts = series("count", {2018: 4, 2019: 5, 2021: 6, 2022: 3}, kind="count", unit="complaints", currency=None)
    dollars = series("usd", {2023: 250, 2024: 300})
    drawn = measure.points(data_of(counts, dollars, prices()), ["count", "usd"], real=True, change=True)
    assert drawn[["series_id", "year", "shown", "shown_unit"]].to_numpy().tolist() == [
        ["count", 2019, 25, "% change on the year before"],
        ["count", 2022, -50, "% change on the year before"],
        ["usd", 2024, 0, "% change on the year before, inflation taken out"],
    ]
    assert drawn.attrs["left_out"] == []
    assert drawn.index.tolist() == [0, 1, 2]


def test_the_last_year_of_one_series_is_not_the_year_before_of_the_next() -> None:
    made = data_of(series("a", {2019: 1, 2020: 2}), series("b", {2021: 3, 2022: 6}))
    drawn = measure.points(made, ["a", "b"], change=True)
    assert drawn[["series_id", "year", "shown"]].to_numpy().tolist() == [["a", 2020, 100], ["b", 2022, 100]]
    segments = measure.points(made, ["a", "b"])["segment"].tolist()
    assert (segments[0] == segments[1], segments[2] == segments[3], segments[1] == segments[2]) == (True, True, False)
    assert measure.boundaries(measure.points(made, ["a", "b"])).empty


def test_what_cannot_be_compared_is_named_in_the_order_of_the_choice() -> None:
    made = data_of(*(series(name, {2019: 1, 2021: 2}) for name in "abc"), series("d", {2019: 1, 2020: 2}))
    drawn = measure.points(made, ["c", "d", "a"], change=True)
    assert drawn.attrs["left_out"] == [
        "Series c: no two years in a row that can be compared.",
        "Series a: no two years in a row that can be compared.",
    ]


def test_boundaries_in_full(data: Dataset) -> None:
    found = measure.boundaries(measure.points(data, ["ic3-total-losses"]))
    assert found.columns.tolist() == ["series_id", "before", "after", "middle"]


def test_units_in_order_of_first_appearance(data: Dataset) -> None:
    found = measure.groups(measure.points(data, ["euro", "ic3-ransomware-losses", "ic3-complaints", "ic3-total-losses"]))
    assert [(unit, part["series_id"].unique().tolist()) for unit, part in found] == [
        ("EUR", ["euro"]),
        ("USD", ["ic3-ransomware-losses", "ic3-total-losses"]),
        ("complaints", ["ic3-complaints"]),
    ]


def test_gaps_in_order_and_of_the_series(data: Dataset) -> None:
    assert measure.gaps(data, "ic3-total-losses") == [
        {"year": 2010, "reason": "No total was headlined."},
        {"year": 2012, "reason": "Adjusted from here."},
        {"year": 2013, "reason": "Reported loss from here."},
    ]
    assert measure.gaps(data, "euro") == []
    backwards = broken().model_copy(update={"breaks": broken().breaks[::-1]})
    assert measure.gaps(data_of(backwards), "ic3-total-losses") == measure.gaps(data, "ic3-total-losses")
