"""Kinds of questions, each drawn anew from the same chances: every index is asked the same ones in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal

from benchmarks.search.records import DRUGS, METHODS, PLACES, vocabulary
from tidewaiter.search import Question
from tidewaiter.search.fields import FACETS
from tidewaiter.search.question import Histogram, Range, Sort, parse

ASKED = 100  # of a kind, at most
MONTHS = tuple(datetime(2020 + (n + 11) // 12, (n + 11) % 12 + 1, 1, tzinfo=timezone.utc) for n in range(73))
_CJK = "필로폰 던지기 강남던지기 텔레그램 冰毒 芬太尼 比特币付款 ヘロイン 手渡し ยาบ้า".split()
# By Zipf's rank: words of some three in a hundred records and more, of few records, of hardly any.
_COMMON, _SOME, _RARE = slice(0, 200), slice(200, 3_000), slice(3_000, 20_000)
_WEIGHT = 6  # letters from which a misspelt word still names one word


@dataclass(frozen=True, slots=True)
class Kind:
    """`skip` hits are passed over page by page before the one that is timed: how deep the page lies."""

    name: str
    make: Callable[[random.Random], Question]
    skip: int = 0
    asked: int = ASKED

    def questions(self) -> Iterator[Question]:
        """The same in every process."""
        chance = random.Random(self.name)
        for _ in range(self.asked):
            yield self.make(chance)


def kinds() -> tuple[Kind, ...]:
    return (
        Kind("common word", lambda chance: _plain(_word(chance, _COMMON))),
        Kind("rare word", lambda chance: _plain(_word(chance, _RARE))),
        Kind("boolean and filters", _boolean),
        Kind("phrase", lambda chance: _plain(f'"{_word(chance, slice(0, 60))} {_word(chance, slice(0, 60))}"')),
        Kind("prefix", lambda chance: _plain(_word(chance, _SOME)[:3] + "*")),
        Kind("fuzzy", lambda chance: _plain(misspelt(chance) + "~")),
        Kind("CJK and Thai", lambda chance: _plain(chance.choice(_CJK))),
        Kind("all facets, 72 months, everything", lambda chance: _counted(Question()), asked=20),
        Kind("all facets, 72 months, boolean", lambda chance: _counted(_boolean(chance))),
        Kind("deep page", lambda chance: _plain(_word(chance, slice(0, 40)), limit=100), skip=1_000, asked=20),
        Kind("by date", lambda chance: _plain(_word(chance, _COMMON), sort=Sort.NEWEST)),
        Kind("by price", lambda chance: _plain(_word(chance, _COMMON), sort=Sort.CHEAPEST)),
        Kind("everything by date", lambda chance: Question(facets=(), sort=Sort.NEWEST)),
    )


def _plain(text: str, *, sort: Sort = Sort.RELEVANCE, limit: int = 20) -> Question:
    return Question(parse(text), facets=(), sort=sort, limit=limit)


def _counted(question: Question) -> Question:
    """With every facet, 72 months, and the spread of the price."""
    return Question(
        question.words, question.any_of, question.ranges, facets=tuple(FACETS), histogram=Histogram("seen", MONTHS),
        stats=("price",),
    )  # fmt: skip


def _boolean(chance: random.Random) -> Question:
    """As the design of search was measured: words with AND, OR, NOT; two drugs, a place, mostly a year and a price."""
    words = f"{_word(chance, _COMMON)} ({_word(chance, _SOME)} OR {_word(chance, _COMMON)}) -{_word(chance, _SOME)}"
    filters = {"drug": tuple(chance.sample(list(DRUGS), 2)), "to": (chance.choice(PLACES[:10]),)}
    if chance.random() < 0.3:
        filters["method"] = (chance.choice(METHODS),)
    ranges = []
    if chance.random() < 0.7:
        year = chance.randint(2022, 2025)
        begin, end = (datetime(y, 1, 1, tzinfo=timezone.utc) for y in (year, year + 1))
        ranges.append(Range("seen", begin, end))
    if chance.random() < 0.5:
        least = Decimal(chance.randrange(5, 60))
        ranges.append(Range("unit_price", least, least * 2))
    return Question(parse(words), filters, tuple(ranges), facets=())


def _word(chance: random.Random, ranks: slice) -> str:
    return chance.choice(vocabulary()[ranks])


def misspelt(chance: random.Random) -> str:
    """One letter is left out."""
    word = chance.choice([word for word in vocabulary()[:700] if len(word) >= _WEIGHT])
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]
