"""Runs wait for each other, in order; a long one holds nobody, a failed one neither."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from timeline.ui.turns import Line

FOREVER = 30


def _beside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_one_at_a_time() -> None:
    line, inside = Line(FOREVER), 0
    most: list[int] = []

    def run() -> None:
        nonlocal inside
        with line.turn():
            inside += 1
            most.append(inside)
            time.sleep(0.002)
            inside -= 1

    threads = [_beside(run) for _ in range(20)]
    for thread in threads:
        thread.join(FOREVER)
    assert most == [1] * 20


def test_in_the_order_of_coming() -> None:
    line = Line(FOREVER)
    order: list[int] = []
    waiting: list[threading.Thread] = []

    def run(number: int) -> None:
        with line.turn():
            order.append(number)

    with line.turn():
        for number in range(4):
            waiting.append(_beside(partial(run, number)))
            time.sleep(0.1)
        assert not order
    for thread in waiting:
        thread.join(FOREVER)
    assert order == list(range(4))


def test_the_end_of_a_long_run_is_not_the_end_of_the_one_that_began_beside_it() -> None:
    line = Line(0.2)
    came: dict[str, float] = {}
    began: dict[str, float] = {}
    ended: dict[str, float] = {}
    ends = {name: threading.Event() for name in ("long", "second", "third")}
    insides = {name: threading.Event() for name in ends}

    def run(name: str) -> threading.Thread:
        def wait() -> None:
            came[name] = time.perf_counter()
            with line.turn():
                began[name] = time.perf_counter()
                insides[name].set()
                ends[name].wait(FOREVER)
            ended[name] = time.perf_counter()

        return _beside(wait)

    threads = [run("long")]
    assert insides["long"].wait(FOREVER)
    threads.append(run("second"))
    assert insides["second"].wait(FOREVER)
    threads.append(run("third"))
    ends["long"].set()
    assert insides["third"].wait(FOREVER)
    assert "second" not in ended
    assert began["second"] - came["second"] >= 0.2
    assert began["third"] - came["third"] >= 0.2
    for name, thread in zip(ends, threads, strict=True):
        ends[name].set()
        thread.join(FOREVER)


def test_a_run_that_fails_ends_its_turn() -> None:
    line = Line(FOREVER)
    with pytest.raises(ValueError, match="wrong"), line.turn():
        raise ValueError("wrong")
    with line.turn():
        pass
