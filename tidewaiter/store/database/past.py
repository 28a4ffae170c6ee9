"""One vendor's past: what happened for the first time, and every price that changed, each with its capture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tidewaiter.model.mention import MentionKind, Status
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import mention, record, sighting

_NAMED = {
    MentionKind.DRUG: "substance", MentionKind.PGP: "key", MentionKind.WALLET: "wallet",
    MentionKind.CONTACT: "contact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happened:
    """`what`: listing, name, price, substance, key, wallet or contact, when first said; of a price every change."""

    at: datetime
    source: str
    what: str
    value: str
    record: str
    capture: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """A vendor on one source: how long, under which spellings, with how many listings (their whole number so far)."""

    source: str
    names: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    listings: int


@dataclass(frozen=True, slots=True)
class Past:
    handle: str
    there: tuple[There, ...]
    happened: tuple[Happened, ...]


def past(rows: Connection, handle: str, *, sources: Sequence[str] = ()) -> Past:
    """What is known of a name (in small letters), oldest first; empty where no record bears it."""
    kinds = (Kind.VENDOR, Kind.LISTING, Kind.POST)
    statement = select(record).where(record.c.handle == handle, record.c.kind.in_(kinds), record.c.sightings > 0)
    if sources:
        statement = statement.where(record.c.source.in_(sources))
    found = rows.execute(statement.order_by(record.c.source, record.c.first_seen, record.c.id)).mappings().all()
    titles = {row["id"]: row["title"] for row in found}
    happened = [*_stated(rows, titles), *_named(rows, titles)] if found else []
    there = []
    for source in dict.fromkeys(row["source"] for row in found):
        here = [row for row in found if row["source"] == source]
        names = dict.fromkeys(row["vendor"] for row in here if row["vendor"])
        listings = sum(row["kind"] == Kind.LISTING for row in here)
        first, last = min(row["first_seen"] for row in here), max(row["last_seen"] for row in here)
        there.append(There(source, tuple(names), first, last, listings))
    happened.sort(key=lambda one: (one.at, one.source, one.what, one.value, one.record))
    return Past(handle, tuple(there), tuple(_firsts(happened)))


def _stated(rows: Connection, titles: dict[str, str]) -> Iterator[Happened]:
    columns = ("record", "source", "kind", "captured_at", "capture", "fields")
    statement = select(*(sighting.c[name] for name in columns)).where(among(sighting.c.record), ~sighting.c.withdrawn)
    ordered = statement.order_by(sighting.c.captured_at, sighting.c.capture)
    last: dict[str, str] = {}
    for some in chunks(sorted(titles)):
        for row in rows.execute(ordered, {"ids": some}):
            at = (row.captured_at, row.source)
            behind = (row.record, row.capture, titles[row.record])
            if row.kind == Kind.LISTING and row.record not in last:
                yield Happened(*at, "listing", titles[row.record], *behind)
                last[row.record] = ""
            name = row.fields.get("name" if row.kind == Kind.VENDOR else "vendor")
            if name:
                yield Happened(*at, "name", str(name), *behind)
            price = f"{row.fields.get('price', '')} {row.fields.get('currency', '')}".strip()
            if row.fields.get("price") is not None and price != last.get(row.record):
                last[row.record] = price
                yield Happened(*at, "price", price, *behind)


def _named(rows: Connection, titles: dict[str, str]) -> Iterator[Happened]:
    statement = (
        select(mention.c.kind, mention.c.value, sighting.c.record, sighting.c.source, sighting.c.captured_at,
               sighting.c.capture)
        .join(sighting, sighting.c.id == mention.c.sighting)
        .where(among(sighting.c.record), ~sighting.c.withdrawn, ~mention.c.withdrawn)
        .where(mention.c.status == Status.ASSERTED)
    )  # fmt: skip
    for some in chunks(sorted(titles)):
        for row in rows.execute(statement, {"ids": some}):
            if (kind := MentionKind(row.kind)) in _NAMED:
                yield Happened(row.captured_at, row.source, _NAMED[kind], row.value, row.record, row.capture,
                               titles[row.record])  # fmt: skip


def _firsts(happened: Sequence[Happened]) -> Iterator[Happened]:
    """All listings and prices; of names, substances, keys, wallets and contacts the first time on each source."""
    told: set[tuple[str, str, str]] = set()
    for one in happened:
        said = (one.source, one.what, one.value)
        if one.what in ("listing", "price") or said not in told:
            told.add(said)
            yield one
