"""What a run has read so far, counted in the transaction of each reading, so that a resumed run goes on counting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from tidewaiter.model.health import LINKS
from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import FIELDS, Kind, Page, Reading, Statement

_EMPTY = ("", (), None)


def add(db: sqlite3.Connection, reading: Reading) -> None:
    for statement in reading.statements:
        db.execute("INSERT OR IGNORE INTO things VALUES(?,?)", (statement.kind, digest(statement.key)))
    db.executemany(
        "INSERT INTO filled VALUES(?,?,1) ON CONFLICT(name) DO UPDATE SET stated=stated+excluded.stated, pages=pages+1",
        [(name, int(stated)) for s in reading.statements if _in_full(reading.page, s) for name, stated in _stated(s)],
    )
    led = sorted({str(link.expects) for link in reading.links if link.expects})
    db.executemany(
        "INSERT INTO filled VALUES(?,1,1) ON CONFLICT(name) DO UPDATE SET stated=stated+1, pages=pages+1",
        [(f"{reading.page}/{LINKS}{page}",) for page in led],
    )


def _in_full(page: Page, statement: Statement) -> bool:
    """Whether the page is the statement's own, not a card. Reviews and posts have no page of their own."""
    return str(page) == str(statement.kind) or statement.kind in (Kind.REVIEW, Kind.POST)


def _stated(statement: Statement) -> Iterator[tuple[str, bool]]:
    for name in FIELDS[statement.kind]:
        yield f"{statement.kind}.{name}", statement.fields.get(name) not in _EMPTY


def things(db: sqlite3.Connection) -> dict[str, int]:
    """Different things read, by kind."""
    return dict(db.execute("SELECT kind, count(*) FROM things GROUP BY kind"))


def filled(db: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """By "kind.field": how many of how many full pages stated it."""
    found = db.execute("SELECT name, stated, pages FROM filled WHERE name NOT LIKE '%/%'")
    return {name: (stated, pages) for name, stated, pages in found}


def led(db: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """By "category/links.listing": how many of how many pages of the one kind led to one of the other."""
    pages = dict(db.execute("SELECT page, count(*) FROM readings GROUP BY page"))
    found = db.execute("SELECT name, stated FROM filled WHERE name LIKE '%/%'")
    return {name: (stated, pages.get(name.partition("/")[0], stated)) for name, stated in found}
