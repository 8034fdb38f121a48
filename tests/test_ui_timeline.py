"""What the timeline page says, run without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from timeline.dataset import Dataset
from timeline.filters import IncidentFilter
from timeline.measures.lanes import LANES
from timeline.measures.placing import View
from timeline.measures.timeline import board

ROOT = Path(__file__).parent.parent


def run(**query: str) -> AppTest:
    """The timeline under this address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("pages/timeline.py")
    app.run()
    assert not app.exception
    return app


def address(app: AppTest, key: str) -> str:
    """The last value of a parameter, which AppTest holds as text or as a list."""
    value = app.query_params[key]
    return value if isinstance(value, str) else value[-1]


def captions(app: AppTest) -> str:
    return "\n".join(one.value for one in app.caption)


@pytest.mark.parametrize("by", LANES)
def test_every_sort_of_lanes(by: str, curated: Dataset) -> None:
    app = run(lanes=by, view="2010-01-01..2019-12-31")
    found = board(curated, by, "started", View.years(2010, 2019))
    assert f"{found.in_view:,} incidents in view" in captions(app)
    assert "Shown: 2010 to 2019." in captions(app)
    assert not app.warning


def test_a_link_with_values_of_old_is_answered_with_their_names() -> None:
    app = run(lanes="moon", view="soon", incident="gone-1999")
    warned = " ".join(one.value for one in app.warning).replace("\\", "")
    for value in ("moon", "soon", "gone-1999"):
        assert value in warned
    assert "view" not in app.query_params


def test_card_of_the_selected_incident() -> None:
    app = run(incident="kudankulam-2019")
    shown = "\n".join(one.proto.body for one in app.get("html"))
    assert '<article class="case-card"' in shown
    assert "No state has officially attributed it." in shown
    link = next(one.proto for one in app.get("page_link") if one.proto.label == "Open the case file")
    assert "incident=kudankulam-2019" in link.query_string
    app.button(key="card_close").click().run()
    assert "incident" not in app.query_params
    assert '<article class="case-card"' not in "\n".join(one.proto.body for one in app.get("html"))


def test_zoom_to_the_thread_of_the_selected_incident() -> None:
    app = run(incident="wannacry-2017")
    app.button(key="card_zoom").click().run()
    view = View.read(address(app, "view"))
    assert view
    assert View.years(2017, 2017).first > view.first > View.years(2010, 2010).first


def test_incident_box_offers_what_is_in_view(curated: Dataset) -> None:
    chosen = IncidentFilter(text="kudankulam").apply(curated)
    offered = picker(run(text="kudankulam"))
    assert offered["chosen"] == ""
    assert sorted(offered["names"]) == sorted(chosen.arrow("incidents")["title"].to_pylist())


def test_incident_box_shows_the_selected_one_though_it_is_not_in_view() -> None:
    offered = picker(run(text="kudankulam", incident="stuxnet-2010"))
    assert "Stuxnet" in offered["chosen"]
    assert offered["chosen"] in offered["names"]


def picker(app: AppTest) -> dict[str, Any]:
    """What the box of incidents was given."""
    return next(json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.component_name == "picker")


def test_buttons_move_and_zoom() -> None:
    app = run(view="2010-01-01..2013-12-31")
    app.button(key="timeline_Later").click().run()
    assert address(app, "view") == "2012-01-01..2015-12-31"
    app.button(key="timeline_Zoom in").click().run()
    view = View.read(address(app, "view"))
    assert view
    assert 700 < view.days < 750


def test_search_lights_matches() -> None:
    app = run(text="kudankulam")
    assert any("with “kudankulam”" in one.value for one in app.subheader)
    assert any(":orange-background[Kudankulam]" in one.proto.label for one in app.get("page_link"))


def test_date_on_the_page_is_the_date_of_the_filter(curated: Dataset) -> None:
    app = run(date="first attributed")
    found = board(curated, "state", "attributed")
    assert found.undated > 0
    assert f"{found.undated:,} incidents have no dated attribution and are not drawn." in captions(app)
