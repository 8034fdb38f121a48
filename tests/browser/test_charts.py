"""Every chart on every page has a summary in words and, next to come by keyboard, the table of its numbers."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settle
from timeline.ui.attribution import SECTIONS
from timeline.ui.norms import PARTS

CHARTS = {
    "timeline": 1,
    **{f"attribution?section={name}": 1 for name in SECTIONS if name not in ("cases", "actors")},
    "losses": 4,
    **{f"norms?{urlencode({'part': part})}": 1 for part in PARTS[:4]},
}
"""Address -> charts that it has at least."""
NEXT = """(chart) => {
    const all = [...document.querySelectorAll('[role=figure].stPlotlyChart, [data-testid=stExpander] summary')];
    const found = all[all.indexOf(chart) + 1];
    return found && found.tagName === 'SUMMARY' ? [found.innerText, found.tabIndex] : null;
}"""


def charts(page: Page, server: Server, path: str) -> list[str]:
    """The summaries of the charts of a page, each followed by what opens its table."""
    page.goto(f"{server.url}/{path}")
    settle(page)
    found = page.locator(".stPlotlyChart").all()
    for chart in found:
        assert chart.get_attribute("role") == "figure", path
        words, place = chart.evaluate(NEXT)
        assert "numbers behind the chart" in words or "as a table" in words, (path, words)
        assert place == 0, path
    return [chart.get_attribute("aria-label") or "" for chart in found]


def test_every_chart_has_a_summary_and_its_table(server: Server, page: Page) -> None:
    for path, least in CHARTS.items():
        summaries = charts(page, server, path)
        assert len(summaries) >= least, path
        assert all(len(summary) > 40 and any(one.isdigit() for one in summary) for summary in summaries), (path, summaries)
        assert len(set(summaries)) == len(summaries), path


def test_a_table_opens_by_keyboard(server: Server, page: Page) -> None:
    for path, name in (("timeline", "as a table"), ("attribution?section=lags", "The numbers behind the chart")):
        page.goto(f"{server.url}/{path}")
        settle(page)
        summary = page.locator("[data-testid=stExpander] summary").filter(has_text=name).first
        summary.focus()
        expect(summary).to_be_focused()
        page.keyboard.press("Enter")
        settle(page)
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
        expect(page.get_by_role("button", name="CSV of these").first).to_be_visible()


def test_the_thread_of_a_case_leads_to_its_facts_in_words(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/timeline?incident=wannacry-2017")
    settle(page)
    card = page.locator(".st-key-timeline_card")
    assert (card.get_by_role("figure").get_attribute("aria-label") or "").startswith("Thread of WannaCry")
    link = card.get_by_role("link", name="Open the case file")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What happened when")).to_be_visible(timeout=30_000)
