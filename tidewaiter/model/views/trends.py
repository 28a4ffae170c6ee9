"""What came, stood and cost in each of several times. Each record counts once, however often it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tidewaiter.model.views.bands import Band
from tidewaiter.model.views.listed import Listed, Price
from tidewaiter.model.views.periods import Period, Whole, unread
from tidewaiter.model.views.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Arrival:
    """A vendor's name on one source, and what else is known of its coming.

    `at_first` says that the source's first run found it, so that it may have been there long before; `renamed`, that a
    lead says that it is another name of a vendor of the source; `known`, that a vendor of another source came here.
    """

    source: str
    vendor: str
    name: str
    first_seen: datetime
    at_first: bool = False
    renamed: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The names first seen in a period, each in one of the four counts; `unread` as in a corridor."""

    period: Period
    new: int
    renamed: int
    known: int
    at_first: int
    unread: tuple[str, ...]


def arrivals(
    found: Iterable[Arrival], times: Sequence[Period], *, whole: Whole, sources: Iterable[str]
) -> list[Arrivals]:
    counts: list[dict[str, int]] = [defaultdict(int) for _ in times]
    for one in found:
        for count, time in zip(counts, times, strict=True):
            count[_sort(one)] += time.holds(one.first_seen)
    asked = tuple(sources)
    return [
        Arrivals(time, count["new"], count["renamed"], count["known"], count["at_first"], unread(whole, asked, time))
        for count, time in zip(counts, times, strict=True)
    ]


def _sort(one: Arrival) -> str:
    return next((name for name in ("at_first", "renamed", "known") if getattr(one, name)), "new")


@dataclass(frozen=True, slots=True)
class Trend:
    """Listings that name `what`: how many stood in each period, and `total` in any of them."""

    what: tuple[str, ...]
    counts: tuple[int, ...]
    total: int


def stood(
    listed: Iterable[Listed], times: Sequence[Period], names: Callable[[Listed], Iterable[tuple[str, ...]]]
) -> list[Trend]:
    """By what listings name, those of most listings first."""
    found: dict[tuple[str, ...], list[Listed]] = defaultdict(list)
    for one in listed:
        if any(time.meets(one.first_seen, one.last_seen) for time in times):
            for what in set(names(one)):
                found[what].append(one)
    trends = [
        Trend(what, tuple(sum(time.meets(one.first_seen, one.last_seen) for one in all_) for time in times), len(all_))
        for what, all_ in found.items()
    ]
    return sorted(trends, key=lambda one: (-one.total, one.what))


def substances(one: Listed) -> Iterable[tuple[str, ...]]:
    return ((drug,) for drug in one.drugs or ("",))


def routes(one: Listed) -> Iterable[tuple[str, ...]]:
    return ((origin, to) for origin in one.froms or ("",) for to in one.tos or ("",))


@dataclass(frozen=True, slots=True)
class Asking:
    """What a listing asked for an amount in one of the times, the latest it said then."""

    time: int
    record: str
    price: Price


@dataclass(frozen=True, slots=True)
class PriceTrend:
    """The price of one unit of a substance in a band of amounts: in all times together, and in each."""

    drug: str
    band: Band
    whole: Spread | None
    each: tuple[Spread | None, ...]
    listings: int
    unpriced: int


def price_trends(found: Iterable[Asking], times: int) -> list[PriceTrend]:
    """By substance and band, those of most listings first. In the whole a listing counts with the latest of an amount;
    what has no rate is counted apart, and is in no figure."""
    groups: dict[tuple[str, Band], list[Asking]] = defaultdict(list)
    for one in found:
        groups[one.price.drug or "", one.price.band].append(one)
    trends = [_price_trend(drug, band, all_, times) for (drug, band), all_ in groups.items()]
    return sorted(trends, key=lambda one: (-one.listings, one.drug, one.band.place))


def _price_trend(drug: str, band: Band, found: Sequence[Asking], times: int) -> PriceTrend:
    latest = {(one.record, one.price.amount): one for one in sorted(found, key=lambda one: one.time)}
    worths = [one.price.worth for one in latest.values() if one.price.worth is not None]
    each = [
        spread(one.price.worth for one in found if one.time == time and one.price.worth is not None)
        for time in range(times)
    ]
    return PriceTrend(drug, band, spread(worths), tuple(each), len({one.record for one in found}),
                      len(latest) - len(worths))  # fmt: skip
