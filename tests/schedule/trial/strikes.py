"""What is killed, and when; what the spools held just after, so that nothing may be missing in the end."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.schedule.trial.ground import UP, WORKER, Ground, crawls

FROZEN, ASLEEP = "frozen crawl", "sleeping machine"
# How often each is chosen, where it is there.
_OFTEN = {UP: 2, WORKER: 2, "crawl": 4, "child": 3, "redis": 2, "postgresql": 2}


@dataclass(frozen=True, slots=True)
class Struck:
    """`runs` are those of the crawls that it hit; of a server or a scheduler all that were under way."""

    what: str
    at: float
    runs: tuple[str, ...]


@dataclass
class Killer:
    """kill -9 of one thing after another; what is to run for ever is started again after up to two seconds.

    With a `script` those in its order and then nothing; also what SIGSTOP does to a crawl, and to all at once, for
    longer than the silence after which a run is given to others.
    """

    ground: Ground
    chance: random.Random
    script: list[str] | None = None
    struck: list[Struck] = field(default_factory=list)
    held: set[str] = field(default_factory=set)  # captures that a spool was seen to hold

    def strike(self) -> None:
        """Strike once, where there is something to hit."""
        what = self._next()
        living, at = crawls(self.ground.home), time.time()
        hit = {run for kind, run, _ in living if kind == "crawl"}
        if what in ("crawl", "child", FROZEN):
            some = sorted((run, pid) for kind, run, pid in living if kind == ("child" if what == "child" else "crawl"))
            if not some:
                return
            run, pid = self.chance.choice(some)
            hit = {run}
            self._hit(what, [pid])
        elif what == ASLEEP:
            if not living:
                return
            running = [process.pid for process in self.ground.running.values()]
            self._hit(what, [*running, *(pid for _, _, pid in living)])
        elif what:
            self._kill_lasting(what)
        if what:
            self.struck.append(Struck(what, at, tuple(sorted(hit))))
            if self.script:
                self.script.pop(0)
            self.witness()
            self._raise(what)

    def witness(self) -> None:
        """Note what the spools hold now."""
        for file in self.ground.home.glob("spool/*/spool.sqlite"):
            with suppress(sqlite3.Error), sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5) as rows:
                self.held.update(row[0] for row in rows.execute("select id from captures"))

    def _next(self) -> str:
        if self.script is not None:
            return next(iter(self.script), "")
        there = {what: often for what, often in _OFTEN.items() if getattr(self.ground, _ATTRIBUTE.get(what, "home"))}
        return self.chance.choices(list(there), list(there.values()))[0]

    def _hit(self, what: str, pids: list[int]) -> None:
        stops = what in (FROZEN, ASLEEP)
        _send(pids, signal.SIGSTOP if stops else signal.SIGKILL)
        if what == ASLEEP:
            time.sleep(self.ground.silent + 4)
            _send(pids, signal.SIGCONT)

    def _kill_lasting(self, what: str) -> None:
        ground = self.ground
        if what in (UP, WORKER):
            ground.kill(what)
        elif what == "redis" and ground.redis:
            ground.redis.kill()
        elif what == "postgresql" and ground.postgres:
            ground.postgres.kill()

    def _raise(self, what: str) -> None:
        time.sleep(self.chance.uniform(0, 2))
        if what in (UP, WORKER):
            self.ground.start(what)
        elif what == "redis" and self.ground.redis:
            self.ground.redis.start()
        elif what == "postgresql" and self.ground.postgres:
            self.ground.postgres.start()


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


_ATTRIBUTE = {"redis": "redis", "postgresql": "postgres"}
