"""What two years of a series bear: refusals, sentences, notes and documents in full."""

from __future__ import annotations

import pytest

from tests.conftest import data_of, series
from tests.test_measures_series import broken, prices
from timeline.dataset import Dataset
from timeline.measures import series as measure
from timeline.records import Series


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The broken series with prices, one in euros, one of counts and one of two editions."""
    euro = series("euro", {2019: 5, 2023: 10}, unit="EUR", currency="EUR")
    filed = series("ic3-complaints", {2019: 400, 2020: 500, 2023: 800}, kind="count", unit="complaints", currency=None)
    first = series("x-as-first-published", {2020: 10, 2021: 20}, edition="The first")
    return data_of(broken(), prices(), euro, filed, first)


def refusal(data: Dataset, series_id: str, one: int, other: int) -> str:
    found = measure.compare(data, series_id, one, other)
    assert found
    assert (found.sentence, found.ratio, found.real_ratio, found.notes, found.sources) == ("", None, None, (), ())
    assert (found.series["series_id"], found.years) == (series_id, (min(one, other), max(one, other)))
    assert list(found.series) == list(measure.ABOUT)
    return found.refusal


def test_refusals_in_full(data: Dataset) -> None:
    assert refusal(data, "euro", 2019, 2019) == "A comparison needs two different years; 2019 was chosen twice."
    assert refusal(data, "euro", 2021, 2020) == ("The series has no value for 2020 and 2021. Years with a value: 2019, 2023.")
    assert refusal(data, "ic3-total-losses", 2010, 2013) == (
        "The series has no value for 2010 and 2013. 2010: No total was headlined. 2013: Reported loss from here. "
        "Years with a value: 2008–2009, 2011–2012, 2019, 2023–2024."
    )
    assert refusal(data, "ic3-total-losses", 2012, 2008) == (
        "2008 (“A”) and 2012 (“C”) are not comparable: what is counted changed in between. "
        "2010: No total was headlined. 2012: Adjusted from here."
    )
    assert refusal(data, "ic3-total-losses", 2012, 2019) == (
        "2012 (“C”) and 2019 (“D”) are not comparable: what is counted changed in between. 2013: Reported loss from here."
    )
    assert refusal(data, "ic3-total-losses", 2008, 2009) == (
        "2008 (“A”) and 2009 (“B”) are not comparable: what is counted changed in between."
    )


def test_comparison_in_full(data: Dataset) -> None:
    found = measure.compare(data, "x-as-first-published", 2021, 2020)
    assert found
    assert found.sentence == (
        "Series x-as-first-published: $20 in 2021, 2.0 times the $10 of 2020. What is counted: Losses. "
        "Whom it covers: Everyone. Published by: A body."
    )
    assert (found.years, found.ratio, found.real_ratio, found.refusal) == ((2020, 2021), 2, None, "")
    assert list(found.series) == list(measure.ABOUT)
    assert found.series["edition"] == "The first"
    assert found.notes == (
        "Inflation is not taken out: the price index kept here is that of the United States.",
        "Each value is the first that was published for its year; the two come from different editions.",
        "Not to be used for more: Not all.",
    )
    counts = measure.compare(data, "ic3-complaints", 2019, 2020)
    assert counts
    assert (counts.real_ratio, counts.notes) == (None, ("Not to be used for more: Not all.",))


def test_notes_in_full(data: Dataset) -> None:
    found = measure.compare(data, "ic3-total-losses", 2019, 2023)
    assert found
    assert found.notes == (
        "With inflation taken out: in prices of 2023 (US CPI-U) the amount of 2019 is $4.38 billion, and 2023 is 2.9 times it.",
        "2019: Exceeding 3.5 billion.",
        "Not to be used for more: Not all.",
    )


@pytest.mark.parametrize("known", [{2019: 200.0}, {2023: 250.0}])
def test_both_years_need_a_price(known: dict[int, float]) -> None:
    found = measure.compare(data_of(series("usd", {2019: 1, 2023: 3}), prices(known)), "usd", 2019, 2023)
    assert found
    assert found.real_ratio is None


def test_publishers_are_named_up_to_their_note_and_definitions_up_to_their_first_sentence() -> None:
    words = {"body": "A body; see there", "definition": "One. Two. Three.", "population": "Few, e.g. two"}
    found = measure.compare(data_of(series("s", {2019: 1, 2020: 1}, **words)), "s", 2019, 2020)
    assert found
    assert found.sentence.endswith("What is counted: One. Whom it covers: Few, e.g. Published by: A body.")


def two_sources(series_id: str, **values: object) -> Series:
    """2019 and 2021 from one document, 2020 from another."""
    made = series(series_id, {2019: 1, 2020: 2, 2021: 3}, **values)
    other = made.sources[0].model_copy(
        update={"id": "t", "title": "Another", "publisher": "A press", "url": "https://example.org/t"}
    )
    points = [point.model_copy(update={"source": "t"}) if point.year == 2020 else point for point in made.points]
    return made.model_copy(update={"points": points, "sources": [*made.sources, other]})


def test_each_document_is_named_once_for_the_last_of_its_years() -> None:
    made = data_of(two_sources("s"), two_sources("us-cpi-u", kind="price-index", unit="index", currency=None))
    found = measure.compare(made, "s", 2019, 2020)
    assert found
    assert found.sources == (
        {"year": 2019, "title": "A report", "publisher": "A paper", "url": "https://example.org/report"},
        {"year": 2020, "title": "Another", "publisher": "A press", "url": "https://example.org/t"},
    )
    assert measure.price_source(made) == "Series us-cpi-u, 2019–2021, as printed by A paper; A press"


@pytest.mark.parametrize(
    ("left_out", "ransomware", "complaints"),
    [
        ("", (500.0, 0.05), (400, 800)),
        ("ransomware", None, (400, 800)),
        ("2019", (500.0, 0.05), None),
        ("2023", (500.0, 0.05), None),
    ],
)
def test_seed_check_says_what_it_has(
    left_out: str, ransomware: tuple[float, float] | None, complaints: tuple[float, float] | None
) -> None:
    counted = {year: value for year, value in {2019: 400, 2020: 5, 2023: 800}.items() if str(year) != left_out}
    records = [series(measure.TOTAL, {2019: 5_000, 2023: 10_000}), series(measure.COMPLAINTS, dict(counted), currency=None)]
    if left_out != "ransomware":
        records.append(series(measure.RANSOMWARE, {2019: 1, 2023: 500}))
    found = measure.seed_check(data_of(*records))
    assert found
    assert (found.ransomware, found.complaints, found.comparison.ratio) == (ransomware, complaints, 2)


def test_seed_check_needs_both_years_of_the_total() -> None:
    assert measure.seed_check(data_of(series(measure.TOTAL, {2019: 1}))) is None
