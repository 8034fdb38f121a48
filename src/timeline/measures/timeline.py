"""Incidents in lanes on a time axis: one by one while they can be told apart, counted per period above that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.codes import Status
from timeline.dataset import NO_DATE, Base, Dataset, Days, Ints, Mask
from timeline.dates import in_words
from timeline.measures.density import Density, density
from timeline.measures.lanes import LANES, Lanes, lanes, value_counts
from timeline.measures.placing import View, day, extents, fitting, label_days, label_width, rows

MOST_MARKS = 2000
MOST_ROWS, MOST_ROWS_NARROW = 10, 18
"""Rows of a lane; what is denser than that overlaps."""
NARROW = 600
LABELLED_ROWS = 42
"""Rows of all lanes together up to which room is made for every label."""
HEAD, ROW, BAR = 20, 14, 44
"""Heights of a lane's heading, of a row of marks, and of the tallest bar, in pixels of the chart."""

Array = npt.NDArray[Any]
Columns = dict[str, Array]


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
    spans: int
    """Incidents in view whose date is a span of days."""
    undated: int
    """Incidents of the selection without the date that places them."""
    marks_in_view: int
    unplaced: int
    """Incidents in view whose date is too imprecise for a bar."""

    @property
    def is_density(self) -> bool:
        """Whether bars stand for marks."""
        return bool(self.period)


def whole_view(days: Days) -> View:
    """From the first to the last year that any of the dates can mean; three years at least."""
    latest = int(days.latest.max(initial=NO_DATE))
    if latest == NO_DATE:
        return View.years(2000, 2026)
    earliest = int(days.earliest.min())
    if earliest == NO_DATE:
        earliest = int(days.earliest[days.known].min())
    first, last = day(earliest).year, day(latest).year
    return View.years(min(first, last - 2), last)


def board(data: Dataset, by: str, date: str, view: View | None = None, width: int = 1000) -> Board:
    """The timeline of the selection in a chart of so many pixels; `date` is one of filters.DATES."""
    days = data.base.when(date)
    seen = view or whole_view(data.when(date))
    chosen = data.mask()
    known = days.known & chosen
    inside = _touching(days, known, seen)
    held, in_view = lanes(data, by, chosen), int(np.count_nonzero(inside))
    members = held.members(inside) if in_view <= MOST_MARKS else None
    counts = (in_view, int(np.count_nonzero(inside & (days.latest > days.earliest))), data.count - int(known.sum()))
    if members is None or len(members[0]) > MOST_MARKS:
        return _with_bars(by, seen, held, density(data.base, date, seen, inside, held), counts)
    around = _touching(days, known, View(seen.first - seen.days, seen.last + seen.days))
    drawn = held.members(around) if np.count_nonzero(around) <= MOST_MARKS else members
    marks = _marks(data.base, days, seen, drawn if len(drawn[0]) <= MOST_MARKS else members, held, width)
    return _with_marks(by, seen, held, marks, np.bincount(members[1], minlength=len(held.names)), counts)


def _touching(days: Days, known: Mask, view: View) -> Mask:
    found: Mask = known & (days.earliest <= view.last) & (days.latest >= view.first)
    return found


def _with_bars(by: str, view: View, held: Lanes, found: Density, counts: tuple[int, int, int]) -> Board:
    peaks = _most(found.bars["lane"].to_numpy(), found.bars["incidents"].to_numpy(), len(held.names))
    frame = pd.DataFrame({"lane": held.names, "incidents": found.in_lane, "peak": peaks})
    frame["bottom"] = (HEAD + BAR) * np.arange(1, len(frame) + 1)
    frame["top"] = frame["bottom"] - HEAD - BAR
    total = int(found.in_lane.sum())
    return Board(by, view, frame, _no_marks(), found.bars, found.period, *counts, total, found.unplaced)


