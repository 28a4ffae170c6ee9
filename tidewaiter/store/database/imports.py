"""Runs that asked a source for nothing, but took a file in: they say nothing of what is gone, and nothing of what is
usual on the source's pages."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from tidewaiter.model.capture import HANDED_OVER
from tidewaiter.store.database.tables import capture, run

# Of a statement over runs.
TOOK_A_FILE = exists(select(capture.c.id).where(capture.c.run == run.c.id, capture.c.method == HANDED_OVER))


def took_a_file(rows: Connection, one: str) -> bool:
    """Whether this run is an import."""
    mine = select(capture.c.id).where(capture.c.run == one, capture.c.method == HANDED_OVER).limit(1)
    return rows.execute(mine).first() is not None
