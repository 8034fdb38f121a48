"""Countries: codes, names and regions, and the code that another collection's name means."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

import pycountry

FORMER = {"SU": "Soviet Union", "YU": "Yugoslavia", "DD": "East Germany", "CS": "Czechoslovakia"}
_REGIONS = {
    "Northern Africa": "Africa",
    "Eastern Africa": "Africa",
    "Middle Africa": "Africa",
    "Southern Africa": "Africa",
    "Western Africa": "Africa",
    "Caribbean": "Latin America and the Caribbean",
    "Central America": "Latin America and the Caribbean",
    "South America": "Latin America and the Caribbean",
    "Northern America": "Northern America",
    "Western Asia": "Western Asia",
    "Central Asia": "Asia and the Pacific",
    "Eastern Asia": "Asia and the Pacific",
    "South-eastern Asia": "Asia and the Pacific",
    "Southern Asia": "Asia and the Pacific",
    "Australia and New Zealand": "Asia and the Pacific",
    "Melanesia": "Asia and the Pacific",
    "Micronesia": "Asia and the Pacific",
    "Polynesia": "Asia and the Pacific",
}
"""UN M49 subregion -> region shown; the European subregions become Europe."""
_SHORTENED = {
    "n korea": "KP",
    "s korea": "KR",
    "u.s.": "US",
    "u.k.": "GB",
    "uk": "GB",
    "uae": "AE",
    "czechia": "CZ",
    "palestine": "PS",
    "kosovo": "XK",
}
"""Names that collections use and the libraries do not know as a whole name."""


@cache
def _lines() -> tuple[dict[str, str], ...]:
    """country_converter's data file; its class cannot be made under pandas 3."""
    text = resources.files("country_converter").joinpath("country_data.tsv").read_text("utf-8")
    return tuple(line for line in csv.DictReader(text.splitlines(), delimiter="\t") if line["obsolete"] == "")


def _iso(line: dict[str, str]) -> str:
    return line["ISO2"].split("|")[0].strip("^$()").upper()


def rows() -> Iterator[dict[str, str]]:
    """Code, short English name and region of every country, former states last."""
    for line in _lines():
        if len(code := _iso(line)) == 2:
            region = _REGIONS.get(line["UNregion"], "Europe" if "Europe" in line["UNregion"] else "Other")
            yield {"country": code, "name": line["name_short"], "region": region}
    for code, name in FORMER.items():
        yield {"country": code, "name": name, "region": "Europe"}


@cache
def names() -> dict[str, str]:
    """Code -> short English name."""
    return {row["country"]: row["name"] for row in rows()}


@cache
def _whole_names() -> dict[str, str]:
    """Case-folded full names, from pycountry and country_converter, and both ISO codes -> code."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        for key in ("name", "official_name", "common_name", "alpha_2", "alpha_3"):
            if name := getattr(country, key, None):
                found[name.casefold()] = country.alpha_2
    for line in _lines():
        if len(code := _iso(line)) == 2:
            found |= {line[key].casefold(): code for key in ("name_short", "name_official") if line[key]}
    return found | {name.casefold(): code for code, name in FORMER.items()} | _SHORTENED


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(line["regex"], re.IGNORECASE), _iso(line)) for line in _lines() if len(_iso(line)) == 2)


def exact(name: str) -> str | None:
    """The code of a text that is a country's name or code and nothing more."""
    return _whole_names().get(" ".join(name.split()).casefold())


@lru_cache(maxsize=4096)
def code(name: str) -> str | None:
    """The code of a text in a column that holds countries, however written; None when none or several fit."""
    if len(name) > 100:
        return None
    if found := exact(name):
        return found
    if re.search(r"[A-Za-z]{4}", name) is None:
        return None
    fitting = {iso for pattern, iso in _patterns() if pattern.search(name)}
    return fitting.pop() if len(fitting) == 1 else None


def split(text: str) -> list[str]:
    """Items of a list joined by commas; a country whose name holds the comma stays whole."""
    pieces = [piece.strip() for piece in text.split(",")]
    items: list[str] = []
    at = 0
    while at < len(pieces):
        width = next((n for n in (3, 2) if at + n <= len(pieces) and exact(", ".join(pieces[at : at + n]))), 1)
        items.append(", ".join(pieces[at : at + width]))
        at += width
    return [item for item in items if item]
