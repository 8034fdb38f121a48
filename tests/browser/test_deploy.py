"""Two server processes behind a real nginx with the shipped configuration: headers, policy, affinity, a process that dies."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, NewPage, Server, free_port, settle, start_server

DEPLOY = ROOT / "deploy" / "nginx"
MAIN = """
worker_processes 1;
pid nginx.pid;
events { worker_connections 256; }
http {
    include mime.types;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include timeline.conf;
}
"""
"""All that stands around the shipped file: temporary folders that need no root."""


@dataclass(frozen=True)
class Site:
    """nginx and the two processes behind it, by port."""

    url: str
    folder: Path
    processes: dict[int, subprocess.Popen[bytes]]
    servers: dict[int, Server]

    def requests(self) -> list[dict[str, str | int | float]]:
        """What nginx wrote down."""
        return [json.loads(line) for line in (self.folder / "access.log").read_text("utf-8").splitlines()]

    def ask(self, group: str, times: int = 1) -> list[str]:
        """The servers that answer a reader of this group, once nginx, which writes after it answers, has noted them."""
        before, until = len(self._answers()), time.monotonic() + 10
        for _ in range(times):
            assert not group_cookies(headers(f"{self.url}/_stcore/health", Cookie=f"timeline_group={group}"))
        while len(self._answers()) < before + times and time.monotonic() < until:
            time.sleep(0.02)
        return self._answers()[before:]

    def _answers(self) -> list[str]:
        return [str(line["server"]) for line in self.requests() if line["path"] == "/_stcore/health"]


def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    assert found, "no nginx found; run tests/browser/get_nginx.sh"
    return found


def configure(folder: Path, port: int, behind: dict[int, Server]) -> None:
    """The shipped timeline.conf beside the two files that a machine writes for itself."""
    (folder / "timeline").mkdir()
    shutil.copy(DEPLOY / "timeline.conf", folder)
    shipped = (DEPLOY / "timeline" / "servers.conf").read_text("utf-8")
    for old, new in zip((8501, 8502), behind, strict=True):
        shipped = shipped.replace(f":{old} ", f":{new} ")
    (folder / "timeline" / "servers.conf").write_text(shipped, "utf-8")
    logs = "access_log access.log timeline; error_log error.log crit;"
    (folder / "timeline" / "listen.conf").write_text(f"listen 127.0.0.1:{port};\nserver_name localhost;\n{logs}\n", "utf-8")
    user = "user root;\n" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + MAIN, "utf-8")
    (folder / "mime.types").write_text("types { text/html html; }", "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything up; taken down in the end."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    started = [start_server(folder / f"server-{number}.txt", ROOT / "data") for number in (1, 2)]
    by_port = {int(server.url.rpartition(":")[2]): (process, server) for process, server in started}
    servers = {port: server for port, (_, server) in by_port.items()}
    configure(folder, port, servers)
    command = [nginx(), "-p", f"{folder}/", "-c", "nginx.conf", "-e", "error.log", "-g", "daemon off;"]
    proxy = subprocess.Popen(command, stderr=subprocess.PIPE)
    yield Site(f"http://127.0.0.1:{port}", folder, {port: process for port, (process, _) in by_port.items()}, servers)
    proxy.terminate()
    for process in (proxy, *(process for process, _ in started)):
        process.terminate()
        process.wait(20)
    assert not [found for _, server in started for found in server.tracebacks()]


def headers(url: str, **sent: str) -> Message:
    """Headers of an answer that is there within a few seconds."""
    for _ in range(50):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=sent), timeout=5) as answer:
                return answer.headers
        except urllib.error.HTTPError as error:
            return error.headers
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")


def group_cookies(found: Message) -> list[str]:
    return [one for one in found.get_all("Set-Cookie", []) if one.startswith("timeline_group=")]


def policy(found: Message) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in found["Content-Security-Policy"].split(";"))
    return {name: allowed for name, _, allowed in parts}


def test_headers(site: Site) -> None:
    for path in ("/", "/_stcore/health", "/static/js/none.js", "/_stcore/metrics"):
        found = headers(site.url + path)
        assert found["X-Content-Type-Options"] == "nosniff"
        assert found["X-Frame-Options"] == "DENY"
        assert found["Referrer-Policy"] == "same-origin"
        assert found["Cross-Origin-Opener-Policy"] == "same-origin"
        assert found["Server"] == "nginx"
        allowed = policy(found)
        assert allowed["default-src"] == allowed["object-src"] == allowed["frame-ancestors"] == "'none'"
        assert "unsafe" not in allowed["script-src"]
        assert not re.search(r"https?:|\*", found["Content-Security-Policy"])


def test_the_policy_knows_the_one_inline_script_of_streamlit(site: Site) -> None:
    page = (files("streamlit") / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    assert re.findall(r"'sha256-([^']+)'", policy(headers(site.url))["script-src"]) == hashes


def test_upload_limit_is_that_of_the_app() -> None:
    limit = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    assert f"client_max_body_size {limit}m;" in (DEPLOY / "timeline.conf").read_text("utf-8")


def test_scripts_are_compressed(site: Site) -> None:
    script = re.findall(r'src="\./(static/js/index[^"]+)"', (files("streamlit") / "static" / "index.html").read_text("utf-8"))[
        0
    ]
    assert headers(f"{site.url}/{script}", **{"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_a_reader_stays_with_one_process(site: Site) -> None:
    assert re.fullmatch("timeline_group=[0-9a-f]{2}; Path=/; HttpOnly; SameSite=Lax", *group_cookies(headers(site.url)))
    for group in ("00", "7f", "c3"):
        assert len(set(site.ask(group, 4))) == 1
    assert group_cookies(headers(f"{site.url}/_stcore/health", Cookie="timeline_group=../x"))


def test_both_processes_get_readers(site: Site) -> None:
    used = [server for number in range(0, 256, 4) for server in site.ask(f"{number:02x}")]
    assert min(used.count(one) for one in set(used)) >= 16
    assert len(set(used)) == 2


def test_a_visit_under_the_policy(site: Site, new_page: NewPage) -> None:
    """Charts, pictures, tables, files and uploads work; the page fixture fails on any message of the policy in the console."""
    page = new_page()
    page.goto(f"{site.url}/timeline?text=ransom")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)
    with page.expect_download() as picture:
        page.get_by_role("button", name="Picture (PNG)").first.click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    page.goto(f"{site.url}/data")
    settle(page)
    with page.expect_download() as rows:
        page.get_by_role("button", name=re.compile(r"^.*CSV of these")).first.click()
    assert b"incident_id" in Path(rows.value.path()).read_bytes()
    page.goto(f"{site.url}/trackers")
    settle(page)
    upload(page, "broken.xlsx", b"PK\x03\x04 and nothing that follows from it")
    expect(page.get_by_text("The archive is damaged")).to_be_visible(timeout=30_000)
    upload(page, "own.csv", b"id,title,disclosed\n1,Zebra affair,2019-04-05\n")
    expect(page.get_by_text("1 rows read, 1 taken")).to_be_visible(timeout=30_000)


def upload(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").first.set_input_files([file])
    page.get_by_text(name).first.wait_for()
    page.get_by_role("button", name="Import", exact=True).click()


def test_the_log_names_nobody(site: Site) -> None:
    """After the visit above, whose address held a search and whose upload held a session id."""
    lines = site.requests()
    assert {"/timeline", "/_stcore/upload_file", "/media/"} <= {str(line["path"]) for line in lines}
    assert all(set(line) == {"time", "method", "path", "status", "bytes", "seconds", "server"} for line in lines)
    written = (site.folder / "access.log").read_text("utf-8")
    for personal in ("ransom", '"127.0.0.1"', "Mozilla", "timeline_group"):
        assert personal not in written


def served_by(page: Page, site: Site) -> int:
    """Port of the process that holds the session of the page, as nginx notes it."""
    group = next(one["value"] for one in page.context.cookies() if one["name"] == "timeline_group")
    return int(site.ask(group)[-1].rpartition(":")[2])


def test_a_process_dies_and_the_reader_goes_on(site: Site, chromium: Browser) -> None:
    """Last, since one process is then gone. Messages of the lost socket are expected in the console, so it is not watched."""
    context = chromium.new_context(timezone_id="UTC", locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site.url}/timeline?states=KP&years=2014&years=2018")
    settle(page)
    shown = page.get_by_test_id("stMain").get_by_text(re.compile(r"\d+ of [\d,]+ incidents: "))
    words = shown.inner_text()
    assert "North Korea" in words
    victim = served_by(page, site)
    with page.expect_websocket(timeout=30_000):
        site.processes[victim].send_signal(signal.SIGKILL)
        site.processes[victim].wait(10)
    settle(page)
    assert shown.inner_text() == words
    assert served_by(page, site) != victim
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(shown).not_to_have_text(words, timeout=30_000)
    settle(page)
    assert "North Korea" in shown.inner_text()
    assert "2015" in shown.inner_text()
    context.close()
