"""Text from records, imports and links, made inert before it reaches a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2

from timeline.plain import HIDDEN, visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")
_LATE = re.compile(r":(?=[\w+/-]+:)|(?=@)")
"""Where Streamlit finds icons and mail addresses in text that is already free of Markdown, so that escaping does not help."""
_JOINER = "\u2060"
"""Seen by no reader; parts what would become an icon or a mail link."""


def inert(text: str) -> str:
    """Escaped for st.markdown and its kin: no markup, image, colour, icon or formula of the text takes effect.

    An http or https address in it still becomes a link, to itself.
    """
    parted = _LATE.sub(lambda found: found[0] + _JOINER, visible(text).replace("\n", " "))
    return _SPECIAL.sub(r"\\\1", parted)


def linked(text: str, url: str | None) -> str:
    """Inert text for Markdown, as a link where the address is one for the web."""
    address = quote(web_link(url), safe="/?:@&=+$,;%#~*'!")
    return f"[{inert(text)}]({address})" if address else inert(text)


def web_link(url: str | None) -> str:
    """The address when it is http or https, else nothing."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and not HIDDEN.search(url) else ""


def attack_group(attack_id: str) -> str:
    """Where MITRE ATT&CK describes a group and its techniques."""
    return f"https://attack.mitre.org/groups/{quote(attack_id, safe='')}/"


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    made = jinja2.Environment(
        loader=loader, autoescape=True, auto_reload=False, trim_blocks=True, lstrip_blocks=True, finalize=_finalize
    )
    made.filters |= {"web_link": web_link, "attack_group": attack_group}
    return made


def _finalize(value: Any) -> Any:
    """Every text that a template writes is `visible`."""
    return visible(value) if type(value) is str else value


def render(template: str, values: Mapping[str, Any]) -> str:
    """An HTML fragment from `templates/`; every value is escaped and visible."""
    return _environment().get_template(template).render(values)
