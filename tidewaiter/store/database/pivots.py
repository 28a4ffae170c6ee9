"""What can be the same on two sources: keys, wallets and contacts, and the records that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, case, exists, func, select

from tidewaiter.model.mention import Mention, MentionKind, MentionValue, Status
from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import capture, mention, pivot, record, run, sighting

Pivot = tuple[str, str]  # kind and value
KINDS = frozenset({MentionKind.PGP, MentionKind.WALLET, MentionKind.CONTACT})
_LEAST_KEY = 16  # hex letters: shorter key ids are forged in minutes


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that names a pivot or a vendor; `name` is the vendor's, by which it is one with others of its `handle`.

    `first` says that its source's first run found it.
    """

    record: str
    source: str
    kind: str
    title: str
    handle: str
    first_seen: datetime
    name: str = ""
    first: bool = False


def pivot_of(said: Mention) -> Pivot | None:
    """None where a mention is no ground to link records: weak evidence, or a key id that proves nothing."""
    return stated(str(said.kind), said.value, said.more) if said.status is Status.ASSERTED else None


def attach(rows: Connection, named: Iterable[tuple[str, str, str]]) -> list[Pivot]:
    """Enter that records (last) name pivots (first two); returns the pivots of what was new."""
    wanted = [{"kind": kind, "value": value, "record": one} for kind, value, one in sorted(set(named))]
    if not wanted:
        return []
    statement = insert_new(rows, pivot, *pivot.primary_key).returning(pivot.c.kind, pivot.c.value)
    return sorted({(row.kind, row.value) for row in rows.execute(statement, wanted)})


def renew(rows: Connection, ids: Sequence[str]) -> None:
    """The pivots of these records from the mentions of their sightings."""
    rows.execute(pivot.delete().where(among(pivot.c.record)), {"ids": ids})
    said = select(sighting.c.record, mention.c.kind, mention.c.worth).join(
        sighting, sighting.c.id == mention.c.sighting
    )
    sound = (
        ~mention.c.withdrawn,
        ~sighting.c.withdrawn,
        mention.c.status == Status.ASSERTED,
        mention.c.kind.in_(KINDS),
    )
    named = {
        (*of, row.record)
        for row in rows.execute(said.where(among(sighting.c.record), *sound), {"ids": ids})
        if (of := stated(row.kind, row.worth["value"], row.worth["more"])) is not None
    }
    attach(rows, named)


def holders(rows: Connection, pivots: Iterable[Pivot]) -> dict[Pivot, list[Holder]]:
    """By pivot the records that name it, first seen first."""
    wanted = set(pivots)
    found: dict[Pivot, list[Holder]] = defaultdict(list)
    statement = select(pivot.c.kind.label("of"), pivot.c.value, *holder_columns)
    named = statement.join(record, record.c.id == pivot.c.record)
    ordered = named.where(among(pivot.c.value), record.c.sightings > 0).order_by(record.c.first_seen, record.c.id)
    for some in chunks(sorted({value for _, value in wanted})):
        for row in rows.execute(ordered, {"ids": some}).mappings():
            if (row["of"], row["value"]) in wanted:
                found[row["of"], row["value"]].append(holder_of(row))
    return dict(found)


def off_mirrors(rows: Connection, named: Iterable[Pivot], mirrors: Collection[str]) -> list[Pivot]:
    """Those of the pivots that a page of another mirror than these (`source:mirror`) names."""
    wanted = list(named)
    if not mirrors or not wanted:
        return wanted
    statement = (
        select(mention.c.kind, mention.c.worth, sighting.c.source, sighting.c.mirror)
        .join(sighting, sighting.c.id == mention.c.sighting)
        .where(mention.c.kind.in_(KINDS), among(mention.c.value), ~mention.c.withdrawn, ~sighting.c.withdrawn)
    )
    elsewhere: set[Pivot] = set()
    for some in chunks(sorted({value.rpartition(":")[2] for _, value in wanted})):
        for row in rows.execute(statement, {"ids": some}):
            of = stated(row.kind, row.worth["value"], row.worth["more"])
            if of is not None and f"{row.source}:{row.mirror}" not in mirrors:
                elsewhere.add(of)
    return [one for one in wanted if one in elsewhere]


def of_records(rows: Connection, ids: Sequence[str]) -> list[Pivot]:
    """The pivots that these records name."""
    statement = select(pivot.c.kind, pivot.c.value).distinct().where(among(pivot.c.record))
    return sorted((row.kind, row.value) for some in chunks(ids) for row in rows.execute(statement, {"ids": some}))


def holding(rows: Connection, ids: Sequence[str]) -> list[Holder]:
    """These records as holders."""
    statement = select(*holder_columns).where(among(record.c.id)).order_by(record.c.id)
    return [holder_of(row) for some in chunks(ids) for row in rows.execute(statement, {"ids": some}).mappings()]


def naming(rows: Connection, ids: Sequence[str]) -> list[Holder]:
    """Those of the records that are vendors, or name one whom no record named before: listings, and selling posts."""
    other = record.alias()
    before = (other.c.handle == record.c.handle, other.c.first_seen < record.c.first_seen, other.c.sightings > 0)
    # Most listings are of a known vendor, and one older record is found soon: 20,000 listings of 150 vendors cost 0.7 s
    # this way, and 5.9 s when the oldest of each name was looked for.
    newly = (record.c.handle != "") & ~exists().where(*before).correlate(record)
    stands = (among(record.c.id), (record.c.kind == "vendor") | newly, record.c.sightings > 0)
    found = select(*holder_columns).where(*stands).order_by(record.c.id)
    return _with_first(rows, [row for some in chunks(ids) for row in rows.execute(found, {"ids": some}).mappings()])


