"""From records to what the index knows of them. The database is the truth: what waits for the index is never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Protocol

from sqlalchemy import Connection

from pipelines.watching import answering
from tidewaiter.model.mention import Mention, MentionKind
from tidewaiter.model.offer import Offer
from tidewaiter.model.sighting import text_of
from tidewaiter.model.telling import grams, offered, places, plain_amount, sure, values, weighed
from tidewaiter.search import Entry
from tidewaiter.search.hits import Refusal
from tidewaiter.store.database import Database, journal, leads, letters, outbox, rates, records, watches
from tidewaiter.store.database.letters import Letter
from tidewaiter.store.database.rates import Rates, Reckoned
from tidewaiter.store.database.records import Kept

LEASE = "drain"
LEASE_LENGTH = timedelta(minutes=2)  # a batch takes under a second; a killed drainer is waited for this long
_TITLE_FIELDS = frozenset({"title", "name"})


class Puts(Protocol):
    """What draining needs of an index."""

    def put(self, entries: Iterable[Entry]) -> Sequence[Refusal]: ...

    def delete(self, ids: Iterable[str]) -> None: ...

    def commit(self) -> None: ...


def drain(
    database: Database, index: Puts, *, owner: str, batch: int = 500, most: int | None = None,
    language: Callable[[str], str | None] = lambda text: None,
) -> int:  # fmt: skip
    """Tell the index what waits, as long as nobody else is at it; returns how many records were told.

    What StoreFailed interrupts stays in the outbox.
    """
    with database.write() as rows:
        if not journal.hold(rows, LEASE, owner, length=LEASE_LENGTH):
            return 0
    told = 0
    try:
        while most is None or told < most:
            done = _drain_some(database, index, batch, language)
            if not done:
                break
            told += done
            with database.write() as rows:
                if not journal.hold(rows, LEASE, owner, length=LEASE_LENGTH):
                    break
    finally:
        with database.write() as rows:
            journal.release(rows, LEASE, owner)
    return told


def entry(
    kept: Kept,
    mentions: Sequence[Mention],
    language: str = "",
    *,
    offers: Sequence[Offer] = (),
    tags: Sequence[str] = (),
    worths: Rates | None = None,
) -> Entry:
    """The record as it is searched. Where the site's own field names places or a price, that is taken over the text.

    The price of a gram is that of the first offer by weight, the page's own before those of its text.
    """
    record, columns = kept.record, kept.columns
    said, told = sure(mentions), offered(offers)
    price, currency = (columns.price, columns.currency) if columns.price is not None else _price(told, said)
    by_weight = weighed(told, currency)
    reckoned = None if price is None or worths is None else worths.reckon(price, currency, record.last_seen)
    body = {name: value for name, value in record.fields.items() if name not in _TITLE_FIELDS}
    return Entry(
        id=record.id, revision=kept.revision, source=record.source, kind=str(record.kind), title=columns.title,
        body=text_of(record.kind, body), first_seen=record.first_seen, last_seen=record.last_seen,
        vendor=columns.vendor, language=language, tags=tuple(tags),
        drugs=values(said, MentionKind.DRUG), froms=places(said, MentionKind.SHIP_FROM),
        tos=places(said, MentionKind.SHIP_TO), methods=values(said, MentionKind.SHIP_METHOD),
        concealments=values(said, MentionKind.CONCEALMENT), wallets=values(said, MentionKind.WALLET),
        contacts=values(said, MentionKind.CONTACT), pgps=values(said, MentionKind.PGP),
        price=price, currency=currency, worth=reckoned.worth if reckoned else None,
        rate=reckoned.rate if reckoned else "", grams=_weight(by_weight) or grams(said),
        unit_price=by_weight.unit_price if by_weight else None,
    )  # fmt: skip


def entries(
    database: Database, ids: Sequence[str], language: Callable[[str], str | None]
) -> tuple[list[Kept], list[Entry]]:
    """The records of these ids, and those of them that stand (have sightings) as they are searched."""
    with database.read() as rows:
        kept = records.load(rows, ids)
        mentions, offers = records.mentions(rows, kept), records.offers(rows, kept)
        tags = leads.tags(rows, [one.record.id for one in kept])
        worths = rates.load(rows)
    return kept, [
        entry(
            one,
            mentions[one.record.id],
            language(_text(one)) or "",
            offers=offers[one.record.id],
            tags=tags[one.record.id],
            worths=worths,
        )
        for one in kept
        if one.record.sightings
    ]


def _drain_some(database: Database, index: Puts, batch: int, language: Callable[[str], str | None]) -> int:
    with database.read() as rows:
        waiting = outbox.waiting(rows, batch)
    kept, standing = entries(database, waiting, language)
    if not kept:
        return 0
    refused = index.put(standing) or ()
    index.delete(one.record.id for one in kept if not one.record.sightings)
    index.commit()
    told = {one.record.id: one.revision for one in kept}
    with database.read() as rows:
        at = journal.clock(rows)
    alerts = answering(database, standing, at=at)
    with database.write() as rows:
        watches.add(rows, alerts)
        letters.taken(rows, told)
        letters.add(rows, (Letter(one.id, one.revision, one.reason) for one in refused))
        keep_worths(rows, standing)
        outbox.put_done(rows, told)
    return len(kept)


def keep_worths(rows: Connection, standing: Sequence[Entry]) -> None:
    """How each price was reckoned stays beside the price as stated."""
    priced = (one for one in standing if one.price is not None and one.worth is not None)
    rates.keep(
        rows,
        [one.id for one in standing],
        {one.id: Reckoned(one.price, one.currency, one.worth, one.rate) for one in priced},  # type: ignore[arg-type]
    )


def _text(kept: Kept) -> str:
    return text_of(kept.record.kind, kept.record.fields)


def _price(offers: Sequence[Offer], mentions: Iterable[Mention]) -> tuple[Decimal | None, str]:
    """Of the text: its first offer's, else the first amount that is one amount."""
    for told in offers:
        return told.price, told.currency or ""
    for said in mentions:
        if said.kind is MentionKind.PRICE and (amount := plain_amount(said.value)) is not None:
            return amount, str(said.more.get("currency") or "")
    return None, ""


def _weight(told: Offer | None) -> Decimal | None:
    return None if told is None or isinstance(told.amount, tuple) else told.amount
