"""Saved questions, the records that answer them for the first time, and how their owners are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum


class Every(StrEnum):
    """How often a watch's alerts are gathered and sent."""

    NOW = "now"
    HOUR = "hour"
    DAY = "day"

    @property
    def length(self) -> timedelta:
        return {Every.NOW: timedelta(0), Every.HOUR: timedelta(hours=1), Every.DAY: timedelta(days=1)}[self]

    def closes(self, found_at: datetime) -> datetime:
        """When what was found then is sent: at once, or at the end of its hour or day (UTC)."""
        if self is Every.NOW:
            return found_at
        hour = found_at.astimezone(timezone.utc).replace(minute=0, second=0, microsecond=0)
        return hour + self.length if self is Every.HOUR else hour.replace(hour=0) + self.length


@dataclass(frozen=True, slots=True)
class Watch:
    """`to` names where alerts are sent: `mail:ADDRESS`, `webhook:NAME`, `feed:NAME`; without, they wait to be listed.

    `version` grows with each change of the question. A watch that is off matches nothing.
    """

    id: str
    name: str
    question: str
    owner: str
    made_at: datetime
    every: Every = Every.NOW
    to: tuple[str, ...] = ()
    priority: int = 0
    on: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Alert:
    """A record that answered a watch for the first time; unique by (watch, record)."""

    watch: str
    record: str
    revision: int
    version: int
    found_at: datetime


class Sent(StrEnum):
    """`WITHHELD`: its owner may not read any more, so that nobody is told."""

    WAITING = "waiting"
    DONE = "done"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Alerts on their way to one place. It is tried until it arrives, so it may arrive twice; `id` tells them apart."""

    id: str
    to: str
    owner: str
    made_at: datetime
    due_at: datetime
    attempts: int = 0
    state: Sent = Sent.WAITING
    sent_at: datetime | None = None
    fault: str = ""
