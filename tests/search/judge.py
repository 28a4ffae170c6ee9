"""The third judge: evaluates a question over the records' own text, slowly and plainly, with none of an index's parts.

It shares the tokens with the indexes (the analysis has its own tests), nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from tidewaiter.search import Entry, Question
from tidewaiter.search.analysis import prepare, spaceless, words
from tidewaiter.search.question.tree import Both, Fuzzy, Node, Prefix, Range, Word

FACET = {
    "drug": "drugs", "from": "froms", "to": "tos", "method": "methods", "concealment": "concealments", "wallet": "wallets",
    "contact": "contacts", "pgp": "pgps", "source": "source", "vendor": "vendor", "kind": "kind", "language": "language",
    "currency": "currency", "tag": "tags",
}  # fmt: skip
_words = lru_cache(100_000)(lambda text: tuple(words(text)))


def judged(question: Question, entries: Sequence[Entry]) -> set[str]:
    """The ids of all that answer."""
    return {entry.id for entry in entries if answers(question, entry)}


def answers(question: Question, entry: Entry) -> bool:
    filters = all(
        any(_has(entry, name, value) for value in values) for name, values in question.any_of.items() if values
    )
    own = not question.currency or entry.currency.upper() == question.currency.upper()
    within = all(_within(entry, span, question.currency) for span in question.ranges)
    named = (question.only is None or entry.id in question.only) and entry.id not in question.never
    return filters and own and within and named and _holds(entry, question.words)


def _holds(entry: Entry, node: Node | None) -> bool:
    match node:
        case None:
            return True
        case Both(must, should, never):
            return (
                all(_holds(entry, part) for part in must)
                and (not should or sum(_holds(entry, part) for part in should) >= node.least)
                and not any(_holds(entry, part) for part in never)
            )
        case Range():
            return _within(entry, node, "")
        case Word(text, _, field) | Prefix(text, field) | Fuzzy(text, field) if field in FACET:
            return _has(entry, field, text, begins=isinstance(node, Prefix))
        case _:
            fields = [node.field] if node.field else ["title", "body"]
            return any(_stands(_words(getattr(entry, name)), node) for name in fields)


def _has(entry: Entry, facet: str, asked: str, *, begins: bool = False) -> bool:
    value = getattr(entry, FACET[facet])
    held = [one.strip().casefold() for one in (value if isinstance(value, tuple) else (value,)) if one]
    wanted = prepare(asked).strip().casefold()
    return any(one.startswith(wanted) for one in held) if begins else wanted in held


def _within(entry: Entry, span: Range, currency: str) -> bool:
    if span.currency and entry.currency.upper() != span.currency.upper():
        return False
    names = {
        "seen": "last_seen",
        "first_seen": "first_seen",
        "price": "worth",
        "unit_price": "unit_worth",
        "grams": "grams",
    }
    own = {"price": "price", "unit_price": "unit_price"} if span.currency or currency else {}
    value = getattr(entry, own.get(span.field, names[span.field]))
    if value is None:
        return False
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
        return (span.least is None or value >= span.least) and (span.most is None or value < span.most)
    least, most = (None if bound is None else float(bound) for bound in (span.least, span.most))  # type: ignore[arg-type]
    high = least is None or (float(value) > least if span.above else float(value) >= least)
    return high and (most is None or (float(value) < most if span.below else float(value) <= most))


def _stands(text: Sequence[str], leaf: Word | Prefix | Fuzzy) -> bool:
    asked = _words(leaf.text)
    if not asked:
        return False
    if isinstance(leaf, Fuzzy):
        return all(any(_near(word, token) for token in text) for word in asked)
    if isinstance(leaf, Word) and leaf.slop:
        return _loosely(text, asked, leaf.slop)
    last = len(asked) - 1
    return any(
        all(
            text[at + i] == word if i < last or isinstance(leaf, Word) else text[at + i].startswith(word)
            for i, word in enumerate(asked)
        )
        for at in range(len(text) - last)
    )


def _near(word: str, token: str) -> bool:
    if word == token:
        return True
    return len(word) >= 4 and not spaceless(word) and token in _edits(word, token)


def _edits(word: str, towards: str) -> set[str]:
    """Everything one edit away, made with the letters of the other word."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = set(towards)
    return (
        {a + b[1:] for a, b in parts if b}
        | {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
        | {a + c + b[1:] for a, b in parts if b for c in letters}
        | {a + c + b for a, b in parts for c in letters}
    )


def _loosely(text: Sequence[str], asked: Sequence[str], slop: int) -> bool:
    """Whether the words stand so that moving them by `slop` places in all makes the phrase: for words that differ.

    Each word's place is shifted by its number in the phrase; the spread of the shifted places is what must be moved.
    """
    places = [[at - number for at, token in enumerate(text) if token == word] for number, word in enumerate(asked)]
    if not all(places):
        return False
    spreads = [(at, at) for at in places[0]]
    for here in places[1:]:
        spreads = [(min(low, at), max(high, at)) for low, high in spreads for at in here]
    return any(high - low <= slop for low, high in spreads)
