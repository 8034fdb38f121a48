"""Hostile text in every field, in every parameter of an address and in an uploaded file takes no effect on any page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests import hostile
from tests.browser.conftest import NewPage, Server, settle, start_server
from timeline.ui.attribution import SECTIONS
from timeline.ui.norms import PARTS

CASES = [f"incident?incident=case-{number}" for number in range(len(hostile.TEXTS))]
PATHS = [
    "",
    "timeline?incident=case-0&text=case",
    *CASES,
    "incident?incident=case-0&compare=case-1&compare=case-5",
    *(f"attribution?section={section}" for section in SECTIONS),
    "losses",
    *("norms?" + urlencode({"part": part}) for part in PARTS),
    "norms?clause_page=norm-2015%3A1",
    "trackers",
    "data?table=sources",
]
OWN = ("text", "states", "actors", "years", "date", "kinds", "victims", "sectors", "status", "clause", "collection")
PARAMETERS = {
    "": ("anything",),
    "timeline": ("incident", "view", "lanes"),
    "incident": ("incident", "compare"),
    "attribution": ("section", "opened", "by", "of", "ally", "with", "why", "since", "alias", "actor_page", "accusations"),
    "losses": ("series", "shown", "money", "scale", "check", "first", "last", "rows", "costs"),
    "norms": ("part", "clauses_of", "basis", "clause_page", "walk", "instrument", "listed", "answers_by", "counted", "ladder"),
    "trackers": ("collections",),
    "data": ("table", "codebook"),
}
LOOK = Path(__file__).with_name("hostile.js").read_text("utf-8")
NOTHING = dict.fromkeys(("broken", "wide", "ran", "injected", "words", "formulas", "styled", "emphasis", "blocks"), 0)
NOTHING |= {"links": [], "images": [], "icons": [], "hidden": [], "emoji": False}


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on data whose every field is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.write(folder / "data")
    process, running = start_server(folder / "log.txt", folder / "data")
    yield running
    process.terminate()
    process.wait(10)
    assert not running.tracebacks(), running.tracebacks()[0]


def effects(page: Page, server: Server, path: str) -> tuple[str, dict[str, object]] | None:
    """What took effect on a page at an address."""
    page.goto(f"{server.url}/{path}")
    return taken_by(page, path)


def taken_by(page: Page, where: str) -> tuple[str, dict[str, object]] | None:
    """What took effect on the page as it is, or made it wider than its window."""
    settle(page)
    found = page.evaluate(LOOK)
    taken = {name: value for name, value in found.items() if value != NOTHING[name]}
    return (where, taken) if taken else None


def quiet(page: Page) -> Page:
    """A page on which a dialog of the browser is an error."""

    def on_dialog(dialog: object) -> None:
        raise AssertionError(f"a dialog opened: {dialog}")

    page.on("dialog", on_dialog)
    return page


def test_no_field_of_a_record_takes_effect(hostile_server: Server, new_page: NewPage) -> None:
    page = quiet(new_page(width=390))
    found = [taken for path in PATHS if (taken := effects(page, hostile_server, path))]
    assert found == []


def test_no_parameter_of_an_address_takes_effect(server: Server, new_page: NewPage) -> None:
    page = quiet(new_page(width=390))
    texts = [text[:300] for text in hostile.TEXTS]
    found = []
    for turn, (path, own) in enumerate(PARAMETERS.items()):
        for names in (OWN, own):
            query = {name: [texts[(turn + place + step) % len(texts)] for step in range(3)] for place, name in enumerate(names)}
            found.append(effects(page, server, f"{path}?{urlencode(query, doseq=True)}"))
    assert [taken for taken in found if taken] == []


def test_no_cell_of_an_uploaded_file_takes_effect(server: Server, new_page: NewPage) -> None:
    page = quiet(new_page())
    page.goto(f"{server.url}/trackers")
    settle(page)
    file = {"name": '"><img src=x onerror=window.hostile=1 data-hostile>.csv', "mimeType": "text/csv"}
    page.locator("input[type=file]").first.set_input_files(file | {"buffer": hostile.template()})
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text(f"{len(hostile.TEXTS)} rows read, {len(hostile.TEXTS)} taken")).to_be_visible(timeout=30_000)
    found = [taken_by(page, "trackers")]
    for name in ("Timeline", "Attribution", "Data"):
        page.get_by_role("link", name=name, exact=True).first.click()
        found.append(taken_by(page, name))
    assert [taken for taken in found if taken] == []
