"""A copy of the text to search in: lower case, one width, one form of each letter, and of exactly the same length.

Equal length keeps every offset valid: what is found in the shadow is a span of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from nlp.begins import matches

WORD_LIMIT = 20  # longer runs are addresses and hashes, not disguised words
_LEET = str.maketrans("013457@$!|€", "oieastasile")
_CYRILLIC = str.maketrans("аеорсухіѕкмтвн", "aeopcyxiskmtbh")
_LEET_TRACE = re.compile(r"[a-z][013457@$!|€]+[a-z]|(?<![^\s(\[\"'])[$@][a-z]{2}")
_LEET_BEGINS = re.compile(r"[013457@$!|€](?:(?<=[a-z][\s\S])|(?<=[$@])(?=[a-z]))")
_MIXED_TRACE = re.compile(r"[a-z][а-яіѕ]|[а-яіѕ][a-z]")
_CYRILLIC_LETTER = re.compile("[а-яіѕ]")
_WORD = re.compile(r"[\w@$!|€]+")
_NUMBER_AND_UNIT = re.compile(r"\d+(?:mg|mcg|ug|g|gr|kg|oz|ml|x|k|lb|lbs|cc|%|st|nd|rd|th|am|pm|hr|hrs|d|m|s)+\d*\w?$")


class _Fold(dict[int, str]):
    """One character to one character; grows with the characters met, so at most with Unicode itself."""

    def __missing__(self, code: int) -> str:
        written = chr(code)
        folded = unicodedata.normalize("NFKC", written).lower()
        if len(folded) != 1:  # '㎎' and 'İ' become two characters, which would move every later offset
            lower = written.lower()
            folded = "i" if written == "İ" else lower if len(lower) == 1 else written
        self[code] = folded
        return folded


_FOLD = _Fold()


def shadow(text: str) -> str:
    """The folded copy. Folding it again changes nothing."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def disguised(shade: str) -> list[tuple[int, int, str]]:
    """Words of a shadow written with look-alikes ("c0ke"): start, end, and the plain word of equal length."""
    found: dict[int, tuple[int, int, str]] = {}
    mixed = not shade.isascii() and _CYRILLIC_LETTER.search(shade)
    leet = matches(_LEET_TRACE, shade, _leet_begins(shade))
    traces = ((_MIXED_TRACE.finditer(shade), _CYRILLIC), (leet, _LEET)) if mixed else ((leet, _LEET),)
    for traced, table in traces:
        for match in traced:
            start, end = _word_around(shade, match.start())
            word = shade[start:end]
            if not 3 <= end - start <= WORD_LIMIT or _NUMBER_AND_UNIT.match(word):
                continue
            plain = word.translate(table)
            if plain != word:
                found[start] = (start, end, plain)
    return [found[start] for start in sorted(found)]


def _leet_begins(shade: str) -> Iterator[int]:
    """A letter with a look-alike behind it, or the sign that begins a word."""
    for match in _LEET_BEGINS.finditer(shade):
        if match.start():
            yield match.start() - 1
        yield match.start()


def _word_around(shade: str, at: int) -> tuple[int, int]:
    left = at
    while left > 0 and at - left <= WORD_LIMIT and _WORD.match(shade[left - 1]):
        left -= 1
    match = _WORD.match(shade, left, left + WORD_LIMIT + 2)
    return left, match.end() if match else left
