"""Opening: migrations on both databases, newer versions, locks, and addresses that cannot be meant."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.store.database import Database, sqlite_address
from tidewaiter.store.database.migrate import settings
from tidewaiter.store.database.tables import metadata


def test_migrations_leave_nothing_to_do(database: Database) -> None:
    with database.write() as rows:
        command.check(settings(rows))  # raises where tables and migrations differ
        assert set(inspect(rows).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_what_was_migrated_up_goes_down_again(address: str) -> None:
    database = Database.open(address)
    with database.write() as rows:
        command.downgrade(settings(rows), "base")
    with database.read() as rows:
        assert inspect(rows).get_table_names() == ["alembic_version"]
    database.close()
    with Database.open(address) as again, again.read() as rows:
        assert "record" in inspect(rows).get_table_names()


def test_a_newer_database_is_refused_and_left_alone(address: str) -> None:
    with Database.open(address) as database, database.write() as rows:
        rows.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreFailed, match=r"version 9999, this program knows up to \d{4}.*newer Tidewaiter"):
        Database.open(address)


def test_one_running_run_a_source(database: Database) -> None:
    insert = text(
        "insert into run (id, source, state, queued_at, reasons, counts)"
        " values (:id, 'lanternfish', :state, '2026-11-24 00:00:00', '[]', '{}')"
    )
    with database.write() as rows:
        rows.execute(text("insert into source (id, languages) values ('lanternfish', '[]')"))
        rows.execute(insert, [{"id": "a", "state": "running"}, {"id": "b", "state": "queued"}])
    with pytest.raises(IntegrityError), database.write() as rows:
        rows.execute(insert, {"id": "c", "state": "running"})


def test_runs_that_took_a_file_before_are_imports(address: str) -> None:
    run = "insert into run (id, source, state, queued_at, reasons, counts) values (:id, 's', 'done', :at, '[]', '{}')"
    capture = (
        "insert into capture (id, run, source, url, mirror, attempt, captured_at, method, status, media_type,"
        " payload_sha256, size, response, request, ledger, sequence)"
        " values (:run, :run, 's', 'u', 'm', 1, :at, :method, 0, 't', 'p', 1, '{}', '{}', 'l', 1)"
    )
    at = "2026-11-24 00:00:00"
    with Database.open(address) as database, database.write() as rows:
        command.downgrade(settings(rows), "0014")
        rows.execute(text("insert into source (id, languages) values ('s', '[]')"))
        for one, method in (("a", "IMPORT"), ("b", "GET")):
            rows.execute(text(run), {"id": one, "at": at})
            rows.execute(text(capture), {"run": one, "at": at, "method": method})
    with Database.open(address) as database, database.read() as rows:
        assert rows.execute(text("select id, way from run order by id")).all() == [("a", "import"), ("b", "crawl")]


def test_a_locked_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "database.sqlite"
    with Database.open(sqlite_address(file), patience=0.05) as database:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("begin immediate")
        with pytest.raises(StoreFailed, match=r"locked by another process.*database\.sqlite"), database.write():
            pass
        with database.read() as rows:  # a reader never waits for the writer
            assert rows.execute(text("select count(*) from record")).scalar() == 0
        other.execute("rollback")
        other.close()
        with database.write() as rows:
            assert rows.execute(text("select count(*) from record")).scalar() == 0


@pytest.mark.postgres
def test_a_row_that_another_process_holds_for_long_says_so(postgres_address: str) -> None:
    insert = text("insert into person (name, role) values ('ahn', 'admin')")
    with Database.open(postgres_address) as holder, Database.open(postgres_address, patience=0.1) as waiting:
        with holder.write() as held:
            held.execute(insert)
            with pytest.raises(StoreFailed, match="locked by another process"), waiting.write() as rows:
                rows.execute(insert)
        with waiting.read() as rows:
            assert rows.execute(text("select count(*) from person")).scalar() == 1


@pytest.mark.postgres
def test_options_of_the_address_are_kept(postgres_address: str) -> None:
    with Database.open(f"{postgres_address}&options=-c%20work_mem%3D7MB") as database, database.read() as rows:
        assert rows.execute(text("show work_mem")).scalar() == "7MB"
        assert rows.execute(text("show lock_timeout")).scalar() == "30s"


def test_a_new_database_that_another_process_holds_says_so(tmp_path: Path) -> None:
    file = tmp_path / "database.sqlite"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(StoreFailed, match="locked"):
        Database.open(sqlite_address(file), patience=0.05)
    other.close()


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises((StoreFailed, DBAPIError)), database.read() as rows:
        rows.execute(text("insert into person (name, role) values ('x', 'admin')"))
    with database.read() as rows:
        assert rows.execute(text("select count(*) from person")).scalar() == 0


@pytest.mark.parametrize(
    "address", ["", "not an address", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "http://x/y"]
)
def test_addresses_that_cannot_be_meant(address: str) -> None:
    with pytest.raises(WrongUse, match="sqlite:///FILE"):
        Database.open(address)


def test_a_password_is_not_told() -> None:
    with pytest.raises(WrongUse) as fault:
        Database.open("mysql://me:hunter2@localhost/x")
    assert "hunter2" not in str(fault.value)


def test_a_server_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="cannot be reached"):
        Database.open(f"postgresql://tw:hunter2@/x?host={tmp_path}")


@pytest.mark.parametrize(
    ("bytes_", "said"), [(b"this is no database at all, but long enough to be looked at" * 20, "not a database")]
)
def test_a_file_that_is_no_database_says_so(tmp_path: Path, bytes_: bytes, said: str) -> None:
    file = tmp_path / "database.sqlite"
    file.write_bytes(bytes_)
    with pytest.raises(StoreFailed, match=said):
        Database.open(sqlite_address(file))
    assert file.read_bytes() == bytes_


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="cannot be opened"):
        Database.open(sqlite_address(tmp_path / "nowhere" / "database.sqlite"))


def test_sqlite_is_in_wal_and_keeps_foreign_keys(tmp_path: Path) -> None:
    with Database.open(sqlite_address(tmp_path / "a.sqlite")) as database, database.write() as rows:
        assert rows.execute(text("pragma journal_mode")).scalar() == "wal"
        assert rows.execute(text("pragma foreign_keys")).scalar() == 1
        assert rows.execute(text("pragma foreign_key_check")).all() == []


def test_an_address_is_told_without_its_password(tmp_path: Path) -> None:
    file = tmp_path / "with % and ? signs.sqlite"
    with Database.open(sqlite_address(file)) as database:
        assert create_engine(database.address).url.database == str(file)
