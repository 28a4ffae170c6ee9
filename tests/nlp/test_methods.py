"""Shipping methods and concealment, with negation that stops at the clause."""

from __future__ import annotations

import pytest

import nlp

CASES = [
    ("sent by registered mail with tracking number", {("registered", False), ("tracked", False)}),
    ("order without track&trace", {("untracked", False)}),
    ("tracking not included", {("untracked", False)}),
    ("no signature, no tracking", {("no_signature", False), ("untracked", False)}),
    ("posted 1st class in a birthday card", {("regular_mail", False), ("decoy", False)}),
    ("We do not vacuum seal. All orders ship in mylar bags", {("vacuum_seal", True), ("mylar", False)}),
    ("no worries, double vacuum sealed orders", {("vacuum_seal", False)}),
    ("땅좌표 제로 필로폰", {("hidden_location", True), ("drop", True)}),
    ("필로폰 던지기, 진공포장", {("drop", False), ("vacuum_seal", False)}),
    ("клад прикоп, не магнит, меф", {("drop", False), ("buried", False), ("magnet", True)}),
    ("K粉 埋雷 真空包装", {("drop", False), ("vacuum_seal", False)}),
    ("sabu sistem tempel, bungkus kopi", {("drop", False), ("decoy", False)}),
    ("smell proof stealth shipping by DHL", {("odour_proof", False), ("stealth", False), ("courier", False)}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_methods_and_concealment(text: str, expected: set[tuple[str, bool]]) -> None:
    found = {
        (m.value, m.more["negated"])
        for m in nlp.extract(text)
        if m.kind in ("ship_method", "concealment") and m.status == "asserted"
    }
    assert found == expected


COMPOSED = [
    ("5g cocaine hidden inside a photo frame", "decoy", "hidden inside a photo frame"),
    ("Cocaína escondida dentro de un jarrón", "decoy", "escondida dentro de un jarrón"),
    ("кокаин спрятан в роботе, посылкой", "decoy", "спрятан в роботе"),
    ("필로폰, 책상 속에 숨겨 발송", "decoy", "책상 속에 숨겨"),
    ("大麻藏在吉他里,快递", "decoy", "藏在吉他里"),
    ("Versand der Speed Paste deklariert als Backpulver", "mislabel", "deklariert als Backpulver"),
    ("encomenda de cocaína declarada como peças", "mislabel", "declarada como peças"),
    ("paket sabu, nama barang buku", "mislabel", "nama barang buku"),
    ("Versand von Speed, Absender ist frei erfunden", "fake_return_address", "Absender ist frei erfunden"),
    ("택배 보내는 사람은 가명, 필로폰", "fake_return_address", "보내는 사람은 가명"),
    ("paczka z amfetaminą, nadawca jest zmyślony", "fake_return_address", "nadawca jest zmyślony"),
]


@pytest.mark.parametrize(("text", "value", "raw"), COMPOSED, ids=range(len(COMPOSED)))
def test_hiding_is_put_together_from_words(text: str, value: str, raw: str) -> None:
    found = [(m.value, m.raw) for m in nlp.extract(text) if m.kind == "concealment" and m.status == "asserted"]
    assert (value, raw) in found


@pytest.mark.parametrize(
    "text",
    [
        "He hid the ring inside a cake", "他把戒指藏在蛋糕里", "The letter was hidden in a book",
        "cocaine hidden in envelope",
    ],
)  # fmt: skip
def test_what_is_hidden_elsewhere_is_no_concealment(text: str) -> None:
    assert not [m for m in nlp.extract(text) if m.kind == "concealment" and m.status == "asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "I bought a vacuum cleaner and a fridge magnet",
        "the treasure was buried on the island",
        "кухонный магнит на память",
    ],
)
def test_household_words_conceal_nothing(text: str) -> None:
    assert not [m for m in nlp.extract(text) if m.kind == "concealment" and m.status == "asserted"]


def test_methods_are_marked_in_innocent_texts_too() -> None:
    assert [m.value for m in nlp.extract("택배로 보내주세요") if m.kind == "ship_method"] == ["courier"]
