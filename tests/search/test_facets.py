"""The ten most frequent values are exact over many segments, however their counts are spread."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.search.corpus import entry
from tidewaiter.search import EmbeddedIndex, Entry, Question
from tidewaiter.search.entry import words_of
from tidewaiter.search.fields import facet_value

RECORDS, SEGMENTS = 1_500, 6
FACETS = ("vendor", "contact", "drug", "to", "method")

# How a value is drawn, as a number: what decides whether a first look at each segment proves anything.
SPREADS: dict[str, Callable[[random.Random], int]] = {
    "skewed": lambda chance: int(300 * chance.random() ** 6),
    "flat": lambda chance: chance.randrange(400),
    "once each": lambda chance: chance.randrange(10**9),
    "few": lambda chance: chance.randrange(7),
    "ten and a long tail": lambda chance: chance.randrange(12) if chance.random() < 0.5 else chance.randrange(900),
}


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("seed", [1, 2])
def test_counts_are_exact(tmp_path: Path, spread: str, seed: int) -> None:
    made = _made(random.Random(seed), SPREADS[spread])
    index = EmbeddedIndex(tmp_path)
    for begin in range(0, RECORDS, RECORDS // SEGMENTS):
        index.put(made[begin : begin + RECORDS // SEGMENTS])
        index.commit()
    index.put([replace(made[0], revision=2)])  # a record that was changed counts once
    index.delete([one.id for one in made[-20:]])
    index.commit()
    made = made[:-20]
    some = tuple(dict.fromkeys(value for one in made[:40] for value in one.contacts))
    for question in (
        Question(facets=FACETS),
        Question(facets=FACETS, limit=0),
        Question(any_of={"drug": ("mdma",)}, facets=FACETS),
        Question(any_of={"contact": some}, facets=FACETS),
    ):
        found = index.search(question)
        assert found.facets == {name: _counted(made, question, name) for name in question.facets}
    index.close()


def _made(chance: random.Random, draw: Callable[[random.Random], int]) -> list[Entry]:
    """Some of the values stand in the first segments alone."""
    return [
        replace(
            entry(f"r{number}", "t"), vendor=f"v{draw(chance) if number % 3 else number // 300}",
            contacts=tuple({f"c{draw(chance)}" for _ in range(1 + number % 3)}),
            drugs=(chance.choice(["mdma", "lsd"]),), tos=tuple({f"{draw(chance) % 60:02}" for _ in range(number % 4)}),
            methods=("drop",) if number % 7 == 0 else (), last_seen=entry("a", "t").last_seen,
        )
        for number in range(RECORDS)
    ]  # fmt: skip


def _counted(made: list[Entry], question: Question, name: str) -> tuple[tuple[str, int], ...]:
    held = [
        one
        for one in made
        if all(facet == name or {*words_of(one, facet)} & {*values} for facet, values in question.any_of.items())
    ]
    counts = Counter(facet_value(name, value) for one in held for value in words_of(one, name))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:10])
