"""What the desk reads of records: one by its id, its history, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, case, func, select

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import sighting_id
from tidewaiter.model.mention import Mention
from tidewaiter.model.offer import Offer
from tidewaiter.model.record import Record, Version, versions
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database import codec
from tidewaiter.store.database.folding import Columns
from tidewaiter.store.database.merging import said_by
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import mention, offer, record, record_mirror, record_text, sighting

# Reviews name no vendor; an author who does not sell is hidden, and has no handle.
_NAMING = [str(Kind.VENDOR), str(Kind.LISTING), str(Kind.POST)]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it is kept: `columns` are derived from its values; a revision never goes back.

    `record` without sightings was withdrawn: a later reading of the same captures no longer says it.
    """

    record: Record
    revision: int
    columns: Columns


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor as the pages, the listings and the selling posts of one source name it.

    `record` is "" where no page of it is known: a record's key is made of an address, never of a name, else the vendor
    would be another record once the page is read.
    """

    source: str
    name: str
    record: str
    listings: int
    first_seen: datetime
    last_seen: datetime


def find(rows: Connection, start: str) -> Kept:
    """The record of an id, or of the unique beginning of one. Raises WrongUse where none or several begin so."""
    known = rows.execute(
        select(record.c.id).where(record.c.id.startswith(start, autoescape=True)).order_by(record.c.id).limit(2)
    )
    ids = known.scalars().all()
    if not start or not ids:
        raise WrongUse(f"no record begins with {start!r}", todo="take an id from `tidewaiter search`")
    if len(ids) > 1:
        raise WrongUse(f"several records begin with {start!r}", todo="give more letters of the id")
    return load(rows, ids)[0]


def load(rows: Connection, ids: Iterable[str]) -> list[Kept]:
    """The records of these ids, in their order; ids that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Kept] = {}
    for some in chunks(wanted):
        mirrors: dict[str, list[str]] = {one: [] for one in some}
        places = select(record_mirror).where(among(record_mirror.c.record)).order_by(record_mirror.c.mirror)
        for place in rows.execute(places, {"ids": some}):
            mirrors[place.record].append(place.mirror)
        whole = select(record, record_text.c.fields.label("long")).outerjoin(record_text)
        for row in rows.execute(whole.where(among(record.c.id)), {"ids": some}).mappings():
            found[row["id"]] = _kept(row, mirrors[row["id"]])
    return [found[one] for one in wanted if one in found]


def sightings(rows: Connection, one: str) -> list[Sighting]:
    """All sightings of a record, oldest first."""
    found = select(sighting).where(sighting.c.record == one, ~sighting.c.withdrawn)
    ordered = found.order_by(sighting.c.captured_at, sighting.c.capture)
    return [codec.sighting_of(row) for row in rows.execute(ordered).mappings()]


def history(rows: Connection, one: str) -> tuple[Version, ...]:
    """Each change of each field, oldest first."""
    return versions(sightings(rows, one))


def mentions(rows: Connection, kept: Sequence[Kept]) -> dict[str, list[Mention]]:
    """By record id, the mentions in the text that now stands: those of the latest statement of each field."""
    wanted = _standing(kept)
    found: dict[str, list[Mention]] = {one.record.id: [] for one in kept}
    for some in chunks(sorted(wanted)):
        statement = select(mention).where(among(mention.c.sighting), ~mention.c.withdrawn)
        ordered = statement.order_by(mention.c.sighting, mention.c.start, mention.c.id, mention.c.value)
        for row in rows.execute(ordered, {"ids": some}).mappings():
            one, capture = wanted[row["sighting"]]
            if one.record.said_by.get(row["field"]) == capture:
                found[one.record.id].append(codec.mention_of(row))
    return found


