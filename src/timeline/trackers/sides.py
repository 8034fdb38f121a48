"""What matching reads of one incident, curated or imported: its names, words, places, days and accused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import pyarrow as pa

from timeline.trackers import places
from timeline.trackers.rows import slug

_READ = (
    "incident_id title summary other_names malware accused_states accused_actors victim_countries sectors kinds collection "
    "original_id started_earliest started_latest ended_latest discovered_earliest discovered_latest disclosed_earliest "
    "disclosed_latest"
)
COLUMNS = _READ.split()
_WORD = re.compile(r"[a-z0-9]+")
_COMMON = (
    "a an and are around as at against also attack attacked been believed by campaign case compromise compromised "
    "computer cyber cyberattack data de during email emails for from government group hack hacked hacker hacking "
    "had has have in incident information into intrusion is it its least malware more national network of on one "
    "operation or other out over purpose s said service site some system t target targeted targeting than that the "
    "their theft they this threat to two u under unknown used using vs was website were which who with "
)
PLAIN = frozenset(_COMMON.split())
_SAME = {
    "ddos": "denial",
    "dos": "denial",
    "dept": "department",
    "mod": "defence",
    "govt": "government",
    "defense": "defence",
    "center": "centre",
    "labor": "labour",
    "program": "programme",
    "telecom": "telecommunication",
    "shipping": "ship",
    "banking": "bank",
    "railway": "rail",
    "defaced": "deface",
    "defacement": "deface",
}
"""Another way to write a word -> how it is compared."""


class Side:
    """What matching reads of one incident."""

    def __init__(self, row: Mapping[str, Any], victims: Sequence[str]) -> None:
        """From a row of incidents and the names of its targets."""
        self.row = row
        self.id: str = row["incident_id"]
        self.names: list[str] = [row["title"], *(row["other_names"] or ()), *(row["malware"] or ())]
        named, hit = " ; ".join(self.names), " ; ".join(victims)
        self.words = words(named) - places.words()
        self.plain = [slug(name, 300) for name in self.names]
        self.joined = {a + b for name in self.plain for a, b in pairwise(name.split("-"))} | _initials(self.names, victims)
        """Neighbours written as one word, `VPN Filter` for `VPNFilter`, and initials, `OPM`."""
        self.title = words(row["title"]) - places.words()
        self.victims = words(hit) - places.words()
        self.story = words(row["summary"] or "") - places.words()
        self.accused = frozenset(row["accused_states"] or ())
        hit_in = frozenset(row["victim_countries"] or ()) | (places.mentioned(hit) - self.accused)
        self.where = hit_in or (places.mentioned(named) - self.accused)
        """Countries hit, also those that the victims' names mention; where there are none, those that its names do."""
        self.heading = f"-{'--'.join(self.plain)}-"
        self.text = f"{self.heading}{slug(hit, 3000)}-{slug(row['summary'] or '', 5000)}-"

    @cached_property
    def told(self) -> frozenset[str]:
        """Every word that is no place."""
        return frozenset(self.words | self.victims | self.story)

    @property
    def dates(self) -> list[tuple[date, date]]:
        """Beginning and becoming public, where known."""
        spans = [(self.row[f"{name}_earliest"], self.row[f"{name}_latest"]) for name in ("started", "disclosed")]
        return [(first, last) for first, last in spans if first]

    @cached_property
    def days(self) -> list[tuple[int, int]]:
        """Spans that the event may lie in: activity, becoming public, being found."""
        row, found = self.row, []
        if row["started_earliest"]:
            end = max(row["ended_latest"] or row["started_latest"], row["started_latest"])
            found.append((row["started_earliest"].toordinal(), end.toordinal()))
        for name in ("disclosed", "discovered"):
            if row[f"{name}_earliest"]:
                found.append((row[f"{name}_earliest"].toordinal(), row[f"{name}_latest"].toordinal()))
        return found

    @cached_property
    def exact(self) -> list[int]:
        """Days on which something is said to have happened; the first of a month often stands for the month and is left out."""
        spans = [(self.row[f"{name}_earliest"], self.row[f"{name}_latest"]) for name in ("started", "disclosed", "discovered")]
        return [first.toordinal() for first, last in spans if first and first == last and first.day > 1]


def words(text: str) -> set[str]:
    """Words of a text without those that nearly every record has; a plural is its singular."""
    return {_plain(word) for word in _WORD.findall(slug(text, 5000))} - PLAIN


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """The singular in British spelling: `organizations` and `organisation` are one word."""
    found = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    return _SAME.get(found, found.replace("iz", "is") if len(found) > 6 else found)


def _initials(names: Iterable[str], victims: Iterable[str]) -> set[str]:
    """First letters of names of three words or more."""
    found = set()
    for name in (*names, *victims):
        parts = [part for part in re.findall(r"[A-Za-z]+", name) if part[0].isupper()]
        if len(parts) > 2:
            found.add("".join(part[0] for part in parts).casefold())
    return found


def sides(tables: Mapping[str, pa.Table]) -> list[Side]:
    """Every incident of some tables as matching reads it."""
    victims: dict[str, list[str]] = defaultdict(list)
    targets = tables["targets"]
    for incident_id, name in zip(targets["incident_id"].to_pylist(), targets["name"].to_pylist(), strict=True):
        victims[incident_id].append(name or "")
    return [Side(row, victims[row["incident_id"]]) for row in tables["incidents"].select(COLUMNS).to_pylist()]


def gap(side: Side, other: Side) -> int | None:
    """Fewest days between any of their dates, 0 when they touch; None where one has no date."""
    return min((max(0, b[0] - a[1], a[0] - b[1]) for a in side.days for b in other.days), default=None)
