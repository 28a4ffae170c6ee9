"""What can be asked next, made of what any index can do: a nearer spelling, a time line, records alike."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from tidewaiter.search.analysis import words
from tidewaiter.search.entry import Entry
from tidewaiter.search.fields import FACETS
from tidewaiter.search.index import Index
from tidewaiter.search.question.asked import Histogram, Question
from tidewaiter.search.question.calendar import Unit, edges
from tidewaiter.search.question.tree import Both, Node, Word

_TELLING = 25  # words that say what a record is about
_READ = 400  # tokens of a text that are looked at


def did_you_mean(index: Index, node: Node | None) -> Node | None:
    """The question with words that no record holds put right from the index's own; None where nothing is near."""
    right = _right(index, node)
    return right if right != node else None


def _right(index: Index, node: Node | None) -> Node | None:
    if isinstance(node, Both):
        sides = {side: tuple(_right(index, part) for part in getattr(node, side)) for side in ("must", "should")}
        return replace(node, **sides)  # type: ignore[arg-type]
    if not isinstance(node, Word) or node.field in FACETS or len(words(node.text)) != 1:
        return node
    if index.search(Question(node, limit=0, facets=())).total:
        return node
    near = index.near(node.text, 1)
    return replace(node, text=near[0][0]) if near else node


def timeline(index: Index, question: Question, *, unit: Unit, field: str = "seen") -> Question:
    """The question with a histogram from its first hit to its last; without hits as it is."""
    spread = index.search(replace(question, limit=0, after="", facets=(), histogram=None, stats=(field,))).stats[field]
    ends = spread.moments()
    return question if ends is None else replace(question, histogram=Histogram(field, edges(unit, *ends)))


def alike(index: Index, entry: Entry, *, limit: int = 20) -> Question:
    """Records about the same: those that share its most telling words, rare ones before common ones."""
    counts = Counter(words(f"{entry.title}\n{entry.body}")[:_READ])
    known = index.frequencies(counts)
    total = index.count()
    weights = {
        word: count * math.log(1 + total / known[word])
        for word, count in counts.items()
        if 0 < known.get(word, 0) < total
    }
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING]
    node = Both(should=tuple(Word(word) for word in telling)) if telling else Word(entry.title)
    return Question(node, limit=limit, facets=(), never=(entry.id,))
