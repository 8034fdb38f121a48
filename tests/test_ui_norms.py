"""What the norms page says, run without a browser: known cases, every part, links that mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
PARTS = ["Texts", "Clauses and cases", "Answers", "Who invokes what", "Cross-walk"]


def run(**query: str) -> AppTest:
    """The norms page under this address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("pages/norms.py")
    app.run()
    assert not app.exception
    return app


def text(app: AppTest) -> str:
    """All that the page shows in words."""
    plain = [one.value for kind in (app.title, app.header, app.markdown, app.caption, app.info, app.warning) for one in kind]
    return "\n".join([*plain, *(one.proto.body for one in app.get("html")), *(one.label for one in app.expander)])


@pytest.mark.parametrize(
    ("clause", "incident", "said"),
    [
        (
            "gge-2015:13f",
            "albania-2022",
            (
                "Invoked by United States (National Security Council), 7 September 2022",
                "Wording used",
                "Diplomatic relations with Iran were cut",
            ),
        ),
        (
            "g20-antalya-2015:26",
            "cloud-hopper-2014",
            ("Invoked by United Kingdom (Foreign Secretary), 20 December 2018", "Invoked by Australia (Foreign Minister)"),
        ),
        ("us-china-2015:2", "cloud-hopper-2014", ("Invoked by United States (Deputy Attorney General), 20 December 2018",)),
        (
            "paris-call-2018:3",
            "fancy-bear-domains-2018",
            ("Nobody invoked this clause", "Text later than the incident", "three months after the event"),
        ),
        ("gge-2015:13f", "kudankulam-2019", ("Nobody invoked this clause", "Our reading", "Text older than the incident")),
        ("gge-2015:13f", "viasat-2022", ("invoked without naming a clause", "European Union", "Norway")),
    ],
)
def test_known_cases_read_correctly(clause: str, incident: str, said: tuple[str, ...]) -> None:
    shown = text(run(clause_page=clause, text=incident))
    for words in said:
        assert words in shown


def test_nobody_invoked_anything_over_kudankulam() -> None:
    shown = text(run(part="Who invokes what", text="kudankulam-2019"))
    assert "Nobody invoked a norm in the incidents chosen here" in shown
    assert "Our own reading sees a norm touched in 1 of these silent cases" in shown


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_by_its_link(part: str) -> None:
    assert len(run(part=part).header) > 0


@pytest.mark.parametrize("part", PARTS[1:4])
def test_an_empty_choice_is_said(part: str) -> None:
    assert "No incident matches" in text(run(part=part, text="nothing has these words"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"clause_page": "gge-2015:99"}, "There is no clause"),
        ({"part": "Nothing"}, "part: “Nothing” is not known here"),
        ({"part": "Texts", "instrument": "no-such"}, "instrument: “no\\-such” is not known here"),
        ({"part": "Clauses and cases", "clauses_of": "<script>"}, "is not known here"),
    ],
)
def test_a_link_that_means_nothing_is_said(query: dict[str, str], said: str) -> None:
    app = run(**query)
    assert said in text(app)
    assert app.title[0].value == "Norms and responses"


def test_a_link_opens_a_text_with_its_clauses() -> None:
    app = run(part="Texts", instrument="paris-call-2018")
    assert app.subheader[0].value == "Paris Call"
    assert sum(button.label[:1].isdigit() for button in app.button) == 9


def test_the_crosswalk_names_the_clauses_of_other_texts() -> None:
    shown = text(run(part="Cross-walk", walk="gge-2015"))
    assert "Do not damage critical infrastructure" in shown
    assert "Paris Call 1" in shown
