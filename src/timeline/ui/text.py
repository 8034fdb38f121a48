"""Text from records, imports and links, made inert before it reaches a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")


def visible(text: str) -> str:
    """Without control characters that change the direction or the look of what follows."""
    return _INVISIBLE.sub("", text)


def inert(text: str) -> str:
    """Escaped for st.markdown and its kin: no markup, link, colour or formula of the text takes effect."""
    return _SPECIAL.sub(r"\\\1", visible(text).replace("\n", " "))


def web_link(url: str | None) -> str:
    """The address when it is http or https, else nothing."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    made = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["web_link"] = web_link
    made.filters["visible"] = visible
    return made


def render(template: str, values: Mapping[str, Any]) -> str:
    """An HTML fragment from `templates/`; every value is escaped."""
    return _environment().get_template(template).render(values)
