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


def test_ten_thousand_candidates() -> None:
    found = nlp.extract("ice 1g $50 wickr, " * 10_000)
    assert sum(m.kind == "drug" for m in found) == 10_000
