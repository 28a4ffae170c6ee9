"""Cleaners that turn texts into numbers, flags and dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from crawler.profiles.cleaners.money import plain

_NUMBER = re.compile(r"[-−]?(?:\d[\d.,]{0,30}\d|\d)")
_YES = frozenset("yes true on 1 y ja oui si да 是 はい 예 有 có ya ใช่ oo ✓ ✔".split())
_NO = frozenset("no false off 0 n nein non нет 否 いいえ 아니오 無 无 không tidak ไม่ hindi ✗ ✘".split())
_MONTHS = {name: n for n, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_MONTHS |= {name: n for n, name in enumerate(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(), 1)}  # fmt: skip
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s*([ap]m)?(?![\d:])", re.IGNORECASE)
_YMD = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([^\W\d_]{3,9})\.?,?[\s-]+(\d{4})\b", re.IGNORECASE)


def number(texts: list[str]) -> Sequence[int | float]:
    """The first number of each; those without one are dropped."""
    found = (_number(said) for said in texts)
    return [value for value in found if value is not None]


def _number(said: str) -> int | float | None:
    match = _NUMBER.search(said[:2000])
    if match is None:
        return None
    digits = plain(match[0].lstrip("-−"))
    if digits is None:
        return None
    value = float(digits) if "." in digits else int(digits)
    return -value if match[0][0] in "-−" else value


def flag(texts: list[str]) -> list[bool]:
    """Yes or no, in a dozen ways; anything else is dropped."""
    words = (said.strip().casefold() for said in texts)
    return [word in _YES for word in words if word in _YES or word in _NO]


def count(texts: list[str]) -> list[int]:
    """How many were selected: stars, for one."""
    return [len(texts)]


def date(texts: list[str], order: str = "") -> list[str]:
    """ISO 8601, with the time where the page states one. What is no date, or might be two, stays as it is."""
    return [_date(said, order) or said.strip() for said in texts]


def _date(said: str, order: str) -> str | None:
    said = said[:200]
    parts = _parts(said, order)
    if parts is None:
        return None
    try:
        day = datetime.date(*parts).isoformat()
    except ValueError:
        return None
    return f"{day}{_time(said)}"


def _time(said: str) -> str:
    found = _TIME.search(said)
    if found is None:
        return ""
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{found[2]}"


def _parts(said: str, order: str) -> tuple[int, int, int] | None:
    if found := _YMD.search(said):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _MONTH_FIRST.search(said)) and found[1].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[1].lower()], int(found[2])
    if (found := _DAY_FIRST.search(said)) and found[2].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[2].lower()], int(found[1])
    if found := _NUMBERS.search(said):
        return _ordered(int(found[1]), int(found[3]), int(found[4]), order or ("dmy" if found[2] == "." else ""))
    return None


def _ordered(first: int, second: int, year: int, order: str) -> tuple[int, int, int] | None:
    if order == "dmy" or (not order and first > 12):
        return year, second, first
    if order == "mdy" or (not order and second > 12):
        return year, first, second
    return None
