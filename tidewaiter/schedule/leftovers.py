"""What earlier runs left behind: ended before a new run begins, so that nothing blocks it and nothing readable stays
in a spool."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.schedule.pair import alone, clear, left_in
from tidewaiter.store.database import Database, agenda, journal

SILENT = timedelta(seconds=60)  # a live owner speaks each second
_LOOKED_BACK = 100  # runs of the source


class Ends(Protocol):
    """What it takes to end a run that this process did not begin."""

    def finish(self, run: Run, folder: Path) -> object:
        """Record what the spool still holds, and enter how the run ended."""

    def put_away(self, run: Run, folder: Path) -> object:
        """Of a run whose end is in the journal: move its files to the evidence, and seal."""


def end_leftovers(
    database: Database, spools: Path, source: str, *, way: Way, but: str, at: datetime, ends: Ends
) -> None:
    """End every run of the source and way that is open but not `but`, and put away what runs of any left that are over.

    A run that another process works on at this moment is left to it.
    """
    for run, folder in _left(database, spools):
        over = run.state not in {State.QUEUED, State.RUNNING} and run.outcome is not Outcome.WAITING
        if run.id != but and (over or (run.source, run.way) == (source, way)):
            _end(run, folder, ends.put_away if over else ends.finish)
    with database.write() as rows:
        for run in journal.interrupted(rows, silent=SILENT):
            if (
                (run.source, run.way) == (source, way)
                and run.id != but
                and not (spools / run.id / "spool.sqlite").exists()
            ):
                journal.finish(rows, run.id, Outcome.FAILED, at=at, reasons=("its spool is gone",))
        for run in journal.runs(rows, source=source, way=way, limit=_LOOKED_BACK):
            begun = run.state is State.QUEUED and run.profile_digest and run.id != but
            if begun and not (spools / run.id / "spool.sqlite").exists():
                gone = "its spool is gone, or lies on the host that began it"
                agenda.give_up(rows, run.id, Outcome.FAILED, at=at, reasons=(gone,))


def _left(database: Database, spools: Path) -> Iterator[tuple[Run, Path]]:
    """Runs of the journal whose folder still holds more than its log. A folder that no run knows is not ours to end."""
    folders = {folder.name: folder for folder in spools.iterdir() if left_in(folder)} if spools.is_dir() else {}
    with database.read() as rows:
        known = journal.some(rows, folders)
    for run in known:
        yield run, folders[run.id]


class _Way(Protocol):
    def __call__(self, run: Run, folder: Path) -> object: ...


def _end(run: Run, folder: Path, way: _Way) -> None:
    try:
        with alone(folder, run.source):
            way(run, folder)
            clear(folder)
    except WrongUse:
        return  # it is being worked on: the journal will say so to whoever starts another
