"""Files of any known kind into tables and one report for each. Nothing is written anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa

from timeline.dataset import Base
from timeline.trackers import attack, cfr, dcid, eurepoc, files, hackmageddon, misp, recognise, template, vcdb
from timeline.trackers.build import Builder
from timeline.trackers.bulk import Plain
from timeline.trackers.entry import ActorEntry, Entry
from timeline.trackers.files import File, Sheet
from timeline.trackers.recognise import Found
from timeline.trackers.report import ImportRefused, Report

Progress = Callable[[str, float], None]
"""Told what is done and which share of the files is."""
EVERY = 5_000
_BY_SHEET = {"cfr": cfr, "dcid": dcid, "hackmageddon": hackmageddon, "template": template}


@dataclass(slots=True)
class Import:
    """Tables of the schema with the imported rows only, and a report for each file."""

    tables: dict[str, pa.Table]
    reports: list[Report]

    @property
    def count(self) -> int:
        """Incidents."""
        return int(self.tables["incidents"].num_rows)


@dataclass(slots=True)
class _Pile:
    """What the files hold, by kind: some kinds are made of several files."""

    sheets: list[tuple[str, Sheet, Found]] = field(default_factory=list)
    eurepoc: dict[str, tuple[Sheet, Found]] = field(default_factory=dict)
    actors: list[tuple[str, Any, str]] = field(default_factory=list)
    veris: list[tuple[str, Any]] = field(default_factory=list)
    veris_name: str = ""
    reports: list[Report] = field(default_factory=list)


def _quiet(_said: str, _share: float) -> None:
    """Progress that nobody watches."""


def read(given: Sequence[File], curated: Base | None = None, day: str = "", progress: Progress = _quiet) -> Import:
    """Import all files. A file that is refused leaves a report and no rows; the others are taken all the same."""
    pile = _Pile()
    digest = hashlib.sha256()
    for file in given:
        with file.open() as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
        _sort(file, pile)
    builder = Builder(curated)
    jobs = list(_jobs(pile))
    for place, (report, collection, origin, entries) in enumerate(jobs):
        progress(f"{report.file}: reading", place / len(jobs))
        _take(builder, report, collection, origin, entries, partial(_said, progress, place / len(jobs)))
        pile.reports.append(report)
    progress("making tables", 1.0)
    table = curated.tables["countries"].replace_schema_metadata(None) if curated else None
    return Import(builder.tables(digest.hexdigest()[:12], day, table), pile.reports)


def _said(progress: Progress, share: float, words: str) -> None:
    progress(words, share)


def _sort(file: File, pile: _Pile) -> None:
    """Put what a file holds on the pile, or a refusal among the reports."""
    try:
        members = files.unpack(file)
    except ImportRefused as error:
        pile.reports.append(Report(file.name, refused=str(error)))
        return
    for member in members:
        try:
            found = recognise.identify(member)
        except ImportRefused as error:
            pile.reports.append(Report(member.name, refused=str(error)))
            continue
        for kind, sheet in found.sheets:
            if kind.startswith("eurepoc"):
                if kind in pile.eurepoc:
                    pile.reports.append(Report(member.name, refused="A second file of the same EuRepoC dataset."))
                else:
                    pile.eurepoc[kind] = (sheet, found)
            else:
                pile.sheets.append((kind, sheet, found))
        for kind, document in found.documents:
            if kind == "vcdb":
                pile.veris.append((member.name, document))
                pile.veris_name = pile.veris_name or file.name
            else:
                pile.actors.append((kind, document, member.name))


Taken = Entry | ActorEntry | list[Plain]
Job = tuple[Report, str, str, Iterable[Taken]]


def _jobs(pile: _Pile) -> Iterator[Job]:
    """Actors first, so that the names they bring are known to the incidents."""
    for kind, document, name in pile.actors:
        importer = misp if kind == "misp" else attack
        report = Report(name, importer.NAME, importer.COLLECTION)
        yield report, importer.COLLECTION, importer.NAME, importer.entries(document, report)
    for kind, sheet, found in pile.sheets:
        module = _BY_SHEET[kind]
        report = Report(sheet.file, module.NAME, module.COLLECTION, ignored=dict(found.ignored))
        yield report, module.COLLECTION, module.NAME, module.entries(sheet, report)
    if pile.eurepoc:
        yield from _eurepoc(pile)
    if pile.veris:
        name = pile.veris_name if len(pile.veris) == 1 else f"{pile.veris_name} ({len(pile.veris)} documents)"
        report = Report(name, vcdb.NAME, vcdb.COLLECTION)
        yield report, vcdb.COLLECTION, vcdb.NAME, vcdb.entries(pile.veris, report)


def _eurepoc(pile: _Pile) -> Iterator[Job]:
    names = [found.file for _, found in pile.eurepoc.values()]
    report = Report(", ".join(dict.fromkeys(names)), eurepoc.NAME, eurepoc.COLLECTION)
    for _, found in pile.eurepoc.values():
        report.ignored |= found.ignored
    if "eurepoc" not in pile.eurepoc:
        report.refused = "EuRepoC's attribution and receiver datasets add to its global database; give that file too."
        pile.reports.append(report)
        return
    sheets = {kind: sheet for kind, (sheet, _) in pile.eurepoc.items()}
    parts = eurepoc.Parts(sheets["eurepoc"], sheets.get("eurepoc-claims"), sheets.get("eurepoc-receivers"))
    yield report, eurepoc.COLLECTION, eurepoc.NAME, eurepoc.entries(parts, report)


def _take(
    builder: Builder,
    report: Report,
    collection: str,
    origin: str,
    entries: Iterable[Taken],
    said: Callable[[str], None],
) -> None:
    """All entries of one job. A file that turns out unreadable on the way says how far it was read."""
    try:
        for entry in entries:
            before = report.actors + report.incidents
            if isinstance(entry, list):
                builder.add_part(entry, origin, report.file)
                report.incidents += len(entry)
            elif isinstance(entry, ActorEntry):
                builder.add_actor(entry, collection, origin)
                report.actors += 1
            else:
                builder.add(entry, collection, origin, report.file)
                report.incidents += 1
            if (report.actors + report.incidents) // EVERY > before // EVERY:
                said(f"{report.file}: {report.read:,} rows read")
    except ImportRefused as error:
        report.refused = f"{error} Of it, {report.incidents:,} incidents before that row were taken."
