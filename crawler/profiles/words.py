"""The small words of a profile: slugs, origins, ages, hours; each error shows the right form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, InstanceOf

from tidewaiter.model.authority import origin

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_AGE = re.compile(r"(\d{1,5})\s*([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s?-\s?([01]\d|2[0-3]|24):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """A time of day from one time to another, UTC; one that ends before it starts goes over midnight."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        if self.start == self.end:
            return True
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def _slug(said: object) -> object:
    if not isinstance(said, str) or not SLUG.fullmatch(said):
        raise ValueError("a slug is small letters, digits and hyphens, as in dream-market")
    return said


def _origin(said: object) -> object:
    """An origin as the authority compares it: scheme and host, nothing after."""
    text = said if isinstance(said, str) else ""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/") and not parts.query
        if fine and parts.username is None:
            return origin(text)
    except ValueError:
        pass
    raise ValueError("a mirror is an origin, as in http://abc...xyz.onion, without path")


def _age(said: object) -> object:
    found = _AGE.fullmatch(said) if isinstance(said, str) else None
    if found is None or not int(found[1]):
        raise ValueError("a time is a number and m, h, d or w, as in 12h")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _hours(said: object) -> object:
    found = _HOURS.fullmatch(said) if isinstance(said, str) else None
    if found is None:
        raise ValueError('hours are two times of day in UTC, as in "08:00-22:30"')
    start, end = time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4]))
    return Span(start, end)


Slug = Annotated[str, BeforeValidator(_slug)]
Origin = Annotated[str, BeforeValidator(_origin)]
Age = Annotated[InstanceOf[timedelta], BeforeValidator(_age)]
Hours = Annotated[InstanceOf[Span], BeforeValidator(_hours)]
