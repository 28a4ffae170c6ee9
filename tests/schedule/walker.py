"""A crawl child without a network: `python -m tests.schedule.walker SPOOL_FOLDER` does what `walk.txt` there says.

page /PATH TITLE    fetch and read one listing, unless an earlier life did
hold /PATH          fetch one page, and be ended in its reader
die                 be killed, once in the run's life; `die always` every time
mute STATUS         exit without a word
wait                go on until SIGTERM, then end as `stopped`
end WHY [BARRIER]   say so and exit
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from crawler.order import Order
from crawler.readers.bounded import KILLED_BY
from tidewaiter.model.capture import Capture
from tidewaiter.model.ids import capture_id
from tidewaiter.model.sighting import Kind, Page, Reading, Statement
from tidewaiter.store.evidence import Exchange, WarcFiles
from tidewaiter.store.spool import Row, Spool

WALK = "walk.txt"
AT = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)


class Walker:
    def __init__(self, folder: Path) -> None:
        self.folder, self.order = folder, Order.read(folder)
        self.spool = Spool(folder, mirrors=self.order.mirrors, run=self.order.run)
        self.spool.own()
        salt = bytes.fromhex(self.order.secret_salt)
        self.warc = WarcFiles(folder / "warc", self.order.run, code_version=self.order.code_version, salt=salt)
        (folder / "lives").open("a").write("x")

    def page(self, path: str, title: str) -> None:
        if not self.spool.add(self.order.mirrors[0] + path):
            return
        row = self.spool.take(time.time())
        assert row is not None
        kept = self.captured(row, path, title)
        said = Statement(Kind.LISTING, path, {"title": title, "vendor": "Blue Heron"})
        self.spool.done(Reading(kept.id, Page.LISTING, "walker-1", (said,)))

    def hold(self, path: str) -> None:
        self.spool.add(self.order.mirrors[0] + path)
        if row := self.spool.take(time.time()):
            self.captured(row, path, "held")
            self.spool.reading(row.id)
            os.kill(os.getpid(), KILLED_BY)

    def captured(self, row: Row, path: str, title: str) -> Capture:
        mirror = self.order.mirrors[0]
        body = f"<h1>{title}</h1>".encode()
        exchange = Exchange(
            url=mirror + path, method="GET", request_headers=[], status=200, reason="OK",
            response_headers=[("Content-Type", "text/html")], body=body, captured_at=AT, source=self.order.source,
            run=self.order.run, mirror=mirror, attempt=row.attempt,
        )  # fmt: skip
        response, request = self.warc.write(exchange)
        kept = Capture(
            id=capture_id(self.order.run, row.fingerprint, row.attempt, exchange.payload_sha256), run=self.order.run,
            source=self.order.source, url=exchange.url, mirror=mirror, attempt=row.attempt, captured_at=AT,
            method="GET", status=200, media_type="text/html", payload_sha256=exchange.payload_sha256, size=len(body),
            response=response, request=request,
        )  # fmt: skip
        self.spool.captured(row.id, kept)
        return kept

    def end(self, why: str, barrier: str = "") -> int:
        word = {"why": why, "detail": "", "barrier": {"page": barrier} if barrier else None}
        (self.folder / "ending.json").write_text(json.dumps(word))
        self.spool.finish(why)
        self.warc.close()
        self.spool.close()
        return 0

    def progress(self) -> None:
        told = {"state": "crawling", "counts": self.spool.counts(), "queue": 0, "rate": 1.0, "errors": {}}
        (self.folder / "progress.new").write_text(json.dumps(told))
        (self.folder / "progress.new").replace(self.folder / "progress.json")


def main(folder: Path) -> int:
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    walker = Walker(folder)
    for step in (folder / WALK).read_text().splitlines():
        word, *more = step.split(" ", 2)
        if word == "page":
            walker.page(*more)
        elif word == "hold":
            walker.hold(*more)
        elif word == "die" and (more or len((folder / "lives").read_text()) == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "mute":
            return int(more[0])
        elif word == "wait":
            walker.progress()
            while not asked:
                time.sleep(0.02)
            return walker.end("stopped")
        elif word == "end":
            return walker.end(*more)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
