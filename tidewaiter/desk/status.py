"""How the work stands: runs, lag, deliveries, what was read against the usual, disk, proof; and what needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import Connection, func, select

from tidewaiter.desk.health import LEAST_FREE
from tidewaiter.desk.scheduling import scheduled
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import TidewaiterError
from tidewaiter.model.health import Rate, Unusual, spelled
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.model.watch import Every, Sent
from tidewaiter.schedule.tick import SILENT, Scheduled
from tidewaiter.store.database import agenda, journal, letters, outbox
from tidewaiter.store.database.desk_tables import alert, delivery, watch
from tidewaiter.store.database.health import healthy_runs
from tidewaiter.store.database.journal import Source
from tidewaiter.store.database.tables import outbox as waiting
from tidewaiter.store.database.tables import record
from tidewaiter.store.evidence.seals import seals_in

_GRACE = timedelta(minutes=10)  # a due source is taken within seconds; a busy worker may end another run first
_LATE = timedelta(minutes=15)  # the index is told within seconds
_UNSEALED = 10_000  # entries behind the last seal: a day of 20 sources makes fewer
STATES = ("running", "queued", "in time", "overdue", "short", "blocked", "failed", "waiting", "cut off", "off", "idle")
_BAD = frozenset({"overdue", "short", "blocked", "failed", "waiting", "cut off"})


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source. `state` is one of STATES; `waiting` is for a person, `idle` was never crawled or may not be yet."""

    source: str
    state: str
    why: str
    todo: str
    run: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldRate:
    """How often a field was filled in the source's last ended run, against earlier healthy ones (None: there is none).

    `unusual` says in words what is out of the usual of it, "" where nothing is.
    """

    source: str
    field: str
    now: float
    usual: float | None
    pages: int
    unusual: str = ""


@dataclass(frozen=True, slots=True)
class Lag:
    """So many wait, the oldest for so many seconds; `failed` were tried and did not arrive, or were refused.

    Of the index the age is counted from the last sighting of the record that waits longest.
    """

    waiting: int = 0
    oldest: float = 0.0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes; None where it is not on this disk."""

    free: int
    evidence: int
    workspace: int
    database: int | None


@dataclass(frozen=True, slots=True)
class Proof:
    """The ledger's head and the last seal; `behind` counts entries that no seal covers yet."""

    seq: int
    head: str
    sealed_at: str
    sealed: int

    @property
    def behind(self) -> int:
        return self.seq - self.sealed


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that does not mend itself."""

    what: str
    says: str
    todo: str


@dataclass(frozen=True, slots=True)
class Status:
    at: datetime
    sources: tuple[SourceState, ...]
    rates: tuple[FieldRate, ...]
    index: Lag
    alerts: Lag
    deliveries: Lag
    queue: int
    space: Space
    proof: Proof
    scheduler: str

    @property
    def counts(self) -> dict[str, int]:
        """How many sources are in each state, all states named."""
        found = Counter(one.state for one in self.sources)
        return {state: found[state] for state in STATES}

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What needs a person; empty where nothing does."""
        return tuple(_troubles(self))


def status_of(here: Session, at: datetime) -> Status:
    """All of it as of now. Reads only; profiles that are broken are left to `tidewaiter sources`."""
    found, _ = scheduled(here)
    with here.database.read() as rows:
        known = {one.id: one for one in journal.sources(rows)}
        past = {one.source.id: journal.runs(rows, source=one.source.id, way=Way.CRAWL, limit=5) for one in found}
        silent = {one.id for one in journal.interrupted(rows, silent=SILENT)}
        sources = tuple(
            _state(known.get(name, one.source), one, past[name], at=at, silent=silent)
            for name, one in sorted((one.source.id, one) for one in found)
        )
        rates = tuple(rate for name in sorted(past) for rate in _rates(rows, past[name]))
        index, alerts, deliveries = _index_lag(rows, at), _alert_lag(rows, at), _delivery_lag(rows, at)
        holder = agenda.holder(rows, "schedule")
    queue = sum(one.state == "queued" for one in sources)
    return Status(at, sources, rates, index, alerts, deliveries, queue, _space(here), _proof(here), holder)


def _state(one: Source, found: Scheduled, past: Sequence[Run], *, at: datetime, silent: set[str]) -> SourceState:
    if not past:
        return SourceState(one.id, "idle" if one.enabled else "off", found.held or "never crawled", "")
    last = past[0]
    state, why, todo = _told(one, found.held, last, at=at, silent=last.id in silent)
    return SourceState(one.id, state, why, todo, last.id, last.finished_at or last.started_at)


def _told(one: Source, held: str, last: Run, *, at: datetime, silent: bool) -> tuple[str, str, str]:
    """State, why, and what to do."""
    if last.state is State.RUNNING:
        lost = ("cut off", "its process is silent; it goes on under `tidewaiter up`", f"tidewaiter crawl {one.id}")
        return lost if silent else ("running", "", "")
    if held:
        return "waiting", held, "tidewaiter authority add, then approve"
    if not one.enabled:
        return "off", "switched off", ""
    if last.state is State.QUEUED:
        return "queued", "waits for a worker", ""
    if last.outcome in _TODO:
        return str(last.outcome), "; ".join(last.reasons), _TODO[last.outcome].format(name=one.id)
    if one.next_due is not None and one.next_due + _GRACE < at:
        return "overdue", f"was due {one.next_due:%Y-%m-%d %H:%M} UTC", "tidewaiter up"
    return "in time", "", ""


