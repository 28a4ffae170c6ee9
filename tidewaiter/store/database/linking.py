"""What joins vendors of several sources, looked up from one of them outward: nothing here reads more than what these
vendors, and those who name the same, have said themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, case, func, or_, select

from tidewaiter.model.mention import MentionKind, Status
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database.leads import Found, some
from tidewaiter.store.database.pivots import Holder, Pivot, holder_columns, holder_of, stated
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import lead, lead_member, mention, pivot, record, sighting

Who = tuple[str, str]  # a source, and a name in small letters; "" where nobody is named


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a seller at a glance. `record` is their own page, else whatever named them first."""

    who: Who
    name: str
    record: str
    listings: int
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a record said something first, and how it was written there."""

    record: str
    kind: str
    sighting: str
    capture: str
    mirror: str
    at: datetime
    raw: str


def records_of(rows: Connection, who: Who) -> list[str]:
    """The pages, listings and posts of a seller."""
    source, handle = who
    mine = (record.c.handle == handle, record.c.source == source, record.c.sightings > 0)
    return list(rows.execute(select(record.c.id).where(*mine).order_by(record.c.id)).scalars()) if handle else []


def known(rows: Connection, whos: Collection[Who]) -> dict[Who, Known]:
    """What is known of these sellers; of nobody in particular nothing."""
    page, listing = (record.c.kind == str(kind) for kind in (Kind.VENDOR, Kind.LISTING))
    oldest = select(record.c.handle, record.c.source, func.min(record.c.first_seen).label("at"))
    stands = (among(record.c.handle), record.c.sightings > 0)
    statement = oldest.add_columns(
        func.max(record.c.last_seen).label("last"),
        func.max(case((page, record.c.vendor), else_="")).label("title"),
        func.max(record.c.vendor).label("name"),
        func.max(case((page, record.c.id), else_="")).label("page"),
        func.min(record.c.id).label("any"),
        func.sum(case((listing, 1), else_=0)).label("listings"),
    ).where(*stands)
    found: dict[Who, Known] = {}
    for names in chunks(sorted({handle for _, handle in whos if handle})):
        for row in rows.execute(statement.group_by(record.c.handle, record.c.source), {"ids": names}):
            who = (row.source, row.handle)
            page_or_any = row.page or row.any
            found[who] = Known(who, row.title or row.name, page_or_any, row.listings, row.at, row.last)
    return {who: found[who] for who in whos if who in found}


def sellers_of(rows: Connection, one: Pivot, *, most: int) -> list[Who]:
    """Who names this, and `most` + 1 of them where more do: then nobody has to read all that name it."""
    named = (pivot.c.kind == one[0], pivot.c.value == one[1], record.c.sightings > 0)
    statement = select(record.c.source, record.c.handle).distinct().join(pivot, pivot.c.record == record.c.id)
    return sorted((row.source, row.handle) for row in rows.execute(statement.where(*named).limit(most + 1)))


def holders_among(rows: Connection, one: Pivot, whos: Iterable[Who]) -> list[Holder]:
    """The records of these sellers that name this, first seen first."""
    wanted = set(whos)
    statement = select(*holder_columns).join(pivot, pivot.c.record == record.c.id)
    named = (pivot.c.kind == one[0], pivot.c.value == one[1], record.c.sightings > 0, _one_of(wanted))
    found = rows.execute(statement.where(*named).order_by(record.c.first_seen, record.c.id)).mappings()
    return [holder for row in found if ((holder := holder_of(row)).source, holder.handle) in wanted]


def traces(rows: Connection, one: Pivot, whos: Iterable[Who]) -> dict[Who, list[Trace]]:
    """By seller, of each record that names this, where it did so first; the earliest first."""
    wanted = set(whos)
    kind, value = one
    bare = value.partition(":")[2] if kind == MentionKind.CONTACT else value
    statement = (
        select(
            mention.c.raw, mention.c.kind.label("of"), mention.c.worth, sighting.c.id.label("sighting"),
            sighting.c.capture, sighting.c.captured_at, sighting.c.mirror, record.c.id, record.c.kind,
            record.c.source, record.c.handle,
        )
        .join(sighting, sighting.c.id == mention.c.sighting)
        .join(record, record.c.id == sighting.c.record)
        .where(mention.c.kind == kind, mention.c.value == bare, mention.c.status == Status.ASSERTED)
        .where(~mention.c.withdrawn, ~sighting.c.withdrawn, _one_of(wanted))
        .order_by(sighting.c.captured_at, sighting.c.capture, mention.c.start)
    )  # fmt: skip
    found: dict[Who, dict[str, Trace]] = defaultdict(dict)
    for row in rows.execute(statement).mappings():
        who = (row["source"], row["handle"])
        if who in wanted and stated(row["of"], row["worth"]["value"], row["worth"]["more"]) == one:
            found[who].setdefault(row["id"], _trace(row))
    return {who: list(by_record.values()) for who, by_record in found.items()}


def leads_among(rows: Connection, ids: Sequence[str], rules: Collection[str]) -> list[Found]:
    """The leads of these rules that any of the records is in."""
    statement = select(lead_member.c.lead).distinct().join(lead, lead.c.id == lead_member.c.lead)
    named = statement.where(among(lead_member.c.record), lead.c.rule.in_(rules))
    found = {one for few in chunks(ids) for one in rows.execute(named, {"ids": few}).scalars()}
    return some(rows, found)


def _one_of(whos: Collection[Who]) -> ColumnElement[bool]:
    """Few sellers, since what more name is left out before."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, handle in sorted(whos):
        by_source[source].append(handle)
    each = [(record.c.source == source) & record.c.handle.in_(names) for source, names in by_source.items()]
    return or_(*each)


def _trace(row: RowMapping) -> Trace:
    return Trace(row["id"], row["kind"], row["sighting"], row["capture"], row["mirror"], row["captured_at"], row["raw"])
