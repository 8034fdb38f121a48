"""The timeline's promises: select by mouse and by keyboard, zoom and link, search, spans, box, density."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, NewPage, Server, assert_fits, saved_rows, settle, start_server
from tests.large import large_base
from timeline import dataset
from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures.placing import View
from timeline.measures.timeline import board

PLACE = """(chart, id) => {
    const {xaxis, yaxis} = chart._fullLayout, box = chart.getBoundingClientRect();
    for (const trace of chart._fullData) {
        const one = (trace.customdata ?? []).indexOf(id);
        if (one >= 0)
            return [box.left + xaxis._offset + xaxis.d2p(trace.x[one]), box.top + yaxis._offset + yaxis.d2p(trace.y[one])];
    }
}"""
SPAN = """(chart, ends) => chart._fullData.some(trace => trace.fill === 'toself'
    && trace.x.some((x, one) => +x === ends[0] && +trace.x[one + 1] === ends[1]))"""
MARKS = "chart => chart._fullData.flatMap(trace => trace.customdata ?? [])"
TOUCH = """chart => {
    const target = chart.querySelector('.nsewdrag'), {left, top} = target.getBoundingClientRect();
    const touch = new Touch({identifier: 1, target, clientX: left + 50, clientY: top + 50});
    const event = new TouchEvent('touchstart', {bubbles: true, cancelable: true, touches: [touch], changedTouches: [touch]});
    target.dispatchEvent(event);
    return event.defaultPrevented;
}"""
RANGE = "chart => chart._fullLayout.xaxis.range.map(one => String(one).slice(0, 10))"


def opened(page: Page, server: Server, query: str = "") -> Locator:
    """The chart of the timeline under this address."""
    page.goto(f"{server.url}/timeline{query}")
    return chart(page)


def chart(page: Page) -> Locator:
    """The chart, when it is drawn and nothing is about to change."""
    settle(page)
    found = page.locator(".st-key-chart_timeline .js-plotly-plot")
    expect(found.locator(".main-svg").first).to_be_visible(timeout=30_000)
    settle(page)
    return found


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_mouse_selects_a_mark_and_leads_to_its_case_file(server: Server, new_page: NewPage) -> None:
    page = new_page(height=1800)
    page.mouse.click(*opened(page, server, "?lanes=status").evaluate(PLACE, "wannacry-2017"))
    card = page.locator(".case-card")
    expect(card).to_contain_text("WannaCry")
    page.wait_for_url("**/timeline?*incident=wannacry-2017*")
    page.get_by_role("link", name="Open the case file").click()
    page.wait_for_url("**/incident?*incident=wannacry-2017*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("WannaCry")


def test_keyboard_selects_a_mark_and_leads_to_its_case_file(server: Server, page: Page) -> None:
    opened(page, server)
    page.get_by_role("combobox", name="Incident", exact=True).focus()
    page.keyboard.type("kudankulam")
    expect(page.get_by_role("option").first).to_contain_text("Kudankulam")
    page.keyboard.press("Enter")
    expect(page.locator(".case-card")).to_contain_text("Kudankulam")
    settle(page)
    page.get_by_role("link", name="Open the case file").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident?*incident=kudankulam-2019*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kudankulam")


def test_incident_box_by_mouse_and_cleared_by_keyboard(server: Server, page: Page) -> None:
    opened(page, server)
    box = page.get_by_role("combobox", name="Incident", exact=True)
    box.click()
    expect(page.get_by_role("option").first).to_be_visible()
    box.fill("no such incident")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_text(["Nothing in view is called so"])
    box.fill("WÄNNACRY")
    page.get_by_role("option").first.click()
    expect(page.locator(".case-card")).to_contain_text("WannaCry")
    settle(page)
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("WannaCry")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "incident=" not in url)
    expect(box).to_have_value("")


def test_link_restores_lanes_days_search_and_selection(server: Server, page: Page, curated: Dataset) -> None:
    found = opened(page, server, "?text=iran&lanes=kind&view=2009-01-01..2013-12-31&incident=stuxnet-2010&date=disclosed")
    expect(page.locator(".case-card")).to_contain_text("Stuxnet")
    assert found.evaluate(RANGE) == ["2009-01-01", "2014-01-01"]
    expect(page.get_by_label("Search text")).to_have_value("iran")
    wanted = board(IncidentFilter(text="iran").apply(curated), "kind", "disclosed", View.years(2009, 2013))
    expect(page.get_by_text(f"{wanted.in_view} incidents in view.", exact=False).first).to_be_visible()
    assert sorted(found.evaluate(MARKS)) == sorted(wanted.marks["incident_id"])
    assert page.locator("[data-testid=stMain]").get_by_text("disclosed", exact=True).first.is_visible()


def test_zoom_by_mouse_goes_into_the_address_and_double_click_brings_all_back(server: Server, page: Page) -> None:
    box = opened(page, server).bounding_box()
    assert box
    y = box["y"] + 60  # the heading of the first lane: no mark is there
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y + 4, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.7, y + 4, steps=4)
    page.mouse.up()
    page.wait_for_url("**view=*")
    zoomed = chart(page)
    view = View.read(query(page)["view"][0])
    assert view
    assert zoomed.evaluate(RANGE)[0] == query(page)["view"][0][:10]
    expect(page.get_by_text(f"Shown: {view.words}.", exact=False).first).to_be_visible()
    page.mouse.dblclick(box["x"] + 400, y)
    page.wait_for_url(lambda url: "view=" not in url)


def test_decade_and_zoom_by_keyboard(server: Server, page: Page) -> None:
    opened(page, server)
    decade = page.get_by_role("radio", name="2010s")
    decade.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**view=2010-01-01..2019-12-31")
    settle(page)
    page.get_by_role("button", name="Later").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**view=2015-*")


def test_a_year_is_drawn_as_a_span(server: Server, page: Page, curated: Dataset) -> None:
    found = opened(page, server, "?text=stuxnet&lanes=status")
    row = next(row for row in curated.arrow("incidents").to_pylist() if row["incident_id"] == "stuxnet-2010")
    assert row["started_latest"] > row["started_earliest"]
    first, last = (_milliseconds(row[f"started_{end}"]) for end in ("earliest", "latest"))
    assert found.evaluate(SPAN, [first, last + 86_400_000])


def _milliseconds(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000


def test_box_lists_what_is_inside_and_gives_it_as_csv(
    server: Server, new_page: NewPage, tmp_path: Path, curated: Dataset
) -> None:
    page = new_page(height=1800)
    box = opened(page, server, "?lanes=status&view=2010-01-01..2019-12-31").bounding_box()
    assert box
    page.locator("[data-title='Box Select']").click()
    page.mouse.move(box["x"] + 5, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 80, steps=3)
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 120, steps=3)
    page.mouse.up()
    heading = page.get_by_role("heading", name="in the box")
    expect(heading).to_be_visible()
    settle(page)
    rows = saved_rows(page)
    assert len(rows) == int(heading.inner_text().split()[0].replace(",", "")) > 0
    known = {row["incident_id"]: row for row in curated.arrow("incidents").to_pylist()}
    assert {known[row["incident_id"]]["status"] for row in rows} == {"state-attributed"}


def test_search_lights_its_matches(server: Server, page: Page) -> None:
    opened(page, server)
    page.get_by_label("Search text").fill("kudankulam")
    page.keyboard.press("Enter")
    lit = page.locator(".st-key-timeline_matches .stMarkdownColoredBackground")
    expect(lit.first).to_have_text("Kudankulam")
    page.wait_for_url("**text=kudankulam")


def test_no_sideways_scrolling_and_taps_select_on_a_phone(server: Server, new_page: NewPage) -> None:
    page = new_page(width=390, height=2600, scheme="dark")
    opened(page, server, "?lanes=status")
    expect(page.get_by_text("Lanes, date, years")).to_be_visible()
    found = chart(page)
    assert_fits(page)
    assert found.evaluate(TOUCH) is False
    page.mouse.click(*found.evaluate(PLACE, "stuxnet-2010"))
    expect(page.locator(".case-card")).to_be_visible()


@pytest.fixture(scope="module")
def large_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on the committed data and 100,000 made incidents, as after an import."""
    folder = tmp_path_factory.mktemp("large")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("records"))
    base = large_base(100_000, dataset.read(ROOT / "data").base)
    pq.write_table(base.tables["incidents"], data / "incidents.parquet")
    process, running = start_server(folder / "log.txt", data)
    yield running
    process.terminate()
    process.wait(10)
    assert not running.tracebacks(), running.tracebacks()[0]


def test_a_hundred_thousand_incidents_are_bars_that_zoom_into_marks(large_server: Server, page: Page, curated: Dataset) -> None:
    found = opened(page, large_server)
    count = curated.count + 100_000
    expect(page.get_by_text(f"{count:,} incidents in view are too many", exact=False)).to_be_visible()
    bars = found.evaluate("chart => chart._fullData.filter(trace => trace.type === 'bar').map(trace => trace.x.length)")
    assert 0 < sum(bars) <= 2000
    page.goto(f"{large_server.url}/timeline?view=2014-03-01..2014-03-14&lanes=status")
    marks = chart(page).evaluate("chart => chart._fullData.filter(t => t.customdata).map(t => [t.type, t.x.length])")
    assert {kind for kind, _ in marks} == {"scatter"}
    assert 0 < sum(size for _, size in marks) <= 2000
