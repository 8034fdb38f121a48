"""The dataset of this process: read once, replaced whole when the files change, kept when they break."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

import streamlit as st

from timeline import dataset
from timeline.dataset import Dataset, DatasetError
from timeline.schema import TABLES
from timeline.trackers import build
from timeline.ui import imported

LOG = logging.getLogger(__name__)
FOLDER = Path(os.environ.get("TIMELINE_DATA", "data"))
"""Where the Parquet tables are."""

Signature = tuple[tuple[int, int], ...]


class Holder:
    """The last good dataset and the files it was read from."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._folder = folder
        self._lock = threading.Lock()
        self._signature: Signature = ()
        self._data: Dataset | None = None

    def current(self) -> Dataset:
        """The dataset of the files as they are now, or the last good one. Raises DatasetError when there never was one."""
        signature = _signature(self._folder)
        if signature != self._signature or self._data is None:
            with self._lock:
                self._refresh(signature)
        if self._data is None:  # _refresh raised or set it
            raise DatasetError("No data could be read.")
        return self._data

    def _refresh(self, signature: Signature) -> None:
        if signature == self._signature and self._data is not None:
            return
        try:
            self._data = Dataset(build.marked(dataset.read(self._folder).base))
        except DatasetError as error:
            if self._data is None:
                raise
            LOG.warning("keeping the last good data: %s", error)
        self._signature = signature


def _signature(folder: Path) -> Signature:
    """Time and size of every table, (0, 0) for a missing one."""
    found = []
    for name in TABLES:
        try:
            facts = (folder / f"{name}.parquet").stat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((facts.st_mtime_ns, facts.st_size))
    return tuple(found)


@st.cache_resource(show_spinner=False)
def _holder(folder: Path) -> Holder:
    return Holder(folder)


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
