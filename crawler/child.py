"""The crawl child: `python -P -m crawler.child SPOOL_FOLDER`. It reads `order.json`, crawls, and writes `ending.json`.

It touches tor's socket and its run's folder, nothing else; ledger, database and index are the recorder's. Exit status:
0 when the frontier is empty, 3 when it ended before (crawler.frontier.Halt says why), 1 when it failed, 2
for an order that cannot be meant.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.frontier import Halt, Work
from crawler.guard import lock, seal
from crawler.order import Order
from crawler.preparing import prepare
from crawler.settings import of_run
from crawler.spiders import SourceSpider
from crawler.watched import die_with_whoever_started_us
from tidewaiter.model.errors import StoreFailed, TidewaiterError, WrongUse
from tidewaiter.model.times import stamp
from tidewaiter.store.whole import write_whole

ENDING = "ending.json"
STOP_WITHIN = 15.0  # seconds from SIGTERM; the parent sends SIGKILL after 20
_FAILED = {Halt.STORE_FAILED, Halt.CRASHED, Halt.LEAK}


def main(arguments: Sequence[str]) -> int:
    """Fail-closed layers first, then the crawl."""
    try:
        if len(arguments) != 1:
            raise WrongUse("the crawl child takes one argument, its run's spool folder")
        folder = Path(arguments[0]).resolve()
        order = Order.read(folder)
        os.umask(0o077)
        die_with_whoever_started_us()
        seal()
        lock([order.socks.removeprefix("unix:")])
        return crawl(order, folder, clock=lambda: datetime.now(timezone.utc))
    except TidewaiterError as fault:
        print(f"crawl child: {fault}", file=sys.stderr)
        return fault.status


def crawl(
    order: Order, folder: Path, *, clock: Callable[[], datetime], settings: Mapping[str, object] | None = None
) -> int:
    """Crawl until the frontier is empty or a reason to stop; the exit status. `settings` override those of the run."""
    try:
        work = prepare(order, folder, clock=clock)
    except TidewaiterError as fault:
        _told_early(folder, fault, clock())
        raise
    try:
        _run(work, of_run(order, folder, work.manners) | dict(settings or {}))
    finally:
        status = _conclude(work)
    return status


def ending(work: Work, why: Halt) -> dict[str, object]:
    """What the parent needs to judge the run."""
    return {
        "why": str(why),
        "detail": work.detail,
        "at": stamp(work.clock()),
        "counts": work.spool.counts(),
        "filled": work.spool.filled(),
        "barrier": asdict(work.barrier) if work.barrier else None,
        "errors": work.errors,
        "mirrors": work.mirrors.faults(),
    }


def _run(work: Work, settings: Mapping[str, object]) -> None:
    every = Settings()
    every.setmodule("crawler.settings", priority="project")
    every.setdict(dict(settings), priority="cmdline")
    process = AsyncCrawlerProcess(every)
    crawler = process.create_crawler(SourceSpider)
    process.crawl(crawler, work=work)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(crawler, work))
    process.start(install_signal_handlers=False)


def _stop(crawler: Crawler, work: Work) -> None:
    """Let what is in flight end; after STOP_WITHIN seconds leave it: its rows are queued again at the next start."""
    from twisted.internet import reactor  # AsyncCrawlerProcess installs it

    loop: Any = reactor

    def gently() -> None:
        if isinstance(crawler.spider, SourceSpider):
            crawler.spider.halt(Halt.STOPPED, "asked to stop")
        work.halted = work.halted or Halt.STOPPED
        loop.callLater(STOP_WITHIN, loop.crash)

    loop.callFromThread(gently)


def _conclude(work: Work) -> int:
    """Say how it ended. What a full disk does not take, the next owner finds by itself."""
    why = _why(work)
    with suppress(OSError):
        write_whole(work.spool.folder / ENDING, json.dumps(ending(work, why), indent=1))
    with suppress(StoreFailed):
        work.spool.finish(why)
    work.warc.close()
    work.spool.close()
    return 0 if why is Halt.FINISHED else 1 if why in _FAILED else 3


def _told_early(folder: Path, fault: TidewaiterError, at: datetime) -> None:
    """The parent learns why from the same file, whether or not the crawl began."""
    why = Halt.STORE_FAILED if isinstance(fault, StoreFailed) else Halt.CRASHED
    with suppress(OSError):  # a full disk may take not even this; the log has it too
        told = {"why": str(why), "detail": str(fault), "at": stamp(at), "counts": {}, "filled": {}}
        write_whole(folder / ENDING, json.dumps(told, indent=1))


def _why(work: Work) -> Halt:
    if work.halted is not None:
        return work.halted
    named = {"tor-down": Halt.TOR_DOWN, "refused-by-tor": Halt.LEAK}
    if work.closed in named:
        return named[work.closed]
    counts = work.spool.counts()
    if work.closed == "finished" and not counts["queued"] + counts["in-flight"]:
        return Halt.FINISHED
    work.detail = work.detail or f"Scrapy ended with {work.closed or 'no word'}, see the log"
    return Halt.CRASHED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
