"""`price-shift` and `stock-surge`: a listing, or a substance's whole market, that leaps from one run to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import median

from pipelines.leads.thresholds import Thresholds
from tidewaiter.model.lead import Lead

PRICE_SHIFT = "price-shift"
STOCK_SURGE = "stock-surge"
_PRICE_SCORE, _TIDE_SCORE, _STOCK_SCORE = 0.4, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """A listing's price and stock before and now; prices of one currency, or both as reckoned. None: not stated."""

    record: str
    title: str
    substance: str = ""
    price: tuple[Decimal, Decimal] | None = None
    currency: str = ""
    stock: tuple[int, int] | None = None

    @property
    def times(self) -> float:
        """How many times dearer; 1 where it cannot be told."""
        if self.price is None or not self.price[0] or not self.price[1]:
            return 1.0
        return float(self.price[1] / self.price[0])


def price_shifts(source: str, run: str, steps: Sequence[Step], at: datetime, *, limits: Thresholds) -> list[Lead]:
    """Listings dearer or cheaper by so many times. Where most of a substance leaps one way, it is one lead of it."""
    leapt = [one for one in steps if not 1 / limits.price_times < one.times < limits.price_times]
    by_substance: dict[str, list[Step]] = defaultdict(list)
    for one in steps:
        if one.price is not None and one.substance:
            by_substance[one.substance].append(one)
    leads: list[Lead] = []
    told: set[str] = set()
    for substance, all_ in sorted(by_substance.items()):
        together = [one for one in leapt if one in all_]
        up = [one for one in together if one.times > 1]
        most = up if len(up) * 2 > len(together) else [one for one in together if one.times < 1]
        if len(most) >= limits.tide and len(most) * 2 > len(all_):
            leads.append(_tide(f"{source}:{substance}", run, most, at))
            told |= {one.record for one in most}
    return leads + [_shift(run, one, at) for one in sorted(leapt, key=lambda one: one.record) if one.record not in told]


def stock_surges(run: str, steps: Iterable[Step], at: datetime, *, limits: Thresholds) -> list[Lead]:
    """Stocks grown so many times, and by so many pieces."""
    found = []
    for one in sorted(steps, key=lambda one: one.record):
        before, now = one.stock or (0, 0)
        if before > 0 and now >= before * limits.stock_times and now - before >= limits.stock_more:
            reasons = (f"stock of {one.title} went from {before} to {now}",)
            found.append(Lead(STOCK_SURGE, one.record, (one.record,), reasons, _STOCK_SCORE, at, episode=run))
    return found


def _shift(run: str, one: Step, at: datetime) -> Lead:
    assert one.price is not None
    before, now = one.price
    reasons = (f"price of {one.title} went from {before} to {now} {one.currency}".rstrip(),)
    return Lead(PRICE_SHIFT, one.record, (one.record,), reasons, _PRICE_SCORE, at, episode=run)


def _tide(pivot: str, run: str, steps: Sequence[Step], at: datetime) -> Lead:
    times = median(one.times for one in steps)
    source, _, substance = pivot.partition(":")
    reasons = (f"{len(steps)} listings of {substance} on {source} cost {times:.1f} times what they did",)
    members = tuple(sorted(one.record for one in steps))
    return Lead(PRICE_SHIFT, pivot, members, reasons, _TIDE_SCORE, at, episode=run)
