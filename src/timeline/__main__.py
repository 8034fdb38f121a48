"""Command line: check, build, new, codebook, stats."""

from __future__ import annotations

import sys
from pathlib import Path

import click

RECORDS = Path("data/records")


@click.group()
def main() -> None:
    """Work on the collection of cyber incidents."""


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--records", type=click.Path(path_type=Path), default=RECORDS, show_default=True)
def check(files: tuple[Path, ...], records: Path) -> None:
    """Check every record by itself and against the others; with FILES, report on those only. Exit 1 when something is wrong."""
    from timeline.collection import RecordError, read_collection

    try:
        found = read_collection(records)
    except RecordError as error:
        wanted = {f"{path.parent.name}/{path.name}" for path in files}
        problems = [one for one in error.problems if not files or one.file in wanted]
        for problem in problems:
            click.echo(f"{records}/{problem}", err=True)
        if problems:
            click.echo(f"{len(problems)} problems", err=True)
            sys.exit(1)
        click.echo(f"{len(files)} files: all good")
        return
    click.echo(
        f"{len(found.incidents)} incidents, {len(found.actors)} actors, {len(found.norms)} instruments, "
        f"{len(found.series)} series: all good"
    )


if __name__ == "__main__":
    main()
