"""The spider: reads what the frontier had fetched, and ends every row with its reason."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from crawler import readers
from crawler.capture import CAPTURE
from crawler.frontier.scheduler import ROW
from crawler.frontier.verdict import Again, Content, Failed, Redirect, Refused, Returned, Verdict, of_answer, of_failure
from crawler.frontier.work import Barrier, Halt, Work
from crawler.readers import SavedPage
from tidewaiter.model.capture import Capture
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import BARRIERS, WALLS, Page, Reading
from tidewaiter.store.spool import Ending, Note, Row
from tidewaiter.store.spool.rows import BARRIER, HELD


class SourceSpider(Spider):
    """Yields readings, nothing else. Their links become rows when the hand-over stores them."""

    name = "source"

    def __init__(self, work: Work, **rest: Any) -> None:
        super().__init__(**rest)
        self.work = work
        self._chance = random.Random()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **named: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **named)
        crawler.signals.connect(spider.lost, signal=signals.item_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The seeds are rows already."""
        return
        yield

    def closed(self, reason: str) -> None:
        self.work.closed = reason

    def halt(self, why: str, detail: str) -> None:
        """End the crawl; what is in flight may finish, the frontier is kept. Only the first reason counts."""
        if self.work.halted is None:
            self.work.halted, self.work.detail = Halt(why), detail
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=why))

    def read(self, response: Response) -> Iterator[Reading]:
        row, mirror = response.meta[ROW], response.meta["mirror"]
        try:
            verdict = of_answer(response.url, response.status, _headers(response), at=self.work.clock())
            if isinstance(verdict, Redirect) or not isinstance(verdict.otherwise, Again):
                self.work.mirrors.worked(mirror, self.work.now)
            if isinstance(verdict, Redirect):
                self._redirected(row, verdict.url, response.meta[CAPTURE])
                return
            reading = self._reading(row, response)
            if reading is not None:
                yield from self._weighed(reading, row, verdict, response)
        except StoreFailed as fault:
            self.halt(Halt.STORE_FAILED, str(fault))

    def failed(self, failure: Failure) -> None:
        """The errback: no response, a refusal, or a response that could not be kept or unpacked."""
        request: Any = failure.request  # type: ignore[attr-defined]
        row: Row = request.meta[ROW]
        try:
            fault: Any = failure.value
            self._apply(of_failure(fault, mirror=not row.place.site), row, request.meta["mirror"])
        except StoreFailed as fault:
            self.halt(Halt.STORE_FAILED, str(fault))

    def lost(self, item: Reading, response: Response, failure: Failure) -> None:
        """The hand-over raised, which is our own bug: the page is no longer in flight, and its capture is kept."""
        fault = failure.value
        reason = f"hand-over raised {type(fault).__name__}"
        try:
            self._apply(Failed(reason), response.meta[ROW], response.meta["mirror"])
        except StoreFailed as full:
            self.halt(Halt.STORE_FAILED, str(full))

    def _reading(self, row: Row, response: Response) -> Reading | None:
        capture: Capture = response.meta[CAPTURE]
        headers = _headers(response)
        page = SavedPage(
            url=response.url, body=response.body, media_type=headers.get("content-type", ""), headers=headers
        )
        patience = self.work.manners.patience
        self.work.spool.reading(row.id)
        try:
            with readers.within(patience.reading, killed=patience.reading_killed):
                return readers.read(page, capture.id, self.work.profile, self.work.template)
        except readers.HeldTooLong as held:
            self.work.spool.note(Note(HELD, held.what, row.place.site + row.place.path, capture.id))
            self._apply(Failed(held.what), row, response.meta["mirror"])
            return None
        except Exception as fault:  # noqa: BLE001 - whatever a hostile page does to a reader, the crawl goes on
            self._apply(Failed(f"reader raised {type(fault).__name__}"), row, response.meta["mirror"])
            return None

    def _weighed(self, reading: Reading, row: Row, verdict: Content, response: Response) -> Iterator[Reading]:
        """The reading, if the page is one that is worth one; else the row is ended or queued again."""
        work, capture = self.work, response.meta[CAPTURE]
        if reading.page is Page.QUEUE:
            self._queued(row, reading, capture)
        elif reading.page in WALLS and row.expects is not reading.page:
            yield reading
            self._wall(str(reading.page), row, capture)
        elif verdict.otherwise is not None:
            self._apply(verdict.otherwise, row, response.meta["mirror"])
        else:
            if reading.page not in BARRIERS:
                work.content, work.walls = True, 0
                work.queued.clear()
            yield reading

    def _redirected(self, row: Row, url: str, capture: Capture) -> None:
        ending, reason = self.work.spool.redirected(row, url)
        if ending is Ending.FAILED and reason.startswith(BARRIER):
            self._wall(reason.removeprefix(BARRIER).split()[0], row, capture)

    def _queued(self, row: Row, reading: Reading, capture: Capture) -> None:
        """A queue page asks to come back. Where it stands before the whole source, nothing else is asked meanwhile."""
        work, patience = self.work, self.work.manners.patience
        work.queued.add(row.id)
        everywhere = self._entrance(row) or len(work.queued) >= patience.queue_rows
        if row.waits + 1 >= patience.queue_rounds:
            work.spool.ended(row.id, Ending.FAILED, f"{BARRIER}queue, {row.waits + 1} times in a row")
            if everywhere:
                self._wait_for_person(str(Page.QUEUE), capture)
            return
        until = work.now + work.manners.queue_wait(reading.refresh)
        if everywhere:
            work.hold_until = max(work.hold_until, until)
        work.spool.returned(row.id, "in the site's queue", until=until, waited=True)

    def _entrance(self, row: Row) -> bool:
        return row.depth == 0 and not self.work.content

    def _wall(self, page: str, row: Row, capture: Capture) -> None:
        """One walled page is a corner; a walled entrance, many in a row, or a seizure is the whole source."""
        work = self.work
        work.walls += 1
        if self._entrance(row) or page == Page.SEIZURE or work.walls >= work.manners.patience.walls_in_row:
            self._wait_for_person(page, capture)

    def _wait_for_person(self, page: str, capture: Capture) -> None:
        self.work.barrier = Barrier(page, capture.url, capture.id)
        self.work.spool.note(Note("barrier", f"{page}: the source waits for a person", capture.url, capture.id))
        self.halt(Halt.WAITING, f"{page} page at {capture.url}")

    def _apply(self, verdict: Verdict, row: Row, mirror: str) -> None:
        work, spool = self.work, self.work.spool
        match verdict:
            case Returned(reason, why):
                spool.returned(row.id, reason)
                if why == Halt.NO_AUTHORITY:
                    spool.note(Note("refused", reason, row.place.on(mirror)))
                self.halt(why, reason)
            case Refused(reason):
                work.count(reason)
                spool.ended(row.id, Ending.REFUSED, reason)
            case Failed(reason, gone):
                work.count(reason)
                self._gone(row, mirror, reason) if gone else spool.ended(row.id, Ending.FAILED, reason)
            case Again():
                work.count(verdict.reason)
                self._again(verdict, row, mirror)

    def _again(self, verdict: Again, row: Row, mirror: str) -> None:
        work = self.work
        retry_at = None
        if row.failures + 1 < work.manners.attempts:
            chance = self._chance.random()
            wait = verdict.after or work.manners.pause(row.failures, slow=verdict.slow, chance=chance)
            retry_at = work.now + wait
        work.spool.ended(row.id, Ending.FAILED, verdict.reason, retry_at=retry_at)
        page = "" if verdict.mirror else row.fingerprint
        if not row.place.site and work.mirrors.failed(mirror, verdict.reason, work.now, page=page):
            work.spool.note(Note("mirror", f"rested: {verdict.reason}", mirror))
            self._give_up_if_exhausted()

    def _gone(self, row: Row, mirror: str, reason: str) -> None:
        """Where another mirror is left, the page is asked of that one."""
        work = self.work
        if row.place.site:
            work.spool.ended(row.id, Ending.FAILED, reason)
            return
        work.mirrors.drop(mirror, reason)
        work.spool.note(Note("mirror", f"dropped: {reason}", mirror))
        if work.mirrors.exhausted:
            work.spool.ended(row.id, Ending.FAILED, reason)
        else:
            work.spool.returned(row.id, reason)
        self._give_up_if_exhausted()

    def _give_up_if_exhausted(self) -> None:
        if self.work.mirrors.exhausted:
            faults = self.work.mirrors.faults()
            self.halt(Halt.UNREACHABLE, "; ".join(f"{origin}: {reason}" for origin, reason in faults.items()))


def _headers(response: Response) -> dict[str, str]:
    """Names in lower case; a header that was sent twice keeps its last value."""
    pairs = ((name, values[-1]) for name, values in response.headers.items() if values)
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}
