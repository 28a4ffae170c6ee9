"""What earlier runs of a source left behind: ended before a new run begins, so that nothing blocks it and nothing
readable stays in a spool."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.schedule.pair import alone, clear
from tidewaiter.store.database import Database, journal

SILENT = timedelta(seconds=60)  # a live owner speaks each second
Finish = Callable[[Run, Path], object]


def end_leftovers(database: Database, spools: Path, source: str, *, but: str, at: datetime, finish: Finish) -> None:
    """End every run of the source that is open but not `but`. `finish` records what its spool still holds.

    A run that another process works on at this moment is left to it.
    """
    with database.read() as rows:
        known = [run for run in journal.runs(rows, source=source, limit=1000) if run.id != but]
    for run in known:
        folder = spools / run.id
        if (folder / "spool.sqlite").exists():
            _end(run, folder, finish)
    with database.write() as rows:
        for run in journal.interrupted(rows, silent=SILENT):
            if run.source == source and run.id != but and not (spools / run.id / "spool.sqlite").exists():
                journal.finish(rows, run.id, Outcome.FAILED, at=at, reasons=("its spool is gone",))


def _end(run: Run, folder: Path, finish: Finish) -> None:
    try:
        with alone(folder, run.source):
            if run.state is State.RUNNING or run.outcome is Outcome.WAITING:
                finish(run, folder)
            clear(folder)
    except WrongUse:
        return  # it is being worked on: the journal will say so to whoever starts another
