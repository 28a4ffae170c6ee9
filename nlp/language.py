"""A guess at the language of a text: a prior and a display field, never a switch."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ko", re.compile(r"[가-힣]")), ("ja", re.compile(r"[\u3041-\u30fa]")), ("th", re.compile(r"[\u0e01-\u0e4e]")),
    ("ru", re.compile(r"[а-яё]", re.I)), ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("vi", re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)),
)  # fmt: skip
_WORDS = (
    ("vi", re.compile(r"(?<![a-z])(?:hang|gia|ship cod|noi thanh|lien he|khong|duoc|vien)(?![a-z])", re.I)),
    ("id", re.compile(r"(?<![a-z])(?:dan|yang|untuk|dari|kirim|jual|beli|ke|di|ready|sistem|tempel|sabu|ganja|cimeng|rb|jt|barang|harga)(?![a-z])", re.I)),
    ("tl", re.compile(r"(?<![a-z])(?:ang|mga|ng|sa|po|lang|naman|kuha|bato|meron|pwede|pare|tropa|presyo)(?![a-z])", re.I)),
)  # fmt: skip
_ENOUGH = 2  # one "di" or "sa" is also a name or a typing slip


def guess(text: str) -> str | None:
    """An ISO 639-1 code (`tl` for Tagalog); None for Latin text with no sign of another language than English."""
    head = text[:4000]
    if not head.isascii():
        counts = [(len(pattern.findall(head)), -at, name) for at, (name, pattern) in enumerate(_SCRIPTS)]
        best = max(counts)
        if best[0] >= (1 if best[2] == "vi" else 3) or (best[0] and best[0] * 4 >= sum(map(str.isalpha, head))):
            return "ja" if best[2] == "zh" and counts[1][0] else best[2]
    for name, pattern in _WORDS:
        if len(set(pattern.findall(head.lower()))) >= _ENOUGH:
            return name
    return None
