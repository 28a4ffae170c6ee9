"""WARC files of runs that are over: which station has each, and whether the shared store has it too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tidewaiter.store.database.statements import insert_new
from tidewaiter.store.database.team_tables import kept_file


@dataclass(frozen=True, slots=True)
class KeptFile:
    """`station` is the workspace that has it; `stored_at` is None while no other place does."""

    name: str
    run: str
    station: str
    size: int
    sha256: str
    kept_at: datetime
    stored_at: datetime | None = None


def enter(rows: Connection, files: Iterable[KeptFile]) -> None:
    """Files that wait for the store from now on; one that is known stays as it is."""
    values = [
        {"name": one.name, "run": one.run, "station": one.station, "size": one.size, "sha256": one.sha256,
         "kept_at": one.kept_at}
        for one in files
    ]  # fmt: skip
    if values:
        rows.execute(insert_new(rows, kept_file, kept_file.c.name), values)


def waiting(rows: Connection, station: str, *, run: str = "") -> list[KeptFile]:
    """The station's files that the store does not have, the oldest first."""
    statement = select(kept_file).where(kept_file.c.station == station, kept_file.c.stored_at.is_(None))
    statement = statement.where(kept_file.c.run == run) if run else statement
    found = rows.execute(statement.order_by(kept_file.c.kept_at, kept_file.c.name)).mappings()
    return [KeptFile(**row) for row in found]


def stored(rows: Connection, name: str, at: datetime) -> None:
    """The store has it, read back and proven."""
    rows.execute(kept_file.update().where(kept_file.c.name == name).values(stored_at=at))


def find(rows: Connection, name: str) -> KeptFile | None:
    row = rows.execute(select(kept_file).where(kept_file.c.name == name)).mappings().first()
    return KeptFile(**row) if row else None


def known(rows: Connection, station: str) -> set[str]:
    """The names of all files that the station has entered."""
    return set(rows.execute(select(kept_file.c.name).where(kept_file.c.station == station)).scalars())


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of a station's evidence is nowhere else, and since when."""

    station: str
    files: int
    size: int
    since: datetime


def behind(rows: Connection) -> list[Waiting]:
    """By station what waits for the store; stations of which nothing waits are left out."""
    of = kept_file.c
    statement = select(of.station, func.count(), func.sum(of.size), func.min(of.kept_at)).where(of.stored_at.is_(None))
    found = rows.execute(statement.group_by(of.station).order_by(of.station))
    return [Waiting(station, files, int(size), since) for station, files, size, since in found]
