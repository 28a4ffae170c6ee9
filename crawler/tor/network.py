"""A private Tor network on the loopback interface: real tor, real v3 onions, for the demo and the tests.

One authority, four relays, one node that carries the onions; four routers are the least that reach an onion, the
fifth is margin. What the product's own tor must be told to join it is `client_config()`; nothing here is a client.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import socket
import subprocess
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from crawler.tor.control import Control
from crawler.tor.launch import Launched, installed, private, socket_folder
from tidewaiter.model.errors import TorFailed

LOOPBACK = "127.0.0.1"
RELAYS = 4
_START_LIMIT = 120.0  # seconds; 14 to 50 measured on two cores


@dataclass(frozen=True, slots=True)
class Onion:
    """A published onion. `client_key`, if any, is the line tor keeps in a client's ClientOnionAuthDir."""

    address: str
    client_key: str = ""

    @property
    def url(self) -> str:
        return f"http://{self.address}"


def target(place: int | Path) -> str:
    """Where an onion's port leads: a local TCP port, or a unix socket."""
    return f"unix:{place.absolute()}" if isinstance(place, Path) else f"{LOOPBACK}:{place}"


def never_published() -> str:
    """A valid v3 address that nobody ever published."""
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    check = hashlib.sha3_256(b".onion checksum" + public + b"\x03").digest()[:2]
    return base64.b32encode(public + check + b"\x03").decode().lower() + ".onion"


