"""What earlier runs left: ended or put away by whoever comes next, never taken from a process that works on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.schedule.conftest import NOON, Harbour
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.schedule.leftovers import end_leftovers
from tidewaiter.schedule.pair import LOCK, alone, left_in
from tidewaiter.store.database import journal


@dataclass
class Ends:
    """Ends runs as the desk does, but only in the journal; `done` is what was asked of it."""

    harbour: Harbour
    done: list[tuple[str, str]] = field(default_factory=list)

    def finish(self, run: Run, folder: Path) -> None:
        assert (folder / LOCK).exists(), "held while it is ended"
        self.done.append(("finish", run.id))
        with self.harbour.database.write() as rows:
            journal.resume(rows, run.id, "me")
            journal.finish(rows, run.id, Outcome.SHORT, at=NOON)

    def put_away(self, run: Run, folder: Path) -> None:
        self.done.append(("put away", run.id))
        for file in (folder / "warc").glob("*"):
            file.unlink()


def left(harbour: Harbour, run: str, *files: str, source: str = "pier", outcome: Outcome | None = None) -> Path:
    """A run of the journal that left these files in its spool."""
    with harbour.database.write() as rows:
        journal.start(rows, Run(run, source, State.RUNNING, NOON, "profile", "authority", "0.1", "ahn"))
        if outcome is not None:
            journal.finish(rows, run, outcome, at=NOON)
    folder = harbour.workspace.spool / run
    (folder / "warc").mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(b"x")
    return folder


def ended(harbour: Harbour, *, but: str = "", way: Way = Way.CRAWL) -> list[tuple[str, str]]:
    ends = Ends(harbour)
    end_leftovers(harbour.database, harbour.workspace.spool, "pier", way=way, but=but, at=NOON, ends=ends)
    return ends.done


SPOOL = "spool.sqlite"


@pytest.mark.parametrize(
    ("source", "outcome", "files", "how"),
    [
        ("pier", None, [SPOOL], "finish"),
        ("pier", Outcome.WAITING, [SPOOL], "finish"),
        ("pier", Outcome.COMPLETE, [SPOOL], "put away"),
        ("pier", Outcome.COMPLETE, ["spool.sqlite-wal"], "put away"),
        ("pier", Outcome.COMPLETE, ["warc/R1-00001.warc.gz"], "put away"),
        ("pier", Outcome.FAILED, ["order.json.part"], "put away"),
        ("other", Outcome.SHORT, [SPOOL], "put away"),
        ("other", None, [SPOOL], ""),  # it may go on, when that source is crawled again
        ("other", Outcome.WAITING, [SPOOL], ""),
        ("pier", Outcome.COMPLETE, ["child.log", "parent.lock"], ""),
    ],
)
def test_each_kind_of_leftover_is_ended_in_its_way(
    source: str, outcome: Outcome | None, files: list[str], how: str, harbour: Harbour
) -> None:
    folder = left(harbour, "R1", *files, source=source, outcome=outcome)
    assert ended(harbour) == ([(how, "R1")] if how else [])
    if how:
        assert not left_in(folder), "nothing readable stays"
        assert ended(harbour) == [], "once is enough"
    else:
        assert all((folder / name).exists() for name in files)


def test_the_run_that_goes_on_and_a_folder_that_no_run_knows_are_left_alone(harbour: Harbour) -> None:
    going = left(harbour, "R1", SPOOL)
    (harbour.workspace.spool / "unknown").mkdir()
    (harbour.workspace.spool / "unknown" / SPOOL).write_bytes(b"x")
    assert ended(harbour, but="R1") == []
    assert (going / SPOOL).exists()
    assert (harbour.workspace.spool / "unknown" / SPOOL).exists()


def test_an_import_ends_no_crawl_that_is_open(harbour: Harbour) -> None:
    left(harbour, "R1", SPOOL)
    assert ended(harbour, way=Way.IMPORT) == []
    assert ended(harbour, way=Way.CRAWL) == [("finish", "R1")]


@pytest.mark.parametrize("outcome", [None, Outcome.COMPLETE])
def test_a_run_that_another_process_works_on_is_left_to_it(outcome: Outcome | None, harbour: Harbour) -> None:
    folder = left(harbour, "R1", SPOOL, outcome=outcome)
    with alone(folder, "pier"):
        assert ended(harbour) == []
        assert (folder / SPOOL).exists()
        with pytest.raises(WrongUse, match="another process crawls pier now"), alone(folder, "pier"):
            pass
    assert len(ended(harbour)) == 1


def test_a_run_whose_spool_is_gone_has_failed_once_its_owner_is_silent(harbour: Harbour) -> None:
    folder = left(harbour, "R1", SPOOL)
    (folder / SPOOL).unlink()
    assert ended(harbour) == []
    with harbour.database.read() as rows:
        assert journal.get(rows, "R1").state is State.RUNNING, "its owner spoke just now"
    with harbour.database.write() as rows:
        long_ago = journal.clock(rows) - timedelta(minutes=5)
        rows.execute(text("update run set heartbeat_at = :at"), {"at": long_ago.strftime("%Y-%m-%d %H:%M:%S.%f")})
    ended(harbour)
    with harbour.database.read() as rows:
        run = journal.get(rows, "R1")
    assert (run.outcome, run.reasons) == (Outcome.FAILED, ("its spool is gone",))
