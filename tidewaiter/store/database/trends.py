"""What trends are made of: when each vendor's name came to its source, what listings asked in each of several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, func, select

from tidewaiter.model.mention import Status
from tidewaiter.model.run import Way
from tidewaiter.model.sighting import Kind
from tidewaiter.model.views.listed import Price
from tidewaiter.model.views.periods import Period
from tidewaiter.model.views.trends import Arrival, Asking
from tidewaiter.store.database import codec
from tidewaiter.store.database.rates import load
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import capture, lead, lead_member, offer, record, run, sighting

Name = tuple[str, str]  # source, and name in small letters
# Kinds whose handle is one who sells, with the field that names them.
_NAMING = {Kind.VENDOR: "name", Kind.LISTING: "vendor", Kind.POST: "author"}


def arrivals(
    rows: Connection, *, fold: Callable[[str], str], renamed_rule: str, known_rule: str, sources: Sequence[str] = ()
) -> list[Arrival]:
    """Every vendor's name of every source, and when it was first said: on a page, a listing or a selling post.

    A listing that a vendor took along to another name is older than that name; so what stands first is looked up in
    what was said of it. `fold` makes a name comparable.
    """
    statement = select(record.c.id, record.c.source, record.c.handle, record.c.vendor, record.c.first_seen)
    statement = statement.where(record.c.kind.in_(_NAMING), record.c.handle != "", record.c.sightings > 0)
    if sources:
        statement = statement.where(record.c.source.in_(sources))
    bearing: dict[Name, list[Any]] = defaultdict(list)
    for row in rows.execute(statement.order_by(record.c.first_seen, record.c.id)):
        bearing[row.source, row.handle].append(row)
    began = _began(rows, bearing, fold)
    ends = _first_runs(rows)
    renamed, known = _second_names(rows, renamed_rule), _second_sources(rows, known_rule)
    return [
        Arrival(
            *name, bearing[name][0].vendor, at, renamed=name in renamed, known=name in known,
            at_first=(end := ends.get(name[0])) is None or at <= end,
        )
        for name, at in sorted(began.items())
    ]  # fmt: skip


def _began(rows: Connection, bearing: Mapping[Name, Sequence[Any]], fold: Callable[[str], str]) -> dict[Name, datetime]:
    """By name, when it was first said. Most stand in the first sighting of their oldest record, and one look does."""
    firsts = _said(rows, {of[0].id: name[1] for name, of in bearing.items()}, fold)
    found = {name: firsts.get(of[0].id, of[0].first_seen) for name, of in bearing.items()}
    unsure = [name for name, of in bearing.items() if len(of) > 1 and found[name] > of[1].first_seen]
    others = _said(rows, {one.id: name[1] for name in unsure for one in bearing[name]}, fold)
    for name in unsure:
        found[name] = min(others.get(one.id, one.first_seen) for one in bearing[name])
    return found


def _said(rows: Connection, names: Mapping[str, str], fold: Callable[[str], str]) -> dict[str, datetime]:
    """By record, when a sighting first said the name that it bears."""
    columns = (sighting.c.record, sighting.c.kind, sighting.c.captured_at, sighting.c.fields)
    statement = select(*columns).where(among(sighting.c.record), ~sighting.c.withdrawn)
    found: dict[str, datetime] = {}
    for some in chunks(sorted(names)):
        for row in rows.execute(statement.order_by(sighting.c.captured_at), {"ids": some}):
            said = row.fields.get(_NAMING[Kind(row.kind)])
            if row.record not in found and isinstance(said, str) and fold(said) == names[row.record]:
                found[row.record] = row.captured_at
    return found


def asked_prices(rows: Connection, times: Sequence[Period], *, sources: Sequence[str] = ()) -> list[Asking]:
    """By time, listing and amount the last price stated in it. Read is every sighting of these times."""
    statement = (
        select(offer, sighting.c.record, sighting.c.captured_at, record.c.currency.label("stated"))
        .join(sighting, sighting.c.id == offer.c.sighting)
        .join(record, record.c.id == sighting.c.record)
        .where(sighting.c.kind == Kind.LISTING, ~sighting.c.withdrawn, offer.c.status == Status.ASSERTED)
        .where(sighting.c.captured_at >= times[0].start, sighting.c.captured_at < times[-1].end)
        .order_by(sighting.c.captured_at, offer.c.id)
    )
    if sources:
        statement = statement.where(sighting.c.source.in_(sources))
    rates = load(rows)
    found: dict[tuple[object, ...], Asking] = {}
    for row in rows.execute(statement).mappings():
        time = next(n for n, time in enumerate(times) if time.holds(row["captured_at"]))
        told = codec.offer_of(row)
        each, amount = told.unit_price, told.amount
        if each is None or isinstance(amount, tuple):
            continue
        currency = told.currency or row["stated"]
        reckoned = rates.reckon(each, currency, row["captured_at"]) if currency else None
        price = Price(told.drug, told.unit, amount, each, currency, reckoned.worth if reckoned else None)
        found[time, row["record"], told.drug, told.unit, amount] = Asking(time, row["record"], price)
    return list(found.values())


def _first_runs(rows: Connection) -> dict[str, datetime | None]:
    """By source, when the first crawl that captured something ended; None where it has not."""
    captured = exists().where(capture.c.run == run.c.id)
    first = select(func.min(run.c.id)).where(captured, run.c.way == Way.CRAWL).group_by(run.c.source)
    statement = select(run.c.source, run.c.finished_at).where(run.c.id.in_(first))
    return {row.source: row.finished_at for row in rows.execute(statement)}


def _members(rows: Connection, rule: str) -> dict[str, dict[Name, datetime]]:
    """By lead of a rule, the names that its records bear, with their first sighting."""
    statement = (
        select(lead_member.c.lead, record.c.source, record.c.handle, record.c.first_seen)
        .join(lead, lead.c.id == lead_member.c.lead)
        .join(record, record.c.id == lead_member.c.record)
        .where(lead.c.rule == rule, record.c.handle != "")
    )
    found: dict[str, dict[Name, datetime]] = defaultdict(dict)
    for row in rows.execute(statement):
        name, at = (row.source, row.handle), row.first_seen
        found[row.lead][name] = min(at, found[row.lead].get(name, at))
    return found


def _second_names(rows: Connection, rule: str) -> frozenset[Name]:
    """All but the first name of each lead."""
    later: set[Name] = set()
    for names in _members(rows, rule).values():
        first = min(names.items(), key=lambda one: (one[1], one[0]))[0]
        later |= names.keys() - {first}
    return frozenset(later)


def _second_sources(rows: Connection, rule: str) -> frozenset[Name]:
    """The names of each lead on all but its first source."""
    later: set[Name] = set()
    for names in _members(rows, rule).values():
        first = min(names.items(), key=lambda one: (one[1], one[0]))[0][0]
        later |= {name for name in names if name[0] != first}
    return frozenset(later)
