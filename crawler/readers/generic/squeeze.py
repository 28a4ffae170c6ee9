"""Text made comparable."""

from __future__ import annotations

import re
import unicodedata

_REST = re.compile(r"[\W_]+")


def squeeze(text: str) -> str:
    """Letters and digits only, folded: what two ways of writing one title or name have in common."""
    return _REST.sub("", unicodedata.normalize("NFKC", text).casefold())
