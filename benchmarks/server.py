"""The server's part of a rerun: filter, measure and figure of the timeline, without Streamlit around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import process_time

from tests.large import large_base

from benchmarks.report import Row, median_ms
from timeline import dataset
from timeline.dataset import Dataset
from timeline.figures import timeline as figure
from timeline.filters import IncidentFilter
from timeline.measures import strip
from timeline.measures import timeline as measure

WIDTH = 1000


def rows() -> Iterator[Row]:
    """Times at the size of the collection and at a million incidents."""
    data = dataset.read(Path("data"))
    yield from _rows(data, "the collection", 25)
    yield from _rows(Dataset(large_base(1_000_000, data.base)), "1,000,000 incidents", 60)
    yield Row("reading the tables of the collection", median_ms(lambda: dataset.read(Path("data")), 5), "ms")


def _rows(data: Dataset, size: str, limit: float) -> Iterator[Row]:
    chosen = IncidentFilter(states=("RU", "KP"), years=(2005, 2024))
    yield Row(f"filter by two states and years, {size}", median_ms(lambda: chosen.apply(data)), "ms")
    run = partial(_pass, IncidentFilter(years=(2001, 2024)), data)
    what, used = f"filter, measure and figure of the timeline, {size}", median_ms(run, clock=process_time)
    yield Row(f"{what}: processor time", used, "ms", None, f"under {limit:.0f} ms", used < limit)
    yield Row(f"{what}: passed, with all else that runs here", median_ms(run), "ms")


def _pass(chosen: IncidentFilter, data: Dataset) -> object:
    cut = chosen.apply(data)
    board = measure.board(cut, "state", "started", None, WIDTH)
    axis = figure.Axis((board.view.first, board.view.last), board.view.ticks(WIDTH), "#000000", "#FFFFFF")
    norms = strip.instruments(cut.base, board.view, WIDTH)
    return figure.board(board.lanes, board.marks, board.bars, norms, axis)
