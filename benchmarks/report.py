"""Rows of a report: what, median, ratio to the floor, limit, and whether it holds."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One figure; `ratio` is against the floor of the same run, `limit` what the project promises for it."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    limit: str = ""
    holds: bool | None = None


def median_ms(run: Callable[[], object], times: int = 20, clock: Callable[[], float] = perf_counter) -> float:
    """Median time of a call in milliseconds, after one call that is not counted.

    With the clock `process_time` other work of the machine does not count.
    """
    run()
    found = []
    for _ in range(times):
        began = clock()
        run()
        found.append((clock() - began) * 1000)
    return statistics.median(found)


def machine() -> str:
    """What the figures were measured on."""
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": unknown")
    names = ("streamlit", "plotly", "pandas", "pyarrow")
    return f"{model.split(':')[1].strip()}, Python {platform.python_version()}, " + ", ".join(
        f"{one} {version(one)}" for one in names
    )


def printed(title: str, rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [f"\n## {title}\n", "| figure | median | ratio to floor | promised | holds |", "|---|---:|---:|---|---|"]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        holds = "" if row.holds is None else "yes" if row.holds else "**no**"
        lines.append(f"| {row.what} | {row.value:,.{1 if row.unit else 3}f} {row.unit} | {ratio} | {row.limit} | {holds} |")
    return "\n".join(lines)
