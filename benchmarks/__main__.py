"""`python -m benchmarks [section ...]`: every figure as a table with medians and ratios."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.report import machine, printed

SECTIONS = {
    "server": "The server's part of a rerun",
    "browser": "What a reader waits for",
    "sessions": "What one reader costs",
    "starting": "From start to first page",
    "peers": "Beside Datasette, on the rows of EuRepoC",
    "load": "Many readers at once",
    "matching": "Matching of imported rows",
    "import": "A million rows of our template",
}
MODULES = {"import": "importing"}
"""Sections whose module cannot have their name."""


def main(wanted: list[str]) -> None:
    """Measure the sections named, or all."""
    print(f"Measured on {machine()}.")
    for name in wanted or SECTIONS:
        print(printed(SECTIONS[name], import_module(f"benchmarks.{MODULES.get(name, name)}").rows()), flush=True)


main(sys.argv[1:])
