"""Files written whole or not at all: beside their place first, then moved in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".unfinished-"


@contextmanager
def folder(place: Path) -> Iterator[Path]:
    """A folder to write into; what is in it at the end replaces the files of the same names in `place`.

    When writing fails, nothing in `place` has changed. What a killed run left there is removed by the next one, so two runs
    must not write to one place at the same time.
    """
    place.mkdir(parents=True, exist_ok=True)
    for left in place.glob(f"{PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    try:
        yield beside
        for path in sorted(beside.iterdir()):
            path.replace(place / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def text(path: Path, content: str) -> None:
    """Write one file of text."""
    with folder(path.parent) as beside:
        (beside / path.name).write_text(content, "utf-8")
