"""The question as it was understood, in the language it is asked in: what is echoed parses to the same tree."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal

from tidewaiter.search.question.tree import Both, Bound, Fuzzy, Node, Prefix, Range, Word


def echo(node: Node | None) -> str:
    match node:
        case None:
            return ""
        case Word(text, slop, field):
            quoted = f'"{text}"' + (f"~{slop}" if slop else "")
            return _named(field, quoted if slop or _needs_quotes(text) else text)
        case Prefix(text, field):
            return _named(field, f"{text}*")
        case Fuzzy(text, field):
            return _named(field, f"{text}~")
        case Range():
            return _named(node.field, _span(node))
        case Both(must, should, never):
            parts = [_grouped(part) for part in must]
            if should:
                either = " OR ".join(_grouped(part) for part in should)
                parts.append(f"({either})" if parts or never else either)
            parts += [f"-{_grouped(part)}" for part in never]
            return " ".join(parts)


def _grouped(node: Node) -> str:
    return f"({echo(node)})" if isinstance(node, Both) else echo(node)


def _named(field: str, text: str) -> str:
    return f"{field}:{text}" if field else text


def _needs_quotes(text: str) -> bool:
    """Whether unquoted it would be read as something else than a word."""
    return text in {"AND", "OR", "NOT"} or text[0] in "+-" or re.search(r'[\s()*~:"]', text) is not None


def _span(span: Range) -> str:
    least, most = _least(span.least), _most(span.most, after=span.least)
    if least == most and not isinstance(span.least, datetime):
        return f"{least}{span.currency}"
    if span.above:
        return f">{least}{span.currency}"
    return (f"<{most}" if span.below else f"{least}..{most}") + span.currency


def _least(bound: Bound | None) -> str:
    if isinstance(bound, datetime):
        return _date(bound)
    return _number(bound)


def _most(bound: Bound | None, *, after: Bound | None) -> str:
    """A date's end is the first moment after it, and is shown as the last day or second within.

    A day that begins before the range does would be read as its first end: then the second is shown.
    """
    if not isinstance(bound, datetime):
        return _number(bound)
    last = bound - timedelta(days=1)
    whole = _is_day(bound) and not (isinstance(after, datetime) and last < after)
    return _date(last if whole else bound - timedelta(seconds=1), day=whole)


def _number(bound: Decimal | None) -> str:
    return "" if bound is None else format(bound, "f")


def _date(at: datetime, *, day: bool | None = None) -> str:
    whole = _is_day(at) if day is None else day
    return f"{at:%Y-%m-%d}" if whole else f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _is_day(at: datetime) -> bool:
    return at.timetz().replace(tzinfo=None) == time()
