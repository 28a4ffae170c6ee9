"""What an index answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Statistics of a number over all that answer and have it. Percentiles (of 5, 25, 50, 75, 95) within 1 %.

    Of a date they are seconds since 1970.
    """

    count: int
    least: float | None = None
    most: float | None = None
    mean: float | None = None
    percentiles: Mapping[int, float] = field(default_factory=dict)

    def moments(self) -> tuple[datetime, datetime] | None:
        """The first and the last, of a date."""
        if self.least is None or self.most is None:
            return None
        return _utc(self.least), _utc(self.most)


PERCENTS = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class Hits:
    """`total` counts all that answer, exactly.

    `facets` hold (value, count), most first and then by value, each counted without its own filter. `histogram` has one
    count for each pair of neighbouring edges. `next` is the token of the following page, "" where this is the last.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    histogram: tuple[int, ...] = ()
    stats: Mapping[str, Spread] = field(default_factory=dict)
    next: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that an index will never take as it is, and why: it goes to the dead letters, the rest goes on."""

    id: str
    revision: int
    reason: str


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)
