"""The trackers page: load a file, see both collections under one filter, judge a match, take it away and load it again."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server, settle

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


def test_collections_side_by_side_and_decisions_that_load_again(server: Server, page: Page, tmp_path: Path) -> None:
    load(page, server, "?states=North+Korea")
    expect(page.get_by_role("heading", name="The same event in several collections")).to_be_visible(timeout=30_000)
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
    page.get_by_role("radio", name="Curated", exact=True).click()
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