def offers(rows: Connection, kept: Sequence[Kept]) -> dict[str, list[Offer]]:
    """By record id, the offers that now stand: those whose price is in the latest statement of its field."""
    wanted = _standing(kept)
    found: dict[str, list[Offer]] = {one.record.id: [] for one in kept}
    for some in chunks(sorted(wanted)):
        statement = select(offer).where(among(offer.c.sighting)).order_by(offer.c.sighting, offer.c.id)
        for row in rows.execute(statement, {"ids": some}).mappings():
            one, capture = wanted[row["sighting"]]
            if one.record.said_by.get(row["field"]) == capture:
                found[one.record.id].append(codec.offer_of(row))
    return {
        one: sorted(told, key=lambda o: (o.told_by.place == "text", o.told_by.start)) for one, told in found.items()
    }


def _standing(kept: Sequence[Kept]) -> dict[str, tuple[Kept, str]]:
    """By sighting, the record whose values it said last, and the capture that did."""
    return {
        sighting_id(one.record.source, one.record.kind, one.record.key, capture): (one, capture)
        for one in kept
        for capture in set(one.record.said_by.values())
    }


def listed(
    rows: Connection, kind: Kind, *, source: str = "", limit: int = 100, before: datetime | None = None
) -> list[Kept]:
    """Records of a kind, the one seen last first."""
    statement = select(record.c.id).where(record.c.kind == str(kind), record.c.sightings > 0)
    if source:
        statement = statement.where(record.c.source == source)
    if before is not None:
        statement = statement.where(record.c.last_seen < before)
    ordered = statement.order_by(record.c.last_seen.desc(), record.c.id).limit(limit)
    return load(rows, rows.execute(ordered).scalars())


def counts(rows: Connection) -> dict[tuple[str, str], int]:
    """By source and kind, how many records there are."""
    statement = select(record.c.source, record.c.kind, func.count()).where(record.c.sightings > 0)
    return {(row[0], row[1]): row[2] for row in rows.execute(statement.group_by(record.c.source, record.c.kind))}


def vendors(rows: Connection, *, source: str = "", limit: int = 1000) -> list[Vendor]:
    """Those with most listings first. A name is one vendor of its source however its letters are cased."""
    page = record.c.kind == str(Kind.VENDOR)
    statement = select(
        record.c.source,
        func.coalesce(func.max(case((page, record.c.title))), func.max(record.c.vendor)).label("name"),
        func.coalesce(func.max(case((page, record.c.id))), "").label("record"),
        func.sum(case((record.c.kind == str(Kind.LISTING), 1), else_=0)).label("listings"),
        func.min(record.c.first_seen).label("first_seen"),
        func.max(record.c.last_seen).label("last_seen"),
    ).where(record.c.kind.in_(_NAMING), record.c.handle != "", record.c.sightings > 0)
    if source:
        statement = statement.where(record.c.source == source)
    grouped: Select[tuple[object, ...]] = statement.group_by(record.c.source, record.c.handle)
    ordered = grouped.order_by(func.sum(case((record.c.kind == str(Kind.LISTING), 1), else_=0)).desc(), "name")
    return [Vendor(**row) for row in rows.execute(ordered.limit(limit)).mappings()]


def known_sellers(rows: Connection, source: str, handles: Iterable[str], *, posting: bool = False) -> frozenset[str]:
    """Which of these names, in small letters, are vendors of the source; with `posting` also who sold in a post."""
    kinds = _NAMING if posting else [str(Kind.VENDOR), str(Kind.LISTING)]
    sells = (record.c.source == source, record.c.kind.in_(kinds))
    statement = select(record.c.handle).distinct().where(among(record.c.handle), *sells)
    wanted = chunks(sorted(set(handles) - {""}))
    return frozenset(name for some in wanted for name in rows.execute(statement, {"ids": some}).scalars())


def _kept(row: RowMapping, mirrors: Sequence[str]) -> Kept:
    folded = Record(
        source=row["source"],
        kind=Kind(row["kind"]),
        key=row["key"],
        fields=codec.fields_in(row["fields"] | (row["long"] or {})),
        said_by=said_by(row["said"]),
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        mirrors=tuple(mirrors),
        sightings=row["sightings"],
    )
    return Kept(folded, row["revision"], Columns(**{name: row[name] for name in Columns.__slots__}))
