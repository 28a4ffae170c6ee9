"""Today: what changed since I last looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidewaiter.desk.scheduling import scheduled
from tidewaiter.desk.web.asking import Ask, Page
from tidewaiter.model.run import Outcome, Run, Way
from tidewaiter.model.triage import OPEN
from tidewaiter.model.watch import Alert, Watch
from tidewaiter.store.database import journal, leads, outbox, records, watches
from tidewaiter.store.database.leads import Found, Wanted
from tidewaiter.store.database.records import Kept

_FIRST_LOOK = timedelta(days=7)  # what is new to somebody who never looked
_MOST = 2_000
_FELL_SHORT = frozenset({Outcome.SHORT, Outcome.BLOCKED, Outcome.WAITING, Outcome.FAILED})


@dataclass(frozen=True, slots=True)
class ByRule:
    """What one rule found that waits for a word; `new` since the last look, `best` the most telling of them."""

    rule: str
    waiting: int
    new: int
    best: Found


@dataclass(frozen=True, slots=True)
class Told:
    """An alert with its watch and its record, if that still stands."""

    alert: Alert
    watch: Watch
    kept: Kept | None


def today(ask: Ask) -> Page:
    since = (ask.visit.since if ask.visit else None) or ask.at - _FIRST_LOOK
    here, me = ask.here, ask.here.person.name
    known, broken = scheduled(here)
    with here.database.read() as rows:
        waiting = leads.listed(rows, Wanted(standings=OPEN), limit=_MOST)
        mine = leads.listed(rows, Wanted(standings=OPEN, assignee=me), limit=_MOST)
        runs = journal.runs(rows, way=Way.CRAWL, limit=200)
        any_runs = bool(runs or journal.runs(rows, limit=1))
        behind = outbox.count(rows)
        alerts = _alerts(ask, {one.watch.id: one.watch for one in watches.listed(rows, owner=me)})
    here.note("list", what="today", found=len(waiting))
    held = [(one.source.id, one.source.title, one.held) for one in known if one.held and not one.by_file]
    return Page("today.html", {
        "since": since, "rules": by_rule(waiting, since), "waiting": len(waiting), "most": _MOST, "mine": mine,
        "alerts": alerts, "held": held, "broken": sorted(broken), "behind": behind,
        "runs": [one for one in _latest(runs) if one.outcome in _FELL_SHORT], "any_runs": any_runs,
    })  # fmt: skip


def by_rule(waiting: Sequence[Found], since: datetime) -> list[ByRule]:
    """The rule with most that is new first, then with most that waits."""
    found: dict[str, list[Found]] = {}
    for one in waiting:
        found.setdefault(one.lead.rule, []).append(one)
    counted = [
        ByRule(rule, len(ones), sum(one.lead.found_at > since for one in ones), max(ones, key=lambda o: o.lead.score))
        for rule, ones in found.items()
    ]
    return sorted(counted, key=lambda one: (-one.new, -one.waiting, one.rule))


def _latest(runs: Sequence[Run]) -> list[Run]:
    """The last crawl of each source, the newest first."""
    latest: dict[str, Run] = {}
    for one in sorted(runs, key=lambda run: run.started_at, reverse=True):
        if one.outcome is not None:
            latest.setdefault(one.source, one)
    return list(latest.values())


def _alerts(ask: Ask, mine: dict[str, Watch]) -> list[Told]:
    with ask.here.database.read() as rows:
        found = watches.alerts(rows, of=list(mine), unseen=True, limit=10) if mine else []
        kept = {one.record.id: one for one in records.load(rows, [one.record for one in found])}
    return [Told(one, mine[one.watch], kept.get(one.record)) for one in found]
