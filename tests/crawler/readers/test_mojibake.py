"""Spoilt text is noted, and sound text of every script is not."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage
from crawler.readers.charset import decode
from crawler.readers.mojibake import spoilt_as

SOUND = {
    "Korean": "파란 주전자가 좋은가요? 오래 쓰신 분의 말씀을 듣고 싶습니다.",
    "Russian": "Самовар лучше чайника, проверено десятью годами на даче.",
    "Chinese": "水要烧几遍 老人说三遍 看是什么茶",
    "Japanese": "急須は 常滑に限る 異論は あるか",
    "Thai": "ร้านนี้ชาหอมมาก จะกลับมา อีกแน่นอน",
    "French": "Éloïse préfère la théière en été, à côté de la fenêtre où ça chauffe.",
    "German": "Rührlöffel für süße Köche, größer als üblich, schön und weiß.",
    "Vietnamese": "Trà sen năm nay thơm quá, ai muốn thử không?",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_text_is_not_called_spoilt(text: str) -> None:
    assert spoilt_as(text) == ""


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("Korean", "latin-1"), ("Russian", "latin-1"), ("Thai", "latin-1"), ("French", "latin-1"), ("German", "latin-1"),
        ("Vietnamese", "latin-1"), ("French", "cp1251"), ("German", "cp1251"), ("Russian", "cp1252"),
    ],
)  # fmt: skip
def test_spoilt_text_is_noted_and_left(language: str, wrong: str) -> None:
    spoilt = _by_words(SOUND[language], wrong)
    decoded = decode(SavedPage("", f"<html><body><p>{spoilt}</p></body></html>".encode()))
    assert any("looks like UTF-8" in note or "look like UTF-8" in note for note in decoded.notes)
    assert spoilt in decoded.text


def _by_words(text: str, wrong: str) -> str:
    """Words that survive the wrong encoding; those with bytes that it does not know are left out."""
    kept = []
    for word in text.split():
        try:
            kept.append(word.encode().decode(wrong))
        except UnicodeDecodeError:
            continue
    return " ".join(kept)


def test_one_spoilt_word_among_many_is_none() -> None:
    text = SOUND["Russian"] + " " + "чай".encode().decode("latin-1")
    assert spoilt_as(text) == ""
