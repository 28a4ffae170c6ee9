"""The ground of a trial: a workspace with sources, authorities and a watch, the servers it needs, and what runs in it."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.schedule.delivery.receivers import Hook, web_server
from tests.schedule.trial.product import SILENT, SOCKS
from tests.schedule.trial.site import WORD, Site, host_of, name_of, served
from tests.servers import PostgresServer, RedisServer
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.session import Session
from tidewaiter.model.authority import Authority
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.run import Run, State
from tidewaiter.store.database import Database, agenda, journal, people
from tidewaiter.store.workspace import SETTINGS_FILE, find

ROOT = Path(__file__).parents[3]
UP, WORKER = "up", "worker"
_PROFILE = """\
source: {name}
title: {name}
kind: market
mirrors: ["http://{host}"]
start: [/]
cadence: 4w
politeness: {{delay: 0, jitter: 0, concurrency: 2}}
pages:
  - page: listing
    when: {{url: "^/listing/"}}
    statements:
      - kind: listing
        fields: {{title: h1, vendor: p.vendor, price: p.price}}
        required: [title, vendor]
follow:
  - {{css: "li a", expects: listing}}
expect:
  at_least: {{listing: 3}}
"""


def now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Ground:
    """`running` are `tidewaiter up` and `tidewaiter worker`, each beside its log."""

    home: Path
    site: Site
    hook: Hook
    socks: Path
    silent: float = 0.0  # seconds; 0 as the product has it
    workers: int = 2  # in each of the two
    postgres: PostgresServer | None = None
    redis: RedisServer | None = None
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    restarts: int = 0
    _database: Database | None = None

    def start(self, which: str) -> None:
        with (self.home / f"{which}.log").open("ab") as log:
            self.running[which] = subprocess.Popen(
                [sys.executable, "-P", "-m", "tests.schedule.trial.product", which, "--workers", str(self.workers),
                 "--log-json", "--home", str(self.home)],
                env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self, which: str) -> None:
        process = self.running.pop(which)
        process.kill()
        process.wait(timeout=60)

    def keep_up(self) -> None:
        """As a unit of systemd does: what ended by itself, since its database was away when it began, begins again."""
        for which, process in list(self.running.items()):
            if process.poll() is not None:
                self.restarts += 1
                self.start(which)

    def stop(self) -> dict[str, int]:
        """In order; the exit status of each."""
        for process in self.running.values():
            process.terminate()
        ended = {which: process.wait(timeout=120) for which, process in self.running.items()}
        self.running.clear()
        return ended

    def command(self, *words: str, limit: float = 300) -> str:
        """What a command of the product prints, which must end well."""
        said = subprocess.run(
            [sys.executable, "-P", "-m", "tidewaiter", *words, "--home", str(self.home)],
            env=self._environment(), capture_output=True, text=True, check=False, timeout=limit,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        return said.stdout

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Raises StoreFailed while its server is down."""
        if self._database is None:
            self._database = Database.open(find(self.home, {}, self.home).database_url)
        yield self._database

    def order(self, source: str) -> datetime:
        """Let a source be due now; when that was. The database is waited for where it is down."""
        deadline = time.monotonic() + 120
        while True:
            with suppress(StoreFailed), self.database() as database, database.write() as rows:
                agenda.change(rows, source, next_due=(at := now()))
                return at
            assert time.monotonic() < deadline, "the database did not come back"
            time.sleep(0.2)

    def runs(self) -> list[Run] | None:
        """The journal, oldest first; None while the database is down."""
        with suppress(StoreFailed), self.database() as database, database.read() as rows:
            return sorted(journal.runs(rows, limit=10_000), key=lambda run: run.id)
        return None

    def _environment(self) -> dict[str, str]:
        silent = {SILENT: str(self.silent)} if self.silent else {}
        return os.environ | silent | {"PYTHONPATH": str(ROOT), SOCKS: str(self.socks)}


def under_way(runs: list[Run]) -> list[Run]:
    return [run for run in runs if run.state in (State.QUEUED, State.RUNNING)]


@contextmanager
def laid(folder: Path, site: Site, *, silent: float = 0.0, servers: bool = False, workers: int = 2) -> Iterator[Ground]:
    """All that a trial needs, in a folder with a short path; with `servers` on PostgreSQL and Redis, else on SQLite."""
    made = ([PostgresServer()], [RedisServer(_folder(folder / "redis"))]) if servers else ([], [])
    home = folder / "home"
    try:
        with web_server() as hook, served(site, _folder(folder / "site")) as socks:
            ground = Ground(
                home, site, hook, socks, silent=silent, workers=workers, postgres=next(iter(made[0]), None),
                redis=next(iter(made[1]), None),
            )  # fmt: skip
            _set_up(ground)
            try:
                yield ground
            finally:
                for which in list(ground.running):
                    ground.kill(which)
                end_crawls(home)
                if ground._database:
                    ground._database.close()
    finally:
        for redis in made[1]:
            redis.kill()
        for postgres in made[0]:
            postgres.stop()


def crawls(home: Path) -> list[tuple[str, str, int]]:
    """The crawls and crawl children of a workspace that live now: which, its run, its process."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                if "--scheduled" in words and str(home) in words:
                    found.append(("crawl", words[words.index("--scheduled") + 1], int(folder.name)))
                elif "crawler.child" in words and words[words.index("crawler.child") + 1].startswith(str(home)):
                    found.append(("child", Path(words[words.index("crawler.child") + 1]).name, int(folder.name)))
    return found


def end_crawls(home: Path) -> None:
    """Also one that was frozen before it could ask to end with its worker."""
    for _, _, pid in crawls(home):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def _set_up(ground: Ground) -> None:
    home = ground.home
    find_ = set_up(home)
    said = [f'[delivery]\nwebhooks = {{ desk = "http://127.0.0.1:{ground.hook.port}/in" }}\n']
    if ground.postgres and ground.redis:
        said += [f'[database]\nurl = "{ground.postgres.address()}"\n', f'[schedule]\nqueue = "{ground.redis.url}"\n']
    (home / SETTINGS_FILE).write_text("".join(said))
    key = find_.secrets / "webhook-desk.key"
    key.write_bytes(secrets.token_bytes(32))
    key.chmod(0o600)
    for profile in find_.sources.glob("*.yaml"):
        profile.unlink()
    for host, name in ground.site.names.items():
        (find_.sources / f"{name}.yaml").write_text(_PROFILE.format(name=name, host=host))
    with closing(Session(find(home, {}, home))) as here, here.database.write() as rows:
        people.add_authority(rows, Authority(
            id="TRIAL-1", legal_basis="invented", asked_by="kim", sources=tuple(ground.site.names.values()),
            addresses=tuple(ground.site.names), asked_at=now(), expires_at=now() + timedelta(days=1),
        ))  # fmt: skip
        people.approve(rows, "TRIAL-1", "lee", at=now())
        later = now() + timedelta(days=30)
        journal.put_sources(rows, [journal.Source(name, next_due=later) for name in ground.site.names.values()])
    ground.command("watch", "add", "all of it", WORD, "--to", "webhook:desk")


__all__ = ["UP", "WORKER", "Ground", "host_of", "laid", "name_of", "now", "under_way"]
