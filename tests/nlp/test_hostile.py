"""Hostile texts: an answer, with time that grows with the length and not with its square."""

from __future__ import annotations

import cProfile
import pstats

import pytest

import nlp

UNITS = {
    "one word": "a",
    "digits": "1",
    "base58": "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "candidates": "아이스 1g 30만 ",
    "english candidates": "ice 1g $30, ",
    "near addresses": "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 ",
    "near addresses of solana": "sol 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtW ",
    "near monero": "4" + "6" * 94 + " ",
    "near bech32": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5 ",
    "near base32": "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN8 ",
    "near ton": "EQCKhieGGl3ZbJ2zzggHsSLaXtRzk0znVopbSxw2HLsorkdm ",
    "at signs": "@",
    "at and dot": "ab at cd dot ",
    "spelt": "w i c k r ",
    "spaced handle": "tg: a b c d e f ",
    "numbers": "+44 7700 900123 ",
    "headers": "-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQ: ",
    "fingerprints": "6EF3 A9F6 ",
    "quotes": "> ",
    "handles": "@a_b ",
    "mails": "a@b.",
    "links": "http://x.y/",
    "commas": "1,000,",
    "beginnings": "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
    "places": "NL->",
    "places in a row": "Germany, ",
    "flags": "🇳🇱",
    "percent": "90% ",
    "brackets": "((((",
    "tags": "<div><span>",
    "jamo": "ㅇㅣ",
    "zero width": "a\u200b",
    "right to left": "\u202eabc",
    "surrogates": "\ud800",
    "services": "telegram ",
    "services with dots": "wickr........",
    "leet": "c0ke",
    "not not not": "not ",
    "han numerals": "一克",
    "spaces": " ",
    "new lines": "\n",
    "slashes": "1/2 ",
    "hyphens": "4-fa-",
    "colons": "0:",
    "boxes": "box of 5 mdma ",
    "so many for": "mdma 30mg 10 for $5 ",
    "bundles": "1g mdma + ",
    "pesos": "P6,000 ",
}


def calls(text: str) -> int:
    """Function calls and returns of one extraction: an operation count that no busy machine changes."""
    profile = cProfile.Profile()
    profile.enable()
    nlp.extract(text)
    profile.disable()
    return int(pstats.Stats(profile).total_calls)


@pytest.mark.parametrize("name", UNITS)
def test_work_grows_with_the_length(name: str) -> None:
    nlp.extract("warm")
    unit = UNITS[name]
    short, long = calls(unit * (4_000 // len(unit))), calls(unit * (16_000 // len(unit)))
    assert long <= 5 * short + 2_000


@pytest.mark.parametrize("name", UNITS)
def test_a_long_text_is_answered(name: str) -> None:
    unit = UNITS[name]
    text = unit * (60_000 // len(unit))
    assert all(text[m.start : m.end] == m.raw for m in nlp.extract(text))


@pytest.mark.parametrize("letter", ["a", "1", "아", "冰", "\u200b", "@", "-"])
def test_a_megabyte_without_a_space(letter: str) -> None:
    nlp.extract(letter * 1_000_000)


@pytest.mark.parametrize("unit", ["mQINBF", "1BvBMSEYs", "qpzry9x8", "05ab", "=AbC", "t.me/", "a@b"])
def test_a_megabyte_of_letters_that_look_like_identifiers(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert all(text[m.start : m.end] == m.raw for m in nlp.extract(text))


def test_a_megabyte_of_armour() -> None:
    block = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n" + ("mQINBF" * 12 + "\n") * 14_000
    assert not [m for m in nlp.extract(block) if m.kind == "pgp" and m.more["verified"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div>", "</div>"),
        ("<b><i>", "</i></b>"),
        ("&amp;lt;", "&amp;gt;"),
        ("[quote]", "[/quote]"),
        ("\u202e", "\u202c"),
    ],
    ids=["tags", "two tags", "entities", "quotes", "direction marks"],
)
def test_what_stands_ten_thousand_deep_is_found_and_its_offsets_are_right(before: str, after: str) -> None:
    text = f"{before * 10_000} 5g cocaine $300 {after * 10_000}"
    found = {m.kind: m for m in nlp.extract(text) if m.status == "asserted"}
    assert {kind: text[m.start : m.end] for kind, m in found.items()} == {
        "quantity": "5g", "drug": "cocaine", "price": "$300",
    }  # fmt: skip


def test_ten_thousand_near_addresses() -> None:
    near = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNV" + "N3"
    assert not [m for m in nlp.extract(f"{near} " * 10_000) if m.kind == "wallet"]


def test_ten_thousand_candidates() -> None:
    found = nlp.extract("ice 1g $50 wickr, " * 10_000)
    assert sum(m.kind == "drug" for m in found) == 10_000
