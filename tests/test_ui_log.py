"""The log: lines that a program reads and that say nothing of a reader."""

from __future__ import annotations

import json
import logging
import sys

from timeline.ui.log import Line


def line(message: str, *values: object, error: BaseException | None = None) -> dict[str, str]:
    facts = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("timeline.test", logging.WARNING, __file__, 1, message, values, facts)
    written = Line().format(record)
    assert "\n" not in written
    found: dict[str, str] = json.loads(written)
    return found


def test_a_line_is_json_whatever_the_message_holds() -> None:
    found = line('%s "quoted"\nand broken', "kept")
    assert found["message"] == 'kept "quoted"\nand broken'
    assert found["level"] == "warning"
    assert found["logger"] == "timeline.test"
    assert found["time"].endswith("+00:00")


def test_an_exception_says_where_but_not_what_was_typed() -> None:
    try:
        int("my private words")
    except ValueError:
        found = line("A page failed", error=sys.exc_info()[1])
    assert found["exception"] == "ValueError"
    assert found["at"][-1].startswith("tests/test_ui_log.py:")
    assert "private" not in json.dumps(found)


def test_a_long_message_is_cut() -> None:
    assert len(line("x" * 10_000)["message"]) == 500
