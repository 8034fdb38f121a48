"""The case file's promises: sources, print, comparison, citation, neighbours."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server, assert_fits, saved, settle
from timeline.dataset import Dataset

CASES = ["stuxnet-2010", "wannacry-2017", "kudankulam-2019"]


def opened(page: Page, server: Server, query: str) -> None:
    """The case file page under this address, with its sources when it has a case."""
    page.goto(f"{server.url}/incident?{query}")
    settle(page)
    page.locator(".sources li, .compare, [data-testid=stAlert]").first.wait_for(timeout=30_000)
    settle(page)


def rows_of(data: Dataset, table: str, incident_id: str) -> list[dict[str, object]]:
    found = data.base.tables[table]
    return found.filter(pa.compute.equal(found["incident_id"], incident_id)).to_pylist()


@pytest.mark.parametrize("incident_id", CASES)
def test_case_file_shows_claims_facts_and_sources(server: Server, page: Page, curated: Dataset, incident_id: str) -> None:
    opened(page, server, f"incident={incident_id}")
    (incident,) = rows_of(curated, "incidents", incident_id)
    expect(page.get_by_role("heading", level=1)).to_have_text(str(incident["title"]))
    sources = rows_of(curated, "sources", incident_id)
    expect(page.locator(".sources li")).to_have_count(len(sources))
    for claim in rows_of(curated, "attributions", incident_id):
        expect(page.locator(".rival .card-head", has_text=str(claim["party"])).first).to_be_visible()
    expect(page.locator(".ladder li")).not_to_have_count(0)
    expect(page.locator(".status-line")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printed_case_file_has_its_sources_and_no_app(
    server: Server, new_page: NewPage, curated: Dataset, tmp_path: Path, scheme: str
) -> None:
    page = new_page(scheme=scheme)
    opened(page, server, "incident=stuxnet-2010")
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stSidebar]", "[data-testid=stHeader]", ".st-key-case_picker", ".st-key-case_tables"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.locator(".lead").evaluate("one => getComputedStyle(one).color") == "rgb(17, 17, 17)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    content = page.pdf(path=tmp_path / "case.pdf", format="A4")
    addresses = {one.decode() for one in re.findall(rb"/URI \((.*?)\)", content)}
    wanted = {str(row["url"]) for row in rows_of(curated, "sources", "stuxnet-2010") if row["url"]}
    assert {_plain(one) for one in wanted} <= {_plain(one) for one in addresses}
    assert len(re.findall(rb"/Type\s*/Page\b", content)) > 3


def _plain(address: str) -> str:
    """An address without what a PDF writes otherwise."""
    return re.sub(r"\\(.)", r"\1", address).rstrip("/")


def test_two_cases_stand_beside_the_first(server: Server, page: Page) -> None:
    opened(page, server, "incident=wannacry-2017")
    page.get_by_role("combobox", name="Compare with").click()
    page.keyboard.type("stuxnet")
    page.get_by_role("option", name="Stuxnet").first.click()
    page.wait_for_url("**compare=stuxnet-2010*")
    expect(page.locator(".compare thead th")).to_have_count(2)
    opened(page, server, "incident=wannacry-2017&compare=stuxnet-2010&compare=kudankulam-2019")
    expect(page.locator(".compare thead th")).to_have_count(3)
    expect(page.locator(".compare")).to_contain_text("No state has officially attributed it.")


def test_comparison_is_readable_on_a_phone(server: Server, new_page: NewPage) -> None:
    page = new_page(width=390)
    opened(page, server, "incident=wannacry-2017&compare=stuxnet-2010&compare=kudankulam-2019")
    assert_fits(page)
    label = page.locator(".compare td").nth(1).evaluate("one => getComputedStyle(one, '::before').content")
    assert "WannaCry" in label or "Stuxnet" in label


@pytest.mark.parametrize(("form", "begins"), [("APA", "WannaCry"), ("BibTeX", "@misc{wannacry-2017"), ("RIS", "TY  - DATA")])
def test_citation_on_screen_is_the_file(server: Server, page: Page, tmp_path: Path, form: str, begins: str) -> None:
    opened(page, server, "incident=wannacry-2017")
    page.get_by_role("radio", name=form, exact=True).click()
    settle(page)
    text = saved(page, f"{form} file")[1].decode()
    assert text.startswith(begins)
    assert f"{server.url}/incident?incident=wannacry-2017" in text
    shown = page.locator(".st-key-case_cite code").inner_text()
    assert " ".join(shown.split()) == " ".join(text.split())


def test_picker_and_neighbours_lead_to_other_cases(server: Server, page: Page) -> None:
    opened(page, server, "incident=wannacry-2017")
    page.get_by_role("link", name="Next:").click()
    page.wait_for_url(lambda url: "wannacry-2017" not in url)
    settle(page)
    page.get_by_role("link", name="Previous:").click()
    page.wait_for_url("**incident=wannacry-2017*")
    settle(page)
    page.get_by_role("combobox", name="Case", exact=True).click()
    page.keyboard.type("kudankulam")
    page.get_by_role("option").first.click()
    page.wait_for_url("**incident=kudankulam-2019*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kudankulam")


def test_unknown_case_is_answered_in_words(server: Server, page: Page) -> None:
    opened(page, server, "incident=gone-1999")
    expect(page.get_by_text("gone-1999")).to_be_visible()
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_techniques_are_a_link_to_attack(server: Server, page: Page) -> None:
    opened(page, server, "incident=wannacry-2017")
    link = page.get_by_role("link", name=re.compile(r"Lazarus Group \(G0032\)"))
    expect(link).to_have_attribute("href", "https://attack.mitre.org/groups/G0032/")
