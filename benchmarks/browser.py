"""What a reader waits for in Chromium, beside the floor page measured the same way in the same run."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import FLAGS, settle
from tests.large import large_base

from benchmarks.report import Row
from timeline import dataset, tables

TIMES = 15
DRAWN = """() => {
    window.drawn = [];
    window.watching?.disconnect();
    const holds = node => node.querySelector && node.querySelector('.js-plotly-plot');
    const drawn = change => change.target.closest('.js-plotly-plot') || [...change.addedNodes].some(holds);
    window.watching = new MutationObserver(changes => {
        if (changes.some(drawn)) window.drawn.push(performance.now());
    });
    window.watching.observe(document.querySelector('[data-testid=stMain]'), {childList: true, subtree: true, attributes: true});
    return !!document.querySelector('.js-plotly-plot');
}"""
"""Notes the moments at which something inside a chart changes; the last one is when it stands redrawn."""


@contextmanager
def serving(script: str, marks: int = 300, data: Path = Path("data")) -> Iterator[tuple[str, int]]:
    """Address and process id of a running app."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    env = os.environ | {"PYTHONPATH": "src", "TIMELINE_DATA": str(data), "FLOOR_MARKS": str(marks)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}", _wait(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> int:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return process.pid
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _page(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, reduced_motion="reduce", locale="en-GB")
    return context.new_page()


def first_visit(browser: Browser, url: str) -> float:
    """Milliseconds from navigation to the drawn chart, in a context without cache."""
    page = _page(browser)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    found = (time.perf_counter() - began) * 1000
    page.context.close()
    return found


def filter_to_chart(browser: Browser, url: str) -> float:
    """Median milliseconds from a key on the year slider to the chart redrawn."""
    page = _page(browser)
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    settle(page)
    found = []
    handle = page.get_by_role("slider").first
    for number in range(TIMES + 1):
        assert page.evaluate(DRAWN), "the page has no chart"
        handle.focus()
        began = page.evaluate("performance.now()")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("window.drawn.length > 0", timeout=60_000)
        settle(page)
        last = page.evaluate("Math.max(...window.drawn)")
        if number:
            found.append(last - began)
    page.context.close()
    return statistics.median(found)


def memory(process: int) -> float:
    """Resident memory of a process in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def bytes_received(browser: Browser, url: str) -> float:
    """Kilobytes over the WebSocket for a first visit."""
    page = _page(browser)
    sizes: list[int] = []
    page.on("websocket", lambda one: one.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    settle(page)
    page.context.close()
    return sum(sizes) / 1000


def rows() -> Iterator[Row]:
    """Floor, collection and a million incidents, one after the other in one run."""
    path = next(
        path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(path).exists()
    )
    base = dataset.read(Path("data")).base
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with serving("benchmarks/floor/app.py", base.count) as (url, process):
            floor = filter_to_chart(browser, url)
            visit = statistics.median(first_visit(browser, url) for _ in range(5))
            yield Row("floor: filter to chart", floor, "ms")
            yield Row("floor: first visit to chart", visit, "ms")
            yield Row("floor: memory", memory(process), "MiB")
        with serving("app.py") as (url, process):
            here = filter_to_chart(browser, f"{url}/timeline")
            yield _compared("filter to chart, the collection", here, floor, 1.3)
            first = statistics.median(first_visit(browser, f"{url}/timeline") for _ in range(5))
            yield _compared("first visit to chart, the collection", first, visit, 1.2)
            size = bytes_received(browser, f"{url}/timeline")
            yield Row("bytes over the socket, timeline", size, "kB", None, "under 100 kB", size < 100)
            yield Row("memory, the collection", memory(process), "MiB")
        million = large_base(1_000_000, base)
        tables.write(million.tables, Path(folder))
        with serving("app.py", data=Path(folder)) as (url, process):
            large = filter_to_chart(browser, f"{url}/timeline")
            holds = large <= 1.5 * here
            yield Row("filter to chart, 1,000,000 incidents", large, "ms", large / here, "1.5 x the collection", holds)
            size = bytes_received(browser, f"{url}/timeline")
            yield Row("bytes over the socket, 1,000,000 incidents", size, "kB", None, "under 100 kB", size < 100)
            used = memory(process)
            yield Row("memory, 1,000,000 incidents", used, "MiB", None, "under 1,000 MiB", used < 1000)
        browser.close()


def _compared(what: str, value: float, floor: float, most: float) -> Row:
    return Row(what, value, "ms", value / floor, f"{most} x the floor", value <= most * floor)
