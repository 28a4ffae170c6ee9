"""Deliveries: what of the alerts is on its way where, and what has arrived."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from tidewaiter.model.ids import digest
from tidewaiter.model.watch import Alert, Delivery, Every, Sent
from tidewaiter.store.database.desk_tables import alert, delivery, delivery_alert, watch
from tidewaiter.store.database.statements import insert_new
from tidewaiter.store.database.watches import alert_of

_AT_ONCE = 20_000  # alerts gathered in one transaction; the rest a moment later


def gather(rows: Connection, *, at: datetime) -> list[Delivery]:
    """Put alerts whose hour or day is over into deliveries, one for each owner and place."""
    statement = select(alert, watch.c.owner, watch.c.every, watch.c.sent_to).join(watch, watch.c.id == alert.c.watch)
    ready = statement.where(~alert.c.gathered).order_by(alert.c.found_at, alert.c.watch, alert.c.record).limit(_AT_ONCE)
    letters: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for row in rows.execute(ready).mappings().all():
        if Every(row["every"]).closes(row["found_at"]) > at:
            continue
        for to in row["sent_to"]:
            letters[row["owner"], to].append(row)
        this = (alert.c.watch == row["watch"], alert.c.record == row["record"])
        rows.execute(alert.update().where(*this).values(gathered=True))
    return [_begin(rows, owner, to, some, at=at) for (owner, to), some in sorted(letters.items())]


def due(rows: Connection, *, at: datetime, limit: int = 100) -> list[Delivery]:
    """Those that wait and are to be tried now, the oldest first."""
    waits = (delivery.c.state == Sent.WAITING, delivery.c.due_at <= at)
    found = rows.execute(select(delivery).where(*waits).order_by(delivery.c.made_at, delivery.c.id).limit(limit))
    return [_delivery(row) for row in found.mappings()]


def listed(rows: Connection, *, waiting: bool = False, limit: int = 100) -> list[Delivery]:
    """The newest first; or those that have not arrived."""
    statement = select(delivery).order_by(delivery.c.made_at.desc(), delivery.c.id).limit(limit)
    found = statement.where(delivery.c.state != Sent.DONE) if waiting else statement
    return [_delivery(row) for row in rows.execute(found).mappings()]


def alerts(rows: Connection, id_: str) -> list[Alert]:
    """What a delivery tells, the oldest first."""
    same = (alert.c.watch == delivery_alert.c.watch) & (alert.c.record == delivery_alert.c.record)
    statement = select(alert).join(delivery_alert, same).where(delivery_alert.c.delivery == id_)
    found = rows.execute(statement.order_by(alert.c.found_at, alert.c.watch, alert.c.record)).mappings()
    return [alert_of(row) for row in found]


def arrived(rows: Connection, id_: str, *, at: datetime) -> None:
    change = {"state": Sent.DONE, "sent_at": at, "attempts": delivery.c.attempts + 1, "fault": ""}
    rows.execute(delivery.update().where(delivery.c.id == id_).values(**change))


def failed(rows: Connection, id_: str, fault: str, *, again: datetime) -> None:
    """It did not arrive, and is tried again then."""
    change = {"attempts": delivery.c.attempts + 1, "fault": fault, "due_at": again}
    rows.execute(delivery.update().where(delivery.c.id == id_).values(**change))


def withhold(rows: Connection, id_: str, why: str) -> None:
    rows.execute(delivery.update().where(delivery.c.id == id_).values(state=Sent.WITHHELD, fault=why))


def _begin(rows: Connection, owner: str, to: str, some: list[RowMapping], *, at: datetime) -> Delivery:
    first = some[0]
    id_ = digest("delivery", owner, to, first["watch"], first["record"], at.isoformat())
    values = {
        "id": id_, "sent_to": to, "owner": owner, "made_at": at, "due_at": at, "attempts": 0, "state": Sent.WAITING,
        "fault": "",
    }  # fmt: skip
    rows.execute(insert_new(rows, delivery, delivery.c.id), [values])
    held = [{"delivery": id_, "watch": row["watch"], "record": row["record"]} for row in some]
    rows.execute(insert_new(rows, delivery_alert, *delivery_alert.primary_key), held)
    return Delivery(id_, to, owner, at, at)


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(
        id=row["id"], to=row["sent_to"], owner=row["owner"], made_at=row["made_at"], due_at=row["due_at"],
        attempts=row["attempts"], state=Sent(row["state"]), sent_at=row["sent_at"], fault=row["fault"],
    )  # fmt: skip
