"""Text that was spoilt before it was sent: UTF-8 that some machine read as another encoding and wrote out again.

It is noted and left as it is: what a page says is what a person saw on it.
"""

from __future__ import annotations

import re

_AS = ("cp1252", "cp1251", "latin-1")
_WORDS = 400
_FEWEST = 3
_SCAN = 100_000
# What the first byte of a letter in UTF-8 looks like when it is read as one of these; without it nothing is spoilt.
_LEAD = re.compile("[\u00c2-\u00f4\u0412-\u0444]")


def spoilt_as(text: str) -> str:
    """The encoding that UTF-8 was once read as, "" where most foreign words of the text are sound."""
    if text.isascii() or not _LEAD.search(text[:_SCAN]):
        return ""
    words = [word for word in text[:_SCAN].split() if not word.isascii() and len(word) <= 200][:_WORDS]
    for name in _AS:
        spoilt = sum(1 for word in words if _was_utf8(word, name))
        if spoilt >= _FEWEST and spoilt * 2 > len(words):
            return name
    return ""


def _was_utf8(word: str, name: str) -> bool:
    """Whether the word's letters are, as bytes of this encoding, the UTF-8 of fewer letters."""
    try:
        meant = word.encode(name).decode("utf-8")
    except UnicodeError:
        return False
    return len(meant) < len(word)
