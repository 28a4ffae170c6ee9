"""Append sightings and fold them into records: each batch one transaction with its outbox rows.

Every statement takes its rows in the order of their ids, and sightings before records before outbox, so that writers
on PostgreSQL wait for each other but never in a ring. Unsorted, 4 writers had 15 deadlocks in 160 batches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select

from tidewaiter.model.ids import record_id
from tidewaiter.model.mention import Mention
from tidewaiter.model.offer import Offer
from tidewaiter.model.sighting import Fields, Kind, Sighting
from tidewaiter.store.database import codec
from tidewaiter.store.database.merging import Standing, merged
from tidewaiter.store.database.pivots import Pivot, attach, pivot_of, renew
from tidewaiter.store.database.statements import among, chunks, insert_for, insert_new
from tidewaiter.store.database.tables import mention, offer, outbox, record, record_mirror, record_text, sighting

LONG_FIELDS = frozenset({"description", "text", "pgp"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What lists show and sort by, made from a record's latest values."""

    title: str = ""
    vendor: str = ""
    handle: str = ""
    price: Decimal | None = None
    currency: str = ""
    fingerprint: str = ""


Derive = Callable[[Kind, Fields], Columns]


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with the mentions of its text and fields, and the offers that link them."""

    sighting: Sighting
    mentions: tuple[Mention, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Appended:
    """What a batch changed: the records, those of them that are new, and the pivots that no record had before it."""

    changed: frozenset[str] = frozenset()
    created: frozenset[str] = frozenset()
    pivots: tuple[Pivot, ...] = ()


def append(rows: Connection, seen: Iterable[Seen], derive: Derive) -> Appended:
    """Add what is not there yet, fold the records it touches, and queue them for the index.

    The same sightings again change nothing, in whatever order they come.
    """
    by_id = {one.sighting.id: one for one in seen}
    if not by_id:
        return Appended()
    wanted = sorted((codec.sighting_row(one.sighting) for one in by_id.values()), key=lambda r: (r["record"], r["id"]))
    statement = insert_new(rows, sighting, sighting.c.id).returning(sighting.c.id)
    new = [by_id[known] for known in rows.execute(statement, wanted).scalars()]
    add_mentions(rows, new)
    touched: dict[str, list[Sighting]] = defaultdict(list)
    for one in new:
        touched[record_id(one.sighting.source, one.sighting.kind, one.sighting.key)].append(one.sighting)
    created = _fold(rows, touched, derive)
    named = {
        (*of, record_id(one.sighting.source, one.sighting.kind, one.sighting.key))
        for one in new
        for of in map(pivot_of, one.mentions)
        if of is not None
    }
    return Appended(frozenset(touched), created, tuple(attach(rows, named)))


def add_mentions(rows: Connection, seen: Sequence[Seen]) -> None:
    found = {
        (row["id"], row["value"]): row
        for one in seen
        for row in (codec.mention_row(one.sighting, said) for said in one.mentions)
    }
    if found:
        rows.execute(insert_new(rows, mention, mention.c.id, mention.c.value), [found[key] for key in sorted(found)])
    add_offers(rows, seen)


def add_offers(rows: Connection, seen: Iterable[Seen]) -> None:
    found = {row["id"]: row for one in seen for row in (codec.offer_row(one.sighting, each) for each in one.offers)}
    if found:
        rows.execute(insert_new(rows, offer, offer.c.id), [found[key] for key in sorted(found)])


def refold(rows: Connection, ids: Iterable[str], derive: Derive) -> None:
    """Fold records anew from all their sightings. One that has none left keeps its row and leaves the index."""
    wanted = sorted(set(ids))
    created: set[str] = set()
    for some in chunks(wanted):
        said = _said(rows, [one for one in some if one not in _there(rows, some)])
        created |= _create(rows, {one: (told[0], merged(None, told)) for one, told in said.items() if told}, derive)
    for some in chunks([one for one in wanted if one not in created]):
        known = _locked(rows, some)
        said = _said(rows, list(known))
        rows.execute(record_mirror.delete().where(among(record_mirror.c.record)), {"ids": list(known)})
        _change(rows, {one: (known[one], merged(None, said[one])) for one in known}, derive, anew=True)
    for some in chunks(wanted):
        renew(rows, some)


def _fold(rows: Connection, touched: Mapping[str, list[Sighting]], derive: Derive) -> frozenset[str]:
    """Returns the ids of the records that are new.

    All inserts come before the first lock, so that no writer holds a lock on a record while it waits for the insert of
    another, who may wait for that lock.
    """
    created: set[str] = set()
    for some in chunks(sorted(touched)):
        there = _there(rows, some)
        fresh = {one: (touched[one][0], merged(None, touched[one])) for one in some if one not in there}
        created |= _create(rows, fresh, derive)
    for some in chunks(sorted(touched.keys() - created)):
        known = _locked(rows, some)
        standing = _standings(rows, known)
        _change(rows, {one: (known[one], merged(standing[one], touched[one])) for one in some}, derive)
    return frozenset(created)


def _create(rows: Connection, fresh: Mapping[str, tuple[Sighting, Standing]], derive: Derive) -> frozenset[str]:
    """Insert the records that are not there; returns the ids of those that now are by this."""
    if not fresh:
        return frozenset()
    values = [
        {"id": one, "source": first.source, "kind": str(first.kind), "key": first.key, "revision": 1}
        | _values(standing)
        | derived(derive(first.kind, standing.fields))
        for one, (first, standing) in sorted(fresh.items())
    ]
    statement = insert_new(rows, record, record.c.id).returning(record.c.id)
    created = frozenset(rows.execute(statement, values).scalars())
    _follow(rows, {one: (1, fresh[one][1]) for one in created}, created)
    return created


def _change(
    rows: Connection, changed: Mapping[str, tuple[RowMapping, Standing]], derive: Derive, *, anew: bool = False
) -> None:
    """With `anew` everything is written; else what goes with the values only where a value is another one."""
    if not changed:
        return
    values = [
        {"this": one, **_values(standing, known), **_columns(known, standing, derive, anew=anew)}
        for one, (known, standing) in sorted(changed.items())
    ]
    names = [name for name in values[0] if name != "this"]
    statement = (
        record.update()
        .where(record.c.id == bindparam("this"))
        .values(revision=record.c.revision + 1, **{name: bindparam(name) for name in names})
    )
    rows.execute(statement, values)
    texts = [one for one, (_, standing) in changed.items() if anew or standing.changed & LONG_FIELDS]
    _follow(rows, {one: (known["revision"] + 1, standing) for one, (known, standing) in changed.items()}, texts)


def _values(standing: Standing, known: RowMapping | None = None) -> dict[str, Any]:
    """What a row says of its sightings. A record without any keeps the times it once had."""
    short = {name: value for name, value in standing.fields.items() if name not in LONG_FIELDS}
    return {
        "fields": codec.fields_out(short),
        "said": {name: list(said) for name, said in standing.said.items()},
        "first_seen": standing.first_seen or (known and known["first_seen"]),
        "last_seen": standing.last_seen or (known and known["last_seen"]),
        "sightings": standing.sightings,
    }


def _columns(known: RowMapping, standing: Standing, derive: Derive, *, anew: bool) -> dict[str, Any]:
    """The derived columns: those the row has, where no value changed."""
    if anew or standing.changed:
        return derived(derive(Kind(known["kind"]), standing.fields))
    return {name: known[name] for name in Columns.__slots__}


def derived(columns: Columns) -> dict[str, Any]:
    return {name: getattr(columns, name) for name in Columns.__slots__}


def _follow(rows: Connection, revisions: Mapping[str, tuple[int, Standing]], texts: Iterable[str]) -> None:
    """What goes with each change of a record: long text where it is another, mirrors, its place in the outbox."""
    if not revisions:
        return
    long = [
        {"record": one, "fields": codec.fields_out({k: v for k, v in standing.fields.items() if k in LONG_FIELDS})}
        for one in sorted(texts)
        for _, standing in [revisions[one]]
    ]
    if long:
        put = insert_for(rows, record_text)
        rows.execute(put.on_conflict_do_update(index_elements=["record"], set_={"fields": put.excluded.fields}), long)
    mirrors = [
        {"record": one, "mirror": mirror}
        for one, (_, standing) in sorted(revisions.items())
        for mirror in sorted(standing.mirrors)
    ]
    if mirrors:
        rows.execute(insert_new(rows, record_mirror, *record_mirror.primary_key), mirrors)
    rows.execute(
        insert(outbox), [{"record": one, "revision": revision} for one, (revision, _) in sorted(revisions.items())]
    )


def _there(rows: Connection, ids: Sequence[str]) -> frozenset[str]:
    return frozenset(rows.execute(select(record.c.id).where(among(record.c.id)), {"ids": ids}).scalars())


def _said(rows: Connection, ids: Sequence[str]) -> dict[str, list[Sighting]]:
    """All sightings of these records."""
    said: dict[str, list[Sighting]] = {one: [] for one in ids}
    found = select(sighting).where(among(sighting.c.record), ~sighting.c.withdrawn)
    for row in rows.execute(found, {"ids": ids}).mappings():
        said[row["record"]].append(codec.sighting_of(row))
    return said


def _locked(rows: Connection, ids: Sequence[str]) -> dict[str, RowMapping]:
    if not ids:
        return {}
    statement = select(record).where(among(record.c.id)).order_by(record.c.id)
    return {row["id"]: row for row in rows.execute(statement.with_for_update(), {"ids": ids}).mappings()}


def _standings(rows: Connection, known: Mapping[str, RowMapping]) -> dict[str, Standing]:
    """What the known records hold; mirrors are added to, never read."""
    if not known:
        return {}
    statement = select(record_text).where(among(record_text.c.record))
    texts = {row.record: row.fields for row in rows.execute(statement, {"ids": list(known)})}
    return {
        one: Standing(
            fields=codec.fields_in(row["fields"] | texts.get(one, {})),
            said={name: (said[0], said[1]) for name, said in row["said"].items()},
            first_seen=row["first_seen"] if row["sightings"] else None,
            last_seen=row["last_seen"] if row["sightings"] else None,
            sightings=row["sightings"],
        )
        for one, row in known.items()
    }
