"""What is killed, and when; what the spools held just after, so that nothing may be missing in the end."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.schedule.trial.ground import UP, WORKER, Ground

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
    """kill -9 of one thing after another; what is to run for ever is started again after up to two seconds."""

    ground: Ground
    chance: random.Random
    struck: list[Struck] = field(default_factory=list)
    held: set[str] = field(default_factory=set)  # captures that a spool was seen to hold

    def strike(self) -> None:
        ground = self.ground
        there = {what: often for what, often in _OFTEN.items() if getattr(ground, _ATTRIBUTE.get(what, "home"))}
        what = self.chance.choices(list(there), list(there.values()))[0]
        crawls, at = _crawls(ground.home), time.time()
        hit = list({run for kind, run, _ in crawls if kind == "crawl"})
        if what in ("crawl", "child"):
            some = [(run, pid) for kind, run, pid in crawls if kind == what]
            if not some:
                return
            run, pid = self.chance.choice(sorted(some))
            hit = [run]
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        elif what in (UP, WORKER):
            ground.kill(what)
        else:
            server = ground.redis if what == "redis" else ground.postgres
            assert server is not None
            server.kill()
        self.struck.append(Struck(what, at, tuple(sorted(hit))))
        self.witness()
        self._raise(what)

    def witness(self) -> None:
        """Note what the spools hold now."""
        for file in self.ground.home.glob("spool/*/spool.sqlite"):
            with suppress(sqlite3.Error), sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5) as rows:
                self.held.update(row[0] for row in rows.execute("select id from captures"))

    def _raise(self, what: str) -> None:
        time.sleep(self.chance.uniform(0, 2))
        if what in (UP, WORKER):
            self.ground.start(what)
        elif what == "redis" and self.ground.redis:
            self.ground.redis.start()
        elif what == "postgresql" and self.ground.postgres:
            self.ground.postgres.start()


_ATTRIBUTE = {"redis": "redis", "postgresql": "postgres"}


def _crawls(home: Path) -> list[tuple[str, str, int]]:
    """The crawls and crawl children of this workspace that live now, with their runs."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                if "--scheduled" in words and str(home) in words:
                    found.append(("crawl", words[words.index("--scheduled") + 1], int(folder.name)))
                elif "crawler.child" in words and (spool := words[words.index("crawler.child") + 1]).startswith(
                    str(home)
                ):
                    found.append(("child", Path(spool).name, int(folder.name)))
    return found
