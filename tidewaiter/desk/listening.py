"""Where the web desk listens, and under which names it answers; refused where what is sent there could be read."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from tidewaiter.model.errors import WrongUse
from tidewaiter.store.workspace import DeskSettings, Workspace

OWN_NAMES = ("localhost", "127.0.0.1", "::1")


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check(asked: DeskSettings) -> DeskSettings:
    """Raises WrongUse where passwords and evidence would cross a network in the clear, or anybody could ask."""
    safe = "set certificate and key under [desk], or trusted_proxy; or listen on 127.0.0.1 behind a tunnel"
    if bool(asked.certificate) != bool(asked.key):
        raise WrongUse("desk.certificate and desk.key go together", todo="give both, or neither")
    for one in asked.trusted_proxy:
        try:
            ipaddress.ip_address(one)
        except ValueError as fault:
            raise WrongUse(
                f"desk.trusted_proxy: {one} is no address", todo="give the proxy's own IP address"
            ) from fault
    if is_loopback(asked.host):
        return asked
    if not (asked.certificate or asked.trusted_proxy):
        raise WrongUse(f"the desk does not listen on {asked.host} without TLS", where="[desk]", todo=safe)
    if not asked.names:
        raise WrongUse("the desk has to know by which names it is asked for", where="[desk]",
                       todo='set names = ["desk.customs.example"]')  # fmt: skip
    return asked


def names_of(asked: DeskSettings) -> frozenset[str]:
    """The hosts that a request may name, so that no foreign page's name can be bent onto this machine."""
    own = OWN_NAMES if is_loopback(asked.host) else ()
    return frozenset(name.casefold() for name in (*own, *asked.names))


def address_of(asked: DeskSettings) -> str:
    """Where a browser finds it."""
    if asked.trusted_proxy and asked.names:
        return f"https://{asked.names[0]}"
    host = asked.host if is_loopback(asked.host) or not asked.names else asked.names[0]
    return f"{'https' if asked.certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{asked.port}"


def files_of(workspace: Workspace) -> tuple[Path, Path] | None:
    """Certificate and key, if there are any. Raises WrongUse where one of them is not there."""
    asked = workspace.settings.desk
    if not asked.certificate:
        return None
    pair = workspace.home / asked.certificate, workspace.home / asked.key
    for path in pair:
        if not path.is_file():
            raise WrongUse("the file is not there", where=str(path), todo="see certificate and key under [desk]")
    return pair
