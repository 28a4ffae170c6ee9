"""What one run saw of its source, and what was seen before it: the ground of the leads that a run's end gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Exists, Row, exists, func, select

from tidewaiter.model.mention import MentionKind, Status
from tidewaiter.model.run import Outcome, Run, Way
from tidewaiter.model.sighting import Fields, FieldValue, Kind
from tidewaiter.store.database import codec
from tidewaiter.store.database.journal import runs_of
from tidewaiter.store.database.pivots import Holder, holder_columns, holder_of
from tidewaiter.store.database.statements import among, chunks
from tidewaiter.store.database.tables import capture, lead, mention, pivot, record, run, sighting

_ASKED_FIRST = 20  # listings that name something now: one of them has mostly named it before


@dataclass(frozen=True, slots=True)
class Glance:
    """What sightings of one record state together, the latest of each field."""

    record: str
    title: str
    fields: Fields
    at: datetime


@dataclass(frozen=True, slots=True)
class Present:
    """When vendors' own pages, by record, and listings of sellers, by name in small letters, were last seen."""

    vendors: Mapping[str, datetime]
    sellers: Mapping[str, datetime]

    def last(self, vendor: Holder) -> datetime | None:
        seen = (self.vendors.get(vendor.record), self.sellers.get(vendor.handle))
        return max((at for at in seen if at is not None), default=None)


def complete_before(rows: Connection, one: Run, *, limit: int) -> list[Run]:
    """The complete crawls before this run, the newest first."""
    whole = (run.c.source == one.source, run.c.way == Way.CRAWL, run.c.outcome == Outcome.COMPLETE)
    return runs_of(rows, select(run).where(*whole, run.c.id < one.id).order_by(run.c.id.desc()).limit(limit))


def listings_in(rows: Connection, run_id: str) -> dict[str, Glance]:
    """By record, what this run's pages say of listings."""
    statement = (
        select(sighting.c.record, sighting.c.captured_at, sighting.c.fields, record.c.title)
        .join(capture, capture.c.id == sighting.c.capture)
        .join(record, record.c.id == sighting.c.record)
        .where(capture.c.run == run_id, sighting.c.kind == Kind.LISTING, ~sighting.c.withdrawn)
        .order_by(sighting.c.captured_at, sighting.c.capture)
    )
    return _glances(rows.execute(statement))


def latest_until(rows: Connection, ids: Iterable[str], until: datetime, *, own_page: bool = False) -> dict[str, Glance]:
    """By record its latest sighting until then; with `own_page` the latest that a listing's own page says."""
    at = (
        select(sighting.c.record, func.max(sighting.c.captured_at).label("at"))
        .where(among(sighting.c.record), sighting.c.captured_at <= until, ~sighting.c.withdrawn)
        .group_by(sighting.c.record)
    )
    if own_page:
        at = at.join(capture, capture.c.id == sighting.c.capture).where(capture.c.page == Kind.LISTING)
    last = at.subquery()
    same = (sighting.c.record == last.c.record) & (sighting.c.captured_at == last.c.at)
    statement = (
        select(sighting.c.record, sighting.c.captured_at, sighting.c.fields, record.c.title)
        .join(last, same)
        .join(record, record.c.id == sighting.c.record)
        .where(~sighting.c.withdrawn)
        .order_by(sighting.c.capture)
    )
    found: dict[str, Glance] = {}
    for some in chunks(sorted(set(ids))):
        found |= _glances(rows.execute(statement, {"ids": some}))
    return found


