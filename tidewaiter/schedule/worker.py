"""Takes runs from the queue and crawls each in a process of its own, with limits on its time and memory.

The crawl process holds the run's lease. A worker that is killed takes its crawls with it; they are begun again where
they were, by whoever is told of them next.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from crawler.watched import STARTED_BY
from tidewaiter.model.errors import StoreAway, StoreFailed
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule.footprint import resident
from tidewaiter.store.database import Database, agenda, journal

if TYPE_CHECKING:
    from tidewaiter.schedule.queue import Queue

STOP_WITHIN = 40.0  # seconds; a crawl gives its own child 20, and then records what is left
RETRY = timedelta(minutes=15)  # until a source is due again whose run could not begin: no tor, a full disk
AGAIN = timedelta(minutes=2)  # until a worker that took a run and did not begin it is taken for dead
# Exit statuses of a crawl that did not begin, through no fault of the run (75 is EX_TEMPFAIL of sysexits.h): the
# database was away; another process of this host still holds the run.
AWAY, HELD = 75, 76
_ANYWAY = 15.0  # seconds without a word of the queue after which the journal is asked all the same
_LOOK = 0.5  # seconds between looks at a queue in a file, and at a crawl's end
_PROVE = 20.0  # seconds between two looks whether a crawl still has its run; of two looks in vain the second ends it
_MEASURE = 2.0  # seconds between looks at a crawl's memory
_AFTER_FAULT = 5.0  # seconds until a queue that does not answer is asked again
_LAST_WORDS = 400  # letters of what a crawl said before it began nothing


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one crawl with all it starts. What exceeds them is stopped, and goes on as another life of its run."""

    memory: int = 3 << 30  # bytes; a crawl of 20,000 pages takes 0.34 GB in each of its two processes (docs/trials)
    seconds: float = 26 * 3600  # a profile's own budget is at most some hours, and ends a run in order


class Told(Protocol):
    """What a person or a log hears of a worker's doing."""

    def __call__(self, run: Run, word: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What workers need. `give_up` enters the end of a run that has had all its lives; `home` is the workspace.

    `refuses` says why this program may take no run any more, "" while it may.
    """

    home: Path
    database: Database
    queue: Queue
    clock: Callable[[], datetime]
    give_up: Callable[[Run], object]
    told: Told
    say: Callable[[str], object]
    limits: Limits = Limits()
    refuses: Callable[[], str] = lambda: ""
    again_after: timedelta = AGAIN
    command: tuple[str, ...] = (sys.executable, "-P", "-m", "tidewaiter")


class Worker:
    """One crawl at a time, until `stopping` is set; `work` is what a thread runs, `name` names what it takes."""

    def __init__(self, work: Work, stopping: threading.Event, *, name: str) -> None:
        self._work, self._stopping, self._name = work, stopping, name
        self._looked = time.monotonic()

    def work(self) -> None:
        """Look whenever the queue says so, and go on whatever comes of it."""
        while not self._stopping.is_set():
            try:
                if self._told():
                    self.look()
            except StoreFailed:
                self._stopping.wait(_AFTER_FAULT)  # the scheduler says that the database is down
            except Exception as fault:  # noqa: BLE001 - a run's edge: no fault of one run may end the worker unseen
                self._work.say(f"a worker failed and goes on: {type(fault).__name__}: {fault}")
                self._stopping.wait(_AFTER_FAULT)

    def _told(self) -> bool:
        """Whether to look now: the queue says so, or is down, or was silent for so long that a word may be lost."""
        try:
            if self._work.queue.take():
                return True
        except StoreFailed:
            self._stopping.wait(_AFTER_FAULT)  # the scheduler says that the queue is down
            return not self._stopping.is_set()
        if time.monotonic() - self._looked > _ANYWAY:
            return True
        self._stopping.wait(_LOOK)
        return False

    def look(self) -> Run | None:
        """Take the most urgent run that waits and see it through; None where none waits."""
        work, self._looked = self._work, time.monotonic()
        if work.refuses():
            return None
        with work.database.write() as rows:
            run = agenda.take(rows, self._name, again_after=work.again_after)
            if run is None:
                return None
            lives, most = agenda.attempts(rows, run.id)
        if lives >= most:
            work.give_up(run)
        else:
            work.told(run, "goes on" if run.profile_digest else "begins")
            with tempfile.TemporaryFile() as said:
                self._conclude(run, self._see_through(run, said), said)
        return run

    def _see_through(self, run: Run, said: IO[bytes]) -> int:
        work = self._work
        process = subprocess.Popen(
            [*work.command, "crawl", run.source, "--scheduled", run.id, "--quiet", "--home", str(work.home)],
            env=_environment(os.environ), cwd=work.home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=said, start_new_session=True,
        )  # fmt: skip
        began, measured, over = time.monotonic(), 0.0, False
        lease = _Lease(work.database, run, worker=self._name)
        while process.poll() is None:
            self._stopping.wait(_LOOK)
            now = time.monotonic()
            over = now - began > work.limits.seconds
            if now - measured > _MEASURE:
                measured = now
                over = over or resident(process.pid) > work.limits.memory
            if over or lease.lost() or self._stopping.is_set():
                _stop(process)
        if over:
            work.told(run, "exceeded its limits")
            with work.database.write() as rows:
                agenda.count_life(rows, run.id)
        return process.returncode

    def _conclude(self, run: Run, status: int, said: IO[bytes]) -> None:
        """Tell how it ended, once the database is there to be told."""
        while True:
            try:
                return self._enter(run, status, said)
            except StoreAway:
                if self._stopping.wait(_AFTER_FAULT):
                    raise

    def _enter(self, run: Run, status: int, said: IO[bytes]) -> None:
        """A run that could not be begun here is over, and its source due again soon; one that was begun before has
        lost a life. Where the database was away, nothing is the run's fault: it waits for the next who looks, and one
        that another process holds for some minutes, until that process is gone."""
        if status == HELD:
            self._work.told(run, "is held by another process")
            return
        at = self._work.clock()
        with self._work.database.write() as rows:
            ended = journal.get(rows, run.id)
            if ended.state is State.QUEUED:
                refused = status in (1, 2)
                if refused and not ended.profile_digest:
                    reason = f"it did not begin: {_last_words(said)}"
                    agenda.give_up(rows, run.id, Outcome.FAILED, at=at, reasons=(reason,))
                    agenda.sooner(rows, run.source, at + RETRY)
                elif refused:
                    agenda.count_life(rows, run.id)
                agenda.leave(rows, run.id)
                ended = journal.get(rows, run.id)
        self._work.told(ended, str(ended.outcome or ("waits" if ended.state is State.QUEUED else "was cut off")))


class _Lease:
    """Sees whether a crawl still has its run. One that is frozen, or waits for a disk, has not: it was taken for dead,
    and nobody can go on with its run while it lives."""

    def __init__(self, database: Database, run: Run, *, worker: str) -> None:
        self._database, self._run, self._worker = database, run.id, worker
        self._looked, self._vain = time.monotonic(), 0

    def lost(self) -> bool:
        if time.monotonic() - self._looked < _PROVE:
            return False
        self._looked = time.monotonic()
        with suppress(StoreFailed), self._database.read() as rows:
            self._vain = self._vain + 1 if agenda.taken_from(rows, self._run, self._worker) else 0
        return self._vain > 1


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, so that it puts its run back; then by force, it and what it started."""
    process.terminate()
    try:
        process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    return {**ours, STARTED_BY: str(os.getpid())}


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    text = " ".join(said.read(1 << 16).decode("utf-8", "replace").split())
    return text[-_LAST_WORDS:] or "no word"
