"""The child's side of a spool: the frontier, and what the crawl keeps."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tidewaiter.model.capture import Capture
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import WALLS, Link, Page, Reading
from tidewaiter.store.spool import rows, tally
from tidewaiter.store.spool.address import locate
from tidewaiter.store.spool.codec import capture_json, printable, reading_json
from tidewaiter.store.spool.rows import BARRIER, Ending, Note, Row
from tidewaiter.store.spool.shelf import Shelf

START_PRIORITY = 100  # before everything a profile ranks: the way in
MOST_HOPS = 10  # browsers stop at 20; onion sites that set a cookie need three


class Spool(Shelf):
    """One run's folder: `spool.sqlite` and `warc/`. Every call is one short transaction; StoreFailed on a full disk.

    `mirrors` are the source's origins: a page has one row, whichever mirror names it. `follow` says which links of a
    reading become rows; without it all that lie inside the source.
    """

    def __init__(
        self, folder: Path, *, mirrors: Sequence[str] = (), run: str = "",
        follow: Callable[[Link, Row], bool] = lambda link, row: True,
    ) -> None:  # fmt: skip
        super().__init__(folder, run=run)
        self.mirrors, self._follow = tuple(mirrors), follow
        self._lease: IO[str] | None = None

    def close(self) -> None:
        super().close()
        if self._lease is not None:
            self._lease.close()
            self._lease = None

    def own(self) -> int:
        """Take the run's lease, and queue again what an earlier owner had in flight; returns how many rows. A page that
        ended its reader's process too often has failed.

        The lease is a lock of the system: it ends with this process, however that ends. Raises StoreFailed while
        another process holds it.
        """
        lease = (self.folder / "owner.lock").open("a")
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            lease.close()
            raise StoreFailed("another process crawls this run", where=str(self.folder)) from taken
        self._lease = lease
        with self._write() as db:
            db.execute("DELETE FROM finished")
            for row in rows.held(db, self.run):
                reason = f"its reader was ended {rows.MOST_HELD} times, with the process"
                rows.end(db, row.id, Ending.FAILED, reason)
                self._note(db, Note(rows.HELD, reason, row.place.site + row.place.path))
            sql = "UPDATE frontier SET state='queued' WHERE run=? AND state='in-flight'"
            return db.execute(sql, (self.run,)).rowcount

    def add(self, url: str, *, expects: Page | None = None, depth: int = 0, priority: int = 0) -> bool:
        """Queue a page; False where it is known or lies outside the source."""
        place = locate(url, self.mirrors)
        if place is None:
            return False
        with self._write() as db:
            return rows.add(db, self.run, place=place, expects=expects, depth=depth, priority=priority)

    def seed(self, start: Iterable[str], revisit: Iterable[tuple[str, int]], skip: Iterable[str] = ()) -> int:
        """Queue the run's first pages in one transaction; returns how many were new. Known ones stay as they are.

        Those to `skip` are entered as known, so that no link to them is followed.
        """
        seeds = [(url, 0, START_PRIORITY) for url in start] + [(url, 1, priority) for url, priority in revisit]
        with self._write() as db:
            placed = [(locate(url, self.mirrors), depth, priority) for url, depth, priority in seeds]
            new = sum(
                rows.add(db, self.run, place=place, expects=None, depth=depth, priority=priority)
                for place, depth, priority in placed
                if place is not None
            )
            rows.add_known(db, self.run, [place for url in skip if (place := locate(url, self.mirrors)) is not None])
            return new

    def take(self, now: float) -> Row | None:
        """The next row that is due (seconds since the epoch), in flight from now on."""
        with self._write(durable=False) as db:
            return rows.take(db, self.run, now)

    def captured(self, row: int, capture: Capture) -> None:
        """The bytes are durable in the WARC; told before anyone parses them."""
        with self._write() as db:
            told = (capture.id, row, capture_json(capture))
            db.execute("INSERT OR IGNORE INTO captures(id, row, body) VALUES(?,?,?)", told)

    def reading(self, row: int) -> None:
        """Told before a reader begins, so that a page that ends the process is known by name afterwards."""
        with self._write(durable=False) as db:
            rows.reading(db, row)

    def done(self, reading: Reading) -> bool:
        """Reading, links and the row's ending in one transaction; False where this capture was read before.

        A login, CAPTCHA or seizure page that no profile expected there ends its row as failed, to be reopened.
        """
        with self._write() as db:
            found = db.execute("SELECT row FROM captures WHERE id=?", (reading.capture,)).fetchone()
            if found is None:
                raise ValueError(f"a reading of {reading.capture}, which was never captured in this spool")
            if not self._keep(db, reading):
                return False
            row = rows.by_id(db, found[0])
            if reading.page in WALLS and row.expects is not reading.page:
                rows.end(db, row.id, Ending.FAILED, BARRIER + reading.page)
            else:
                rows.end(db, row.id, Ending.DONE, "")
            self._spread(db, reading, row)
            return True

    def part(self, reading: Reading) -> bool:
        """A part of what a file holds, which no row of the frontier asked for; False where it is kept already."""
        with self._write() as db:
            if not self._keep(db, reading):
                return False
            for address in reading.candidates:
                self._candidate(db, address, reading.capture)
            return True

    def ended(self, row: int, ending: Ending, reason: str, *, retry_at: float | None = None) -> None:
        """Acknowledge a row without a reading. With `retry_at` it is queued again, one failure more."""
        with self._write() as db:
            if retry_at is not None:
                rows.queue(db, row, until=retry_at, reason=reason, failed=1)
                return
            rows.end(db, row, ending, reason)
            if ending in (Ending.FAILED, Ending.REFUSED):
                found = rows.by_id(db, row).place
                self._note(db, Note(str(ending), reason, found.site + found.path))

    def returned(self, row: int, reason: str, *, until: float = 0.0, waited: bool = False) -> None:
        """Queue a row again through no fault of its own: tor was down, the run stops, a queue page says when."""
        with self._write(durable=False) as db:
            rows.queue(db, row, until=until, reason=reason, waited=int(waited))

    def redirected(self, row: Row, url: str) -> tuple[Ending | None, str]:
        """Acknowledge a redirect by its target; the ending and its reason. None: the row itself is asked once more."""
        target = locate(url, self.mirrors)
        with self._write() as db:
            if target is None:
                ending, reason = Ending.REFUSED, f"redirected out of the source, to {printable(url)}"
                self._candidate(db, url, "")
            else:
                found, reason = rows.redirect(db, self.run, row, target, most_hops=MOST_HOPS)
                if found is None:
                    return None, reason
                ending = found
            rows.end(db, row.id, ending, reason)
            if ending in (Ending.FAILED, Ending.REFUSED):
                self._note(db, Note(str(ending), reason, row.place.site + row.place.path))
            return ending, reason

    def reopen(self) -> int:
        """Queue again what met a barrier, after a person has acted; returns how many rows."""
        with self._write() as db:
            return rows.reopen(db, self.run)

    def note(self, note: Note) -> None:
        with self._write() as db:
            self._note(db, note)

    def finish(self, why: str) -> None:
        """Nothing more will be written, until an owner resumes the run."""
        with self._write() as db:
            db.execute("DELETE FROM finished")
            db.execute("INSERT INTO finished VALUES(?)", (why,))

    @staticmethod
    def _keep(db: sqlite3.Connection, reading: Reading) -> bool:
        told = (reading.capture, reading.part, reading.page, reading_json(reading))
        sql = "INSERT OR IGNORE INTO readings(capture, part, page, body) VALUES(?,?,?,?)"
        new = bool(db.execute(sql, told).rowcount)
        if new:
            tally.add(db, reading)
        return new

    def _spread(self, db: sqlite3.Connection, reading: Reading, row: Row) -> None:
        for link in reading.links:
            place = locate(link.url, self.mirrors)
            if place is not None and self._follow(link, row):
                depth = row.depth + 1
                rows.add(db, self.run, place=place, expects=link.expects, depth=depth, priority=link.priority)
        for address in reading.candidates:
            self._candidate(db, address, reading.capture)

    def _candidate(self, db: sqlite3.Connection, address: str, capture: str) -> None:
        self._note(db, Note("candidate", printable(address), "", capture))

    @staticmethod
    def _note(db: sqlite3.Connection, note: Note) -> None:
        told = (note.kind, printable(note.text), printable(note.url), note.capture)
        db.execute("INSERT OR IGNORE INTO notes(kind, text, url, capture) VALUES(?,?,?,?)", told)

    @contextmanager
    def _write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction. One that is not durable may be undone by a power cut, until the next durable one: a row in
        flight is then queued, as it would be at the next start anyway. It saves one of four waits for the disk a page.
        """
        db = self._db
        try:
            db.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
        except sqlite3.Error as fault:
            raise StoreFailed(
                f"the spool does not take more: {fault}",
                where=str(self.folder),
                todo="free some disk space, then resume the run; what was kept so far is whole",
            ) from fault
