"""The dataset of this process: read once, replaced whole when the files change, kept when they break."""

from __future__ import annotations

import logging
import os
import threading
from functools import cache
from pathlib import Path
from time import perf_counter

import streamlit as st

from timeline import dataset
from timeline.dataset import Dataset, DatasetError
from timeline.schema import TABLES
from timeline.trackers import build
from timeline.ui import imported

LOG = logging.getLogger(__name__)
FOLDER = Path(os.environ.get("TIMELINE_DATA", "data"))
"""Where the Parquet tables are."""

REST = 0.25
"""Seconds between two looks at the files; twenty of them at every run are a tenth of its time."""

Signature = tuple[tuple[int, int, int], ...]


class Holder:
    """The last good dataset and the files it was read from."""

    def __init__(self, folder: Path, rest: float = 0) -> None:
        """Nothing is read yet. For `rest` seconds after the files were looked at they are not looked at again."""
        self._folder = folder
        self._rest, self._looked = rest, 0.0
        self._lock = threading.Lock()
        self._signature: Signature = ()
        self._data: Dataset | None = None

    def current(self) -> Dataset:
        """The dataset of the files as they are now, or the last good one. Raises DatasetError when there never was one."""
        if self._data is None or perf_counter() - self._looked >= self._rest:
            signature = _signature(self._folder)
            self._looked = perf_counter()
            if self._data is None or signature != self._signature:
                self._refresh(signature)
        if self._data is None:  # _refresh raised or set it
            raise DatasetError("No data could be read.")
        return self._data

    def _refresh(self, signature: Signature) -> None:
        """Read once, however many ask; while one reads, the others go on with what there is, or wait when there is nothing."""
        if not self._lock.acquire(blocking=self._data is None):
            return
        try:
            if self._data is None or signature != self._signature:
                self._read()
                self._signature = signature
        finally:
            self._lock.release()

    def _read(self) -> None:
        began = perf_counter()
        try:
            read = Dataset(build.marked(dataset.read(self._folder).base))
        except DatasetError as error:
            LOG.warning("%s %s", "the last good data stays:" if self._data else "there is no data:", error)
            if self._data is None:
                raise
        else:
            LOG.info("data %s of %d incidents read in %.2f s", read.base.version, read.count, perf_counter() - began)
            self._data = read


def _signature(folder: Path) -> Signature:
    """Time, size and number on disk of every table, zeros for a missing one. A clock set back changes it all the same."""
    found = []
    for name in TABLES:
        try:
            facts = (folder / f"{name}.parquet").stat()
        except OSError:
            found.append((0, 0, 0))
        else:
            found.append((facts.st_mtime_ns, facts.st_size, facts.st_ino))
    return tuple(found)


@cache
def _holder(folder: Path) -> Holder:
    return Holder(folder, REST)


def current() -> Dataset:
    """The dataset to show, with what this visitor imported; stops the page with one sentence when there is none."""
    return imported.shown(curated())


def curated() -> Dataset:
    """The dataset of the process, whatever the visitor imported."""
    try:
        return _holder(FOLDER).current()
    except DatasetError as error:
        st.error(f"The collection cannot be shown. {error}")
        st.stop()
