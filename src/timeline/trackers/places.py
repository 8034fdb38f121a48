"""Countries that a text names, also by the adjective: `German Chancellery`, `a South Korean bank`."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from timeline import countries
from timeline.trackers.rows import slug

_ADJECTIVES = {
    "AE": "emirati uae dubai",
    "AF": "afghan kabul",
    "AR": "argentine argentinian",
    "BE": "belgian brussels",
    "CH": "swiss",
    "CN": "chinese beijing",
    "CY": "cypriot",
    "CZ": "czech prague",
    "DE": "german berlin",
    "DK": "danish",
    "ES": "spanish catalan",
    "FI": "finnish",
    "FR": "french paris",
    "GB": "british britain uk u-k london",
    "GR": "greek",
    "HU": "hungarian",
    "IE": "irish",
    "IL": "israeli",
    "IN": "indian delhi",
    "IR": "iranian tehran",
    "IS": "icelandic",
    "KP": "north-korean dprk pyongyang",
    "KR": "south-korean rok seoul",
    "KZ": "kazakh",
    "LB": "lebanese",
    "MA": "moroccan",
    "ME": "montenegrin",
    "NL": "dutch",
    "NO": "norwegian",
    "NZ": "new-zealander",
    "PE": "peruvian",
    "PH": "philippine filipino",
    "PK": "pakistani",
    "PL": "polish",
    "PS": "palestinian gaza",
    "PT": "portuguese",
    "QA": "qatari",
    "RO": "romanian",
    "RU": "russian moscow",
    "SA": "saudi",
    "SE": "swedish",
    "SI": "slovenian",
    "SK": "slovak",
    "TH": "thai",
    "TR": "turkey turkish",
    "TW": "taiwanese taipei",
    "UA": "ukrainian kyiv kiev",
    "US": "u-s usa american",
    "VA": "vatican",
    "VN": "vietnamese",
}
_ENDINGS = ("n", "an", "ian", "ese", "i")
_NO_PLACES = frozenset({"jersey", "chad", "guinea", "niger", "jordan", "reunion", "palau", "mali"})
"""Words that are first of all something else, or part of another country's name."""
_REGIONS = "europe european africa african asia asian america middle east eastern west western north south global"
WORDS_ONLY = frozenset(_REGIONS.split())
"""Say where, but no country."""


@cache
def _named() -> dict[str, str]:
    """A word, or two joined by a dash -> the country that it means."""
    found: dict[str, str] = {}
    for code, name in countries.names().items():
        plain = slug(name)
        if plain.count("-") < 2 and plain not in _NO_PLACES:
            found.setdefault(plain, code)
            stem = plain.rstrip("aeioy")
            for word in (stem, plain):
                found |= {word + end: code for end in _ENDINGS if word + end not in found and len(word) > 3 and "-" not in word}
    return found | {word: code for code, words in _ADJECTIVES.items() for word in words.split()}


@cache
def words() -> frozenset[str]:
    """Words that say where something happened and therefore not which event it was."""
    return WORDS_ONLY | {part for name in _named() for part in name.split("-")}


def mentioned(text: str) -> frozenset[str]:
    """Codes of the countries that a text names."""
    parts, named = slug(text, 5000).split("-"), _named()
    pairs = ("-".join(pair) for pair in pairwise(parts))
    return frozenset(named[one] for one in (*parts, *pairs) if one in named)
