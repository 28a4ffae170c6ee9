"""Days as boards of many countries write them: certain ones become ISO, the others stay as they are said."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.readers.generic.dates import date_in, is_date, moment_of, order_of
from crawler.readers.generic.months import MONTHS, month_of

CERTAIN = [
    ("02 janv. 2025, 10:30", "2025-01-02 10:30"), ("02/01/2025 à 10h30 (31/01/2025)", None), ("Enero 02, 2025, 10:30:11 am", "2025-01-02 10:30"),
    ("Thu Jan 02, 2025 10:30 pm", "2025-01-02 22:30"), ("2025/01/02(木) 10:30:11.23", "2025-01-02 10:30"), ("25/01/02(木)10:30:11", "2025-01-02 10:30"),
    ("02/01/25 Чтв 10:30:11", "2025-01-02 10:30"), ("01/02/25 (Thu) 10:30:11", "2025-01-02 10:30"), ("01/25/25(Sat)10:30:11", "2025-01-25 10:30"),
    ("2 มกราคม 2568 10:30", "2025-01-02 10:30"), ("3 ม.ค. 2568 20:05 น.", "2025-01-03 20:05"), ("2 tháng 1, 2025", "2025-01-02"),
    ("ngày 2 tháng 1 năm 2025", "2025-01-02"), ("2 Ocak 2025 10:30", "2025-01-02 10:30"), ("2 Şubat 2025", "2025-02-02"),
    ("2 de janeiro de 2025 às 10:30", "2025-01-02 10:30"), ("2 settembre 2025", "2025-09-02"), ("2 stycznia 2025", "2025-01-02"),
    ("2 января 2025 г., 10:30:11", "2025-01-02 10:30"), ("2025. 1. 2. 오후 10:30", "2025-01-02 22:30"), ("2025年1月2日 下午3:05", "2025-01-02 15:05"),
    ("2. Januar 2025 um 10:30 Uhr", "2025-01-02 10:30"), ("10:30, 02 Jan 2025", "2025-01-02 10:30"), ("02-Jan-2025", "2025-01-02"),
    ("02.01.25 10:30", "2025-01-02 10:30"), ("25-01-2025, 08:05", "2025-01-25 08:05"), ("25/01/2025", "2025-01-25"), ("01/25/2025", "2025-01-25"),
    ("12 AM, 1/13/2025 12:05 am", "2025-01-13 00:05"), ("January 2, 2025, 12:05pm", "2025-01-02 12:05"),
]  # fmt: skip
SAID = [
    "Yesterday, 14:02", "Yesterday 14:02:11", "Today at 10:30 AM", "Gestern um 14:13", "Hier, 21:40", "Вчера, 12:11", "сегодня в 10:30",
    "오늘 12:11", "어제 21:40", "3분 전", "昨天 20:05", "3 小时前", "半小时前", "昨日 21:40", "3時間前", "เมื่อวาน 14:02", "5 นาทีที่แล้ว", "hôm qua lúc 21:40",
    "3 giờ trước", "Kemarin, 21:40", "5 menit yang lalu", "hace 3 horas", "ayer a las 10:30", "há 2 dias", "ontem às 14:02", "ieri alle 10:30",
    "2 ore fa", "dün 14:02", "3 saat önce", "vor einer Stunde", "il y a 3 heures", "3 hours, 5 minutes ago", "an hour ago", "just now",
    "Monday at 3:15 PM", "2 часа назад", "час назад", "3 dni temu", "2 dagen geleden", "01-02 10:30", "1月2日 10:30",
    "01-02-2025, 10:30 AM", "03/04/2019", "01/02/25",
]  # fmt: skip
NONE = ["", "5/5", "10/10", "version 1.2.3", "100", "No.105", "12 points", "2025-13-45", "31.02.2020", "192.168.1.10", "1.2.3.4", "May I?", "sat on it", "30/02/2021", "ID:AbC1x", "24/7", "1/2 kg"]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), [pair for pair in CERTAIN if pair[1]])
def test_certain_days_become_iso(text: str, stated: str) -> None:
    found = date_in(text)
    assert found is not None
    assert found[0] == stated


@pytest.mark.parametrize("text", SAID)
def test_what_counts_from_today_or_has_two_meanings_stays_as_said(text: str) -> None:
    found = date_in(text)
    assert found is not None
    assert found[0] == text
    assert is_date(text)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day(text: str) -> None:
    assert date_in(text) is None


def test_a_line_keeps_what_is_not_the_date() -> None:
    text = "Posted by leafyard on 2025-01-02 10:30, edited"
    found = date_in(text)
    assert found is not None
    assert text[found[1] : found[2]].strip() == "2025-01-02 10:30"


@pytest.mark.parametrize(
    ("texts", "language", "order"),
    [
        (["03/04/2019", "25/04/2019"], "en", "dmy"), (["03/04/2019", "04/25/2019"], "en", "mdy"), (["03/04/2019"], "en", ""),
        (["03/04/2019"], "de", "dmy"), (["03/04/2019"], "tr", "dmy"), (["12/31/24", "01/02/25"], "", "mdy"), (["25-01-02 10:30"], "ko", "ymd"),
        (["04/25/2019"], "fr", "mdy"), ([], "", ""), (["25/04/2019", "04/25/2019"], "en", "dmy"),
    ],
)  # fmt: skip
def test_the_order_of_figures_is_told_by_all_dates_of_a_page(texts: list[str], language: str, order: str) -> None:
    assert order_of(texts, language) == order


def test_the_order_settles_what_one_date_leaves_open() -> None:
    assert [(date_in("03/04/2019", way) or ("",))[0] for way in ("dmy", "mdy", "")] == [
        "2019-04-03",
        "2019-03-04",
        "03/04/2019",
    ]
    assert [(date_in("25-01-02 10:30", way) or ("",))[0] for way in ("ymd", "")] == [
        "2025-01-02 10:30",
        "25-01-02 10:30",
    ]


def test_a_weekday_beside_the_figures_settles_their_order() -> None:
    """Thursday was the second of January 2025; the first of February was a Saturday."""
    assert (date_in("01/02/25 (Thu) 10:30") or ("",))[0] == "2025-01-02 10:30"
    assert (date_in("01/02/25 (Sat) 10:30") or ("",))[0] == "2025-02-01 10:30"
    assert (date_in("01/02/25 (Mon) 10:30") or ("",))[0] == "01/02/25 (Mon) 10:30"


@pytest.mark.parametrize(
    ("stamp", "stated"),
    [
        ("1735813811", "2025-01-02 10:30"),
        ("1735813811000", "2025-01-02 10:30"),
        ("17358138", ""),
        ("9999999999", ""),
        ("x", ""),
    ],
)
def test_moments_by_number(stamp: str, stated: str) -> None:
    assert moment_of(stamp) == stated


def test_no_name_means_two_months_but_where_languages_share_it() -> None:
    assert all(1 <= number <= 12 for number in MONTHS.values())
    assert (month_of("Mär"), month_of("МАРТА"), month_of("ม.ค."), month_of("Sept."), month_of("kettle")) == (
        3,
        3,
        1,
        9,
        0,
    )


DAYS = st.dates(date(1995, 1, 1), date(2039, 12, 31))


@given(DAYS, st.integers(0, 23), st.integers(0, 59))
def test_every_day_is_read_in_every_certain_form(day: date, hour: int, minute: int) -> None:
    clock = f"{hour:02d}:{minute:02d}"
    for form in (f"{day:%Y-%m-%d} {clock}", f"{day:%d.%m.%Y} {clock}", f"{day:%d %B %Y}, {clock}", f"{day:%B} {day.day}, {day.year} {clock}", f"{day.year}年{day.month}月{day.day}日 {clock}"):  # fmt: skip
        assert (date_in(form) or ("",))[0] == f"{day.isoformat()} {clock}"


@given(DAYS)
def test_an_order_that_is_not_told_is_never_guessed(day: date) -> None:
    stated = (date_in(f"{day:%d/%m/%Y}") or ("",))[0]
    turned = day.day <= 12 and day.day != day.month
    assert (stated == day.isoformat()) is not turned


@given(DAYS, st.integers(-400, 400))
def test_a_weekday_that_fits_no_order_confirms_none(day: date, off: int) -> None:
    other = day + timedelta(days=off)
    stated = (date_in(f"{day:%d/%m/%y} ({other:%a}) 10:30") or ("",))[0]
    iso = re.fullmatch(r"(\d{4}-\d{2}-\d{2}) 10:30", stated)
    assert iso is None or date.fromisoformat(iso[1]).strftime("%a") == other.strftime("%a") or day.day > 12


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = date_in(text)
    assert found is None or (found[0] and 0 <= found[1] < found[2] <= len(text))
