"""What one reader costs: bytes on the wire, memory of an idle session, and the server's time on each page."""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from tests.large import large_base
from tests.reader import Reader

from benchmarks.browser import marks, memory, serving
from benchmarks.report import Row
from benchmarks.wire import counted
from timeline import dataset, tables
from timeline.dataset import Base

IDLE, CHANGES = 40, 9
PAGES = ("", "timeline", "incident?incident=wannacry-2017", "attribution", "losses", "norms", "trackers", "data")
COPIES, MANY = 5, 1930
"""How often the collection is repeated, and how many incidents of that have just under the marks that are drawn one by one."""


def rows() -> Iterator[Row]:
    """Bytes at three sizes, then memory and pages at the size of the collection."""
    base = dataset.read(Path("data")).base
    with serving("benchmarks/floor/app.py", marks()) as floor, serving("app.py") as ours:
        yield from _bytes("the collection", ours[0])
        for name, large in (
            ("1,000,000 incidents", large_base(1_000_000, base)),
            (f"{MANY:,} incidents", _copied(base)),
        ):
            with tempfile.TemporaryDirectory() as folder:
                tables.write(large.tables, Path(folder))
                with serving("app.py", data=Path(folder)) as (url, _):
                    yield from _bytes(name, url)
        least = asyncio.run(_idle(*floor))
        each = asyncio.run(_idle(f"{ours[0]}/timeline", ours[1]))
        yield Row("floor: memory of an idle session", least, "MiB")
        yield Row("timeline: memory of an idle session", each, "MiB", None, "2 MiB above the floor", each - least < 2)
        yield from _pages(*(one[0] for one in (floor, ours)))


def _copied(base: Base) -> Base:
    incidents = base.tables["incidents"]
    place = incidents.schema.get_field_index("incident_id")
    copies = [
        incidents.set_column(place, "incident_id", pc.binary_join_element_wise(incidents["incident_id"], str(copy), "-"))
        for copy in range(1, COPIES)
    ]
    mixed = [_with_mixed_titles(copy.cast(incidents.schema), copy_number) for copy_number, copy in enumerate(copies)]
    table = pa.concat_tables([incidents, *mixed]).slice(0, MANY).combine_chunks()
    return Base(base.tables | {"incidents": table})


def _with_mixed_titles(incidents: pa.Table, seed: int) -> pa.Table:
    """The words of all titles dealt out again, so that no title can be packed as the copy of another."""
    titles = [title.split() for title in incidents["title"].to_pylist()]
    words = [word for title in titles for word in title]
    random.Random(seed).shuffle(words)
    dealt = iter(words)
    made = pa.array([" ".join(islice(dealt, len(title))) for title in titles], incidents.schema.field("title").type)
    return incidents.set_column(incidents.schema.get_field_index("title"), incidents.schema.field("title"), made)


def _bytes(name: str, url: str) -> Iterator[Row]:
    with counted(url) as relay:
        unpacked = asyncio.run(_visited(f"{relay.url}/timeline"))
        wire = relay.received / 1000
    yield Row(f"timeline over the socket, {name}", wire, "kB", None, "under 100 kB", wire < 100)
    yield Row(f"the same unpacked, {name}", unpacked / 1000, "kB")


async def _visited(url: str) -> int:
    async with Reader(url, 1) as reader:
        await reader.visit()
        return reader.received


async def _idle(url: str, process: int) -> float:
    """MiB that a session more takes, once it has seen the page and changed the filter."""
    async with AsyncExitStack() as held:
        await _opened(held, url, 5)
        before = memory(process)
        await _opened(held, url, IDLE)
        return (memory(process) - before) / IDLE


async def _opened(held: AsyncExitStack, url: str, count: int) -> None:
    for seed in range(count):
        reader = await held.enter_async_context(Reader(url, seed))
        await reader.visit()
        await reader.change()


def _pages(floor: str, ours: str) -> Iterator[Row]:
    least = asyncio.run(_changed(floor))
    yield Row("floor: change of the filter to the end of the run", least, "ms")
    for page in PAGES:
        taken = asyncio.run(_changed(f"{ours}/{page}"))
        name = page.partition("?")[0] or "overview"
        yield Row(
            f"{name}: change of the filter to the end of the run", taken, "ms", taken / least, "under 1,000 ms", taken < 1000
        )


async def _changed(url: str) -> float:
    async with Reader(url, 1) as reader:
        await reader.visit()
        return statistics.median([await reader.change() for _ in range(CHANGES)])
