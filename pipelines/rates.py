"""The operator's table of rates: one line a day and currency, `2026-11-24,EUR,1.08`, in USD for one unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation

from tidewaiter.model.errors import WrongUse
from tidewaiter.store.database.rates import INTO, Rate

_HEADER = ["day", "currency", "rate"]


def read_rates(lines: Iterable[str], origin: str) -> Iterator[Rate]:
    """Raises WrongUse, which names the line. A first line of column names, empty lines and # lines are passed over."""
    for number, cells in enumerate(csv.reader(lines), 1):
        plain = [cell.strip() for cell in cells]
        if not any(plain) or plain[0].startswith("#") or [cell.lower() for cell in plain] == _HEADER:
            continue
        try:
            yield _rate(plain, origin)
        except ValueError as fault:
            raise WrongUse(
                str(fault), where=f"{origin}:{number}", todo="write day,currency,rate: 2026-11-24,EUR,1.08"
            ) from fault


def _rate(cells: list[str], origin: str) -> Rate:
    if len(cells) != len(_HEADER):
        raise ValueError(f"{len(cells)} columns, not {len(_HEADER)}")
    day, currency, worth = cells
    if not (currency.isascii() and currency.isalnum() and 2 <= len(currency) <= 10) or currency.upper() == INTO:
        raise ValueError(f"no currency to reckon into {INTO}: {currency!r}")
    try:
        rate = Decimal(worth)
    except InvalidOperation as fault:
        raise ValueError(f"no rate: {worth!r}") from fault
    if not rate.is_finite() or rate <= 0:
        raise ValueError(f"a rate is above zero: {worth!r}")
    try:
        on_day = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=timezone.utc)
    except ValueError as fault:
        raise ValueError(f"no day: {day!r}") from fault
    return Rate(on_day, currency.upper(), rate, origin)
