"""Where tables are kept, and when Python looks for objects that hold only each other."""

from __future__ import annotations

import gc
from functools import cache

import pyarrow as pa

YOUNG = 20_000
"""New objects after which Python looks; its own 700 are reached some forty times in one run of the timeline."""


@cache
def start() -> None:
    """Take memory for tables from the system: Arrow's own store sets 30 MiB aside. Once a process, before they are read."""
    pa.set_memory_pool(pa.system_memory_pool())


@cache
def rest() -> None:
    """Set aside what the first run left: modules and the dataset, which every search would walk through. Once a process.

    Sessions of readers who left are still found: a soak in `python -m benchmarks load` shows that memory stays flat.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
