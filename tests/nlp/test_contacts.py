"""Contacts as vendors write them: service and identifier."""

from __future__ import annotations

import pytest

import nlp

CASES = [
    ("telegram: @blue_fish7", "telegram", "blue_fish7"),
    ("Telegram...bluefish7", "telegram", "bluefish7"),
    ("tele @BlueFish", "telegram", "BlueFish"),
    ("join https://t.me/bluefish_shop now", "telegram", "bluefish_shop"),
    ("t.me/+AbCdEf123456", "telegram", "+AbCdEf123456"),
    ("텔레그램 bluefish7 문의", "telegram", "bluefish7"),
    ("텔 @bluefish", "telegram", "bluefish"),
    ("加飞机 bluefish_cn", "telegram", "bluefish_cn"),
    ("телега @bluefish_ru", "telegram", "bluefish_ru"),
    ("DM @bluefish99 for the menu", "telegram", "bluefish99"),
    ("Wickr: bluefish", "wickr", "bluefish"),
    ("WICKR ME........ bluefish22", "wickr", "bluefish22"),
    ("wickr id is bluefish_2", "wickr", "bluefish_2"),
    ("위커 bluefish9", "wickr", "bluefish9"),
    ("라인 bluefish77", "line", "bluefish77"),
    ("LINE ID: bluefish77", "line", "bluefish77"),
    ("카톡 bluefish77", "kakaotalk", "bluefish77"),
    ("微信 bluefish_77", "wechat", "bluefish_77"),
    ("vx: bluefish77", "wechat", "bluefish77"),
    ("zalo bluefish_vn", "zalo", "bluefish_vn"),
    ("kik: bluefish77", "kik", "bluefish77"),
    ("threema ID ABCD1234", "threema", "ABCD1234"),
    ("session 05" + "ab12" * 16, "session", "05" + "ab12" * 16),
    ("mail blue.fish@proton.example", "email", "blue.fish@proton.example"),
    ("blue.fish[at]proton[dot]example", "email", "blue.fish@proton.example"),
    ("jabber: blue@xmpp.example", "jabber", "blue@xmpp.example"),
    ("XMPP blue@fish.example", "jabber", "blue@fish.example"),
    ("@blue:matrix.example is my room", "matrix", "@blue:matrix.example"),
    ("WhatsApp +1 (202) 555-0143", "whatsapp", "+12025550143"),
    ("call +44 7700 900123", "phone", "+447700900123"),
    ("문의 010-0000-0000", "phone", "010-0000-0000"),
    ("see https://fish.example/list?id=4.", "url", "https://fish.example/list?id=4"),
    ("signal +61 491 570 156", "signal", "+61491570156"),
    ("ICQ 123456789", "icq", "123456789"),
]


@pytest.mark.parametrize(("text", "service", "value"), CASES)
def test_reads_service_and_identifier(text: str, service: str, value: str) -> None:
    found = [(m.more["service"], m.value) for m in nlp.extract(text) if m.kind == "contact" and m.status == "asserted"]
    assert found == [(service, value)]


@pytest.mark.parametrize(
    "text",
    [
        "we are available on telegram for orders",
        "WE DON'T HAVE WICKR\nGreetings",
        "send a message and get a notification",
        "the signal strength was poor",
        "in this session we learn about elements",
        "line up at the door",
        "0.12345678901 and 2019-2020",
    ],
)
def test_prose_holds_no_contact(text: str) -> None:
    assert not [m for m in nlp.extract(text) if m.kind == "contact" and m.status == "asserted"]


def test_the_span_holds_the_sign_and_the_value_does_not() -> None:
    (mention,) = [m for m in nlp.extract("텔 @bluefish") if m.kind == "contact"]
    assert (mention.raw, mention.value) == ("@bluefish", "bluefish")
