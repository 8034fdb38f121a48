"""Counts of the last run of mutmut by module; exit 1 when fewer than nine in ten mutants of any were killed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 0.9
KILLED = {"killed", "timeout", "caught by type check"}


def counts(lines: list[str]) -> dict[str, Counter[str]]:
    """Module -> how its mutants ended."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        name, _, end = line.strip().rpartition(": ")
        if name:
            found[name.rpartition(".")[0]][end] += 1
    return found


def main() -> int:
    """Print a table in Markdown."""
    command = [Path(sys.executable).with_name("mutmut"), "results", "--all", "true"]
    found = counts(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())
    print("| module | mutants | killed | share |\n|---|---|---|---|")
    shares = {}
    for module, ends in sorted(found.items()):
        killed = sum(ends[one] for one in KILLED)
        shares[module] = killed / ends.total()
        print(f"| {module} | {ends.total()} | {killed} | {shares[module]:.0%} |")
    return int(min(shares.values(), default=0) < LEAST)


if __name__ == "__main__":
    sys.exit(main())