def _with_marks(by: str, view: View, held: Lanes, marks: Columns, in_lane: Array, counts: tuple[int, int, int]) -> Board:
    """Lanes as deep as the marks in view need; marks beside the view, seen when it is moved, fit in."""
    seen = (marks["earliest"] <= view.last) & (marks["latest"] >= view.first)
    lane = marks["lane"]
    deep = np.maximum(_most(lane[seen], marks["row"][seen] + 1, len(held.names)), 1)
    bottom = np.cumsum(HEAD + ROW * deep + ROW // 2)
    top = np.concatenate([[0], bottom])[:-1]
    row = np.minimum(marks["row"], deep[lane] - 1)
    placed = marks | {"row": row, "y": top[lane] + HEAD + ROW // 2 + ROW * row}
    frame = pd.DataFrame({"lane": held.names, "incidents": in_lane, "peak": 0, "bottom": bottom, "top": top})
    return Board(by, view, frame, pd.DataFrame(placed), _no_bars(), "", *counts, int(in_lane.sum()), 0)


def _most(lane: Array, values: Array, count: int) -> npt.NDArray[np.int64]:
    """The highest value of each of `count` lanes, 0 for an empty one."""
    found: npt.NDArray[np.int64] = np.zeros(count, dtype=np.int64)
    np.maximum.at(found, lane, values)
    return found


@cache
def _no_marks() -> pd.DataFrame:
    names = ("incident_id", "title", "status", "place", "lane", "row", "y", "earliest", "latest", "when", "label", "label_at")
    return pd.DataFrame({name: [] for name in names})


@cache
def _no_bars() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("lane", "first", "last", "incidents", "when", "view")})


def _marks(base: Base, days: Days, view: View, members: tuple[Ints, Ints], held: Lanes, width: int) -> Columns:
    """A mark for each incident and lane: its row in the base (`place`) and in the lane, its days, its label if it fits."""
    place, lane = members
    left, right = extents(view, days.earliest[place], days.latest[place], width)
    order = np.lexsort((left, lane))
    place, lane, left, right = place[order], lane[order], left[order], right[order]
    earliest, latest = days.earliest[place], days.latest[place]
    columns = ["incident_id", "title", "other_names", "status"]
    texts = base.tables["incidents"].select(columns).take(place).to_pydict()
    short = [short_name(*pair) for pair in zip(texts["title"], texts.pop("other_names"), strict=True)]
    spans = zip(earliest.tolist(), latest.tolist(), strict=True)
    found = {name: np.array(values, dtype=object) for name, values in texts.items()}
    found["when"] = np.array([in_words(day(one), day(other)) for one, other in spans], dtype=object)
    found["row"], found["label"] = _placed(lane, left, right, short, len(held.names), width)
    found["label_at"] = label_days(view, right, width)
    return found | {"place": place, "lane": lane, "earliest": earliest, "latest": latest}


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
    days, selection = data.base.when(date), data.mask()
    mask = _touching(days, days.known & selection, view)
    if chosen is not None:
        row, lane = lanes(data, by, selection).members(mask)
        mask = np.zeros(data.base.count, dtype=np.bool_)
        mask[row[np.isin(lane, list(chosen))]] = True
    return data.only(mask)


def titles(board: Board, most: int) -> dict[str, str]:
    """Id -> title of the incidents whose marks are in view, in order of their date; so many at most."""
    if board.is_density:
        return {}
    held = {name: board.marks[name].to_numpy() for name in ("earliest", "latest", "incident_id", "title")}
    order = np.lexsort((held["latest"], held["earliest"]))
    seen = order[(held["earliest"][order] <= board.view.last) & (held["latest"][order] >= board.view.first)]
    found = dict(zip(held["incident_id"][seen].tolist(), held["title"][seen].tolist(), strict=True))
    return dict(islice(found.items(), most))


def sentence(board: Board) -> str:
    """What the chart holds, in words, for those who do not see it."""
    first, last = day(board.view.first).year, day(board.view.last).year
    lanes = zip(board.lanes["lane"].tolist(), board.lanes["incidents"].tolist(), strict=True)
    fullest = sorted((lane for lane in lanes if lane[1]), key=lambda lane: -lane[1])[:3]
    most = ", ".join(f"{name} {count:,}" for name, count in fullest)
    years = str(first) if first == last else f"{first} to {last}"
    return f"Timeline of {board.in_view:,} incidents, {years}, in lanes by {LANES[board.by].lower()}" + (
        f". Fullest lanes: {most}." if most else "."
    )


def by_status(data: Dataset) -> dict[str, int]:
    """Incidents of each status that occurs."""
    counts = value_counts(data, "status", data.mask()).tolist()
    return {name: count for name, count in zip(data.base.codes("status").values, counts, strict=True) if count}


def finding(count: int, statuses: Mapping[str, int]) -> str:
    """How much of a selection of so many incidents is attributed, in a sentence."""
    official, charged, contested = (
        statuses.get(status, 0) for status in (Status.STATE_ATTRIBUTED, Status.CHARGED, Status.CONTESTED)
    )
    return (
        f"Of {count:,} incidents, {official:,} are attributed by a state or intergovernmental body and {charged:,} by charges "
        f"or sanctions alone; on {contested:,} claims of equal standing contradict each other; for the other "
        f"{count - official - charged - contested:,} there is no official word on who did it."
    )
