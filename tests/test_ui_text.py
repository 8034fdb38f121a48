"""Text from records, imports and links is inert before it reaches a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.ui.text import inert, render, visible, web_link

MARKS = r"\`*_{}[]()#+-.!|<>~$:&"


@given(st.text())
def test_every_mark_of_markdown_is_escaped(text: str) -> None:
    escaped = inert(text)
    bare = escaped.replace("\\\\", "")
    for place, character in enumerate(bare):
        if character in MARKS.replace("\\", ""):
            assert bare[place - 1] == "\\"


def test_lines_and_hidden_characters_go() -> None:
    assert inert("a\n# b") == "a \\# b"
    assert visible("a\u202eb\u200fc\x00d") == "abcd"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[", False),
        (None, False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert web_link(address) == (address if kept else "")


def test_fragments_escape_what_they_are_given() -> None:
    source = {"number": 1, "title": "<script>alert(1)</script>", "url": "javascript:alert(1)", "publisher": "<b>P</b>"}
    source |= {"when": "", "kind_words": "Press", "read": True, "supports": '"><img src=x onerror=alert(1)>'}
    made = render("sources.html", {"sources": [source]})
    assert "<script" not in made
    assert "<img" not in made
    assert "<b>" not in made
    assert "javascript:" not in made
