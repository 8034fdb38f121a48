"""Incidents of a selection in order of the date on which they began or were first known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from timeline.dataset import Dataset, Days, Ints

Named = tuple[str, str]
"""Id and title."""


def listed(data: Dataset, most: int) -> list[Named]:
    """The first of them."""
    return _named(data, data.incident_rows[earliest_rows(data.when("started"), most)])


def beside(data: Dataset, incident_id: str) -> tuple[Named | None, Named | None]:
    """The incidents before and after one; none when the selection does not hold it."""
    row = pc.index(data.base.tables["incidents"]["incident_id"], incident_id).as_py()
    place = np.flatnonzero(data.incident_rows == row)
    if row < 0 or not len(place):
        return None, None
    days = data.when("started")
    keys = np.where(days.known, days.earliest, np.iinfo(np.int32).max).astype(np.int64) * data.count + np.arange(data.count)
    here = keys[place[0]]
    return _nearest(data, keys, keys < here, last=True), _nearest(data, keys, keys > here, last=False)


def _nearest(data: Dataset, keys: npt.NDArray[np.int64], among: npt.NDArray[np.bool_], *, last: bool) -> Named | None:
    found = np.flatnonzero(among)
    if not len(found):
        return None
    one = found[np.argmax(keys[found]) if last else np.argmin(keys[found])]
    return _named(data, data.incident_rows[[one]])[0]


def _named(data: Dataset, rows: npt.NDArray[np.int32]) -> list[Named]:
    table = data.base.tables["incidents"].select(["incident_id", "title"]).take(rows)
    return list(zip(table["incident_id"].to_pylist(), table["title"].to_pylist(), strict=True))


def earliest_rows(days: Days, most: int) -> Ints:
    """The first `most` rows in order of date; rows without a date come last."""
    keys = np.where(days.known, days.earliest, np.iinfo(np.int32).max).astype(np.int64) * len(days.earliest)
    keys += np.arange(len(keys))
    if most < len(keys):
        keys = np.partition(keys, most)[:most]
    found: Ints = (np.sort(keys) % max(len(days.earliest), 1)).astype(np.int32)
    return found
