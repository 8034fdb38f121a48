"""Incidents in lanes on a time axis: one by one while they can be told apart, counted per period above that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.codes import IncidentKind, Sector, Status, label
from timeline.dataset import NO_DATE, Base, Dataset, Days, Ints, Mask
from timeline.dates import in_words
from timeline.measures.density import density
from timeline.measures.placing import View, day, extents, fitting, label_days, label_width, rows

LANES = {
    "state": "Accused state",
    "actor": "Actor",
    "kind": "Kind",
    "sector": "Sector",
    "region": "Victim region",
    "status": "Status",
}
"""What lanes may stand for -> words."""
MOST_MARKS = 2000
MOST_LANES = 14
MOST_ROWS, MOST_ROWS_NARROW = 10, 18
"""Rows of a lane; what is denser than that overlaps."""
NARROW = 600
LABELLED_ROWS = 42
"""Rows of all lanes together up to which room is made for every label."""
HEAD, ROW, BAR = 20, 14, 44
"""Heights of a lane's heading, of a row of marks, and of the tallest bar, in pixels of the chart."""


Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Which incident stands in which lanes: `row[i]` of the selection stands in lane `lane[i]`."""

    names: tuple[str, ...]
    row: Ints
    lane: Ints


@dataclass(frozen=True, slots=True)
class Board:
    """What the timeline draws: marks or bars, and the numbers that say what is and is not there."""

    by: str
    view: View
    lanes: pd.DataFrame
    """`lane` (name), `incidents` (in view), `peak` (highest bar), `top` and `bottom` (pixels)."""
    marks: pd.DataFrame
    bars: pd.DataFrame
    period: str
    """Length of a bar; empty while marks are drawn."""
    in_view: int
    marks_in_view: int
    spans: int
    """Incidents in view whose date is a span of days."""
    undated: int
    """Incidents of the selection without the date that places them."""
    unplaced: int
    """Incidents in view whose date is too imprecise for a bar."""

    @property
    def is_density(self) -> bool:
        """Whether bars stand for marks."""
        return bool(self.period)


_Names = Callable[[Base, str], str]
_COLUMNS: dict[str, tuple[str, _Names, str, str]] = {
    "state": ("accused_states", lambda base, code: base.country_names.get(code, code), "No state named", "other states"),
    "actor": ("accused_actors", lambda base, code: base.actor_names.get(code, code), "No actor named", "other actors"),
    "kind": ("kinds", lambda base, code: label(IncidentKind, code), "Kind not given", "other kinds"),
    "sector": ("sectors", lambda base, code: label(Sector, code), "Sector not given", "other sectors"),
    "region": ("victim_regions", lambda base, code: code, "Several countries, or country not known", "other regions"),
    "status": ("status", lambda base, code: label(Status, code), "Status not given", "other statuses"),
}
"""Lanes -> column, names of its values, lane of those without a value, lane of the rest."""


def lanes(data: Dataset, by: str) -> Lanes:
    """Lanes of the selection: the values with most incidents, one lane for the rest, one for incidents without a value."""
    if data.rows is None:
        return data.base.derived(f"lanes by {by}", lambda: _lanes(data, by))
    return _lanes(data, by)


def _lanes(data: Dataset, by: str) -> Lanes:
    column, name, nothing, rest = _COLUMNS[by]
    coded = data.codes(column)
    counts = np.bincount(coded.codes, minlength=len(coded.values))
    order = _order(by, coded.values, counts)
    shown = order if len(order) <= MOST_LANES else order[: MOST_LANES - 1]
    names = [name(data.base, coded.values[one]) for one in shown]
    place = np.full(max(len(coded.values), 1), len(shown), dtype=np.int32)
    place[list(shown)] = np.arange(len(shown), dtype=np.int32)
    row, lane = coded.rows, place[coded.codes]
    if len(shown) < len(order):
        names.append(f"{len(order) - len(shown)} {rest}")
        row, lane = _once_per_incident(row, lane, len(shown))
    without = np.ones(data.count, dtype=bool)
    without[coded.rows] = False
    if without.any():
        missing = np.flatnonzero(without).astype(np.int32)
        row, lane = np.concatenate([row, missing]), np.concatenate([lane, np.full(len(missing), len(names), dtype=np.int32)])
        names.append(nothing)
    return Lanes(tuple(names), row, lane)


def _order(by: str, values: Sequence[str], counts: npt.NDArray[np.int64]) -> list[int]:
    """Values that occur, most incidents first; statuses in the order of their list."""
    found = [int(one) for one in np.flatnonzero(counts)]
    if by == "status":
        ranks = {code.value: rank for rank, code in enumerate(Status)}
        return sorted(found, key=lambda one: ranks.get(values[one], len(ranks)))
    return sorted(found, key=lambda one: (-int(counts[one]), values[one]))


def _once_per_incident(row: Ints, lane: Ints, rest: int) -> tuple[Ints, Ints]:
    """An incident with several values of the rest stands in their common lane once; `row` is ascending."""
    among = np.flatnonzero(lane == rest)
    again = among[1:][row[among[1:]] == row[among[:-1]]]
    kept = np.ones(len(row), dtype=bool)
    kept[again] = False
    return row[kept], lane[kept]


def whole_view(days: Days) -> View:
    """From the first to the last year that any of the dates can mean; three years at least."""
    latest = int(days.latest.max(initial=NO_DATE))
    if latest == NO_DATE:
        return View.years(2000, 2026)
    earliest = int(days.earliest.min(where=days.known, initial=latest))
    first, last = day(earliest).year, day(latest).year
    return View.years(min(first, last - 2), last)


def board(data: Dataset, by: str, date: str, view: View | None = None, width: int = 1000) -> Board:
    """The timeline of the selection in a chart of so many pixels; `date` is one of filters.DATES."""
    days = data.when(date)
    seen = view or whole_view(days)
    known = days.known
    inside: Mask = known & (days.earliest <= seen.last) & (days.latest >= seen.first)
    held = lanes(data, by)
    hit = inside[held.row]
    in_lane = np.bincount(held.lane[hit], minlength=len(held.names))
    total = int(hit.sum())
    marks, bars, period, unplaced = _no_marks(), _no_bars(), "", 0
    if total > MOST_MARKS:
        bars, period, unplaced = density(days, seen, inside, held.row, held.lane, len(held.names))
        peaks = _most(bars["lane"], bars["incidents"], len(held.names))
        heights = np.full(len(held.names), HEAD + BAR)
    else:
        around = (known & (days.earliest <= seen.last + seen.days) & (days.latest >= seen.first - seen.days))[held.row]
        marks = _marks(data, days, seen, held, around if int(around.sum()) <= MOST_MARKS else hit, width)
        peaks = np.zeros(len(held.names), dtype=np.int64)
        seen_rows = marks[(marks["earliest"] <= seen.last) & (marks["latest"] >= seen.first)]
        deep = np.maximum(_most(seen_rows["lane"], seen_rows["row"] + 1, len(held.names)), 1)
        marks["row"] = np.minimum(marks["row"], deep[marks["lane"].to_numpy(dtype=int)] - 1)
        heights = HEAD + ROW * deep + ROW // 2
    frame = pd.DataFrame({"lane": held.names, "incidents": in_lane, "peak": peaks})
    frame["bottom"] = np.cumsum(heights)
    frame["top"] = frame["bottom"] - heights
    marks["y"] = frame["top"].to_numpy()[marks["lane"].to_numpy(dtype=int)] + HEAD + ROW // 2 + ROW * marks["row"]
    spans = int((inside & (days.latest > days.earliest)).sum())
    counts = (int(inside.sum()), total, spans, int(data.count - known.sum()), unplaced)
    return Board(by, seen, frame, marks, bars, period, *counts)


def _most(lane: pd.Series, values: pd.Series, count: int) -> npt.NDArray[np.int64]:
    """The highest value of each of `count` lanes, 0 for an empty one."""
    found: npt.NDArray[np.int64] = np.zeros(count, dtype=np.int64)
    np.maximum.at(found, lane.to_numpy(dtype=np.int64), values.to_numpy(dtype=np.int64))
    return found


def _no_marks() -> pd.DataFrame:
    names = ("incident_id", "title", "status", "place", "lane", "row", "earliest", "latest", "when", "label", "label_at")
    return pd.DataFrame({name: [] for name in names})


def _no_bars() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("lane", "first", "last", "incidents", "when", "view")})


def _marks(data: Dataset, days: Days, view: View, held: Lanes, drawn: Mask, width: int) -> pd.DataFrame:
    """A mark for each incident and lane: its row in the base (`place`) and in the lane, its days, its label if it fits."""
    row, lane = held.row[drawn], held.lane[drawn]
    earliest, latest = days.earliest[row], days.latest[row]
    left, right = extents(view, earliest, latest, width)
    order = np.lexsort((left, lane))
    row, lane, left, right = row[order], lane[order], left[order], right[order]
    place = data.incident_rows[row]
    columns = ["incident_id", "title", "other_names", "status"]
    texts = data.base.tables["incidents"].select(columns).take(place).to_pydict()
    short = [short_name(*pair) for pair in zip(texts["title"], texts.pop("other_names"), strict=True)]
    spans = list(zip(earliest[order].tolist(), latest[order].tolist(), strict=True))
    found = {name: np.array(values, dtype=object) for name, values in texts.items()}
    found["when"] = np.array([in_words(day(one), day(other)) for one, other in spans], dtype=object)
    found["row"], found["label"] = _placed(lane, left, right, short, len(held.names), width)
    found["label_at"] = label_days(view, right, width)
    return pd.DataFrame(found | {"place": place, "lane": lane, "earliest": earliest[order], "latest": latest[order]})


def _placed(
    lane: Ints, left: npt.NDArray[np.float64], right: npt.NDArray[np.float64], names: list[str], count: int, width: int
) -> tuple[Array, Array]:
    """Rows with room for every label when they stay few, else rows of marks with the labels that happen to fit."""
    parts = [np.flatnonzero(lane == one) for one in range(count)]
    wide = right + np.array([label_width(name) for name in names])
    roomy = [rows(left[part].tolist(), wide[part].tolist(), LABELLED_ROWS) for part in parts]
    is_roomy = sum(max(part, default=0) + 1 for part in roomy) <= LABELLED_ROWS
    most = MOST_ROWS if width >= NARROW else MOST_ROWS_NARROW
    row, found = np.zeros(len(lane), dtype=int), np.full(len(lane), "", dtype=object)
    for part, with_room in zip(parts, roomy, strict=True):
        starts, ends = left[part].tolist(), right[part].tolist()
        placed = with_room if is_roomy else rows(starts, ends, most)
        row[part] = placed
        found[part] = fitting(starts, ends, placed, [names[one] for one in part], width)
    return row, found


def short_name(title: str, other_names: Sequence[str] | None) -> str:
    """A name of at most 30 characters for a label: the title up to its colon, another name, or the title cut."""
    head = title.split(":", 1)[0]
    if len(head) <= 30:
        return head
    short = [name for name in (other_names if other_names is not None else ()) if len(name) <= 24]
    return short[0] if short else head[:29].rsplit(" ", 1)[0] + "…"


def boxed(data: Dataset, found: Board, date: str, view: View, top: float, bottom: float) -> Dataset:
    """The incidents whose marks touch a box of days and pixels; of bars, all incidents of the lanes that it touches."""
    if found.is_density:
        touched = (found.lanes["top"] < bottom) & (found.lanes["bottom"] > top)
        return inside(data, found.by, date, view, np.flatnonzero(touched).tolist())
    marks = found.marks
    hit = marks["y"].between(top, bottom) & (marks["earliest"] <= view.last) & (marks["latest"] >= view.first)
    full = np.zeros(data.base.count, dtype=bool)
    full[marks["place"][hit].to_numpy(dtype=np.int64)] = True
    return data.only(full)


def inside(data: Dataset, by: str, date: str, view: View, chosen: Sequence[int] | None = None) -> Dataset:
    """The incidents whose date touches the view, in the chosen lanes (numbers as in `lanes`), or in any."""
    days = data.when(date)
    mask = days.known & (days.earliest <= view.last) & (days.latest >= view.first)
    if chosen is not None:
        held = lanes(data, by)
        among = np.zeros(data.count, dtype=bool)
        among[held.row[np.isin(held.lane, list(chosen))]] = True
        mask &= among
    full = np.zeros(data.base.count, dtype=bool)
    full[data.incident_rows[mask]] = True
    return data.only(full)


def sentence(board: Board) -> str:
    """What the chart holds, in words, for those who do not see it."""
    first, last = day(board.view.first).year, day(board.view.last).year
    fullest = board.lanes[board.lanes["incidents"] > 0].nlargest(3, "incidents")
    most = ", ".join(f"{name} {count:,}" for name, count in zip(fullest["lane"], fullest["incidents"], strict=True))
    years = str(first) if first == last else f"{first} to {last}"
    return f"Timeline of {board.in_view:,} incidents, {years}, in lanes by {LANES[board.by].lower()}" + (
        f". Fullest lanes: {most}." if most else "."
    )


def by_status(data: Dataset) -> dict[str, int]:
    """Incidents of each status that occurs."""
    coded = data.codes("status")
    return dict(zip(coded.values, np.bincount(coded.codes, minlength=len(coded.values)).tolist(), strict=True))


def finding(data: Dataset) -> str:
    """How much of the selection is attributed, in a sentence."""
    found = by_status(data)
    official, charged = found.get(Status.STATE_ATTRIBUTED, 0), found.get(Status.CHARGED, 0)
    return (
        f"Of {data.count:,} incidents, {official:,} have been officially attributed by at least one state or intergovernmental "
        f"body and {charged:,} led to charges or sanctions without such a statement; for the other "
        f"{data.count - official - charged:,} there is no official word that stands unchallenged."
    )


def earliest_rows(days: Days, most: int) -> Ints:
    """The first `most` rows in order of date; rows without a date come last."""
    keys = np.where(days.known, days.earliest, np.iinfo(np.int32).max).astype(np.int64) * len(days.earliest)
    keys += np.arange(len(keys))
    if most < len(keys):
        keys = np.partition(keys, most)[:most]
    found: Ints = (np.sort(keys) % max(len(days.earliest), 1)).astype(np.int32)
    return found
