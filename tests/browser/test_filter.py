"""The shared filter: rows and address follow it, a link restores it, a stale link warns, the extract has the rows shown."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server, saved_rows, settle
from timeline import dataset
from timeline.filters import IncidentFilter

ROOT = Path(__file__).parents[2]
DATA = dataset.read(ROOT / "data")


def ids(**chosen: object) -> list[str]:
    """Ids that the filter should leave, from the committed tables."""
    return IncidentFilter(**chosen).apply(DATA).arrow("incidents")["incident_id"].to_pylist()  # type: ignore[arg-type]  # whatever a test sets


def choose(page: Page, label: str, *words: str) -> None:
    """Type into a multiselect of the sidebar and take the first match."""
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)
    for word in words:
        box.fill(word)
        page.keyboard.press("Enter")
        settle(page)
    page.keyboard.press("Escape")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filter_by_state_changes_rows_and_address_and_the_link_restores_them(server: Server, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{server.url}/data")
    settle(page)
    choose(page, "Accused state", "North Korea")
    expected = ids(states=("KP",))
    expect(page.get_by_test_id("stMain")).to_contain_text(f"{len(expected)} of {DATA.count} incidents: accused North Korea")
    assert query(page)["states"] == ["North Korea"]
    rows = saved_rows(page)
    assert [row["incident_id"] for row in rows] == expected

    again = new_page()
    again.goto(page.url)
    settle(again)
    assert saved_rows(again) == rows


def test_any_name_of_an_actor_finds_it(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data")
    settle(page)
    choose(page, "Actor", "Strontium")
    expect(page.get_by_test_id("stMain")).to_contain_text("actor APT28")
    assert query(page)["actors"] == ["APT28"]
    assert [row["incident_id"] for row in saved_rows(page)] == ids(actors=("apt28",))


def test_more_filters_are_made_when_opened_and_stay_in_force_when_closed(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data")
    settle(page)
    side, main = page.get_by_test_id("stSidebar"), page.get_by_test_id("stMain")
    expect(side.get_by_role("combobox", name="Sector")).to_have_count(0)
    side.locator("summary", has_text="More filters").focus()
    page.keyboard.press("Enter")
    settle(page)
    choose(page, "Sector", "Energy")
    told = f"{len(ids(sectors=('energy',)))} of {DATA.count} incidents"
    expect(main).to_contain_text(told)
    side.locator("summary", has_text="More filters").click()
    settle(page)
    expect(main).to_contain_text(told)
    page.get_by_role("link", name="Timeline").first.click()
    page.wait_for_url("**/timeline*")
    settle(page)
    expect(main).to_contain_text(told)
    assert query(page)["sectors"] == ["Energy"]
    page.reload()
    settle(page)
    expect(main).to_contain_text(told)
    side.get_by_role("button", name="Clear all filters").click()
    settle(page)
    expect(main).to_contain_text(f"All {DATA.count} incidents")
    assert "sectors" not in query(page)


def test_filter_by_year(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?years=2019&years=2019")
    settle(page)
    expected = ids(years=(2019, 2019))
    assert "kudankulam-2019" in expected
    assert [row["incident_id"] for row in saved_rows(page)] == expected
    handle = page.get_by_test_id("stSidebar").get_by_role("slider").last
    handle.focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert query(page)["years"] == ["2019", "2020"]
    assert [row["incident_id"] for row in saved_rows(page)] == ids(years=(2019, 2020))


def test_the_choice_is_kept_from_page_to_page(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?states=IR")
    settle(page)
    page.get_by_role("link", name="Attribution", exact=True).click()
    page.wait_for_url("**/attribution**")
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("accused Iran")
    assert query(page)["states"] == ["Iran"]


def test_codes_aliases_and_stale_values_in_a_link(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?states=KP&states=ZZ&actors=fancy bear&kinds=bogus&years=1066")
    settle(page)
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("states: “ZZ” is not known here and was left out")
    expect(warning).to_contain_text("kinds: “bogus” is not known here")
    expect(warning).to_contain_text("years: 1066–1066 is out of range")
    assert query(page) == {"states": ["North Korea"], "actors": ["APT28"]}


def test_markup_and_a_thousand_values_in_a_link_do_nothing(server: Server, page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    many = "&".join(f"states=<img src=x onerror=alert({number})>" for number in range(300))
    page.goto(f"{server.url}/data?{many}&text=<script>alert(1)</script>&actors=[x](javascript:alert(2))")
    settle(page)
    assert dialogs == []
    expect(page.get_by_role("alert")).to_contain_text("only the first 50 of 300 values are used")
    assert page.locator("[data-testid=stMain] img").count() == 0
    expect(page.get_by_test_id("stMain")).to_contain_text(f"0 of {DATA.count} incidents")


def test_an_unknown_incident_is_said(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/incident?incident=<b>nothing</b>")
    settle(page)
    expect(page.get_by_role("alert")).to_contain_text("There is no incident “<b>nothing</b>” here")


def test_clearing_the_filter(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?states=IR&years=2010&years=2020")
    settle(page)
    page.get_by_role("button", name="Clear all filters").click()
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text(f"All {DATA.count} incidents")
    assert query(page) == {}


def test_links_within_the_app_keep_the_choice_once(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/?states=KP")
    settle(page)
    page.get_by_test_id("stPageLink").get_by_role("link").first.click()
    page.wait_for_url("**/incident**")
    settle(page)
    assert query(page) == {"states": ["North Korea"], "incident": ["stuxnet-2010"]}
