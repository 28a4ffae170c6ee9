"""The shortcut changes nothing: a pattern tried only where it can begin finds what it finds everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import money
from nlp.begins import matches, numbers, starts
from nlp.candidates import Automaton
from nlp.lexicon import Term
from nlp.shadow import shadow
from nlp.steps import contacts, pgp, phones, purity, quantities

Starts = Callable[[str], list[int]]
_BY_NUMBER = (
    money.FACTORED, money.SUFFIXED, money.THOUSANDS, money.EACH, purity._PERCENT,
    quantities._MEASURE, quantities._LONE, quantities._LONE_GRAMS,
)  # fmt: skip
_BY_OWN = (
    (quantities._TIMES, quantities._TIMES_BEGINS), (contacts._SPELT, contacts._SPELT_BEGINS),
    (contacts._AT, contacts._AT_BEGINS), (pgp._GROUPS, pgp._GROUPS_BEGIN), (phones._PLUS, phones._PLUS_BEGINS),
    *((shape, phones._LOCAL_BEGINS) for shape, _ in phones._LOCAL),
)  # fmt: skip
_PIECES = (
    "12", "3,5", ".5", "½", "1/2", "g", "mg", "x", "k", "만", "tr", "euro", "€", "$", "%", " per g", " each", "٣", "２",
    " ", "-", "/", "(", ")", "+", "00", "49", "010-1234-5678", "1386", "0912 345 678", "@name", "w.i.c.k.r", "t e l e",
    "AB12", "A1:", "ab12 ", ", ", ". ", "a", "é", "д", "_", "\n", "carts", "for ",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


def _spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_number_patterns_find_what_they_find_everywhere(text: str) -> None:
    shade = shadow(text)
    for pattern in _BY_NUMBER:
        assert _spans(matches(pattern, shade, numbers(shade))) == _spans(pattern.finditer(shade)), pattern.pattern


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_other_patterns_find_what_they_find_everywhere(text: str) -> None:
    for pattern, begins in _BY_OWN:
        assert _spans(matches(pattern, text, starts(begins, text))) == _spans(pattern.finditer(text)), pattern.pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (quantities._MEASURE, "3.5g, .5 g and ½ oz, not 1.5gx"),
        (quantities._TIMES, "pills x 100 and mixed x50"),
        (quantities._LONE_GRAMS, "koks 0,5 für 40, .3: €20"),
        (money.SUFFIXED, "100 euro or 90eur"),
        (phones._LOCAL[0][0], "call 010-1234-5678"),
        (phones._PLUS, "+49 171 2345678, 0049 171 2345678"),
        (contacts._SPELT, "w i c k r: one, t.e.l.e.g.r.a.m: two"),
        (pgp._GROUPS, "0x" + " ".join(["AB12"] * 10)),
    ],
)
def test_the_law_is_tried_on_matches(pattern: re.Pattern[str], text: str) -> None:
    begins = dict(_BY_OWN).get(pattern)
    at = starts(begins, text) if begins else numbers(text)
    assert _spans(matches(pattern, text, at)) == _spans(pattern.finditer(text)) != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("meth", ["meth"]), ("Meths", ["Meth"]), ("meth's", ["meth"]), ("method", []), ("amethyst", []),
        ("methé", []), ("4meth", ["meth"]), ("meth4", ["meth"]), ("_meth", []), ("blue meth now", ["blue meth", "meth"]),
        ("methss", []), ("필meth필", ["meth"]), ("gas", ["gas"]), ("gass", ["gas"]), ("ga", []),
    ],
)  # fmt: skip
def test_latin_words_are_found_whole_and_in_the_plural(text: str, found: list[str]) -> None:
    terms = [
        Term(word, word, "drug", "name", 0, "en", f"own.csv:{at}")
        for at, word in enumerate(("meth", "gas", "blue meth"))
    ]
    hits = Automaton(terms).hits(text, shadow(text))
    longest = [word for word in found if not any(word != other and word in other for other in found)]
    assert [text[hit.start : hit.end] for hit in hits] == longest
