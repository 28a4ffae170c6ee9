"""The main job on real parts: the invented market behind onions of the private Tor network, crawled into a workspace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.guard import Jail
from crawler.tor.network import JoinedNetwork
from fixtures.site import Market, served
from tidewaiter.desk.cli import authority as authorities
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.crawling import crawl, prepare
from tidewaiter.desk.session import Session, now
from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.run import Run
from tidewaiter.schedule.pair import Progress
from tidewaiter.schedule.plan import Wishes
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.database import people
from tidewaiter.store.workspace import SETTINGS_FILE

SOURCE = "lanternfish"
# The first look for an onion on a young private network may come too early; a minute's pause would only cost time.
QUICK: dict[str, object] = {"backoff": 0.5, "slow_backoff": 1.0, "timeout": 15.0}
REPOSITORY = Path(__file__).parents[2]


@dataclass
class Harbour:
    """A workspace with an authority for a served market, and the network both are in."""

    home: Path
    network: JoinedNetwork
    market: Market
    mirrors: tuple[str, ...]
    manners: dict[str, object] = field(default_factory=lambda: dict(QUICK))

    def crawl(
        self, *, mirrors: tuple[str, ...] = (), session: Path | None = None, fresh: bool = False, every_page: bool = False,
        show: Callable[[Progress], None] = lambda progress: None, jail: Jail | None = None, max_pages: int = 0,
    ) -> Run:  # fmt: skip
        """One crawl as the command makes it, in this process."""
        wishes = Wishes(
            mirrors=mirrors or self.mirrors, session=session, fresh=fresh, every_page=every_page,
            manners=self.manners, max_pages=max_pages,
        )  # fmt: skip
        with self.session() as here:
            planned = prepare(here, profile(SOURCE, here.workspace.sources), wishes)
            return crawl(here, planned, show=show, jail=jail)

    @contextmanager
    def session(self) -> Iterator[Session]:
        here = Session(set_up(self.home))
        try:
            yield here
        finally:
            here.close()

    def command(self, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
        """A command in a process of its own, as a person runs it."""
        return subprocess.run(
            [sys.executable, "-P", "-m", "tidewaiter", *arguments, "--home", str(self.home)],
            capture_output=True, text=True, check=False, env=environment(), **more,  # type: ignore[call-overload]
        )  # fmt: skip

    def json(self, *arguments: str) -> object:
        """What a command prints as JSON; it must end well."""
        said = self.command(*arguments, "--json")
        assert said.returncode == 0, said.stderr
        return json.loads(said.stdout)

    def keep_tor_lines(self) -> None:
        """Let commands in processes of their own join the private network too."""
        lines = json.dumps(list(self.network.client_config()))
        (self.home / SETTINGS_FILE).write_text(f"[crawl]\ntor_lines = {lines}\n", encoding="utf-8")


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "200"}


@contextmanager
def harbour(
    network: JoinedNetwork, home: Path, market: Market, *, permissions: frozenset[Permission] = frozenset()
) -> Iterator[Harbour]:
    """The market served and published as two mirrors, and a workspace that may watch it."""
    with served(market.app(0)) as one, served(market.app(1)) as other:
        mirrors = tuple(network.publish(port).url for port in (one, other))
        here = Session(set_up(home))
        asked = Authority(
            id="TEST-1", legal_basis="invented", asked_by="kim", sources=(SOURCE,), addresses=mirrors,
            asked_at=now(), expires_at=now() + timedelta(days=1), permissions=permissions,
        )  # fmt: skip
        authorities.enter(here, asked)
        with here.database.write() as rows:
            people.approve(rows, asked.id, "lee", at=now())
        here.close()
        made = Harbour(home, network, market, mirrors)
        made.keep_tor_lines()
        yield made


@pytest.fixture(scope="module")
def crawled(tor_network: JoinedNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """A market of 24 listings, crawled once through its first mirror. Tests that use it only read, or add."""
    market = Market("whole", listings=24, vendors=6, walls=False)
    with harbour(tor_network, tmp_path_factory.mktemp("harbour") / "home", market) as made:
        run = made.crawl(mirrors=made.mirrors[:1])
        assert str(run.outcome) == "complete", run.reasons
        yield made
