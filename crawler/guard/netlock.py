"""An audit hook (PEP 578) that lets this interpreter connect to tor's SOCKS socket and to nothing else.

It sees every socket call of every Python library and cannot be taken off again. It does not see native code that
calls the system itself: a net, not a wall. The wall is `crawler.guard.jail`.
"""

from __future__ import annotations

import ipaddress
import os
import platform
import sys
from collections.abc import Collection
from typing import Any

Address = str | tuple[str, int]

_CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_ASKING_BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname"}
# A child process or a reverse look-up has no use in a crawl, and the hook would not follow the one.
_NEVER = {
    "socket.bind", "socket.gethostbyaddr", "socket.getnameinfo", "socket.sethostname",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn",
}  # fmt: skip

_TOLD_LIMIT = 200  # letters; a collected name may be of any length
_refused: list[str] = []


class NetworkLocked(PermissionError):
    """Something tried to leave the lock."""


def lock(allow: Collection[Address]) -> None:
    """From here on, and for good, only these may be connected to: paths of unix sockets, or (host, port)."""
    # The standard library runs `uname` for who first asks for the platform, as Scrapy's log does, and keeps the answer.
    platform.uname().processor  # noqa: B018
    # All that the hook uses is its own, so that replacing a name of this module does not open it.
    allowed = frozenset(allow)
    connecting, asking_by_name, never = frozenset(_CONNECTING), frozenset(_ASKING_BY_NAME), frozenset(_NEVER)
    may_connect, asks_nobody, note = _may_connect, _asks_nobody, _refused.append

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in connecting:
            let_pass = may_connect(args[1], allowed)
        elif event in asking_by_name:
            let_pass = asks_nobody(args[0])
        else:
            let_pass = event not in never
        if not let_pass:
            told = f"{event} {args[1:] if event in connecting else args[:1]}"[:_TOLD_LIMIT]
            note(told)
            raise NetworkLocked(f"refused by the network lock: {told}")

    sys.addaudithook(hook)


def refused() -> tuple[str, ...]:
    """What the lock has refused so far."""
    return tuple(_refused)


def _may_connect(address: object, allowed: frozenset[Address]) -> bool:
    if address is None:  # sendmsg on a socket that is connected already
        return True
    if isinstance(address, bytes):
        address = os.fsdecode(address)
    if isinstance(address, str):
        return address in allowed
    return isinstance(address, tuple) and tuple(address[:2]) in allowed


def _asks_nobody(host: object) -> bool:
    """A literal address is only parsed; for anything else the resolver would be asked."""
    if host is None:
        return True
    try:
        ipaddress.ip_address(host.decode("ascii") if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return True
