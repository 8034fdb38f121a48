"""Amounts in words, and the ratio of two amounts: the same on every page and in every sentence."""

from __future__ import annotations

from decimal import Decimal

_SIZES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def short(value: float) -> str:
    """Three digits that count: `12.5 billion`, `92 million`, `143,000`, `2,620`."""
    rounded = float(f"{value:.3g}") if abs(value) >= 1e6 else value
    for size, word in _SIZES:
        if abs(rounded) >= size:
            return f"{Decimal(f'{rounded / size:.3g}'):,f}{word}"
    return f"{rounded:,.0f}"


def tick(value: float) -> str:
    """As short as an axis needs: `200M`, `1B`, `500`."""
    for size, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def in_words(value: float, unit: str) -> str:
    """`$12.5 billion`, `AUD 62,000 per report`, `880,418 complaints`; `unit` as in the series table."""
    currency, _, rest = unit.partition(" ")
    if len(currency) != 3 or not currency.isupper():
        return f"{value:,.0f} {unit}"
    money = f"${short(value)}" if currency == "USD" else f"{currency} {short(value)}"
    return f"{money} {rest}".rstrip()


def range_in_words(low: float | None, high: float | None, unit: str) -> str:
    """`$4 billion`, `$575 million to $700 million`, `at least $40 million`, `up to $1 billion`; empty without either."""
    if low is None or high is None:
        least = f"at least {in_words(low, unit)}" if low is not None else ""
        return least or (f"up to {in_words(high, unit)}" if high is not None else "")
    return in_words(low, unit) if low == high else f"{in_words(low, unit)} to {in_words(high, unit)}"


def size_in_words(size: float) -> str:
    """Bytes as a reader knows them, about: `2.4 MB`, `310 kB`, `1 kB`."""
    value, unit = (size / 1e6, "MB") if size >= 1e6 else (max(size, 1e3) / 1e3, "kB")
    return f"{float(f'{value:.2g}'):,g} {unit}"


def compared(ratio: float) -> str:
    """What a ratio says, to stand before an amount: `3.6 times`, `33 % more than`, `9 % less than`, `about the same as`."""
    if ratio >= 2:
        return f"{ratio:.1f} times" if ratio < 10 else f"{ratio:,.0f} times"
    percent = round(abs(ratio - 1) * 100)
    if not percent:
        return "about the same as"
    return f"{percent} % {'more' if ratio > 1 else 'less'} than"
