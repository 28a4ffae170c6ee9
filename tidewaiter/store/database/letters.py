"""What the index refused for good: listed, and replayed when its cause is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from tidewaiter.store.database import outbox
from tidewaiter.store.database.statements import insert_for
from tidewaiter.store.database.tables import dead_letter


@dataclass(frozen=True, slots=True)
class Letter:
    record: str
    revision: int
    reason: str


def add(rows: Connection, letters: Iterable[Letter]) -> None:
    """A later refusal of the same record takes the place of the earlier one."""
    values = [
        {"record": one.record, "revision": one.revision, "reason": one.reason[:2000]}
        for one in sorted(letters, key=lambda one: one.record)
    ]
    if values:
        new = insert_for(rows, dead_letter)
        later = {name: new.excluded[name] for name in ("revision", "reason")}
        rows.execute(new.on_conflict_do_update(index_elements=[dead_letter.c.record], set_=later), values)


def taken(rows: Connection, revisions: Mapping[str, int]) -> None:
    """The index took these records at these revisions, so earlier refusals of them are settled."""
    values = [{"this": one, "put": revision} for one, revision in sorted(revisions.items())]
    if values and count(rows):
        settled = (dead_letter.c.record == bindparam("this"), dead_letter.c.revision <= bindparam("put"))
        rows.execute(dead_letter.delete().where(*settled), values)


def count(rows: Connection) -> int:
    return rows.execute(select(func.count()).select_from(dead_letter)).scalar_one()


def listed(rows: Connection, limit: int = 1000) -> list[Letter]:
    found = rows.execute(select(dead_letter).order_by(dead_letter.c.record).limit(limit))
    return [Letter(row.record, row.revision, row.reason) for row in found]


def replay(rows: Connection) -> int:
    """Let the index be told of all of them again; returns how many. What it refuses once more comes back."""
    ids = list(rows.execute(select(dead_letter.c.record)).scalars())
    outbox.touch(rows, ids)
    rows.execute(dead_letter.delete())
    return len(ids)
