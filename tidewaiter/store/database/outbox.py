"""What the index has still to be told. The database is the truth: a row goes only when the index has put it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, func, insert, select

from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import outbox, record


def waiting(rows: Connection, limit: int = 500) -> list[str]:
    """The records that wait longest."""
    oldest = func.min(outbox.c.sequence)
    return list(rows.execute(select(outbox.c.record).group_by(outbox.c.record).order_by(oldest).limit(limit)).scalars())


def count(rows: Connection) -> int:
    """How many records wait."""
    return rows.execute(select(func.count(outbox.c.record.distinct()))).scalar_one()


def put_done(rows: Connection, revisions: Mapping[str, int]) -> None:
    """The index holds these records at these revisions. What changed meanwhile keeps its row and is put again."""
    values = [{"this": one, "put": revision} for one, revision in sorted(revisions.items())]
    if values:
        reached = (outbox.c.record == bindparam("this"), outbox.c.revision <= bindparam("put"))
        rows.execute(outbox.delete().where(*reached), values)


def queue_all(rows: Connection) -> int:
    """Queue every record, for an index that is filled anew. Returns how many wait now."""
    rows.execute(outbox.delete())
    every = select(record.c.id, record.c.revision).order_by(record.c.id)
    rows.execute(insert(outbox).from_select(["record", "revision"], every))
    return count(rows)


def touch(rows: Connection, ids: Iterable[str]) -> None:
    """Tell the index of these records again, as of a new revision: what it knows of them is more than the record."""
    for some in chunks(sorted(set(ids))):
        rows.execute(
            record.update().where(among(record.c.id)).values(revision=record.c.revision + 1), {"ids": list(some)}
        )
        changed = select(record.c.id, record.c.revision).where(among(record.c.id)).order_by(record.c.id)
        rows.execute(insert(outbox).from_select(["record", "revision"], changed), {"ids": list(some)})


def revisions(rows: Connection, after: str, limit: int) -> list[tuple[str, int, bool]]:
    """Records in the order of their ids: id, revision, and whether it stands (has sightings)."""
    found = select(record.c.id, record.c.revision, record.c.sightings > 0).where(record.c.id > after)
    return [(row[0], row[1], bool(row[2])) for row in rows.execute(found.order_by(record.c.id).limit(limit))]


def all_waiting(rows: Connection) -> frozenset[str]:
    return frozenset(rows.execute(select(outbox.c.record).distinct()).scalars())
