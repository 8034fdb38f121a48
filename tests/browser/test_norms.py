"""The norms page: from the matrix to a clause and a case file and back; clicks, and a telephone's width."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server, assert_fits, settle

MAIN = "[data-testid=stMain]"


def open_page(page: Page, server: Server, query: str) -> None:
    page.goto(f"{server.url}/norms?{query}")
    settle(page)


def click_mark(page: Page, chart: str) -> None:
    """Click the first mark of a chart where the reader would see it."""
    mark = page.locator(f".st-key-chart_{chart} .scatterlayer path.point").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)


def test_from_the_matrix_to_the_clause_to_the_case_and_back(server: Server, page: Page) -> None:
    open_page(page, server, "part=Clauses+and+cases&text=albania-2022")
    for _ in range(2):  # a second click on the same mark opens it again
        click_mark(page, "matrix")
        opened = page.get_by_role("dialog")
        expect(opened).to_contain_text("Invoked by United States (National Security Council), 7 September 2022")
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
    click_mark(page, "matrix")
    page.get_by_role("dialog").get_by_role("button", name="Clause 13f of UN GGE 2015").first.click()
    clause = page.get_by_role("heading", level=1, name="UN GGE 2015, 13f")
    expect(clause).to_be_visible()
    settle(page)
    assert "clause_page=gge-2015" in page.url

    page.reload()
    expect(clause).to_be_visible()
    settle(page)
    page.locator("summary", has_text="From that day on").first.click()
    expect(page.get_by_text("Diplomatic relations with Iran were cut").first).to_be_visible()

    page.locator(MAIN).get_by_role("link", name=re.compile("government of Albania")).first.click()
    expect(page.get_by_role("heading", level=1, name="Albania")).to_be_visible()
    settle(page)
    assert "incident=albania-2022" in page.url

    page.go_back()
    expect(clause).to_be_visible()
    settle(page)
    expect(page.locator(MAIN)).to_contain_text("containing “albania-2022”")
    page.get_by_role("button", name="All clauses and cases").click()
    expect(page.get_by_role("heading", level=1, name="Norms and responses")).to_be_visible()
    expect(page.get_by_role("radio", name="Clauses and cases")).to_have_attribute("aria-checked", "true")


def test_a_click_on_a_text_opens_it_and_the_address_holds_it(server: Server, page: Page) -> None:
    open_page(page, server, "part=Texts")
    click_mark(page, "norm_texts")
    expect(page.locator(MAIN)).to_contain_text("Full name")
    assert re.search(r"instrument=[a-z0-9-]+", page.url)


def test_every_part_fits_a_telephone(server: Server, new_page: NewPage) -> None:
    page = new_page(width=390, scheme="dark")
    open_page(page, server, "part=Texts")
    for part in ("Texts", "Clauses and cases", "Answers", "Who invokes what", "Cross-walk"):
        page.get_by_role("radio", name=part, exact=True).click()
        settle(page)
        expect(page.get_by_role("radio", name=part, exact=True)).to_have_attribute("aria-checked", "true")
        assert page.locator("[data-testid=stException]").count() == 0
        assert_fits(page)
