"""From the start of a server to its first page in a browser, beside Streamlit's own greeting."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from playwright.sync_api import Browser, Error, sync_playwright
from tests.browser.conftest import FLAGS

from benchmarks.browser import chromium, free_port
from benchmarks.report import Row

TIMES = 5
HELLO, OURS = ("hello",), ("run", "app.py")
"""What Streamlit is asked for; the second is what `make run` does once its environment stands."""


def rows() -> Iterator[Row]:
    """Greeting and app in turn."""
    found: dict[Sequence[str], list[float]] = {HELLO: [], OURS: []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for _ in range(TIMES):
            for command, times in found.items():
                times.append(_first_page(browser, command))
        browser.close()
    hello, ours = (statistics.median(times) for times in found.values())
    yield Row("streamlit hello: start to first page", hello, "ms")
    yield Row("make run: start to first page", ours, "ms", ours / hello, "3 x streamlit hello", ours <= 3 * hello)


def _first_page(browser: Browser, command: Sequence[str]) -> float:
    port = free_port()
    asked = [sys.executable, "-m", "streamlit", *command, f"--server.port={port}", "--server.headless=true"]
    page = browser.new_context().new_page()
    began = time.perf_counter()
    process = subprocess.Popen(
        asked, env=os.environ | {"PYTHONPATH": "src"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - began < 60:
            with suppress(Error):
                page.goto(f"http://127.0.0.1:{port}")
                break
            time.sleep(0.02)
        page.wait_for_selector("[data-testid=stMain] h1", timeout=60_000)
        return (time.perf_counter() - began) * 1000
    finally:
        process.terminate()
        process.wait(20)
        page.context.close()