def first_naming(rows: Connection, handles: Iterable[str]) -> dict[str, Holder]:
    """By name in small letters the record that named it first, on whatever source; of two at one time the vendor's."""
    stands = (among(record.c.handle), _NAMES, record.c.sightings > 0)
    at = select(record.c.handle, func.min(record.c.first_seen).label("at")).where(*stands)
    earliest = at.group_by(record.c.handle).subquery()
    same = (record.c.handle == earliest.c.handle) & (record.c.first_seen == earliest.c.at)
    statement = select(*holder_columns).join(earliest, same).where(_NAMES, record.c.sightings > 0)
    ordered = statement.order_by(case((record.c.kind == "vendor", 0), else_=1), record.c.id)
    found: dict[str, RowMapping] = {}
    for some in chunks(sorted(set(handles) - {""})):
        for row in rows.execute(ordered, {"ids": some}).mappings():
            found.setdefault(row["handle"], row)
    return {holder.handle: holder for holder in _with_first(rows, list(found.values()))}


@dataclass(frozen=True, slots=True)
class Named:
    """Which PGP keys a page of a vendor named, on which mirror and when."""

    at: datetime
    mirror: str
    keys: frozenset[str]


def keys_over_time(rows: Connection, ids: Sequence[str]) -> dict[str, list[Named]]:
    """By record, oldest first, which PGP keys its pages named; pages without one are left out."""
    sound = (~mention.c.withdrawn, ~sighting.c.withdrawn, mention.c.status == Status.ASSERTED)
    statement = (
        select(sighting.c.record, sighting.c.captured_at, sighting.c.capture, sighting.c.mirror, mention.c.worth)
        .join(sighting, sighting.c.id == mention.c.sighting)
        .where(among(sighting.c.record), mention.c.kind == MentionKind.PGP, *sound)
    )
    pages: dict[str, dict[tuple[datetime, str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for some in chunks(ids):
        for row in rows.execute(statement, {"ids": some}):
            if (named := stated(MentionKind.PGP, row.worth["value"], row.worth["more"])) is not None:
                pages[row.record][row.captured_at, row.capture, row.mirror].add(named[1])
    return {
        one: [Named(at, mirror, frozenset(keys)) for (at, _, mirror), keys in sorted(of.items())]
        for one, of in pages.items()
    }


def shared(rows: Connection, keys: Iterable[str], *, most: int) -> frozenset[str]:
    """Those of the PGP keys that records of more names than `most` give: a market's own, on every page."""
    statement = (
        select(pivot.c.value)
        .join(record, record.c.id == pivot.c.record)
        .where(pivot.c.kind == MentionKind.PGP, among(pivot.c.value), record.c.handle != "")
        .group_by(pivot.c.value)
        .having(func.count(record.c.handle.distinct()) > most)
    )
    return frozenset(
        one for some in chunks(sorted(set(keys))) for one in rows.execute(statement, {"ids": some}).scalars()
    )


def with_first(rows: Connection, ids: Sequence[str]) -> list[Holder]:
    """These records as holders, who know whether their source's first run found them."""
    statement = select(*holder_columns).where(among(record.c.id)).order_by(record.c.id)
    return _with_first(rows, [row for some in chunks(ids) for row in rows.execute(statement, {"ids": some}).mappings()])


def _with_first(rows: Connection, known: Sequence[RowMapping]) -> list[Holder]:
    runs = select(sighting.c.record, func.min(capture.c.run).label("run")).join(capture).group_by(sighting.c.record)
    began = {
        row.record: row.run
        for some in chunks([one["id"] for one in known])
        for row in rows.execute(runs.where(among(sighting.c.record)), {"ids": some})
    }
    captured = exists().where(capture.c.run == run.c.id)  # one that could not begin found nothing
    first = set(rows.execute(select(func.min(run.c.id)).where(captured).group_by(run.c.source)).scalars())
    return [holder_of(row, first=began.get(row["id"]) in first) for row in known]


_NAMES = (record.c.kind == "vendor") | (record.c.handle != "")
holder_columns = (
    record.c.id, record.c.source, record.c.kind, record.c.title, record.c.handle, record.c.first_seen,
    record.c.vendor.label("name"),
)  # fmt: skip


def holder_of(row: RowMapping, *, first: bool = False) -> Holder:
    """The holder of a row with `holder_columns`."""
    names = ("source", "kind", "title", "handle", "first_seen", "name")
    return Holder(row["id"], **{name: row[name] for name in names}, first=first)


def stated(kind: str, value: MentionValue, more: Mapping[str, object]) -> Pivot | None:
    """The pivot that a mention's kind, value and further keys name."""
    if kind not in KINDS or not isinstance(value, str):
        return None
    if kind == MentionKind.PGP and len(value) < _LEAST_KEY:
        return None
    return kind, f"{more.get('service') or ''}:{value}" if kind == MentionKind.CONTACT else value
