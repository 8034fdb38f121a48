"""One reader without a browser: speaks Streamlit's protocol over a WebSocket, finds the filter's widgets and moves them."""

from __future__ import annotations

import asyncio
import random
from time import perf_counter
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

SLIDER = "Years"
DONE = ForwardMsg.FINISHED_SUCCESSFULLY
FAILED = ForwardMsg.FINISHED_WITH_COMPILE_ERROR
KEPT_RUNS = 2
"""Runs for which a browser keeps a message that it may be told of by its hash."""
PATIENCE = 60
"""Seconds without an answer that count as an error."""


class SessionError(Exception):
    """The server answered with an exception, an error box or not at all."""


class Reader:
    """A session on the page at `url`; a context manager, so that it leaves as a closed tab does."""

    def __init__(self, url: str, seed: int) -> None:
        parts = urlsplit(url)
        self._stream = f"ws://{parts.netloc}/_stcore/stream"
        self._page = parts.path.strip("/")
        self._choose = random.Random(seed)  # noqa: S311  # numbers that repeat, not secrets
        self._query = parts.query
        self._hash = ""
        self._slider: tuple[str, float, float] = ("", 0, 0)
        self._states: dict[str, WidgetState] = {}
        self._socket: ClientConnection | None = None
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._runs = 0
        self.received = 0
        self.words: list[str] = []
        """Texts of the last run, in order: Markdown, captions and figures."""

    async def __aenter__(self) -> Reader:
        self._socket = await connect(self._stream, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE)  # type: ignore[list-item]  # a NewType of str
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket:
            await self._socket.close()

    async def visit(self) -> float:
        """Milliseconds until the page has run; the first time, or again as it is."""
        return await self._run()

    async def change(self) -> float:
        """Milliseconds from another span of years to the end of the run."""
        name, first, last = self._slider
        if not name:
            raise SessionError("the page has no slider for the years")
        low = self._choose.randint(int(first), int(last) - 1)
        state = WidgetState(id=name)
        state.double_array_value.data.extend([low, self._choose.randint(low + 1, int(last))])
        self._states[name] = state
        return await self._run()

    async def _run(self) -> float:
        assert self._socket
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.page_name = "" if self._hash else self._page
        self._runs += 1
        self._kept = {one: kept for one, kept in self._kept.items() if self._runs - kept[1] <= KEPT_RUNS}
        message.rerun_script.cached_message_hashes.extend(self._kept)
        message.rerun_script.widget_states.widgets.extend(self._states.values())
        self.words.clear()
        began = perf_counter()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._is_last(await self._socket.recv()):
                pass
        return (perf_counter() - began) * 1000

    def _is_last(self, raw: str | bytes) -> bool:
        """Take in one message; whether the run ends with it."""
        assert isinstance(raw, bytes)
        self.received += len(raw)
        message = ForwardMsg.FromString(raw)
        if message.ref_hash:
            message, _ = self._kept[message.ref_hash]
        if message.metadata.cacheable:
            self._kept[message.hash] = message, self._runs
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            self._look(message)
        elif kind == "script_finished" and message.script_finished == FAILED:
            raise SessionError("the script did not compile")
        return kind == "script_finished" and message.script_finished == DONE

    def _look(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise SessionError(element.exception.message)
        if kind == "alert" and element.alert.format == element.alert.ERROR:
            raise SessionError(element.alert.body)
        if kind == "markdown":
            self.words.append(element.markdown.body)
        if kind == "metric":
            self.words.append(f"{element.metric.label}: {element.metric.body}")
        if kind == "slider" and element.slider.label == SLIDER:
            self._slider = element.slider.id, element.slider.min, element.slider.max
