"""Questions of every kind over the generated records, the same for the same seed."""

from __future__ import annotations

import random
from datetime import datetime, timezone
from decimal import Decimal

from tests.search.corpus import DRUGS, METHODS, PLACES, SOURCES, vocabulary
from tidewaiter.search import Question
from tidewaiter.search.question import Histogram, Range, Sort, parse

_FOREIGN = "필로폰 던지기 강남던지기 冰毒 比特币付款 ヘロイン コカイン ยาบ้า ราคาถูก кокаин закладка* thuốc thuoc lắc sabu shabu 2c-b".split()
_ODD = [
    '"lab tested',
    "((pure",
    "pure)) OR",
    "NOT",
    "-",
    "*",
    '""',
    "colour:red pure",
    "price:x",
    "a~",
    "OR pure AND",
    "pure\x00lab",
    "\u202epure\u202c",
    "pu\u200bre tested",
    '"' * 9 + "필로폰",
    "(" * 40 + "冰毒",
    "~~~ pure~9",
    "-- pure --",
    ":pure: drug:",
    "title:",
    "price:10..5 pure",
    "seen:2025-13..",
    'ยาบ้า" OR (',
    "{!} pure && || best/price \\",
    "İSTANBUL straße ﬁne",
]
MONTHS = tuple(datetime(2025 + n // 12, n % 12 + 1, 1, tzinfo=timezone.utc) for n in range(24))


def questions(count: int, seed: int = 3) -> list[Question]:
    chance = random.Random(seed)
    words = vocabulary(random.Random(1))
    return [_question(chance, words) for _ in range(count)]


def typed(chance: random.Random, words: list[str]) -> str:
    """One text as a person types it."""
    common, other = chance.choice(words[:40]), chance.choice(words)
    long = chance.choice([word for word in words if len(word) > 5])
    return chance.choice([
        common, other, f"{common} {other}", f"{common} -{other}", f"-{common}", f"{common} OR {other}", f"({common} OR {other}) pure",
        f"NOT ({common} {other})", f'"{common} {other}"', f'"{common} {chance.choice(words[:40])}"', f'"{words[0]} {words[1]}"~3' if common != other else other,
        long[:4] + "*", f"title:{common}", f"title:{common[:2]}*", long[:-1] + "~", long[:2] + long[3:] + "~", f"drug:{chance.choice(DRUGS)} {common}",
        f"vendor:{other[:2]}*", f"to:(KR OR JP) {common}", f"-method:drop {common}", f"price:{chance.randrange(50)}..{chance.randrange(50, 200)}",
        f"price:<{chance.randrange(5, 90)}EUR", f"grams:>{chance.choice(['1', '3.5'])} {common}", f"unit_price:..{chance.randrange(1, 60)}",
        f"seen:2025-0{chance.randrange(1, 10)}..", f"first_seen:<2025-0{chance.randrange(1, 10)} {common}", f"tag:watched OR {other}",
        chance.choice(_FOREIGN), f"{chance.choice(_FOREIGN)} OR {common}", f"-{chance.choice(_FOREIGN)} language:ko", chance.choice(_ODD), "",
    ])  # fmt: skip


def _question(chance: random.Random, words: list[str]) -> Question:
    any_of: dict[str, tuple[str, ...]] = {}
    if chance.random() < 0.4:
        any_of["drug"] = tuple(chance.sample(DRUGS, chance.randint(1, 3)))
    if chance.random() < 0.3:
        any_of["to"] = tuple(chance.sample(PLACES, 2))
    if chance.random() < 0.2:
        any_of[chance.choice(["method", "source"])] = (chance.choice(METHODS + SOURCES).upper(),)
    ranges = [Range("price", Decimal(chance.randrange(20)), None)] if chance.random() < 0.2 else []
    if chance.random() < 0.2:
        ranges.append(Range("seen", chance.choice(MONTHS[:8]), chance.choice(MONTHS[8:])))
    return Question(
        parse(typed(chance, words)), any_of, tuple(ranges), currency="EUR" if chance.random() < 0.1 else "",
        facets=("drug", "to", "method", "source", "vendor"), histogram=Histogram(chance.choice(["seen", "first_seen"]), MONTHS),
        stats=("price", "unit_price", "grams", "seen"), sort=chance.choice(list(Sort)), limit=chance.choice([0, 5, 20]),
    )  # fmt: skip