def named_in(rows: Connection, run_id: str, kinds: Sequence[MentionKind]) -> dict[str, dict[MentionKind, list[str]]]:
    """By listing that this run's pages speak of, what they name, in the text's order; a field's places win over the
    text's."""
    statement = (
        select(sighting.c.record, mention.c.kind, mention.c.value, mention.c.place, mention.c.worth)
        .join(sighting, sighting.c.id == mention.c.sighting)
        .join(capture, capture.c.id == sighting.c.capture)
        .where(capture.c.run == run_id, sighting.c.kind == Kind.LISTING, ~sighting.c.withdrawn)
        .where(mention.c.kind.in_(kinds), mention.c.status == Status.ASSERTED, ~mention.c.withdrawn)
        .order_by(sighting.c.captured_at, mention.c.field.desc(), mention.c.start)  # the title before the description
    )
    text: dict[str, dict[MentionKind, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    own: dict[str, dict[MentionKind, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows.execute(statement):
        if not row.worth["more"].get("negated"):
            (text if row.place == "text" else own)[row.record][MentionKind(row.kind)][row.value] = None
    return {
        one: {kind: list(own[one].get(kind) or text[one].get(kind) or ()) for kind in kinds}
        for one in text.keys() | own.keys()
    }


def named_until(
    rows: Connection, source: str, named: tuple[MentionKind, str], until: datetime, *, by: Sequence[str] = ()
) -> bool:  # fmt: skip
    """Whether a listing of the source named it until then. `by` are listings that name it now: what any of them said
    before is asked first, since all that ever named it grows with the history."""
    ways = [_naming(source, [named], until, by=by[:_ASKED_FIRST]), _naming(source, [named], until)]
    return any(rows.execute(select(one)).scalar() for one in ways[not by :])


def joined_until(
    rows: Connection, source: str, route: tuple[str, str], until: datetime, *, by: Sequence[str] = ()
) -> bool:  # fmt: skip
    """Whether one page of a listing of the source named both places of the route until then; `by` as above."""
    both = [(MentionKind.SHIP_FROM, route[0]), (MentionKind.SHIP_TO, route[1])]
    ways = [_naming(source, both, until, by=by[:_ASKED_FIRST]), _naming(source, both, until)]
    return any(rows.execute(select(one)).scalar() for one in ways[not by :])


def runs_between(rows: Connection, source: str, first: str, until: str) -> list[str]:
    """The source's runs from the first to `until` (left out), whatever became of them."""
    among_these = (run.c.source == source, run.c.id >= first, run.c.id < until)
    return list(rows.execute(select(run.c.id).where(*among_these).order_by(run.c.id)).scalars())


def present(rows: Connection, run_ids: Sequence[str], handle: Callable[[str], str]) -> Present:
    """Who was shown in any of these runs. `handle` makes of a name what names are compared by: of the name that a
    listing bore then, since vendors take other names and their listings go on."""
    statement = (
        select(sighting.c.record, sighting.c.kind, sighting.c.captured_at, sighting.c.fields)
        .join(capture, capture.c.id == sighting.c.capture)
        .where(among(capture.c.run), sighting.c.kind.in_((Kind.LISTING, Kind.VENDOR)), ~sighting.c.withdrawn)
    )
    vendors: dict[str, datetime] = {}
    sellers: dict[str, datetime] = {}
    for some in chunks(run_ids):
        for row in rows.execute(statement, {"ids": some}):
            if row.kind == Kind.VENDOR:
                vendors[row.record] = max(row.captured_at, vendors.get(row.record, row.captured_at))
            elif isinstance(name := codec.fields_in(row.fields).get("vendor"), str) and (who := handle(name)):
                sellers[who] = max(row.captured_at, sellers.get(who, row.captured_at))
    return Present(vendors, sellers)


def sellers(rows: Connection, source: str, handles: Iterable[str]) -> list[Holder]:
    """The source's vendors of these names."""
    statement = select(*holder_columns).where(record.c.source == source, record.c.kind == Kind.VENDOR)
    named = statement.where(among(record.c.handle), record.c.sightings > 0).order_by(record.c.id)
    some = (rows.execute(named, {"ids": few}).mappings() for few in chunks(sorted(set(handles) - {""})))
    return [holder_of(row) for found in some for row in found]


def namesakes(rows: Connection, ids: Sequence[str], kinds: Sequence[str]) -> dict[str, list[Holder]]:
    """By vendor the vendors of other names on the same source who name a key or wallet of theirs."""
    mine, theirs, me = pivot.alias(), pivot.alias(), record.alias()
    same = (mine.c.kind == theirs.c.kind) & (mine.c.value == theirs.c.value) & (mine.c.record != theirs.c.record)
    statement = (
        select(mine.c.record.label("me"), *holder_columns).distinct()
        .join(theirs, same)
        .join(me, me.c.id == mine.c.record)
        .join(record, record.c.id == theirs.c.record)
        .where(mine.c.kind.in_(kinds), among(mine.c.record), record.c.kind == Kind.VENDOR)
        .where(record.c.source == me.c.source, record.c.handle != me.c.handle)
    )  # fmt: skip
    found: dict[str, list[Holder]] = defaultdict(list)
    for some in chunks(ids):
        for row in rows.execute(statement, {"ids": some}).mappings():
            found[row["me"]].append(holder_of(row))
    return found


def absences(rows: Connection, one: Run, *, gone_rule: str, back_rule: str) -> list[tuple[Holder, str, datetime]]:
    """The source's vendors who had vanished before this run, and of whom no lead says that they came back: with the
    run that began the absence, and when that began."""
    ended = lead.alias()
    told = exists().where(ended.c.rule == back_rule, ended.c.pivot == lead.c.pivot, ended.c.episode == lead.c.episode)
    statement = (
        select(*holder_columns, lead.c.episode, run.c.started_at)
        .join(lead, lead.c.pivot == record.c.id)
        .join(run, run.c.id == lead.c.episode)
        .where(lead.c.rule == gone_rule, lead.c.episode < one.id, record.c.source == one.source, ~told)
        .order_by(record.c.id, lead.c.episode)
    )
    return [(holder_of(row), row["episode"], row["started_at"]) for row in rows.execute(statement).mappings()]


def vendors_in(rows: Connection, run_id: str) -> list[str]:
    """The vendors whose own page, or a card of it, this run read."""
    statement = select(sighting.c.record).distinct().join(capture, capture.c.id == sighting.c.capture)
    seen = (capture.c.run == run_id, sighting.c.kind == Kind.VENDOR, ~sighting.c.withdrawn)
    return sorted(rows.execute(statement.where(*seen)).scalars())


def _naming(
    source: str, named: Sequence[tuple[MentionKind, str]], until: datetime, *, by: Sequence[str] = ()
) -> Exists:  # fmt: skip
    """Whether one page of a listing of the source, or of one of these records, named all of it."""
    said = []
    for kind, value in named:
        one = mention.alias()
        # With records to begin with, not the bare column: SQLite would walk all that ever named the value by its index.
        is_value = (one.c.value.concat("") if by else one.c.value) == value
        said += [one.c.sighting == sighting.c.id, one.c.kind == kind, is_value]
        said += [~one.c.withdrawn, one.c.status == Status.ASSERTED]
    seen = [sighting.c.source == source, sighting.c.kind == Kind.LISTING, sighting.c.captured_at <= until]
    seen += [sighting.c.record.in_(by)] if by else []
    return exists().where(*said, *seen, ~sighting.c.withdrawn)


def _glances(found: Iterable[Row[Any]]) -> dict[str, Glance]:
    said: dict[str, dict[str, FieldValue]] = defaultdict(dict)
    last: dict[str, tuple[str, datetime]] = {}
    for row in found:
        said[row.record].update(codec.fields_in(row.fields))
        last[row.record] = (row.title, row.captured_at)
    return {one: Glance(one, title, said[one], at) for one, (title, at) in last.items()}
