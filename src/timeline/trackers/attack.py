"""ATT&CK groups, from a STIX bundle or the compact lookup of one: actors and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from timeline.trackers import rows
from timeline.trackers.entry import ActorEntry
from timeline.trackers.report import Effect, Report, SetAside

NAME = "MITRE ATT&CK"
COLLECTION = "attack"
_GROUP = re.compile(r"G\d{4}\Z")


def objects(document: Any) -> list[Any] | None:
    """The groups and campaigns of a document; None when it is not one of ATT&CK."""
    if not isinstance(document, dict):
        return None
    if isinstance(found := document.get("groups_campaigns"), list):
        return found
    if document.get("type") == "bundle" and isinstance(found := document.get("objects"), list):
        groups = [one for one in found if isinstance(one, dict) and one.get("type") in ("intrusion-set", "campaign")]
        return groups or None
    return None


def entries(found: list[Any], report: Report) -> Iterator[ActorEntry]:
    """The groups; campaigns and groups that ATT&CK withdrew are set aside."""
    for number, value in enumerate(found, start=1):
        try:
            entry = _entry(value)
        except (AttributeError, TypeError, SetAside) as error:
            why = error if isinstance(error, SetAside) else SetAside("", str(value)[:80], "not in the form of ATT&CK")
            report.put_aside(number, why)
        else:
            report.took()
            if str(value.get("description", "")).endswith("..."):
                report.note(number, "description", "", "cut short by whoever made the file", Effect.KEPT)
            yield entry


def _entry(value: dict[str, Any]) -> ActorEntry:
    sort, name = value.get("stix_type") or value.get("type"), " ".join(str(value.get("name") or "").split())
    if sort == "campaign":
        raise SetAside("stix_type", name, "a campaign; only groups are actors")
    if value.get("revoked"):
        raise SetAside("revoked", name, "revoked by ATT&CK")
    if value.get("deprecated") or value.get("x_mitre_deprecated"):
        raise SetAside("deprecated", name, "deprecated by ATT&CK")
    number, url = _identity(value)
    if not _GROUP.match(number) or not name:
        raise SetAside("external_id", number, "not the number and name of a group")
    aliases = [" ".join(str(one).split()) for one in value.get("aliases") or []]
    return ActorEntry(
        original_id=number,
        key=rows.slug(number),
        name=name,
        names=tuple(dict.fromkeys(one for one in aliases if one and one != name)),
        attack_id=number,
        summary=re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", str(value.get("description") or ""))[:2000],
        url=url,
    )


def _identity(value: dict[str, Any]) -> tuple[str, str | None]:
    if value.get("external_id"):
        return str(value["external_id"]), value.get("url")
    for one in value.get("external_references") or []:
        if one.get("source_name") == "mitre-attack":
            return str(one.get("external_id")), one.get("url")
    return "", None
