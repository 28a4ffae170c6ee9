"""A watch saved: what answers it already is the past, about which it is silent."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from pipelines.index import LEASE, LEASE_LENGTH
from pipelines.watching import answered
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.watch import Alert, Watch
from tidewaiter.search import Index
from tidewaiter.store.database import Database, journal, watches

_PATIENCE = 30.0  # seconds; who tells the index lets go of it after each batch that leaves nothing


@dataclass(frozen=True, slots=True)
class Saved:
    """How many records answered already, and for how many of them alerts were made, since they were asked for."""

    past: int
    alerts: int


def save(
    database: Database, index: Index, watch: Watch, *, owner: str, at: datetime, since: datetime | None = None
) -> Saved:
    """Enter the watch, or its changed question. With `since` what appeared since then makes alerts, too.

    The index is told of nothing meanwhile, so that no record is taken for the past by one and for news by another. What
    waits for the index is news. Raises StoreFailed where the index is down, or is being told for too long.
    """
    _take(database, owner)
    try:
        before = dict.fromkeys(answered(index, watch.question))
        wanted = dict.fromkeys(answered(index, watch.question, since=since)) if since else {}
        with database.write() as rows:
            watches.put(rows, watch)
            new = watches.add(rows, (_alert(watch, one, at) for one in wanted))
            old = watches.add(rows, (_alert(watch, one, at) for one in before if one not in wanted), past=True)
    finally:
        with database.write() as rows:
            journal.release(rows, LEASE, owner)
    return Saved(len(old), len(new))


def _alert(watch: Watch, record: str, at: datetime) -> Alert:
    return Alert(watch.id, record, 0, watch.version, at)


def _take(database: Database, owner: str) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        with database.write() as rows:
            if journal.hold(rows, LEASE, owner, length=LEASE_LENGTH):
                return
        if time.monotonic() > until:
            raise StoreFailed("another process is telling the index", todo="let it finish, and ask again")
        time.sleep(0.1)
