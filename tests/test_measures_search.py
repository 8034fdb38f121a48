"""What a search shows of each incident, letter by letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import actor, claim, data_of, incident
from timeline.dataset import Dataset
from timeline.measures.search import AROUND, Match, around, matches, pieces

WORM = re.compile("worm", re.IGNORECASE)


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The worm stands in every field of `late`, in the title of `early`, and nowhere in `none`."""
    return data_of(
        actor("first", "Wormwood", "Glow worm", "Ember"),
        actor("second", "The Others"),
        incident(
            "late-2020",
            title="The Worm returns",
            summary="Many a worm.",
            other_names=["Old", "Wormhole"],
            malware=["WORM.A", "Other"],
            started="2020-01-02",
            attributions=[claim("c", actor="first", state=None), claim("d", actor="second", state=None)],
        ),
        incident("early-2020", title="worm", started="2020-01-01"),
        incident("none-2020", title="Nothing", disclosed="2020-01-03"),
    )


def test_every_field_where_the_word_stands(data: Dataset) -> None:
    first, second, third = matches(data, "worm", "started")
    assert first == Match("early-2020", (("worm", True),), ())
    assert second == Match(
        "late-2020",
        (("The ", False), ("Worm", True), (" returns", False)),
        (
            ("Also called", (("Old, ", False), ("Worm", True), ("hole", False))),
            ("Malware", (("WORM", True), (".A, Other", False))),
            ("Actor", (("Worm", True), ("wood, Glow ", False), ("worm", True), (", Ember; The Others", False))),
            ("Summary", (("Many a ", False), ("worm", True), (".", False))),
        ),
    )
    assert third == Match("none-2020", (("Nothing", False),), ())


def test_the_first_by_the_date_asked_for_and_no_more_than_asked_for(data: Dataset) -> None:
    assert [one.incident_id for one in matches(data, "worm", "started", 2)] == ["early-2020", "late-2020"]
    assert [one.incident_id for one in matches(data, "worm", "disclosed", 1)] == ["none-2020"]
    cut = data.only(data.mask() & [False, False, True])
    assert [one.incident_id for one in matches(cut, "worm", "started")] == ["none-2020"]


def test_twenty_are_shown_unless_more_are_asked_for() -> None:
    many = data_of(*(incident(f"case-{number}") for number in range(25)))
    assert len(matches(many, "case", "started")) == 20
    assert len(matches(many, "case", "started", 25)) == 25


def test_longer_words_win_and_signs_are_no_patterns() -> None:
    data = data_of(incident(title="A.B wormhole, a+b", summary="Nothing."))
    (found,) = matches(data, "worm wormhole a+b", "started")
    assert found.title == (("A.B ", False), ("wormhole", True), (", ", False), ("a+b", True))
    (found,) = matches(data, "a.b", "started")
    assert found.title == (("A.B", True), (" wormhole, a+b", False))


def test_an_actor_without_a_record_goes_by_its_id() -> None:
    (found,) = matches(data_of(incident(attributions=[claim("c", actor="ghost")])), "ghost", "started")
    assert found.places == (("Actor", (("ghost", True),)),)


@given(text=st.text("wormX ", max_size=40))
def test_pieces_are_the_text(text: str) -> None:
    found = pieces(text, WORM)
    assert "".join(piece for piece, _ in found) == text
    assert all(piece and (piece.lower() == "worm") is is_match for piece, is_match in found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a worm here", "a worm here"),
        ("x" * 70 + "worm" + "y" * 70, "x" * 70 + "worm" + "y" * 70),
        ("ab " + "x" * 67 + "worm" + "y" * 66 + " cd", "ab " + "x" * 67 + "worm" + "y" * 66 + " cd"),
        ("ab " + "x" * 68 + "worm", "… " + "x" * 68 + "worm"),
        ("ab cd " + "x" * 66 + "worm", "… cd " + "x" * 66 + "worm"),
        ("worm " + "y" * 61 + " zz zz z", "worm " + "y" * 61 + " zz zz z"),
        ("worm " + "y" * 61 + " zz zz zz", "worm " + "y" * 61 + " zz zz …"),
        ("worm " + "y" * 68 + " z", "worm " + "y" * 68 + " …"),
        ("ab cd " + "x" * 67 + " worm y y " + "z" * 70, "… " + "x" * 67 + " worm y y …"),
        ("no such word", "no such word"),
        ("n" * 200, "n" * 2 * AROUND),
    ],
)
def test_a_text_is_shown_near_its_first_match_and_cut_at_words(text: str, shown: str) -> None:
    assert around(text, WORM) == shown
