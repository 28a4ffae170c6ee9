"""Which pages of known things a run asks for again: by age, sooner where they change often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# A thing that changed at every visit is due after half its kind's age, one that never changed after four times that.
SOONEST, LATEST = 0.5, 4.0


@dataclass(frozen=True, slots=True)
class Known:
    """A record as the next run sees it: `changes` of `visits` brought something new."""

    url: str
    kind: str
    last_seen: datetime
    visits: int
    changes: int


@dataclass(frozen=True, slots=True)
class Visit:
    url: str
    priority: int


def due(known: Iterable[Known], ages: Mapping[str, timedelta], now: datetime) -> list[Visit]:
    """The visits that are due, the most overdue first (priority 1 to 100). A kind without an age is never due."""
    late = [(overdue, thing.url) for thing in known if (overdue := lateness(thing, ages, now)) >= 1]
    return [Visit(url, min(100, int(overdue * 10))) for overdue, url in sorted(late, key=lambda v: (-v[0], v[1]))]


def resting(known: Iterable[Known], ages: Mapping[str, timedelta], now: datetime) -> list[str]:
    """The pages that were seen lately and are not due: a run does not ask for them, whatever links there."""
    return [thing.url for thing in known if thing.url and thing.kind in ages and lateness(thing, ages, now) < 1]


def lateness(thing: Known, ages: Mapping[str, timedelta], now: datetime) -> float:
    """How old the last visit is, where 1 is the age at which the thing is due; 0 where it never is."""
    age = ages.get(thing.kind)
    if age is None or not thing.url:
        return 0.0
    return (now - thing.last_seen) / (age * patience(thing.visits, thing.changes))


def patience(visits: int, changes: int) -> float:
    """By what the kind's age is multiplied: between `SOONEST` and `LATEST`, 1 where little is known."""
    if visits < 3:
        return 1.0
    share = changes / (visits - 1)
    return max(SOONEST, min(LATEST, LATEST - (LATEST - SOONEST) * min(1.0, share * 2)))
