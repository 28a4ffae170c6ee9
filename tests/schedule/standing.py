"""A scheduler with workers as `tidewaiter up` puts them together, whose crawls are stand-ins: for trials with kill -9.

`python -m tests.schedule.standing HOME QUEUE_URL WORKERS SILENT_SECONDS SOURCE...`; without sources it only works.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tests.schedule.standin import now
from tidewaiter.model.errors import StoreFailed
from tidewaiter.schedule.cadence import cadence
from tidewaiter.schedule.queue import Queue
from tidewaiter.schedule.tick import Scheduled, tick
from tidewaiter.schedule.worker import Work, Worker
from tidewaiter.store.database import Database
from tidewaiter.store.database.journal import Source
from tidewaiter.store.workspace import find


def main(home: Path, url: str, *, workers: int, silent: timedelta, sources: list[str]) -> None:
    workspace = find(home, {}, home)
    scheduled = [Scheduled(source=Source(name), cadence=cadence("5m")) for name in sources]
    with Database.open(workspace.database_url) as database:
        queue = Queue(url, workspace.queue)
        work = Work(
            home=home, database=database, queue=queue, clock=now, give_up=print, told=lambda run, word: None, say=print, again_after=2 * silent,
            command=(sys.executable, "-P", "-m", "tests.schedule.standin"),
        )  # fmt: skip
        for number in range(workers):
            name = f"here:{os.getpid()} worker {number}"
            threading.Thread(target=Worker(work, threading.Event(), name=name).work, daemon=True).start()
        while True:
            with suppress(StoreFailed):
                tick(database, scheduled, at=now(), seed="s", wake=queue.send, silent=silent)
            time.sleep(0.2)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], workers=int(sys.argv[3]), silent=timedelta(seconds=float(sys.argv[4])),
         sources=sys.argv[5:])  # fmt: skip
