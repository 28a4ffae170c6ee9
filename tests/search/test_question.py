"""The question language: lenient, echoed as understood, never raising."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.corpus import entry
from tests.search.judge import answers
from tidewaiter.search import Question
from tidewaiter.search.analysis import prepare, tokens, words
from tidewaiter.search.elastic.render import whole as whole_of
from tidewaiter.search.embedded.render import render as rendered
from tidewaiter.search.embedded.schema import schema
from tidewaiter.search.highlight import highlight, one_letter_apart, spans_of
from tidewaiter.search.question import Range, echo, parse, understand
from tidewaiter.search.question.tree import Leaf, Prefix, Word, leaves

SCHEMA = schema()

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
        ('PRICE:"', ""),
        ('seen:" " a', "a"),
        ("seen:2026-01..", "seen:2026-01-01.."),
        ("seen:2026-01..2026-02", "seen:2026-01-01..2026-02-28"),
        ("SEEN:1970-1-1T23:59", "seen:1970-01-01T23:59:00Z..1970-01-01T23:59:59Z"),
        ("seen:2026-01-01T12:00..2026-01-02", "seen:2026-01-01T12:00:00Z..2026-01-02"),
        ("first_seen:<2026", "first_seen:..2025-12-31"),
        ("seen:2026-13", '"seen:2026-13"'),
        ("drug:(mdma OR lsd)", "drug:mdma OR drug:lsd"),
        ("expand:yes mdma", "mdma"),
        ("cocane~", "cocane~"),
        ("mdm~", "mdm"),
        ("mdma~2", "mdma~"),
        ("drug:ketamin~2", "drug:ketamin"),
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
        ("vacuum and then sealed well", '"vacuum sealed"~2', ["vacuum", "sealed"]),
        ("vacuum and then sealed well", '"vacuum sealed"~1', []),
        ("sealed in vacuum", '"vacuum sealed"~3', ["sealed", "vacuum"]),
        ("vacuum x x x x vacuum sealed", '"vacuum sealed"~1', ["vacuum", "sealed"]),
        ("vacuum vacuum", '"vacuum sealed"~9', []),
        ("강남 어제 던지기", '"강남던지기"~2', ["강남", "던지기"]),
        ("pure cocain", "title:cocain*", ["cocain"]),
        ("İstanbul Ｃocaine", "istanbul", ["Istanbul"]),
        ("price 5", "price:5 seen:2026", []),
    ],
)
def test_what_is_marked(text: str, typed: str, marked: list[str]) -> None:
    excerpt = highlight(text, parse(typed))
    assert [excerpt.text[start:end] for start, end in excerpt.spans] == marked


@pytest.mark.parametrize(
    ("typed", "marked"),
    [("title:mdma", [(5, 9)]), ("body:mdma", [(10, 14)]), ("mdma", [(5, 9), (10, 14)]), ("title:mdm* OR body:mdna~", [(5, 9), (10, 14)]),
     ("title:pure", [(0, 4)]), ("body:pure", [])],
)  # fmt: skip
def test_a_word_of_one_field_is_marked_there_alone(typed: str, marked: list[tuple[int, int]]) -> None:
    assert highlight("Pure MDMA\nmdma here", parse(typed), title="Pure MDMA").spans == tuple(marked)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("abcd", "abcd", True), ("abcd", "abxd", True), ("abcd", "abd", True), ("abcd", "abxcd", True), ("abcd", "abdc", True),
     ("abcd", "abdce", False), ("abcd", "axyd", False), ("abcd", "ab", False)],
)  # fmt: skip
def test_one_letter_apart(one: str, other: str, near: bool) -> None:
    assert one_letter_apart(one, other) is near
    assert one_letter_apart(other, one) is near


TEXTS = st.lists(
    st.sampled_from(["vacuum", "sealed", "sealedd", "vacum", "필로폰", "던지기", "冰毒", "ยาบ้า", "thuốc", "2c-b", "\u202e", "é", "e\u0301", "\ud800", ". ", "\n"]),
    max_size=25,
).map(" ".join) | st.text(max_size=60)  # fmt: skip
ASKED = st.sampled_from(
    ["vacuum", "sealed", '"vacuum sealed"', '"vacuum sealed"~3', '"sealed vacuum sealed"~4', "vac*", "2c*", "vacuum~", "sealed~", "필로", "필로폰던지기",
     '"필로폰 던지기"~6', "冰毒", "ยาบ้า", "thuoc", "2c-b", "title:vac*", "-vacuum", "vacuum -sealed", "drug:mdma"]
)  # fmt: skip


@settings(deadline=None)
@given(TEXTS, ASKED)
def test_highlights_slice_back_to_words_of_the_question(text: str, typed: str) -> None:
    """What is marked, cut out of the text, is a hit of the question's own words or one word of its sloppy phrase."""
    whole, tree = prepare(text), parse(typed)
    for start, end in spans_of(whole, tree):
        piece = whole[start:end]
        assert any(_is_of(piece, leaf) for leaf in leaves(tree)), (piece, typed)


def _is_of(piece: str, leaf: Leaf) -> bool:
    assert not isinstance(leaf, Range)
    if isinstance(leaf, Word) and leaf.slop:
        return set(words(piece)) <= set(words(leaf.text)) and len(words(piece)) == 1
    return answers(Question(replace(leaf, field="")), entry("piece", piece))


@settings(deadline=None)
@given(TEXTS, ASKED)
def test_a_hit_is_marked_and_what_is_no_hit_of_plain_words_is_not(text: str, typed: str) -> None:
    tree = parse(typed)
    if not isinstance(tree, Word | Prefix) or tree.field or len(set(words(tree.text))) < len(words(tree.text)):
        return
    assert bool(spans_of(prepare(text), tree)) == answers(Question(tree), entry("one", "", text))


@settings(deadline=None)
@given(TYPED, st.sampled_from(["", "EUR"]))
def test_rendering_never_raises_for_either_index(typed: str, currency: str) -> None:
    question = Question(parse(typed), currency=currency)
    assert str(rendered(SCHEMA, question))
    assert json.dumps(whole_of(question))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_tokens_are_where_they_say(text: str) -> None:
    whole = prepare(text)
    found = tokens(whole)
    assert [one.text for one in found] == words(text)
    assert all(words(whole[one.start : one.end]) == [one.text] for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "hostile",
    ["x" * 10_000_000, "a " * 2_000_000, "(" * 100_000, "\u202e" * 100_000, "漢" * 300_000],
    ids=lambda one: ascii(one[:2]),
)
def test_a_text_of_any_size_is_marked_in_its_beginning(hostile: str) -> None:
    excerpt = highlight("mdma " + hostile, parse('mdma OR "a a"~5 OR x* OR 漢'))
    assert (0, 4) in excerpt.spans
    assert len(excerpt.text) == 160


@pytest.mark.parametrize(
    "hostile",
    ["x" * 10_000_000, "(" * 100_000, ")" * 100_000, '"' * 100_000, "-" * 100_000, "a:" * 50_000, "~" * 100_000],
    ids=lambda one: one[:2],
)
def test_a_question_of_any_size_is_understood_as_far_as_it_is_read(hostile: str) -> None:
    understood = understand(hostile)
    assert any("only the first" in note for note in understood.notes)
    assert parse(echo(understood.words)) == understood.words
