"""Broken data: one clear sentence instead of a stack trace; data replaced while serving is picked up whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ROOT, NewPage, settle, start_server
from tests.conftest import collection, incident
from timeline import tables


def test_broken_then_good_then_broken_again(tmp_path: Path, new_page: NewPage) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("records"))
    (data / "incidents.parquet").write_bytes(b"PAR1 cut short")
    process, server = start_server(tmp_path / "log.txt", data)
    try:
        page = new_page()
        page.goto(server.url)
        settle(page)
        expect(page.get_by_role("alert")).to_contain_text("incidents.parquet is not a readable Parquet file")
        expect(page.get_by_role("alert")).to_contain_text("timeline build")

        tables.write(tables.build(collection(incident("a-2019"), incident("b-2020"))), data)
        page.reload()
        settle(page)
        expect(page.get_by_test_id("stMain")).to_contain_text("All 2 incidents.")

        (data / "incidents.parquet").write_bytes(b"")
        page.reload()
        settle(page)
        expect(page.get_by_test_id("stMain")).to_contain_text("All 2 incidents.")
    finally:
        process.terminate()
        process.wait(10)
    assert not server.tracebacks()
