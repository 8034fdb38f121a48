"""The attribution page: a cell opens its claims, the median follows the filter, the CSV is the table, links restore it all."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, Server, assert_fits, saved_rows, settle
from timeline import dataset
from timeline.figures.attribution.lags import in_days
from timeline.filters import IncidentFilter
from timeline.measures.attribution import joint, lags, matrix

PER_PAGE = 8
DATA = dataset.read(Path(__file__).parents[2] / "data")
SECTIONS = (
    "How soon",
    "How sure",
    "Together or alone",
    "Contested",
    "Never attributed",
    "Case by case",
    "Actors",
    "Who accuses whom",
)
CHART = ".st-key-chart_accusations .js-plotly-plot"
PLACE = f"""(wanted) => {{
    const chart = document.querySelector('{CHART}'), box = chart.getBoundingClientRect();
    const layout = chart._fullLayout, size = layout._size;
    for (const trace of chart.data)
        for (const [place, pair] of trace.customdata.entries())
            if (pair[0] === wanted[0] && pair[1] === wanted[1])
                return [box.x + size.l + layout.xaxis.d2p(trace.x[place]), box.y + size.t + layout.yaxis.d2p(trace.y[place])];
}}"""


def visit(page: Page, server: Server, query: str = "") -> None:
    page.goto(f"{server.url}/attribution?{query}")
    settle(page)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def search(page: Page, words: str) -> None:
    """Narrow the selection by a text, as a reader does."""
    box = page.get_by_test_id("stSidebar").get_by_role("textbox", name="Search text")
    box.fill(words)
    box.press("Enter")
    settle(page)


def test_a_click_on_a_cell_shows_its_claims_and_the_link_restores_them(server: Server, new_page: NewPage) -> None:
    page = new_page()
    visit(page, server, "states=KP")
    page.wait_for_selector(f"{CHART} .main-svg")
    page.locator(CHART).scroll_into_view_if_needed()
    settle(page)
    page.mouse.click(*page.evaluate(PLACE, ["company", "KP"]))
    settle(page)
    assert query(page) == {"states": ["North Korea"], "by": ["company"], "of": ["KP"]}
    chosen = IncidentFilter(states=("KP",)).apply(DATA)
    claims = matrix.cell(chosen, "states", "statements", "company", "KP").records()
    expect(page.get_by_role("heading", name=f"Claims by Companies about North Korea: {len(claims)}")).to_be_visible()
    shown = {claim["incident_id"] for claim in claims}
    expect(main(page).locator("ol.ladder")).to_have_count(min(len(shown), PER_PAGE))
    other = new_page()
    visit(other, server, urlsplit(page.url).query)
    expect(other.get_by_role("heading", name=f"Claims by Companies about North Korea: {len(claims)}")).to_be_visible()


def test_the_keyboard_reaches_a_cell(server: Server, page: Page) -> None:
    visit(page, server, "text=wannacry")
    for label, words in (("Claims by", "States"), ("About", "North Korea")):
        box = page.get_by_test_id("stMain").get_by_role("combobox", name=label)
        box.focus()
        box.fill(words)
        page.keyboard.press("Enter")
        settle(page)
    expect(main(page)).to_contain_text(re.compile(r"18 December 2017\s+United States \(White House"))
    expect(main(page)).to_contain_text("denies it")
    assert query(page)["by"] == ["state"]


def test_joint_statements_count_as_the_link_says(server: Server, page: Page) -> None:
    visit(page, server, "text=salt typhoon&unit=signatories")
    expect(page.get_by_text("a joint statement counts once for each party to it")).to_be_visible()
    chosen = IncidentFilter(text="salt typhoon").apply(DATA)
    page.get_by_text("The numbers behind the chart").click()
    settle(page)
    rows = saved_rows(page)
    assert [[row[name] for name in matrix.COLUMNS] for row in rows] == [
        [str(value) for value in row] for row in matrix.matrix(chosen, unit="signatories").cells.to_numpy().tolist()
    ]
    page.get_by_role("radio", name="statements", exact=True).click()
    settle(page)
    assert query(page)["unit"] == ["statements"]
    assert saved_rows(page) != rows


def test_the_median_changes_with_the_filter_and_is_not_drawn_over_fewer_than_five(server: Server, page: Page) -> None:
    visit(page, server, "section=lags")
    card = page.get_by_test_id("stMetric").filter(has_text="Median to first official attribution")
    value = card.get_by_test_id("stMetricValue")
    whole = value.inner_text()
    search(page, "russia")
    expect(value).not_to_have_text(whole)
    found = lags.lags(IncidentFilter(text="russia").apply(DATA))
    spread = lags.summary(found.low, found.high)
    assert spread.median is not None
    expect(value).to_have_text(in_days(*spread.median))
    expect(main(page)).to_contain_text(f"{spread.count} incidents measured")
    expect(main(page)).to_contain_text(f"{int(found.left_out.sum())} left out for want of precise dates")
    search(page, "wannacry")
    expect(value).to_have_text("not drawn")


def test_known_cases_read_correctly(server: Server, page: Page) -> None:
    visit(page, server, "section=cases&text=wannacry")
    for words, said in {
        "wannacry": ["Officially attributed", "6 states. First: 18 December 2017"],
        "notpetya": ["Officially attributed", "15 to 16 February 2018: 5 states"],
        "viasat": ["Officially attributed", "First: 10 May 2022"],
        "stuxnet": ["Officially attributed", "First: 29 June 2021"],
        "electoral commission": ["China: a Chinese state-affiliated entity"],
        "poland": ["Rival attributions"],
    }.items():
        search(page, words)
        for one in said:
            expect(main(page)).to_contain_text(one)
    page.get_by_role("radio", name="Contested", exact=True).click()
    settle(page)
    for one in ("rival attributions", "ESET", "Sandworm", "Static Tundra"):
        expect(main(page)).to_contain_text(one)
    search(page, "kudankulam")
    page.get_by_role("radio", name="Never attributed").click()
    settle(page)
    for one in ("State attribution: none.", "Lazarus Group", "North Korea"):
        expect(main(page)).to_contain_text(one)


def test_actors_by_link_and_by_any_name_and_an_ambiguous_name_is_said(server: Server, page: Page) -> None:
    visit(page, server, "actor_page=apt31")
    expect(main(page)).to_contain_text("parliamentarians")
    expect(main(page)).not_to_contain_text("Intrusion at the UK Electoral Commission")
    box = page.get_by_role("textbox", name="Find by any name")
    box.fill("strontium")
    box.press("Enter")
    settle(page)
    page.get_by_role("button", name="APT28", exact=True).first.click()
    settle(page)
    assert query(page)["actor_page"] == ["apt28"]
    expect(page.get_by_role("heading", name="APT28", exact=True)).to_be_visible()
    expect(main(page)).to_contain_text("alleged by")
    box.fill("winnti")
    box.press("Enter")
    settle(page)
    expect(page.get_by_text("“Winnti” is a name of 2 actors here")).to_be_visible()
    expect(page.get_by_role("heading", name="APT28", exact=True)).to_be_visible()


def test_who_joins_whom_opens_the_statements(server: Server, page: Page) -> None:
    visit(page, server, "section=joint&ally=United States&with=United Kingdom")
    shared = {row["incident_id"] for row in joint.together(DATA, "United States", "United Kingdom").records()}
    assert shared
    heading = "Official attributions by United States and United Kingdom of the same incidents"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_values_that_mean_nothing_are_said_and_markup_does_nothing(server: Server, page: Page) -> None:
    visit(page, server, "section=<script>alert(1)</script>&by=%5Bx%5D(javascript:alert(2))&actor_page=<img src=x>")
    warning = page.get_by_role("alert").filter(has_text="section: “<script>alert(1)</script>” is not known here")
    expect(warning).to_be_visible()
    assert page.locator("[data-testid=stMain] img").count() == 0


def test_every_section_opens_on_a_telephone(server: Server, new_page: NewPage) -> None:
    page = new_page(width=390, scheme="dark")
    visit(page, server)
    for name in SECTIONS:
        page.get_by_role("radio", name=name, exact=True).click()
        settle(page)
        expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()
        assert page.locator("[data-testid=stException]").count() == 0
        assert_fits(page)
    expect(page.get_by_text("What these claims are, and what they cannot say")).to_be_attached()
