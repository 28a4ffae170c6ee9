"""What a source of the schedule is doing, waits for, and asks of a person; for `tidewaiter schedule list`."""

from __future__ import annotations

from datetime import timedelta

from tidewaiter.desk.scheduling import scheduled
from tidewaiter.desk.session import Session, now
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.model.times import stamp
from tidewaiter.schedule.tick import Scheduled
from tidewaiter.store.database import journal
from tidewaiter.store.database.journal import Source

_LATE = timedelta(minutes=5)  # from when on a source that is due is overdue: a tick comes every two seconds


def sources_by_due(here: Session) -> tuple[list[tuple[Source, Scheduled, list[Run]]], dict[str, WrongUse]]:
    listed, broken = scheduled(here)
    found = {one.source.id: one for one in listed}
    with here.database.read() as rows:
        known = {one.id: one for one in journal.sources(rows)}
        past = {name: journal.runs(rows, source=name, way=Way.CRAWL, limit=20) for name in found}
    all_ = [(known.get(name, one.source), one, past[name]) for name, one in sorted(found.items())]
    return sorted(all_, key=lambda one: (bool(one[1].held), one[0].next_due is None, one[0].next_due or now())), broken


def state_of(one: Source, found: Scheduled, past: list[Run]) -> tuple[str, str]:
    """What a source is doing or waits for, in words, and their colour."""
    latest = past[0] if past else None
    if latest and latest.state is State.RUNNING:
        return "is crawled now", "cyan"
    if found.by_file:
        return found.held, "dim"
    if found.held:
        return f"waits for a person: {found.held}", "yellow"
    if latest and latest.outcome is Outcome.WAITING:
        return f"waits for a person: {'; '.join(latest.reasons)}", "yellow"
    if not one.enabled:
        return "switched off", "dim"
    if latest and latest.state is State.QUEUED:
        return f"waits for a worker since {stamp(latest.started_at)[:16]}", "cyan"
    if one.next_due is None:
        return "begins when `tidewaiter up` runs", "dim"
    late = now() - one.next_due
    return ("overdue", "red") if late > _LATE else ("due now", "cyan") if late > timedelta() else ("in time", "green")


def todo_of(one: Source, found: Scheduled, past: list[Run]) -> str:
    """What a person can do for a source that needs one, "" where none is needed."""
    latest = past[0] if past else None
    if found.by_file:
        return ""
    if found.held:
        return "ask for an authority with `tidewaiter authority add`, and have another person approve it"
    if latest and latest.outcome is Outcome.WAITING:
        return f"do what the page asks in a browser, then `tidewaiter crawl {one.id} --session FILE`"
    if not one.enabled or latest is None or latest.state in (State.QUEUED, State.RUNNING):
        return ""
    if latest.outcome in (Outcome.SHORT, Outcome.BLOCKED, Outcome.FAILED):
        return f"its last run ended {latest.outcome}: {'; '.join(latest.reasons)}; `tidewaiter runs --source {one.id}`"
    if one.next_due is not None and now() - one.next_due > _LATE:
        return "see that `tidewaiter up` runs: a due source gets its run within seconds"
    return ""


def source_json(one: Source, found: Scheduled, past: list[Run]) -> dict[str, object]:
    times = found.by(one)
    return {
        "source": one.id, "title": one.title, "cadence": times.said, "enabled": one.enabled,
        "priority": one.priority, "next_due": one.next_due and stamp(one.next_due),
        "state": state_of(one, found, past)[0], "todo": todo_of(one, found, past), "last": past[0].id if past else None,
        "outcome": str(past[0].outcome) if past and past[0].outcome else None,
    }  # fmt: skip
