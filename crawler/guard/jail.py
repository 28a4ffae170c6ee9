"""The wall: run the crawl child in an empty network namespace, where nothing but unix sockets can be reached.

Linux only. It needs no root where user namespaces are allowed. Where it does not work the other layers stand alone,
and `layers` says so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

# As a user of its own mapping; else as root with the right to make namespaces.
_WAYS = (("unshare", "--map-root-user", "--net", "--"), ("unshare", "--net", "--"))
# Empty means: no interface but lo, and that one down. 192.0.2.1 is set apart for documentation and never routed.
_PROOF = """
import errno, socket
names = [name for _, name in socket.if_nameindex()]
code = socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(("192.0.2.1", 9))
raise SystemExit(0 if names == ["lo"] and code == errno.ENETUNREACH else f"interfaces {names}, connect gave {code}")
"""
_PROOF_LIMIT = 30.0  # seconds; an interpreter starts in 0.05


@dataclass(frozen=True, slots=True)
class Jail:
    """`prefix` goes before the child's command; it is empty where no namespace can be made, and `why` says why."""

    prefix: tuple[str, ...]
    why: str = ""

    @property
    def works(self) -> bool:
        return bool(self.prefix)

    def command(self, child: Sequence[str]) -> list[str]:
        return [*self.prefix, *child]

    @classmethod
    def find(cls) -> Jail:
        """The way that works on this machine, proved by running an interpreter in it; asked once a process."""
        return _find()


@cache
def _find() -> Jail:
    if not sys.platform.startswith("linux"):
        return Jail((), "network namespaces exist on Linux only")
    if shutil.which("unshare") is None:
        return Jail((), "the command unshare (package util-linux) is not installed")
    why = ""
    for prefix in _WAYS:
        tried = subprocess.run(
            [*prefix, sys.executable, "-I", "-c", _PROOF], capture_output=True, text=True, timeout=_PROOF_LIMIT
        )
        if tried.returncode == 0:
            return Jail(prefix)
        why = tried.stderr.strip().partition("\n")[0] or f"status {tried.returncode}"
    return Jail((), why)


@dataclass(frozen=True, slots=True)
class Layer:
    name: str
    active: bool
    says: str


def layers(jail: Jail) -> tuple[Layer, ...]:
    """What stands between a hostile page and the open web, for a person to read at the start of a crawl."""
    return (
        Layer("handler", True, "every download goes through tor's SOCKS socket; other schemes have no way out"),
        Layer("gate", True, "only v3 onions inside the authority, only GET, asked on each request"),
        Layer("tor", True, "the SOCKS socket answers for onions only"),
        Layer("netlock", True, "the process may connect to tor's SOCKS socket only"),
        Layer("namespace", jail.works, "no network but unix sockets" if jail.works else f"not active: {jail.why}"),
    )
