"""A running server with readers: data are replaced whole under their hands, and no run fails or mixes two builds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.browser.conftest import Server, start_server
from tests.conftest import claim, collection, incident
from tests.reader import Reader
from timeline import tables

SIZES = (2, 5)
READERS, ROUNDS = 5, 6


def put(folder: Path, size: int) -> None:
    """So many incidents, each with one claim."""
    made = [incident(f"case-{number}", attributions=[claim("c")]) for number in range(size)]
    tables.write(tables.build(collection(*made)), folder)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A server and the folder of its tables."""
    put(tmp_path / "data", SIZES[0])
    process, server = start_server(tmp_path / "log.txt", tmp_path / "data")
    yield server, tmp_path / "data"
    process.terminate()
    process.wait(20)
    assert not server.tracebacks()


def told(reader: Reader) -> tuple[int, int]:
    """Incidents and claims that the overview counts."""
    held = dict(text.rsplit(": ", 1) for text in reader.words if text.count(": ") == 1)
    return int(held["Incidents"]), int(held["Attribution claims"])


async def read_on(url: str, seed: int, is_over: asyncio.Event, found: set[tuple[int, int]]) -> None:
    async with Reader(url, seed) as reader:
        while not is_over.is_set():
            await reader.visit()
            found.add(told(reader))


async def swap(folder: Path, is_over: asyncio.Event) -> None:
    """Build after build, a broken one and none at all among them."""
    for number in range(ROUNDS):
        await asyncio.to_thread(put, folder, SIZES[(number + 1) % 2])
        await asyncio.sleep(0.2)
        (folder / "losses.parquet").write_bytes(b"PAR1 cut short")
        await asyncio.sleep(0.1)
        (folder / "incidents.parquet").unlink()
        await asyncio.sleep(0.1)
    await asyncio.to_thread(put, folder, SIZES[1])
    await asyncio.sleep(0.5)
    is_over.set()


def test_readers_see_one_build_or_the_other(served: tuple[Server, Path]) -> None:
    server, folder = served
    found: set[tuple[int, int]] = set()

    async def all_at_once() -> None:
        async with Reader(server.url, 0) as early:
            await early.visit()
        is_over = asyncio.Event()
        readers = (read_on(server.url, seed, is_over, found) for seed in range(READERS))
        await asyncio.gather(swap(folder, is_over), *readers)
        async with Reader(server.url, 0) as late:
            await late.visit()
            assert told(late) == (SIZES[1], SIZES[1])

    with ThreadPoolExecutor(1) as beside:  # in this thread Playwright's loop may be running
        beside.submit(asyncio.run, all_at_once()).result()
    assert found == {(size, size) for size in SIZES}
    assert "accepted" not in server.log.read_text("utf-8"), "who connected is not written"
    lines = [json.loads(line) for line in server.log.read_text("utf-8").splitlines() if line.startswith("{")]
    assert any("the last good data stays" in line["message"] for line in lines)
    assert any(line["message"].startswith("data ") for line in lines)
