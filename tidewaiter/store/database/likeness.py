"""Which records may say nearly the same: kept by bands of a text's sketch, so that nobody compares all with all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import band, record

MOST = 200  # candidates of one record: a text on more pages than that is the market's own


@dataclass(frozen=True, slots=True)
class Alike:
    """A record as texts are compared: whose it is, and since when."""

    record: str
    source: str
    kind: str
    title: str
    name: str
    handle: str
    first_seen: datetime


def unsketched(rows: Connection, ids: Iterable[str], kinds: Collection[str]) -> list[str]:
    """Those of the records whose text has changed since their bands were kept, or that have none yet."""
    statement = (
        select(record.c.id)
        .outerjoin(band, (band.c.record == record.c.id) & (band.c.number == 0))
        .where(among(record.c.id), record.c.kind.in_(kinds), record.c.fingerprint != "", record.c.sightings > 0)
        .where(or_(band.c.fingerprint.is_(None), band.c.fingerprint != record.c.fingerprint))
        .order_by(record.c.id)
    )
    return [one for some in chunks(sorted(set(ids))) for one in rows.execute(statement, {"ids": some}).scalars()]


def keep(rows: Connection, sketches: Mapping[str, tuple[str, Sequence[str]]]) -> None:
    """Put these bands, with the fingerprint of the text that they are of, in the place of what was kept."""
    ids = sorted(sketches)
    for some in chunks(ids):
        rows.execute(band.delete().where(among(band.c.record)), {"ids": some})
    values = [
        {"record": one, "number": number, "value": value, "fingerprint": sketches[one][0]}
        for one in ids
        for number, value in enumerate(sketches[one][1])
    ]
    if values:
        rows.execute(insert_new(rows, band, *band.primary_key), values)


def candidates(rows: Connection, bands: Sequence[str], *, kind: str) -> list[Alike]:
    """Records of the kind that share a band, the first seen first."""
    sharing = select(band.c.record).where(band.c.value.in_(bands)).distinct()
    # Not the bare column: SQLite would then walk all records of the kind by its index, which grows with the history.
    of_kind = record.c.kind.concat("") == kind
    statement = select(*_ALIKE).where(record.c.id.in_(sharing), of_kind, record.c.sightings > 0)
    found = rows.execute(statement.order_by(record.c.first_seen, record.c.id).limit(MOST)).all()
    return [Alike(*row) for row in found]


def among_these(rows: Connection, ids: Iterable[str]) -> list[Alike]:
    """Those of the records that stand, the first seen first."""
    statement = select(*_ALIKE).where(among(record.c.id), record.c.sightings > 0)
    found = [Alike(*row) for some in chunks(sorted(set(ids))) for row in rows.execute(statement, {"ids": some})]
    return sorted(found, key=lambda one: (one.first_seen, one.record))


_ALIKE = (
    record.c.id, record.c.source, record.c.kind, record.c.title, record.c.vendor, record.c.handle,
    record.c.first_seen,
)  # fmt: skip
