"""The losses page: choices in the link, the CSV of what is drawn, the sentence check and its link."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server, saved_rows, settle

CHART = ".st-key-chart_series_0 .js-plotly-plot"
DRAWN = f"""() => document.querySelector('{CHART}').data.flatMap(
    trace => Array.from(trace.x, (year, place) => [year, trace.y[place]]))"""


SERIES_ONLY = "text=zqxjv"
"""An empty selection of incidents: the page then ends after the series, which are not filtered."""


def visit(page: Page, server: Server, query: str = SERIES_ONLY) -> None:
    page.goto(f"{server.url}/losses?{query}")
    settle(page)
    page.wait_for_selector(f"{CHART} .main-svg")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def pick(page: Page, label: str, option: str) -> None:
    box = page.get_by_test_id("stMain").get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)
    page.keyboard.press("Escape")


def drawn(page: Page) -> list[tuple[int, float]]:
    found: list[Any] = page.evaluate(DRAWN)
    return [(int(year), float(value)) for year, value in found]


def test_series_and_scale_are_in_the_link(server: Server, new_page: NewPage) -> None:
    page = new_page()
    visit(page, server)
    pick(page, "Series", "Losses in complaints to IC3 typed as business email compromise")
    page.get_by_role("radio", name="log", exact=True).click()
    settle(page)
    assert query(page) == {"series": ["ic3-total-losses", "ic3-bec-losses"], "scale": ["log"], "text": ["zqxjv"]}
    expect(page.get_by_text("These do not count the same thing")).to_be_visible()
    before = drawn(page)
    other = new_page()
    visit(other, server, urlsplit(page.url).query)
    assert drawn(other) == before
    assert other.evaluate(f"document.querySelector('{CHART}').layout.yaxis.type") == "log"


def test_csv_equals_the_drawn_points(server: Server, page: Page) -> None:
    visit(page, server, f"series=ic3-total-losses&money=inflation+taken+out&{SERIES_ONLY}")
    page.get_by_text("The numbers behind the chart").first.click()
    rows = saved_rows(page)
    assert [(int(row["year"]), float(row["shown"])) for row in rows] == drawn(page)
    assert 2010 not in {int(row["year"]) for row in rows}
    assert {row["shown_unit"] for row in rows} == {"USD, prices of 2025"}


def test_link_of_a_check_restores_it(server: Server, new_page: NewPage) -> None:
    page = new_page()
    visit(page, server)
    expect(page.get_by_text("$12.5 billion in 2023, 3.6 times the $3.5 billion of 2019").first).to_be_visible()
    pick(page, "To", "2024")
    pick(page, "From", "2023")
    sentence = page.get_by_text("$16.6 billion in 2024, 33 % more than the $12.5 billion of 2023").first
    expect(sentence).to_be_visible()
    link = page.locator("[data-testid=stCode]", has_text="check=ic3-total-losses").inner_text().strip()
    other = new_page()
    other.goto(link)
    settle(other)
    expect(other.get_by_text("$16.6 billion in 2024, 33 % more than the $12.5 billion of 2023").first).to_be_visible()


def test_break_and_absent_year_get_no_sentence(server: Server, page: Page) -> None:
    visit(page, server, f"check=ic3-total-losses&from=2008&to=2023&{SERIES_ONLY}")
    refusal = page.locator("[data-testid=stAlert]", has_text="No sentence.")
    expect(refusal).to_contain_text("are not comparable")
    pick(page, "From", "2010")
    expect(refusal).to_contain_text("The series has no value for 2010.")
    expect(page.locator("[data-testid=stCode]")).to_have_count(1)


def test_what_a_link_means_no_more_is_named(server: Server, page: Page) -> None:
    visit(page, server, "series=nonsense&check=none&from=1492&scale=cubic&costs=zzz")
    for text in ("series: “nonsense”", "check: “none”", "from: “1492”", "scale: “cubic”", "costs: “zzz”"):
        expect(page.get_by_text(text)).to_be_visible()
    assert drawn(page)


def test_single_incidents_follow_the_filter_and_their_kinds_are_in_the_link_as_codes(server: Server, page: Page) -> None:
    visit(page, server)
    series = drawn(page)
    expect(page.get_by_text("No incident matches")).to_be_visible()
    visit(page, server, "text=wannacry")
    assert drawn(page) == series
    expect(page.get_by_test_id("stMain")).to_contain_text("Incidents: containing “wannacry”.")
    expect(page.locator(".st-key-chart_losses")).to_be_visible()
    page.get_by_role("button", name="Ransom paid").click()
    settle(page)
    assert query(page)["costs"] == ["ransom-paid"]
    expect(page.get_by_text("None of the chosen incidents has a figure of this sort")).to_be_visible()
