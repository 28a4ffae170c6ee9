"""The frontier's rows: pure SQL within a transaction that the caller holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tidewaiter.model.sighting import Page
from tidewaiter.store.spool.address import Place


class Ending(StrEnum):
    """How a row ended; each row ends in exactly one of them.

    done: capture, reading and links are durable. failed, refused: with the reason. duplicate: it redirects to a page
    the frontier knows. replaced: it redirects to a page that was new, which is a row of its own now. known: an earlier
    run saw it lately, and it is not due.
    """

    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    REPLACED = "replaced"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Row:
    """One page to ask for. `attempt` counts the times it was taken, from 1; `failures` those that went wrong."""

    id: int
    place: Place
    expects: Page | None
    depth: int
    priority: int
    attempt: int
    failures: int
    waits: int
    hops: int

    @property
    def fingerprint(self) -> str:
        return self.place.fingerprint


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of: `kind` is candidate, failed, refused, mirror, barrier or held."""

    kind: str
    text: str
    url: str = ""
    capture: str = ""


# Reasons of rows that a person's act can open again (a login, a solved CAPTCHA).
BARRIER = "barrier: "
HELD = "held"  # the note of a page that held its reader
MOST_HELD = 2  # times that a process may end while it reads a page: once may be a kill that had nothing to do with it
_COLUMNS = "id, site, path, expects, depth, priority, attempts, failures, waits, hops"


def row_of(found: tuple[int, str, str, str, int, int, int, int, int, int]) -> Row:
    number, site, path, expects, *counts = found
    return Row(number, Place(site, path), Page(expects) if expects else None, *counts)


def by_id(db: sqlite3.Connection, row: int) -> Row:
    found = db.execute(f"SELECT {_COLUMNS} FROM frontier WHERE id=?", (row,)).fetchone()
    if found is None:
        raise KeyError(f"no row {row} in the frontier")
    return row_of(found)


def add(
    db: sqlite3.Connection, run: str, *, place: Place, expects: Page | None, depth: int, priority: int, hops: int = 0
) -> bool:  # fmt: skip
    """A new row; False where the run knows the page."""
    told = (run, place.fingerprint, place.site, place.path, expects or "", depth, priority, hops)
    sql = "INSERT OR IGNORE INTO frontier(run, fingerprint, site, path, expects, depth, priority, hops)"
    return db.execute(f"{sql} VALUES(?,?,?,?,?,?,?,?)", told).rowcount == 1


def add_known(db: sqlite3.Connection, run: str, places: Iterable[Place]) -> None:
    """Rows that have ended before they began; pages that are queued stay so."""
    sql = "INSERT OR IGNORE INTO frontier(run, fingerprint, site, path, state, ending, reason)"
    told = ((run, place.fingerprint, place.site, place.path, Ending.KNOWN, "seen lately, not due") for place in places)
    db.executemany(f"{sql} VALUES(?,?,?,?,'ended',?,?)", told)


def take(db: sqlite3.Connection, run: str, now: float) -> Row | None:
    """The most urgent row that is due, marked as in flight."""
    found = db.execute(
        "UPDATE frontier SET state='in-flight', attempts=attempts+1 WHERE id=(SELECT id FROM frontier"
        " WHERE run=? AND state='queued' AND not_before<=? ORDER BY priority DESC, id LIMIT 1)"
        f" RETURNING {_COLUMNS}",
        (run, now),
    ).fetchall()
    return row_of(found[0]) if found else None


def end(db: sqlite3.Connection, row: int, ending: Ending, reason: str) -> None:
    db.execute("UPDATE frontier SET state='ended', ending=?, reason=? WHERE id=?", (ending, reason, row))
    db.execute("DELETE FROM held WHERE row=?", (row,))


