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
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule import worker
from tidewaiter.schedule.footprint import resident
from tidewaiter.schedule.queue import Queue
from tidewaiter.schedule.worker import Limits, Work, Worker
from tidewaiter.store.database import Database, agenda, journal
from tidewaiter.store.database.journal import Source
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
            say=self.told.append,
            command=(sys.executable, "-P", "-m", "tests.schedule.standin"),
        )  # fmt: skip
        return replace(made, **changed)  # type: ignore[arg-type]

    def look(self, **changed: object) -> Run:
        Worker(self.work(**changed), self.stopping, name="here:1 worker 1").look()
        return self.run()

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
            journal.put_sources(rows, [Source("pier")])
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


def test_what_does_not_wait_is_left_alone(yard: Yard) -> None:
    yard.look()
    yard.look()
    assert (yard.spans(), yard.told) == ("SE", ["begins", "complete"])


def test_the_most_urgent_run_goes_first_whatever_the_queue_named(yard: Yard) -> None:
    with yard.database.write() as rows:
        journal.put_sources(rows, [Source(name) for name in ("quay", "reef")])
        agenda.change(rows, "reef", priority=5)
        for one, name in (("r2", "quay"), ("r3", "reef")):
            agenda.queue(rows, one, name, at=NOON)
    for _ in range(3):
        yard.look()
    spans = [line.split()[1] for line in (yard.workspace.home / "spans").read_text().splitlines() if line[0] == "S"]
    assert spans == ["r3", "r1", "r2"]


def test_a_run_that_one_worker_took_is_not_taken_by_another_until_that_one_is_dead(yard: Yard) -> None:
    with yard.database.write() as rows:
        assert agenda.take(rows, "here:1", again_after=timedelta(minutes=2)) is not None
        assert agenda.take(rows, "there:2", again_after=timedelta(minutes=2)) is None
        assert agenda.take(rows, "there:2", again_after=timedelta(seconds=-1)) is not None
        agenda.leave(rows, "r1")
        assert agenda.take(rows, "there:3", again_after=timedelta(minutes=2)) is not None


def test_a_worker_whose_run_fails_it_says_so_and_goes_on(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_AFTER_FAULT", 0.01)
    broken = yard.work(command=("/nonexistent/program",), again_after=timedelta(seconds=-1))
    one = Worker(broken, yard.stopping, name="here:1 worker 1")
    thread = threading.Thread(target=one.work, daemon=True)
    thread.start()
    for said in (1, 2):
        broken.queue.send("r1")
        until(lambda number=said: sum("a worker failed" in word for word in yard.told) == number, "the fault")
    assert thread.is_alive()
    yard.stopping.set()
    thread.join(timeout=60)


@pytest.mark.parametrize(
    ("step", "outcome", "words"),
    [("refuse", Outcome.FAILED, "no authority covers this"), ("break", Outcome.FAILED, "tor is not installed")],
)
def test_a_crawl_that_cannot_begin_ends_its_run_with_what_it_said(
    yard: Yard, step: str, outcome: Outcome, words: str
) -> None:
    yard.does(step)
    with yard.database.write() as rows:
        agenda.change(rows, "pier", next_due=now() + timedelta(days=1))
    ended = yard.look()
    assert ended.outcome is outcome
    assert words in ended.reasons[0]
    with yard.database.read() as rows:
        (one,) = journal.sources(rows)
    assert one.next_due - now() < timedelta(minutes=16), "what failed here is tried again soon"


def test_a_run_begun_before_that_cannot_be_begun_again_loses_a_life_each_time(yard: Yard) -> None:
    _put_back_once(yard)
    yard.does("break")
    for lives in range(1, agenda.MOST_ATTEMPTS + 1):
        assert yard.look().state is State.QUEUED, "its frontier and what it captured are still there"
        assert yard.lives() == lives
    yard.look()
    assert yard.given_up == ["r1"]


@pytest.mark.parametrize("begun", [False, True], ids=["new", "begun-before"])
def test_a_run_that_met_a_database_that_was_away_waits_with_all_its_lives(yard: Yard, begun: bool) -> None:
    if begun:
        _put_back_once(yard)
    yard.does("away")
    assert yard.look().state is State.QUEUED
    assert yard.lives() == 0
    yard.does("2")
    assert yard.look().outcome is Outcome.COMPLETE, "it is taken again at once"


def test_a_run_that_a_living_process_holds_waits_for_the_end_of_that_one(yard: Yard) -> None:
    _put_back_once(yard)
    yard.does("held")
    for _ in range(3):
        assert yard.look().state is State.QUEUED
    assert (yard.lives(), yard.told) == (0, ["goes on", "is held by another process"]), "it is not tried in a circle"
    yard.does("2")
    assert yard.look(again_after=timedelta(seconds=-1)).outcome is Outcome.COMPLETE


def test_a_crawl_that_is_frozen_is_ended_once_its_run_was_taken_from_it(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_PROVE", 0.2)
    monkeypatch.setattr(worker, "STOP_WITHIN", 0.5)
    yard.does("freeze")
    thread = threading.Thread(target=lambda: yard.look(), daemon=True)
    thread.start()
    until(lambda: yard.spans() == "S", "the crawl")
    time.sleep(1.5)
    assert yard.spans() == "S", "as long as its run is its own it is left alone"
    with yard.database.write() as rows:
        agenda.reap(rows, silent=timedelta(seconds=-1))
    thread.join(timeout=60)
    assert not thread.is_alive()
    yard.does("2")
    assert yard.look().outcome is Outcome.COMPLETE
    assert yard.spans() == "SSE"


def test_a_worker_looks_though_the_queue_is_silent_or_down(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_ANYWAY", 0.2)
    monkeypatch.setattr(worker, "_AFTER_FAULT", 0.1)
    down = threading.Event()

    class Silent(Queue):
        def take(self) -> str:
            if down.is_set():
                raise StoreFailed("the queue does not answer")
            return ""

    work = yard.work(queue=Silent("", yard.workspace.queue))
    thread = threading.Thread(target=Worker(work, yard.stopping, name="here:1 worker 1").work, daemon=True)
    thread.start()
    until(lambda: yard.run().outcome is Outcome.COMPLETE, "the first run")
    down.set()
    with yard.database.write() as rows:
        agenda.queue(rows, "r2", "pier", at=NOON)
    until(lambda: yard.run("r2").outcome is Outcome.COMPLETE, "the second run")
    yard.stopping.set()
    thread.join(timeout=60)


def _put_back_once(yard: Yard) -> None:
    with yard.database.write() as rows:
        waiting = journal.get(rows, "r1")
        journal.start(rows, replace(waiting, state=State.RUNNING, profile_digest="p"), owner="here:1")
        agenda.put_back(rows, "r1", "here:1")


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
    watching = subprocess.Popen([sys.executable, "-c", WORKER, str(yard.workspace.home)], cwd=ROOT)
    until(lambda: yard.spans() == "S", "the crawl")
    watching.kill()
    watching.wait(timeout=60)
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
