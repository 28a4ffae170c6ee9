"""What trends are made of: when each vendor's name came to its source, what listings asked in each of several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, exists, func, select

from tidewaiter.model.mention import Status
from tidewaiter.model.sighting import Kind
from tidewaiter.model.views.listed import Price
from tidewaiter.model.views.periods import Period
from tidewaiter.model.views.trends import Arrival, Asking
from tidewaiter.store.database import codec
from tidewaiter.store.database.rates import load
from tidewaiter.store.database.tables import capture, lead, lead_member, offer, record, run, sighting

Name = tuple[str, str]  # source, and name in small letters
_NAMING = (Kind.VENDOR, Kind.LISTING, Kind.POST)  # kinds whose handle is one who sells


def arrivals(rows: Connection, *, renamed_rule: str, known_rule: str, sources: Sequence[str] = ()) -> list[Arrival]:
    """Every vendor's name of every source with its first sighting, on a page of theirs, a listing or a selling post."""
    statement = select(
        record.c.source, record.c.handle, func.max(record.c.vendor).label("name"),
        func.min(record.c.first_seen).label("first_seen"),
    ).where(record.c.kind.in_(_NAMING), record.c.handle != "", record.c.sightings > 0)  # fmt: skip
    if sources:
        statement = statement.where(record.c.source.in_(sources))
    ends = _first_runs(rows)
    renamed, known = _second_names(rows, renamed_rule), _second_sources(rows, known_rule)
    grouped = statement.group_by(record.c.source, record.c.handle).order_by(record.c.source, record.c.handle)
    return [
        Arrival(
            row.source, row.handle, row.name, row.first_seen,
            at_first=ends.get(row.source) is None or row.first_seen <= ends[row.source],
            renamed=(row.source, row.handle) in renamed, known=(row.source, row.handle) in known,
        )
        for row in rows.execute(grouped)
    ]  # fmt: skip


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
    """By source, when the first run that captured something ended; None where it has not."""
    captured = exists().where(capture.c.run == run.c.id)
    first = select(func.min(run.c.id)).where(captured).group_by(run.c.source)
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
