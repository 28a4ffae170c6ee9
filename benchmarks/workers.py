"""Workers of a team on PostgreSQL and Redis: how much sooner four end what one ends, and whether the records are the
same. Each has a workspace of its own; finished evidence goes to a shared folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.waiting import LATENCY, MODULE, PAGES
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.session import Session, now
from tidewaiter.model.authority import Authority
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.ids import digest, run_id
from tidewaiter.model.run import Outcome, Run
from tidewaiter.model.sighting import Kind
from tidewaiter.schedule.profiles import profile
from tidewaiter.schedule.queue import Queue
from tidewaiter.store.database import agenda, journal, people, records
from tidewaiter.store.workspace import BUYER_KEY, SETTINGS_FILE

_SOURCES, _TEAMS = 20, (1, 4)
_PAGES, _LATENCY = 20, 1.0  # seconds a page: a circuit of the real network takes 0.5 to 3 (docs/scale.md)
_WITHIN = 3600.0  # seconds for all sources of one team
_ROOT = Path(__file__).parents[1]
_PROFILE = """\
source: {name}
title: {name}
kind: market
mirrors: ["http://{host}"]
start: [/]
pages:
  - page: listing
    when: {{url: "^/listing/"}}
    statements:
      - kind: listing
        fields: {{title: h1}}
        required: [title]
