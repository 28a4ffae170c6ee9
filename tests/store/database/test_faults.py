"""What the world does to a database: a full disk, a killed writer, two that open it, two that change one capture."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.model.record import fold
from tidewaiter.model.run import Run, State
from tidewaiter.model.sighting import Fields, Kind, Sighting
from tidewaiter.store.database import Columns, Database, Derive, Seen, journal, records, reread, sqlite_address
from tidewaiter.store.database.folding import append
from tidewaiter.store.database.tables import outbox, sighting

WHEN = datetime(2026, 11, 24, tzinfo=timezone.utc)
ROOT = Path(__file__).parents[3]


def seen(capture: str, key: str, **fields: object) -> Seen:
    return Seen(Sighting("lanternfish", Kind.LISTING, key, capture, WHEN, "http://one.onion", fields))  # type: ignore[arg-type]


def test_a_full_disk_says_so_and_keeps_what_was_recorded(
    tmp_path: Path, enter: Callable[..., None], plain: Derive
) -> None:
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database:
        with database.write() as rows:
            enter(rows, [str(n) for n in range(100)])
            append(rows, [seen("0", "/kept", title="kept")], plain)
        with pytest.raises(StoreFailed, match=r"disk of the database is full.*make room"):
            _fill(database, plain)
        with database.read() as rows:
            assert [kept.record.key for kept in records.listed(rows, Kind.LISTING)] == ["/kept"]
            assert rows.execute(text("pragma integrity_check")).scalar() == "ok"


def _fill(database: Database, plain: Derive) -> None:
    """Write more than the file may grow by."""
    with database.write() as rows:
        pages = rows.execute(text("pragma page_count")).scalar()
        rows.execute(text(f"pragma max_page_count = {pages}"))
        append(rows, [seen(str(n), f"/{n}", description="x" * 9_000) for n in range(1, 100)], plain)


def _open(address: str, faults: multiprocessing.Queue[str]) -> None:
    try:
        Database.open(address).close()
    except Exception as fault:  # noqa: BLE001 - told to the test, which fails on it
        faults.put(f"{type(fault).__name__}: {fault}")


def test_several_may_open_a_new_database_at_once(address: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    faults = spawn.Queue()
    openers = [spawn.Process(daemon=True, target=_open, args=(address, faults)) for _ in range(3)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(timeout=120)
    assert faults.empty(), faults.get()
    with Database.open(address) as database, database.read() as rows:
        assert rows.execute(text("select count(*) from alembic_version")).scalar() == 1


def _columns(kind: Kind, fields: Fields) -> Columns:
    return Columns()


def _reread(address: str, faults: multiprocessing.Queue[str]) -> None:
    try:
        with Database.open(address) as database:
            for n in range(40):
                again = [seen("shared", f"/{key}", title=f"again {n}") for key in range(20 + n % 3)]
                with database.write() as rows:
                    reread.replace(rows, "shared", again, page="category", reader=f"r{n}", lexicon="l", derive=_columns)
    except Exception as fault:  # noqa: BLE001 - told to the test, which fails on it
        faults.put(f"{type(fault).__name__}: {fault}")


def _append(address: str, writer: int, faults: multiprocessing.Queue[str]) -> None:
    try:
        with Database.open(address) as database:
            for n in range(40):
                new = [seen(f"{writer}-{n}", f"/{key}", title=f"{writer}.{n}") for key in range(24)]
                with database.write() as rows:
                    append(rows, new, _columns)
    except Exception as fault:  # noqa: BLE001 - told to the test, which fails on it
        faults.put(f"{type(fault).__name__}: {fault}")


@pytest.mark.slow
def test_rereading_and_recording_the_same_records_at_once(
    database: Database, address: str, enter: Callable[..., None]
) -> None:
    with database.write() as rows:
        enter(rows, ["shared", *(f"{writer}-{n}" for writer in range(2) for n in range(40))])
    spawn = multiprocessing.get_context("spawn")
    faults = spawn.Queue()
    writers = [spawn.Process(daemon=True, target=_reread, args=(address, faults)) for _ in range(2)]
    writers += [spawn.Process(daemon=True, target=_append, args=(address, writer, faults)) for writer in range(2)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(timeout=120)
    assert faults.empty(), faults.get()
    with database.read() as rows:
        for kept in records.listed(rows, Kind.LISTING):
            assert kept.record == fold(records.sightings(rows, kept.record.id))
            newest = select(func.max(outbox.c.revision)).where(outbox.c.record == kept.record.id)
            assert rows.execute(newest).scalar() == kept.revision


def _start(address: str, number: int, won: multiprocessing.Queue[str]) -> None:
    try:
        with Database.open(address) as database, database.write() as rows:
            journal.start(rows, Run(f"r{number}", "lanternfish", State.RUNNING, WHEN, "", "", "", "ahn"))
            time.sleep(0.2)  # the others try meanwhile
        won.put("started")
    except WrongUse as fault:
        won.put(fault.what)


def test_of_several_who_start_a_run_of_one_source_one_does(address: str) -> None:
    Database.open(address).close()
    spawn = multiprocessing.get_context("spawn")
    won = spawn.Queue()
    starters = [spawn.Process(daemon=True, target=_start, args=(address, number, won)) for number in range(3)]
    for one in starters:
        one.start()
    said = sorted(won.get(timeout=120) for _ in starters)
    for one in starters:
        one.join(timeout=120)
    assert [what.startswith("a run of lanternfish is under way") for what in said] == [True, True, False]


WRITER = textwrap.dedent(
    """
    import sys
    from datetime import datetime, timezone
    from tidewaiter.model.sighting import Kind, Sighting
    from tidewaiter.store.database import Columns, Database, Seen
    from tidewaiter.store.database.folding import append
    at = datetime(2026, 11, 24, tzinfo=timezone.utc)
    with Database.open(sys.argv[1]) as database:
        print("ready", flush=True)
        for capture in range(int(sys.argv[2])):
            new = [Seen(Sighting("lanternfish", Kind.LISTING, f"/{key}", f"c{capture}", at, "http://one.onion",
                                 {"title": f"{capture}"})) for key in range(5)]
            with database.write() as rows:
                append(rows, new, lambda kind, fields: Columns())
    """
)


def test_a_killed_writer_leaves_whole_batches(database: Database, address: str, enter: Callable[..., None]) -> None:
    with database.write() as rows:
        enter(rows, [f"c{n}" for n in range(400)])
    for wait in (0.02, 0.05, 0.11, 0.23):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, address, "400"], cwd=ROOT, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=60)
        writer.stdout.close()
        with database.read() as rows:
            by_capture = select(func.count()).select_from(sighting).group_by(sighting.c.capture)
            assert set(rows.execute(by_capture).scalars()) <= {5}
            for kept in records.listed(rows, Kind.LISTING):
                assert kept.record == fold(records.sightings(rows, kept.record.id))
    subprocess.run([sys.executable, "-c", WRITER, address, "400"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                   env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    with database.read() as rows:
        kept = records.listed(rows, Kind.LISTING)
        assert [(one.record.sightings, one.record.fields) for one in kept] == [(400, {"title": "99"})] * 5


def test_a_lease_that_ran_out_is_free(database: Database) -> None:
    with database.write() as rows:
        assert journal.hold(rows, "drain", "killed", length=timedelta(milliseconds=1))
    time.sleep(0.05)
    with database.write() as rows:
        assert journal.hold(rows, "drain", "next", length=timedelta(minutes=1))
