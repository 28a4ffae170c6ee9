"""Tor's control connection. Nothing else imports stem: it is slow-moving, and one file can be replaced.

stem's trap: the first connection made by the process that tor was told is its owner takes tor over, and closing it
ends that tor. Whoever launches a tor therefore keeps one `Control` open as long as it shall live.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import stem
import stem.connection
from stem.control import Controller, EventType

from tidewaiter.model.errors import TorFailed

# stem notes every question at level debug, and every connection that ends as an error at level info.
logging.getLogger("stem").setLevel(logging.WARNING)

_ASKED_TOO_OFTEN = {"QUERY_RATE_LIMITED", "QUERY_NO_HSDIR"}
_ABSENT = {"NOT_FOUND"} | _ASKED_TOO_OFTEN
# tor asks one directory a HSFETCH; a service's descriptor lies on up to sixteen, and one of them may have lost it.
_DIRECTORIES_ASKED = 3


class Control:
    """One authenticated connection to a tor's control socket; may be used from several threads."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        try:
            self._stem = Controller.from_socket_file(str(socket))
        except stem.SocketError as error:
            raise TorFailed("tor's control socket does not answer", where=str(socket), todo=str(error)) from error
        try:
            self._stem.authenticate()
        except (stem.ControllerError, stem.connection.AuthenticationFailure) as error:
            self._stem.close()
            raise TorFailed("tor's control socket refuses us", where=str(socket), todo=str(error)) from error

    @property
    def open(self) -> bool:
        return bool(self._stem.is_alive())

    def close(self) -> None:
        self._stem.close()

    def ask(self, key: str) -> str:
        """GETINFO; raises TorFailed when tor has gone or does not know the key."""
        with self._plainly(f"GETINFO {key}"):
            return str(self._stem.get_info(key))

    def bootstrapped(self) -> int:
        """Per cent."""
        words = self.ask("status/bootstrap-phase").split()
        return next((int(word[9:]) for word in words if word.startswith("PROGRESS=")), 0)

    def circuits_established(self) -> bool:
        return self.ask("status/circuit-established") == "1"

    def circuits(self) -> dict[str, list[str]]:
        """The open circuits to onions, by isolation token."""
        found: dict[str, list[str]] = {}
        with self._plainly("GETINFO circuit-status"):
            for circuit in self._stem.get_circuits():
                if circuit.purpose == "HS_CLIENT_REND" and circuit.status == "BUILT" and circuit.socks_username:
                    found.setdefault(circuit.socks_username, []).append(circuit.id)
        return found

    def close_circuits(self, token: str) -> int:
        """Close a token's circuits, so that its next connection gets new ones; nobody else's are touched."""
        closing = self.circuits().get(token, [])
        for circuit in closing:
            with self._plainly(f"CLOSECIRCUIT {circuit}"):
                self._stem.close_circuit(circuit)
        return len(closing)

    def published(self, address: str, *, wait: float = 60) -> bool:
        """Whether the onion has a descriptor; the site itself is not contacted.

        Raises TorFailed where tor could not tell (it has gone, or asked these directories too recently).
        """
        name = address.removesuffix(".onion").lower()
        deadline = time.monotonic() + wait
        absent = False
        for _ in range(_DIRECTORIES_ASKED):
            answer = self._fetch(name, deadline)
            if answer == "RECEIVED":
                return True
            if answer in _ASKED_TOO_OFTEN and not absent:
                return self._cached(name)
            if answer not in _ABSENT:
                break
            absent = True
            if answer in _ASKED_TOO_OFTEN:
                return False
        if absent:
            return False
        raise TorFailed(f"tor could not tell whether {name}.onion is published: {answer}", todo="ask again later")

    def publish(self, ports: Mapping[int, str], *, client_key: str = "", wait: float = 60) -> str:
        """A new v3 onion, with its descriptor published; it lives as long as this connection. Returns its name.

        `client_key` is the base32 public key that clients must prove, if any.
        """
        with self._descriptor_events() as events:
            with self._plainly("ADD_ONION"):
                made = self._stem.create_ephemeral_hidden_service(
                    dict(ports), key_content="ED25519-V3", discard_key=True, client_auth_v3=client_key or None
                )
            name = str(made.service_id)
            deadline = time.monotonic() + wait
            while (event := self._next(events, deadline)) is not None:
                if event.address == name and event.action == "UPLOADED":
                    return name
        raise TorFailed(f"the onion {name} was not published in {wait:g} s", where=str(self.socket))

    def _fetch(self, name: str, deadline: float) -> str:
        """Ask one directory for a descriptor: RECEIVED, or tor's reason why not."""
        with self._descriptor_events() as events:
            with self._plainly("HSFETCH"):
                reply = self._stem.msg(f"HSFETCH {name}")
            if not reply.is_ok():
                raise TorFailed(
                    f"{name}.onion is not a valid v3 address", todo="look for a typing error in the profile"
                )
            while (event := self._next(events, deadline)) is not None:
                if event.address == name and event.action in ("RECEIVED", "FAILED"):
                    return "RECEIVED" if event.action == "RECEIVED" else str(event.reason)
        return "no answer in time"

    def _cached(self, name: str) -> bool:
        known = self._stem.get_info(f"hs/client/desc/id/{name}", default="")
        if known:
            return True
        raise TorFailed(f"{name}.onion was asked for too often just now", todo="ask again in some minutes")

    @contextmanager
    def _descriptor_events(self) -> Iterator[queue.Queue[Any]]:
        """Events of descriptors from here on, in a queue of the caller's own, so that two callers never mix theirs."""
        events: queue.Queue[Any] = queue.Queue()
        with self._plainly("SETEVENTS HS_DESC"):
            self._stem.add_event_listener(events.put, EventType.HS_DESC)
        try:
            yield events
        finally:
            if self.open:
                self._stem.remove_event_listener(events.put)

    def _next(self, events: queue.Queue[Any], deadline: float) -> Any:
        while (left := deadline - time.monotonic()) > 0 and self.open:
            try:
                return events.get(timeout=min(left, 1))
            except queue.Empty:
                continue
        return None

    @contextmanager
    def _plainly(self, what: str) -> Iterator[None]:
        try:
            yield
        except (stem.ControllerError, ValueError) as error:
            raise TorFailed(f"tor did not answer {what}", where=str(self.socket), todo=str(error)) from error
