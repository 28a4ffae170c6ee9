"""Everything one crawl works with, in one value that scheduler, capture, spider and progress share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from crawler.frontier.manners import Manners
from crawler.frontier.mirrors import Mirrors
from crawler.order import Order
from crawler.profiles import Profile
from crawler.readers.generic import Template
from crawler.session import Session
from tidewaiter.store.evidence import WarcFiles
from tidewaiter.store.spool import Spool


class Halt(StrEnum):
    """Why a crawl ended. A run that waits, or whose process was killed, goes on from its frontier; after any other end
    a new run begins, which leaves alone what was seen lately."""

    FINISHED = "finished"  # nothing is left to ask
    WAITING = "waiting"  # for a person: a login, a CAPTCHA, an endless queue, a seizure
    STOPPED = "stopped"  # asked to stop
    PAGES = "pages"  # the page budget is spent
    TIME = "time"  # the time budget is spent
    HOURS = "hours"  # outside the source's active hours
    UNREACHABLE = "unreachable"  # no mirror answers
    TOR_DOWN = "tor-down"
    NO_AUTHORITY = "no-authority"  # the gate refuses the source's own mirrors
    LEAK = "leak"  # tor was asked for something other than an onion: our own bug
    STORE_FAILED = "store-failed"  # the disk is full, or the spool refuses
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Barrier:
    """The page that a person has to look at."""

    page: str
    url: str
    capture: str


@dataclass(slots=True)
class Work:
    """`clock` gives aware UTC time: the one edge where time comes in. `hold_until` (seconds since the epoch) is set by
    queue pages: nothing is asked before."""

    order: Order
    profile: Profile | None
    manners: Manners
    spool: Spool
    warc: WarcFiles
    mirrors: Mirrors
    session: Session
    clock: Callable[[], datetime]
    text_only: bool = True
    template: Template | None = None
    hold_until: float = 0.0
    halted: Halt | None = None
    detail: str = ""
    closed: str = ""  # Scrapy's own word for the end
    barrier: Barrier | None = None
    walls: int = 0  # barrier pages in a row, without content between them
    queued: set[int] = field(default_factory=set)  # rows that met a queue page, without content between them
    content: bool = False  # whether a page with content was read since the start
    errors: dict[str, int] = field(default_factory=dict)

    @property
    def now(self) -> float:
        return self.clock().timestamp()

    def count(self, reason: str) -> None:
        """One more failure of this reason, for the progress display."""
        word = reason.split(":")[0]
        self.errors[word] = self.errors.get(word, 0) + 1
