"""A guess at the language of a text: a prior and a display field, never a switch."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ko", re.compile(r"[가-힣]")),
    ("ja", re.compile(r"[\u3041-\u30fa]")),
    ("th", re.compile(r"[\u0e01-\u0e4e]")),
    ("ru", re.compile(r"[а-яё]", re.I)),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("vi", re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)),
)
_WORD = re.compile(r"[a-z]{2,}")
_WORDS = (
    ("vi", frozenset("hang gia noi thanh lien he khong duoc vien".split())),
    (
        "id",
        frozenset(
            "dan yang untuk dari kirim jual beli ke di ready sistem tempel sabu ganja cimeng rb jt barang harga".split()
        ),
    ),
    ("tl", frozenset("ang mga ng sa po lang naman kuha bato meron pwede pare tropa presyo".split())),
)
_ENOUGH = 2  # one "di" or "sa" is also a name or a typing slip
_HEAD = 4000  # characters looked at: enough for a guess, and bounded


def guess(text: str) -> str | None:
    """An ISO 639-1 code (`tl` for Tagalog); None for Latin text with no sign of another language than English."""
    head = text[:_HEAD]
    if not head.isascii():
        counts = [(len(pattern.findall(head)), -at, name) for at, (name, pattern) in enumerate(_SCRIPTS)]
        most, _, name = max(counts)
        if most >= (1 if name == "vi" else 3) or (most and most * 4 >= sum(map(str.isalpha, head))):
            return "ja" if name == "zh" and counts[1][0] else name
    words = set(_WORD.findall(head.lower()))
    return next((name for name, known in _WORDS if len(words & known) >= _ENOUGH), None)
