"""What a search found, and where in each incident the words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.dataset import Base, Dataset
from timeline.filters import words
from timeline.measures.neighbours import earliest_rows

AROUND = 70
"""Letters shown on either side of a match."""
Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is a match."""


@dataclass(frozen=True, slots=True)
class Match:
    """An incident that the search found; `places` are the fields beside the title where words stand, with the text around."""

    incident_id: str
    title: Pieces
    places: tuple[tuple[str, Pieces], ...]


def matches(data: Dataset, text: str, date: str, most: int = 20) -> list[Match]:
    """The first incidents of the selection by date, with the words of the search marked where they stand."""
    rows = earliest_rows(data.when(date), most)
    columns = ["incident_id", "title", "summary", "other_names", "malware", "accused_actors"]
    found = data.base.tables["incidents"].select(columns).take(data.incident_rows[rows]).to_pylist()
    backwards = sorted(words(text), reverse=True)  # so that no word hides a longer one that begins with it
    pattern = re.compile("|".join(map(re.escape, backwards)), re.IGNORECASE)
    return [
        Match(
            row["incident_id"],
            pieces(row["title"], pattern),
            tuple(
                (name, pieces(around(value, pattern), pattern))
                for name, value in _texts(row, data.base)
                if pattern.search(value)
            ),
        )
        for row in found
    ]


def _texts(row: dict[str, str], base: Base) -> list[tuple[str, str]]:
    """The other fields that a search looks into."""
    named = "; ".join(", ".join(_names(actor, base)) for actor in row["accused_actors"] or ())
    return [
        ("Also called", ", ".join(row["other_names"] or ())),
        ("Malware", ", ".join(row["malware"] or ())),
        ("Actor", named),
        ("Summary", row["summary"]),
    ]


def _names(actor: str, base: Base) -> list[str]:
    def make() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {one: [name] for one, name in base.actor_names.items()}
        table = base.tables["actor_names"]
        for one, name in zip(table["actor_id"].to_pylist(), table["name"].to_pylist(), strict=True):
            found[one].append(name)
        return found

    return base.derived("names of actors", make).get(actor, [actor])


def pieces(text: str, pattern: re.Pattern[str]) -> Pieces:
    """The text cut at the matches."""
    found: list[tuple[str, bool]] = []
    end = 0
    for match in pattern.finditer(text):
        found += [(text[end : match.start()], False), (match.group(), True)]
        end = match.end()
    return tuple(piece for piece in [*found, (text[end:], False)] if piece[0])


def around(text: str, pattern: re.Pattern[str]) -> str:
    """The text near its first match, cut at words."""
    match = pattern.search(text)
    if not match:
        return text[: 2 * AROUND]
    start, end = max(match.start() - AROUND, 0), match.end() + AROUND
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start:end] if end >= len(text) else text[start:end].rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut
