"""A relay in front of a server that counts the bytes a reader's WebSocket brings, as they are on the wire."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

STREAM = b"GET /_stcore/stream"


class Relay:
    """Passes connections on."""

    def __init__(self, url: str) -> None:
        """To the server at this address."""
        parts = urlsplit(url)
        self._target = parts.hostname, parts.port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.received = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                reader, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                asked = reader.recv(65_536)
                server.sendall(asked)
                for ends in ((reader, server, False), (server, reader, asked.startswith(STREAM))):
                    threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, is_counted: bool) -> None:
        with suppress(OSError):
            while part := source.recv(65_536):
                self.received += len(part) * is_counted
                target.sendall(part)
        target.close()

    def close(self) -> None:
        """No more connections."""
        self._listener.close()


@contextmanager
def counted(url: str) -> Iterator[Relay]:
    """A relay in front of the server at `url`."""
    relay = Relay(url)
    try:
        yield relay
    finally:
        relay.close()
