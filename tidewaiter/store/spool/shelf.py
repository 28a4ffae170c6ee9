"""The recorder's side of a spool: reads what the child has kept, in another process, while the child writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from tidewaiter.model.capture import Capture
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.sighting import Reading
from tidewaiter.store.spool import tally
from tidewaiter.store.spool.codec import capture_of, reading_of
from tidewaiter.store.spool.rows import BARRIER, HELD, Ending, Note
from tidewaiter.store.spool.schema import connect


class Shelf:
    """One run's folder, read only. `after` is the sequence number last seen; numbers only grow."""

    def __init__(self, folder: Path, *, run: str = "") -> None:
        self.folder, self.run = folder, run or folder.name
        self._db = connect(folder)

    @property
    def warc(self) -> Path:
        return self.folder / "warc"

    def close(self) -> None:
        self._db.close()

    def captures(self, after: int = 0, limit: int = 500) -> list[tuple[int, Capture]]:
        found = self._read("SELECT seq, body FROM captures WHERE seq>? ORDER BY seq LIMIT ?", after, limit)
        return [(seq, capture_of(body)) for seq, body in found]

    def readings(self, after: int = 0, limit: int = 500) -> list[tuple[int, Reading]]:
        found = self._read("SELECT seq, body FROM readings WHERE seq>? ORDER BY seq LIMIT ?", after, limit)
        return [(seq, reading_of(body)) for seq, body in found]

    def notes(self, after: int = 0, limit: int = 500) -> list[tuple[int, Note]]:
        sql = "SELECT seq, kind, text, url, capture FROM notes WHERE seq>? ORDER BY seq LIMIT ?"
        return [(seq, Note(*told)) for seq, *told in self._read(sql, after, limit)]

    def held(self) -> list[str]:
        """The addresses of pages that held their reader."""
        return [url for (url,) in self._read("SELECT DISTINCT url FROM notes WHERE kind=? ORDER BY seq", HELD)]

    @property
    def finished(self) -> str:
        """Why the child ended; "" while it may still write."""
        found = self._read("SELECT why FROM finished")
        return str(found[0][0]) if found else ""

    def counts(self) -> dict[str, int]:
        """Rows by state (queued, in-flight) and ending; captures, readings, notes; readings as `page.KIND`; rows that a
        barrier ended as `behind.KIND`; different things read by kind."""
        sql = "SELECT CASE state WHEN 'ended' THEN ending ELSE state END, count(*) FROM frontier WHERE run=? GROUP BY 1"
        counted = dict.fromkeys(("queued", "in-flight", *map(str, Ending)), 0) | dict(self._read(sql, self.run))
        for table in ("captures", "readings", "notes"):
            counted[table] = self._read(f"SELECT count(*) FROM {table}")[0][0]
        walled = (
            "SELECT reason, count(*) FROM frontier WHERE run=? AND ending='failed' AND reason LIKE ?||'%' GROUP BY 1"
        )
        for reason, number in self._read(walled, self.run, BARRIER):
            name = f"behind.{reason.removeprefix(BARRIER).split()[0].strip(',')}"
            counted[name] = counted.get(name, 0) + number
        for page, number in self._read("SELECT page, count(*) FROM readings GROUP BY page"):
            counted[f"page.{page}"] = number
        return counted | tally.things(self._db)

    def filled(self) -> dict[str, tuple[int, int]]:
        """By "kind.field": how many of how many full pages stated it."""
        return tally.filled(self._db)

    def led(self) -> dict[str, tuple[int, int]]:
        """By "category/links.listing": how many of how many pages of the one kind led to one of the other."""
        return tally.led(self._db)

    def next_due(self) -> float | None:
        """When the earliest queued row is due; None where none is queued."""
        found = self._read("SELECT min(not_before) FROM frontier WHERE run=? AND state='queued'", self.run)
        return float(found[0][0]) if found[0][0] is not None else None

    def endings(self) -> list[tuple[str, str, str]]:
        """(page, ending, reason) of each ended row, in the order of their finding."""
        sql = "SELECT site || path, ending, reason FROM frontier WHERE run=? AND state='ended' ORDER BY id"
        return self._read(sql, self.run)

    def _read(self, sql: str, *values: object) -> list[Any]:
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as fault:
            raise StoreFailed(f"the spool does not read: {fault}", where=str(self.folder)) from fault
