"""Every page opens in Chromium without an exception, an error on the console or a foreign request."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, NewPage, Server, assert_fits, settle, start_server

PAGES = {
    "": "Cyber incidents, attribution and norms",
    "timeline": "Timeline",
    "incident": "",
    "attribution": "Attribution",
    "losses": "Losses",
    "norms": "Norms",
    "data": "Data",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "title"), PAGES.items(), ids=lambda one: one or "overview")
def test_page_opens(server: Server, new_page: NewPage, path: str, title: str, scheme: str) -> None:
    page = new_page(width=390 if scheme == "dark" else 1440, scheme=scheme)
    page.goto(f"{server.url}/{path}")
    settle(page)
    assert page.locator("[data-testid=stException]").count() == 0
    expect(page.locator("[data-testid=stMain]")).to_contain_text(title)
    assert_fits(page)


def test_first_visit_by_deep_link_has_navigation(tmp_path, chromium) -> None:
    process, fresh = start_server(tmp_path / "log.txt", ROOT / "data")
    try:
        page = chromium.new_page()
        page.goto(f"{fresh.url}/incident?incident=kudankulam-2019")
        settle(page)
        expect(page.get_by_role("link", name="Attribution", exact=True)).to_be_visible()
        page.close()
    finally:
        process.terminate()
        process.wait(10)
    assert not fresh.tracebacks()
