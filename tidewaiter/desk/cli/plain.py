"""Collected text made safe for a terminal: it may hold control sequences, overrides of direction, or our own markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.text import Text

# C0 and C1 controls but newline and tab; marks that reorder or hide text; line separators.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_SHOWN = "\ufffd"


def plain(text: object) -> str:
    """The text with every unsafe character shown as U+FFFD; newlines kept."""
    return _UNSAFE.sub(_SHOWN, str(text))


def line(text: object, letters: int = 80) -> str:
    """The text on one line, cut."""
    flat = " ".join(plain(text).split())
    return flat if len(flat) <= letters else flat[: letters - 1] + "…"


def marked(text: str, spans: Sequence[tuple[int, int]], style: str = "bold yellow") -> Text:
    """The text for the terminal with spans set off; nothing in it is read as markup."""
    shown = Text(plain(text))
    for start, end in spans:
        shown.stylize(style, start, end)
    return shown
