"""A million rows of our own template: read, checked, shown, filtered, exported; `python -m benchmarks import` prints it.

Each step runs in a process of its own making, so that its peak memory is its own.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.report import Row, median_ms
from timeline import dataset
from timeline.codes import IncidentKind, Sector
from timeline.dataset import Dataset
from timeline.exports import csv as export
from timeline.filters import IncidentFilter
from timeline.trackers import build, files, load, template

ROWS = 1_000_000
PLACES = ("France", "Germany", "United States", "Iran, Islamic Republic of", "KP", "Russia", "China", "Estonia", "Japan")
MOST_SECONDS, MOST_MEMORY = 120, 2200


def rows() -> Iterator[Row]:
    """Time and peak memory, measured in another process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        write(path, ROWS)
        size = path.stat().st_size / 1e6
        run = subprocess.run([sys.executable, "-m", "benchmarks.importing", path], check=True, capture_output=True, text=True)
    found = json.loads(run.stdout)
    what = f"import of {ROWS:,} rows ({size:,.0f} MB)"
    yield Row(f"{what}: by the clock", found["clock"], "s")
    used = found["processor"]
    yield Row(f"{what}: processor time", used, "s", limit=f"under {MOST_SECONDS} s", holds=used < MOST_SECONDS)
    yield Row(f"{what}: rows taken", found["taken"], "rows")
    yield Row(f"{what}: rows set aside, with reasons", found["aside"], "rows")
    yield Row(f"{what}: laid beside the curated ones", found["combined"], "s")
    yield Row(f"{what}: filter by state and years", found["filter"], "ms")
    yield Row(f"{what}: export of all incidents as CSV", found["export"], "s")
    peak = found["peak"]
    yield Row(f"{what}: peak memory of it all", peak, "MiB", limit=f"under {MOST_MEMORY} MiB", holds=peak < MOST_MEMORY)


def write(path: Path, count: int) -> None:
    """A filled template of the usual sort: dates of every precision, claims, losses, one row in a hundred not readable."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(template.COLUMNS), restval="")
        writer.writeheader()
        writer.writerows(_row(number, chance) for number in range(count))


def _row(number: int, chance: random.Random) -> dict[str, object]:
    year = chance.randint(1995, 2025)
    day = f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}" if chance.random() < 0.7 else str(year)
    hit, state = [chance.choice(PLACES) for _ in range(chance.randint(1, 2))], chance.choice(PLACES)
    row: dict[str, object] = {
        "id": f"r{number}",
        "title": f"Intrusion {number} at organisation {chance.randint(1, 50_000)}",
        "started": "soon" if chance.random() < 0.01 else day,
        "summary": "Intruders copied data, the organisation said; " + "x" * chance.randint(20, 120),
        "kinds": "; ".join(chance.sample(list(IncidentKind), chance.randint(1, 2))),
        "victims": "; ".join(f"Organisation {chance.randint(1, 50_000)}" for _ in hit),
        "victim_countries": "; ".join(hit),
        "sectors": chance.choice(list(Sector)),
        "source_urls": f"https://example.org/{number}",
    }
    if chance.random() < 0.5:
        row |= {"accused_states": state, "claimant": "A company", "claimant_kind": "company", "claim_date": day}
    if chance.random() < 0.1:
        row |= {"loss_low": chance.randint(1, 10**6), "loss_currency": "USD"}
    return row


def measured(path: Path) -> dict[str, float]:
    """The steps one after the other in this process."""
    curated = dataset.read(Path("data")).base
    clock, processor = perf_counter(), process_time()
    found = load.read([files.File.of_path(path)], curated)
    clock, processor, (report,) = perf_counter() - clock, process_time() - processor, found.reports
    began = perf_counter()
    both = Dataset(build.marked(build.combined(curated, found.tables)))
    combined = perf_counter() - began
    chosen = IncidentFilter(states=("RU", "KP"), years=(2005, 2024))
    filtering = median_ms(lambda: chosen.apply(both).count, 5)
    began = perf_counter()
    for _ in export.parts(both.arrow("incidents")):
        pass
    return {
        "clock": clock,
        "processor": processor,
        "taken": report.taken,
        "aside": report.set_aside,
        "combined": combined,
        "filter": filtering,
        "export": perf_counter() - began,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
