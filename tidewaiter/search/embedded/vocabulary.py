"""Words of the index that are nearly a given one."""

from __future__ import annotations

from collections.abc import Iterator

from tantivy import Searcher

from tidewaiter.search.analysis import spaceless, words
from tidewaiter.search.highlight import one_letter_apart
from tidewaiter.search.question.parse import SHORTEST_FUZZY

_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz0123456789", "абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_MOST_ENDINGS = 20_000


def near(searcher: Searcher, word: str, limit: int) -> list[tuple[str, int]]:
    """Tokens one letter away, those in most bodies first; none for short words and scripts without spaces."""
    found = words(word)
    if len(found) != 1 or len(found[0]) < SHORTEST_FUZZY or spaceless(found[0]):
        return []
    asked = found[0]
    counts: dict[str, int] = {}
    for candidate in {*_begun_alike(searcher, asked), *_begun_otherwise(asked)} - {asked}:
        count = max(searcher.doc_freq("body", candidate), searcher.doc_freq("title", candidate))
        if count:
            counts[candidate] = count
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _begun_alike(searcher: Searcher, asked: str) -> Iterator[str]:
    """The slip lies in the second half: look through the words that begin alike."""
    start = asked[: len(asked) // 2]
    for name in ("title", "body"):
        for term, _ in searcher.terms_with_prefix(name, start, limit=_MOST_ENDINGS):
            if one_letter_apart(term, asked):
                yield term


def _begun_otherwise(asked: str) -> Iterator[str]:
    """The slip lies in the first half: there are few ways to have made it."""
    letters = next((known for known in _ALPHABETS if asked[-1] in known), _ALPHABETS[0])
    for at in range(len(asked) // 2 + 1):
        before, rest = asked[:at], asked[at:]
        yield before + rest[1:]
        yield before + rest[1::-1] + rest[2:]
        for letter in letters:
            yield before + letter + rest
            yield before + letter + rest[1:]
