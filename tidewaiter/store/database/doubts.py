"""What was not recorded, and why: statements that were not believed, and what met the list of forbidden content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tidewaiter.store.database.statements import insert_new
from tidewaiter.store.database.tables import capture, quarantine, rejection


@dataclass(frozen=True, slots=True)
class Rejection:
    capture: str
    record: str
    reason: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Quarantined:
    """`rule` names the line of the local list, never its words; `sequence` the entry of the ledger."""

    capture: str
    record: str
    rule: str
    found_at: datetime
    ledger: str
    sequence: int


def reject(rows: Connection, rejected: Iterable[Rejection]) -> None:
    values = [
        {"capture": one.capture, "record": one.record, "reason": one.reason, "found_at": one.found_at}
        for one in sorted(rejected, key=lambda one: (one.capture, one.record))
    ]
    if values:
        rows.execute(insert_new(rows, rejection, *rejection.primary_key), values)


def rejections(rows: Connection, *, limit: int = 100) -> list[Rejection]:
    """The newest first."""
    found = rows.execute(select(rejection).order_by(rejection.c.found_at.desc(), rejection.c.capture).limit(limit))
    return [Rejection(row.capture, row.record, row.reason, row.found_at) for row in found]


def put_away(rows: Connection, found: Iterable[Quarantined]) -> None:
    values = [
        {"capture": one.capture, "record": one.record, "rule": one.rule, "found_at": one.found_at,
         "ledger": one.ledger, "sequence": one.sequence}
        for one in sorted(found, key=lambda one: (one.capture, one.record))
    ]  # fmt: skip
    if values:
        rows.execute(insert_new(rows, quarantine, *quarantine.primary_key), values)


def away_from(rows: Connection, one: str) -> frozenset[str]:
    """The records whose sighting in this capture was put away; "" among them where the whole response was."""
    return frozenset(rows.execute(select(quarantine.c.record).where(quarantine.c.capture == one)).scalars())


def put_away_by(rows: Connection, run: str) -> int:
    """How many captures of a run met the list."""
    met = select(func.count(quarantine.c.capture.distinct())).join(capture, capture.c.id == quarantine.c.capture)
    return rows.execute(met.where(capture.c.run == run)).scalar_one()


def put_away_list(rows: Connection, *, limit: int = 100) -> list[Quarantined]:
    """What a supervisor has to be told of, the newest first."""
    found = rows.execute(select(quarantine).order_by(quarantine.c.found_at.desc(), quarantine.c.capture).limit(limit))
    return [
        Quarantined(row.capture, row.record, row.rule, row.found_at, ledger=row.ledger, sequence=row.sequence)
        for row in found
    ]
