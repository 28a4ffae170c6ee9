"""Leads found anew: all that was recorded is gone through once more, beside the database that is used meanwhile.

A lead depends on what was known when it was found: the name that a vendor bore, who came first, which page was a
clone's. So nothing is asked of the records as they are now. Captures go batch by batch, in the order in which they were
recorded, into a database of their own, and each run ends where it ended; there the rules find what they found.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from pipelines.derive import columns
from pipelines.leads import Thresholds, find_leads, run_leads
from tidewaiter.store.database import Database, history, leads, sqlite_address
from tidewaiter.store.database.folding import append


class Replay:
    """A second database that has gone through what `take` was shown of the first."""

    def __init__(self, database: Database, limits: Thresholds) -> None:
        self._own, self._limits = database, limits
        self._last = 0
        self._ended: set[str] = set()

    def take(self, rows: Connection) -> None:
        """Go through what was recorded since the last time."""
        with self._own.write() as into:
            history.copy_sources(rows, into)
        self._end(rows, self._last)
        while some := history.numbers(rows, self._last):
            for number in some:
                self._record(rows, number)
                self._end(rows, number)
                self._last = number

    def found(self) -> Iterator[leads.Found]:
        with self._own.read() as rows:
            yield from leads.every(rows)

    def _record(self, rows: Connection, number: int) -> None:
        with self._own.write() as into:
            captures = history.copy_captures(rows, into, number)
            appended = append(into, history.seen_in(rows, captures), columns)
            find_leads(into, appended.created, appended.pivots, changed=appended.changed, limits=self._limits)

    def _end(self, rows: Connection, number: int) -> None:
        for run in history.ended(rows, number):
            if run.id not in self._ended:
                self._ended.add(run.id)
                with self._own.write() as into:
                    history.copy_runs(rows, into, [run.id])
                    history.end_run(into, run)
                    run_leads(into, run, limits=self._limits)


@contextmanager
def replaying(limits: Thresholds, scratch: Path | None = None) -> Iterator[Replay]:
    """A replay in a folder of its own, which only we may read and which goes when it is done. `scratch` is where: the
    workspace, since what is in it was collected."""
    with (
        TemporaryDirectory(prefix="replay-", dir=scratch) as folder,
        Database.open(sqlite_address(Path(folder) / "replay.sqlite")) as database,
    ):
        yield Replay(database, limits)
