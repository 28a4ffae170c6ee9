"""Median and quartiles of amounts of money, to the cent and without a float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles lie between the two nearest amounts, as a straight line does (of one amount they are that amount)."""

    count: int
    low: Decimal
    median: Decimal
    high: Decimal


def spread(amounts: Iterable[Decimal]) -> Spread | None:
    """None where there is no amount."""
    ordered = sorted(amounts)
    if not ordered:
        return None
    low, median, high = (_at(ordered, quarter) for quarter in (1, 2, 3))
    return Spread(len(ordered), low, median, high)


def _at(ordered: list[Decimal], quarter: int) -> Decimal:
    whole, rest = divmod(quarter * (len(ordered) - 1), 4)
    if not rest:
        return ordered[whole]
    return ordered[whole] + (ordered[whole + 1] - ordered[whole]) * rest / 4
