"""Watches find in a batch what the judge finds in it, and what a search would."""

from __future__ import annotations

from dataclasses import replace

from tests.search.asking import questions
from tests.search.corpus import FEW, generated
from tests.search.judge import judged
from tidewaiter.search import Question
from tidewaiter.search.question import parse
from tidewaiter.search.watches import Matcher


def test_matches_are_those_of_the_judge() -> None:
    batch = generated(400, seed=11)
    watches = {str(number): question for number, question in enumerate(questions(150, seed=12))}
    expected = {(name, id_) for name, question in watches.items() for id_ in judged(question, batch)}
    found = list(Matcher(watches).matches(batch))
    assert set(found) == expected
    assert len(found) == len(expected), "no match twice"


def test_a_matcher_serves_batch_after_batch() -> None:
    matcher = Matcher(
        {"ice": Question(parse("필로폰 OR 冰毒"), limit=1), "tulip": Question(any_of={"vendor": ("dutch tulip",)})}
    )
    assert set(matcher.matches(FEW)) == {("ice", "bb"), ("ice", "ccc"), ("tulip", "a")}
    assert list(matcher.matches([])) == []
    assert set(matcher.matches([replace(FEW[0], vendor="", title="필로폰")])) == {("ice", "a")}


def test_of_a_record_told_twice_the_later_counts() -> None:
    matcher = Matcher({"tulip": Question(any_of={"vendor": ("dutch tulip",)})})
    assert list(matcher.matches([FEW[0], replace(FEW[0], vendor="other")])) == []


def test_without_watches_nothing_matches() -> None:
    assert list(Matcher({}).matches(FEW)) == []
