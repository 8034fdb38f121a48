"""What a reader waits for in Chromium, beside the floor page measured in turn with ours, so that noise hits both."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.conftest import FLAGS, settle
from tests.large import large_base

from benchmarks.report import Row
from timeline import dataset, tables
from timeline.filters import IncidentFilter
from timeline.measures import strip
from timeline.measures.placing import View
from timeline.measures.timeline import board

VISITS, STEPS = 5, 18
SPAN = (2007, 2026)
"""Years chosen while the filter is moved: from here each year more leaves out some incidents of the collection."""
FLOOR, HERE, MILLION = "floor", "the collection", "1,000,000 incidents"
DRAWN = """() => {
    window.drawn = [];
    window.watching?.disconnect();
    const chart = () => document.querySelector('.js-plotly-plot');
    const shows = () => !!chart() && getComputedStyle(chart()).visibility === 'visible';
    const holds = node => node.querySelector && node.querySelector('.main-svg');
    const inside = change => change.target.closest('.main-svg') || [...change.addedNodes].some(holds);
    const drawn = change => change.target.isConnected && inside(change);
    let shown = shows();
    window.watching = new MutationObserver(changes => {
        const before = shown;
        shown = shows();
        if ((shown && !before) || changes.some(drawn)) window.drawn.push(performance.now());
    });
    window.watching.observe(document.querySelector('[data-testid=stMain]'), {childList: true, subtree: true, attributes: true});
    return !!chart();
}"""
"""Notes the moments at which the drawing of a chart changes or comes into sight; with the last one it stands redrawn."""
SEEN = """
    window.seen = {};
    const main = '[data-testid=stMain]';
    const looks = {text: [`${main} h1`, `${main} .stMarkdown p`], chart: [`${main} .js-plotly-plot .main-svg`]};
    new MutationObserver(() => {
        for (const [name, wanted] of Object.entries(looks))
            if (wanted.every(one => document.querySelector(one))) window.seen[name] ??= performance.now();
    }).observe(document, {childList: true, subtree: true});
