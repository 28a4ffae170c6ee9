"""How views are shown: bars and small curves at a terminal, changes with their sign, prices with how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated

import typer

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.times import stamp
from tidewaiter.model.views import Period
from tidewaiter.model.views.spread import Spread
from tidewaiter.search.question.spans import Impossible, start_of
from tidewaiter.store.database.rates import INTO

SourcesOption = Annotated[list[str] | None, typer.Option("--source", help="Only of this source; may be repeated.")]
UntilOption = Annotated[str, typer.Option(help="Up to this day, without it; else up to now.")]
_CURVE = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"


def one_form(*, as_json: bool, as_csv: bool, also: bool = False) -> None:
    """Raises WrongUse where two forms are asked for at once."""
    if as_json + as_csv + also > 1:
        raise WrongUse("more than one form is asked for", todo="give one of --json, --csv and --sheet")


def curve(numbers: Sequence[int]) -> str:
    """A small curve: each number one letter, the largest the highest; nothing is a dot."""
    most = max(numbers, default=0)
    return "".join("·" if not n else _CURVE[(n * (len(_CURVE) - 1) + most - 1) // most] for n in numbers)


def bar(number: int, most: int, letters: int = 10) -> str:
    """A bar of so many letters for the largest number."""
    eighths = round(8 * letters * number / most) if most else 0
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def signed(change: int | None) -> str:
    return "?" if change is None else f"{change:+d}" if change else "0"


def cents(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount >= 1 else f"{amount:.3g}"


def priced(found: Spread | None, unpriced: int, *, short: bool = False) -> str:
    """Median and quartiles; what could not be reckoned is said, never guessed. `short` leaves the quartiles out."""
    said = "" if found is None else cents(found.median)
    if found is not None and found.count > 1 and not short:
        said += f" ({cents(found.low)}-{cents(found.high)}, {found.count})"
    return " ".join(filter(None, [said, ("no rate" if short else f"{unpriced} without a rate") if unpriced else ""]))


def spread_json(found: Spread | None) -> dict[str, object] | None:
    """Amounts as text, so that no cent is lost."""
    if found is None:
        return None
    amounts = {"low": found.low, "median": found.median, "high": found.high}
    return {"count": found.count, **{name: text_of(amount) for name, amount in amounts.items()}, "currency": INTO}


def spread_cells(found: Spread | None) -> list[object]:
    """Count, lower quartile, median, upper quartile."""
    if found is None:
        return [0, None, None, None]
    return [found.count, *(text_of(amount) for amount in (found.low, found.median, found.high))]


def text_of(amount: Decimal) -> str:
    return f"{round(amount, 4).normalize():f}"


def period_json(period: Period) -> dict[str, object]:
    return {"label": period.label, "from": stamp(period.start), "until": stamp(period.end)}


def day(text: str, option: str) -> datetime | None:
    try:
        return start_of(text) if text else None
    except Impossible as fault:
        raise WrongUse(f"{option}: {fault}", todo="write 2026-11-24") from fault


def end_of_today(at: datetime) -> datetime:
    """Days are whole and UTC: today counts."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