_TODO: Mapping[Outcome | None, str] = {
    Outcome.SHORT: "tidewaiter runs --source {name}; tidewaiter source repair {name}, or source usual {name}",
    Outcome.BLOCKED: "look at the source's mirrors: tidewaiter runs --source {name}",
    Outcome.FAILED: "tidewaiter runs --source {name}; tidewaiter doctor",
    Outcome.WAITING: "sign in, then tidewaiter crawl {name} --session FILE, or tidewaiter schedule now {name}",
}


def _rates(rows: Connection, past: Sequence[Run]) -> Iterator[FieldRate]:
    ended = next((run for run in past if run.health.rates), None)
    if ended is None:
        return
    earlier = list(healthy_runs(rows, ended.id).values())
    odd: dict[str, list[Unusual]] = {}
    for one in ended.health.unusual:
        odd.setdefault(one.name, []).append(one)
    for name in sorted({name for name in ended.health.rates if "." in name} | odd.keys()):
        now = ended.health.rates.get(name, Rate())
        usual = sum((rates[name] for rates in earlier if name in rates), Rate())
        yield FieldRate(ended.source, name, now.stated / now.of if now.of else 0.0,
                        usual.stated / usual.of if usual.of else None, now.of,
                        "; ".join(one.said for one in odd.get(name, ())))  # fmt: skip


def _index_lag(rows: Connection, at: datetime) -> Lag:
    first = select(waiting.c.record).order_by(waiting.c.sequence).limit(1).scalar_subquery()
    seen = rows.execute(select(record.c.last_seen).where(record.c.id == first)).scalar()
    return Lag(outbox.count(rows), _age(seen, at), letters.count(rows))


def _alert_lag(rows: Connection, at: datetime) -> Lag:
    """Alerts that are to be sent at once and lie in no delivery yet."""
    statement = select(func.count(), func.min(alert.c.found_at)).join(watch, watch.c.id == alert.c.watch)
    row = rows.execute(statement.where(~alert.c.gathered, ~alert.c.past, watch.c.every == Every.NOW)).one()
    return Lag(row[0], _age(row[1], at))


def _delivery_lag(rows: Connection, at: datetime) -> Lag:
    open_ = delivery.c.state == Sent.WAITING
    row = rows.execute(select(func.count(), func.min(delivery.c.made_at)).where(open_)).one()
    failed = rows.execute(select(func.count()).where(open_, delivery.c.attempts > 0)).scalar_one()
    return Lag(row[0], _age(row[1], at), failed)


def _age(since: datetime | None, at: datetime) -> float:
    return 0.0 if since is None else max(0.0, (at - since).total_seconds())


def _space(here: Session) -> Space:
    home = here.workspace.home
    sizes = {path: path.stat().st_size for path in home.rglob("*") if path.is_file() and not path.is_symlink()}
    file = home / "database.sqlite"
    database = sum(sizes.get(home / f"{file.name}{tail}", 0) for tail in ("", "-wal", "-shm")) or None
    return Space(disk_usage(home).free, _under(sizes, here.workspace.evidence), sum(sizes.values()), database)


def _under(sizes: dict[Path, int], folder: Path) -> int:
    return sum(size for path, size in sizes.items() if path.is_relative_to(folder))


def _proof(here: Session) -> Proof:
    head, seals = here.ledger.head(), seals_in(here.workspace.seals)
    last = seals[-1][1] if seals else None
    return Proof(head.seq, head.hash, last.when if last else "", last.seq if last else 0)


def _troubles(one: Status) -> Iterator[Trouble]:
    for source in one.sources:
        if source.state in _BAD:
            yield Trouble(f"source {source.source}", f"{source.state}: {source.why}".rstrip(": "), source.todo)
    if one.index.waiting and one.index.oldest > _LATE.total_seconds():
        yield Trouble("index", f"{one.index.waiting} records wait", "tidewaiter index catch-up")
    if one.index.failed:
        yield Trouble("index", f"{one.index.failed} records were refused", "tidewaiter index refused")
    if one.alerts.oldest > _LATE.total_seconds():
        yield Trouble(
            "alerts", f"{one.alerts.waiting} are in no delivery", "tidewaiter up, or tidewaiter delivery send"
        )
    if one.deliveries.failed:
        yield Trouble("deliveries", f"{one.deliveries.failed} did not arrive", "tidewaiter delivery list")
    if one.space.free < LEAST_FREE:
        yield Trouble("disk", f"{one.space.free / (1 << 30):.1f} GiB free", "make room: a crawl stops when it is full")
    if one.proof.behind > _UNSEALED:
        yield Trouble(
            "seal", f"{one.proof.behind} entries behind the last one", "tidewaiter seal, and take a copy away"
        )


def names_of(rate: FieldRate) -> str:
    """A field's name for a person."""
    return spelled(rate.field)


def gathered(here: Session, at: datetime) -> Status | TidewaiterError:
    """The status, or why it cannot be told now: for who asks again and again."""
    try:
        return status_of(here, at)
    except TidewaiterError as fault:
        return fault
