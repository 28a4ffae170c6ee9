"""Sources, the journal of runs, and leases.

Times of leases come from the database's own clock, so that two hosts with different clocks do not take each other's
runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, Select, exists, func, select, text
from sqlalchemy.exc import IntegrityError

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.health import Health
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.model.times import moment
from tidewaiter.store.database.health import health_in, health_out
from tidewaiter.store.database.statements import among, chunks, insert_for, insert_new
from tidewaiter.store.database.tables import capture, lease, run, source


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the database knows it; how to reach and read it stands in its profile.

    `cron` is the cadence that a person set, "" where the profile decides; of higher `priority` goes first.
    """

    id: str
    title: str = ""
    kind: str = ""
    languages: tuple[str, ...] = ()
    cron: str = ""
    enabled: bool = True
    priority: int = 0
    profile_digest: str = ""
    next_due: datetime | None = None
    last: Run | None = field(default=None, compare=False)


def put_sources(rows: Connection, ones: Iterable[Source]) -> None:
    """Add sources, or bring them to what their profiles now say. What a person set stays, and when one is due, if it
    ever was."""
    values = [
        {"id": one.id, "title": one.title, "kind": one.kind, "languages": list(one.languages), "cron": one.cron,
         "enabled": one.enabled, "profile_digest": one.profile_digest, "next_due": one.next_due}
        for one in sorted(ones, key=lambda one: one.id)
    ]  # fmt: skip
    if not values:
        return
    put = insert_for(rows, source)
    changes = {name: put.excluded[name] for name in ("title", "kind", "languages", "profile_digest")}
    changes["next_due"] = func.coalesce(source.c.next_due, put.excluded.next_due)
    rows.execute(put.on_conflict_do_update(index_elements=["id"], set_=changes), values)


def sources(rows: Connection) -> list[Source]:
    """All sources by name, each with its last run."""
    newest = select(func.max(run.c.id)).where(run.c.source == source.c.id).correlate(source).scalar_subquery()
    last = {
        row["source"]: _run_of(row) for row in rows.execute(select(run).join(source, run.c.id == newest)).mappings()
    }
    return [
        _source_of(row, last.get(row["id"])) for row in rows.execute(select(source).order_by(source.c.id)).mappings()
    ]


def has_members(rows: Connection, name: str) -> bool:
    """Whether everybody has a page on the source, not only who sells: on a forum."""
    return rows.execute(select(source.c.kind).where(source.c.id == name)).scalar() == "forum"


def start(rows: Connection, one: Run, *, owner: str = "") -> None:
    """Enter a run that begins now, or begin one that waits. WrongUse where another such of its source is under way."""
    put_missing = insert_new(rows, source, source.c.id)
    rows.execute(put_missing, [{"id": one.source, "languages": []}])
    _not_busy(rows, one.source, one.way)
    values = _row_of(one) | {"heartbeat_at": clock(rows), "owner": owner}
    waits = (run.c.id == one.id, run.c.state == State.QUEUED)
    try:
        if not rows.execute(run.update().where(*waits).values(attempt=run.c.attempt + 1, **values)).rowcount:
            rows.execute(run.insert(), [values | {"queued_at": one.started_at, "attempt": 1}])
    except IntegrityError as fault:  # PostgreSQL: another writer was quicker
        raise WrongUse(f"a run of {one.source} is under way", todo="wait for its end, or stop it") from fault


def beat(rows: Connection, one: str, owner: str) -> bool:
    """Say that the run is alive. False: the lease is lost, and whoever runs it must stop at once.

    An owner who was silent for too long, as on a machine that slept, takes the run back where nobody has taken it yet.
    """
    mine = (run.c.id == one, run.c.owner == owner)
    alive = rows.execute(
        run.update().where(*mine, run.c.state == State.RUNNING).values(heartbeat_at=clock(rows))
    ).rowcount
    if alive:
        return True
    other = run.alias()
    busy = exists().where(other.c.source == run.c.source, other.c.way == run.c.way, other.c.state == State.RUNNING)
    still = (*mine, run.c.state == State.QUEUED, run.c.heartbeat_at.is_(None), ~busy)
    values = {"state": State.RUNNING, "heartbeat_at": clock(rows)}
    return rows.execute(run.update().where(*still).values(**values)).rowcount == 1


def finish(rows: Connection, one: str, outcome: Outcome, *, at: datetime, reasons: Sequence[str] = (),
           counts: Mapping[str, int] | None = None, health: Health | None = None) -> None:  # fmt: skip
    """Enter how a run ended. A run that is no longer under way stays as it is."""
    state = State.FAILED if outcome is Outcome.FAILED else State.DONE
    values = {
        "state": state,
        "outcome": outcome,
        "finished_at": at,
        "reasons": list(reasons),
        "counts": dict(counts or {}),
        "health": health_out(health or Health()),
        "batch": select(func.coalesce(func.max(capture.c.batch), 0)).scalar_subquery(),
    }
    rows.execute(run.update().where(run.c.id == one, run.c.state == State.RUNNING).values(**values))


def call_usual(rows: Connection, one: Run) -> None:
    """What this run read is the usual from now on, however it ended: a person says so."""
    values = health_out(replace(one.health, usual=True))
    rows.execute(run.update().where(run.c.id == one.id).values(health=values))


