"""SOCKS 5 for Twisted, only what Tor needs: CONNECT by name, the isolation token as user name, exact framing.

A reply other than 0 becomes the exception of `crawler.tor.reasons`; tor not answering at all, TorUnavailableError.
"""

# ruff: noqa: N802 - the names that Twisted calls

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from twisted.internet.address import IPv4Address
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, UNIXClientEndpoint
from twisted.internet.error import ConnectingCancelledError
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure
from zope.interface import implementer

from crawler.tor.reasons import TorUnavailableError, refusal_of
from tidewaiter.model.errors import WrongUse

_TOKEN_OFFERED = b"\x05\x01\x02"  # only user name and password: "no authentication" would share circuits
_TOKEN_CHOSEN = b"\x05\x02"
_TOKEN_TAKEN = b"\x01\x00"
_REPLY_LENGTHS = {1: 10, 4: 22}  # by kind of address; a name (3) says its own length
_NAME_LIMIT = 255  # one byte of length in the protocol


@dataclass(frozen=True, slots=True)
class Destination:
    host: bytes
    port: int
    token: bytes

    def __post_init__(self) -> None:
        if not self.token:
            raise ValueError("no isolation token: this connection would share circuits with others")
        if len(self.host) > _NAME_LIMIT or len(self.token) > _NAME_LIMIT:
            raise ValueError("a name longer than SOCKS can carry")

    def __str__(self) -> str:
        return f"{self.host.decode('ascii', 'replace')}:{self.port}"


class SocksProtocol(Protocol):
    """Runs the handshake, then hands the transport to the protocol of `factory` for good."""

    transport: Any

    def __init__(self, destination: Destination, factory: Any, done: Deferred[Any]) -> None:
        self._to, self._factory, self._done = destination, factory, done
        self._received = b""
        self._step: Callable[[], bool] = self._method_chosen
        self._inner: Any = None

    def connectionMade(self) -> None:
        if not hasattr(self.transport.getPeer(), "host"):
            # Scrapy notes the peer's IP address, and a unix socket has none.
            self.transport.getPeer = lambda: IPv4Address("TCP", "127.0.0.1", 0)
        self.transport.write(_TOKEN_OFFERED)

    def dataReceived(self, data: bytes) -> None:
        if self._inner is not None:
            self._inner.dataReceived(data)
            return
        self._received += data
        while self._inner is None and self._step():
            pass

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        if self._inner is not None:
            self._inner.connectionLost(reason)
        elif not self._done.called:
            self._done.errback(TorUnavailableError(f"tor closed its SOCKS connection before answering for {self._to}"))

    def _take(self, length: int) -> bytes | None:
        if len(self._received) < length:
            return None
        taken, self._received = self._received[:length], self._received[length:]
        return taken

    def _fail(self, failure: Exception) -> bool:
        if not self._done.called:
            self._done.errback(failure)
        self.transport.abortConnection()
        return False

    def _expect(self, answer: bytes, step: Callable[[], bool], send: bytes) -> bool:
        """Go on with `send` when tor gave exactly this answer."""
        given = self._take(len(answer))
        if given is None:
            return False
        if given != answer:
            return self._fail(TorUnavailableError(f"what answers at tor's SOCKS socket is not tor: {given!r}"))
        self._step = step
        self.transport.write(send)
        return True

    def _method_chosen(self) -> bool:
        token = self._to.token
        return self._expect(_TOKEN_CHOSEN, self._token_taken, b"\x01%c%b\x01x" % (len(token), token))

    def _token_taken(self) -> bool:
        host, port = self._to.host, self._to.port.to_bytes(2, "big")
        return self._expect(_TOKEN_TAKEN, self._reply, b"\x05\x01\x00\x03%c%b%b" % (len(host), host, port))

    def _reply(self) -> bool:
        if len(self._received) < 5:
            return False
        version, code, _, kind, first = self._received[:5]
        if version != 5:
            return self._fail(TorUnavailableError("what answers at tor's SOCKS socket is not SOCKS 5"))
        if code:
            return self._fail(refusal_of(code, str(self._to)))
        length = 7 + first if kind == 3 else _REPLY_LENGTHS.get(kind)
        if length is None:
            return self._fail(TorUnavailableError(f"tor's reply holds an address of unknown kind {kind}"))
        if self._take(length) is None:
            return False
        self._hand_over()
        return False

    def _hand_over(self) -> None:
        self._inner = self._factory.buildProtocol(self.transport.getPeer())
        self._inner.makeConnection(self.transport)
        if not self._done.called:
            self._done.callback(self._inner)
        rest, self._received = self._received, b""
        if rest:
            self._inner.dataReceived(rest)


@dataclass(frozen=True, slots=True)
class SocksSocket:
    """Where tor's SOCKS socket is: a unix path, or a loopback address that needs no name look-up."""

    path: str = ""
    host: str = ""
    port: int = 0

    @classmethod
    def parse(cls, text: str) -> SocksSocket:
        """`unix:PATH` or `127.0.0.1:PORT`; anything else is refused, since it could be another machine."""
        if text.startswith("unix:/"):
            return cls(path=text.removeprefix("unix:"))
        host, _, port = text.rpartition(":")
        try:
            local = ipaddress.ip_address(host.strip("[]")).is_loopback
        except ValueError:
            local = False
        if not local or not port.isdecimal():
            raise WrongUse(
                f"TOR_SOCKS is {text!r}", todo="give unix:/PATH of tor's SOCKS socket, or a loopback address with port"
            )
        return cls(host=host.strip("[]"), port=int(port))

    def endpoint(self, reactor: Any, timeout: float) -> Any:
        if self.path:
            return UNIXClientEndpoint(reactor, self.path, timeout)  # type: ignore[no-untyped-call]
        kind = TCP6ClientEndpoint if ":" in self.host else TCP4ClientEndpoint
        return kind(reactor, self.host, self.port, timeout)


@implementer(IStreamClientEndpoint)
class TorEndpoint:
    """Reaches `destination` through tor. It has no other way, and never resolves a name."""

    def __init__(self, socks: Any, destination: Destination) -> None:
        self._socks, self._to = socks, destination

    def connect(self, factory: Any) -> Deferred[Any]:
        running: list[SocksProtocol] = []

        def stop(_: Deferred[Any]) -> None:
            if running:
                running[0].transport.abortConnection()
            else:
                opening.cancel()

        def failed(failure: Failure) -> None:
            # A cancelled attempt says nothing about tor; the Deferred reports the cancellation itself.
            if not done.called and not isinstance(failure.value, CancelledError | ConnectingCancelledError):
                done.errback(TorUnavailableError(f"tor's SOCKS socket does not answer: {failure.value}"))

        class Handshake(Factory):
            noisy = False

            def buildProtocol(self, addr: Any) -> SocksProtocol:
                running.append(SocksProtocol(destination, factory, done))
                return running[0]

        destination = self._to
        done: Deferred[Any] = Deferred(stop)
        opening = self._socks.connect(Handshake())
        opening.addErrback(failed)
        return done
