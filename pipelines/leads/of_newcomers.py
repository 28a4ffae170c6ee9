"""New vendors once more at a run's end: the reasons of interest that what they show by then gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from sqlalchemy import Connection

from pipelines.leads.clones import CLONE_SITE
from pipelines.leads.interest import Amount, Interest, Priced, Shown, interest, raised
from pipelines.leads.newcomers import NEW_VENDOR, new_vendors
from pipelines.leads.words import WORDS
from tidewaiter.model.lead import Lead
from tidewaiter.model.mention import Mention, MentionKind
from tidewaiter.model.run import Run
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database import leads, pivots, rates, showing
from tidewaiter.store.database.pivots import Holder
from tidewaiter.store.database.rates import INTO, Rates
from tidewaiter.store.database.showing import Told
from tidewaiter.store.database.statements import chunks

_TOGETHER = 200  # vendors whose pages are held in memory at once
_PROOF = (MentionKind.PGP, MentionKind.WALLET)
Market = Mapping[tuple[str, str], Sequence[tuple[str, Decimal]]]  # by substance and unit who asks what


def newcomers(rows: Connection, run: Run, *, wanted: Interest) -> list[Lead]:
    """The leads of vendors of whom this run showed something, in their first days, as they read now."""
    young = showing.young(rows, run, rule=NEW_VENDOR, since=run.started_at - timedelta(days=wanted.days))
    if not young:
        return []
    table = rates.load(rows)
    market = _market(rows, run, table)
    return [
        lead
        for some in chunks(young, _TOGETHER)
        for lead in _some(rows, run, some, market=market, table=table, wanted=wanted)
    ]


def _some(
    rows: Connection,
    run: Run,
    young: Sequence[tuple[str, Holder]],
    *,
    market: Market,
    table: Rates,
    wanted: Interest,
) -> Iterator[Lead]:
    standing = {found.lead.id: found.lead for found in leads.some(rows, [id_ for id_, _ in young])}
    firsts = {one.record: one for one in pivots.with_first(rows, [about.record for _, about in young])}
    own = showing.records_of(rows, run.source, [about.handle for _, about in young])
    every = sorted({id_ for some in own.values() for id_, _, _ in some} | firsts.keys())
    named = showing.named_by(rows, every, _PROOF)
    clones = leads.pivots_of(rows, CLONE_SITE)
    sound = set(pivots.off_mirrors(rows, {value for some in named.values() for value in some}, clones))
    told: dict[str, list[Told]] = defaultdict(list)
    for one in showing.told_by(rows, every, run.finished_at or run.started_at):
        told[one.record].append(one)
    for id_, about in young:
        first = firsts[about.record]
        mine = own.get(about.handle) or [(first.record, first.kind, first.first_seen)]
        values = sorted({value for record, _, _ in mine for value in named.get(record, ()) if value in sound})
        shown = replace(
            _shown([one for record, _, _ in mine for one in told[record]], table),
            market={key: [each for who, each in asked if who != about.handle] for key, asked in market.items()},
            unknown=[f"{WORDS[kind]} {value}" for kind, value in values
                     if not showing.named_before(rows, (kind, value), first)],
            first_listing=min((at for _, kind, at in mine if kind == Kind.LISTING), default=None),
        )  # fmt: skip
        more, reasons = interest(shown, wanted)
        (plain,) = new_vendors([first], {first.handle: first})
        yield replace(
            plain, members=standing[id_].members, reasons=(*plain.reasons, *reasons), score=raised(plain.score, more)
        )


def _market(rows: Connection, run: Run, table: Rates) -> Market:
    told = showing.told_in(rows, run.id)
    sellers = showing.handles(rows, [one.record for one in told])
    asked: dict[tuple[str, str], dict[str, tuple[str, Decimal]]] = defaultdict(dict)
    for one in told:
        for priced in _prices(one, table):
            asked[priced.drug, priced.unit][one.record] = (sellers[one.record], priced.each)
    return {key: list(by_record.values()) for key, by_record in asked.items()}


def _shown(told: Iterable[Told], table: Rates) -> Shown:
    """Of each record the places of its fields win over those of its text. A thing sells what its title names; where
    that names nothing, what its text does, which speaks of other things more often."""
    by_record: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_record[one.record].append(one)
    found: dict[MentionKind, set[str]] = defaultdict(set)
    amounts: dict[Amount, None] = {}
    prices: dict[Priced, None] = {}
    for pages in by_record.values():
        said = [one for page in pages for one in page.mentions if not one.more.get("negated")]
        for kind in (MentionKind.SHIP_FROM, MentionKind.SHIP_TO):
            fields = [one for one in said if one.kind is kind and one.place != "text"]
            found[kind] |= {str(one.value) for one in fields or said if one.kind is kind}
        titled = _sold(one for page in pages for one in page.title)
        found[MentionKind.DRUG] |= titled or _sold(said)
        for page in pages:
            amounts |= dict.fromkeys(_amounts(page, titled or _sold(page.mentions)))
            prices |= dict.fromkeys(_prices(page, table))
    return Shown(
        froms=found[MentionKind.SHIP_FROM], tos=found[MentionKind.SHIP_TO], drugs=found[MentionKind.DRUG],
        amounts=tuple(amounts), prices=tuple(prices),
    )  # fmt: skip


def _sold(said: Iterable[Mention]) -> set[str]:
    kinds = (one for one in said if one.kind is MentionKind.DRUG and not one.more.get("negated"))
    return {str(one.value) for one in kinds if one.more.get("role") != "mention"}


def _amounts(told: Told, drugs: Collection[str]) -> Iterator[Amount]:
    """Of its offers; where it has none, of its text, if that names one substance."""
    for offered in told.offers:
        much = offered.amount[1] if isinstance(offered.amount, tuple) else offered.amount
        yield Amount(offered.drug or "", offered.unit, much)
    if told.offers or len(drugs) != 1:
        return
    for said in told.mentions:
        if said.kind is MentionKind.QUANTITY and said.more.get("measure", "amount") == "amount":
            unit, base = str(said.more.get("base_unit") or ""), said.more.get("base")
            if unit in ("g", "ml", "count") and (amount := _number(base)) is not None:
                yield Amount(next(iter(drugs)), unit, amount)


def _number(base: object) -> Decimal | None:
    told = base[-1] if isinstance(base, list | tuple) and base else base
    try:
        return Decimal(str(told))
    except InvalidOperation:
        return None


def _prices(told: Told, table: Rates) -> Iterator[Priced]:
    for offered in told.offers:
        each = offered.unit_price
        reckoned = table.reckon(each, offered.currency or "", told.at) if each is not None else None
        if reckoned is not None and offered.drug and offered.unit in ("g", "ml", "count"):
            yield Priced(offered.drug, offered.unit, reckoned.worth, INTO)
