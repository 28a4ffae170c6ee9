"""New slang out of texts: unknown words that stand where a drug's name must stand.

A place is vacant where an amount or a price stands on a line that names no drug we know. A word is counted once a text:
`inside` a vacant place, or anywhere `outside`. How far the two shares lie apart is told by the log-likelihood ratio
(G², Dunning 1993): 10.83 is passed by chance once in a thousand words. Words of selling stand beside known drugs as
well, and so fall out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from math import log

from nlp.candidates import automaton
from nlp.extract import extract
from nlp.lexicon import Lexicon
from nlp.shadow import shadow
from tidewaiter.model.mention import Mention, MentionKind, Status

LEAST_G2 = 10.83
_REACH = 24  # letters from the amount or price: a name stands no farther off
_LONGEST = 40
_MOST_EXAMPLES = 5
_EXAMPLE = 50
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_ENDING = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|을|를|도|의|으로|로|에서|까지)$")
_GRAMS = (2, 3, 4)
# Words that stand beside amounts in every trade; what sells is known from the lexicon of contexts.
_PLAIN = frozenset(
    "the a an and or of for in on at to with from by is are be this that it you your we our my i per each only all any "
    "new best good high top fresh pure quality price prices cost total order min minimum max pack free now more get "
    "und der die das mit für von zu ein eine el la los las de del y con por un una le les des et du pour avec het "
    "een van voor met dan yang untuk dari di ke và của cho với có là на и в с от по за для из не это ang ng sa".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the workspace: what it is of, and who said it."""

    record: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`texts` of `all_texts` have the term in a vacant place, by so many `sellers`; `company`: drugs of those texts."""

    term: str
    g2: float
    texts: int
    all_texts: int
    sellers: int
    company: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Count:
    inside: int = 0
    outside: int = 0
    who: set[str] = field(default_factory=set)
    company: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str]] = field(default_factory=list)


def suggest(
    texts: Iterable[Said], lexicon: Lexicon, *, refused: Collection[str] = (), least: int = 3, most: int = 50
) -> list[Suggestion]:
    """The strongest first. `refused` are words that a person has turned down; `least` texts must have a word."""
    counts: dict[str, _Count] = {}
    inside = outside = 0
    for said in texts:
        found = _of_text(said, lexicon, counts)
        inside, outside = inside + found[0], outside + found[1]
    never = {shadow(word) for word in refused}
    good = {
        term: g2
        for term, one in counts.items()
        if one.inside >= least and term not in never
        and (g2 := likelihood(one.inside, one.outside, inside, outside)) >= LEAST_G2
    }  # fmt: skip
    kept = sorted(_whole(good, counts), key=lambda term: (-good[term], term))
    return [_suggestion(term, good[term], counts[term]) for term in kept[:most]]


def likelihood(a: int, b: int, inside: int, outside: int) -> float:
    """G² of a word counted `a` of `inside` and `b` of `outside` times; 0 where its share inside is not the greater."""
    if not inside or not outside or a * outside <= b * inside:
        return 0.0
    share = (a + b) / (inside + outside)
    return 2 * sum(seen * log(seen / (of * share)) for seen, of in ((a, inside), (b, outside)) if seen)


def _of_text(said: Said, lexicon: Lexicon, counts: dict[str, _Count]) -> tuple[int, int]:
    """Count one text's words; how many different ones stand in a vacant place, and how many do not."""
    mentions = extract(said.text, lexicon=lexicon)
    shade = shadow(said.text)
    vacant = _vacant(said.text, mentions)
    drugs = {str(one.value) for one in mentions if one.kind is MentionKind.DRUG and one.status is Status.ASSERTED}
    closed = _closed(said.text, shade, mentions, lexicon)
    seen: dict[str, tuple[int, int] | None] = {}
    for start, end in _candidates(shade, closed):
        term = shade[start:end]
        if vacant[start] or seen.get(term) is None:
            seen[term] = (start, end) if vacant[start] else None
    for term, span in seen.items():
        one = counts.setdefault(term, _Count())
        if span is None:
            one.outside += 1
            continue
        one.inside += 1
        one.who.add(said.who)
        one.company.update(drugs)
        if len(one.examples) < _MOST_EXAMPLES:
            one.examples.append((said.record, _around(said.text, *span)))
    there = sum(span is not None for span in seen.values())
    return there, len(seen) - there


