"""Watches and their alerts. An alert is entered once, whatever is matched again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.watch import Alert, Every, Watch
from tidewaiter.store.database.desk_tables import alert, watch
from tidewaiter.store.database.statements import insert_new


@dataclass(frozen=True, slots=True)
class Kept:
    """A watch with how many alerts it has made, and how many of them its owner has not listed."""

    watch: Watch
    alerts: int = 0
    unseen: int = 0


def put(rows: Connection, one: Watch) -> None:
    """Enter a watch, or change it. Raises WrongUse where another has its name."""
    other = rows.execute(select(watch.c.id).where(watch.c.name == one.name, watch.c.id != one.id)).scalar()
    if other is not None:
        raise WrongUse(f"a watch is called {one.name!r} already", todo="choose another name, or change that one")
    values = {
        "name": one.name, "question": one.question, "owner": one.owner, "made_at": one.made_at,
        "every": str(one.every), "sent_to": list(one.to), "priority": one.priority, "is_on": one.on,
        "version": one.version,
    }  # fmt: skip
    rows.execute(insert_new(rows, watch, watch.c.id), [{"id": one.id} | values])
    rows.execute(watch.update().where(watch.c.id == one.id).values(**values))


def find(rows: Connection, named: str) -> Watch:
    """The watch of a name, an id, or the unique beginning of an id. Raises WrongUse."""
    by_name = rows.execute(select(watch).where(watch.c.name == named)).mappings().all()
    starts = select(watch).where(watch.c.id.startswith(named, autoescape=True)).limit(2)
    known = by_name or (rows.execute(starts).mappings().all() if named else [])
    if len(known) != 1:
        raise WrongUse(f"no watch is called {named!r}", todo="see `tidewaiter watch list`")
    return _watch(known[0])


def listed(rows: Connection, *, owner: str = "") -> list[Kept]:
    """All of them, the most urgent first."""
    told = func.count(alert.c.record)
    unseen = func.count(alert.c.record).filter(alert.c.seen_at.is_(None))
    counts = (
        select(alert.c.watch, told.label("told"), unseen.label("unseen")).where(~alert.c.past).group_by(alert.c.watch)
    )
    counted = {row.watch: (row.told, row.unseen) for row in rows.execute(counts)}
    statement = select(watch).order_by(watch.c.priority.desc(), watch.c.name)
    found = rows.execute(statement.where(watch.c.owner == owner) if owner else statement).mappings()
    return [Kept(_watch(row), *counted.get(row["id"], (0, 0))) for row in found]


def active(rows: Connection) -> tuple[tuple[str, str, int], ...]:
    """Id, question and version of every watch that is on."""
    statement = select(watch.c.id, watch.c.question, watch.c.version).where(watch.c.is_on).order_by(watch.c.id)
    return tuple((row.id, row.question, row.version) for row in rows.execute(statement))


def add(rows: Connection, found: Iterable[Alert], *, past: bool = False) -> list[Alert]:
    """Enter alerts; those that are new."""
    by_key = {(one.watch, one.record): one for one in found}
    values = [
        {"watch": one.watch, "record": one.record, "revision": one.revision, "version": one.version,
         "found_at": one.found_at, "past": past, "gathered": past}
        for _, one in sorted(by_key.items())
    ]  # fmt: skip
    if not values:
        return []
    entered = insert_new(rows, alert, *alert.primary_key).returning(alert.c.watch, alert.c.record)
    return [by_key[row.watch, row.record] for row in rows.execute(entered, values)]


def alerts(
    rows: Connection, *, of: Sequence[str] = (), owner: str = "", unseen: bool = False, limit: int = 100
) -> list[Alert]:
    """The newest first: of these watches, or of all of an owner."""
    conditions = [~alert.c.past]
    if of:
        conditions.append(alert.c.watch.in_(of))
    if owner:
        conditions.append(alert.c.watch.in_(select(watch.c.id).where(watch.c.owner == owner)))
    if unseen:
        conditions.append(alert.c.seen_at.is_(None))
    statement = select(alert).where(*conditions).order_by(alert.c.found_at.desc(), alert.c.watch, alert.c.record)
    return [alert_of(row) for row in rows.execute(statement.limit(limit)).mappings()]


def seen(rows: Connection, some: Iterable[Alert], *, at: datetime) -> None:
    """Their owner has been shown these."""
    for one in some:
        this = (alert.c.watch == one.watch, alert.c.record == one.record, alert.c.seen_at.is_(None))
        rows.execute(alert.update().where(*this).values(seen_at=at))


def _watch(row: RowMapping) -> Watch:
    return Watch(
        id=row["id"], name=row["name"], question=row["question"], owner=row["owner"], made_at=row["made_at"],
        every=Every(row["every"]), to=tuple(row["sent_to"]), priority=row["priority"], on=row["is_on"],
        version=row["version"],
    )  # fmt: skip


def alert_of(row: RowMapping) -> Alert:
    return Alert(row["watch"], row["record"], row["revision"], row["version"], found_at=row["found_at"])
