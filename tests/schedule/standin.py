"""Stands in the place of `tidewaiter crawl` where the lease of a run is what matters, not its pages.

It begins the run that waits as the command does, speaks as its owner, and ends as the file `steps` in the workspace
says. What it did is kept in `spans`, for whoever wants to see that no two worked on one source at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from crawler.watched import die_with_whoever_started_us
from tidewaiter.model.errors import StoreAway
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule.worker import AWAY, HELD
from tidewaiter.store.database import Database, agenda, journal
from tidewaiter.store.workspace import find

BEAT = 0.05
PATIENCE = 120.0  # seconds for the database to come back; whoever waits for the run says what did not come


def now() -> datetime:
    return datetime.now(timezone.utc)


def mark(home: Path, word: str, run: Run) -> None:
    line = f"{word} {run.id} {run.source} {os.getpid()} {time.time():.3f}\n"
    with (home / "spans").open("a") as spans:
        spans.write(line)


def steps(home: Path) -> list[str]:
    file = home / "steps"
    return file.read_text().split() if file.exists() else []


def begin(database: Database, wanted: str, owner: str) -> Run:
    with database.write() as rows:
        run = journal.get(rows, wanted)
        if run.state is not State.QUEUED:
            raise SystemExit(2)
        if run.profile_digest:
            journal.resume(rows, run.id, owner)
        else:
            whole = replace(
                run, state=State.RUNNING, profile_digest="p", authority_digest="a", code_version="0", person="ahn"
            )
            journal.start(rows, whole, owner=owner)
    return run


def work(database: Database, run: Run, owner: str, wanted: list[str]) -> Outcome | None:
    """Speak until the work is done; None where the lease is lost."""
    held = bytearray(256 << 20) if "hoard" in wanted else b""
    beats = 2_000 if {"hoard", "dawdle"} & set(wanted) else int(next(iter(w for w in wanted if w.isdecimal()), "4"))
    for _ in range(beats):
        time.sleep(BEAT)
        with suppress(StoreAway), database.write() as rows:
            if not journal.beat(rows, run.id, owner):
                return None
    del held
    return Outcome.FAILED if "fail" in wanted else Outcome.COMPLETE


def main(arguments: list[str]) -> int:
    home = Path(arguments[arguments.index("--home") + 1])
    run_id, wanted, owner = arguments[arguments.index("--scheduled") + 1], steps(home), f"here:{os.getpid()}"
    if "refuse" in wanted:
        print("tidewaiter: no authority covers this", file=sys.stderr)
        return 1
    if "break" in wanted:
        print("tidewaiter: tor is not installed", file=sys.stderr)
        return 1
    if status := {"away": AWAY, "held": HELD}.get(next(iter(wanted), "")):
        return status
    die_with_whoever_started_us()
    with Database.open(find(home, {}, home).database_url) as database:
        run = begin(database, run_id, owner)
        mark(home, "S", run)

        def stopped(number: int, frame: object) -> None:
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, stopped)
        if "freeze" in wanted:
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            outcome = work(database, run, owner, wanted)
        except KeyboardInterrupt:
            with database.write() as rows:
                agenda.put_back(rows, run.id, owner)
            mark(home, "B", run)
            return 130
        if outcome is None:
            return 4
        mark(home, "E", run)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(StoreAway), database.write() as rows:
                journal.finish(rows, run.id, outcome, at=now())
                return 0
            time.sleep(BEAT)
        return AWAY


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StoreAway:
        sys.exit(AWAY)
