"""What a scheduler does every few seconds: due sources get a run, dead runs wait again, waiting runs get a worker.

Nothing here is lost or doubled where it is done twice, by two, or not for a week: a source that missed seven runs
gets one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import run_id
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.schedule.cadence import Cadence, cadence
from tidewaiter.store.database import Database, agenda, journal
from tidewaiter.store.database.journal import Source

SILENT = timedelta(seconds=60)  # a live owner speaks each second; longer than the longest stall of a disk
_FRUITLESS = (Outcome.FAILED, Outcome.BLOCKED)
_LOOKED_BACK = 20  # runs, to count how many failed in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A source as its profile has it; `held` says why it cannot be crawled now, "" where it can.

    `by_file` where its authorities cover nothing but files: it is held for good, and nobody needs to mend that.
    """

    source: Source
    cadence: Cadence
    held: str = ""
    by_file: bool = False

    def by(self, set_: Source) -> Cadence:
        """The cadence that a person set, where it can be read; else the profile's."""
        with suppress(WrongUse):
            return cadence(set_.cron, self.cadence.hours) if set_.cron else self.cadence
        return self.cadence


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did: runs made, runs that lost their owner, runs a worker was told of."""

    queued: tuple[str, ...] = ()
    reaped: tuple[Run, ...] = ()
    woken: tuple[str, ...] = ()


def tick(
    database: Database, scheduled: Sequence[Scheduled], *, at: datetime, seed: str, wake: Callable[[str], None],
    silent: timedelta = SILENT,
) -> Ticked:  # fmt: skip
    """One look at the agenda. `wake` carries a run's id to a worker; it is called once all is written."""
    by_name = {one.source.id: one for one in scheduled}
    with database.write() as rows:
        journal.put_sources(rows, [replace(one.source, next_due=at) for one in scheduled if not one.held])
        known = [one for one in journal.sources(rows) if one.id in by_name]
        queued = [run for one in known if (run := _due(rows, one, by_name[one.id], at=at, seed=seed))]
        reaped = agenda.reap(rows, silent=silent)
        woken = agenda.wake(rows, again_after=2 * silent)
    for run in woken:
        wake(run)
    return Ticked(tuple(queued), tuple(reaped), tuple(woken))


def _due(rows: Connection, one: Source, found: Scheduled, *, at: datetime, seed: str) -> str:
    """Give a source that is due its run, and its next time; the run's id, or ""."""
    if not one.enabled or found.held:
        return ""
    seed += one.id
    times = found.by(one)
    past = journal.runs(rows, source=one.id, way=Way.CRAWL, limit=_LOOKED_BACK)
    following = times.after(at, seed=seed, failures=fruitless(past))
    if one.next_due is not None and one.next_due > at:
        if one.next_due > times.after(following, seed=seed, failures=fruitless(past)):
            agenda.move(rows, one.id, was=one.next_due, to=following)  # the clock had jumped ahead, and is back
        return ""
    if (opening := times.open(at, seed=seed)) > at:
        agenda.move(rows, one.id, was=one.next_due, to=opening)
        return ""
    if waits_for_a_person(past) or not agenda.move(rows, one.id, was=one.next_due, to=following):
        return ""
    return ask(rows, one.id, at=at)


def ask(rows: Connection, source: str, *, at: datetime) -> str:
    """Let a run of the source wait for a worker; its id, or "" where one waits or is under way already."""
    new = run_id(at, secrets.token_bytes(4))
    return new if agenda.queue(rows, new, source, at=at) else ""


def fruitless(past: Sequence[Run]) -> int:
    """How many of the latest runs, newest first, ended without reaching the source.

    What could not begin here, without tor or on a full disk, says nothing of the source.
    """
    ended = [run for run in past if run.state not in (State.QUEUED, State.RUNNING) and run.profile_digest]
    return next((n for n, run in enumerate(ended) if run.outcome not in _FRUITLESS), len(ended))


def waits_for_a_person(past: Sequence[Run]) -> bool:
    """Whether the latest run stopped at a page that only a person can pass: another would stop there too."""
    return bool(past) and past[0].outcome is Outcome.WAITING
