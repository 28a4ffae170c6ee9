"""Workers see runs through, whatever a crawl does; a stand-in with the lease of a run crawls no pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.schedule.standin import now
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule.footprint import resident
from tidewaiter.schedule.queue import Queue
from tidewaiter.schedule.worker import Limits, Work, Worker
from tidewaiter.store.database import Database, agenda, journal
from tidewaiter.store.database.agenda import Appointment
from tidewaiter.store.workspace import Workspace, create

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
ROOT = Path(__file__).parents[2]


@dataclass
class Yard:
    """A workspace with one waiting run, and a worker whose crawls are stand-ins."""

    workspace: Workspace
    database: Database
    told: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def work(self, **changed: object) -> Work:
        made = Work(
            home=self.workspace.home, database=self.database, queue=Queue("", self.workspace.queue), clock=now,
            give_up=lambda run: self.given_up.append(run.id), told=lambda run, word: self.told.append(word),
            command=(sys.executable, "-P", "-m", "tests.schedule.standin"),
        )  # fmt: skip
        return replace(made, **changed)  # type: ignore[arg-type]

    def look(self, one: str = "r1", **changed: object) -> Run:
        Worker(self.work(**changed), self.stopping).look(one)
        return self.run(one)

    def run(self, one: str = "r1") -> Run:
        with self.database.read() as rows:
            return journal.get(rows, one)

    def lives(self, one: str = "r1") -> int:
        with self.database.read() as rows:
            return agenda.attempts(rows, one)[0]

    def does(self, *steps: str) -> None:
        (self.workspace.home / "steps").write_text(" ".join(steps))

    def spans(self) -> str:
        """What the stand-ins did: S begun, E ended, B put back."""
        file = self.workspace.home / "spans"
        return "".join(line[0] for line in file.read_text().splitlines()) if file.exists() else ""


@pytest.fixture
def yard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Yard]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    workspace = create(tmp_path / "home")
    with Database.open(workspace.database_url) as database:
        with database.write() as rows:
            agenda.enter(rows, [Appointment(source="pier")])
            agenda.queue(rows, "r1", "pier", at=NOON)
        yield Yard(workspace, database)


def until(reached: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.02)


def test_a_run_that_waits_is_begun_and_comes_to_its_end(yard: Yard) -> None:
    assert yard.look().outcome is Outcome.COMPLETE
    assert (yard.told, yard.spans(), yard.lives()) == (["begins", "complete"], "SE", 1)


def test_a_run_that_does_not_wait_or_is_unknown_is_left_alone(yard: Yard) -> None:
    Worker(yard.work(), yard.stopping).look("nobody")
    yard.look()
    yard.look()
    assert yard.spans() == "SE"


@pytest.mark.parametrize(
    ("step", "outcome", "words"),
    [("refuse", Outcome.BLOCKED, "no authority covers this"), ("break", Outcome.FAILED, "tor is not installed")],
)
def test_a_crawl_that_cannot_begin_ends_its_run_with_what_it_said(
    yard: Yard, step: str, outcome: Outcome, words: str
) -> None:
    yard.does(step)
    ended = yard.look()
    assert ended.outcome is outcome
    assert words in ended.reasons[0]


def test_a_run_that_has_had_all_its_lives_is_given_up(yard: Yard) -> None:
    with yard.database.write() as rows:
        for _ in range(agenda.MOST_ATTEMPTS):
            agenda.count_life(rows, "r1")
    yard.look()
    assert (yard.given_up, yard.spans()) == (["r1"], "")


def test_asked_to_stop_a_worker_puts_its_run_back_with_all_its_lives(yard: Yard) -> None:
    yard.does("dawdle")
    thread = threading.Thread(target=lambda: yard.look(), daemon=True)
    thread.start()
    until(lambda: yard.spans() == "S", "the crawl")
    yard.stopping.set()
    thread.join(timeout=60)
    assert (yard.run().state, yard.lives(), yard.spans()) == (State.QUEUED, 0, "SB")
    yard.stopping.clear()
    yard.does("2")
    assert yard.look().outcome is Outcome.COMPLETE


@pytest.mark.parametrize(
    ("step", "limits"), [("hoard", Limits(memory=200 << 20)), ("dawdle", Limits(seconds=1.5))], ids=["memory", "time"]
)
def test_what_exceeds_its_limits_is_stopped_and_that_life_counts(yard: Yard, step: str, limits: Limits) -> None:
    yard.does(step)
    assert yard.look(limits=limits).state is State.QUEUED
    assert (yard.lives(), yard.told) == (1, ["begins", "exceeded its limits", "waits"])


def test_within_its_limits_it_is_left_alone(yard: Yard) -> None:
    yard.does("60")
    assert yard.look(limits=Limits(memory=2 << 30, seconds=600)).outcome is Outcome.COMPLETE


def test_a_killed_crawl_goes_on_once_its_silence_is_noticed(yard: Yard) -> None:
    yard.does("dawdle")
    thread = threading.Thread(target=lambda: yard.look(), daemon=True)
    thread.start()
    until(lambda: yard.spans() == "S", "the crawl")
    pid = int((yard.workspace.home / "spans").read_text().split()[3])
    os.kill(pid, signal.SIGKILL)
    thread.join(timeout=60)
    assert (yard.told[-1], yard.run().state) == ("was cut off", State.RUNNING)
    with yard.database.write() as rows:
        assert [one.id for one in agenda.reap(rows, silent=timedelta(0))] == ["r1"]
    yard.does("2")
    assert yard.look().outcome is Outcome.COMPLETE
    assert (yard.lives(), yard.spans()) == (2, "SSE")


WORKER = """
import sys, threading
from pathlib import Path
from tests.schedule.test_worker import Yard
from tidewaiter.store.database import Database
from tidewaiter.store.workspace import find
home = Path(sys.argv[1])
workspace = find(home, {}, home)
with Database.open(workspace.database_url) as database:
    Yard(workspace, database).look()
"""


def test_a_crawl_ends_with_the_worker_that_watches_it(yard: Yard) -> None:
    yard.does("dawdle")
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(yard.workspace.home)], cwd=ROOT)
    until(lambda: yard.spans() == "S", "the crawl")
    worker.kill()
    worker.wait(timeout=60)
    until(lambda: yard.spans() == "SB", "the end of the crawl")
    assert yard.run().state is State.QUEUED


def test_what_a_process_holds_is_counted_with_what_it_started() -> None:
    hoard = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'x = bytearray(100 << 20); print(1, flush=True); input()'])"
    parent = subprocess.Popen([sys.executable, "-c", hoard], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert parent.stdout.read(1) == b"1"
        assert 100 << 20 < resident(parent.pid) < 400 << 20
    finally:
        parent.communicate(b"\n", timeout=60)
    assert resident(parent.pid) == 0
