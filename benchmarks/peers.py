"""EuRepoC's rows in Datasette and in our app: first page, filter, CSV. Without the tracker's files nothing is measured."""

from __future__ import annotations

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import FLAGS

from benchmarks import labels
from benchmarks.browser import chromium, free_port, process_at, serving
from benchmarks.report import Row

FOLDER = labels.FILES / "eurepoc"
FILE = "EuRepoC_Global_Database_1.1.csv"
TIMES = 7
Action = Callable[[Page], None]
NUMBER = """() => document.querySelector("[data-testid=stMain] [data-testid=stCaptionContainer]")?.innerText"""


def rows() -> Iterator[Row]:
    """Each action in turn on both; the ratio is ours to Datasette."""
    if not (FOLDER / FILE).exists():
        return
    with tempfile.TemporaryDirectory() as held, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with _datasette(Path(held)) as (theirs, _), serving("app.py", data=_tables(Path(held))) as (ours, _):
            for what, their, our in (
                ("first page", _their_first(theirs), _our_first(ours)),
                ("filter", _their_filter(theirs), _our_filter(ours)),
                ("CSV export of all rows", _their_csv(theirs), _our_csv(ours)),
            ):
                yield from _compared(what, *_in_turn(browser, their, our))
        browser.close()


def _compared(what: str, theirs: float, ours: float) -> Iterator[Row]:
    yield Row(f"Datasette: {what}", theirs, "ms")
    yield Row(f"ours: {what}", ours, "ms", ours / theirs, "no slower", ours <= theirs)


Step = tuple[Action, Action]
"""What is prepared, and what is measured."""


def _in_turn(browser: Browser, *steps: Step) -> list[float]:
    found: list[list[float]] = [[] for _ in steps]
    for number in range(TIMES + 1):
        for times, (prepared, measured) in zip(found, steps, strict=True):
            page = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True).new_page()
            prepared(page)
            began = time.perf_counter()
            measured(page)
            if number:
                times.append((time.perf_counter() - began) * 1000)
            page.context.close()
    return [statistics.median(times) for times in found]


def _nothing(_: Page) -> None:
    return None


def _their_first(url: str) -> Step:
    return _nothing, lambda page: _shown(page, f"{url}/eurepoc/incidents")


def _shown(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("table.rows-and-columns tbody tr")


def _their_filter(url: str) -> Step:
    wanted = urllib.parse.urlencode({"incident_type__contains": "Data theft"})
    return lambda page: _shown(page, f"{url}/eurepoc/incidents"), lambda page: _shown(page, f"{url}/eurepoc/incidents?{wanted}")


def _their_csv(url: str) -> Step:
    def taken(_: Page) -> None:
        with urllib.request.urlopen(f"{url}/eurepoc/incidents.csv?_stream=on&_size=max", timeout=60) as answer:
            answer.read()

    return _nothing, taken


def _our_first(url: str) -> Step:
    return _nothing, lambda page: _table(page, f"{url}/data")


def _table(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("[data-testid=stDataFrame] canvas", timeout=60_000)


def _our_filter(url: str) -> Step:
    def moved(page: Page) -> None:
        before = page.evaluate(NUMBER)
        page.get_by_role("slider").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"before => ({NUMBER})() !== before", arg=before)

    return lambda page: _table(page, f"{url}/data?years=2012&years=2026"), moved


def _our_csv(url: str) -> Step:
    def taken(page: Page) -> None:
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV of these").first.click()
        download.value.path()

    return lambda page: _table(page, f"{url}/data"), taken


def _tables(folder: Path) -> Path:
    """EuRepoC's files as our tables."""
    command = [sys.executable, "-m", "timeline", "import", str(FOLDER), "--output", str(folder / "ours"), "--alone"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / "ours"


@contextmanager
def _datasette(folder: Path) -> Iterator[tuple[str, int]]:
    """The file as it is, every column a text."""
    with sqlite3.connect(folder / "eurepoc.db") as database:
        pd.read_csv(FOLDER / FILE, dtype=str).to_sql("incidents", database)
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(folder / "eurepoc.db"), f"--port={port}"]
    with process_at(port, command, "/-/versions.json", {}) as found:
        yield found
