"""A crawl by the desk's own doors, with a walker for its child and no tor, that kills itself while its run is finished."""

from __future__ import annotations

import functools
import os
import random
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from crawler.guard import Jail
from crawler.tor import process
from pipelines.recorder import Recorder
from tests.schedule.walker import WALK
from tidewaiter.desk import crawling
from tidewaiter.desk.session import Session, now
from tidewaiter.schedule import child, pair
from tidewaiter.schedule.plan import Wishes
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.workspace import find

_CALLS = ("fsync", "fdatasync", "link", "unlink", "remove", "rename", "replace", "rmdir")
LATEST = 0.04  # seconds; on an idle machine the finishing of three pages takes about that


class NoTor(process.TorProcess):
    """The walker asks nothing of it."""

    def __enter__(self) -> NoTor:
        return self

    def __exit__(self, *_: object) -> None:
        return


def crawl(home: Path, *, steps: tuple[str, ...], at: int = 0, seed: int | None = None, fresh: bool = False) -> None:
    """Crawl the source `pier` to its end. Killed before the durable act number `at` of finishing (1 is the first), or
    at a moment that `seed` draws; with neither it comes to its end."""
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    process.TorProcess = NoTor  # type: ignore[misc]
    pair.Child = functools.partial(child.Child, module="tests.schedule.walker")  # type: ignore[assignment,misc]
    crawling.now = lambda: now() + timedelta(days=1)  # type: ignore[attr-defined]  # the walker's pages are of that day's noon
    if at or seed is not None:
        _armed(_Acts(at) if at else _Clock(random.Random(seed).uniform(0, LATEST)))
    with closing(Session(find(home, {}, home))) as here:
        planned = crawling.prepare(here, profile("pier", here.workspace.sources), Wishes(fresh=fresh))
        planned.folder.mkdir(parents=True, exist_ok=True)
        (planned.folder / WALK).write_text("\n".join(steps))
        crawling.crawl(here, planned, show=lambda progress: None, jail=Jail((), "a local child"))


class _Acts:
    """Counts what changes the disk, and kills before one of them."""

    def __init__(self, last: int) -> None:
        self._left = last

    def begin(self) -> None:
        for name in _CALLS:
            setattr(os, name, self._counted(getattr(os, name)))
        event.listen(Engine, "commit", lambda connection: self._count())

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def counted(*given: Any, **named: Any) -> Any:
            self._count()
            return call(*given, **named)

        return counted

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class _Clock:
    def __init__(self, wait: float) -> None:
        self._wait = wait

    def begin(self) -> None:
        timer = threading.Timer(self._wait, os.kill, (os.getpid(), signal.SIGKILL))
        timer.daemon = True
        timer.start()


def _armed(killer: _Acts | _Clock) -> None:
    """From the moment that the recorder begins to finish, through the clearing of the spool."""
    whole = Recorder.finish

    def finish(self: Recorder, *given: Any, **named: Any) -> Any:
        killer.begin()
        return whole(self, *given, **named)

    Recorder.finish = finish  # type: ignore[method-assign]
