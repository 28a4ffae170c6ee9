"""Tells the parent how the crawl goes: `progress.json`, replaced about once a second."""

from __future__ import annotations

import json
from collections import deque
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.frontier.work import Work
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.times import stamp
from tidewaiter.store.whole import write_whole

FILE = "progress.json"
EVERY = 1.0
_RATE_OVER = 30  # looks: the rate is that of the last half minute


class Progress:
    """A Scrapy extension. The file's keys: at, state, counts (see Spool.counts), queue, rate (pages a second), errors
    (by reason), mirrors (what is wrong with those that rest)."""

    def __init__(self, crawler: Crawler) -> None:
        self._looks: deque[tuple[float, int]] = deque(maxlen=_RATE_OVER)
        self._timer: Any = None
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        return cls(crawler)

    def opened(self, spider: Any) -> None:
        from twisted.internet.task import LoopingCall  # after Scrapy has installed the reactor

        self._work: Work = spider.work
        self._timer = LoopingCall(self.tell)
        self._timer.start(EVERY, now=True)

    def closed(self) -> None:
        if self._timer is not None and self._timer.running:
            self._timer.stop()
        self.tell()

    def tell(self) -> None:
        """A file that cannot be written stops no crawl: the disk's own fault is met where evidence is kept."""
        work = self._work
        try:
            counts = work.spool.counts()
            self._looks.append((work.now, counts["captures"]))
            write_whole(work.spool.folder / FILE, json.dumps(self._told(work, counts), indent=1))
        except (OSError, StoreFailed):
            return

    def _told(self, work: Work, counts: dict[str, int]) -> dict[str, object]:
        (first, before), (last, now) = self._looks[0], self._looks[-1]
        return {
            "at": stamp(work.clock()),
            "state": _state(work),
            "counts": counts,
            "queue": counts["queued"] + counts["in-flight"],
            "rate": round((now - before) / (last - first), 2) if last > first else 0.0,
            "errors": work.errors,
            "mirrors": work.mirrors.faults(),
        }


def _state(work: Work) -> str:
    if work.halted is not None:
        return f"ending: {work.halted}"
    if work.hold_until > work.now:
        return f"in the site's queue for {work.hold_until - work.now:.0f} s"
    if work.mirrors.choose(work.now) is None:
        return f"all mirrors rest for {work.mirrors.next_awake() - work.now:.0f} s"
    return "crawling"
