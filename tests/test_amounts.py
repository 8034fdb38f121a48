"""Amounts in words."""

from __future__ import annotations

import pytest

from timeline.amounts import compared, in_words, range_in_words, short, size_in_words, tick


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12_500_000_000, "12.5 billion"),
        (20_877_000_000, "20.9 billion"),
        (999_600_000, "1 billion"),
        (100_000_000, "100 million"),
        (92_000_000, "92 million"),
        (143_000, "143,000"),
        (3e12, "3 trillion"),
        (880_418, "880,418"),
    ],
)
def test_short(value: float, words: str) -> None:
    assert short(value) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (12.5e9, "USD", "$12.5 billion"),
        (62000, "AUD per report", "AUD 62,000 per report"),
        (4.44e6, "USD per breach", "$4.44 million per breach"),
        (880418, "complaints", "880,418 complaints"),
    ],
)
def test_in_words(value: float, unit: str, words: str) -> None:
    assert in_words(value, unit) == words


def test_a_range_is_never_reduced_to_one_end() -> None:
    assert range_in_words(575e6, 700e6, "USD") == "$575 million to $700 million"
    assert range_in_words(4e9, 4e9, "USD") == "$4 billion"
    assert range_in_words(40e6, None, "USD") == "at least $40 million"
    assert range_in_words(None, 1e9, "USD") == "up to $1 billion"
    assert range_in_words(None, None, "USD") == ""


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (3.571, "3.6 times"),
        (2.0, "2.0 times"),
        (41.7, "42 times"),
        (1.328, "33 % more than"),
        (0.91, "9 % less than"),
        (1.001, "about the same as"),
    ],
)
def test_compared(ratio: float, words: str) -> None:
    assert compared(ratio) == words


def test_tick() -> None:
    assert [tick(one) for one in (0.5, 500, 2000, 2e8, 1e9, 5e12)] == ["0.5", "500", "2k", "200M", "1B", "5T"]


@pytest.mark.parametrize(
    ("size", "words"), [(2_611_520, "2.6 MB"), (310_400, "310 kB"), (12_000_000, "12 MB"), (40, "1 kB"), (0, "1 kB")]
)
def test_size_in_words(size: float, words: str) -> None:
    assert size_in_words(size) == words
