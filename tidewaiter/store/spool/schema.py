"""The one SQLite file of a spool."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidewaiter.model.errors import StoreFailed

_FIRST = """
CREATE TABLE frontier(
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  site TEXT NOT NULL,
  path TEXT NOT NULL,
  expects TEXT NOT NULL DEFAULT '',
  depth INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0,
  led_to INTEGER,                          -- the row that its redirect led to
  hops INTEGER NOT NULL DEFAULT 0,         -- redirects that led here
  state TEXT NOT NULL DEFAULT 'queued',    -- queued, in-flight, ended
  ending TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,     -- times taken: it tells the captures of one row apart
  failures INTEGER NOT NULL DEFAULT 0,     -- what the limit of attempts counts
  waits INTEGER NOT NULL DEFAULT 0,        -- queue pages met
  not_before REAL NOT NULL DEFAULT 0,
  UNIQUE(run, fingerprint)
);
CREATE INDEX frontier_led_to ON frontier(led_to) WHERE led_to IS NOT NULL;
CREATE INDEX frontier_next ON frontier(run, state, priority DESC, id);
CREATE TABLE captures(seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, row INTEGER NOT NULL,
  body TEXT NOT NULL);
CREATE TABLE readings(seq INTEGER PRIMARY KEY AUTOINCREMENT, capture TEXT NOT NULL UNIQUE, page TEXT NOT NULL,
  body TEXT NOT NULL);
CREATE INDEX readings_page ON readings(page);
CREATE TABLE notes(seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL,
  capture TEXT NOT NULL);
CREATE UNIQUE INDEX candidate_once ON notes(text) WHERE kind = 'candidate';
CREATE TABLE things(kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(kind, key)) WITHOUT ROWID;
CREATE TABLE filled(name TEXT PRIMARY KEY, stated INTEGER NOT NULL, pages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE finished(why TEXT NOT NULL);
"""
_HELD = """
CREATE TABLE held(                         -- pages whose reader had begun
  row INTEGER PRIMARY KEY,
  times INTEGER NOT NULL DEFAULT 0,        -- that the process ended in it
  now INTEGER NOT NULL
);
"""
_PARTS = """
CREATE TABLE in_parts(seq INTEGER PRIMARY KEY AUTOINCREMENT, capture TEXT NOT NULL, part INTEGER NOT NULL DEFAULT 0,
  page TEXT NOT NULL, body TEXT NOT NULL, UNIQUE(capture, part));  -- a file of many messages is read in parts
INSERT INTO in_parts(seq, capture, page, body) SELECT seq, capture, page, body FROM readings;
DROP TABLE readings;
ALTER TABLE in_parts RENAME TO readings;
CREATE INDEX readings_page ON readings(page);
"""
_LAYOUTS = (_FIRST, _HELD, _PARTS)  # each adds to the one before
VERSION = len(_LAYOUTS)
_BUSY_MS = 30_000


def connect(folder: Path) -> sqlite3.Connection:
    """Open the spool's file, made when it is not there. Raises StoreFailed."""
    file = folder / "spool.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Two processes may open a new spool at once, and a change to WAL does not wait for a busy file.
        with locked(folder / "opening.lock"):
            connection = sqlite3.connect(file, isolation_level=None, timeout=_BUSY_MS / 1000)
            # FULL: a reading that the recorder has seen may not be lost by a power cut, else its number is given anew.
            connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < VERSION:
                added = "".join(_LAYOUTS[version:])
                connection.executescript(f"BEGIN IMMEDIATE; {added} PRAGMA user_version={VERSION}; COMMIT;")
    except (sqlite3.Error, OSError) as fault:
        raise StoreFailed(f"the spool does not open: {fault}", where=str(file)) from fault
    if version > VERSION:
        raise StoreFailed(
            f"a spool of layout {version}, this version writes {VERSION}",
            where=str(file),
            todo="finish the run with the version that began it, or start a new run",
        )
    return connection


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a file's lock, waiting for it; the system frees it when this process ends, however it ends."""
    with file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
