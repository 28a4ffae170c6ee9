"""How often the page of each thing was read, and how often that brought something new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from sqlalchemy import Connection, select

from tidewaiter.store.database.tables import capture, record, sighting


@dataclass(frozen=True, slots=True)
class Visits:
    """Of one record's own page: cards on other pages do not count. `changes` of the visits after the first said
    something else than the one before."""

    key: str
    kind: str
    visits: int
    changes: int
    last: datetime


def visits(rows: Connection, source: str, kind: str) -> Iterator[Visits]:
    """Of all records of a kind that have a page of their own, in the order of their ids."""
    statement = (
        select(record.c.id, record.c.key, sighting.c.fields, sighting.c.captured_at)
        .join(sighting, sighting.c.record == record.c.id)
        .join(capture, capture.c.id == sighting.c.capture)
        .where(record.c.source == source, record.c.kind == kind, ~sighting.c.withdrawn, capture.c.page == kind)
        .order_by(record.c.id, sighting.c.captured_at, sighting.c.id)
    )
    for (_, key), group in groupby(rows.execute(statement), key=lambda row: (row.id, row.key)):
        said = [(row.fields, row.captured_at) for row in group]
        changes = sum(one[0] != other[0] for one, other in pairwise(said))
        yield Visits(key, kind, len(said), changes=changes, last=said[-1][1])
