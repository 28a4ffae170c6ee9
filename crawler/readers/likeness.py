"""Which legacy encoding undeclared bytes look like, for the languages that we watch.

A general detector is weak on short pages; these eight are told apart by where their everyday letters lie.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LOOKED_AT = 65_536
_HEAD = 4_096
_WORDS = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]+")
_LEAST_WORD = 4  # bytes: the French "été" and "où" are mostly accents too
_MOSTLY = (
    0.5  # of the bytes above 127, in such words; 0.27 at most in five Western sentences full of accents, 0.98 elsewhere
)
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
_THAI_MARKS = frozenset(range(0xD1, 0xFC))


_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z]{2}(?:-[A-Za-z]{2,4})?)", re.IGNORECASE)
# What pages of a language were written in before UTF-8; where there are two, likeness decides between them.
_WRITTEN_IN = {
    tag: names
    for tags, names in (
        ("zh", "gb18030 big5hkscs"), ("zh-tw zh-hk zh-hant", "big5hkscs"), ("ko", "cp949"), ("ja", "cp932 euc_jp"),
        ("ru uk", "cp1251 koi8_r"), ("bg sr", "cp1251"), ("th", "cp874"), ("tr", "cp1254"), ("vi", "cp1258"),
        ("el", "cp1253"), ("pl cs sk hu ro", "cp1250"), ("he", "cp1255"), ("ar", "cp1256"),
        ("de fr es pt it nl id ms", "cp1252"),
    )
    for tag in tags.split()
}  # fmt: skip


def by_language(body: bytes) -> str:
    """The encoding that pages of the declared language are written in, where the bytes are sound in it."""
    said = _LANGUAGE.search(body[:_HEAD])
    tag = said[1].decode("ascii").lower() if said else ""
    sample = body[:_LOOKED_AT]
    names = [n for n in (_WRITTEN_IN.get(tag) or _WRITTEN_IN.get(tag[:2], "")).split() if _decodes(sample, n)]
    return max(names, key=lambda name: _SCORES[name](sample) if name in _SCORES else 0.0, default="")


def likely(body: bytes) -> str:
    """A Python encoding; windows-1252 where nothing speaks for another."""
    high = bytes(b for b in body[:_LOOKED_AT] if b > 0x7F)
    if not high:
        return "cp1252"
    sample = body[:_LOOKED_AT]
    scores = {name: score(sample) for name, score in _SCORES.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.5 else "cp1252"


def foreign(body: bytes) -> str:
    """The encoding of bytes that were declared as Western European and are not; "" where they may be.

    Every byte string is valid in windows-1252, which servers declare unasked. But its words are plain letters with a
    few accented ones among them; in the other eight encodings most bytes of a word are above 127.
    """
    sample = body[:_LOOKED_AT]
    high = words = 0
    for word in _WORDS.findall(sample):
        above = sum(byte > 0x7F for byte in word)
        high += above
        words += above if 2 * above >= len(word) and len(word) >= _LEAST_WORD else 0
    found = likely(body) if words > _MOSTLY * high else "cp1252"
    return "" if found == "cp1252" else found


def _pairs(sample: bytes) -> list[tuple[int, int]]:
    """Double bytes, read as EUC and its kin are read: a high byte takes the next one with it."""
    pairs, at = [], 0
    while at < len(sample) - 1:
        if sample[at] > 0x80:
            pairs.append((sample[at], sample[at + 1]))
            at += 2
        else:
            at += 1
    return pairs


def _share(sample: bytes, everyday: Callable[[int, int], bool]) -> float:
    pairs = _pairs(sample)
    return sum(everyday(lead, trail) for lead, trail in pairs) / len(pairs) if pairs else 0.0


def _korean(sample: bytes) -> float:
    """Hangul fills B0-C8; Chinese in the same rows would reach D7 in three letters of ten."""
    return _share(sample, lambda lead, trail: 0xB0 <= lead <= 0xC8 and trail >= 0xA1) * 1.02


def _chinese(sample: bytes) -> float:
    return _share(sample, lambda lead, trail: (0xB0 <= lead <= 0xD7 or lead == 0xA3) and trail >= 0xA1)


def _taiwanese(sample: bytes) -> float:
    """Everyday letters lie in A4-C6, half of them with a trail byte that EUC does not have."""
    low = _share(sample, lambda _, trail: 0x40 <= trail <= 0x7E)
    return _share(sample, lambda lead, trail: 0xA1 <= lead <= 0xC6) if 0.2 < low < 0.8 else 0.0


def _euc_japanese(sample: bytes) -> float:
    kana = _share(sample, lambda lead, trail: lead in (0xA4, 0xA5) and trail >= 0xA1)
    return 0.6 + kana / 2 if kana > 0.25 and _decodes(sample, "euc_jp") else 0.0


def _japanese(sample: bytes) -> float:
    kana = _share(sample, lambda lead, trail: lead in (0x82, 0x83) and 0x40 <= trail <= 0xF1)
    return 0.6 + kana / 2 if kana > 0.25 and _decodes(sample, "cp932") else 0.0


def _cyrillic(name: str) -> Callable[[bytes], float]:
    def score(sample: bytes) -> float:
        letters = [letter for letter in sample.decode(name, "replace") if letter > "\x7f"]
        return sum(letter in _CYRILLIC for letter in letters) / len(letters) if letters else 0.0

    return score


def _thai(sample: bytes) -> float:
    """Thai writes vowels and tones of D1-FB over nearly every second consonant of A1-CE, in runs."""
    high = [byte for byte in sample if byte > 0x7F]
    marks = sum(byte in _THAI_MARKS for byte in high) / len(high)
    fine = _decodes(sample, "cp874") and 0.25 < marks < 0.6
    return sum(0xA1 <= byte <= 0xDA or 0xDF <= byte <= 0xFB for byte in high) / len(high) if fine else 0.0


def _decodes(sample: bytes, name: str) -> bool:
    """Nearly all of it: the sample may end inside a letter."""
    return sample.decode(name, "replace").count("\ufffd") <= 1 + len(sample) // 2000


_SCORES: dict[str, Callable[[bytes], float]] = {
    "cp949": _korean,
    "gb18030": _chinese,
    "big5hkscs": _taiwanese,
    "euc_jp": _euc_japanese,
    "cp932": _japanese,
    "cp1251": _cyrillic("cp1251"),
    "koi8_r": _cyrillic("koi8_r"),
    "cp874": _thai,
}
