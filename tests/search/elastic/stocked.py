"""A database of records whose changes wait in the outbox, and the drainer as the product runs it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import func, select

from pipelines.derive import columns
from pipelines.index import drain
from pipelines.upkeep import Compared, check, rebuild
from tests.search.corpus import generated
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.run import Run, State
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.search import Entry, Index
from tidewaiter.store.database import Database, Seen, captures, journal, letters, outbox, sqlite_address
from tidewaiter.store.database.folding import append
from tidewaiter.store.database.tables import record

SOURCE, RUN, MIRROR = "lanternfish", "run-of-faults", f"http://{'a' * 56}.onion"
WHEN = datetime(2026, 11, 24, tzinfo=timezone.utc)


class Stocked:
    """`add` and `change` write as a crawl does, each a transaction with its outbox rows."""

    def __init__(self, folder: Path) -> None:
        self.database = Database.open(sqlite_address(folder / "database.sqlite"))
        self._captures = 0
        self._lock = threading.Lock()
        with self.database.write() as rows:
            journal.start(rows, Run(RUN, SOURCE, State.RUNNING, WHEN, "profile", "authority", "0.1", "ahn"))

    def add(self, count: int, seed: int = 7) -> None:
        entries = generated(count, seed)
        for at in range(0, count, 1_000):
            self._see(entries[at : at + 1_000])

    def change(self, count: int, some: int, chance: random.Random) -> None:
        """Other prices and texts for some of the first `count` records."""
        self._see(chance.sample(generated(count), some), price=str(chance.randrange(1, 900)))

    def _see(self, entries: Sequence[Entry], price: str = "") -> None:
        with self._lock:
            self._captures += 1
            number = self._captures
        at = WHEN + timedelta(seconds=number)
        with self.database.write() as rows:
            captures.add(rows, [captures.Entered(_capture(number, at), "host", number)])
            append(rows, [Seen(_sighting(one, number, at, price)) for one in entries], columns)

    def waiting(self) -> int:
        with self.database.read() as rows:
            return outbox.count(rows)

    def dead(self) -> list[letters.Letter]:
        with self.database.read() as rows:
            return letters.listed(rows)

    def drain(self, index: Index) -> int:
        return drain(self.database, index, owner="drainer")

    def rebuild(self, index: Index) -> int:
        return rebuild(self.database, index, owner="drainer")

    def taken(self) -> int:
        """At least so many records are in the index: what waits was either never told or may be a change."""
        with self.database.read() as rows:
            return rows.execute(select(func.count()).select_from(record)).scalar_one() - outbox.count(rows)

    def check(self, index: Index) -> Compared:
        return check(self.database, index)

    @contextmanager
    def draining(self, index: Index, *, limit: float) -> Iterator[list[str]]:
        """Meanwhile what waits is told, refused or not, as a recorder does again and again; ends when all is told.

        What is yielded holds the refusals so far. AssertionError where it is not done within `limit` seconds.
        """
        refused: list[str] = []
        stop = threading.Event()
        thread = threading.Thread(target=self._drain_until, args=(index, refused, stop))
        thread.start()
        try:
            yield refused
            until(lambda: self.waiting() == 0, limit, "the outbox is not empty")
        finally:
            stop.set()
            thread.join(timeout=120)
        assert not thread.is_alive(), "the drainer hangs"

    def _drain_until(self, index: Index, refused: list[str], stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                if not self.drain(index):
                    stop.wait(0.1)
            except StoreFailed as fault:
                refused.append(fault.what)
                stop.wait(0.2)


def until(done: Callable[[], bool], limit: float, says: str) -> None:
    deadline = time.monotonic() + limit
    while not done():
        assert time.monotonic() < deadline, says
        time.sleep(0.1)


def _sighting(entry: Entry, number: int, at: datetime, price: str) -> Sighting:
    fields = {
        "title": entry.title,
        "description": entry.body,
        "vendor": entry.vendor,
        "currency": entry.currency or "USD",
    }
    fields["price"] = price or str(entry.price or 1)
    return Sighting(SOURCE, Kind.LISTING, f"/{entry.id}", f"capture-{number}", at, MIRROR, fields)


def _capture(number: int, at: datetime) -> Capture:
    member = Member("RUN-00001.warc.gz", number, 100, "aa" * 32)
    return Capture(
        id=f"capture-{number}", run=RUN, source=SOURCE, url=f"{MIRROR}/{number}", mirror=MIRROR, attempt=1, captured_at=at,
        method="GET", status=200, media_type="text/html", payload_sha256="bb" * 32, size=1234, response=member, request=member,
    )  # fmt: skip
