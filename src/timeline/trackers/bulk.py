"""Rows of our template that need no remark, many at a time: columns instead of objects, and the same tables as one by one.

A row that would leave a note in the report or be set aside is not read here; `trackers.template` reads it alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from timeline import countries
from timeline.codes import (
    NOT_LOSSES,
    Code,
    Confidence,
    Form,
    IncidentKind,
    LossKind,
    PartyKind,
    Sector,
)
from timeline.trackers import rows
from timeline.trackers.entry import Span

PART = 5_000
"""Rows that are held before they become columns."""
_MOST_KEPT = 50_000
MOST_MONEY = 1e15
_NAMES = (
    "id title started ended discovered disclosed summary other_names kinds victims victim_countries sectors accused_states "
    "actor claimant claimant_kind claimant_country claim_form claim_date confidence loss_low loss_high loss_currency "
    "loss_year loss_kind loss_estimator source_urls collection"
)
COLUMNS = _NAMES.split()
_DATES = ("started", "ended", "discovered", "disclosed")
PLAIN_ADDRESS = re.compile(r"https?://([a-z0-9][a-z0-9.-]*[a-z0-9])(?:/[^\s<>\";,]*[a-zA-Z0-9/=_-])?\Z")
C = TypeVar("C", bound=Code)
V = TypeVar("V")


class NeedsRemark(Exception):  # noqa: N818  # sends a row the slow way, no fault
    """The row has to be read alone."""


class Memo(dict[str, V]):
    """What a text means, worked out once for each text while there is room."""

    def __init__(self, make: Callable[[str], V]) -> None:
        """`make` gives the meaning of a text that was not met before; it may raise NeedsRemark."""
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> V:
        found = self._make(text)
        if len(self) < _MOST_KEPT:
            self[text] = found
        return found


class Accusation(NamedTuple):
    """What a row claims: of whom, by whom, how."""

    states: tuple[str | None, ...]
    named: str | None
    party: str
    party_kind: PartyKind
    party_country: str | None
    form: Form
    confidence: Confidence
    date: Span | None


class Figure(NamedTuple):
    """One published amount."""

    low: float | None
    high: float | None
    currency: str
    year: int | None
    kind: LossKind
    is_loss: bool
    estimator: str

    @property
    def dollars(self) -> list[float]:
        """The bounds, where they were given in US dollars and are a loss."""
        return [one for one in (self.low, self.high) if one is not None] if self.is_loss and self.currency == "USD" else []


class Plain(NamedTuple):
    """One row of the template with nothing to say about it."""

    number: int
    id: str
    title: str
    summary: str
    other_names: list[str]
    kinds: list[str]
    sectors: list[str]
    targets: list[tuple[str, str | None, str]]
    accusation: Accusation | None
    loss: Figure | None
    urls: list[str]
    collection: str
    started: Span | None
    ended: Span | None
    discovered: Span | None
    disclosed: Span | None


class Reader:
    """Reads rows of one sheet; what a cell means is worked out once."""

    def __init__(self, header: Sequence[str], default: str, example: str) -> None:
        """`default` is the collection of rows that name none; the example row is left to be set aside."""
        self._width = len(header)
        places = {name.casefold(): place for place, name in enumerate(header)}
        self._at = {name: places.get(name, -1) for name in COLUMNS}
        """Where a column stands; -1, a cell that is always empty, when the sheet has none."""
        self._example = example
        self._text = Memo(_trimmed)
        self._date: Memo[Span | None] = Memo(_span)
        self._kinds = Memo(lambda text: _codes(text, IncidentKind))
        self._sectors = Memo(lambda text: _codes(text, Sector))
        self._states = Memo(_states)
        self._parties = Memo(lambda text: _code(text, PartyKind, PartyKind.OTHER))
        self._forms = Memo(lambda text: _code(text, Form, Form.OTHER))
        self._confidence = Memo(lambda text: _code(text, Confidence, Confidence.NOT_STATED))
        self._losses = Memo(lambda text: _code(text, LossKind, LossKind.OTHER))
        self._collection = Memo(lambda text: rows.slug(text, 40) if _trimmed(text) else default)

    def read(self, number: int, cells: list[str]) -> Plain | None:
        """The row, or None when it has to be read alone."""
        if len(cells) != self._width:
            return None
        try:
            return self._plain(number, [*cells, ""])
        except NeedsRemark:
            return None

    def _plain(self, number: int, cells: list[str]) -> Plain:
        at = self._at
        own, title = _trimmed(cells[at["id"]]), _trimmed(cells[at["title"]])
        when = [self._date[cells[at[name]]] for name in _DATES]
        collection = self._collection[cells[at["collection"]]]
        if not own or not title or own == self._example or collection == "curated" or not _is_orderly(when):
            raise NeedsRemark
        sectors = self._sectors[cells[at["sectors"]]]
        targets = _targets(_items(cells[at["victims"]]), self._states[cells[at["victim_countries"]]], sectors)
        return Plain(
            number,
            own,
            title,
            _trimmed(cells[at["summary"]]),
            _items(cells[at["other_names"]]),
            self._kinds[cells[at["kinds"]]],
            list(dict.fromkeys((*sectors, *(one[2] for one in targets if one[2] != Sector.UNKNOWN)))),
            targets,
            self._accusation(cells),
            self._loss(cells) if cells[at["loss_low"]] or cells[at["loss_high"]] else None,
            _addresses(_trimmed(cells[at["source_urls"]])),
            collection,
            *when,
        )

    def _accusation(self, cells: list[str]) -> Accusation | None:
        at = self._at
        states, named = self._states[cells[at["accused_states"]]], self._text[cells[at["actor"]]] or None
        if not states and not named:
            return None
        party, home = self._text[cells[at["claimant"]]], self._states[cells[at["claimant_country"]]]
        if not party or len(home) > 1:
            raise NeedsRemark
        return Accusation(
            tuple(states) or (None,),
            named,
            party,
            self._parties[cells[at["claimant_kind"]]],
            home[0] if home else None,
            self._forms[cells[at["claim_form"]]],
            self._confidence[cells[at["confidence"]]],
            self._date[cells[at["claim_date"]]],
        )

    def _loss(self, cells: list[str]) -> Figure | None:
        at = self._at
        low, high = _amount(cells[at["loss_low"]]), _amount(cells[at["loss_high"]])
        if low is None and high is None:
            return None
        currency, year = _trimmed(cells[at["loss_currency"]]).upper(), _trimmed(cells[at["loss_year"]])
        if len(currency) != 3 or not currency.isalpha():
            raise NeedsRemark
        kind = self._losses[cells[at["loss_kind"]]]
        estimator = self._text[cells[at["loss_estimator"]]] or "Not named"
        when = int(year) if year.isdigit() and len(year) == 4 else None
        return Figure(low, high, currency, when, kind, kind not in NOT_LOSSES, estimator)


def _amount(text: str) -> float | None:
    if not (text := _trimmed(text).replace(",", "")):
        return None
    try:
        found = float(text)
    except ValueError:
        raise NeedsRemark from None
    if not 0 < found < MOST_MONEY:
        raise NeedsRemark
    return found


def _trimmed(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split()) if text else ""


def _is_orderly(when: Sequence[Span | None]) -> bool:
    """Whether one date is there and it does not end before it begins."""
    started, ended = when[:2]
    return any(when) and not (started and ended and ended[1] < started[0])


def _span(text: str) -> Span | None:
    if not (text := _trimmed(text)):
        return None
    try:
        found = rows.partial(text)
    except ValueError:
        raise NeedsRemark from None
    if found[0] > date.today():
        raise NeedsRemark
    return found


def _items(text: str) -> list[str]:
    return [item for one in text.split(";") if (item := one.strip())] if text else []


def _codes(text: str, codes: type[C]) -> list[str]:
    return list(dict.fromkeys(_code(one, codes, None) for one in _items(text)))


def _code(text: str, codes: type[C], default: C | None) -> C:
    if not (text := _trimmed(text)) and default is not None:
        return default
    found = codes._value2member_map_.get(text.casefold().replace(" ", "-"))
    if not isinstance(found, codes):
        raise NeedsRemark
    return found


def _states(text: str) -> list[str]:
    found = [countries.code(one) for one in _items(text)]
    if not all(found):
        raise NeedsRemark
    return [one for one in found if one]


def _targets(names: list[str], places: list[str], sectors: list[str]) -> list[tuple[str, str | None, str]]:
    sector = sectors[0] if len(sectors) == 1 else Sector.UNKNOWN
    if names and len(names) == len(places):
        return [(name, place, sector) for name, place in zip(names, places, strict=True)]
    known = countries.names()
    return [(name, None, sector) for name in names] + [(known[one], one, sector) for one in places if one in known]


def _addresses(text: str) -> list[str]:
    return [text] if PLAIN_ADDRESS.match(text) else rows.addresses(text)
