"""The stage of the demo: a private Tor network and the invented market behind two onion services, on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from crawler.tor.network import TorNetwork
from fixtures.site import Market, served

SOURCE = "lanternfish"
MIRRORS = 2


class Site:
    """One mirror, which may serve another day from one request to the next."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Stage:
    """`mirrors` are the onions' origins; `client` the lines that make a tor join this network."""

    mirrors: tuple[str, ...]
    client: tuple[str, ...]
    sites: tuple[Site, ...]

    def turn(self, market: Market) -> None:
        """Let both mirrors show the market as it is on another day."""
        for mirror, site in enumerate(self.sites):
            site.app = market.app(mirror)


@contextmanager
def tor_network(folder: Path) -> Iterator[TorNetwork]:
    """A private network while the block runs: real tor, nothing leaves this machine."""
    with TorNetwork(folder) as network:
        yield network


@contextmanager
def market_behind(network: TorNetwork, market: Market) -> Iterator[Stage]:
    """The market served from threads of this process, each mirror behind its own onion."""
    with ExitStack() as running:
        sites = tuple(Site(market.app(mirror)) for mirror in range(MIRRORS))
        onions = [network.publish(running.enter_context(served(site))) for site in sites]
        yield Stage(tuple(onion.url for onion in onions), network.client_config(), sites)


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
