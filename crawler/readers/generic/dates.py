"""Dates in text, as boards and markets write them. What is certain becomes ISO text; the rest stays as stated."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "jan january januar janvier enero gennaio januari janeiro янв января enero enr ene gen",
        "feb february februar février fevrier febrero febbraio februari fevereiro фев февраля fév peb",
        "mar march märz maerz mars marzo maart maret março мар марта mrt mrz mac",
        "apr april avril abril aprile апр апреля avr abr",
        "may mai mayo maggio mei maio мая май mag",
        "jun june juni juin junio giugno junho июн июня giu hun",
        "jul july juli juillet julio luglio julho июл июля lug hul",
        "aug august août aout agosto augustus agustus авг августа ago ags ogos agt",
        "sep sept september septembre septiembre settembre setembro сен сентября set setyembre",
        "oct october oktober octobre octubre ottobre outubro окт октября okt ott out",
        "nov november novembre noviembre novembro ноя ноября nob",
        "dec december dezember décembre decembre diciembre dicembre desember dezembro дек декабря dez dic des dis",
    ),
    start=1,
):
    for _name in _names.split():
        _MONTHS[_name] = _number

_NAME = r"[^\W\d_]{3,11}"
_TIME = r"(?:[\s,T]{1,3}(?:at |um |à |о )?(?P<h>\d{1,2}):(?P<m>\d{2})(?::\d{2})?(?:\s?(?P<half>[ap]\.?m\.?))?)?"
_ISO = re.compile(rf"(?<!\d)(?P<y>\d{{4}})[-./](?P<mo>\d{{1,2}})[-./](?P<d>\d{{1,2}})(?!\d){_TIME}", re.IGNORECASE)
_ASIAN = re.compile(
    rf"(?P<y>\d{{4}})\s?[年년]\s?(?P<mo>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]?{_TIME}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{_NAME})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}})(?!\d){_TIME}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:de\s|of\s)?(?P<name>{_NAME})\.?,?\s(?:de\s)?(?P<y>\d{{4}})(?!\d){_TIME}",
    re.IGNORECASE,
)
_DOTTED = re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}})\.(?P<mo>\d{{1,2}})\.(?P<y>\d{{4}})(?![\d.]){_TIME}", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\d/])\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?![\d/])(?:[\s,]+\d{1,2}:\d{2}(?::\d{2})?)?")
_RELATIVE = re.compile(
    r"\b(?:\d{1,3}|an?|one)\s(?:second|minute|min|hour|day|week|month|year)s?\sago\b"
    r"|\b(?:today|yesterday)\b(?:\s(?:at\s)?\d{1,2}:\d{2})?"
    r"|\d{1,3}\s?(?:초|분|시간|일|주|개월|달|년)\s?전|\d{1,3}\s?(?:秒|分钟|小时|天|周|个月|年|分|時間|日|週間|ヶ月|か月)之?前"
    r"|\d{1,3}\s(?:секунд|минут|час|дн|день|недел|месяц|год|лет)\w*\sназад|\b(?:сегодня|вчера)\b"
    r"|\d{1,3}\s(?:phút|giờ|ngày|tuần|tháng|năm)\strước|\bhôm (?:qua|nay)\b"
    r"|\d{1,3}\s(?:menit|jam|hari|minggu|bulan|tahun)\s(?:yang\s)?lalu"
    r"|\d{1,3}\s?(?:นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)(?:ที่แล้ว|ที่ผ่านมา)"
    r"|\bvor\s\d{1,3}\s(?:Minuten?|Stunden?|Tag(?:en?)?|Wochen?|Monat(?:en?)?|Jahr(?:en?)?)"
    r"|\bil y a\s\d{1,3}\s\w+|\bhace\s\d{1,3}\s\w+|\d{1,3}\s\w+\sgeleden|\d{1,3}\s\w+\sfa\b"
    r"|\bhá\s\d{1,3}\s\w+|kahapon|ngayon",
    re.IGNORECASE,
)
_CERTAIN = (_ISO, _ASIAN, _MONTH_FIRST, _DAY_FIRST, _DOTTED)
_SCAN = 300


@lru_cache(maxsize=8_192)
def date_in(text: str) -> tuple[str, int, int] | None:
    """The first date of a text and where it stands: ISO where certain ("2019-11-17 21:24"), else as stated."""
    seen = text[:_SCAN]
    for pattern in _CERTAIN:
        match = pattern.search(seen)
        stated = _iso(match) if match else ""
        if match and stated:
            return stated, match.start(), match.end()
    loose = _SLASHED.search(seen) or _RELATIVE.search(seen)
    return (loose[0], loose.start(), loose.end()) if loose else None


def is_date(text: str) -> bool:
    """Whether a short text is a date and hardly anything else."""
    if len(text) > 60:
        return False
    found = date_in(text)
    return found is not None and len(text) - (found[2] - found[1]) <= 14


def _iso(match: re.Match[str]) -> str:
    said = match.groupdict()
    month = int(said["mo"]) if said.get("mo") else _MONTHS.get(said["name"].lower(), 0)
    try:
        day = date(int(said["y"]), month, int(said["d"]))
    except ValueError:
        return ""
    if not said["h"]:
        return day.isoformat()
    hour = int(said["h"])
    half = (said["half"] or "").lower()[:1]
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{day.isoformat()} {hour:02d}:{said['m']}" if hour < 24 and int(said["m"]) < 60 else day.isoformat()
