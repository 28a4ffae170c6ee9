"""A crawl is a pair: the jailed child that fetches, and the recorder here. This starts both and sees them through."""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from crawler.guard import Jail
from crawler.guard.authority import write as write_authorities
from crawler.order import AUTHORITY_FILE
from crawler.profiles import Profile
from crawler.readers.bounded import KILLED_BY
from pipelines.recorder import Recorder
from tidewaiter.model.authority import Authority, refusal
from tidewaiter.model.errors import StoreAway, WrongUse
from tidewaiter.model.run import Outcome, Run
from tidewaiter.schedule.child import STOP_WITHIN, Child
from tidewaiter.schedule.plan import Plan
from tidewaiter.store.database import Database, journal, people
from tidewaiter.store.evidence.warc_files import run_files

if TYPE_CHECKING:
    from crawler.tor.process import TorProcess

_IDLE = 0.2  # seconds between looks at a spool that has nothing new
MOST_LIVES = 8  # a child that is killed more often than that has a reason that its log may tell
_TEND = 1.0  # seconds between looks at authority, lease and progress
AWAY_FOR = 45.0  # seconds that the database may not answer: after 60 in silence the run is given to another
ENDING, PROGRESS, LOCK = "ending.json", "progress.json", "parent.lock"
_READABLE = ("spool.sqlite*", "*.json", "*.json.part")


class CrawledNow(WrongUse):
    """A living process of this host holds the run."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a crawl goes. `state` is the child's own word for it."""

    state: str = "starting"
    counts: dict[str, int] = field(default_factory=dict)
    queue: int = 0
    rate: float = 0.0
    errors: dict[str, int] = field(default_factory=dict)
    recorded: int = 0
    tor: str = ""


class Show(Protocol):
    def __call__(self, progress: Progress) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a pair works with, opened by whoever starts it. `owner` names this process in the run's lease."""

    owner: str
    database: Database
    recorder: Recorder
    tor: TorProcess
    jail: Jail
    clock: Callable[[], datetime]
    show: Show


class Pair:
    """Runs a plan. Whatever ends it, the child is ended, and what was captured is recorded or waits in the spool."""

    def __init__(self, plan: Plan, parts: Parts) -> None:
        self._plan, self._parts = plan, parts
        self._authorities: list[Authority] = []
        self._recorded = 0
        self._tended = 0.0
        self._stopped: dict[str, str] = {}  # why we ended the child ourselves
        self._patience_ends = 0.0
        self._away_since = 0.0

    def run(self) -> Run:
        """Crawl to the end; the run with its outcome. A KeyboardInterrupt leaves it to be resumed."""
        plan, parts = self._plan, self._parts
        with alone(plan.folder, plan.run.source):
            (plan.folder / ENDING).unlink(missing_ok=True)
            replace(plan.order, socks=f"unix:{parts.tor.socks}", ready=str(parts.tor.ready)).write(plan.folder)
            self._keep_authorities()
            with parts.database.write() as rows:
                journal.put_sources(rows, [source_of(plan.profile)])
                if plan.resumed:
                    journal.resume(rows, plan.run.id, self._parts.owner)
                else:
                    journal.start(rows, plan.run, owner=self._parts.owner)
            status = self._see_through()
            run = self._finish(ending(plan.folder, status) | self._stopped)
            if run.outcome is not Outcome.WAITING:
                clear(plan.folder)
            return run

    def _see_through(self) -> int:
        """Record while the child crawls; its exit status. One that a signal ended goes on from its frontier.

        A page that ends its reader's process costs no life: the spool itself counts how often, and lets it fail.
        """
        lives = 0
        while lives < MOST_LIVES:
            child = Child(self._plan.folder, jail=self._parts.jail)
            try:
                status = self._accompany(child)
            finally:
                child.stop()
            if status >= 0 or self._stopped or (self._plan.folder / ENDING).exists():
                break
            lives += status != -KILLED_BY
        return status

    def _accompany(self, child: Child) -> int:
        while (status := child.status) is None:
            done = self._keep_up(child)
            if self._stopped and time.monotonic() > self._patience_ends:
                child.stop()  # it was asked and did not end: a page may hold it in a parser
            if not done:
                time.sleep(_IDLE)
        return status

    def _keep_up(self, child: Child) -> int:
        """Record what is new, and tend the child; how much was new. A database that is away is waited for: the child
        goes on, what it keeps is in its spool."""
        try:
            done = self._parts.recorder.step()
            self._recorded += done
            self._tend(child)
        except StoreAway:
            if self._away_too_long():
                raise
            return 0
        self._away_since = 0.0
        return done

    def _finish(self, said: Mapping[str, Any]) -> Run:
        while True:
            try:
                return self._parts.recorder.finish(said, at=self._parts.clock())
            except StoreAway:
                if self._away_too_long():
                    raise
                time.sleep(_TEND)

    def _away_too_long(self) -> bool:
        self._away_since = self._away_since or time.monotonic()
        return time.monotonic() - self._away_since > AWAY_FOR

    def _tend(self, child: Child) -> None:
        """Each second: the authority as it stands now, the lease of the run, what a person sees."""
        now = time.monotonic()
        if now - self._tended < _TEND:
            return
        self._tended = now
        self._keep_authorities()
        with self._parts.database.write() as rows:
            mine = journal.beat(rows, self._plan.run.id, self._parts.owner)
        refused = self._refused()
        if (refused or not mine) and not self._stopped:
            lost = {"why": "stopped", "detail": "another process took the run over"}
            self._stopped = {"why": "no-authority", "detail": refused} if refused else lost
            self._patience_ends = now + STOP_WITHIN
            child.ask_to_stop()
        self._parts.show(progress(self._plan.folder, recorded=self._recorded, tor=self._parts.tor.state().fault))

    def _keep_authorities(self) -> None:
        """Give the child the authorities as the database has them, whenever they change."""
        with self._parts.database.read() as rows:
            known = people.authorities(rows, source=self._plan.run.source)
        if known != self._authorities:
            write_authorities(self._plan.folder / AUTHORITY_FILE, known)
            self._authorities = known

    def _refused(self) -> str:
        """Why no mirror is covered any more; "" while one is."""
        at, source = self._parts.clock(), self._plan.run.source
        whys = [refusal(self._authorities, source, mirror, at) for mirror in self._plan.order.mirrors]
        return whys[0] if all(whys) else ""


