"""Gather alerts, and send what is due. At least once: what was sent and not yet noted as sent is sent again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidewaiter.model.errors import TidewaiterError
from tidewaiter.model.person import Act, Person, may
from tidewaiter.model.watch import Alert, Delivery
from tidewaiter.schedule.delivery.letter import MOST_TOLD, Letter, Told
from tidewaiter.schedule.delivery.places import Places
from tidewaiter.store.database import Database, captures, deliveries, journal, people, records, watches

LEASE, LEASE_LENGTH = "deliver", timedelta(minutes=2)  # one letter takes up to a minute of a slow server
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
Note = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one delivery this time; `fault` "" where it arrived."""

    delivery: Delivery
    alerts: int
    fault: str = ""


def deliver(
    database: Database, places: Places, *, owner: str, at: datetime, head: Callable[[], tuple[str, str]], note: Note
) -> list[Delivered]:
    """Send what is due, as long as nobody else does.

    `head` gives the ledger's head and the last printed seal, `note` enters a delivery in the ledger. Faults are kept
    with the delivery, which is tried again: after a minute, then ever later, up to six hours apart, for as long as it
    takes.
    """
    with database.write() as rows:
        if not journal.hold(rows, LEASE, owner, length=LEASE_LENGTH):
            return []
    try:
        with database.write() as rows:
            deliveries.gather(rows, at=at)
        with database.read() as rows:
            waiting = deliveries.due(rows, at=at)
            persons = {person.name: person for person in people.persons(rows)}
        done = []
        for one in waiting:
            with database.write() as rows:
                if not journal.hold(rows, LEASE, owner, length=LEASE_LENGTH):
                    break
            done.append(_deliver(database, places, one, at=at, persons=persons, head=head, note=note))
        return done
    finally:
        with database.write() as rows:
            journal.release(rows, LEASE, owner)


def later(attempts: int) -> timedelta:
    """How long to wait after so many attempts in vain."""
    return min(_FIRST * float(2 ** min(attempts, 20)), _LONGEST)


def _deliver(
    database: Database, places: Places, one: Delivery, *, at: datetime, persons: dict[str, Person],
    head: Callable[[], tuple[str, str]], note: Note,
) -> Delivered:  # fmt: skip
    with database.read() as rows:
        alerts = deliveries.alerts(rows, one.id)
    if persons and not (one.owner in persons and may(persons[one.owner], Act.READ)):
        why = f"{one.owner} is no person of this workspace any more"
        note("delivery", delivery=one.id, to=one.to, alerts=len(alerts), withheld=why)
        with database.write() as rows:
            deliveries.withhold(rows, one.id, why)
        return Delivered(one, len(alerts), why)
    try:
        send = places.sender_to(one.to)
        send(_letter(database, one, alerts, head()))
    except TidewaiterError as fault:
        with database.write() as rows:
            deliveries.failed(rows, one.id, str(fault), again=at + later(one.attempts))
        return Delivered(one, len(alerts), str(fault))
    note("delivery", delivery=one.id, to=one.to, owner=one.owner, alerts=len(alerts), attempt=one.attempts + 1)
    with database.write() as rows:
        deliveries.arrived(rows, one.id, at=at)
    return Delivered(one, len(alerts))


def _letter(database: Database, one: Delivery, alerts: list[Alert], sealed: tuple[str, str]) -> Letter:
    named = alerts[:MOST_TOLD]
    with database.read() as rows:
        names = {kept.watch.id: kept.watch.name for kept in watches.listed(rows)}
        kept = {known.record.id: known for known in records.load(rows, sorted({alert.record for alert in named}))}
        behind = captures.load(rows, [id_ for known in kept.values() for id_ in known.record.said_by.values()])
    told = []
    for alert in named:
        known = kept.get(alert.record)
        if known is None or not known.record.sightings:  # withdrawn since, or sealed off
            continue
        said_by = known.record.said_by
        capture = behind.get(said_by.get("title") or next(iter(said_by.values())))
        told.append(
            Told(
                alert, names.get(alert.watch, alert.watch), known.columns.title or known.record.key,
                str(known.record.kind), known.record.source, capture=capture.capture.id if capture else "",
                sha256=capture.capture.payload_sha256 if capture else "",
            )
        )  # fmt: skip
    return Letter(one, tuple(told), len(alerts), *sealed)
