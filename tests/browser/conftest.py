"""One server and one Chromium for each test process; a page that fails on exceptions, errors and foreign requests."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PROBE = re.compile(r"/_stcore/(health|host-config)$")
"""On a deep link Streamlit's client first looks for its server below the page's own path and gets 404; it then finds it."""

QUIET = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const loading = [...document.querySelectorAll('[data-testid=stSkeleton]')].some(one => one.offsetParent);
    return app && app.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true]') && !loading;
}"""

OVERFLOW = """[document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(one => one.scrollWidth - one.clientWidth)"""


@dataclass(frozen=True)
class Server:
    """A running app."""

    url: str
    log: Path

    def tracebacks(self) -> list[str]:
        """Exceptions in the server's log: in its JSON lines, and as Python writes them before that log has begun."""
        written = self.log.read_text("utf-8", "replace")
        return re.findall(r'Traceback \(most recent call last\)[\s\S]{0,2000}|^\{.*"exception": .*$', written, re.MULTILINE)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start_server(log: Path, data: Path, *options: str) -> tuple[subprocess.Popen[bytes], Server]:
    """Serve `data` on a free port of this machine and wait until it is healthy; `options` are Streamlit's."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        *options,
    ]
    env = os.environ | {"PYTHONPATH": "src", "TIMELINE_DATA": str(data)}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log.open("wb"), stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1):
                return process, server
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on the committed data; the session fails when its log holds a traceback."""
    process, running = start_server(tmp_path_factory.mktemp("server") / "log.txt", ROOT / "data")
    yield running
    process.terminate()
    process.wait(10)
    assert not running.tracebacks(), running.tracebacks()[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of the process."""
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    assert path, "no Chromium found; install the package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def settle(page: Page, timeout: float = 30_000) -> None:
    """Wait until the app has run, nothing on the page is stale or still to be loaded, and that holds for a moment."""
    page.wait_for_selector("[data-testid=stApp]", timeout=timeout)
    for _ in range(3):
        page.wait_for_function(QUIET, timeout=timeout)
        page.wait_for_timeout(120)
    page.wait_for_function(QUIET, timeout=timeout)


def assert_fits(page: Page) -> None:
    """Nothing on the page is wider than the window, once charts have taken their new width."""
    try:
        page.wait_for_function(f"Math.max(...{OVERFLOW}) <= 0", timeout=10_000)
    except PlaywrightTimeout:
        pytest.fail(f"{page.url} is wider than the window of {page.viewport_size}, by {page.evaluate(OVERFLOW)} pixels")


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Name and content of the file behind the first button of this name, once nothing above it moves any more."""
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def saved_rows(page: Page, button: str = "CSV of these") -> list[dict[str, str]]:
    """The rows of the CSV behind the first button of this name."""
    return list(csv.DictReader(io.StringIO(saved(page, button)[1].decode())))


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Makes pages, each in a context of its own; at the end no page may have met an error or a foreign host."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def make(width: int = 1440, height: int = 900, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            timezone_id="UTC",
            locale="en-GB",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, problems)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


def watch(page: Page, problems: list[str]) -> None:
    """Note page errors, console errors and requests that leave this machine."""

    def on_request(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            problems.append(f"request to another host: {url}")

    page.on("request", lambda request: on_request(request.url))
    page.on("websocket", lambda socket: on_request(socket.url))
    page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
    page.on(
        "console",
        lambda message: (
            problems.append(f"console error: {message.text} {message.location}")
            if message.type == "error" and not PROBE.search(message.location.get("url", ""))
            else None
        ),
    )


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page of the usual size."""
    return new_page()