"""
"""Notes when a visitor can read title and text, and when the first chart stands."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def process_at(port: int, command: Sequence[str], health: str, env: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Address and process id of a server, once it answers at `health`."""
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(command, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(url + health)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def serving(script: str, marks: int = 300, data: Path = Path("data")) -> Iterator[tuple[str, int]]:
    """Address and process id of a running app."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    env = {"PYTHONPATH": "src", "TIMELINE_DATA": str(data), "FLOOR_MARKS": str(marks)}
    with process_at(port, command, "/_stcore/health", env) as found:
        yield found


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _page(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, reduced_motion="reduce", locale="en-GB")
    return context.new_page()


def first_visit(browser: Browser, url: str) -> Mapping[str, float]:
    """Milliseconds from navigation to `text` and to `chart`, in a context without cache."""
    page = _page(browser)
    page.add_init_script(SEEN)
    page.goto(url)
    page.wait_for_function("window.seen.chart", timeout=120_000)
    found: Mapping[str, float] = page.evaluate("window.seen")
    page.context.close()
    return found


class Slider:
    """The first handle of the years on a page with a chart, moved up and down by keyboard."""

    def __init__(self, browser: Browser, url: str) -> None:
        """The page, when its chart stands."""
        self._page, self._moves = _page(browser), 0
        self._page.goto(url)
        self._page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
        settle(self._page)
        self._metrics = self._page.context.new_cdp_session(self._page)
        self._metrics.send("Performance.enable")

    def _used(self) -> float:
        metrics = self._metrics.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "ThreadTime")

    def moved(self) -> tuple[float, float]:
        """Milliseconds from a key to the chart redrawn, and of processor time that the page's main thread took in all."""
        key = "ArrowLeft" if self._moves // 6 % 2 else "ArrowRight"
        self._moves += 1
        assert self._page.evaluate(DRAWN), "the page has no chart"
        self._page.get_by_role("slider").first.focus()
        used = self._used()
        began = self._page.evaluate("performance.now()")
        self._page.keyboard.press(key)
        self._page.wait_for_function("window.drawn.length > 0", timeout=60_000)
        settle(self._page)
        return float(self._page.evaluate("Math.max(...window.drawn)") - began), self._used() - used


def memory(process: int) -> float:
    """Resident memory of a process in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def chromium() -> str:
    """Where the browser is."""
    known = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
    return next(path for path in known if Path(path).exists())


def marks() -> int:
    """How many marks our chart has while the filter is moved: incidents and instruments."""
    data = IncidentFilter(years=(SPAN[0] + 3, SPAN[1])).apply(dataset.read(Path("data")))
    found = board(data, "state", "started", None)
    return len(found.marks) + len(strip.instruments(data.base, View(found.view.first, found.view.last), 1000))


def rows() -> Iterator[Row]:
    """Floor, collection and a million incidents, in turn."""
    count, base = marks(), dataset.read(Path("data")).base
    with ExitStack() as held:
        large = Path(held.enter_context(tempfile.TemporaryDirectory()))
        tables.write(large_base(1_000_000, base).tables, large)
        floor, _ = held.enter_context(serving("benchmarks/floor/app.py", count))
        here, used = held.enter_context(serving("app.py"))
        million, used_large = held.enter_context(serving("app.py", data=large))
        urls = {FLOOR: floor, HERE: f"{here}/timeline", MILLION: f"{million}/timeline"}
        browser = held.enter_context(sync_playwright()).chromium.launch(executable_path=chromium(), args=FLAGS)
        yield from _filters(browser, urls, count)
        yield from _visits(browser, urls)
        browser.close()
        yield Row(f"memory, {HERE}", memory(used), "MiB")
        large_used = memory(used_large)
        yield Row(f"memory, {MILLION}", large_used, "MiB", None, "under 1,000 MiB", large_used < 1000)


def _filters(browser: Browser, urls: Mapping[str, str], count: int) -> Iterator[Row]:
    query = f"?years={SPAN[0]}&years={SPAN[1]}"
    sliders = {name: Slider(browser, url if name == FLOOR else url + query) for name, url in urls.items()}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in urls}
    for step in range(STEPS + 1):
        for name, slider in sliders.items():
            taken = slider.moved()
            if step:
                found[name].append(taken)
    floor, here, million = (statistics.median(passed for passed, _ in found[name]) for name in (FLOOR, HERE, MILLION))
    yield Row(f"floor: filter to chart, {count} marks", floor, "ms")
    yield _compared(f"filter to chart, {HERE}", here, floor, 1.3)
    holds = million <= 1.5 * here
    yield Row(f"filter to chart, {MILLION}", million, "ms", million / floor, f"1.5 x {HERE} ({million / here:.2f})", holds)
    least = statistics.median(used for _, used in found[FLOOR])
    yield Row("floor: the browser's processor time for it, and for all after it", least, "ms")
    for name in (HERE, MILLION):
        used = statistics.median(used for _, used in found[name])
        yield Row(f"the same, {name}", used, "ms", used / least)


def _visits(browser: Browser, urls: Mapping[str, str]) -> Iterator[Row]:
    found: dict[str, list[Mapping[str, float]]] = {name: [] for name in urls}
    for visit in range(VISITS + 1):
        for name, url in urls.items():
            taken = first_visit(browser, url)
            if visit:
                found[name].append(taken)
    text, chart = (
        {name: statistics.median(one[what] for one in all_) for name, all_ in found.items()} for what in ("text", "chart")
    )
    yield Row("floor: first visit to text", text[FLOOR], "ms")
    yield Row("floor: first visit to chart", chart[FLOOR], "ms")
    for name in (HERE, MILLION):
        yield Row(
            f"first visit to text, {name}",
            text[name],
            "ms",
            text[name] / text[FLOOR],
            "before the chart",
            text[name] < chart[name],
        )
        yield _compared(f"first visit to chart, {name}", chart[name], chart[FLOOR], 1.2)


def _compared(what: str, value: float, floor: float, most: float) -> Row:
    return Row(what, value, "ms", value / floor, f"{most} x the floor", value <= most * floor)
