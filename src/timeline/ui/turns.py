"""One run of a page at a time.

Python computes one thing at a time in any case. Runs at once only take it from each other and from the loop that sends what
they made: a hundred readers then wait for seconds while half of a processor rests (docs/performance.md, "Under load").
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONG = 0.5
"""Seconds after which a run, such as the import of a large file, no longer keeps the next one waiting."""


class Line:
    """Where runs wait, in the order in which they came."""

    def __init__(self, long: float = LONG) -> None:
        self._long = long
        self._front = threading.Semaphore(1)
        self._changed = threading.Condition()
        self._running: object | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until the run before has ended or takes long; it then goes on beside this one."""
        mine = object()
        with self._front, self._changed:
            self._changed.wait_for(lambda: self._running is None, self._long)
            self._running = mine
        try:
            yield
        finally:
            with self._changed:
                if self._running is mine:
                    self._running = None
                    self._changed.notify()


turn = Line().turn
"""The line of this process."""
