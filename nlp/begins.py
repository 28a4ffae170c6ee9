"""Trying a pattern only where it can begin, since one that opens with a look-behind is else tried at every character.

`beginning` compiles the letters a match begins with; letters first is what Python's `re` skips ahead by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Where a number begins, be it ".5" or "½"; within a number of Latin figures only its first.
_NUMBER = re.compile(r"[\d.,½¼¾⅛⅓](?<![0-9][\s\S])(?:(?<=[^.,])|(?=\d))")


def beginning(letters: str, *, not_behind: str, then: str = "") -> re.Pattern[str]:
    """One of `letters` (a class without its brackets) that follows none of `not_behind`, with `then` behind it."""
    return re.compile(rf"[{letters}](?<![{not_behind}][\s\S]){then}")


def starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def numbers(shade: str) -> list[int]:
    """Where a number may begin, for patterns that no Latin figure may precede."""
    return starts(_NUMBER, shade)


def matches(pattern: re.Pattern[str], text: str, at: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, if `at` holds, in order, every offset where the pattern can match."""
    past = 0
    for start in at:
        if start >= past and (match := pattern.match(text, start)):
            yield match
            past = match.end()
