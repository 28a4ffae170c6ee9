"""Listings as they stand, for views: few columns of many records, and of mentions and offers those that now count.

What stands is in the sightings that said each field last, whose ids follow from the record; so that the cost grows
with the listings that answer, and not with how often they were read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Row, Select, func, or_, select

from tidewaiter.model.ids import sighting_id
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer
from tidewaiter.model.run import Outcome, Way
from tidewaiter.model.sighting import Kind
from tidewaiter.model.telling import grams, weighed
from tidewaiter.model.views.listed import Listed, Price
from tidewaiter.store.database import codec
from tidewaiter.store.database.rates import Rates, load
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import mention, offer, record, run, sighting

_VALUES = (
    MentionKind.DRUG, MentionKind.SHIP_FROM, MentionKind.SHIP_TO, MentionKind.SHIP_METHOD, MentionKind.CONCEALMENT,
)  # fmt: skip
_CHUNK = 500
# As an expression, so that SQLite takes the index on sightings: by that on kinds it read all drugs for each chunk, 14 s
# for 10,000 listings.
_kind = func.coalesce(mention.c.kind, "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which listings: seen in a time, of sources, and naming one of each of these; all where nothing is said."""

    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    named: Mapping[MentionKind, tuple[str, ...]] = field(default_factory=dict)


def listed(rows: Connection, wanted: Wanted) -> list[Listed]:
    """The listings that answer, each once, in the order of their ids."""
    rates, found = load(rows), []
    for some in chunks(rows.execute(_records(wanted)).all(), _CHUNK):
        found += [one for one in _some(rows, some, rates) if _answers(one, wanted)]
    return found


def whole_runs(rows: Connection) -> dict[str, list[datetime]]:
    """By source, when its complete crawls began."""
    whole = (run.c.way == Way.CRAWL, run.c.outcome == Outcome.COMPLETE)
    statement = select(run.c.source, run.c.started_at).where(*whole)
    found: dict[str, list[datetime]] = defaultdict(list)
    for row in rows.execute(statement.order_by(run.c.started_at)):
        found[row.source].append(row.started_at)
    return dict(found)


def sources_read(rows: Connection) -> tuple[str, ...]:
    """Sources that a crawl has begun to read."""
    statement = select(run.c.source).where(run.c.way == Way.CRAWL).distinct()
    return tuple(rows.execute(statement.order_by(run.c.source)).scalars())


