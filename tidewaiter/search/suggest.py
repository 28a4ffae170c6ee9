"""What can be asked next, made of what any index can do: a nearer spelling, a time line, records alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tidewaiter.search.analysis import Token, prepare, spaceless, tokens, words
from tidewaiter.search.entry import Entry
from tidewaiter.search.fields import FACETS
from tidewaiter.search.index import Index
from tidewaiter.search.question.asked import Histogram, Question
from tidewaiter.search.question.calendar import Unit, edges
from tidewaiter.search.question.tree import Both, Node, Word

# The telling words of a record, and the share of them that a like one must hold: Elasticsearch's own defaults for
# "more like this" are 25 and 30 %, rounded down.
_TELLING = 25
_SHARED = 1 / 3
_READ = 400  # tokens of a text that are looked at
_WEIGHED = 150  # different ones whose frequency is asked for, at about a millisecond each in a large index


def did_you_mean(index: Index, question: Question) -> Node | None:
    """The question's words with those that no record holds put right from the index's own.

    None where nothing is near, and where the whole question would have no hit either.
    """
    right = _right(index, question.words)
    if right == question.words:
        return None
    asked = replace(question, words=right, limit=0, after="", facets=(), histogram=None, stats=())
    return right if index.search(asked).total else None


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
    """Records about the same: those that hold a third of its most telling words, the rarer and more of them the better.

    A word that no other record holds tells nothing, so it is left out.
    """
    counts = Counter(islice(_pieces(f"{entry.title}\n{entry.body}"), _READ))
    weighed = [word for word, _ in counts.most_common(_WEIGHED)]
    known, total = index.frequencies(weighed), index.count()
    weights = {word: counts[word] * math.log(1 + total / known[word]) for word in weighed if known[word] > 1}
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:_TELLING]
    parts = tuple(Word(word) for word in telling) or (Word(entry.title),)
    node = parts[0] if len(parts) == 1 else Both(should=parts, least=math.ceil(len(parts) * _SHARED))
    return Question(node, limit=limit, facets=(), never=(entry.id,))


def _pieces(text: str) -> Iterator[str]:
    """Tokens; of a run of letters without spaces each two neighbours, since one such letter says little."""
    before: Token | None = None
    alone = False  # a letter whose neighbour has not come yet
    for token in tokens(prepare(text)):
        joined = before is not None and spaceless(before.text) and spaceless(token.text) and before.end == token.start
        if before is not None and joined:
            yield before.text + token.text
            alone = False
        else:
            if before is not None and alone:
                yield before.text
            alone = spaceless(token.text)
            if not alone:
                yield token.text
        before = token
    if before is not None and alone:
        yield before.text
