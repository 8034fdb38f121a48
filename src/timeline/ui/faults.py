"""What a reader sees when a page fails: one sentence. What failed is in the log of the server alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

LOG = logging.getLogger(__name__)
SENTENCE = "This page met an error and is not complete. It was noted; other pages, or this one without the filter, may work."


@contextmanager
def told() -> Iterator[None]:
    """Say an error of what runs inside in one sentence; Streamlit's own box offers to send it to other hosts."""
    try:
        yield
    except Exception:
        LOG.exception("a page failed")
        st.error(SENTENCE)
