"""More than a thousand ordinary sentences in the nine languages, on what tempts: nothing of the trade is asserted."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import nlp
from tidewaiter.model.mention import MentionKind

FILE = Path(__file__).parent / "written" / "ordinary.txt"
NEVER = frozenset(("drug", "wallet", "pgp", "concealment"))
LANGUAGES = "en ko zh vi th id ja ru tl".split()


def sentences() -> Iterator[tuple[str, str]]:
    """The language of each sentence, and the sentence."""
    language = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            language = line[2:]
        elif line and not line.startswith("#"):
            pieces = [piece.split("|") for piece in re.split(r"[{}]", line)]
            for chosen in itertools.product(*pieces):
                yield language, "".join(chosen)


SENTENCES = sorted(set(sentences()))


def test_they_are_enough_in_each_language() -> None:
    count = Counter(language for language, _ in SENTENCES)
    assert len(SENTENCES) >= 1000
    assert set(count) == set(LANGUAGES)
    assert min(count.values()) >= 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_trade_is_asserted(language: str) -> None:
    alarms = [
        (mention.kind, mention.raw, sentence)
        for told, sentence in SENTENCES
        if told == language
        for mention in nlp.extract(sentence)
        if mention.status == "asserted" and mention.kind in NEVER
    ]
    assert not alarms


def test_how_often_each_kind_is_asserted_in_a_thousand_words(capsys: pytest.CaptureFixture[str]) -> None:
    found: Counter[str] = Counter()
    words = 0
    for _, sentence in SENTENCES:
        # Scripts without spaces: about two letters are a word.
        words += max(len(sentence.split()), sum(char > "\u0e00" for char in sentence) // 2)
        found.update(str(mention.kind) for mention in nlp.extract(sentence) if mention.status == "asserted")
    with capsys.disabled():
        print(f"\n{len(SENTENCES)} ordinary sentences, {words} words; asserted in 1,000 words:")
        for kind in MentionKind:
            print(f"  {kind:16} {1000 * found[str(kind)] / words:.2f}")
    assert not NEVER & set(found)
