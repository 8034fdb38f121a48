"""Command line: check, build, new, codebook, export, import, stats.

Exit 0 when all went well, 1 when records or files are wrong, 2 for wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from timeline import whole
from timeline.collection import Collection, Problem, RecordError, read_collection

DATA = Path("data")
RECORDS = DATA / "records"
CODEBOOK = Path("docs/codebook.md")
METHODOLOGY = Path("docs/methodology.md")
SECOND_PASS, FACT_CHECK = Path("docs/second_pass.csv"), Path("docs/fact_check.csv")

records_option = click.option(
    "--records", type=click.Path(path_type=Path), default=RECORDS, show_default=True, help="Folder of text records."
)


@click.group()
def main() -> None:
    """Work on the collection of cyber incidents."""


def _complain(problems: list[Problem], records: Path) -> None:
    for problem in problems:
        click.echo(f"{records}/{problem}", err=True)
    click.echo(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}; nothing was written", err=True)
    sys.exit(1)


def _read(records: Path) -> Collection:
    """All records, or the list of problems on standard error and exit 1."""
    try:
        return read_collection(records)
    except RecordError as error:
        _complain(error.problems, records)
        raise AssertionError from error  # _complain exits


@contextmanager
def _said_when_unwritten(output: Path) -> Iterator[None]:
    """Exit 1 with one sentence when the disk does not take it."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else error
        message = f"{output} could not be written ({reason}); what was there before is unchanged"
        raise click.ClickException(message) from error


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@records_option
def check(files: tuple[Path, ...], records: Path) -> None:
    """Check every record by itself and against the others; with FILES, report on those only."""
    wanted = {f"{path.parent.name}/{path.name}" for path in files}
    try:
        found = read_collection(records)
    except RecordError as error:
        problems = [one for one in error.problems if not files or one.file in wanted]
        if problems:
            _complain(problems, records)
        click.echo(f"{len(files)} files: all good")
        return
    click.echo(
        f"{len(found.incidents)} incidents, {len(found.actors)} actors, {len(found.norms)} instruments, "
        f"{len(found.series)} series: all good"
    )


@main.command()
@records_option
@click.option("-o", "--output", type=click.Path(path_type=Path), default=DATA, show_default=True, help="Folder for the tables.")
def build(records: Path, output: Path) -> None:
    """Make the Parquet tables. A broken record leaves the old tables as they are."""
    from timeline import tables

    made = tables.build(_read(records))
    with _said_when_unwritten(output):
        tables.write(made, output)
    for name, table in made.items():
        click.echo(f"{table.num_rows:6d} {name}")


@main.command()
@click.argument("kind", type=click.Choice(["incident", "actor", "norm", "series"]))
@click.argument("record_id")
@records_option
def new(kind: str, record_id: str, records: Path) -> None:
    """Write a commented template for a new record."""
    from timeline import templates

    try:
        path = templates.write(kind, record_id, records)
    except templates.TemplateError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{path}: fill it in, then run `python -m timeline check`")


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=CODEBOOK, show_default=True)
def codebook(output: Path) -> None:
    """Write the codebook from the models: every table, column, unit and code."""
    from timeline import codebook as book

    with _said_when_unwritten(output):
        whole.text(output, book.markdown())
    click.echo(f"{output} written")


data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=DATA, show_default=True, help="Folder of the tables."
)


@main.command()
@click.option("--format", "wanted", type=click.Choice(["csv", "xlsx", "json", "stix", "bundle"]), required=True)
@click.option("--states", multiple=True, help="Accused state, code or name; may be repeated.")
@click.option("--actors", multiple=True, help="Actor, by any of its names.")
@click.option("--years", help="2019, or 2014-2024.")
@click.option("--date", help="What the years mean: started, disclosed or attributed.")
@click.option("--kinds", multiple=True, help="Kind of incident.")
@click.option("--victims", multiple=True, help="Country of a target.")
@click.option("--sectors", multiple=True, help="Sector of a target.")
@click.option("--status", multiple=True, help="Status of the attribution.")
@click.option("--clause", multiple=True, help="Norm clause or instrument.")
@click.option("--collection", multiple=True, help="curated, or an imported tracker.")
@click.option("--text", help="Words that must occur.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the files.")
@data_option
def export(wanted: str, output: Path, data: Path, **chosen: str | tuple[str, ...]) -> None:
    """Write what the page gives for the same filter, byte for byte. A value that means nothing is wrong usage."""
    from timeline import command_export

    command_export.run(wanted, output, data, chosen)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@click.option("--alone", is_flag=True, help="Leave the curated incidents out.")
@data_option
def import_(files: tuple[Path, ...], output: Path, alone: bool, data: Path) -> None:
    """Make tables of other trackers' FILES (or folders), beside the curated incidents; `TIMELINE_DATA` serves them.

    Exit 0 when every file was taken, 1 when one was refused (nothing is then written), 2 for wrong usage.
    """
    from timeline import command_import

    command_import.run(files, output, data, alone)


@main.command()
@data_option
@click.option("--write", is_flag=True, help="Also renew the counts in docs/methodology.md.")
def stats(data: Path, write: bool) -> None:
    """Print how much the collection holds."""
    from timeline import dataset
    from timeline import stats as counted

    base = dataset.read(data).base
    for line in counted.lines(base):
        click.echo(line)
    if write:
        with _said_when_unwritten(METHODOLOGY):
            logs = SECOND_PASS.read_text("utf-8"), FACT_CHECK.read_text("utf-8")
            whole.text(METHODOLOGY, counted.into(METHODOLOGY.read_text("utf-8"), base, *logs))


if __name__ == "__main__":
    main()
