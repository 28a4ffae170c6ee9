"""Both databases: a SQLite file, and a real PostgreSQL server started for the tests on a unix socket of its own."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.run import Run, State
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import Columns, Database, Derive, captures, journal, sqlite_address


def _binaries() -> Path | None:
    on_path = shutil.which("postgres")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _user() -> list[str]:
    """PostgreSQL refuses to run as root: a prefix that runs a command as somebody else."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The folder of the socket of a running server; it listens to no port."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's programs are not installed (apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="tw-pg-"))  # short: a socket's path may have 107 letters
    folder.chmod(0o777)
    user, cluster, log = _user(), folder / "cluster", folder / "log"
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    options = f"-k {folder} -c listen_addresses='' {quick}"
    control = [*user, str(binaries / "pg_ctl"), "-D", str(cluster)]
    make = [*user, str(binaries / "initdb"), "-D", str(cluster), "-U", "tw", "-A", "trust", "-E", "UTF8", "--no-sync"]
    try:
        subprocess.run(make, check=True, capture_output=True, cwd=folder)
        subprocess.run([*control, "-w", "-l", str(log), "-o", options, "start"], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        yield folder
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_address(postgres_server: Path) -> str:
    """A new, empty database of the server."""
    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(host=str(postgres_server), user="tw", dbname="postgres", autocommit=True) as rows:
        rows.execute(f'create database "{name}"')
    return f"postgresql://tw@/{name}?host={postgres_server}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "database.sqlite")
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with Database.open(address) as opened:
        yield opened


WHEN = datetime(2026, 11, 24, 5, 46, 18, 123456, tzinfo=timezone.utc)


def make_capture(name: str, *, source: str = "lanternfish", at: datetime = WHEN, run: str = "") -> Capture:
    member = Member("RUN-00001.warc.gz", 0, 100, "aa" * 32)
    return Capture(
        id=name, run=run or f"run-{source}", source=source, url=f"http://{'a' * 56}.onion/{name}",
        mirror=f"http://{'a' * 56}.onion", attempt=1, captured_at=at, method="GET", status=200,
        media_type="text/html", payload_sha256="bb" * 32, size=1234, response=member, request=member,
    )  # fmt: skip


@pytest.fixture
def enter() -> Callable[..., None]:
    """Enter captures of these names, with their run and source."""

    def entered(rows: Connection, names: Iterable[str], *, source: str = "lanternfish", at: datetime = WHEN) -> None:
        run = Run(f"run-{source}", source, State.RUNNING, at, "profile", "authority", "0.1", "ahn")
        if not journal.runs(rows, source=source):
            journal.start(rows, run)
        captures.add(rows, [
            captures.Entered(make_capture(name, source=source, at=at), "host", number)
            for number, name in enumerate(names)
        ])  # fmt: skip

    return entered


@pytest.fixture
def plain() -> Derive:
    """The columns of a record as the fields say them."""

    def columns(kind: Kind, fields: Fields) -> Columns:
        name = str(fields.get("vendor") or fields.get("name") or "")
        title = str(fields.get("title") or fields.get("name") or "")
        return Columns(title=title, vendor=name, handle=name.casefold())

    return columns
