"""Two readers know nothing of each other; uploads need a token and obey a limit; an error tells nothing."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import NewPage, Server, settle, start_server
from tests.browser.test_trackers import load
from tests.conftest import collection, incident
from timeline import tables
from timeline.ui.faults import SENTENCE


def caption(page: Page) -> str:
    """What the page says that it shows."""
    settle(page)
    return page.get_by_text(re.compile(r"^(All )?[\d,]+ .*incidents[.:]")).first.inner_text()


def visit(page: Page, name: str) -> str:
    page.get_by_role("link", name=name, exact=True).first.click()
    return caption(page)


def test_two_readers_know_nothing_of_each_other(server: Server, new_page: NewPage) -> None:
    one, other = new_page(), new_page()
    other.goto(f"{server.url}/data?states=RU")
    before = caption(other)
    load(one, server, "?states=North+Korea")
    ours = caption(one)
    assert "accused North Korea" in ours
    assert "Russia" in before
    for name in ("Timeline", "Data", "Attribution", "Overview"):
        assert (visit(one, name), visit(other, name)) == (ours, before)
    assert "Collections" in one.get_by_test_id("stSidebar").inner_text()
    assert "Collections" not in other.get_by_test_id("stSidebar").inner_text()
    other.goto(f"{server.url}/data?text=Zebra+of+no+collection")
    assert caption(other).startswith("0 of")
    assert "Russia" not in one.url
    assert "Zebra" not in one.url


def answer(url: str, headers: dict[str, str]) -> int:
    """Status of an upload of one byte."""
    asked = urllib.request.Request(url, data=b"x", method="PUT", headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def uploaded(page: Page, size: int) -> list[Request]:
    """The requests that choosing a file of so many bytes makes."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if "/upload_file/" in request.url else None)
    file: Any = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a" * size}
    page.locator("input[type=file]").first.set_input_files(file)
    settle(page)
    return sent


def test_an_upload_needs_the_token_of_its_reader(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/trackers")
    settle(page)
    (request,) = uploaded(page, 10)
    token, cookies = request.headers["x-xsrftoken"], page.context.cookies()
    assert token
    assert [one["value"] for one in cookies if "xsrf" in str(one["name"])] == [token]
    assert answer(request.url, {}) == 403
    assert answer(request.url, {"X-Xsrftoken": token}) == 403
    assert answer(request.url, {"X-Xsrftoken": "2|0|0|0", "Cookie": f"_streamlit_xsrf={token}"}) == 403


@pytest.fixture
def small(tmp_path: Path) -> Any:
    """Two incidents, one of a status that no code list knows; uploads of at most one megabyte."""
    made = tables.build(collection(incident("a-2019"), incident("b-2020")))
    place = made["incidents"].schema.get_field_index("status")
    broken = pa.array(["of-no-list", "unattributed"])
    made["incidents"] = made["incidents"].set_column(place, made["incidents"].schema.field(place), broken)
    tables.write(made, tmp_path / "data")
    process, running = start_server(tmp_path / "log.txt", tmp_path / "data", "--server.maxUploadSize=1")
    yield running
    process.terminate()
    process.wait(10)


def test_an_error_is_one_sentence_and_a_large_file_is_refused(small: Server, page: Page) -> None:
    page.goto(f"{small.url}/incident?incident=a-2019")
    settle(page)
    expect(page.get_by_role("alert")).to_have_text(SENTENCE)
    assert page.locator("[data-testid=stException]").count() == 0
    assert not re.search(r"Traceback|KeyError|of-no-list|\.py\b|/src/", page.locator("body").inner_text())
    logged = json.loads(small.tracebacks()[0])
    assert logged["exception"] == "KeyError"
    assert any(place.startswith("pages/incident.py:") for place in logged["at"])
    assert "of-no-list" not in small.log.read_text("utf-8"), "a message may quote what a reader gave"

    page.get_by_role("link", name="Trackers", exact=True).first.click()
    settle(page)
    assert uploaded(page, 1_100_000) == []
    expect(page.get_by_text("File must be 1.0MB or smaller.")).to_be_visible()
