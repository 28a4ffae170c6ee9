"""One crawl or import of one source, and whether it met its expectations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tidewaiter.model.health import Health


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """How a run comes to what it reads: it asks the source, or takes in a file that was handed over.

    An import never says what is gone, usual or first of a source, and nobody goes on with it but who has the file.
    """

    CRAWL = "crawl"
    IMPORT = "import"


class Outcome(StrEnum):
    """Only a `complete` run may say that something is gone."""

    COMPLETE = "complete"
    SHORT = "short"
    BLOCKED = "blocked"
    WAITING = "waiting"
    FAILED = "failed"


EXIT_STATUS: Mapping[Outcome, int] = {
    Outcome.COMPLETE: 0,
    Outcome.SHORT: 3,
    Outcome.BLOCKED: 3,
    Outcome.WAITING: 3,
    Outcome.FAILED: 1,
}


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a healthy run looks like: least counts by kind, least fill rates in per cent by "kind.field".

    `reader` is the reader's digest of pages that the profile knows, "" where it describes none; `reads` are the names
    of the rates it can fill, as in `listing/listing.price`, None where it does not say.
    """

    at_least: Mapping[str, int] = field(default_factory=dict)
    filled: Mapping[str, float] = field(default_factory=dict)
    reader: str = ""
    reads: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    id: str
    source: str
    state: State
    started_at: datetime
    profile_digest: str
    authority_digest: str
    code_version: str
    person: str
    finished_at: datetime | None = None
    outcome: Outcome | None = None
    reasons: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    way: Way = Way.CRAWL
    health: Health = field(default_factory=Health, compare=False)


def shortfalls(expected: Expectations, counts: Mapping[str, int], filled: Mapping[str, tuple[int, int]]) -> list[str]:
    """What a run lacks of its expectations, in words that name the field.

    `counts` are things read by kind; `filled` is, by "kind.field", how many of how many full pages stated it.
    """
    short = [
        f"{counts.get(kind, 0)} {kind} read, at least {least} expected"
        for kind, least in sorted(expected.at_least.items())
        if counts.get(kind, 0) < least
    ]
    for name, per_cent in sorted(expected.filled.items()):
        stated, of = filled.get(name, (0, 0))
        if of and 100 * stated / of < per_cent:
            short.append(f"{name} filled in {100 * stated / of:.0f} % of {of} pages, {per_cent:g} % expected")
    return short
