"""Which script a character is of, and whether a term may begin or end where it was found."""

from __future__ import annotations

import re

LETTER, DIGIT, HANGUL, HAN, KATAKANA, HIRAGANA, THAI, OTHER = "LDHCKJT."
_RANGES = (
    (0xAC00, 0xD7A3, HANGUL), (0x1100, 0x11FF, HANGUL), (0x3131, 0x318E, HANGUL),
    (0x4E00, 0x9FFF, HAN), (0x3400, 0x4DBF, HAN), (0x30A1, 0x30FA, KATAKANA), (0x30FC, 0x30FC, KATAKANA),
    (0x3041, 0x309F, HIRAGANA), (0x0E01, 0x0E5B, THAI),
)  # fmt: skip
_PARTICLES = re.compile(
    r"(?:이랑|랑|하고|으로|로|에서|에게|까지|부터|처럼|이나|나|이라|은|는|이|가|을|를|의|도|만|에|와|과|요|좀|들|류)?"
    r"(?:팝니다|팔아요|팔아|판매|구합니다|구해요|구함|있나요|있어요|있음|있으면|문의|드랍|배송|급구|삽니다|사요)?(?![가-힣])"
)
_RUSSIAN_ENDING = re.compile(r"(?:а|у|ом|е|ы|и|ов|ек|ами|ки|ью|я|ой|ою|ам|ах|ей)(?![а-яё])")
_PLURAL = re.compile(r"'?s(?![^\W\d_])")


class _Script(dict[str, str]):
    def __missing__(self, char: str) -> str:
        code = ord(char)
        kind = next((name for low, high, name in _RANGES if low <= code <= high), "")
        self[char] = kind = kind or (LETTER if char.isalpha() else DIGIT if char.isdecimal() else OTHER)
        return kind


script: dict[str, str] = _Script()


def stands_free(shade: str, start: int, end: int) -> bool:
    """Whether a drug's name may stand at this span: no letters of its script run on, but for the language's endings."""
    return _free_left(shade, start, end) and _free_right(shade, start, end)


def stands_loose(shade: str, start: int, end: int) -> bool:
    """As `stands_free`, for places and methods: Hangul, kana and Thai compounds count ("서울시내", "땅좌표")."""
    before = script[shade[start - 1]] if start else OTHER
    after = script[shade[end]] if end < len(shade) else OTHER
    first, last = script[shade[start]], script[shade[end - 1]]
    if first in (LETTER, DIGIT) and before in (LETTER, DIGIT):
        return False
    if last == LETTER and after == LETTER:
        return bool(_ending(shade, end))
    return not (last == DIGIT and after in (DIGIT, LETTER))


def _free_left(shade: str, start: int, end: int) -> bool:
    if not start:
        return True
    char = shade[start - 1]
    before, first = script[char], script[shade[start]]
    if first == LETTER and before == DIGIT:
        return end - start > 2  # "5coke", but not "4g"
    if first in (LETTER, DIGIT):
        if before in (LETTER, DIGIT) or char in "@_#" or (first == DIGIT and char in ".,"):
            return False
        return not (end - start <= 3 and char in "-./'’" and start > 1 and script[shade[start - 2]] in (LETTER, DIGIT))
    if first in (HANGUL, KATAKANA):
        return before != first
    return not (first == THAI and end - start <= 3 and before == THAI)


def _free_right(shade: str, start: int, end: int) -> bool:
    if end == len(shade):
        return True
    char = shade[end]
    after, last = script[char], script[shade[end - 1]]
    if last == LETTER:
        return _letter_may_end(shade, start, end)
    if last == DIGIT:
        return after not in (DIGIT, LETTER) and char not in "_@"
    if last == HANGUL:
        return after != HANGUL or bool(_PARTICLES.match(shade, end))
    if last == KATAKANA:
        return after != KATAKANA
    return not (last == THAI and end - start <= 3 and after == THAI)


def _letter_may_end(shade: str, start: int, end: int) -> bool:
    char = shade[end]
    after = script[char]
    if after == LETTER:
        return _ending(shade, end) and end - start > 2
    if after == DIGIT:
        return end - start > 3
    if char in "_@":
        return False
    joined = char in "-." and end + 1 < len(shade) and script[shade[end + 1]] in (LETTER, DIGIT)
    return not (joined and end - start <= 3)


def _ending(shade: str, end: int) -> bool:
    return bool(_PLURAL.match(shade, end) or ("а" <= shade[end] <= "я" and _RUSSIAN_ENDING.match(shade, end)))
