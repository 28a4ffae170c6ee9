"""`tidewaiter up`: scheduler, workers and indexer as one process tree, put together for one workspace."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from pipelines.extract import Extraction
from pipelines.index import drain
from tidewaiter.desk.cli.session import Session, host, now
from tidewaiter.desk.crawling import Ends, owner
from tidewaiter.model.authority import Authority
from tidewaiter.model.errors import StoreFailed, TidewaiterError, WrongUse
from tidewaiter.model.run import Run
from tidewaiter.schedule.cadence import Cadence
from tidewaiter.schedule.pair import alone, clear
from tidewaiter.schedule.plan import Wishes, allowed_mirrors
from tidewaiter.schedule.profiles import Found, profiles
from tidewaiter.schedule.queue import Queue
from tidewaiter.schedule.tick import Scheduled, Ticked, tick
from tidewaiter.schedule.worker import Limits, Told, Work, Worker
from tidewaiter.store.database import agenda, journal, outbox, people
from tidewaiter.store.database.agenda import Appointment
from tidewaiter.store.workspace import SALT

LEASE, LEASE_LENGTH = "schedule", timedelta(seconds=30)
_TICK = 2.0  # seconds
_DRAIN = 1.0  # seconds between looks at the outbox
_GIVEN_UP = "it ended {} times without coming to its end"

Say = Callable[[str], None]


class Upkeep:
    """Holds the schedule of a workspace and works on it until `stopping` is set."""

    def __init__(self, here: Session, *, say: Say, told: Told, stopping: threading.Event) -> None:
        self._here, self._say, self._stopping = here, say, stopping
        self._seed = here.workspace.secret(SALT).hex()
        self._queue = Queue(here.workspace.settings.schedule.queue, here.workspace.queue)
        self._told = told
        self._fault = ""

    @contextmanager
    def holding(self) -> Iterator[None]:
        """The lease of the schedule: there is one scheduler a database. WrongUse says who holds it."""
        self._take()
        try:
            yield
        finally:
            with self._here.database.write() as rows:
                journal.release(rows, LEASE, owner())

    @contextmanager
    def working(self, workers: int) -> Iterator[None]:
        """So many workers in threads; at the end each crawl is stopped in order, and its run put back."""
        work = Work(
            home=self._here.workspace.home, database=self._here.database, queue=self._queue, clock=now,
            give_up=self._give_up, told=self._told,
            limits=Limits(memory=self._here.workspace.settings.schedule.memory_mb << 20),
        )  # fmt: skip
        threads = [
            threading.Thread(target=Worker(work, self._stopping).work, name=f"worker {number + 1}")
            for number in range(workers)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            for thread in threads:
                thread.join()
            self._queue.close()

    def schedule(self) -> None:
        """Tick until asked to stop. A database or queue that is down is waited for."""
        while not self._stopping.is_set():
            with self._patiently():
                self._keep()
                self.tick()
            self._stopping.wait(_TICK)

    def tick(self) -> Ticked:
        return tick(self._here.database, self.scheduled(), at=now(), seed=self._seed, wake=self._queue.send)

    def index(self) -> None:
        """Tell the index what waits, within seconds of its commit, until asked to stop."""
        extraction = Extraction.ours()
        while not self._stopping.is_set():
            with self._patiently():
                with self._here.database.read() as rows:
                    waiting = outbox.count(rows)
                if waiting:
                    drain(self._here.database, self._here.index, owner=f"up {owner()}", language=extraction.language)
            self._stopping.wait(_DRAIN)

    def scheduled(self) -> list[Scheduled]:
        return scheduled(self._here)

    def _give_up(self, run: Run) -> None:
        with self._here.database.read() as rows:
            lives, _ = agenda.attempts(rows, run.id)
        folder = self._here.workspace.spool / run.id
        with alone(folder, run.source):
            Ends(here=self._here, why=_GIVEN_UP.format(lives)).finish(run, folder)
            clear(folder)

    def _take(self) -> None:
        with self._here.database.write() as rows:
            other = agenda.holder(rows, LEASE)
            if other and _is_dead(other):
                journal.release(rows, LEASE, other)
            if not journal.hold(rows, LEASE, owner(), length=LEASE_LENGTH):
                todo = "stop that one first; further machines help with `tidewaiter worker`"
                raise WrongUse("another process holds this schedule", where=other, todo=todo)

    def _keep(self) -> None:
        with self._here.database.write() as rows:
            if not journal.hold(rows, LEASE, owner(), length=LEASE_LENGTH):
                raise StoreFailed("another process has taken the schedule over", where=agenda.holder(rows, LEASE))

    @contextmanager
    def _patiently(self) -> Iterator[None]:
        """What is down is said once, and once more when it is back."""
        try:
            yield
        except StoreFailed as fault:
            if str(fault) != self._fault:
                self._say(str(fault))
            self._fault = str(fault)
        else:
            if self._fault:
                self._say("works again")
            self._fault = ""


def scheduled(here: Session) -> list[Scheduled]:
    """Every source with a profile, and whether an authority covers it now."""
    with here.database.read() as rows:
        authorities = people.authorities(rows)
    return [
        Scheduled(
            appointment=Appointment(
                source=found.profile.source, title=found.profile.title, kind=found.profile.kind,
                languages=tuple(found.profile.languages), profile_digest=found.profile.digest,
            ),
            cadence=Cadence(every=found.profile.cadence, hours=found.profile.politeness.active_hours),
            held=_held(found, authorities),
        )
        for found in profiles(here.workspace.sources)
    ]  # fmt: skip


def _held(found: Found, authorities: list[Authority]) -> str:
    try:
        allowed_mirrors(found.profile, Wishes(), authorities, now())
    except TidewaiterError as fault:
        return fault.what
    return ""


def _is_dead(name: str) -> bool:
    """Whether the owner of a lease was a process of this host that is gone."""
    where, _, number = name.rpartition(":")
    if where != host() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
