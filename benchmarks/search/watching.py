"""Ten thousand saved questions against a batch of a thousand records."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.search.questions import misspelt
from benchmarks.search.records import DRUGS, PLACES, entries, vocabulary
from benchmarks.search.timing import took
from tidewaiter.search import Question
from tidewaiter.search.question import parse
from tidewaiter.search.watches import Matcher

WATCHES = 10_000
BATCH = 1_000
_BEYOND = 5_000_000  # number of the first record of the batch: none that an index of this benchmark holds


def matched(watches: int, batch: int) -> dict[str, Any]:
    """CPU seconds to prepare the watches, once, and to match a batch; how many matches."""
    chance = random.Random(2)
    made = {str(number): _watch(chance) for number in range(watches)}
    records = list(entries(batch, _BEYOND))
    prepared, matcher = took(lambda: Matcher(made))
    once, found = took(lambda: list(matcher.matches(records)))
    again, _ = took(lambda: list(matcher.matches(records)))
    return {
        "watches": watches, "batch": batch, "prepare_cpu_s": round(prepared.cpu, 2), "matches": len(found),
        "match_cpu_s": round(min(once.cpu, again.cpu), 2), "match_wall_s": round(min(once.wall, again.wall), 2),
    }  # fmt: skip


def _watch(chance: random.Random) -> Question:
    """As people save them: a name, two words, a phrase, a beginning, in several languages; most with filters."""
    words = vocabulary()
    common, some, rare = (chance.choice(words[part]) for part in (slice(0, 200), slice(200, 3_000), slice(3_000, None)))
    text = chance.choice((
        rare, f"{some} {chance.choice(words[200:3_000])}", f'"{common} {some}"', misspelt(chance) + "~", some[:5] + "*",
        "필로폰 던지기", "fentanyl OR etonitazene", "",
    ))  # fmt: skip
    filters: dict[str, tuple[str, ...]] = {}
    if chance.random() < 0.6:
        filters["drug"] = tuple(chance.sample(list(DRUGS), 2))
    if chance.random() < 0.5 or not text:
        filters["to"] = tuple(chance.sample(PLACES, 2))
    return Question(parse(text), filters)
