"""Telegram Desktop's JSON: both layouts, old and new fields, and what of it is no post."""

from __future__ import annotations

import json
import re
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.importers.telegram import chat_number
from tests.crawler.importers.exports import asides_of, everything, messages_of, said, telegram_chat, written
from tidewaiter.model.errors import WrongUse

SEOUL = timezone(timedelta(hours=9))
SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "telegram" / "export_samples"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the shared sample exports are not beside this checkout"
)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param(said(7), {"text": "menu", "date": "2026-09-01T03:00:00+00:00"}, id="new"),
        pytest.param(
            {"id": 7, "type": "message", "date": "2019-05-01T12:00:00", "from": "Kim", "from_id": 1234, "text": "hi"},
            {"date": "2019-05-01T12:00:00", "author": "Kim", "author_id": "user1234"},
            id="old: no zone, bare sender",
        ),
        pytest.param(said(7, date="2026-09-01T12:00:00+09:00", date_unixtime=None),
                     {"date": "2026-09-01T03:00:00+00:00"}, id="offset in the date"),
        pytest.param(said(7, ["Ice ", {"type": "bold", "text": "2g"}, " here"]), {"text": "Ice 2g here"}, id="parts"),
        pytest.param(
            said(7, [{"type": "text_link", "text": "shop", "href": "https://t.me/other"}]),
            {"text": "shop", "links": ("https://t.me/other",)}, id="address behind words",
        ),
        pytest.param(
            said(7, inline_bot_buttons=[[{"type": "url", "text": "Order", "data": "https://t.me/bot?start=1"}]]),
            {"links": ("https://t.me/bot?start=1",)}, id="button",
        ),
        pytest.param(said(7, forwarded_from="Night market", forwarded_from_id="channel99"),
                     {"forwarded_from": "Night market", "forwarded_id": "channel99"}, id="forwarded"),
        pytest.param(said(7, forwarded_from=None), {"forwarded_from": "hidden"}, id="forwarded by somebody hidden"),
        pytest.param(said(7, edited="2026-09-01T13:00:00", edited_unixtime="1788235200"),
                     {"edited": "2026-09-01T04:00:00+00:00"}, id="edited"),
        pytest.param(said(7, reply_to_message_id=3), {"reply_to": "3"}, id="reply"),
        pytest.param(said(7, reply_to_message_id=3, reply_to_peer_id="channel55"), {"reply_to": "55#3"},
                     id="reply elsewhere"),
        pytest.param(said(7, **{"from": None}, from_id=None), {}, id="nobody"),
        pytest.param(
            said(7, "", photo="(File not included. Change data exporting settings to download.)", width=9, height=9),
            {"media": ("photo, not in the export",)}, id="photo left out",
        ),
        pytest.param(
            said(7, "", file="files/price.pdf", file_name="price.pdf", mime_type="application/pdf", file_size=12),
            {"media": ("file, price.pdf, application/pdf, 12 bytes",)}, id="document",
        ),
        pytest.param(
            said(7, "", contact_information={"first_name": "Ann", "phone_number": "+82 10 5550 0101"}),
            {"media": ("a person's contact",)}, id="contact",
        ),
    ],
)  # fmt: skip
def test_a_message_states_what_its_fields_say(tmp_path, message, expected):
    [found] = messages_of(written(tmp_path, telegram_chat([message])))
    fields = dict(found.statement().fields)
    assert {name: fields.get(name) for name in expected} == expected
    assert found.statement().key == "/c/1591537674#7"


def test_what_is_not_stated_is_absent(tmp_path):
    [found] = messages_of(written(tmp_path, telegram_chat([said(7, **{"from": None}, from_id=None)])))
    assert set(found.statement().fields) == {"text", "date", "channel"}


def test_local_time_becomes_utc_by_the_zone_that_is_given_and_never_by_a_guess(tmp_path):
    file = written(tmp_path, telegram_chat([{"id": 1, "type": "message", "date": "2019-05-01T12:00:00", "text": "a"}]))
    assert messages_of(file)[0].date == "2019-05-01T12:00:00"
    assert messages_of(file, zone=SEOUL)[0].date == "2019-05-01T03:00:00+00:00"


def test_what_is_no_post_is_counted_with_its_kind(tmp_path):
    file = written(tmp_path, telegram_chat([
        {"id": 1, "type": "service", "action": "edit_group_title", "title": "x", "date": "2026-09-01T12:00:00"},
        {"id": 2, "type": "unsupported"}, {"id": 3, "type": "hologram"}, {"type": "message", "text": "no id"},
        said(True), said(4),
    ]))  # fmt: skip
    assert asides_of(file) == [
        "service: edit_group_title", "a message of a kind that is not known: unsupported",
        "a message of a kind that is not known: hologram", "a message without a number", "a message without a number",
    ]  # fmt: skip
    assert [one.place for one in messages_of(file)] == ["messages[5]"]


