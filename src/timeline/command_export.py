"""The command `export`: the same files as the page gives, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from timeline import dataset, whole
from timeline.dataset import DatasetError
from timeline.exports import files
from timeline.exports.extract import Extract
from timeline.filters import IncidentFilter


def run(wanted: str, output: Path, data: Path, chosen: Mapping[str, str | tuple[str, ...]]) -> None:
    """Write the files of one format. Exits 2 for a filter that is not understood, 1 when data cannot be read or written."""
    extract = _extract(data, chosen)
    try:
        names = _write(extract, wanted, output)
    except OSError as error:
        raise click.ClickException(
            f"{output} cannot be written ({error.strerror or error}); nothing was left there."
        ) from error
    click.echo(f"{extract.data.count:,} incidents ({extract.facts['filter']}), data version {extract.data.base.version}")
    for name in names:
        click.echo(str(output / name))


def _extract(data: Path, chosen: Mapping[str, str | tuple[str, ...]]) -> Extract:
    try:
        read = dataset.read(data)
    except DatasetError as error:
        raise click.ClickException(str(error)) from error
    query = {key: [value] if isinstance(value, str) else list(value) for key, value in chosen.items() if value}
    found, warnings = IncidentFilter.from_query(query, read.base)
    if warnings:
        raise click.UsageError("; ".join(warnings))
    return Extract.of(read, found)


def _write(extract: Extract, wanted: str, output: Path) -> list[str]:
    """Every file beside its place first, then all moved; progress on standard error."""
    names: list[str] = []
    with whole.folder(output) as beside:
        for name, content in files.made(extract, wanted):
            click.echo(f"writing {name}", err=True)
            with (beside / name).open("wb") as file:
                file.writelines(content)
            names.append(name)
    return names
