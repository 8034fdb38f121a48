"""What is on screen is what is taken: files from the page equal those of the command, pictures explain themselves."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, saved, settle
from timeline.__main__ import main
from timeline.exports import csv

ROOT = Path(__file__).parents[2]


def test_files_of_the_page_equal_those_of_the_command(server: Server, page: Page, tmp_path: Path) -> None:
    page.goto(f"{server.url}/data?states=IR&years=2012&years=2020")
    settle(page)
    for button, wanted in (("Bundle", "bundle"), ("JSON", "json"), ("STIX", "stix"), ("Excel workbook", "xlsx")):
        name, content = saved(page, button)
        words = ["export", "--data", str(ROOT / "data"), "--format", wanted, "--states", "IR", "--years", "2012-2020"]
        assert CliRunner().invoke(main, [*words, "-o", str(tmp_path)]).exit_code == 0
        assert (tmp_path / name).read_bytes() == content


def test_sorted_and_reduced_table_is_taken_as_shown(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?table=losses")
    settle(page)
    page.get_by_role("combobox", name="Sort by").fill("low_usd")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_text("Descending").click()
    settle(page)
    _, content = saved(page, "CSV of these")
    header, *rows = [line.split(",") for line in content.decode().splitlines()]
    place = header.index('"low_usd"')
    values = [float(row[place]) for row in rows if len(row) > place and row[place].replace(".", "", 1).isdigit()]
    assert len(values) > 10
    assert values == sorted(values, reverse=True)
    _, marked = saved(page, "The same for Excel")
    assert marked == csv.BOM + content


def test_no_rows_give_a_valid_empty_file_that_says_so(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?text=nothinghasthisword")
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("No row matches; the files are valid and empty.")
    _, content = saved(page, "CSV of these 0 rows")
    assert content.startswith(b'"incident_id"')
    assert content.count(b"\n") == 1


def test_picture_carries_title_source_filter_and_version(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/losses?states=KP")
    settle(page)
    page.get_by_text("The numbers behind the chart").first.click()
    name, content = saved(page, "Picture (SVG)")
    text = content.decode()
    assert name.endswith(".svg")
    for words in ("Source:", "accused North Korea", "Data version"):
        assert words in text
    assert text.count("<svg") >= 2
    name, content = saved(page, "Picture (PNG)")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG")
    assert len(content) > 10_000
    page.get_by_text("Cite this chart").first.click()
    settle(page)
    expect(page.get_by_test_id("stCode").first).to_contain_text(f"{server.url}/losses?states=KP")
    page.get_by_role("radio", name="CSL-JSON").first.click()
    settle(page)
    name, content = saved(page, "CSL-JSON file")
    assert name == "chart-series_0.json"
    assert json.loads(content)[0]["URL"] == f"{server.url}/losses?states=KP"


def test_the_collection_is_cited_with_the_link_of_the_choice(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?states=IR")
    settle(page)
    expect(page.get_by_text("Cite the collection")).to_be_visible()
    assert saved(page, "APA file")[1].decode().endswith(f"from {server.url}/data?states=IR")


def test_the_codebook_is_searched(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/data?codebook=private-only")
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("2 columns and codes")
