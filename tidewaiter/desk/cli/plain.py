"""Collected text made safe for a terminal, where it could also be our own markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tidewaiter.model.plain import line, plain

__all__ = ["line", "marked", "plain"]


def marked(text: str, spans: Sequence[tuple[int, int]], style: str = "bold yellow") -> Text:
    """The text for the terminal with spans set off; nothing in it is read as markup."""
    shown = Text(plain(text))
    for start, end in spans:
        shown.stylize(style, start, end)
    return shown
