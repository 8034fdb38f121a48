"""Every case file opens, run without a browser; what its address says decides what is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures import neighbours
from timeline.ui.text import inert

ROOT = Path(__file__).parent.parent
Run = Callable[..., AppTest]


def visit() -> AppTest:
    """A new session that is about to open the case file page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    return app.switch_page("pages/incident.py")


@pytest.fixture(scope="module")
def run() -> Run:
    """Opens the case file page under an address, each time in the same session."""
    app = visit()

    def opened(**query: str | list[str]) -> AppTest:
        app.query_params.clear()
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception, query
        return app

    return opened


def html(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def test_every_case_file_opens(run: Run, curated: Dataset) -> None:
    table = curated.arrow("incidents", ["incident_id", "title"])
    sources = curated.arrow("sources", ["incident_id"])["incident_id"].to_pylist()
    for incident_id, title in zip(*(table[name].to_pylist() for name in table.column_names), strict=True):
        app = run(incident=incident_id)
        assert [one.value for one in app.title] == [inert(title)]
        assert html(app).count('<li id="source-') == sources.count(incident_id) > 0
        assert not app.warning


def test_unknown_case_is_said(run: Run) -> None:
    app = run(incident="no-such-case")
    assert "no-such-case" in app.warning[0].value.replace("\\", "")
    assert not app.title


def test_comparison_stands_in_place_of_the_case_file(run: Run) -> None:
    app = run(incident="wannacry-2017", compare=["stuxnet-2010", "kudankulam-2019"])
    assert [one.value for one in app.title] == ["Cases side by side"]
    shown = html(app)
    assert shown.count('<th scope="col">') == 3
    assert "Who blames whom" in shown
    assert 'id="source-' not in shown


def test_comparison_names_what_it_leaves_out(run: Run) -> None:
    app = run(incident="wannacry-2017", compare=["nothing", "stuxnet-2010", "wannacry-2017", "kudankulam-2019"])
    assert "nothing" in app.warning[0].value
    assert html(app).count('<th scope="col">') >= 2


def test_case_file_says_how_to_cite_and_to_correct(run: Run, curated: Dataset) -> None:
    app = run(incident="kudankulam-2019")
    texts = [one.value for one in app.code]
    assert curated.base.version in texts[0]
    assert "/incident?incident=kudankulam-2019" in texts[0]
    assert any("kudankulam-2019.toml" in one.value.replace("\\", "") for one in app.markdown)
    assert app.get("download_button")[0].proto.label == "APA file"


def test_neighbours_are_those_in_the_filter(curated: Dataset) -> None:
    app = visit()
    app.query_params["incident"], app.query_params["states"] = "wannacry-2017", "North Korea"
    links = [one.proto.query_string for one in app.run().get("page_link")]
    beside = neighbours.beside(IncidentFilter(states=("KP",)).apply(curated), "wannacry-2017")
    assert links[:2] == [f"incident={one[0]}" for one in beside if one]


def test_hostile_text_stays_text(run: Run) -> None:
    app = run(incident="<img src=x onerror=alert(1)>")
    assert "<img" not in html(app)
    assert app.warning
