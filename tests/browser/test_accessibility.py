"""WCAG 2.2 AA by axe-core on every page, light and dark; no page needs sideways scrolling on a phone or at 200 %."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NewPage, Server, assert_fits, settle

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PATHS = ["", "timeline", "incident?incident=wannacry-2017", "attribution", "losses", "norms", "trackers", "data"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_wcag(server: Server, new_page: NewPage, scheme: str) -> None:
    page = new_page(scheme=scheme)
    for path in PATHS:
        page.goto(f"{server.url}/{path}")
        settle(page)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_no_sideways_scrolling(server: Server, new_page: NewPage) -> None:
    page = new_page(width=390)
    for path in PATHS:
        page.goto(f"{server.url}/{path}")
        for width in (390, 720):  # a phone, and a window of 1440 pixels at 200 %
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            assert_fits(page)
