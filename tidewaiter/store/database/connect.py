"""One database behind two ways in: `write`, which waits its turn, and `read`, which never waits for a writer.

On SQLite a write begins with BEGIN IMMEDIATE and a read with plain BEGIN. One way in for both was measured: reads of
1 ms took 534 ms while a crawl recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlalchemy.pool import NullPool

from tidewaiter.model.errors import StoreAway, StoreFailed, WrongUse
from tidewaiter.store.database.migrate import refuse_others, upgrade

PATIENCE = 30.0  # seconds; longer than the longest batch measured with eight writers


class Database:
    """Open it with `Database.open`. Each `read()` and `write()` is one transaction; a write commits at its end."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer, self._reader = writer, reader

    @classmethod
    def open(cls, url: str, *, patience: float = PATIENCE, migrate: bool = True) -> Database:
        """The database at `sqlite:///FILE` or `postgresql://...`, brought to this program's version.

        Raises WrongUse for another kind of address, StoreFailed where the database is locked, unreachable, damaged
        or of a newer version than this program; without `migrate` also where it is of an older one.
        """
        address = _address(url)
        reader, mover = _opened(address, patience, "read"), _opened(address, patience, "migrate")
        with _faults_named(address):
            upgrade(reader, mover) if migrate else refuse_others(reader)
        return cls(_opened(address, patience, "write"), reader)

    @property
    def address(self) -> str:
        """Where it is, without its password."""
        return self._writer.url.render_as_string()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with _faults_named(self._reader.url), self._reader.begin() as rows:
            yield rows

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with _faults_named(self._writer.url), self._writer.begin() as rows:
            yield rows

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as fault:
        raise WrongUse(f"not a database address: {url!r}", todo="use sqlite:///FILE or postgresql://...") from fault
    if address.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername == "sqlite" and address.database not in {None, "", ":memory:"}:
        return address
    raise WrongUse(
        f"not a database this program can use: {address.render_as_string()}",
        todo="use sqlite:///FILE or postgresql://...",
    )


def _opened(address: URL, patience: float, way: str) -> Engine:
    # Collected text stays readable in the database; what JSON cannot say (NaN) is refused, not written.
    options: dict[str, Any] = {
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    }
    if way == "migrate":
        options["poolclass"] = NullPool
    if address.drivername == "sqlite":
        return _sqlite(address, patience, way=way, options=options)
    asked = " ".join([str(address.query.get("options", "")), f"-c lock_timeout={int(patience * 1000)}"]).strip()
    try:
        opened = create_engine(address, pool_pre_ping=True, connect_args={"options": asked}, **options)
    except (ModuleNotFoundError, NoSuchModuleError) as fault:
        raise WrongUse(
            "PostgreSQL needs the package psycopg", todo="install it: pip install 'tidewaiter[postgres]'"
        ) from fault
    return opened.execution_options(postgresql_readonly=True) if way == "read" else opened


def _sqlite(address: URL, patience: float, *, way: str, options: dict[str, Any]) -> Engine:
    opened = create_engine(address, connect_args={"timeout": patience}, **options)
    begin = "BEGIN" if way == "read" else "BEGIN IMMEDIATE"

    @event.listens_for(opened, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver would otherwise begin by itself, and late
        connection.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # A migration copies and drops tables, which with foreign keys on would empty those that point at them.
        connection.execute(f"PRAGMA foreign_keys={'OFF' if way == 'migrate' else 'ON'}")
        if way == "read":
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(opened, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return opened


_KNOWN_FAULTS = (
    ("database is locked", "the database is locked by another process", "wait for it, or end it, and try again"),
    ("deadlock detected", "two writers blocked each other", "try again"),
    ("lock timeout", "the database is locked by another process", "wait for it, or end it, and try again"),
    ("is full", "the disk of the database is full", "make room; nothing recorded so far is lost"),
    ("no space left", "the disk of the database is full", "make room; nothing recorded so far is lost"),
    ("unable to open", "the database file cannot be opened", "check that its folder exists and may be written"),
    ("readonly", "the database may only be read", "check the rights of the file and its folder"),
    ("not a database", "the file is not a database, or is damaged", "put the last good copy in its place"),
    ("malformed", "the database file is damaged", "put the last good copy in its place, or rebuild from the evidence"),
)
_AWAY = ("the database server cannot be reached", "check that it runs and that the address is right")


@contextmanager
def _faults_named(address: URL) -> Iterator[None]:
    """What the driver says of the world becomes StoreFailed; what it says of our statements stays what it is."""
    where = address.render_as_string()
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise  # their messages quote collected text, which must not be taken for a fault of the world
    except DBAPIError as fault:
        said = str(fault.orig).lower()
        for sign, what, todo in _KNOWN_FAULTS:
            if sign in said:
                raise StoreFailed(what, where=where, todo=todo) from fault
        if "connection" in said:
            raise StoreAway(_AWAY[0], where=where, todo=_AWAY[1]) from fault
        raise
    except OSError as fault:
        raise StoreFailed(f"the database cannot be used: {fault.strerror}", where=where) from fault


def sqlite_address(file: Path) -> str:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(file)).render_as_string()
