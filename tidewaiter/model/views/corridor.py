"""The customs corridor: what goes from where to where, how, hidden how, how much; and what has changed.

A listing stands in each cell that it names: one with two methods in two, so cells may add up to more than `total`.
Each listing has one band of amounts alone, so that the cells of the single dimension `amount` add up to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from tidewaiter.model.views.bands import NONE, Band
from tidewaiter.model.views.listed import Listed
from tidewaiter.model.views.periods import Period, Whole, unread
from tidewaiter.model.views.spread import Spread, spread

# In the order in which a row reads; each with what it takes of a listing. "" stands for "not stated".
DIMENSIONS: Mapping[str, Callable[[Listed], Sequence[str]]] = {
    "substance": lambda one: one.drugs or ("",),
    "origin": lambda one: one.froms or ("",),
    "method": lambda one: one.methods or ("",),
    "concealment": lambda one: one.concealments or ("",),
}
AMOUNT = "amount"
NAMES = (*DIMENSIONS, AMOUNT)


@dataclass(frozen=True, slots=True)
class Cell:
    """One row. `names` has the value of each asked dimension but the amount, "" where pages do not state it; `band` is
    None where amounts were not asked for.

    `listings` were seen in the period; `new` are those of them that were never seen before it. `before` counts the
    previous period, `change` what came on to it; both only of sources that were read whole in both, None where there is
    none. `price` is for one gram, millilitre or piece, in the currency that all money is reckoned in; `unpriced` counts
    listings that ask a price without a rate for it.
    """

    names: Mapping[str, str]
    band: Band | None
    listings: int
    vendors: int
    new: int
    before: int | None
    change: int | None
    price: Spread | None
    unpriced: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corridor:
    """`total` listings answer, of `vendors`; `unread` are sources that no run read whole in this or the previous
    period, and that changes therefore leave out."""

    period: Period
    cells: tuple[Cell, ...]
    total: int
    vendors: int
    new: int
    before: int | None
    change: int | None
    unread: tuple[str, ...]


def corridor(
    listed: Iterable[Listed], period: Period, *, whole: Whole, sources: Iterable[str] = (),
    by: Sequence[str] = NAMES, only: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Corridor:  # fmt: skip
    """The corridor of listings that answer (of this period and the one before it), the largest cells first.

    `sources` are those that could have answered; `only` names by dimension the values that were asked for.
    """
    all_ = list(listed)
    asked = {*sources, *(one.source for one in all_)}
    blind = frozenset(unread(whole, asked, period)) | frozenset(unread(whole, asked, period.before))
    known = bool(asked - blind)
    now = [one for one in all_ if period.meets(one.first_seen, one.last_seen)]
    earlier = [one for one in all_ if period.before.meets(one.first_seen, one.last_seen) and one.source not in blind]
    found, past = _grouped(now, by, only), _grouped(earlier, by, only)
    cells = [_cell(key, found.get(key, []), past.get(key, []), by=by, period=period, blind=blind, known=known)
             for key in found.keys() | past.keys()]  # fmt: skip
    cells.sort(key=lambda one: (-one.listings, *_order(one)))
    same = _of(now, blind)
    return Corridor(
        period, tuple(cells), len(now), _vendors(now), sum(period.holds(one.first_seen) for one in now),
        len(earlier) if known else None, same - len(earlier) if known else None, tuple(sorted(blind)),
    )  # fmt: skip


Key = tuple[tuple[str, ...], Band | None]


def _grouped(
    listed: Iterable[Listed], by: Sequence[str], only: Mapping[str, frozenset[str]]
) -> dict[Key, list[Listed]]:
    found: dict[Key, list[Listed]] = defaultdict(list)
    for one in listed:
        for key in _keys(one, by, only):
            found[key].append(one)
    return found


def _keys(one: Listed, by: Sequence[str], only: Mapping[str, frozenset[str]]) -> Iterator[Key]:
    takes = [
        [value for value in takes(one) if name not in only or value in only[name]]
        for name, takes in DIMENSIONS.items()
        if name in by
    ]
    band = one.band if AMOUNT in by else None
    return ((values, band) for values in product(*takes))


def _cell(
    key: Key, now: Sequence[Listed], earlier: Sequence[Listed], *, by: Sequence[str], period: Period,
    blind: frozenset[str], known: bool,
) -> Cell:  # fmt: skip
    names = dict(zip((name for name in DIMENSIONS if name in by), key[0], strict=True))
    asked = [one.price(names["substance"]) for one in now] if "substance" in names else []
    priced = [one for one in asked if one is not None]
    return Cell(
        names=names,
        band=key[1],
        listings=len(now),
        vendors=_vendors(now),
        new=sum(period.holds(one.first_seen) for one in now),
        before=len(earlier) if known else None,
        change=_of(now, blind) - len(earlier) if known else None,
        price=spread(one.worth for one in priced if one.worth is not None),
        unpriced=sum(one.worth is None for one in priced),
        records=tuple(sorted(one.record for one in now)),
    )


def _of(now: Iterable[Listed], blind: frozenset[str]) -> int:
    return sum(one.source not in blind for one in now)


def _vendors(listed: Iterable[Listed]) -> int:
    """Names of one source; a listing that names no vendor counts for none."""
    return len({(one.source, one.vendor) for one in listed if one.vendor})


def _order(one: Cell) -> tuple[object, ...]:
    return (*one.names.values(), (one.band or NONE).place)
