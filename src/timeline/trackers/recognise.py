"""Which collection a file comes from: by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from timeline.trackers import attack, cfr, dcid, eurepoc, files, hackmageddon, misp, template
from timeline.trackers.files import File, Sheet
from timeline.trackers.report import ImportRefused

Test = Callable[[frozenset[str]], bool]


def _has(required: frozenset[str]) -> Test:
    return lambda names: names >= required


SHEETS: dict[str, tuple[str, frozenset[str]]] = {
    "cfr": ("CFR Cyber Operations Tracker (CSV)", cfr.REQUIRED),
    "eurepoc": ("EuRepoC 1.1 global database (CSV or workbook)", eurepoc.GLOBAL),
    "eurepoc-claims": ("EuRepoC 1.1 attribution dataset (CSV)", eurepoc.ATTRIBUTIONS),
    "eurepoc-receivers": ("EuRepoC 1.1 receiver dataset (CSV)", eurepoc.RECEIVERS),
    "dcid": ("DCID 2.0 (workbook)", dcid.REQUIRED),
    "hackmageddon": ("Hackmageddon timeline (CSV)", hackmageddon.REQUIRED),
}
"""Kind of sheet -> its name for readers and the columns that it must have; tried in this order."""
DOCUMENTS = {
    "vcdb": "VCDB, VERIS 1.3 (JSON: files, a folder or a zip)",
    "misp": "MISP galaxy threat-actor cluster (JSON)",
    "attack": "ATT&CK groups (STIX bundle or lookup, JSON)",
}
TEMPLATE = "our template (CSV or Excel)"
KNOWN = ", ".join([*(name for name, _ in SHEETS.values()), *DOCUMENTS.values(), TEMPLATE])


@dataclass(slots=True)
class Found:
    """What a file holds: sheets and documents with their kinds, and what is not read."""

    file: str
    sheets: list[tuple[str, Sheet]] = field(default_factory=list)
    documents: list[tuple[str, Any]] = field(default_factory=list)
    ignored: dict[str, str] = field(default_factory=dict)


def identify(file: File) -> Found:
    """The kind of a file that is no archive. Refused, with what is missing, when none is known."""
    start = file.start(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:4] == b"PAR1":
        raise ImportRefused(
            f"It is a Parquet file. To serve tables of our schema, set TIMELINE_DATA; what is imported: {KNOWN}."
        )
    if start[:4] == b"\xd0\xcf\x11\xe0":
        raise ImportRefused("It is a workbook of the old kind (.xls); save it as .xlsx.")
    if files.is_workbook(file):
        return _workbook(file)
    if start[:1] in (b"{", b"["):
        return _document(file)
    sheet = files.text_sheet(file)
    kind = kind_of(sheet.header)
    if kind is None:
        raise ImportRefused(_nearest(sheet.header))
    return Found(file.name, [(kind, sheet)])


def kind_of(header: list[str]) -> str | None:
    """The kind of a sheet with this header."""
    names = frozenset(name.casefold() for name in header)
    for kind, (_, required) in SHEETS.items():
        if names >= required:
            return kind
    return "template" if template.is_template(header) else None


def _workbook(file: File) -> Found:
    found = Found(file.name)
    sheets = files.workbook(file)
    for sheet in sheets:
        kind = kind_of(sheet.header)
        if kind:
            found.sheets.append((kind, sheet))
        elif {name.casefold() for name in sheet.header} >= dcid.RESPONSE_SHEET:
            found.ignored[f"sheet {sheet.name}"] = "conventional responses between the states, not incidents"
        else:
            found.ignored[f"sheet {sheet.name}"] = "no columns of a known kind"
    if not found.sheets:
        headers = max((sheet.header for sheet in sheets), key=len, default=[])
        raise ImportRefused(_nearest(headers))
    return found


def _document(file: File) -> Found:
    content = files.document(file)
    if misp.is_cluster(content):
        return Found(file.name, documents=[("misp", content)])
    if (groups := attack.objects(content)) is not None:
        return Found(file.name, documents=[("attack", groups)])
    many = content if isinstance(content, list) else [content]
    if many and all(isinstance(one, dict) and ("incident_id" in one or "schema_version" in one) for one in many):
        return Found(file.name, documents=[("vcdb", one) for one in many])
    keys = list(content)[:8] if isinstance(content, dict) else ["a list"]
    raise ImportRefused(f"It is JSON of another kind (it holds {', '.join(map(str, keys))[:120]}). Known kinds: {KNOWN}.")


def _nearest(header: list[str]) -> str:
    """Why a table is refused: the kinds known, the nearest, and the columns it lacks."""
    names = frozenset(name.casefold() for name in header)
    shares = {kind: len(names & required) / len(required) for kind, (_, required) in SHEETS.items()}
    best = max(shares, key=lambda kind: shares[kind])
    near = ""
    if shares[best] >= 0.4:
        title, required = SHEETS[best]
        near = f" The nearest is {title}; missing: {', '.join(sorted(required - names))}."
    return f"No known kind of table has these columns ({', '.join(header)[:160] or 'none'}).{near} Known kinds: {KNOWN}."