def queue(db: sqlite3.Connection, row: int, *, until: float, reason: str, failed: int = 0, waited: int = 0) -> None:
    """Back to the queue, not before `until`."""
    db.execute(
        "UPDATE frontier SET state='queued', ending='', reason=?, not_before=?, failures=failures+?, waits=waits+?"
        " WHERE id=?",
        (reason, until, failed, waited, row),
    )
    db.execute("UPDATE held SET now=0 WHERE row=?", (row,))


def reading(db: sqlite3.Connection, row: int) -> None:
    """A reader begins with the row's page; the row's ending, or its return to the queue, says that it is through."""
    db.execute("INSERT INTO held(row, now) VALUES(?,1) ON CONFLICT(row) DO UPDATE SET now=1", (row,))


def held(db: sqlite3.Connection, run: str) -> list[Row]:
    """Count one more end of a process for the page that it was reading; the rows that had too many of them."""
    db.execute("UPDATE held SET times=times+1, now=0 WHERE now=1")
    columns = ", ".join(f"f.{name}" for name in _COLUMNS.split(", "))
    sql = (
        f"SELECT {columns} FROM frontier f JOIN held h ON h.row=f.id WHERE f.run=? AND f.state='in-flight' AND times>=?"
    )
    return [row_of(found) for found in db.execute(sql, (run, MOST_HELD))]


def redirect(db: sqlite3.Connection, run: str, row: Row, target: Place, *, most_hops: int) -> tuple[Ending | None, str]:
    """End a row by its redirect, and see to it that the target is asked. None: the row itself is asked once more.

    Sites send a visitor in circles to set a cookie: /a -> /check -> /a. So a target that was itself replaced, never
    read, is opened again, as long as the chain has hops left.
    """
    path = target.site + target.path
    if row.hops >= most_hops:
        return Ending.FAILED, f"redirected {row.hops} times, at last to {path}"
    if target.fingerprint == row.fingerprint:
        db.execute("UPDATE frontier SET state='queued', not_before=0, hops=hops+1 WHERE id=?", (row.id,))
        return None, "redirected to itself"
    # One more than its own priority: if it is a login page, that must be known before more pages are asked.
    new = add(db, run, place=target, expects=row.expects, depth=row.depth, priority=row.priority + 1, hops=row.hops + 1)
    known, ending, reason = db.execute(
        "SELECT id, ending, reason FROM frontier WHERE run=? AND fingerprint=?", (run, target.fingerprint)
    ).fetchone()
    db.execute("UPDATE frontier SET led_to=? WHERE id=?", (known, row.id))
    if new:
        return Ending.REPLACED, f"redirected to {path}"
    if ending == Ending.REPLACED:
        db.execute(
            "UPDATE frontier SET state='queued', ending='', led_to=NULL, hops=? WHERE id=?", (row.hops + 1, known)
        )
        return Ending.REPLACED, f"redirected back to {path}"
    if reason.startswith(BARRIER):
        return Ending.FAILED, f"{reason} (redirected to {path})"
    return Ending.DUPLICATE, f"redirected to {path}, which is known"


def reopen(db: sqlite3.Connection, run: str) -> int:
    """Queue again what met a barrier; where redirects led to it, the pages that were asked for first.

    Returns how many rows. A login page that others led to stays ended: it is asked again if they lead there again.
    """
    met = "SELECT id FROM frontier WHERE run=:run AND reason LIKE :barrier"
    reopened = db.execute(
        f"WITH RECURSIVE before(id) AS ({met} UNION SELECT f.id FROM frontier f JOIN before b ON f.led_to=b.id)"
        " UPDATE frontier SET state='queued', ending='', reason='', not_before=0, hops=0, waits=0, failures=0,"
        " led_to=NULL WHERE id IN (SELECT id FROM before WHERE id NOT IN"
        " (SELECT led_to FROM frontier WHERE led_to IS NOT NULL)) RETURNING id",
        {"run": run, "barrier": BARRIER + "%"},
    )
    return len(reopened.fetchall())
