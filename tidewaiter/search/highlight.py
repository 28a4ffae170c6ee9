"""Where a question's words stand in a text: cut from the database's text, so that every index highlights alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidewaiter.search.analysis import Token, prepare, spaceless, tokens, words
from tidewaiter.search.fields import FACETS
from tidewaiter.search.question.parse import SHORTEST_FUZZY
from tidewaiter.search.question.tree import Fuzzy, Node, Prefix, Range, Word, leaves

MOST_READ = 200_000  # letters of a text in which matches are marked; a record may hold millions


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the text, and the spans in it that matched (code points, end exclusive)."""

    text: str
    spans: tuple[tuple[int, int], ...]


def highlight(text: str, node: Node | None, *, letters: int = 160, title: str | None = None) -> Excerpt:
    """The piece of `text` with the first match, and its matches; the beginning of the text where nothing matches.

    `title` is what the text begins with: there alone a word of `title:` is marked, and one of `body:` only after it.
    Without it they are marked anywhere. The text is hostile and comes back as it is: whoever shows it escapes it.
    """
    whole = prepare(text)
    spans = joined(spans_of(whole, node, title=None if title is None else len(prepare(title))))
    start = max(0, spans[0][0] - letters // 3) if spans else 0
    end = min(len(whole), start + letters)
    inside = tuple((a - start, min(b, end) - start) for a, b in spans if start <= a < end)
    return Excerpt(whole[start:end], inside)


def spans_of(text: str, node: Node | None, *, title: int | None = None) -> list[tuple[int, int]]:
    """All spans of a prepared text that a word of the question (not a negated one, nor a facet) matches."""
    found = tokens(text[:MOST_READ])
    wanted = (leaf for leaf in leaves(node) if not isinstance(leaf, Range) and leaf.field not in FACETS)
    parts = {
        "title": [one for one in found if title is None or one.end <= title],
        "body": [one for one in found if title is None or one.start >= title],
    }
    spans = {span for leaf in wanted for span in _matches(parts.get(leaf.field, found), leaf)}
    return sorted(spans)


def joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _matches(found: Sequence[Token], leaf: Word | Prefix | Fuzzy) -> Iterator[tuple[int, int]]:
    asked = words(leaf.text)
    if not asked:
        return
    if isinstance(leaf, Word) and leaf.slop and len(asked) > 1:
        yield from _moved(found, asked, leaf.slop)
        return
    last = len(asked) - 1
    for at in range(len(found) - last):
        if all(_same(found[at + i].text, word, leaf, last=i == last) for i, word in enumerate(asked)):
            yield found[at].start, found[at + last].end


def _moved(found: Sequence[Token], asked: Sequence[str], slop: int) -> Iterator[tuple[int, int]]:
    """Each word that stands where moving the words by `slop` places in all makes the phrase.

    A word's place less its number in the phrase is where the phrase would begin; all beginnings that a match uses lie
    within `slop` of each other.
    """
    starts = sorted(
        (at - number, number, at)
        for number, word in enumerate(asked)
        for at, one in enumerate(found)
        if one.text == word
    )
    used: set[int] = set()
    first = 0
    for last, (start, _, _) in enumerate(starts):
        while start - starts[first][0] > slop:
            first += 1
        near = starts[first : last + 1]
        if len({number for _, number, _ in near}) == len(asked) <= len({at for _, _, at in near}):
            used.update(at for _, _, at in near)
    for at in sorted(used):
        yield found[at].start, found[at].end


def _same(token: str, word: str, leaf: Word | Prefix | Fuzzy, *, last: bool) -> bool:
    if token == word:
        return True
    if isinstance(leaf, Prefix):
        return last and token.startswith(word)
    if isinstance(leaf, Fuzzy) and len(word) >= SHORTEST_FUZZY and not spaceless(word):
        return one_letter_apart(token, word)
    return False


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two swapped neighbours make one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, left = one[start:], other[start:]
    swapped = len(rest) >= 2 and rest[:2] == left[1::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]
