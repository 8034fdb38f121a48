"""The trackers page: load a file, see both collections under one filter, judge a match, take it away and load it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server, assert_fits, settle
from tests.browser.test_accessibility import RULES

CFR = (
    "Title,Date,Affiliations,Description,Response,Victims,Sponsor,Type,Category,Sources_1,Sources_2,Sources_3\n"
    'WannaCry,6/14/2017,Lazarus Group,"Self-spreading ransomware <script>alert(1)</script>",'
    'Denouncement   https://example.org/statement,"United Kingdom, United States",'
    'Korea (Democratic People\'s Republic of),Sabotage,"Private sector, Government",https://example.org/a,,\n'
    "Zebra of no collection,2018-02-03,,Espionage of zebras,,Botswana,China,Espionage,Government,https://example.org/b,,\n"
    "Some Panda,,,An actor,,,China,Espionage,,,,\n"
)


def load(page: Page, server: Server, query: str = "") -> None:
    page.goto(f"{server.url}/trackers{query}")
    settle(page)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "export.csv", "mimeType": "text/csv", "buffer": CFR.encode()}
    )
    page.get_by_text("export.csv").first.wait_for()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("3 rows read, 2 taken, 1 set aside")).to_be_visible(timeout=30_000)
    settle(page)


def see_both_collections(page: Page) -> None:
    """Under the same filter the case file offers curated and imported incidents; then back."""
    page.get_by_role("link", name="Case file", exact=True).click()
    settle(page)
    page.get_by_role("combobox", name="Case").first.click()
    page.get_by_role("combobox", name="Case").first.fill("WannaCry")
    expect(page.get_by_role("option", name="◇ WannaCry [cfr]")).to_be_visible()
    expect(page.get_by_role("option", name="WannaCry: self-spreading ransomware of May 2017")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Trackers", exact=True).click()
    settle(page)
    expect(page.get_by_role("heading", name="The same event in several collections")).to_be_visible(timeout=30_000)


def test_collections_side_by_side_and_decisions_that_load_again(server: Server, page: Page, tmp_path: Path) -> None:
    load(page, server, "?states=North+Korea")
    expect(page.get_by_role("heading", name="The same event in several collections")).to_be_visible(timeout=30_000)
    see_both_collections(page)
    box = page.get_by_role("combobox", name="Event", exact=True)
    box.click()
    box.fill("WannaCry")
    page.get_by_role("option", name="WannaCry").first.click()
    settle(page)
    expect(page.get_by_role("link", name="Case file: WannaCry")).to_be_visible()
    page.get_by_role("button", name="Same event", exact=True).first.click()
    settle(page)
    expect(page.get_by_text("Your decisions: 1 confirmed, 0 rejected.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the matches").click()
    content = Path(download.value.path()).read_bytes()
    (decided,) = [one for one in json.loads(content)["matches"] if one["decision"]]
    assert (decided["collection"], decided["original_id"], decided["incident_id"]) == ("cfr", "WannaCry", "wannacry-2017")

    page.reload()
    load(page, server)
    file = {"name": "matches.json", "mimeType": "application/json", "buffer": content}
    page.locator("input[type=file]").nth(1).set_input_files(file)
    expect(page.get_by_text("Your decisions: 1 confirmed, 0 rejected.")).to_be_visible(timeout=30_000)


def test_every_page_shows_what_was_loaded_and_forgets_it_for_others(server: Server, new_page: NewPage) -> None:
    page = new_page()
    load(page, server, "?text=zebra+collection")
    page.get_by_role("link", name="Case file", exact=True).click()
    settle(page)
    page.get_by_role("combobox", name="Case").first.click()
    expect(page.get_by_role("option", name="◇ Zebra of no collection [cfr]")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("radiogroup", name="Collections").get_by_text("Curated", exact=True).click()
    settle(page)
    expect(page.get_by_text("◇ Zebra of no collection [cfr]")).to_have_count(0)
    other = new_page()
    other.goto(f"{server.url}/trackers?text=zebra+collection")
    settle(other)
    expect(other.get_by_text("0 of")).to_be_visible()
    page.get_by_role("link", name="Trackers", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Remove what was imported").click()
    settle(page)
    expect(page.get_by_text("Report of the import")).to_have_count(0)


def test_a_file_of_another_kind_says_what_is_known(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/trackers")
    settle(page)
    page.locator("input[type=file]").first.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    page.get_by_text("a.csv").first.wait_for()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("No known kind of table has these columns")).to_be_visible(timeout=30_000)


def test_every_page_stands_with_imported_rows_alone_and_with_both(server: Server, new_page: NewPage) -> None:
    page = new_page()
    load(page, server)
    for choice in ("Imported", "Both"):
        for name in ("Overview", "Timeline", "Attribution", "Losses", "Norms", "Data", "Trackers"):
            page.get_by_role("link", name=name, exact=True).first.click()
            settle(page)
            page.get_by_role("radiogroup", name="Collections").get_by_text(choice, exact=True).click()
            settle(page)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_loaded_rows_and_matches_are_accessible(server: Server, new_page: NewPage, width: int, scheme: str) -> None:
    page = new_page(width=width, scheme=scheme)
    load(page, server)
    expect(page.get_by_role("heading", name="What a collection lacks")).to_be_visible(timeout=30_000)
    settle(page)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    assert_fits(page)


def test_two_collections_show_what_both_have_and_we_do_not(server: Server, page: Page) -> None:
    team = b"id,title,disclosed,victim_countries,kinds,collection\n1,Zebra of no collection,2018-02,Botswana,espionage,team\n"
    page.goto(f"{server.url}/trackers")
    settle(page)
    files = [("export.csv", CFR.encode()), ("team.csv", team)]
    page.locator("input[type=file]").first.set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    )
    page.get_by_text("team.csv").first.wait_for()
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("button", name="Look for them").click(timeout=30_000)
    expect(page.get_by_text("Events found: 1, those in most collections first.")).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV of these 1 rows").last.click()
    assert "Zebra of no collection" in Path(download.value.path()).read_text("utf-8")