ACCOUNT = {
    "about": "export", "personal_information": {"user_id": 1, "phone_number": "+1"},
    "contacts": {"about": "", "list": [{"first_name": "Ann"}]}, "sessions": {"list": [{"last_ip": "192.0.2.1"}]},
    "chats": {"about": "", "list": [
        telegram_chat([said(1, "private words")], number=5, name="Ann", kind="personal_chat"),
        telegram_chat([said(1, "offer"), said(2, "offer two")], number=77, name="Harbour"),
    ]},
    "left_chats": {"about": "", "list": [telegram_chat([said(9, "left")], number=88, name="Old", kind="private_group")]},
}  # fmt: skip


def test_of_a_whole_account_only_the_named_chats_are_read(tmp_path):
    file = written(tmp_path, ACCOUNT)
    found = messages_of(file, chats=frozenset({"77", "Old"}))
    assert [(one.statement().key, one.text, one.place) for one in found] == [
        ("/c/77#1", "offer", "chats.list[1].messages[0]"), ("/c/77#2", "offer two", "chats.list[1].messages[1]"),
        ("/c/88#9", "left", "left_chats.list[0].messages[0]"),
    ]  # fmt: skip
    asides = asides_of(file, chats=frozenset({"77", "Old"}))
    assert "a chat that was not asked for: personal_chat" in asides
    assert "left out, for it is the account's own: contacts" in asides
    assert "private words" not in repr(everything(file, chats=frozenset({"77"})))


def test_a_whole_account_without_a_choice_is_refused_and_lists_its_chats(tmp_path):
    with pytest.raises(WrongUse, match="whole account, of 3 chats") as refused:
        messages_of(written(tmp_path, ACCOUNT))
    assert "77 (public_channel)" in refused.value.todo
    with pytest.raises(WrongUse, match="no chat '404'"):
        messages_of(written(tmp_path, ACCOUNT), chats=frozenset({"404"}))


@pytest.mark.parametrize(
    ("stated", "number"),
    [(-1001591537674, "1591537674"), ("channel1591537674", "1591537674"), (1591537674, "1591537674"),
     (-1591537674, "1591537674"), (100, "100"), (None, ""), ("x", ""), (True, "")],
)  # fmt: skip
def test_one_channel_has_one_number_however_it_is_spelt(stated, number):
    assert chat_number(stated) == number


def test_a_file_that_is_cut_keeps_what_was_read_and_says_where(tmp_path):
    whole = json.dumps(telegram_chat([said(number) for number in range(1, 101)]), indent=1)
    file = tmp_path / "result.json"
    file.write_text(whole[: int(len(whole) * 0.6)])
    found = everything(file)
    assert len(found) > 40
    assert found[-1].reason.startswith("not JSON from here on")
    assert re.fullmatch(r"messages\[\d+\]", found[-1].place)
    assert [one.number for one in found[:-1]] == [str(number) for number in range(1, len(found))]


@pytest.mark.parametrize("deep", [60, 100_000], ids=str)
def test_a_message_of_many_levels_ends_the_reading_there(tmp_path, deep):
    file = tmp_path / "result.json"
    file.write_text('{"name": "x", "type": "public_channel", "id": 5, "messages": [{"id": 1, "type": "message", "text": "a"},'
                    ' {"id": 2, "type": "message", "text": ' + "[" * deep + "]" * deep + "}]}")  # fmt: skip
    found = everything(file)
    assert [type(one).__name__ for one in found] == ["Message", "Broken"]


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(
    st.lists(
        st.tuples(_TEXTS, st.lists(_TEXTS, max_size=3), st.integers(1, 2_000_000_000), st.none() | _TEXTS), max_size=8
    )
)
def test_any_text_comes_through_whole(tmp_path_factory, made):
    """A law: the parts of each text joined, in order, with the time of its seconds, whatever the letters."""
    messages = [
        said(
            number, [plain, *({"type": "bold", "text": part} for part in parts)], date_unixtime=str(at), **{"from": who}
        )
        for number, (plain, parts, at, who) in enumerate(made, 1)
    ]
    found = messages_of(written(tmp_path_factory.mktemp("made"), telegram_chat(messages)))
    assert [one.text for one in found] == [plain + "".join(parts) for plain, parts, _, _ in made]
    assert [one.author for one in found] == [(who or "").strip() for *_, who in made]


@needs_samples
def test_the_shared_samples_are_read_to_their_last_message():
    big = messages_of(SAMPLES / "telegram_BIG_20A_5475M.json")
    assert len(big) == 5475
    assert len({one.author_id for one in big}) == 20
    small = messages_of(SAMPLES / "telegram_DM_2A_7M.json")
    assert [one.text for one in small[:4]] == ["https://google.com 👀", "hello world", "world?", "blah blah"]
    assert asides_of(SAMPLES / "telegram_DM_2A_7M.json") == ["service: joined_telegram", "service: phone_call"]
