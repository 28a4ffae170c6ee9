"""A question's words as a tree; each index renders it for itself, and no text reaches anybody's query parser."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several in this order. One of a script without spaces is found as a phrase of its letters.

    `slop` is how many places the tokens may be moved in all.
    """

    text: str
    slop: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """One letter more, less, other or swapped; only in tokens of four letters and more."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """All of `must`, at least one of `should` (if any), none of `never`."""

    must: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    never: tuple[Node, ...] = ()


Leaf = Word | Prefix | Fuzzy
Node = Leaf | Both


def echo(node: Node | None) -> str:
    """The question as it was understood, in the language it is asked in."""
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
