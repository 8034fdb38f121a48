"""MISP galaxy, threat-actor cluster: actors and their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline import countries
from timeline.codes import ActorKind
from timeline.trackers import rows
from timeline.trackers.entry import ActorEntry
from timeline.trackers.report import Effect, Report, SetAside

NAME = "MISP galaxy"
COLLECTION = "misp"
SPONSOR = "cfr-suspected-state-sponsor"
_READ = frozenset({"synonyms", SPONSOR, "refs"})


def is_cluster(document: Any) -> bool:
    """Whether a JSON document is the threat-actor cluster."""
    return isinstance(document, dict) and document.get("type") == "threat-actor" and isinstance(document.get("values"), list)


def entries(document: dict[str, Any], report: Report) -> Iterator[ActorEntry]:
    """The actors of the cluster; the place in the list stands for the row."""
    for number, value in enumerate(document["values"], start=1):
        try:
            entry = _entry(value, number, report)
        except (AttributeError, TypeError, SetAside) as error:
            why = (
                error if isinstance(error, SetAside) else SetAside("values", str(value)[:80], "not in the form of the cluster")
            )
            report.put_aside(number, why)
        else:
            report.took()
            yield entry


def _entry(value: dict[str, Any], number: int, report: Report) -> ActorEntry:
    name = " ".join(str(value.get("value") or "").split())
    if not name:
        raise SetAside("value", "", "no name")
    meta = value.get("meta") or {}
    for key in meta.keys() - _READ:
        report.ignored.setdefault(str(key).partition(":")[0], "not needed for names")
    sponsor = meta.get(SPONSOR)
    state = countries.code(str(sponsor)) if sponsor and sponsor != "Unknown" else None
    if sponsor and sponsor != "Unknown" and state is None:
        report.note(number, SPONSOR, sponsor, "not the name of one country", Effect.DROPPED)
    names = [" ".join(str(one).split()) for one in meta.get("synonyms") or []]
    addresses = [one for one in meta.get("refs") or [] if isinstance(one, str) and rows.addresses(one)]
    return ActorEntry(
        original_id=str(value.get("uuid") or name),
        key=rows.slug(name),
        name=name,
        names=tuple(dict.fromkeys(one for one in names if one)),
        kind=ActorKind.STATE_LINKED if state else ActorKind.UNKNOWN,
        sponsor_state=state,
        alleged_by="CFR, as carried in the MISP galaxy",
        summary=" ".join(str(value.get("description") or "").split())[:2000],
        url=addresses[0] if addresses else None,
    )
