"""Trends of a workspace: which times are looked at, and what the database says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.derive import handle
from pipelines.leads.known import KNOWN_VENDOR
from pipelines.leads.renames import RENAMED
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.views import Period
from tidewaiter.model.views.periods import periods, unread
from tidewaiter.model.views.trends import Arrivals, PriceTrend, Trend, price_trends, routes, stood, substances
from tidewaiter.model.views.trends import arrivals as counted
from tidewaiter.search.question.calendar import Unit, edges
from tidewaiter.store.database import Database
from tidewaiter.store.database.listed import Wanted, listed, sources_read, whole_runs
from tidewaiter.store.database.past import Past, past
from tidewaiter.store.database.trends import arrivals, asked_prices

_BACK = {Unit.DAY: timedelta(days=13), Unit.WEEK: timedelta(weeks=11), Unit.MONTH: timedelta(days=335)}


@dataclass(frozen=True, slots=True)
class Stood:
    """Trends with their times, and by time the sources that no run read whole in it."""

    times: tuple[Period, ...]
    trends: tuple[Trend, ...]
    unread: tuple[tuple[str, ...], ...]


def times_of(by: Unit, since: datetime | None, until: datetime | None, *, now: datetime) -> tuple[Period, ...]:
    """The days, weeks or months from that which holds `since` to the last before `until`; without it, to now."""
    last = until - timedelta(microseconds=1) if until else now
    first = since or last - _BACK[by]
    if first > last:
        raise WrongUse("--since is after --until", todo="give the earlier day first")
    return periods(edges(by, first, last))


def arrivals_of(database: Database, times: tuple[Period, ...], sources: tuple[str, ...] = ()) -> list[Arrivals]:
    """New vendors in each time."""
    with database.read() as rows:
        found = arrivals(rows, fold=handle, renamed_rule=RENAMED, known_rule=KNOWN_VENDOR, sources=sources)
        whole, could = whole_runs(rows), sources or sources_read(rows)
    return counted(found, times, whole=whole, sources=could)


def stood_of(
    database: Database, times: tuple[Period, ...], sources: tuple[str, ...] = (), *, by_route: bool = False
) -> Stood:
    """Listings by substance, or by origin and destination, in each time."""
    with database.read() as rows:
        found = listed(rows, Wanted(times[0].start, times[-1].end, sources))
        whole, could = whole_runs(rows), sources or sources_read(rows)
    trends = stood(found, times, routes if by_route else substances)
    return Stood(times, tuple(trends), tuple(unread(whole, could, time) for time in times))


def prices_of(database: Database, times: tuple[Period, ...], sources: tuple[str, ...] = ()) -> list[PriceTrend]:
    """What a gram, millilitre or piece cost by substance and amount, in each time."""
    with database.read() as rows:
        return price_trends(asked_prices(rows, times, sources=sources), len(times))


def past_of(database: Database, vendor: str, sources: tuple[str, ...] = ()) -> Past:
    """Raises WrongUse where nobody of this name was seen."""
    with database.read() as rows:
        found = past(rows, handle(vendor), sources=sources)
    if not found.there:
        raise WrongUse(f"no vendor called {vendor!r} was seen", todo="take a name from `tidewaiter vendors`")
    return found
