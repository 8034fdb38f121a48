"""The log on standard error: one JSON object a line, about the program and never about a reader.

Of an exception it holds the class and the places in the code, not the message, which may quote what a reader typed or uploaded.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import streamlit.logger

PLACES = 12
"""Innermost calls of an exception that are named."""
LONGEST = 500


class Line(logging.Formatter):
    """A record as JSON: `time level logger message`, and `exception at` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; line breaks within a message are escaped."""
        said: dict[str, str | list[str]] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:LONGEST],
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            said |= {"exception": type(error).__name__, "at": _places(error)}
        return json.dumps(said, ensure_ascii=False)


def _places(error: BaseException) -> list[str]:
    """Folder, file, line and function of the calls that led to it, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    return [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in frames]


@cache
def start() -> None:
    """Write everything this process says as such lines. Only the first call does something."""
    console = logging.StreamHandler()
    console.setFormatter(Line())
    logging.getLogger().addHandler(console)
    logging.getLogger("timeline").setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)  # below it stands who connected
        for handler in logger.handlers:
            handler.setFormatter(Line())
    streamlit.logger.setup_formatter = _console  # Streamlit offers a format for lines only, which breaks on quotes
    streamlit.logger.update_formatter()


def _console(logger: logging.Logger) -> None:
    """What Streamlit does for each of its loggers, with this format."""
    if known := getattr(logger, "streamlit_console_handler", None):
        logger.removeHandler(known)
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logger.streamlit_console_handler = handler  # type: ignore[attr-defined]  # Streamlit keeps it there
    logger.addHandler(handler)
