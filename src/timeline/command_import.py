"""The command `import`: files of other trackers into tables that `TIMELINE_DATA` serves, whole or not at all.

Exit codes: 0 when every file was taken (rows that were set aside are in the report), 1 when a file was refused or nothing
could be read or written, 2 for wrong usage.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from timeline import dataset, tables, whole
from timeline.dataset import Base, DatasetError
from timeline.exports import csv
from timeline.trackers import build, files, load, report

REPORT = "import-report.csv"


def run(paths: tuple[Path, ...], output: Path, data: Path, alone: bool) -> None:
    """Read every file, print each report, and write the tables unless a file was refused."""
    try:
        curated = dataset.read(data).base
    except DatasetError as error:
        raise click.ClickException(f"The curated tables are needed for names and texts of law. {error}") from error
    given = [file for path in paths for file in files.folder(path)]
    if not given:
        raise click.UsageError("no JSON, CSV, Excel or zip file is there")
    found = load.read(given, curated, date.today().isoformat(), _said)
    for one in found.reports:
        for line in one.lines():
            click.echo(line)
    if any(one.refused for one in found.reports):
        click.echo("nothing was written; leave out what was refused, or mend it", err=True)
        sys.exit(1)
    _write(found, curated, output, alone)


def _said(words: str, share: float) -> None:
    click.echo(f"{share:4.0%} {words}", err=True)


def _write(found: load.Import, curated: Base, output: Path, alone: bool) -> None:
    base = build.alone(curated, found.tables) if alone else build.combined(curated, found.tables)
    try:
        tables.write(base.tables, output)
        with whole.folder(output) as beside:
            (beside / REPORT).write_bytes(csv.to_bytes(report.table(found.reports)))
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written ({error.strerror or error}).") from error
    click.echo(f"{base.count:,} incidents in {output}; serve them with TIMELINE_DATA={output}")