"""


def measure(size: int) -> Mapping[str, Any]:
    """`size`: how many sources."""
    return run(size or _SOURCES, _PAGES, _LATENCY, _TEAMS)


def run(sources: int, pages: int, latency: float, teams: Sequence[int]) -> dict[str, Any]:
    """Each team on servers of its own; how long it took, and what records it made."""
    title = f"{sources} sources of {pages} pages, each page {latency} s on the network, one at a time"
    table = Table("workers", "seconds", "times sooner", "records", title=title, box=None)
    took: dict[int, float] = {}
    made: dict[int, str] = {}
    for workers in teams:
        with _team(workers) as team:
            took[workers], made[workers], count = team.crawled(sources, pages, latency)
        times = took[teams[0]] / took[workers]
        table.add_row(str(workers), f"{took[workers]:.1f}", f"{times:.2f}", f"{count} {made[workers][:12]}")
    Console().print(table)
    seconds = {str(workers): round(spent, 1) for workers, spent in took.items()}
    return {
        "sources": sources, "pages": pages, "latency_s": latency, "seconds": seconds,
        "times_sooner": round(took[teams[0]] / took[teams[-1]], 2), "same_records": len(set(made.values())) == 1,
    }  # fmt: skip


class Team:
    """Workspaces of machines that share database, queue and evidence store."""

    def __init__(self, folder: Path, database: str, queue: str, workers: int) -> None:
        self._folder, self._queue = folder, queue
        settings = f'[database]\nurl = "{database}"\n[schedule]\nqueue = "{queue}"\n[crawl]\njail = "off"\n'
        self.homes = [folder / f"machine{number}" for number in range(workers)]
        for home in self.homes:
            set_up(home)
            (home / SETTINGS_FILE).write_text(f'{settings}[evidence]\nstore = "{folder / "shared"}"\n')
            (home / "secrets" / BUYER_KEY).write_bytes((self.homes[0] / "secrets" / BUYER_KEY).read_bytes())

    def crawled(self, sources: int, pages: int, latency: float) -> tuple[float, str, int]:
        """Seconds from the first run's begin to the last one's end; the records, as a digest and counted."""
        names = [f"pier{number:02d}" for number in range(sources)]
        with closing(Session(set_up(self.homes[0]))) as here:
            for name in names:
                self._allow(here, name)
            with self._working(pages, latency):
                ended = self._ended(here, self._queued(here, names))
            whole = [one for one in ended if one.outcome is Outcome.COMPLETE]
            if len(whole) != len(names):
                raise StoreFailed(f"{len(names) - len(whole)} runs did not end complete", where=str(ended[0].reasons))
            begin = min(one.started_at for one in whole)
            spent = max(one.finished_at or begin for one in whole) - begin
            with here.database.read() as rows:
                told = sorted(
                    (kept.record.source, kept.record.key, str(kept.record.fields))
                    for kept in records.listed(rows, Kind.LISTING, limit=sources * pages)
                )
        return spent / timedelta(seconds=1), digest("records", str(told)), len(told)

    def _allow(self, here: Session, name: str) -> None:
        host = digest(name).translate(str.maketrans("0189", "abcd"))[:56] + ".onion"
        for home in self.homes:
            (home / "sources" / f"{name}.yaml").write_text(_PROFILE.format(name=name, host=host))
        asked = Authority(
            id=name, legal_basis="invented", asked_by="kim", sources=(name,), addresses=(host,), asked_at=now(),
            expires_at=now() + timedelta(days=1),
        )  # fmt: skip
        with here.database.write() as rows:
            people.add_authority(rows, asked)
            people.approve(rows, name, "lee", at=now())

    def _queued(self, here: Session, names: Sequence[str]) -> list[str]:
        ids = []
        with here.database.write() as rows:
            found = [profile(name, here.workspace.sources).profile for name in names]
            journal.put_sources(rows, [journal.Source(one.source, profile_digest=one.digest) for one in found])
            for name in names:
                ids.append(run_id(now(), bytes.fromhex(digest(name)[:8])))
                agenda.queue(rows, ids[-1], name, at=now())
        queue = Queue(self._queue, here.workspace.queue)
        for one in ids:
            queue.send(one)
        queue.close()
        return ids

    @contextmanager
    def _working(self, pages: int, latency: float) -> Iterator[None]:
        environment = os.environ | {"PYTHONPATH": str(_ROOT), PAGES: str(pages), LATENCY: str(latency)}
        begun = [
            subprocess.Popen(
                [sys.executable, "-P", "-m", MODULE, "worker", "--workers", "1", "--home", str(home)], cwd=_ROOT,
                env=environment, stderr=(home / "worker.log").open("w"),
            )
            for home in self.homes
        ]  # fmt: skip
        try:
            yield
        finally:
            for one in begun:
                one.terminate()
            for one in begun:
                try:
                    one.wait(timeout=90)
                except subprocess.TimeoutExpired:
                    one.kill()

    def _ended(self, here: Session, ids: Sequence[str]) -> list[Run]:
        deadline = time.monotonic() + _WITHIN
        while time.monotonic() < deadline:
            with here.database.read() as rows:
                known = journal.some(rows, ids)
            if all(one.outcome for one in known):
                return known
            time.sleep(0.5)
        log = (self.homes[0] / "worker.log").read_text()[-400:]
        raise StoreFailed(f"the runs did not end within {_WITHIN:.0f} s", where=log)


@contextmanager
def _team(workers: int) -> Iterator[Team]:
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="tw-"))  # short: a socket's path may have 107 letters
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        database = stack.enter_context(_postgres(folder))
        yield Team(folder, database, stack.enter_context(_redis(folder)), workers)


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    socket = folder / "redis"
    said = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--dir", str(folder), "--save", ""]
    with subprocess.Popen(command, **said) as server:  # type: ignore[call-overload]
        deadline = time.monotonic() + 30
        while not socket.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        try:
            yield f"unix://{socket}?db=0"
        finally:
            server.kill()


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    programs = binaries()
    if programs is None:
        raise StoreFailed("PostgreSQL's programs are not installed", todo="apt install postgresql")
    home = folder / "postgres"
    home.mkdir()
    for one in (folder, home):
        one.chmod(0o777)
    # It refuses to run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    control = [*user, str(programs / "pg_ctl"), "-D", str(home / "cluster")]
    make = [*user, str(programs / "initdb"), "-D", str(home / "cluster"), "-U", "tw", "-A", "trust", "-E", "UTF8"]
    subprocess.run(make, check=True, capture_output=True, cwd=home)
    options = f"-k {home} -c listen_addresses='' -c max_connections=80"
    subprocess.run([*control, "-w", "-l", str(home / "log"), "-o", options, "start"], check=True, cwd=home,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        yield f"postgresql://tw@/postgres?host={home}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=home)
