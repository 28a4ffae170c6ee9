"""The scheduler by itself, under a clock that the test turns."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from scrapy import Request

from crawler.frontier import Frontier, Halt
from crawler.order import Order
from crawler.preparing import prepare
from tidewaiter.store.spool import Ending

from .conftest import MIRRORS, QUICK


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.at


class Spider:
    """As much of the spider as the scheduler knows."""

    def __init__(self, work) -> None:
        self.work, self.halts = work, []

    def halt(self, why, detail) -> None:
        self.work.halted = why
        self.halts.append(why)

    def read(self, response) -> None: ...

    def failed(self, failure) -> None: ...


@pytest.fixture
def made(crawl):
    """Makes a scheduler of an order; the work and the spider beside it."""
    works = []

    def make(**more):
        crawl.order(**{"politeness": QUICK} | more)
        clock = Clock()
        work = prepare(Order.read(crawl.folder), crawl.folder, clock=clock)
        works.append(work)
        frontier, spider = Frontier(SimpleNamespace(engine=None)), Spider(work)
        frontier.open(spider)
        frontier.waits = []
        frontier._wake = lambda at: frontier.waits.append(at - clock().timestamp())
        return frontier, spider, clock

    yield make
    for work in works:
        work.spool.close()


def test_a_request_is_made_from_its_row(made):
    frontier, spider, _ = made(identity="ann")
    request = frontier.next_request()
    assert (request.url, request.method, request.callback) == (MIRRORS[0] + "/", "GET", spider.read)
    told = {name: request.meta[name] for name in ("mirror", "identity", "cookiejar", "download_slot")}
    assert told == {"mirror": MIRRORS[0], "identity": "ann", "cookiejar": "ann", "download_slot": "pier"}
    assert frontier.next_request() is None
    assert not frontier.has_pending_requests()


def test_a_request_that_tor_did_not_take_frees_its_row(made):
    frontier, _, _ = made()
    request = frontier.next_request()
    assert frontier.enqueue_request(request.replace(dont_filter=True))
    again = frontier.next_request().meta["row"]
    assert (again.id, again.attempt, again.failures) == (request.meta["row"].id, 2, 0)


def test_a_request_with_the_row_of_another_page_does_not_touch_it(made):
    """As from a callback that passes its response's meta on."""
    frontier, spider, _ = made()
    request = frontier.next_request()
    assert frontier.enqueue_request(Request(MIRRORS[1] + "/child", meta=dict(request.meta)))
    child = frontier.next_request()
    assert child.url.endswith("/child")
    assert child.meta["row"].id != request.meta["row"].id
    assert frontier.next_request() is None
    assert spider.work.spool.counts()["in-flight"] == 2


def test_it_wakes_when_the_next_row_is_due(made):
    frontier, spider, clock = made()
    row = frontier.next_request().meta["row"]
    spider.work.spool.ended(row.id, Ending.FAILED, "timed-out", retry_at=clock().timestamp() + 40)
    assert frontier.next_request() is None
    assert frontier.has_pending_requests()
    assert frontier.waits == [40.0]
    clock.at += timedelta(seconds=40)
    assert frontier.next_request().meta["mirror"] == MIRRORS[1], "a page that failed is asked of another mirror"


def test_it_waits_while_all_mirrors_rest_and_while_the_site_queues_us(made):
    frontier, spider, clock = made()
    for mirror in MIRRORS:
        for _ in range(3):
            spider.work.mirrors.failed(mirror, "site-down", clock().timestamp())
    spider.work.mirrors.worked(MIRRORS[1], float("inf"))
    spider.work.hold_until = clock().timestamp() + 7
    assert frontier.next_request() is None
    assert frontier.waits == [7.0]
    spider.work.hold_until = 0.0
    assert frontier.next_request().meta["mirror"] == MIRRORS[1]


def test_a_time_budget_ends_the_run_with_its_frontier_kept(made):
    frontier, spider, clock = made(politeness={**QUICK, "max_minutes": 30})
    clock.at += timedelta(minutes=29, seconds=59)
    row = frontier.next_request().meta["row"]
    spider.work.spool.returned(row.id, "")
    clock.at += timedelta(seconds=1)
    assert frontier.next_request() is None
    assert spider.halts == [Halt.TIME]
    assert not frontier.has_pending_requests(), "so that Scrapy can end"
    assert spider.work.spool.counts()["queued"] == 1


def test_a_spool_that_fails_ends_the_run(made):
    frontier, spider, _ = made()
    spider.work.spool._db.close()
    with pytest.raises(Exception, match="closed"):
        spider.work.spool._db.execute("SELECT 1")
    assert frontier.next_request() is None
    assert spider.halts == [Halt.STORE_FAILED]