def interrupted(rows: Connection, *, silent: timedelta) -> list[Run]:
    """Runs under way whose owner has not been heard of for so long: killed, or cut off."""
    since = clock(rows) - silent
    statement = select(run).where(run.c.state == State.RUNNING, run.c.heartbeat_at < since).order_by(run.c.id)
    return [_run_of(row) for row in rows.execute(statement).mappings()]


def resume(rows: Connection, one: str, owner: str) -> None:
    """Go on with a run that was interrupted, put back, or waited for a person; its attempts are counted.

    Raises WrongUse where it has ended otherwise, or another run of its source and way is under way.
    """
    known = get(rows, one)
    if known.state is not State.RUNNING:
        _not_busy(rows, known.source, known.way)
    values = {"state": State.RUNNING, "outcome": None, "finished_at": None, "owner": owner, "heartbeat_at": clock(rows)}
    open_ = run.c.state.in_((State.RUNNING, State.QUEUED))
    can = (run.c.id == known.id, open_ | (run.c.outcome == Outcome.WAITING))
    if not rows.execute(run.update().where(*can).values(attempt=run.c.attempt + 1, **values)).rowcount:
        raise WrongUse(f"run {one} has ended", todo="start a new one")


def get(rows: Connection, start_of_id: str) -> Run:
    """The run of an id or of its unique beginning. Raises WrongUse where none or several begin so."""
    found = runs_of(rows, select(run).where(run.c.id.startswith(start_of_id, autoescape=True)).limit(2))
    if not start_of_id or len(found) != 1:
        known = "several runs begin" if found else "no run begins"
        raise WrongUse(f"{known} with {start_of_id!r}", todo="take an id from `tidewaiter runs`")
    return found[0]


def runs(rows: Connection, *, source: str = "", way: Way | None = None, limit: int = 50) -> list[Run]:
    """The journal, newest first."""
    statement = select(run).order_by(run.c.id.desc()).limit(limit)
    if way is not None:
        statement = statement.where(run.c.way == way)
    return runs_of(rows, statement.where(run.c.source == source) if source else statement)


def some(rows: Connection, ids: Iterable[str]) -> list[Run]:
    """The runs of these ids, oldest first; ids that are not there are left out."""
    statement = select(run).where(among(run.c.id)).order_by(run.c.id)
    found = (rows.execute(statement, {"ids": few}).mappings() for few in chunks(sorted(ids)))
    return [_run_of(row) for few in found for row in few]


def owners(rows: Connection, ids: Iterable[str]) -> list[str]:
    """Who began or last held these runs, as HOST:PROCESS; a run that nobody began has none."""
    statement = select(run.c.owner).where(among(run.c.id), run.c.owner != "")
    return [one for few in chunks(sorted(ids)) for one in rows.execute(statement, {"ids": few}).scalars()]


def hold(rows: Connection, name: str, owner: str, *, length: timedelta) -> bool:
    """Take or keep the lease of this name. False: somebody else holds it."""
    now = clock(rows)
    rows.execute(insert_new(rows, lease, lease.c.name), [{"name": name, "owner": owner, "until": now + length}])
    free = (lease.c.name == name, (lease.c.owner == owner) | (lease.c.until < now))
    return rows.execute(lease.update().where(*free).values(owner=owner, until=now + length)).rowcount == 1


def release(rows: Connection, name: str, owner: str) -> None:
    rows.execute(lease.delete().where(lease.c.name == name, lease.c.owner == owner))


def clock(rows: Connection) -> datetime:
    """The database's own clock."""
    if rows.dialect.name == "sqlite":
        return moment(rows.execute(text("select strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")).scalar_one())
    now: datetime = rows.execute(text("select clock_timestamp()")).scalar_one()
    return now


def _not_busy(rows: Connection, name: str, way: Way) -> None:
    of = (run.c.source == name, run.c.way == way, run.c.state == State.RUNNING)
    busy = rows.execute(select(run.c.id).where(*of)).scalar()
    if busy is not None:
        raise WrongUse(f"a run of {name} is under way: {busy}", todo="wait for its end, or stop it")


def runs_of(rows: Connection, statement: Select[tuple[object, ...]]) -> list[Run]:
    """The runs that a statement on the journal selects."""
    return [_run_of(row) for row in rows.execute(statement).mappings()]


def _row_of(one: Run) -> dict[str, object]:
    return {
        "id": one.id, "source": one.source, "state": one.state, "outcome": one.outcome, "started_at": one.started_at,
        "finished_at": one.finished_at, "profile_digest": one.profile_digest, "authority_digest": one.authority_digest,
        "code_version": one.code_version, "person": one.person, "reasons": list(one.reasons),
        "counts": dict(one.counts), "way": one.way,
    }  # fmt: skip


def _run_of(row: RowMapping) -> Run:
    return Run(
        id=row["id"], source=row["source"], state=State(row["state"]),
        started_at=row["started_at"] or row["queued_at"], profile_digest=row["profile_digest"],
        authority_digest=row["authority_digest"], code_version=row["code_version"], person=row["person"],
        finished_at=row["finished_at"], outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reasons=tuple(row["reasons"]), counts=row["counts"], way=Way(row["way"]),
        health=health_in(row["health"]),
    )  # fmt: skip


def _source_of(row: RowMapping, last: Run | None) -> Source:
    return Source(
        id=row["id"], title=row["title"], kind=row["kind"], languages=tuple(row["languages"]), cron=row["cron"],
        enabled=row["enabled"], priority=row["priority"], profile_digest=row["profile_digest"],
        next_due=row["next_due"], last=last,
    )  # fmt: skip
