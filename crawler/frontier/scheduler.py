"""Scrapy's scheduler on the spool: rows out, one at a time, when the manners allow it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from crawler.frontier.work import Halt, Work
from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.spool import Row, locate

ROW = "row"  # request.meta: the frontier's row that the request asks for


class Frontier(BaseScheduler):
    """Requests are made from rows, never stored: so no callback, header or cookie ever reaches the spool.

    A request that a middleware sends back (tor was down) frees its row again. The spider itself asks for nothing; it
    gives readings, whose links the spool queues.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._alarm: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Frontier:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        self._spider: Any = spider
        self._work: Work = spider.work  # type: ignore[attr-defined]
        self._pages = self._work.spool.counts()["captures"]
        self._end = self._work.clock() + timedelta(minutes=self._work.manners.politeness.max_minutes)

    def close(self, reason: str) -> None:
        if self._alarm is not None and self._alarm.active():
            self._alarm.cancel()

    def has_pending_requests(self) -> bool:
        return self._work.halted is None and self._work.spool.next_due() is not None

    def enqueue_request(self, request: Request) -> bool:
        """A request that carries another page's row (meta travels) does not free that row: it is a page of its own."""
        spool, row = self._work.spool, request.meta.get(ROW)
        if not isinstance(row, Row) or locate(request.url, spool.mirrors) != row.place:
            return spool.add(request.url)
        spool.returned(row.id, "asked again after tor came back")
        return True

    def next_request(self) -> Request | None:
        work = self._work
        if work.halted is not None:
            return None
        try:
            return self._next(work)
        except StoreFailed as fault:
            self._spider.halt(Halt.STORE_FAILED, str(fault))
            return None

    def _next(self, work: Work) -> Request | None:
        if (spent := self._spent()) is not None:
            self._spider.halt(*spent)
            return None
        now = work.now
        mirror = work.mirrors.choose(now)
        if now < work.hold_until or mirror is None:
            self._wake(max(work.hold_until, 0.0 if mirror else work.mirrors.next_awake()))
            return None
        row = work.spool.take(now)
        if row is None:
            due = work.spool.next_due()
            if due is not None:
                self._wake(due)
            return None
        self._pages += 1
        return self._request(row, work.mirrors.choose(now, turn=row.failures) or mirror)

    def _spent(self) -> tuple[Halt, str] | None:
        work, polite = self._work, self._work.manners.politeness
        if self._pages >= polite.max_pages and work.spool.next_due() is not None:
            return Halt.PAGES, f"{self._pages} pages asked, {polite.max_pages} allowed"
        at = work.clock()
        if at >= self._end:
            return Halt.TIME, f"{polite.max_minutes} minutes are over"
        if not work.manners.awake(at):
            return Halt.HOURS, f"{at:%H:%M} UTC is outside the source's active hours"
        return None

    def _request(self, row: Row, mirror: str) -> Request:
        order, spider = self._work.order, self._spider
        return Request(
            row.place.on(mirror),
            callback=spider.read,
            errback=spider.failed,
            cookies=self._work.session.cookies_for(mirror) if not row.place.site else None,
            meta={
                ROW: row,
                "mirror": mirror,
                "identity": order.identity,
                "cookiejar": order.identity,
                "download_slot": order.source,
                "dont_redirect": True,
            },
            dont_filter=True,
        )

    def _wake(self, at: float) -> None:
        """Have the engine ask again at that time: of itself it does so every 5 s only."""
        from twisted.internet import reactor  # Scrapy installs it late

        if self._alarm is not None and self._alarm.active():
            self._alarm.cancel()
        loop: Any = reactor
        engine: Any = self._crawler.engine
        wait = min(max(at - self._work.now, 0.01), 3600.0)
        self._alarm = loop.callLater(wait, lambda: engine._slot.nextcall.schedule())
