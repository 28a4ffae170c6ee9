"""A second look at texts that hide words with invisible or inserted characters, with a map back to the text."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = "\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u180e"
# A Latin letter inside a Hangul word and a syllable of loose letters are the disguises seen in Korean channels.
_TRACE = re.compile(
    rf"[{_INVISIBLE}]|(?<=[가-힣])[a-zA-Z](?=[가-힣])|(?<=[가-힣])[ㄱ-ㅎ][ㅏ-ㅣ][ㄱ-ㅎ]?(?=[가-힣\s])|[\u0300-\u036f\u1100-\u11ff]"
)
_MAY_HIDE = re.compile(rf"[{_INVISIBLE}가-힣\u0300-\u036f\u1100-\u11ff]")
_FIRST, _VOWEL, _LAST = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
)


def squeeze(text: str) -> tuple[str, list[int]] | None:
    """The text without what hides in it, and for each of its characters (and its end) the offset in the text.

    None where nothing hides: most texts.
    """
    if not _MAY_HIDE.search(text) or not _TRACE.search(text):
        return None
    kept: list[str] = []
    origin: list[int] = []
    at = 0
    for match in _TRACE.finditer(text):
        kept.extend(text[at : match.start()])
        origin.extend(range(at, match.start()))
        _add(match, kept, origin)
        at = match.end()
    kept.extend(text[at:])
    origin.extend(range(at, len(text) + 1))
    return "".join(kept), origin


def _add(match: re.Match[str], kept: list[str], origin: list[int]) -> None:
    piece = match[0]
    syllable = _syllable(piece)
    if syllable:
        kept.append(syllable)
        origin.append(match.start())
    elif (kept and unicodedata.combining(piece[0])) or "\u1160" <= piece[0] <= "\u11ff":
        composed = unicodedata.normalize("NFC", kept[-1] + piece) if kept else piece
        if kept and len(composed) == 1:
            kept[-1] = composed
        else:
            kept.append(piece)
            origin.append(match.start())
    elif "\u1100" <= piece[0] <= "\u115f":
        kept.append(piece)
        origin.append(match.start())


def _syllable(piece: str) -> str:
    if len(piece) < 2 or piece[0] not in _FIRST or piece[1] not in _VOWEL:
        return ""
    last = _LAST.find(piece[2]) if len(piece) > 2 else 0
    return chr(0xAC00 + (_FIRST.index(piece[0]) * 21 + _VOWEL.index(piece[1])) * 28 + max(last, 0))
