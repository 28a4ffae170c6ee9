"""Scheduler, workers, crawls, Redis and PostgreSQL killed at random: each due run is done, none overlaps another of its source."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import pytest

from tests.servers import PostgresServer, RedisServer
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule.tick import ask
from tidewaiter.store.database import Database, journal
from tidewaiter.store.database.journal import Source
from tidewaiter.store.workspace import SETTINGS_FILE, create

ROOT = Path(__file__).parents[2]
SILENT = 3.0  # seconds; the product waits for 60, a trial need not
LIMIT = 900  # seconds for all runs of a trial
WORK = "12"  # beats of a twentieth of a second that one crawl takes


@dataclass
class Trial:
    """A workspace, processes that work on it, and what the stand-ins noted."""

    home: Path
    database: Database
    queue: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(20261124))
    struck: int = 0  # kills of a stand-in at work

    def start(self, sources: list[str], *, workers: int = 3) -> None:
        words = [str(self.home), self.queue, str(workers), str(SILENT), *sources]
        self.processes.append(subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.schedule.standing", *words], cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
        ))  # fmt: skip

    def kill(self, which: subprocess.Popen[bytes]) -> None:
        self.processes.remove(which)
        which.kill()
        which.wait(timeout=60)

    def kill_and_begin(self, place: int, sources: list[str]) -> None:
        """The first is the scheduler with workers, the second only works."""
        self.kill(self.processes[place])
        self.start(sources if place == 0 else [])
        self.processes.insert(place, self.processes.pop())

    def keep_up(self, sources: list[str]) -> None:
        """What ended by itself, since its database was away when it began, begins again."""
        for place, process in enumerate(list(self.processes)):
            if process.poll() is not None:
                self.kill_and_begin(place, sources)

    def kill_a_crawl(self) -> None:
        """kill -9 of a stand-in that works now; one is waited for while runs are open."""
        deadline = time.monotonic() + 3
        while not (open_ := self._at_work()) and time.monotonic() < deadline:
            time.sleep(0.02)
        if open_:
            with suppress(ProcessLookupError):
                os.kill(self.chance.choice(sorted(open_)), signal.SIGKILL)
                self.struck += 1

    def _at_work(self) -> set[int]:
        ended = self.ended()
        return {pid for run, pid in self.begun() if run not in ended}

    def order(self, sources: list[str]) -> None:
        """Let each source be due, whatever its cadence says."""
        with self.database.write() as rows:
            journal.put_sources(rows, [Source(name) for name in sources])
            for name in sources:
                ask(rows, name, at=datetime.now(timezone.utc))

    def open(self) -> list[Run]:
        with self.database.read() as rows:
            return [run for run in journal.runs(rows, limit=10_000) if run.state in (State.QUEUED, State.RUNNING)]

    def spans(self) -> list[list[str]]:
        file = self.home / "spans"
        return [line.split() for line in file.read_text().splitlines()] if file.exists() else []

    def begun(self) -> list[tuple[str, int]]:
        return [(run, int(pid)) for word, run, _, pid, _ in self.spans() if word == "S"]

    def ended(self) -> set[str]:
        return {run for word, run, *_ in self.spans() if word in "EB"}


@pytest.fixture
def killable_postgres() -> Iterator[PostgresServer]:
    """One of its own, which loses nothing that it has committed."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def trial(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Trial]:
    home = tmp_path / "home"
    workspace = create(home)
    if request.param == "postgresql":
        address = request.getfixturevalue("killable_postgres").address()
        (home / SETTINGS_FILE).write_text(f'[database]\nurl = "{address}"\n')
    else:
        address = workspace.database_url
    with Database.open(address) as database:
        made = Trial(home, database)
        try:
            yield made
        finally:
            for process in list(made.processes):
                made.kill(process)


def overlaps(trial: Trial) -> list[str]:
    """Sources on which two stand-ins that were both alive worked at once. One that was killed ended at its last word."""
    ends = {(run, pid): float(at) for word, run, _, pid, at in trial.spans() if word in "EB"}
    by_source: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word, run, source, pid, at in trial.spans():
        if word == "S" and (run, pid) in ends:
            by_source[source].append((float(at), ends[run, pid]))
    return [
        source
        for source, worked in by_source.items()
        for (_, end), (begin, _) in zip(sorted(worked), sorted(worked)[1:], strict=False)
        if begin < end
    ]


Server = RedisServer | PostgresServer


def see_through(trial: Trial, sources: list[str], rounds: int, servers: Sequence[Server] = ()) -> None:
    """So many runs of each source, while something is killed every second or so."""
    (trial.home / "steps").write_text(WORK)
    trial.start(sources)
    trial.start([], workers=2)
    done, deadline, killing = 0, time.monotonic() + LIMIT, time.monotonic()
    while done < rounds or (not trial.struck and done < 3 * rounds):  # short trials go on until one was killed at work
        if not trial.open():
            trial.order(sources)
            done += 1
        if time.monotonic() > killing:
            killing = time.monotonic() + trial.chance.uniform(0.7, 2.0)
            strike(trial, sources, servers)
            trial.keep_up(sources)
        assert time.monotonic() < deadline, f"{len(trial.open())} runs are still open in round {done}"
        time.sleep(0.05)
    while trial.open():
        trial.keep_up(sources)
        assert time.monotonic() < deadline, f"these never ended: {trial.open()}"
        time.sleep(0.1)


def strike(trial: Trial, sources: list[str], servers: Sequence[Server]) -> None:
    what = trial.chance.choice(["scheduler", "worker", "crawl", "crawl", *servers])
    if what == "crawl":
        trial.kill_a_crawl()
    elif isinstance(what, Server):
        what.kill()
        time.sleep(trial.chance.uniform(0, 0.5))
        what.start()
    else:
        trial.kill_and_begin(0 if what == "scheduler" else 1, sources)


def proven(trial: Trial, sources: list[str], rounds: int) -> None:
    with trial.database.read() as rows:
        runs = journal.runs(rows, limit=10_000)
    assert {run.outcome for run in runs} == {Outcome.COMPLETE}
    assert all(count >= rounds for count in Counter(run.source for run in runs).values())
    assert {run.source for run in runs} == set(sources)
    ended = Counter(run for word, run, *_ in trial.spans() if word == "E")
    assert set(ended) == {run.id for run in runs}, "each came to its end"
    assert overlaps(trial) == []
    assert len(trial.begun()) > len(runs), "something was killed in mid-work"


SOME = pytest.param(5, 4, marks=pytest.mark.slow)
TWO_HUNDRED = pytest.param(20, 10, marks=[pytest.mark.full, pytest.mark.timeout(3600)])


@pytest.mark.parametrize(("sources", "rounds"), [SOME, TWO_HUNDRED])
@pytest.mark.parametrize("trial", ["sqlite"], indirect=True)
def test_runs_with_a_file_as_queue(trial: Trial, sources: int, rounds: int) -> None:
    names = [f"s{n}" for n in range(sources)]
    see_through(trial, names, rounds)
    proven(trial, names, rounds)


@pytest.mark.postgres
@pytest.mark.parametrize(("sources", "rounds"), [SOME, TWO_HUNDRED])
@pytest.mark.parametrize("trial", ["postgresql"], indirect=True)
def test_runs_with_a_postgresql_and_a_redis_that_are_killed_too(
    trial: Trial, killable_postgres: PostgresServer, redis_server: RedisServer, sources: int, rounds: int
) -> None:
    trial.queue = redis_server.url
    names = [f"s{n}" for n in range(sources)]
    see_through(trial, names, rounds, [redis_server, killable_postgres])
    proven(trial, names, rounds)
