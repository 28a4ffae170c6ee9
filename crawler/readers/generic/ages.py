"""Dates that count from the day of reading: "yesterday, 14:02", "3 hours ago". They stay as stated.

A capture may be read years later, and the page seldom says its own time zone, so nothing is reckoned from them.
"""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?"
_DAYS = (
    "today|yesterday|heute|gestern|vorgestern|aujourd'hui|aujourd’hui|hier|avant-hier|hoy|ayer|anteayer|hoje|ontem|oggi|ieri"
    "|vandaag|gisteren|сегодня|вчера|позавчера|сьогодні|вчора|bugün|dün|dzisiaj|dziś|wczoraj|dnes|včera|hôm nay|hôm qua"
    "|hari ini|kemarin|semalam|ngayon|kahapon|idag|igår"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?=,? (?:at )?\\d)"
)
_JOINS = r"(?:,|\sat|\sum|\sà|\sa\slas|\sa\sla|\sàs|\sв|\sо|\slúc|\spukul|\sjam|\ssaat|\salle|\so|\som)?"
_EASTERN = "오늘|어제|그저께|今天|昨天|前天|今日|昨日|一昨日|วันนี้|เมื่อวานนี้|เมื่อวาน"
_UNITS = r"(?:s|sec|second|min|minute|hr|h|hour|d|day|wk|w|week|mo|month|yr|y|year)s?"
AGE = re.compile(
    rf"(?<![^\W_])(?:{_DAYS})(?![^\W_])(?:{_JOINS}\s{_CLOCK})?"
    rf"|(?:{_EASTERN})(?:\s?(?:오전|오후|上午|下午|午前|午後|เวลา))?(?:\s?{_CLOCK})?"
    rf"|\b(?:about\s|over\s|almost\s)?(?:\d{{1,3}}|an?|one|a\sfew)\s?{_UNITS}(?:,?\s(?:and\s)?\d{{1,2}}\s?{_UNITS})?\sago\b"
    r"|\b(?:just\snow|(?:a\s)?moments?\sago|last\s(?:week|month|year))\b"
    r"|\d{1,3}\s?(?:초|분|시간|일|주일|주|개월|달|년)\s?전|방금(?:\s전)?"
    r"|(?:\d{1,3}|半|几)\s?(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年|分|時間|日|週間|ヶ月|か月|カ月)之?前|刚刚|剛剛|たった今"
    r"|(?<![^\W_])(?:\d{1,3}\s)?(?:секунд|минут|час|дн|день|недел|месяц|год|лет|хвилин|годин)\w*\s(?:назад|тому)"
    r"|\d{1,3}\s(?:giây|phút|giờ|ngày|tuần|tháng|năm)\strước|vừa xong"
    r"|\d{1,3}\s(?:detik|menit|minit|jam|hari|minggu|bulan|tahun)\s(?:yang\s)?lalu|baru saja"
    r"|\d{1,3}\s?(?:วินาที|นาที|ชั่วโมง|ชม\.|วัน|สัปดาห์|เดือน|ปี)\s?(?:ที่แล้ว|ที่ผ่านมา|ก่อน)|เมื่อสักครู่"
    r"|\bvor\s(?:\d{1,3}|eine[mr]?)\s(?:Sekunden?|Minuten?|Stunden?|Tag(?:en?)?|Wochen?|Monat(?:en?)?|Jahr(?:en?)?)"
    r"|\bil y a\s(?:\d{1,3}|une?|environ\s\w+)\s\w+|\bhace\s(?:\d{1,3}|una?)\s\w+|\b(?:há|faz)\s(?:\d{1,3}|uma?)\s\w+"
    r"|(?:\d{1,3}|un['’]?)\s?\w+\sfa\b|\d{1,3}\s\w+\sgeleden"
    r"|\d{1,3}\s(?:saniye|dakika|saat|gün|hafta|ay|yıl)\sönce|az önce"
    r"|\d{1,3}\s(?:sekund|minut|godzin|dni|tygodni|miesi[ęą]c|lat)\w*\stemu",
    re.IGNORECASE,
)
# A day without its year, or an hour alone, is told from other figures by the time that follows it.
SHORT = re.compile(
    rf"^\d{{1,3}}\s?(?:d|h|hrs?|w|mo|mth|yrs?)(?:\s\d{{1,2}}\s?(?:d|h|hrs?|m|min))?$"
    rf"|(?<![\d/.-])\d{{1,2}}[-/.]\d{{1,2}}\s{_CLOCK}|\d{{1,2}}[月월]\s?\d{{1,2}}[日일]\s?{_CLOCK}",
    re.IGNORECASE,
)
HOUR = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?$", re.IGNORECASE)
