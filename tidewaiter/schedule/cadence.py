"""When a source is due again: after a length of time or by a cron line, inside its active hours, never to the minute.

All times are UTC: no change of clocks makes a run fall out or happen twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from croniter import CroniterError, croniter
from pydantic import TypeAdapter, ValidationError

from crawler.profiles.words import Age, Span
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.times import stamp

SHORTEST = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=7)  # that failures may put between two tries of a dead source
_SHARE, _MOST = 0.1, timedelta(minutes=30)  # of the time between two runs: a fixed minute is a signature
_PROOF = datetime(2026, 1, 1, tzinfo=timezone.utc)
_PROVED = 70  # times of a cron line that are looked at: more than there are minutes in an hour
_AGE = TypeAdapter[timedelta](Age)


@dataclass(frozen=True, slots=True)
class Cadence:
    """Either `every` or `cron`; `hours` are those of the source in which it may be asked, none for all."""

    every: timedelta | None = None
    cron: str = ""
    hours: tuple[Span, ...] = ()

    @property
    def said(self) -> str:
        return self.cron or _words(self.every or timedelta())

    def after(self, at: datetime, *, seed: str, failures: int = 0) -> datetime:
        """The next time after `at`. The same seed and time give the same answer, so that two schedulers agree.

        Each of several failures in a row doubles the time between two tries, up to LONGEST_PAUSE.
        """
        planned, between = self._planned(at)
        if failures > 1:
            planned += min(between * (2 ** min(failures - 1, 16) - 1), LONGEST_PAUSE)
        chance = _chance(seed, planned)
        return _inside(planned + chance * min(between * _SHARE, _MOST), self.hours, chance)

    def open(self, at: datetime, *, seed: str) -> datetime:
        """The time itself where the source may be asked at it, else the next at which it may."""
        return _inside(at, self.hours, _chance(seed, at))

    def _planned(self, at: datetime) -> tuple[datetime, timedelta]:
        if self.every is not None:
            return at + self.every, self.every
        times = croniter(self.cron, at)
        first = times.get_next(datetime)
        return first, times.get_next(datetime) - first


def _chance(seed: str, at: datetime) -> float:
    return int(digest(seed, stamp(at))[:8], 16) / 0x1_0000_0000


def cadence(said: str, hours: Sequence[Span] = ()) -> Cadence:
    """The cadence in words: "12h", "3d", or five cron fields. Raises WrongUse."""
    if len(said.split()) == 5:
        return Cadence(cron=_cron(said), hours=tuple(hours))
    try:
        every = _AGE.validate_python(said)
    except ValidationError as fault:
        todo = 'a number and m, h, d or w, as in 12h, or a cron line such as "30 4 * * *" (UTC)'
        raise WrongUse(f"no cadence: {said!r}", todo=todo) from fault
    if every < SHORTEST:
        raise WrongUse(f"{said} is too often", todo=f"at least {_words(SHORTEST)}")
    return Cadence(every=every, hours=tuple(hours))


def _cron(said: str) -> str:
    """A cron line that has times, and none too near each other."""
    try:
        times = croniter(said, _PROOF)
        some = [times.get_next(datetime) for _ in range(_PROVED)]
    except (CroniterError, ValueError) as fault:
        todo = 'five fields, UTC, as in "30 4 * * *" for half past four'
        raise WrongUse(f"no cron line: {said}", todo=todo) from fault
    if any(later - sooner < SHORTEST for sooner, later in pairwise(some)):
        raise WrongUse(f"{said} is too often", todo=f"at least {_words(SHORTEST)} apart, as in */15 * * * *")
    return said


def _inside(due: datetime, hours: Sequence[Span], chance: float) -> datetime:
    """The time itself where the source may be asked then, else a little after the next hour in which it may."""
    if not hours or any(span.holds(due.time()) for span in hours):
        return due
    starts = [
        datetime.combine(due.date() + timedelta(days=days), span.start, due.tzinfo) for span in hours for days in (0, 1)
    ]
    return min(start for start in starts if start > due) + chance * _MOST / 2


def _words(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    for unit, size in (("w", 10_080), ("d", 1_440), ("h", 60)):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"
