"""The question language: lenient, echoed as understood, never raising."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.search.highlight import highlight, one_letter_apart
from tidewaiter.search.question import echo, parse

PIECES = ["price:", "seen:", "grams:", "drug:", "colour:", "expand:yes", "10..50", ">=2kg", "<5", "2026-01", "..", "EUR", "(", ")", '"', "OR", "NOT",
          " ", " ", "-", "a", "필로폰", "*", "~", "~2", "\ud800", "title:(", "1999-12-31T23:59", "9999"]  # fmt: skip
TYPED = (
    st.text(alphabet=st.sampled_from('ab"*~()-+: ORANDT필冰İ\u0301\ud800.drugtitle1'), max_size=60)
    | st.text(max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("a b", "a b"),
        ("a AND b", "a b"),
        ("a OR b c", "a OR (b c)"),
        ("(a OR b) c", "(a OR b) c"),
        ("NOT a", "-a"),
        ("a -(b OR c)", "a -(b OR c)"),
        ('"a b"~2', '"a b"~2'),
        ('"a b', '"a b"'),
        ("((a", "a"),
        ("a)) b", "a b"),
        ("cocain*", "cocain*"),
        ("c*", "c"),
        ("price:10..50", "price:10..50"),
        ("price:50..10EUR", "price:10..50EUR"),
        ("grams:>=1kg", "grams:1000.."),
        ("grams:<2", "grams:<2"),
        ("price:5", "price:5"),
        ("seen:2026-01..", "seen:2026-01-01.."),
        ("seen:2026-01..2026-02", "seen:2026-01-01..2026-02-28"),
        ("first_seen:<2026", "first_seen:..2025-12-31"),
        ("seen:2026-13", '"seen:2026-13"'),
        ("drug:(mdma OR lsd)", "drug:mdma OR drug:lsd"),
        ("expand:yes mdma", "mdma"),
        ("cocane~", "cocane~"),
        ("mdm~", "mdm"),
        ("drug:mdma", "drug:mdma"),
        ("colour:red", '"colour:red"'),
        ("OR OR", ""),
        ("-", '"-"'),
        ("   ", ""),
    ],
)
def test_echo(typed: str, understood: str) -> None:
    assert echo(parse(typed)) == understood


@settings(deadline=None)  # the machine may be shared
@given(TYPED)
def test_any_text_parses_and_its_echo_means_the_same(typed: str) -> None:
    tree = parse(typed)
    assert parse(echo(tree)) == tree


def test_limits_hold_for_hostile_questions() -> None:
    assert parse("(" * 100_000 + "a") is None or echo(parse("(" * 100_000 + "a"))
    assert echo(parse("a " * 100_000)).count("a") == 200


@settings(deadline=None)  # the machine may be shared
@given(st.text(max_size=80), TYPED)
def test_highlights_lie_inside_their_excerpt(text: str, typed: str) -> None:
    excerpt = highlight(text, parse(typed))
    for start, end in excerpt.spans:
        assert 0 <= start < end <= len(excerpt.text)


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("pure MDMA here", "mdma", ["MDMA"]),
        ("강남에서 필로폰팝니다", "필로폰", ["필로폰"]),
        ("crystals", "cryst*", ["crystals"]),
        ("cocaine", "cocane~", ["cocaine"]),
        ("lab tested", '"lab tested"', ["lab tested"]),
        ("Bán thuốc lắc", "thuoc", ["thuốc"]),
        ("mdma", "-mdma", []),
        ("mdma", "drug:mdma", []),
    ],
)
def test_what_is_marked(text: str, typed: str, marked: list[str]) -> None:
    excerpt = highlight(text, parse(typed))
    assert [excerpt.text[start:end] for start, end in excerpt.spans] == marked


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("abcd", "abcd", True), ("abcd", "abxd", True), ("abcd", "abd", True), ("abcd", "abxcd", True), ("abcd", "abdc", True),
     ("abcd", "abdce", False), ("abcd", "axyd", False), ("abcd", "ab", False)],
)  # fmt: skip
def test_one_letter_apart(one: str, other: str, near: bool) -> None:
    assert one_letter_apart(one, other) is near
    assert one_letter_apart(other, one) is near
