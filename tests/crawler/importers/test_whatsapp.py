"""WhatsApp's text export in its many forms: a table of real shapes, the order of dates, and what is no message."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.importers.message import Chat
from crawler.importers.whatsapp import Order, order_of, whatsapp
from tests.crawler.importers.exports import asides_of, messages_of
from tidewaiter.model.errors import WrongUse

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "telegram" / "export_samples"
CHAT = Chat("1", "Pier 7")


def read(*lines: str, order: Order = Order.DMY, zone=None):
    return list(whatsapp([line + "\n" for line in lines], chat=CHAT, order=order, zone=zone))


@pytest.mark.parametrize(
    ("line", "order", "at", "author", "text"),
    [
        ("13/01/2021, 15:04 - Ann: hi", "dmy", "2021-01-13T15:04:00", "Ann", "hi"),
        ("[13/01/2021, 15:04:05] Ann: hi", "dmy", "2021-01-13T15:04:05", "Ann", "hi"),
        ("1/13/21, 3:04 PM - Ann: hi", "mdy", "2021-01-13T15:04:00", "Ann", "hi"),
        ("1/13/21, 3:04\u202fp.\u00a0m. - Ann: hi", "mdy", "2021-01-13T15:04:00", "Ann", "hi"),
        ("1/13/21, 12:04 AM - Ann: hi", "mdy", "2021-01-13T00:04:00", "Ann", "hi"),
        ("1/13/21, 12:04 PM - Ann: hi", "mdy", "2021-01-13T12:04:00", "Ann", "hi"),
        ("13.01.21, 18.05 - Ann: hi", "dmy", "2021-01-13T18:05:00", "Ann", "hi"),
        ("2021-01-13, 15:04 - Ann: hi", "ymd", "2021-01-13T15:04:00", "Ann", "hi"),
        ("2021. 1. 13. 오후 3:04 - 홍길동: 안녕", "ymd", "2021-01-13T15:04:00", "홍길동", "안녕"),
        ("[2021. 1. 13. 오전 12:04:05] 홍길동: 안녕", "ymd", "2021-01-13T00:04:05", "홍길동", "안녕"),
        ("[2021/1/13 下午3:04:05] 王: 好", "ymd", "2021-01-13T15:04:05", "王", "好"),
        ("2021/01/13 15:04 - 田中: はい", "ymd", "2021-01-13T15:04:00", "田中", "はい"),
        ("13/1/2564 15:04 - สมชาย: ดี", "dmy", "2021-01-13T15:04:00", "สมชาย", "ดี"),
        ("13/01/2021, 15:04 - \u202a+82 10-5550-0101\u202c: a: b", "dmy", "2021-01-13T15:04:00", "+82 10-5550-0101", "a: b"),
        ("\u200e[13/01/2021, 15:04:05] ~\u00a0Ann: hi", "dmy", "2021-01-13T15:04:05", "Ann", "hi"),
    ],
    ids=range(15),
)  # fmt: skip
def test_each_form_of_a_line(line, order, at, author, text):
    [found] = read(line, order=Order(order))
    assert (found.date, found.author, found.text) == (at, author, text)


@pytest.mark.parametrize(
    ("order", "sep", "half", "seconds", "ios"),
    list(product(Order, "-/.", (False, True), (False, True), (False, True))),
    ids=lambda one: str(one),
)
def test_the_ninety_six_heads(order, sep, half, seconds, ios):
    at = datetime(2021, 1, 23, 15, 4, 5 if seconds else 0)
    parts = {"y": "2021", "m": "01", "d": "23"}
    day = sep.join(parts[one] for one in order)
    hour = at.strftime(("%I:%M" if half else "%H:%M") + (":%S" if seconds else "") + (" %p" if half else ""))
    line = f"[{day}, {hour}] Ann: hi" if ios else f"{day}, {hour} - Ann: hi"
    [found] = read(line, order=order)
    assert found.date == at.isoformat()
    assert order_of([line]) is order


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["13/01/21", "14/01/21"], "dmy"), (["01/13/21", "01/14/21"], "mdy"),
        (["05/02/21", "06/02/21", "01/03/21"], "dmy"), (["05/02/21", "05/03/21", "06/01/21"], "mdy"),
        (["2021-01-05", "2021-02-01"], "ymd"), (["2021-05-01", "2021-01-02"], "ydm"), (["31/12/05", "31/12/06"], "dmy"),
    ],
    ids=range(7),
)  # fmt: skip
def test_the_order_of_a_date_comes_from_the_dates(days, order):
    assert order_of([f"{day}, 15:04 - Ann: hi" for day in days]) is Order(order)


@pytest.mark.parametrize(
    "days", [["01/02/21", "02/02/21", "03/02/21"], ["1/1/21"], ["12/9/20", "12/9/20"]], ids=range(3)
)
def test_an_order_that_the_dates_leave_open_is_asked_for(days):
    with pytest.raises(WrongUse, match="dmy or mdy") as asked:
        order_of([f"{day}, 15:04 - Ann: hi" for day in days])
    assert "--date-order" in asked.value.todo


def test_a_message_goes_on_over_lines_and_time_gets_the_zone_that_is_given():
    [one, two] = read("13/01/2021, 15:04 - Ann: MENU", "", "2g 20만", "13/01/2021, 15:05 - Bo: ok",
                      zone=timezone(timedelta(hours=9)))  # fmt: skip
    assert one.text == "MENU\n\n2g 20만"
    assert one.date == "2021-01-13T06:04:00+00:00"
    assert (one.place, two.place) == ("line 1", "line 4")


@pytest.mark.parametrize(
    ("body", "text", "media", "state", "edited"),
    [
        ("<Media omitted>", "", ("media, not in the export",), "", ""),
        ("\u200eimage omitted", "", ("image, not in the export",), "", ""),
        ("IMG-1.jpg (file attached)\nprice list", "price list", ("attached, IMG-1.jpg",), "", ""),
        ("\u200e<attached: 0001-PHOTO.jpg>", "", ("attached, 0001-PHOTO.jpg",), "", ""),
        ("This message was deleted", "", (), "deleted", ""),
        ("삭제된 메시지입니다.", "", (), "deleted", ""),
        ("2g now 18만 <This message was edited>", "2g now 18만", (), "", "at a time not stated"),
    ],
    ids=range(7),
)
def test_what_stands_for_something_else(body, text, media, state, edited):
    [found] = read(f"13/01/2021, 15:04 - Ann: {body}")
    assert (found.text, found.media, found.state, found.edited) == (text, media, state, edited)


@pytest.mark.parametrize(
    "line",
    [
        "13/01/2021, 15:04 - Ann added Bo",
        '13/01/2021, 15:04 - Ann changed the subject from "a" to "b: c"',
        "[13/01/2021, 15:04:05] Pier 7: \u200eMessages and calls are end-to-end encrypted.",
    ],
    ids=range(3),
)
def test_a_notice_of_the_programme_is_no_post(line):
    assert [one.reason for one in read(line)] == ["service: a notice of the programme"]


def test_what_comes_before_the_first_message_and_days_that_are_none_are_told():
    found = read("a torn line", "31/02/2021, 15:04 - Ann: hi", "01/03/2021, 15:04 - Ann: hi")
    assert [getattr(one, "reason", one) for one in found[:2]] == [
        "text before the first message", "a message on a day that no calendar has"
    ]  # fmt: skip
    assert found[2].text == "hi"


_WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.integers(0, 3), _WORDS), max_size=12), st.data())
def test_a_later_longer_export_gives_the_same_numbers(said, data):
    """A law: what both exports of a chat hold has one number in both, however often the same was said in one minute."""
    lines = [f"{1 + day:02}/01/2021, 15:04 - Ann: {text}\n" for day, text in sorted(said, key=lambda one: one[0])]
    cut = data.draw(st.integers(0, len(lines)))
    both = [
        [one.statement().key for one in whatsapp(part, chat=CHAT, order=Order.DMY, zone=None)]
        for part in (lines[:cut], lines)
    ]
    assert both[0] == both[1][:cut]
    assert len(set(both[1])) == len(lines)


def test_bytes_that_are_no_utf_8_lose_their_letters_alone(tmp_path):
    file = tmp_path / "WhatsApp Chat with Pier 7.txt"
    file.write_bytes(b"13/01/2021, 15:04 - Ann: a" + b"\xff" + b"b\n13/01/2021, 15:05 - Bo: c\n")
    assert [(one.chat.name, one.text) for one in messages_of(file)] == [("Pier 7", "a\ufffdb"), ("Pier 7", "c")]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared sample exports are not beside this checkout")
def test_the_shared_samples():
    with pytest.raises(WrongUse, match="dmy or mdy"):
        messages_of(SAMPLES / "whatsapp_2A_5M.txt")
    found = messages_of(SAMPLES / "whatsapp_2A_5M.txt", date_order=Order.MDY)
    assert [one.text for one in found] == ["Hi", "Whats up?", "All good", "", "This message should be reordered"]
    assert found[3].media == ("media, not in the export",)
    assert (
        asides_of(SAMPLES / "whatsapp_4A_11M.txt", date_order=Order.DMY) == ["service: a notice of the programme"] * 3
    )
    assert len(messages_of(SAMPLES / "whatsapp_4A_11M.txt", date_order=Order.DMY)) == 11
