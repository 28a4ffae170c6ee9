"""All lexicons in one automaton: every overlapping hit, then the borders, then the longest of each room."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from nlp.lexicon import Lexicon, Term
from nlp.scripts import stands_free, stands_loose
from nlp.shadow import disguised, shadow
from nlp.squeeze import squeeze


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands in the text. `disguised` says that the text spells it with look-alikes or insertions."""

    start: int
    end: int
    term: Term
    disguised: bool = False


_WORD = re.compile("[a-z]+")
_BORDER = 16  # characters that a rule on borders may look at beyond a term
Found = tuple[int, int, tuple[Term, ...]]


class Automaton:
    """Finds terms in a shadow, in time linear in the text and its hits."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_shade: dict[str, dict[tuple[str, str, str], Term]] = defaultdict(dict)
        for term in terms:
            by_shade[term.shade].setdefault((term.room, term.canonical, term.kind), term)
        # A term of Latin letters alone is always a word of its own, so a look into a table finds it: in the automaton
        # such terms would be met inside other words several hundred times in a listing.
        self._words: dict[str, tuple[Term, ...]] = {}
        self._found = ahocorasick.Automaton()
        for shade, entries in by_shade.items():
            if _WORD.fullmatch(shade):
                self._words[shade] = tuple(entries.values())
                continue
            latin = ("a" <= shade[0] <= "z", "a" <= shade[-1] <= "z")
            self._found.add_word(shade, (len(shade), *latin, tuple(entries.values())))
        self._found.make_automaton()
        self._longest = max((len(shade) for shade in by_shade), default=0)

    def hits(self, text: str, shade: str) -> list[Hit]:
        found = list(self._scan(shade, text))
        words = disguised(shade)
        if words:
            found += self._in_disguise(shade, words)
        squeezed = squeeze(text)
        if squeezed:
            found += self._squeezed(*squeezed)
        return _longest(found)

    def _scan(self, shade: str, text: str) -> Iterator[Hit]:
        for start, end, terms in (*self._spelt(shade), *self._inside(shade)):
            free: bool | None = None
            for term in terms:
                if term.kind == "code" and term.ambiguity and not text[start:end].isupper():
                    continue  # "in" and "to" are not India and Tonga
                if term.room == "drug" or term.kind in ("sale", "service", "shady"):
                    free = stands_free(shade, start, end) if free is None else free
                    if free:
                        yield Hit(start, end, term)
                elif stands_loose(shade, start, end):
                    yield Hit(start, end, term)

    def _spelt(self, shade: str) -> Iterator[Found]:
        """Terms of one Latin word: the word itself, and without the "s" of a plural."""
        known = self._words
        for match in _WORD.finditer(shade):
            word = match[0]
            if word in known:
                yield (*match.span(), known[word])
            if word[-1] == "s" and word[:-1] in known:
                yield match.start(), match.end() - 1, known[word[:-1]]

    def _inside(self, shade: str) -> Iterator[Found]:
        """All other terms."""
        if not self._found:
            return
        size = len(shade)
        for last, (length, opens, closes, terms) in self._found.iter(shade):
            start, end = last + 1 - length, last + 1
            # Inside a Latin word: by far the most hits, and no rule but the plural's frees them.
            if opens and start and "a" <= shade[start - 1] <= "z":
                continue
            if closes and end < size and "a" <= shade[end] <= "z" and shade[end] != "s":
                continue
            yield start, end, terms

    def _in_disguise(self, shade: str, words: list[tuple[int, int, str]]) -> Iterator[Hit]:
        """What begins in a disguised word: only the stretch behind each is searched again."""
        letters = list(shade)
        for start, end, plain in words:
            letters[start:end] = plain
        plain = "".join(letters)
        for start, end, _ in words:
            low, high = max(0, start - _BORDER), end + self._longest + _BORDER
            for hit in self._scan(plain[low:high], shade[low:high]):
                if not start <= low + hit.start < end or len(hit.term.shade) < 3:
                    continue
                if hit.term.room == "drug" or hit.term.kind == "service":
                    yield Hit(low + hit.start, low + hit.end, hit.term, disguised=True)

    def _squeezed(self, text: str, origin: list[int]) -> Iterator[Hit]:
        for hit in self._scan(shadow(text), text):
            start, end = origin[hit.start], origin[hit.end - 1] + 1
            if end - start != hit.end - hit.start or end < origin[hit.end]:
                end = origin[hit.end] if end - start < hit.end - hit.start else end
                if end - start > hit.end - hit.start:
                    yield Hit(start, end, hit.term, disguised=True)


def _longest(found: list[Hit]) -> list[Hit]:
    """Of one room, a hit inside a longer one is dropped; equal spans stay (a word with two meanings)."""
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    reach: dict[str, tuple[int, int]] = {}
    for hit in found:
        room = hit.term.kind if hit.term.room in ("method", "context") else hit.term.room
        start, end = reach.get(room, (-1, -1))
        if hit.end <= end and (hit.start, hit.end) != (start, end):
            continue
        if hit.end > end:
            reach[room] = (hit.start, hit.end)
        for other in kept[-3:]:
            if same(hit, other):
                break
        else:
            kept.append(hit)
    return kept


def same(one: Hit, other: Hit) -> bool:
    return one.start == other.start and one.end == other.end and one.term is other.term


@lru_cache(4)  # of a shipped lexicon and a workspace's or two
def automaton(lexicon: Lexicon) -> Automaton:
    """The automaton of a lexicon, built once a process (about 0.1 s)."""
    return Automaton(lexicon.terms)
