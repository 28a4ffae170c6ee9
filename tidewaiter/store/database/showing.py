"""What new vendors have shown so far: the ground of the reasons that their leads give. What is read grows with what
they show, and with one run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, select

from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer
from tidewaiter.model.run import Run
from tidewaiter.model.sighting import Kind, Page
from tidewaiter.store.database import codec
from tidewaiter.store.database.pivots import Holder, Pivot, holder_columns, holder_of
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import capture, lead, mention, offer, pivot, record, sighting


@dataclass(frozen=True, slots=True)
class Told:
    """What one page told of a record: mentions that are asserted, those of its title too, offers, and when."""

    record: str
    at: datetime
    mentions: tuple[Mention, ...] = ()
    title: tuple[Mention, ...] = ()
    offers: tuple[Offer, ...] = ()


def young(rows: Connection, one: Run, *, rule: str, since: datetime) -> list[tuple[str, Holder]]:
    """The leads of the rule, by id, that were found since then about records of the run's source, with what they are
    about: of sellers of whom this run showed something new, or read a page of their own."""
    mine = record.alias()
    fresh = (capture.c.page != Page.CATEGORY) | (mine.c.first_seen >= one.started_at)
    shown = (sighting.c.record == mine.c.id, sighting.c.capture == capture.c.id, capture.c.run == one.id, fresh)
    seller = exists().where(mine.c.handle == record.c.handle, mine.c.source == record.c.source, *shown)
    alone = exists().where(mine.c.id == record.c.id, *shown)
    about = (lead.c.rule == rule, lead.c.found_at >= since, record.c.source == one.source)
    statement = select(lead.c.id.label("lead"), *holder_columns).join(record, record.c.id == lead.c.pivot)
    named = ((record.c.handle != "") & seller) | ((record.c.handle == "") & alone)
    found = rows.execute(statement.where(*about, named).order_by(lead.c.id)).mappings()
    return [(row["lead"], holder_of(row)) for row in found]


def records_of(rows: Connection, source: str, handles: Iterable[str]) -> dict[str, list[tuple[str, str, datetime]]]:
    """By name in small letters the pages, listings and posts of these sellers: id, kind, and since when."""
    statement = select(record.c.handle, record.c.id, record.c.kind, record.c.first_seen).where(
        among(record.c.handle), record.c.source == source, record.c.sightings > 0
    )
    found: dict[str, list[tuple[str, str, datetime]]] = defaultdict(list)
    for some in chunks(sorted(set(handles) - {""})):
        for row in rows.execute(statement.order_by(record.c.id), {"ids": some}):
            found[row.handle].append((row.id, row.kind, row.first_seen))
    return dict(found)


def named_by(rows: Connection, ids: Sequence[str], kinds: Sequence[str]) -> dict[str, list[Pivot]]:
    """By record the pivots of these kinds that it names."""
    statement = select(pivot).where(among(pivot.c.record), pivot.c.kind.in_(kinds))
    found: dict[str, list[Pivot]] = defaultdict(list)
    for some in chunks(ids):
        for row in rows.execute(statement.order_by(pivot.c.kind, pivot.c.value), {"ids": some}):
            found[row.record].append((row.kind, row.value))
    return dict(found)


def told_by(rows: Connection, ids: Sequence[str], until: datetime) -> list[Told]:
    """What pages told of these records until then."""
    statement = select(sighting.c.id, sighting.c.record, sighting.c.captured_at).where(
        among(sighting.c.record), sighting.c.captured_at <= until, ~sighting.c.withdrawn
    )
    return _told(rows, [tuple(row) for some in chunks(ids) for row in rows.execute(statement, {"ids": some})])


def told_in(rows: Connection, run: str) -> list[Told]:
    """What this run's pages told of listings."""
    statement = (
        select(sighting.c.id, sighting.c.record, sighting.c.captured_at)
        .join(capture, capture.c.id == sighting.c.capture)
        .where(capture.c.run == run, sighting.c.kind == Kind.LISTING, ~sighting.c.withdrawn)
    )
    return _told(rows, [tuple(row) for row in rows.execute(statement)], offers_alone=True)


def handles(rows: Connection, ids: Iterable[str]) -> dict[str, str]:
    """By record the name in small letters that it bears now."""
    statement = select(record.c.id, record.c.handle).where(among(record.c.id))
    return {row.id: row.handle for some in chunks(sorted(set(ids))) for row in rows.execute(statement, {"ids": some})}


def named_before(rows: Connection, one: Pivot, vendor: Holder) -> bool:
    """Whether a record of another seller, seen earlier than this vendor, names it."""
    other = (record.c.handle != vendor.handle) | (record.c.source != vendor.source)
    named = (pivot.c.kind == one[0], pivot.c.value == one[1], pivot.c.record == record.c.id)
    before = (record.c.sightings > 0, record.c.first_seen < vendor.first_seen)
    return bool(rows.execute(select(exists().where(*named, *before, other))).scalar())


def _told(rows: Connection, seen: Iterable[tuple[str, str, datetime]], *, offers_alone: bool = False) -> list[Told]:
    by_id = {id_: Told(record_id, at) for id_, record_id, at in seen}
    said: dict[str, list[Mention]] = {one: [] for one in by_id}
    titles: dict[str, list[Mention]] = {one: [] for one in by_id}
    sold: dict[str, list[Offer]] = {one: [] for one in by_id}
    sound = (~mention.c.withdrawn, mention.c.status == Status.ASSERTED, mention.c.kind.in_(_KINDS))
    for some in chunks(sorted(by_id)):
        if not offers_alone:
            named = select(mention).where(among(mention.c.sighting), *sound).order_by(mention.c.id, mention.c.value)
            for row in rows.execute(named, {"ids": some}).mappings():
                said[row["sighting"]].append(codec.mention_of(row))
                if row["field"] == "title":
                    titles[row["sighting"]].append(said[row["sighting"]][-1])
        offered = select(offer).where(among(offer.c.sighting), offer.c.status == Status.ASSERTED).order_by(offer.c.id)
        for row in rows.execute(offered, {"ids": some}).mappings():
            sold[row["sighting"]].append(codec.offer_of(row))
    return [
        Told(one.record, one.at, tuple(said[id_]), tuple(titles[id_]), tuple(sold[id_]))
        for id_, one in sorted(by_id.items())
    ]


_KINDS = (MentionKind.DRUG, MentionKind.QUANTITY, MentionKind.SHIP_FROM, MentionKind.SHIP_TO)
