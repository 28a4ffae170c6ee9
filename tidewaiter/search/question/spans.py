"""What a person writes for a range: 10..50, >100, <=2kg, 20EUR, 2026-01.., 2026-01-05."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from tidewaiter.search.fields import MOMENTS
from tidewaiter.search.question.tree import Range

_GRAMS = {"": Decimal(1), "mg": Decimal("0.001"), "g": Decimal(1), "kg": Decimal(1000)}
_NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,18})?)([a-z]{0,5})", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:T(\d\d):(\d\d)(?::(\d\d))?Z?)?)?)?", re.ASCII | re.IGNORECASE)
_SIGN = re.compile(r"(>=|<=|>|<|=)?(.+)", re.DOTALL)
_MOST = Decimal(10) ** 15  # beyond, two amounts may be the same floating-point number
_MOST_DIGITS = 18  # after the point
_YEARS = range(1970, 2200)  # what every index can hold as a date


class Impossible(ValueError):
    """The text names no number or date; says which text and why."""


def span_of(field: str, text: str) -> Range:
    """Raises Impossible. A range whose ends are the wrong way round is turned."""
    read = _dates if field in MOMENTS else _numbers
    least, dots, most = text.partition("..")
    if dots:
        if not least and not most:
            raise Impossible(f"{text} has no end")
        return read(field, least, most)
    sign, plain = _SIGN.fullmatch(text).groups() if text else (None, "")  # type: ignore[union-attr]
    if sign in {">", ">="}:
        return _after(read(field, plain, plain), strictly=sign == ">")
    if sign in {"<", "<="}:
        return _before(read(field, plain, plain), strictly=sign == "<")
    return read(field, plain, plain)


def start_of(text: str) -> datetime:
    """The first moment of a year, month, day or minute. Raises Impossible."""
    return _period(text)[0]


def _after(one: Range, *, strictly: bool) -> Range:
    if isinstance(one.least, datetime):
        return replace(one, least=one.most if strictly else one.least, most=None)
    return replace(one, most=None, above=strictly)


def _before(one: Range, *, strictly: bool) -> Range:
    if isinstance(one.least, datetime):
        return replace(one, least=None, most=one.least if strictly else one.most)
    return replace(one, least=None, below=strictly)


def _numbers(field: str, least: str, most: str) -> Range:
    low, one = _number(field, least)
    high, other = _number(field, most)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if one and other and one != other:
        raise Impossible(f"{least}..{most} names two currencies")
    return Range(field, low, high, currency=one or other)


def _number(field: str, text: str) -> tuple[Decimal | None, str]:
    if not text:
        return None, ""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise Impossible(f"{text} is no number")
    unit = found[2]
    if field != "grams":
        if unit and len(unit) < 3:
            raise Impossible(f"{unit} is no currency")
        return _held(Decimal(found[1]), text), unit.upper()
    if unit.lower() not in _GRAMS:
        raise Impossible(f"{unit} is no unit of weight (mg, g, kg)")
    factor = _GRAMS[unit.lower()]
    return _held(Decimal(found[1]) * factor if factor != 1 else Decimal(found[1]), text), ""


def _held(amount: Decimal, text: str) -> Decimal:
    if amount >= _MOST or -int(amount.as_tuple().exponent) > _MOST_DIGITS:
        raise Impossible(f"{text} is too large or too fine a number")
    return amount


def _dates(field: str, least: str, most: str) -> Range:
    """From the first moment of one year, month, day or second to the last of the other."""
    start = _period(least) if least else None
    end = _period(most) if most else None
    if start and end and start > end:
        start, end = end, start
    return Range(field, start[0] if start else None, end[1] if end else None)


def _period(text: str) -> tuple[datetime, datetime]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise Impossible(f"{text} is no date (write 2026, 2026-11, 2026-11-24 or 2026-11-24T13:45)")
    year = int(found[1])
    month, day, hour, minute, second = (None if part is None else int(part) for part in found.groups()[1:])
    if year not in _YEARS:
        raise Impossible(f"{text}: years go from {_YEARS.start} to {_YEARS.stop - 1}")
    try:
        start = datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=timezone.utc)
    except ValueError as fault:
        raise Impossible(f"{text} is no date: {fault}") from fault
    if month == 0 or day == 0:
        raise Impossible(f"{text} is no date: there is no month or day 0")
    if month is None:
        return start, start.replace(year=year + 1)
    if day is None:
        return start, (start + timedelta(days=31)).replace(day=1)
    if hour is None:
        return start, start + timedelta(days=1)
    return start, start + (timedelta(seconds=1) if second is not None else timedelta(minutes=1))