def _vacant(text: str, mentions: Iterable[Mention]) -> bytearray:
    """1 at each letter near an amount or a price of a line that names no drug."""
    marks = bytearray(len(text) + 1)
    named = bytearray(len(text) + 1)
    for one in mentions:
        if one.kind is MentionKind.DRUG and one.status is Status.ASSERTED:
            low, high = _line(text, one.start)
            named[low:high] = b"\1" * (high - low)
    for one in mentions:
        if one.kind not in (MentionKind.QUANTITY, MentionKind.PRICE) or named[one.start]:
            continue
        left = text.rfind("\n", max(0, one.start - _REACH), one.start) + 1 or max(0, one.start - _REACH)
        right = text.find("\n", one.end, one.end + _REACH)
        right = min(len(text), one.end + _REACH) if right < 0 else right
        marks[left:right] = b"\1" * (right - left)
    return marks


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around an offset, as far as a name reaches in a line without end."""
    low = text.rfind("\n", max(0, at - 200), at) + 1 or max(0, at - 200)
    high = text.find("\n", at, at + 200)
    return low, min(len(text), at + 200) if high < 0 else high


def _closed(text: str, shade: str, mentions: Iterable[Mention], lexicon: Lexicon) -> bytearray:
    """1 at each letter of what is known: sure mentions, and every term of the lexicon."""
    closed = bytearray(len(text) + 1)
    spans = [(one.start, one.end) for one in mentions if one.status is Status.ASSERTED]
    spans += [(hit.start, hit.end) for hit in automaton(lexicon).hits(text, shade)]
    for start, end in spans:
        closed[start:end] = b"\1" * (end - start)
    return closed


def _candidates(shade: str, closed: bytearray) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for match in _WORD.finditer(shade):
        start, end = match.span()
        if _UNSPACED.match(shade, start):
            last = None
            yield from _grams(shade, closed, start, end)
            continue
        ending = _ENDING.search(shade[start:end])
        end -= len(ending[0]) if ending else 0
        if any(closed[start:end]) or end - start > _LONGEST or (shade[start:end] in _PLAIN) or end - start < 2:
            last = None
            continue
        yield start, end
        if last is not None and shade[last[1] : start] == " ":
            yield last[0], end
        last = (start, end)


def _grams(shade: str, closed: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Scripts without spaces: every piece of two to four letters."""
    for at in range(start, end - 1):
        for length in _GRAMS:
            stop = at + length
            if stop <= end and not any(closed[at:stop]) and _UNSPACED.fullmatch(shade, at, stop):
                yield at, stop


def _whole(good: dict[str, float], counts: dict[str, _Count]) -> list[str]:
    """Without pieces of a longer term that stands in as many texts, and without longer ones that say no more."""
    dropped: set[str] = set()
    for longer in sorted(good, key=len, reverse=True):
        for piece in _pieces(longer):
            if piece not in good or longer in dropped:
                continue
            whole, part = counts[longer].inside, counts[piece].inside
            dropped.add(piece if whole * 10 >= part * 8 else longer)
    return [term for term in good if term not in dropped]


def _pieces(term: str) -> Iterator[str]:
    if " " in term:
        yield from term.split()
    elif _UNSPACED.fullmatch(term):
        for length in _GRAMS:
            if length < len(term):
                yield from (term[at : at + length] for at in range(len(term) - length + 1))


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _EXAMPLE) : end + _EXAMPLE].split())


def _suggestion(term: str, g2: float, one: _Count) -> Suggestion:
    company = tuple(drug for drug, _ in one.company.most_common(3))
    return Suggestion(
        term, round(g2, 2), one.inside, one.inside + one.outside, len(one.who), company, tuple(one.examples)
    )
