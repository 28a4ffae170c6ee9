"""Edges of days, weeks and months in UTC: every index counts between the same moments."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from enum import StrEnum

from tidewaiter.model.errors import WrongUse
from tidewaiter.search.question.asked import MOST_EDGES


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def edges(unit: Unit, first: datetime, last: datetime) -> tuple[datetime, ...]:
    """From the start of the unit that holds `first` to the end of that which holds `last`. Weeks begin on Monday."""
    at = first.astimezone(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    if unit is Unit.WEEK:
        at -= timedelta(days=at.weekday())
    elif unit is Unit.MONTH:
        at = at.replace(day=1)
    found = [at]
    while found[-1] <= last:
        if len(found) == MOST_EDGES:
            raise WrongUse(f"more than {MOST_EDGES - 1} steps of a {unit}", todo="take longer steps, or a shorter time")
        found.append(_next(unit, found[-1]))
    return tuple(found) if len(found) > 1 else (at, _next(unit, at))


def _next(unit: Unit, at: datetime) -> datetime:
    if unit is Unit.MONTH:
        return (at + timedelta(days=31)).replace(day=1)
    return at + timedelta(days=7 if unit is Unit.WEEK else 1)
