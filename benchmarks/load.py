"""Many readers at once against one process, beside the floor page under the same settings; then a thousand who come and go.

LOAD_SECONDS is how long the readers stay (20 when not given; the promise is about 300), LOAD_PAUSE how long each waits
between two changes, LOAD_LIVES how many come and go.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from tests.large import large_base
from tests.reader import Reader

from benchmarks.browser import memory, serving
from benchmarks.report import Row
from timeline import dataset, tables

READERS = 100
LIVES, AT_ONCE, CHANGES = int(os.environ.get("LOAD_LIVES", "1000")), 20, 3
SECONDS = float(os.environ.get("LOAD_SECONDS", "20"))
PAUSE = float(os.environ.get("LOAD_PAUSE", "2.5"))
FORGOTTEN = 130
"""Seconds after which Streamlit drops the session of a reader who left (two minutes), and some."""


@dataclass
class Load:
    """What came of it: milliseconds of every change, errors in words, seconds that passed, seconds of the processor used."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    passed: float = 0
    used: float = 0

    def __add__(self, other: Load) -> Load:
        """Both as one."""
        times, errors = self.times + other.times, self.errors + other.errors
        return Load(times, errors, self.passed + other.passed, self.used + other.used)

    @property
    def per_second(self) -> float:
        """Changes per second."""
        return len(self.times) / self.passed

    @property
    def median(self) -> float:
        """Milliseconds from a change to the end of its run."""
        return statistics.median(self.times) if self.times else float("inf")

    @property
    def slowest(self) -> float:
        """As `median`; one change in twenty takes longer."""
        return sorted(self.times)[len(self.times) * 19 // 20] if self.times else float("inf")

    @property
    def cost(self) -> float:
        """Milliseconds of the processor that the server used for a change, visits among them."""
        return self.used * 1000 / max(len(self.times), 1)


def processor(process: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _stay(url: str, seed: int, found: Load, is_over: Callable[[], bool], pause: float) -> None:
    """One reader: visit, then change after change."""
    try:
        async with Reader(url, seed) as reader:
            await reader.visit()
            await asyncio.sleep(pause * (seed % READERS) / READERS)
            while not is_over():
                found.times.append(await reader.change())
                await asyncio.sleep(pause)
    except Exception as error:  # whatever stops a reader is what is counted
        found.errors.append(f"{type(error).__name__}: {error}")


async def _together(url: str, process: int, pause: float, seconds: float) -> Load:
    """All readers at once for so many seconds."""
    found, began, used = Load(), perf_counter(), processor(process)
    over = [_stay(url, seed, found, lambda: perf_counter() - began > seconds, pause) for seed in range(READERS)]
    await asyncio.gather(*over)
    found.passed, found.used = perf_counter() - began, processor(process) - used
    return found


async def _lives(url: str, count: int) -> Load:
    """So many readers, a few at a time: each visits, changes a few times and leaves."""
    found, gate = Load(), asyncio.Semaphore(AT_ONCE)

    async def life(seed: int) -> None:
        async with gate:
            one = Load(errors=found.errors)
            await _stay(url, seed, one, lambda: len(one.times) >= CHANGES, 0)
            found.times.extend(one.times)

    await asyncio.gather(*(life(seed) for seed in range(count)))
    return found


def together(url: str, process: int, pause: float = PAUSE, seconds: float = SECONDS) -> Load:
    """Load on a server that one reader has warmed."""
    asyncio.run(_lives(url, 1))
    return asyncio.run(_together(url, process, pause, seconds))


def rows() -> Iterator[Row]:
    """Floor, ours, floor again, so that other work of the machine hits both; then without pauses; then the soak."""
    base = dataset.read(Path("data")).base
    with serving("benchmarks/floor/app.py", base.count) as (floor_url, floor_process), serving("app.py") as (url, process):
        url = f"{url}/timeline"
        floor = together(floor_url, floor_process, seconds=SECONDS / 2)
        asyncio.run(_lives(url, 1))
        first = memory(process)
        ours = together(url, process)
        during = memory(process)
        floor += together(floor_url, floor_process, seconds=SECONDS / 2)
        yield from _compared(floor, ours, f"{READERS} readers, {PAUSE} s between changes, {SECONDS:.0f} s")
        yield from _at_most(together(floor_url, floor_process, 0, 10), together(url, process, 0, 10))
        yield from _memory(url, process, first, during)
    with tempfile.TemporaryDirectory() as folder:
        tables.write(large_base(1_000_000, base).tables, Path(folder))
        with serving("app.py", data=Path(folder)) as (url, process):
            yield from _large(f"{url}/timeline", process)


def _large(url: str, process: int) -> Iterator[Row]:
    """What a process does with a million incidents."""
    asyncio.run(_lives(url, 1))
    first = memory(process)
    calm, busy = together(url, process), together(url, process, 0, 10)
    errors = len(calm.errors) + len(busy.errors)
    yield Row(f"1,000,000 incidents, {READERS} readers, {PAUSE} s between changes: errors", errors, "", None, "0", not errors)
    yield Row("1,000,000 incidents: reruns per second", calm.per_second, "/s")
    yield Row("1,000,000 incidents: change to end of run", calm.median, "ms")
    yield Row("1,000,000 incidents: reruns per second at most", busy.per_second, "/s")
    yield Row("1,000,000 incidents: memory with the first reader", first, "MiB")
    yield Row(f"1,000,000 incidents: memory with {READERS} readers", memory(process), "MiB")


def _memory(url: str, process: int, first: float, during: float) -> Iterator[Row]:
    """With readers, once they are gone, and after many more have come and gone."""
    left = _forgotten(url, process)
    lives = asyncio.run(_lives(url, LIVES))
    after = _forgotten(url, process)
    yield Row(f"{LIVES:,} readers come and go: errors", len(lives.errors), "", None, "0", not lives.errors)
    yield Row("memory with the first reader", first, "MiB")
    yield Row(f"memory with {READERS} readers", during, "MiB", during / first)
    yield Row("memory when they have left", left, "MiB", left / first)
    yield Row(f"memory after {LIVES:,} more", after, "MiB", after / left, "1.1 x before them", after <= 1.1 * left)


def _forgotten(url: str, process: int) -> float:
    """MiB when Streamlit has dropped the sessions of all who left; it does so when the next one leaves."""
    time.sleep(FORGOTTEN)
    for _ in range(3):
        asyncio.run(_lives(url, 1))
    return memory(process)


def _compared(floor: Load, ours: Load, what: str) -> Iterator[Row]:
    errors = len(ours.errors)
    yield Row(f"{what}: errors", errors, "", None, "0", not errors)
    yield Row("floor: reruns per second", floor.per_second, "/s")
    yield Row("floor: change to end of run", floor.median, "ms")
    share, slower = ours.per_second / floor.per_second, ours.median / floor.median
    yield Row("timeline: reruns per second", ours.per_second, "/s", share, "0.6 x the floor", share >= 0.6)
    yield Row("timeline: change to end of run", ours.median, "ms", slower, "2 x the floor", slower <= 2)
    yield Row("timeline: the slowest twentieth takes longer than", ours.slowest, "ms", ours.slowest / floor.slowest)
    yield Row("floor: processor time of a rerun", floor.cost, "ms")
    yield Row("timeline: processor time of a rerun", ours.cost, "ms", ours.cost / floor.cost)


def _at_most(floor: Load, ours: Load) -> Iterator[Row]:
    yield Row(f"floor: reruns per second at most, {READERS} readers without a pause", floor.per_second, "/s")
    yield Row("timeline: the same", ours.per_second, "/s", ours.per_second / floor.per_second)
