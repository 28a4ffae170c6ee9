"""Dates in text, as boards and markets write them. What is certain becomes ISO text; the rest stays as stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from crawler.readers.generic.ages import AGE, SHORT
from crawler.readers.generic.months import WEEKDAYS, month_of

Order = str  # dmy, mdy or ymd: in which order figures of a day stand; "" where nothing tells
_NAME = r"(?:[^\W\d_]{3,12}|[ก-๎]{1,3}\.[ก-๎]{1,2}\.|[ก-๎]{3,12})"
_JOIN = r"(?:at|um|à|às|в|о|ob|a las?|alle|lúc|pukul|saat|kl\.?|om|เวลา|klo|[-–•|»])"
_HALF = r"(?P<half>[ap]\.?\s?m\b\.?)"
_TIME = (
    rf"(?:[\s,T]{{0,3}}(?:{_JOIN}\s)?(?P<early>오전|오후|上午|下午|午前|午後)?\s?(?<![\d:])"
    rf"(?P<h>\d{{1,2}})(?::|h|\sh\s|시\s?|時|点|\.(?=\d\d\s(?:Uhr|WIB|WITA|WIT|น\.)))(?P<m>\d{{2}})(?::\d{{2}})?(?:\.\d{{1,3}})?(?:\s?{_HALF})?)?"
)
_DAY = (
    r"(?:\s?[(（]?(?!오전|오후|上午|下午|午前|午後)(?P<wd>[^\W\d_]{1,10}\.?)[)）]?"
    r"(?=[\s,]*(?:(?:오전|오후|上午|下午|午前|午後)\s?)?\d{1,2}:\d{2}))?"
)
_YEAR = r"(?P<y>\d{4})(?!\d)(?:\sг\.?|\sр\.)?"
_ISO = re.compile(
    rf"(?<!\d)(?P<y>\d{{4}})(?P<s>[-./])\s?(?P<mo>\d{{1,2}})(?P=s)\s?(?P<d>\d{{1,2}})(?!\d)\.?{_DAY}{_TIME}",
    re.IGNORECASE,
)
_ASIAN = re.compile(
    rf"(?P<y>\d{{4}})\s?[年년]\s?(?P<mo>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]?{_DAY}{_TIME}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W_])(?P<name>{_NAME})\.?\s(?P<d>\d{{1,2}})\s?(?:st|nd|rd|th)?\s?,?\s{_YEAR}{_TIME}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s/-](?:de\s|of\s)?(?P<name>{_NAME})\.?,?[\s/-]"
    rf"(?:de[l]?\s)?{_YEAR}{_TIME}",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    rf"(?:(?P<d>\d{{1,2}})\s)?(?:tháng|thg)\s(?P<mo>\d{{1,2}})(?:\s(?P<d2>\d{{1,2}}))?,?\s(?:năm\s)?{_YEAR}{_TIME}",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<mo>\d{{1,2}})\.\s?(?P<y>\d{{4}})(?![\d.]\d){_DAY}{_TIME}", re.IGNORECASE
)
_FIGURES = re.compile(
    rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<c>\d{{4}}|\d{{2}})(?![\d/]|[-.]\d){_DAY}{_TIME}",
    re.IGNORECASE,
)
_CERTAIN = (_ISO, _ASIAN, _MONTH_FIRST, _DAY_FIRST, _VIETNAMESE, _DOTTED)
_BEFORE = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([ap])\.?m\.?)?[\s,]+(?:on |am |le |el |ngày )?$", re.IGNORECASE
)
_SCAN = 300
_LAST = 70  # years of two figures from here on are of the last century
_BUDDHIST = 543  # years that the Thai calendar is ahead
_DAY_BEFORE_MONTH = frozenset("de fr es it pt nl ru uk pl tr vi id th cs ro sv no nb da fi el ms bg sk hr sr".split())
_YEAR_FIRST = frozenset("ko ja zh hu mn lt".split())
_PLACES = {"dmy": ("a", "b", "c"), "mdy": ("b", "a", "c"), "ymd": ("c", "b", "a")}
_SECONDS = re.compile(r"^\d{10}(?:\d{3})?$")
_EPOCHS = range(1_000_000_000, 2_200_000_000)  # 2001 to 2039: a stamp outside is some other number


@lru_cache(maxsize=16_384)
def date_in(text: str, order: Order = "") -> tuple[str, int, int] | None:
    """The first date of a text and where it stands: ISO where certain ("2019-11-17 21:24"), else as stated.

    `order` is what the rest of the page tells of 03/04/2019; a weekday beside it tells as much.
    """
    seen = text[:_SCAN]
    found = _certain(seen) if any(letter.isdigit() for letter in seen) else None
    if found:
        return found
    figures = _FIGURES.search(seen)
    if figures and _possible(figures):
        stated = _figured(figures, order)
        start, end, stated = _timed(seen, figures, stated) if stated else (*figures.span(), figures[0].strip())
        return stated, start, end
    loose = AGE.search(seen) or SHORT.search(seen)
    return (loose[0], loose.start(), loose.end()) if loose else None


def _certain(seen: str) -> tuple[str, int, int] | None:
    for pattern in _CERTAIN:
        match = pattern.search(seen)
        stated = _iso(match) if match else ""
        if match and stated:
            start, end, stated = _timed(seen, match, stated)
            return stated, start, end
    return None


def _timed(seen: str, match: re.Match[str], stated: str) -> tuple[int, int, str]:
    """The date with a time that stands before it, where none follows."""
    before = _BEFORE.search(seen[: match.start()]) if len(stated) == 10 else None
    if before is None or int(before[1]) > 23 or int(before[2]) > 59:
        return match.start(), match.end(), stated
    return before.start(), match.end(), f"{stated} {_hour(int(before[1]), before[3] or ''):02d}:{before[2]}"


def is_date(text: str, order: Order = "") -> bool:
    """Whether a short text is a date and hardly anything else."""
    if len(text) > 60:
        return False
    found = date_in(text, order)
    return found is not None and len(text) - (found[2] - found[1]) <= 14


def order_of(texts: Iterable[str], language: str) -> Order:
    """In which order the figures of days stand on a page, by all its dates together, else by its language; else ""."""
    whole, short = {"dmy", "mdy"}, set(_PLACES)  # by years of four figures, which come last, and by those of two
    for text in texts:
        match = _FIGURES.search(text[:_SCAN])
        ways = _possible(match) if match else set()
        if match and match["c"][2:]:
            whole = whole & ways or whole
        elif ways:
            short = short & ways or short
    told = next((ways for ways in (whole, short) if len(ways) == 1), None)
    if told:
        return next(iter(told))
    return "dmy" if language in _DAY_BEFORE_MONTH else "ymd" if language in _YEAR_FIRST else ""


def _possible(match: re.Match[str]) -> set[Order]:
    """The orders in which the figures are a day of the calendar, which the weekday beside them may confirm."""
    weekday = WEEKDAYS.get((match["wd"] or "").casefold())
    ways = {}
    for order in ("dmy", "mdy") if match["c"][2:] else tuple(_PLACES):
        if day := _day(match, order):
            ways[order] = day
    fitting = {order for order, day in ways.items() if weekday is not None and day.weekday() == weekday}
    return fitting or set(ways)


def _figured(match: re.Match[str], order: Order) -> str:
    ways = _possible(match)
    usual = "dmy" if match["s"] == "." and "dmy" in ways and order != "ymd" else order
    days = {_day(match, way) for way in ways}
    chosen = usual if usual in ways else next(iter(ways)) if len(days) == 1 else ""
    day = _day(match, chosen) if chosen else None
    weekday = WEEKDAYS.get((match["wd"] or "").casefold())
    if day is not None and weekday is not None and day.weekday() != weekday:
        return ""
    # Two figures for the year and no hint are no more than a guess, even where one reading alone is a day.
    if day is None or (not match["c"][2:] and not (order or match["wd"] or match["s"] == ".")):
        return ""
    return _with_time(day, match.groupdict())


def _day(match: re.Match[str], order: Order) -> date | None:
    d, m, y = (int(match[place]) for place in _PLACES[order])
    try:
        return date(y if y > 99 else y + (2000 if y < _LAST else 1900), m, d)
    except ValueError:
        return None


def _iso(match: re.Match[str]) -> str:
    said = match.groupdict()
    month = int(said["mo"]) if said.get("mo") else month_of(said["name"])
    year = int(said["y"])
    year -= _BUDDHIST if 2440 <= year <= 2640 else 0
    try:
        day = date(year, month, int(said.get("d") or said.get("d2") or 0))
    except ValueError:
        return ""
    return _with_time(day, said)


def _with_time(day: date, said: dict[str, str | None]) -> str:
    if not said["h"] or not said["m"]:
        return day.isoformat()
    late = said.get("early") or ""
    half = "p" if late in ("오후", "下午", "午後") else "a" if late else (said["half"] or "").lower()[:1]
    hour = _hour(int(said["h"]), half)
    return f"{day.isoformat()} {hour:02d}:{said['m']}" if hour < 24 and int(said["m"]) < 60 else day.isoformat()


def _hour(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.lower() == "p" else 0) if half and hour <= 12 else hour


def moment_of(stamp: str) -> str:
    """The moment that a number of seconds or milliseconds since 1970 names, in UTC, "" where it is no such number."""
    if not _SECONDS.match(stamp):
        return ""
    seconds = int(stamp[:10])
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M") if seconds in _EPOCHS else ""
