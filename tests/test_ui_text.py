"""Text from records, imports and links is inert before it reaches a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.ui.text import inert, linked, render, web_link

MARKS = r"\`*_{}[]()#+-.!|<>~$:&"


@given(st.text())
def test_every_mark_of_markdown_is_escaped(text: str) -> None:
    escaped = inert(text)
    bare = escaped.replace("\\\\", "")
    for place, character in enumerate(bare):
        if character in MARKS.replace("\\", ""):
            assert bare[place - 1] == "\\"


def test_lines_and_hidden_characters_go() -> None:
    assert inert("a\n# b\u202e") == "a \\# b"


def test_icons_and_mail_addresses_are_parted() -> None:
    assert inert(":material/home: a@b.example") == "\\:\u2060material/home\\: a\u2060@b\\.example"
    assert inert("at 12:30, a: b") == "at 12\\:30, a\\: b"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a_(b)?c=d&e#f", "[T\\.](https://example.org/a_%28b%29?c=d&e#f)"),
        (
            "https://example.org/) ![x](https://evil.example/",
            "[T\\.](https://example.org/%29%20!%5Bx%5D%28https://evil.example/)",
        ),
        ("javascript:alert(1)", "T\\."),
        (None, "T\\."),
    ],
)
def test_a_link_cannot_end_before_its_address_does(url: str | None, expected: str) -> None:
    assert linked("T.", url) == expected


@given(st.text(), st.text())
def test_no_text_breaks_out_of_a_link(text: str, rest: str) -> None:
    made = linked(text, f"https://example.org/{rest}")
    _, found, address = made.rpartition("](")
    assert not found or not set(address[:-1]) & set(' ()<>[]\n"\\`')


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
        ("https://example.org/\u202egnp.exe", False),
        ("JaVaScRiPt:alert(1)", False),
        ("https:example.org", False),
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
