"""The outermost layer: who may speak to the console at all, and the headers of every answer, errors included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "X-DNS-Prefetch-Control": "off",
}
STATIC = "/static/"


@dataclass(frozen=True, slots=True)
class Door:
    """`names` are the hosts that may be asked for. With `proxies` nobody else is answered, and only over TLS."""

    names: frozenset[str]
    proxies: frozenset[str] = field(default_factory=frozenset)


class Shell:
    """Around the whole application, so that no answer leaves without its headers."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        dressed = _dressed(send, kept=str(scope["path"]).startswith(STATIC))
        heads = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if host_of(heads.get("host", "")) not in self._door.names:
            await _refuse(dressed, 421, "This console does not go by that name: see names under [desk].")
        elif not self._known(scope, heads):
            await _refuse(dressed, 403, "This console answers its trusted proxy alone, and only what came by TLS.")
        else:
            await self._app(scope, receive, dressed)

    def _known(self, scope: Scope, heads: dict[str, str]) -> bool:
        if not self._door.proxies:
            return True
        peer = (scope.get("client") or ("", 0))[0]
        if peer not in self._door.proxies or heads.get("x-forwarded-proto", "") != "https":
            return False
        scope["scheme"] = "https"
        # The last name is what the proxy itself saw; those before it are the browser's own words.
        scope["client"] = (heads.get("x-forwarded-for", peer).rpartition(",")[2].strip() or peer, 0)
        return True


def host_of(header: str) -> str:
    """The name in a Host header, without its port; "" for what is none."""
    name, bracket, rest = header.strip().casefold().partition("]")
    if bracket:
        return name.removeprefix("[") if name.startswith("[") and (not rest or rest.startswith(":")) else ""
    host, _, port = name.partition(":")
    return host if not port or port.isdecimal() else ""


def _dressed(send: Send, *, kept: bool) -> Send:
    async def dress(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {**HEADERS, "Cache-Control": "private, max-age=86400" if kept else "no-store"}
            others = [pair for pair in message.get("headers", ()) if pair[0].decode("latin-1").title() not in _TITLED]
            message["headers"] = [*others, *_raw(own.items())]
        await send(message)

    return dress


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    heads = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
    await send({"type": "http.response.start", "status": status, "headers": _raw(heads.items())})
    await send({"type": "http.response.body", "body": body})


def _raw(heads: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in heads]


_TITLED = frozenset(name.title() for name in (*HEADERS, "Cache-Control", "Server"))
