"""`tidewaiter up`: scheduler, workers and indexer as one process tree, put together for one workspace."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from pipelines.index import drain
from tidewaiter.desk.agreeing import differing, terms_of
from tidewaiter.desk.crawling import Ends
from tidewaiter.desk.delivering import send_due
from tidewaiter.desk.session import Session, host, now, owner
from tidewaiter.desk.sharing import carrier
from tidewaiter.desk.words import extraction_of
from tidewaiter.model.authority import FILES, Authority
from tidewaiter.model.errors import TidewaiterError, WrongUse
from tidewaiter.model.run import Outcome, Run
from tidewaiter.schedule.cadence import Cadence
from tidewaiter.schedule.pair import alone, clear, source_of
from tidewaiter.schedule.plan import Wishes, allowed_mirrors
from tidewaiter.schedule.profiles import Found, Profiles
from tidewaiter.schedule.tick import Scheduled, Ticked, tick
from tidewaiter.schedule.worker import Limits, Told, Work, Worker
from tidewaiter.store.database import agenda, journal, outbox, people, terms
from tidewaiter.store.workspace import SALT

LEASE, LEASE_LENGTH = "schedule", timedelta(seconds=30)
_TICK = 2.0  # seconds
_DRAIN = 1.0  # seconds between looks at the outbox
_CARRY = 30.0  # seconds between looks at what waits for the shared store
_DELIVER = 2.0  # seconds between looks at the alerts
_GIVEN_UP = "it ended {} times without coming to its end"

Say = Callable[[str], None]


class Upkeep:
    """Holds the schedule of a workspace and works on it until `stopping` is set."""

    def __init__(self, here: Session, *, say: Say, told: Told, stopping: threading.Event) -> None:
        from tidewaiter.schedule.queue import Queue  # brings Huey and redis: half a second that no other command needs

        self._here, self._say, self._stopping = here, say, stopping
        self._profiles = Profiles(here.workspace.sources)
        self._seed = here.workspace.secret(SALT).hex()
        self._queue = Queue(here.workspace.settings.schedule.queue, here.workspace.queue)
        self._told = told
        self.refused = ""  # why this program is not the team's any more
        self._faults: dict[str, str] = {}  # by who met it, so that each is said once

    @contextmanager
    def holding(self) -> Iterator[None]:
        """The lease of the schedule: there is one scheduler a database. WrongUse says who holds it."""
        self._take()
        self.agree()
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
            give_up=self._give_up, told=self._told, say=self._say,
            limits=Limits(memory=self._here.workspace.settings.schedule.memory_mb << 20), refuses=self._refuses,
        )  # fmt: skip
        threads = [
            threading.Thread(target=Worker(work, self._stopping, name=f"{owner()} worker {number}").work)
            for number in range(1, workers + 1)
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
        """Tick until asked to stop. A database or queue that is down is waited for; WrongUse where another process has
        taken the schedule over."""
        while not self._stopping.is_set():
            with self._patiently("the scheduler"):
                self._keep()
                self.tick()
            self._stopping.wait(_TICK)

    def agree(self) -> None:
        """What this program and workspace work with is what workers compare themselves with from now on."""
        with self._here.database.write() as rows:
            terms.agree(rows, terms_of(self._here.workspace))

    def tick(self) -> Ticked:
        found, broken = scheduled(self._here, self._profiles)
        for name, fault in broken.items():
            self._once(f"profile {name}", str(fault))

        def wake(run: str) -> None:
            if self._queue.waiting() <= len(found):  # more than one word a source tells a busy worker nothing
                self._queue.send(run)

        return tick(self._here.database, found, at=now(), seed=self._seed, wake=wake)

    def index(self) -> None:
        """Tell the index what waits, within seconds of its commit, until asked to stop."""
        language = extraction_of(self._here.workspace).language
        while not self._stopping.is_set():
            with self._patiently("the index"):
                with self._here.database.read() as rows:
                    waiting = outbox.count(rows)
                if waiting:
                    drain(self._here.database, self._here.index, owner=f"up {owner()}", language=language)
            self._stopping.wait(_DRAIN)

    def deliver(self) -> None:
        """Send alerts on their way until asked to stop; what does not arrive is said once, and tried again."""
        while not self._stopping.is_set():
            with self._patiently("delivery"):
                for done in send_due(self._here):
                    told = f"{done.alerts} alert{'s' if done.alerts != 1 else ''} to {done.delivery.to}"
                    if done.fault:
                        self._once(f"delivery to {done.delivery.to}", f"{told} did not arrive: {done.fault}")
                    else:
                        self._faults.pop(f"delivery to {done.delivery.to}", None)
                        self._say(f"{told} delivered")
            self._stopping.wait(_DELIVER)

    def carry(self) -> None:
        """Bring what waits to the shared store until asked to stop; one that is down is said once, and waited for."""
        carry = None
        while not self._stopping.is_set():
            with self._patiently("the evidence store"):
                if carry := carry or carrier(self._here):
                    if brought := carry.bring():
                        self._say(f"{brought} WARC files brought to the evidence store")
                    carry.bring_record()
            self._stopping.wait(_CARRY)

    def _refuses(self) -> str:
        """Why this program may take no more of the schedule's runs; "" while it may. Once said, it stops."""
        with self._here.database.read() as rows:
            why = differing(terms.agreed(rows), terms_of(self._here.workspace))
        if why and not self.refused:
            self.refused = why
            self._say(f"takes no more runs: {why}")
            self._stopping.set()
        return why

    def _give_up(self, run: Run) -> None:
        with self._here.database.read() as rows:
            lives, _ = agenda.attempts(rows, run.id)
        folder, why = self._here.workspace.spool / run.id, _GIVEN_UP.format(lives)
        if not (folder / "spool.sqlite").exists():
            with self._here.database.write() as rows:
                agenda.give_up(rows, run.id, Outcome.FAILED, at=now(), reasons=(why, "its spool is not on this host"))
            return
        with suppress(WrongUse), alone(folder, run.source):  # whoever holds it sees to it
            Ends(here=self._here, why=why).finish(run, folder)
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
                todo = "start again what is to be the only one"
                raise WrongUse(
                    "another process has taken the schedule over", where=agenda.holder(rows, LEASE), todo=todo
                )

    @contextmanager
    def _patiently(self, who: str) -> Iterator[None]:
        """What is down is said once, and once more when it is back."""
        try:
            yield
        except WrongUse:
            raise
        except Exception as fault:  # noqa: BLE001 - a run's edge: neither scheduler nor indexer may end unseen
            known = isinstance(fault, TidewaiterError)
            self._once(who, str(fault) if known else f"{type(fault).__name__}: {fault}")
        else:
            if self._faults.pop(who, ""):
                self._say(f"{who} works again")

    def _once(self, who: str, fault: str) -> None:
        if self._faults.get(who) != fault:
            self._say(f"{who}: {fault}")
        self._faults[who] = fault


def scheduled(here: Session, known: Profiles | None = None) -> tuple[list[Scheduled], dict[str, WrongUse]]:
    """Every source with a profile, and whether an authority covers it now; by name the profiles that are broken."""
    with here.database.read() as rows:
        authorities = people.authorities(rows)
    profiles, broken = (known or Profiles(here.workspace.sources)).readable()
    found = [
        Scheduled(
            source=source_of(one.profile),
            cadence=Cadence(every=one.profile.cadence, hours=one.profile.politeness.active_hours),
            held=_held(one, authorities),
            by_file=_by_file(one.profile.source, authorities),
        )
        for one in profiles
    ]  # fmt: skip
    return found, broken


def _by_file(source: str, authorities: list[Authority]) -> bool:
    named = {address for one in authorities if source in one.sources for address in one.addresses}
    return named == {FILES}


def _held(found: Found, authorities: list[Authority]) -> str:
    if _by_file(found.profile.source, authorities):
        return "its authority covers files, which are imported"
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
