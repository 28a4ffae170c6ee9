"""The stage of the demo: a private Tor network and the invented market behind two onion services, on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.tor.network import TorNetwork
from fixtures.site import Market, served

SOURCE = "lanternfish"
MIRRORS = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """`mirrors` are the onions' origins; `client` the lines that make a tor join this network."""

    market: Market
    mirrors: tuple[str, ...]
    client: tuple[str, ...]


@contextmanager
def tor_network(folder: Path) -> Iterator[TorNetwork]:
    """A private network while the block runs: real tor, nothing leaves this machine."""
    with TorNetwork(folder) as network:
        yield network


@contextmanager
def market_behind(network: TorNetwork, market: Market) -> Iterator[Stage]:
    """The market served from threads of this process, each mirror behind its own onion."""
    with ExitStack() as running:
        ports = [running.enter_context(served(market.app(mirror))) for mirror in range(MIRRORS)]
        onions = [network.publish(port) for port in ports]
        yield Stage(market, tuple(onion.url for onion in onions), network.client_config())


class Clock:
    """Says how long a step took."""

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()

    def lap(self) -> float:
        """Seconds since the last lap."""
        before, self._last = self._last, time.monotonic()
        return self._last - before

    def total(self) -> float:
        return time.monotonic() - self._began
