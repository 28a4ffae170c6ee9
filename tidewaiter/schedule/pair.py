"""A crawl is a pair: the jailed child that fetches, and the recorder here. This starts both and sees them through."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from crawler.guard import Jail
from crawler.guard.authority import write as write_authorities
from crawler.order import AUTHORITY_FILE
from crawler.tor.process import TorProcess
from pipelines import Recorder
from tidewaiter.model.authority import Authority, refusal
from tidewaiter.model.run import Run
from tidewaiter.schedule.child import Child
from tidewaiter.schedule.plan import Plan
from tidewaiter.store.database import Database, journal, people

_IDLE = 0.2  # seconds between looks at a spool that has nothing new
_TEND = 1.0  # seconds between looks at authority, lease and progress
ENDING, PROGRESS = "ending.json", "progress.json"


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


class Pair:
    """Runs a plan. Whatever ends it, the child is ended, and what was captured is recorded or waits in the spool."""

    def __init__(
        self, plan: Plan, *, database: Database, recorder: Recorder, tor: TorProcess, jail: Jail,
        clock: Callable[[], datetime], show: Show,
    ) -> None:  # fmt: skip
        self._plan, self._database, self._recorder = plan, database, recorder
        self._tor, self._jail, self._clock, self._show = tor, jail, clock, show
        self._owner = f"{os.uname().nodename}:{os.getpid()}"
        self._authorities: list[Authority] = []
        self._recorded = 0
        self._tended = 0.0

    def run(self) -> Run:
        """Crawl to the end; the run with its outcome. A KeyboardInterrupt leaves it to be resumed."""
        plan = self._plan
        (plan.folder / ENDING).unlink(missing_ok=True)
        replace(plan.order, socks=f"unix:{self._tor.socks}", ready=str(self._tor.ready)).write(plan.folder)
        self._keep_authorities()
        with self._database.write() as rows:
            if plan.resumed:
                journal.resume(rows, plan.run.id, self._owner)
            else:
                journal.start(rows, plan.run, owner=self._owner)
        child = Child(plan.folder, jail=self._jail)
        try:
            self._see_through(child)
        finally:
            child.stop()
        while self._recorder.step():
            self._tend(child, at_once=True)
        return self._recorder.finish(ending(plan.folder, child.status), at=self._clock())

    def _see_through(self, child: Child) -> None:
        """Record while the child crawls."""
        while child.status is None:
            done = self._recorder.step()
            self._recorded += done
            self._tend(child)
            if not done:
                time.sleep(_IDLE)

    def _tend(self, child: Child, *, at_once: bool = False) -> None:
        """Each second: the authority as it stands now, the lease of the run, what a person sees."""
        now = time.monotonic()
        if now - self._tended < _TEND and not at_once:
            return
        self._tended = now
        self._keep_authorities()
        with self._database.write() as rows:
            mine = journal.beat(rows, self._plan.run.id, self._owner)
        if not mine or self._refused():
            child.ask_to_stop()
        self._show(progress(self._plan.folder, recorded=self._recorded, tor=self._tor.state().fault))

    def _keep_authorities(self) -> None:
        """Give the child the authorities as the database has them, whenever they change."""
        with self._database.read() as rows:
            known = people.authorities(rows, source=self._plan.run.source)
        if known != self._authorities:
            write_authorities(self._plan.folder / AUTHORITY_FILE, known)
            self._authorities = known

    def _refused(self) -> bool:
        """Whether no mirror is covered any more."""
        at, source = self._clock(), self._plan.run.source
        return all(refusal(self._authorities, source, mirror, at) for mirror in self._plan.order.mirrors)


def progress(folder: Path, *, recorded: int, tor: str) -> Progress:
    """What the child last said; a file it has not written yet, or a half of one, says nothing."""
    with suppress(OSError, ValueError, KeyError):
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