class JoinedNetwork:
    """A private network that runs already, in this process or another: publish onions in it, let a tor join it.

    The onions published here live until `close`.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is the one a TorNetwork was started in; TorFailed if none runs there."""
        self.folder = folder
        try:
            self._facts = json.loads((folder / "network.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise TorFailed("no private Tor network runs here", where=str(folder)) from error
        self._carrier = Control(Path(self._facts["carrier"]))

    def publish(
        self, place: int | Path, *, port: int = 80, also: dict[int, int | Path] | None = None, authorised: bool = False
    ) -> Onion:
        """A new v3 onion whose `port` leads to a local TCP port or unix socket, reachable when this returns.

        `also` are further ports. `authorised`: only clients with the returned key may reach it. A place where nothing
        listens is allowed: the onion is then up and its site down.
        """
        ports = {virtual: target(where) for virtual, where in ({port: place} | (also or {})).items()}
        if not authorised:
            return Onion(self._carrier.publish(ports) + ".onion")
        key = X25519PrivateKey.generate()
        name = self._carrier.publish(ports, client_key=_base32(key.public_key().public_bytes_raw()))
        return Onion(f"{name}.onion", f"{name}:descriptor:x25519:{_base32(key.private_bytes_raw())}")

    def client_config(self) -> tuple[str, ...]:
        """The torrc lines that make a client join this network: `TorProcess(folder, extra=network.client_config())`."""
        return tuple(self._facts["client"])

    def close(self) -> None:
        self._carrier.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class TorNetwork(JoinedNetwork):
    """Starts the network and ends it. `timings` say how many seconds each step took.

    With `exits` its relays let traffic out to anywhere: only inside an empty network namespace.
    """

    def __init__(self, folder: Path, *, exits: bool = False) -> None:
        self.folder = folder.absolute()
        (self.folder / "network.json").unlink(missing_ok=True)
        private(self.folder)
        self.timings: dict[str, float] = {}
        self._nodes: list[Launched] = []
        self._began = time.monotonic()
        self._deadline = self._began + _START_LIMIT
        self._exits = exits
        with ExitStack() as undo:
            undo.callback(self._end_nodes)
            self._start()
            super().__init__(self.folder)
            undo.pop_all()

    def close(self) -> None:
        super().close()
        (self.folder / "network.json").unlink(missing_ok=True)
        self._end_nodes()

    def _start(self) -> None:
        authority = _Place.choose(self.folder, "authority")
        keys = _authority_keys(authority)
        shared = _shared_lines(keys)
        routers = [authority, *(_Place.choose(self.folder, f"relay{n}") for n in range(1, RELAYS + 1))]
        self._mark("keys")
        routing = self._launch((router, [*shared, *self._router_lines(router, authority)]) for router in routers)
        # Each wait removes a back-off: a client that asks a directory too early waits 10 s, and two nodes that know
        # different directories look for a descriptor in different places.
        for node in routing:
            self._agree(node, microdescriptors=node is not routing[0])
        self._mark("routers agree")
        (carrier,) = self._launch([(_Place.choose(self.folder, "carrier"), [*shared, "SocksPort 0"])])
        carrier.wait(lambda: carrier.control.bootstrapped() == 100, deadline=self._deadline, what="bootstrap")
        self._agree(carrier, microdescriptors=True)
        self._mark("carrier ready")
        facts = {"carrier": str(carrier.socket), "client": shared}
        (self.folder / "network.json").write_text(json.dumps(facts), encoding="utf-8")

    def _launch(self, nodes: Iterable[tuple[_Place, Sequence[str]]]) -> list[Launched]:
        def one(place: _Place, lines: Sequence[str]) -> Launched:
            launched = Launched(place.folder, [f"Nickname {place.name}", *lines], sockets=socket_folder(place.folder))
            self._nodes.append(launched)
            return launched

        with ThreadPoolExecutor(8) as threads:
            return [started.result() for started in [threads.submit(one, *node) for node in nodes]]

    def _router_lines(self, router: _Place, authority: _Place) -> list[str]:
        policy = ["ExitRelay 1", "ExitPolicy accept *:*"] if self._exits else ["ExitRelay 0", "ExitPolicy reject *:*"]
        lines = [f"ORPort {LOOPBACK}:{router.or_port}", "AssumeReachable 1", "SocksPort 0", *policy]
        return lines + ([*_AUTHORITY_LINES, f"DirPort {LOOPBACK}:{router.dir_port}"] if router is authority else [])

    def _agree(self, node: Launched, *, microdescriptors: bool) -> None:
        """Wait until the node's consensus shows every router with the flags that onions need."""
        needed = {"HSDir", "Running", "Guard", "Fast", "Stable"} | ({"Exit"} if self._exits else set())

        def agreed() -> bool:
            flags = [set(line.split()) for line in node.control.ask("ns/all").splitlines() if line.startswith("s ")]
            whole = sum(needed <= found for found in flags) > RELAYS
            return whole and (not microdescriptors or node.control.ask("md/all").count("ntor-onion-key ") > RELAYS)

        node.wait(agreed, deadline=self._deadline, what="full consensus")

    def _mark(self, step: str) -> None:
        self.timings[step] = round(time.monotonic() - self._began, 2)

    def _end_nodes(self) -> None:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(Launched.end, self._nodes))
        self._nodes.clear()


@dataclass(frozen=True, slots=True)
class _Place:
    """One node's name, folder and ports."""

    name: str
    folder: Path
    or_port: int
    dir_port: int

    @classmethod
    def choose(cls, folder: Path, name: str) -> Self:
        return cls(name, private(folder / name), *_free_ports(2))


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the others must know of the authority."""

    or_port: int
    dir_port: int
    identity: str
    fingerprint: str


# A vote every 10 s: at 20 s the network needs 40 to 50 s to come up, at 10 s 19 to 37 s.
_AUTHORITY_LINES = [
    "AuthoritativeDirectory 1", "V3AuthoritativeDirectory 1", "ContactInfo nobody@example.invalid",
    "TestingV3AuthInitialVotingInterval 5", "TestingV3AuthInitialVoteDelay 2", "TestingV3AuthInitialDistDelay 2",
    "V3AuthVotingInterval 10", "V3AuthVoteDelay 2", "V3AuthDistDelay 2",
    # A layer-2 guard of vanguards-lite must be Fast and Stable. As voted by default, relays started a second apart or
    # measured slow lack one of the two; when three of five did, no circuit to an onion was ever built.
    "AuthDirFastGuarantee 1", "AuthDirVoteStableGuaranteeMinUptime 0", "AuthDirVoteStableGuaranteeMTBF 0",
]  # fmt: skip


def _shared_lines(keys: _Keys) -> list[str]:
    """What every node and every client of the network is told."""
    authority = (
        f"DirAuthority authority orport={keys.or_port} v3ident={keys.identity} "
        f"{LOOPBACK}:{keys.dir_port} {keys.fingerprint}"
    )
    return [
        "TestingTorNetwork 1", f"Address {LOOPBACK}", authority, "PathsNeededToBuildCircuits 0.25",
        "TestingDirAuthVoteExit *", "TestingDirAuthVoteGuard *", "TestingDirAuthVoteHSDir *",
        "TestingMinExitFlagThreshold 0", "V3AuthNIntervalsValid 2", "NumCPUs 1",
    ]  # fmt: skip


def _authority_keys(place: _Place) -> _Keys:
    folder = private(place.folder / "keys")
    subprocess.run(
        [installed("tor-gencert"), "--create-identity-key", "--passphrase-fd", "0", "-m", "12",
         "-a", f"{LOOPBACK}:{place.dir_port}"],
        input=b"unused\n", cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    certificate = (folder / "authority_certificate").read_text(encoding="ascii")
    identity = re.search(r"^fingerprint ([0-9A-F]{40})", certificate, re.M)
    # tor refuses to print its fingerprint without some authority to believe in; this one is never asked.
    nobody = f"nobody orport=1 v3ident={'A' * 40} {LOOPBACK}:1 {'A' * 40}"
    told = subprocess.run(
        [installed(), "--quiet", "--ignore-missing-torrc", "-f", str(place.folder / "none"),
         "--defaults-torrc", "/dev/null", "--list-fingerprint", "--DataDirectory", str(place.folder),
         "--ORPort", str(place.or_port), "--Nickname", place.name, "--Address", LOOPBACK, "--AssumeReachable", "1",
         "--TestingTorNetwork", "1", "--DirAuthority", nobody],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    fingerprint = re.search(r"((?:[0-9A-F]{4} ?){10})\s*$", told)
    if identity is None or fingerprint is None:
        raise TorFailed("the authority's keys could not be read", where=str(folder), todo=told)
    return _Keys(place.or_port, place.dir_port, identity[1], fingerprint[1].replace(" ", ""))


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server((LOOPBACK, 0)) for _ in range(count)]
    try:
        return [taken.getsockname()[1] for taken in held]
    finally:
        for taken in held:
            taken.close()


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=")