def _records(wanted: Wanted) -> Select[tuple[object, ...]]:
    columns = ("id", "source", "key", "said", "first_seen", "last_seen", "title", "handle", "price", "currency")
    statement = select(*(record.c[name] for name in columns)).where(
        record.c.kind == Kind.LISTING, record.c.sightings > 0
    )
    if wanted.since is not None:
        statement = statement.where(record.c.last_seen >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(record.c.first_seen < wanted.until)
    if wanted.sources:
        statement = statement.where(record.c.source.in_(wanted.sources))
    for kind, values in wanted.named.items():
        naming = select(sighting.c.record).join(mention, mention.c.sighting == sighting.c.id)
        named = naming.where(mention.c.kind == kind, mention.c.value.in_(values), ~mention.c.withdrawn)
        statement = statement.where(record.c.id.in_(named))
    return statement.order_by(record.c.id)


def _some(rows: Connection, records: Sequence[Row[tuple[object, ...]]], rates: Rates) -> Iterator[Listed]:
    behind = {
        sighting_id(one.source, Kind.LISTING, one.key, capture): (one, capture)
        for one in records
        for capture in {said[1] for said in one.said.values()}
    }
    said, offers = _said(rows, behind), _offers(rows, behind)
    unweighed = {
        one.id for one in records if weighed(offers.get(one.id, ()), _currency(one, offers.get(one.id, ()))) is None
    }
    weights = _weights(rows, {at: of for at, of in behind.items() if of[0].id in unweighed})
    for one in records:
        yield _listed(one, said.get(one.id, {}), offers.get(one.id, []), weight=weights.get(one.id), rates=rates)


Behind = Mapping[str, tuple[Row[tuple[object, ...]], str]]
Said = dict[tuple[MentionKind, bool], dict[str, None]]  # by kind, and whether a field of its own says it


def _said(rows: Connection, behind: Behind) -> dict[str, Said]:
    """By record the values that it names, in the order of its text; negated ones and mere suspicions left out."""
    negated = mention.c.worth["more"]["negated"].as_boolean()
    columns = (mention.c.sighting, mention.c.kind, mention.c.value, mention.c.field, mention.c.place)
    statement = select(*columns).where(
        among(mention.c.sighting), ~mention.c.withdrawn, mention.c.status == Status.ASSERTED,
        _kind.in_(_VALUES), or_(negated.is_(None), ~negated),
    )  # fmt: skip
    found: dict[str, Said] = defaultdict(lambda: defaultdict(dict))
    ordered = statement.order_by(mention.c.sighting, mention.c.start, mention.c.id, mention.c.value)
    for some in chunks(sorted(behind), _CHUNK):
        for row in rows.execute(ordered, {"ids": some}):
            one, capture = behind[row.sighting]
            if _stands(one, row.field, capture):
                found[one.id][MentionKind(row.kind), row.place != "text"][row.value] = None
    return found


def _offers(rows: Connection, behind: Behind) -> dict[str, list[Offer]]:
    """By record the asserted offers, the page's own before those of its text."""
    found: dict[str, list[Offer]] = defaultdict(list)
    statement = select(offer).where(among(offer.c.sighting), offer.c.status == Status.ASSERTED)
    ordered = statement.order_by(offer.c.sighting, offer.c.id)
    for some in chunks(sorted(behind), _CHUNK):
        for row in rows.execute(ordered, {"ids": some}).mappings():
            one, capture = behind[row["sighting"]]
            if _stands(one, row["field"], capture):
                found[one.id].append(codec.offer_of(row))
    return {
        one: sorted(told, key=lambda o: (o.told_by.place == "text", o.told_by.start)) for one, told in found.items()
    }


def _weights(rows: Connection, behind: Behind) -> dict[str, Decimal]:
    """By record the first weight of its text."""
    found: dict[str, list[Mention]] = defaultdict(list)
    sound = (~mention.c.withdrawn, mention.c.status == Status.ASSERTED, _kind == MentionKind.QUANTITY)
    statement = select(mention).where(among(mention.c.sighting), *sound)
    ordered = statement.order_by(mention.c.sighting, mention.c.start, mention.c.id, mention.c.value)
    for some in chunks(sorted(behind), _CHUNK):
        for row in rows.execute(ordered, {"ids": some}).mappings():
            one, capture = behind[row["sighting"]]
            if _stands(one, row["field"], capture) and not row["worth"]["more"].get("negated"):
                found[one.id].append(codec.mention_of(row))
    return {one: weight for one, told in found.items() if (weight := grams(told)) is not None}


def _listed(
    one: Row[tuple[object, ...]], said: Said, offers: Sequence[Offer], *, weight: Decimal | None, rates: Rates
) -> Listed:
    currency = _currency(one, offers)
    first = weighed(offers, currency)
    amounts = [(told.unit, told.amount) for told in offers if told.unit != "g"]
    amounts = [("g", first.amount)] if first else [("g", weight)] if weight is not None else amounts
    unit, amount = next(((unit, each) for unit, each in amounts if isinstance(each, Decimal)), ("", None))
    return Listed(
        record=one.id, source=one.source, vendor=one.handle, first_seen=one.first_seen, last_seen=one.last_seen,
        title=one.title, drugs=_values(said, MentionKind.DRUG), froms=_places(said, MentionKind.SHIP_FROM),
        tos=_places(said, MentionKind.SHIP_TO), methods=_values(said, MentionKind.SHIP_METHOD),
        concealments=_values(said, MentionKind.CONCEALMENT), unit=unit, amount=amount,
        prices=tuple(_prices(offers, currency, one.last_seen, rates)),
    )  # fmt: skip


def _currency(one: Row[tuple[object, ...]], offers: Sequence[Offer]) -> str:
    """Of the record's price: as the page states it, else as its first offer does."""
    if one.price is not None:
        return str(one.currency)
    return offers[0].currency or "" if offers else ""


def _prices(offers: Sequence[Offer], currency: str, at: datetime, rates: Rates) -> Iterator[Price]:
    for told in offers:
        each = told.unit_price
        if each is None or isinstance(told.amount, tuple):
            continue
        stated = told.currency or currency
        reckoned = rates.reckon(each, stated, at) if stated else None
        yield Price(told.drug, told.unit, told.amount, each, stated, reckoned.worth if reckoned else None)


def _values(said: Said, kind: MentionKind) -> tuple[str, ...]:
    return tuple({**said.get((kind, False), {}), **said.get((kind, True), {})})


def _places(said: Said, kind: MentionKind) -> tuple[str, ...]:
    return tuple(said.get((kind, True)) or said.get((kind, False), {}))


def _stands(one: Row[tuple[object, ...]], name: str, capture: str) -> bool:
    """Whether this capture is the latest that states the field."""
    told = one.said.get(name)
    return told is not None and told[1] == capture


def _answers(one: Listed, wanted: Wanted) -> bool:
    """A name that some sighting once gave may not stand any more."""
    has = {MentionKind.DRUG: one.drugs, MentionKind.SHIP_FROM: one.froms, MentionKind.SHIP_TO: one.tos}
    return all(set(values) & set(has.get(kind, values)) for kind, values in wanted.named.items())
