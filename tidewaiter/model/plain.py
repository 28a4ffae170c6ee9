"""Collected text made safe to show: it may hold control sequences, or marks that hide or turn other text."""

from __future__ import annotations

import re

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
