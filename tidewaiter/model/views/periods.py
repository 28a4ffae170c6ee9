"""Stretches of time that things are counted in, and what a source's runs allow to be said of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

Whole = Mapping[str, Sequence[datetime]]  # by source, when its complete runs began; ascending


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` (inclusive) to `end` (exclusive)."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def meets(self, first: datetime, last: datetime) -> bool:
        """Whether what was seen first and last then was there in this time: seen in it, or before and after."""
        return first < self.end and last >= self.start

    @property
    def before(self) -> Period:
        """As long a time, up to this one; a calendar month's is the month before."""
        if _whole_months(self):
            first = (self.start - timedelta(days=1)).replace(day=1)
            return Period(first, self.start)
        return Period(self.start - (self.end - self.start), self.start)

    @property
    def label(self) -> str:
        """`2026-11-24`, `2026-W48` (ISO), `2026-11`, else both ends."""
        if _whole_months(self):
            return f"{self.start:%Y-%m}"
        length, midnight = self.end - self.start, not (self.start.hour or self.start.minute or self.start.second)
        if midnight and length == timedelta(days=1):
            return f"{self.start:%Y-%m-%d}"
        if midnight and length == timedelta(days=7) and self.start.weekday() == 0:
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02}"
        return f"{self.start:%Y-%m-%d} to {self.end - timedelta(seconds=1):%Y-%m-%d}"


def periods(edges: Sequence[datetime]) -> tuple[Period, ...]:
    return tuple(Period(start, end) for start, end in pairwise(edges))


def read_whole(whole: Whole, source: str, period: Period) -> bool:
    """Whether a complete run of the source began in this time. Only then is what was not seen in it gone."""
    began = whole.get(source, ())
    at = bisect_left(began, period.start)
    return at < len(began) and began[at] < period.end


def unread(whole: Whole, sources: Iterable[str], period: Period) -> tuple[str, ...]:
    """The sources of which this time shows too little: no complete run of them began in it."""
    return tuple(sorted(one for one in set(sources) if not read_whole(whole, one, period)))


def _whole_months(period: Period) -> bool:
    following = (period.start + timedelta(days=31)).replace(day=1) if period.start.day == 1 else None
    return following == period.end
