"""The console as a running server: alone, or in a thread beside what `tidewaiter up` runs."""

from __future__ import annotations

import socket
import threading
import time

import uvicorn

from tidewaiter.desk.listening import address_of, check, files_of
from tidewaiter.desk.web.app import Desk, application
from tidewaiter.model.errors import StoreFailed

_SOON = 10.0  # seconds to begin or to end in


class Serving:
    """Listens from the moment it is made. Raises WrongUse or StoreFailed where it must not, or cannot."""

    def __init__(self, desk: Desk) -> None:
        asked = check(desk.here.workspace.settings.desk)
        pair = files_of(desk.here.workspace)
        self._socket = _bound(asked.host, asked.port)
        self.address = address_of(asked)
        # Forwarded headers are read by the shell, which knows whom to believe; uvicorn would believe this machine.
        self._server = uvicorn.Server(uvicorn.Config(
            application(desk), log_level="warning", access_log=False, proxy_headers=False, server_header=False,
            lifespan="on", h11_max_incomplete_event_size=32 << 10, timeout_keep_alive=20, timeout_graceful_shutdown=5,
            ssl_certfile=str(pair[0]) if pair else None, ssl_keyfile=str(pair[1]) if pair else None,
        ))  # fmt: skip
        self._thread: threading.Thread | None = None

    def run(self) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        self._server.run(sockets=[self._socket])

    def begin(self) -> None:
        """Serve in a thread, until `end`."""
        self._thread = threading.Thread(target=self.run, name="desk", daemon=True)
        self._thread.start()
        deadline = time.monotonic() + _SOON
        while not self._server.started and self._thread.is_alive() and time.monotonic() < deadline:
            time.sleep(0.01)

    def end(self) -> None:
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(_SOON)
        self._socket.close()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except OSError as fault:
        made.close()
        todo = "end what listens there, or choose another: tidewaiter desk --port"
        raise StoreFailed(f"the desk cannot listen: {fault.strerror}", where=f"{host}:{port}", todo=todo) from fault
    return made