def source_of(profile: Profile) -> journal.Source:
    """The source as its profile describes it, for those who read the database without the profiles."""
    return journal.Source(
        profile.source, profile.title, profile.kind, languages=profile.languages, profile_digest=profile.digest
    )


@contextmanager
def alone(folder: Path, source: str) -> Iterator[None]:
    """Hold a run on this host; the system lets go of it however this process ends. WrongUse where another holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            todo = "wait for its end, or stop that process"
            raise CrawledNow(f"another process crawls {source} now", where=folder.name, todo=todo) from taken
        yield


def clear(folder: Path) -> None:
    """Drop what a run that is over has left in its spool, but its log: readings hold names that are kept nowhere else
    as they were read, and every one of them can be read again from its capture."""
    for pattern in ("*.lock", *_READABLE):
        for file in folder.glob(pattern):
            if file.name != LOCK:
                file.unlink(missing_ok=True)
    with suppress(OSError):  # not empty: a damaged file stays where it is
        (folder / "warc").rmdir()


def left_in(folder: Path) -> bool:
    """Whether the folder of a run holds more than its log: something to read, or files for the evidence."""
    return any(any(folder.glob(pattern)) for pattern in _READABLE) or bool(run_files(folder / "warc", folder.name))


def progress(folder: Path, *, recorded: int, tor: str) -> Progress:
    """What the child last said; a file it has not written yet, or a half of one, says nothing."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / PROGRESS).read_text(encoding="utf-8"))
        return Progress(
            said["state"], said["counts"], said["queue"], rate=said["rate"], errors=said["errors"],
            recorded=recorded, tor=tor,
        )  # fmt: skip
    return Progress(recorded=recorded, tor=tor)


def ending(folder: Path, status: int | None) -> dict[str, Any]:
    """How the child says that it ended; where it could not say, that it crashed and with which status."""
    with suppress(OSError, ValueError):
        said = json.loads((folder / ENDING).read_text(encoding="utf-8"))
        if isinstance(said, dict):
            return said
    return {"why": "crashed", "detail": f"the child ended with status {status} and no word", "counts": {}, "filled": {}}
