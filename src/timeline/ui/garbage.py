"""When Python looks for objects that only hold each other: seldom, and never among what stays for good."""

from __future__ import annotations

import gc
from functools import cache

YOUNG = 20_000
"""New objects after which it looks; Python's own 700 are reached some forty times in one run of the timeline."""


@cache
def rest() -> None:
    """Set aside what the first run left: modules and the dataset, which every search would walk through. Once a process.

    Sessions of readers who left are still found: a soak in `python -m benchmarks load` shows that memory stays flat.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
