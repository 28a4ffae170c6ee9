"""Tokens of pages: opaque, bound to their question, never trusted."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.search.question.asked import Question

_ASK_AGAIN = "ask again without it, and take the token of that page"
_LONGEST = 4_000
_MOST = 1 << 63


def token(question: Question, *where: object) -> str:
    """`where` is what the index needs to go on, as JSON."""
    plain = json.dumps([_digest(question), *where], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def where(question: Question, *kinds: tuple[type, ...]) -> Sequence[Any] | None:
    """What `token` was given, one value of each kind; None for a first page.

    Raises WrongUse for a token of another question, of another index, or of nobody.
    """
    if not question.after:
        return None
    try:
        raw = base64.urlsafe_b64decode(question.after[:_LONGEST] + "=" * (-len(question.after) % 4))
        whose, *said = json.loads(raw)
    except (binascii.Error, ValueError, TypeError, RecursionError) as fault:
        raise WrongUse("this is not the token of a page", todo=_ASK_AGAIN) from fault
    if whose != _digest(question):
        raise WrongUse("the token is of another question's page", todo=_ASK_AGAIN)
    if len(said) != len(kinds) or not all(map(_is_sound, said, kinds)):
        raise foreign()
    return list(said)


def foreign() -> WrongUse:
    return WrongUse("the token is of another index's page", todo=_ASK_AGAIN)


def _is_sound(value: object, kinds: tuple[type, ...]) -> bool:
    """Of the kind, and a number that an index can take."""
    if isinstance(value, bool) or not isinstance(value, kinds):
        return False
    return not isinstance(value, int | float) or -_MOST < value < _MOST


def _digest(question: Question) -> str:
    """Of what decides which records answer, and in which order; not of what is shown of them."""
    filters = sorted((name, sorted(values)) for name, values in question.any_of.items())
    parts = (question.words, filters, question.ranges, question.currency, question.order, question.only, question.never)
    return digest(*map(repr, parts))[:12]
