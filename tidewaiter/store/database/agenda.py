"""When sources are due, and the runs that wait: what a scheduler decides, in statements that two may give at once.

The journal is the truth, a queue only says "look at this run": a lost message costs one look. Times of leases and of
wakings are the database's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, exists, func, or_, select

from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.store.database.journal import clock, get
from tidewaiter.store.database.statements import insert_new
from tidewaiter.store.database.tables import lease, run, source

MOST_ATTEMPTS = 5  # lives of one run under the schedule; then its end is entered, and the next run is a new one
_FREE: dict[str, None] = {"enqueued_at": None, "heartbeat_at": None}
_TRIED = 20  # waiting runs that a worker tries to take before it looks again
_OPEN = (State.QUEUED, State.RUNNING)
_CRAWLS = run.c.way == Way.CRAWL  # nobody but who has the file goes on with an import


def change(
    rows: Connection, name: str, *, cron: str | None = None, enabled: bool | None = None,
    priority: int | None = None, next_due: datetime | None = None,
) -> None:  # fmt: skip
    """Set what a person says of a source; what is None stays."""
    said = {"cron": cron, "enabled": enabled, "priority": priority, "next_due": next_due}
    values = {column: value for column, value in said.items() if value is not None}
    rows.execute(insert_new(rows, source, source.c.id), [{"id": name, "languages": []}])
    if values:
        rows.execute(source.update().where(source.c.id == name).values(**values))


def move(rows: Connection, name: str, *, was: datetime | None, to: datetime) -> bool:
    """Set when the source is due next. False: another scheduler was quicker."""
    same = source.c.next_due.is_(None) if was is None else source.c.next_due == was
    return rows.execute(source.update().where(source.c.id == name, same).values(next_due=to)).rowcount == 1


def queue(rows: Connection, one: str, name: str, *, at: datetime) -> bool:
    """Let a run wait for a worker. False: a crawl of the source waits or is under way already."""
    # Two who ask at once come one after the other: on SQLite by its lock, on PostgreSQL by that of the source's row.
    rows.execute(select(source.c.id).where(source.c.id == name).with_for_update())
    if rows.execute(select(run.c.id).where(run.c.source == name, _CRAWLS, run.c.state.in_(_OPEN)).limit(1)).first():
        return False
    values = {
        "id": one, "source": name, "state": State.QUEUED, "queued_at": at, "max_attempts": MOST_ATTEMPTS,
        "reasons": [], "counts": {},
    }  # fmt: skip
    rows.execute(run.insert(), [values])
    return True


def reap(rows: Connection, *, silent: timedelta) -> list[Run]:
    """Let crawls wait again whose owner has not been heard of for so long."""
    since = clock(rows) - silent
    statement = run.update().where(_CRAWLS, run.c.state == State.RUNNING, run.c.heartbeat_at < since)
    dead = rows.execute(statement.values(state=State.QUEUED, **_FREE).returning(run.c.id)).scalars()
    return [get(rows, one) for one in sorted(dead)]


def wake(rows: Connection, *, again_after: timedelta) -> list[str]:
    """The runs that a worker should look at now, those of the most urgent sources first; one a source.

    Each is named once, and again where nobody has begun it for `again_after`.
    """
    now = clock(rows)
    other = run.alias()
    busy = exists().where(other.c.source == run.c.source, other.c.way == Way.CRAWL, other.c.state == State.RUNNING)
    due = or_(run.c.enqueued_at.is_(None), run.c.enqueued_at < now - again_after)
    first = select(func.min(run.c.id)).where(_CRAWLS, run.c.state == State.QUEUED, due, ~busy).group_by(run.c.source)
    statement = select(run.c.id).join(source).where(run.c.id.in_(first)).order_by(source.c.priority.desc(), run.c.id)
    found = list(rows.execute(statement).scalars())
    if found:
        rows.execute(run.update().where(run.c.id.in_(found)).values(enqueued_at=now))
    return found


def take(rows: Connection, owner: str, *, again_after: timedelta) -> Run | None:
    """The most urgent run that waits, for this worker alone; None where there is none.

    A worker that has not begun it `again_after` is taken for dead, and another one gets it.
    """
    now = clock(rows)
    other = run.alias()
    busy = exists().where(other.c.source == run.c.source, other.c.way == Way.CRAWL, other.c.state == State.RUNNING)
    free = or_(run.c.heartbeat_at.is_(None), run.c.heartbeat_at < now - again_after)
    waits = select(run.c.id).join(source).where(_CRAWLS, run.c.state == State.QUEUED, free, ~busy)
    for one in rows.execute(waits.order_by(source.c.priority.desc(), run.c.id).limit(_TRIED)).scalars().all():
        mine = run.update().where(run.c.id == one, run.c.state == State.QUEUED, free)
        if rows.execute(mine.values(heartbeat_at=now, owner=owner)).rowcount:
            return get(rows, one)
    return None


def taken_from(rows: Connection, one: str, owner: str) -> bool:
    """Whether a run that this worker took, and that was begun, waits again: its crawl was silent for too long."""
    waits = (run.c.id == one, run.c.state == State.QUEUED, run.c.owner != owner)
    return rows.execute(select(run.c.id).where(*waits)).first() is not None


def leave(rows: Connection, one: str) -> None:
    """Let a run that was taken and not begun wait for the next worker."""
    rows.execute(run.update().where(run.c.id == one, run.c.state == State.QUEUED).values(**_FREE))


def put_back(rows: Connection, one: str, owner: str) -> bool:
    """Let a run that its owner stops wait again; this life of it is not counted."""
    mine = and_(run.c.id == one, run.c.owner == owner, run.c.state == State.RUNNING)
    values = {"state": State.QUEUED, "attempt": run.c.attempt - 1, "owner": "", **_FREE}
    return rows.execute(run.update().where(mine).values(**values)).rowcount == 1


def sooner(rows: Connection, name: str, at: datetime) -> None:
    """Let a source be due at this time, unless it is before."""
    rows.execute(source.update().where(source.c.id == name, source.c.next_due > at).values(next_due=at))


def count_life(rows: Connection, one: str) -> None:
    """Count a life of a run that was put back, because it was stopped for what it did."""
    rows.execute(run.update().where(run.c.id == one, run.c.state == State.QUEUED).values(attempt=run.c.attempt + 1))


def give_up(rows: Connection, one: str, outcome: Outcome, *, at: datetime, reasons: Sequence[str]) -> bool:
    """End a run that waits and could not be begun."""
    state = State.FAILED if outcome is Outcome.FAILED else State.DONE
    values = {"state": state, "outcome": outcome, "finished_at": at, "reasons": list(reasons)}
    waits = and_(run.c.id == one, run.c.state == State.QUEUED)
    return rows.execute(run.update().where(waits).values(**values)).rowcount == 1


def attempts(rows: Connection, one: str) -> tuple[int, int]:
    """How many lives a run has had, and how many it may have."""
    row = rows.execute(select(run.c.attempt, run.c.max_attempts).where(run.c.id == one)).one()
    return int(row[0]), int(row[1])


def holder(rows: Connection, name: str) -> str:
    """Who holds a lease now; "" where nobody does."""
    held = select(lease.c.owner).where(lease.c.name == name, lease.c.until >= clock(rows))
    return str(rows.execute(held).scalar() or "")
