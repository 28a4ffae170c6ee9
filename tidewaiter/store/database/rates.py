"""What one unit of a currency or coin is worth, by day: a table that the operator supplies."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, insert, select

from tidewaiter.model.ids import digest
from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import rate, reckoned, record

INTO = "USD"  # what all money is reckoned in


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `currency` was worth `rate` of INTO on that day; `origin` says who says so."""

    on_day: datetime
    currency: str
    rate: Decimal
    origin: str

    @property
    def id(self) -> str:
        return digest("rate", f"{self.on_day:%Y-%m-%d}", self.currency, INTO, format(self.rate, "f"))[:16]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount as stated, what it is worth in INTO, and the id of the rate ("" where none was needed)."""

    amount: Decimal
    currency: str
    worth: Decimal
    rate: str = ""


class Rates:
    """The whole table, for reckoning many amounts."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self._days: dict[str, list[datetime]] = defaultdict(list)
        self._rates: dict[str, list[Rate]] = defaultdict(list)
        for one in sorted(rates, key=lambda one: (one.on_day, one.id)):
            self._days[one.currency].append(one.on_day)
            self._rates[one.currency].append(one)

    def reckon(self, amount: Decimal, currency: str, at: datetime) -> Reckoned | None:
        """By the latest rate of that day or before it; None without one."""
        if currency == INTO:
            return Reckoned(amount, currency, amount)
        before = bisect_right(self._days.get(currency, []), at)
        if not before:
            return None
        used = self._rates[currency][before - 1]
        return Reckoned(amount, currency, amount * used.rate, used.id)


def add(rows: Connection, rates: Iterable[Rate]) -> list[str]:
    """Keep the new ones; returns the records priced in their currencies, which must be reckoned again."""
    values = {
        one.id: {"id": one.id, "on_day": one.on_day, "currency": one.currency, "into": INTO, "rate": one.rate,
                 "origin": one.origin}
        for one in rates
    }  # fmt: skip
    if not values:
        return []
    rows.execute(insert_new(rows, rate, rate.c.id), [values[one] for one in sorted(values)])
    currencies = sorted({str(one["currency"]) for one in values.values()})
    return list(rows.execute(select(record.c.id).where(record.c.currency.in_(currencies))).scalars())


def load(rows: Connection) -> Rates:
    found = rows.execute(select(rate).where(rate.c.into == INTO))
    return Rates(Rate(row.on_day, row.currency, row.rate, row.origin) for row in found)


def keep(rows: Connection, ids: Sequence[str], found: Mapping[str, Reckoned]) -> None:
    """How the prices of these records were reckoned, in place of what was kept of them."""
    for some in chunks(sorted(ids)):
        rows.execute(reckoned.delete().where(among(reckoned.c.record)), {"ids": list(some)})
    values = [
        {"record": one, "amount": said.amount, "currency": said.currency, "worth": said.worth, "into": INTO,
         "rate": said.rate}
        for one, said in sorted(found.items())
    ]  # fmt: skip
    if values:
        rows.execute(insert(reckoned), values)


def kept(rows: Connection, one: str) -> Reckoned | None:
    """How the price of a record was reckoned when the index was told of it last."""
    row = rows.execute(select(reckoned).where(reckoned.c.record == one)).one_or_none()
    return None if row is None else Reckoned(row.amount, row.currency, row.worth, row.rate)
