"""A question's words as a tree; each index renders it for itself, and no text reaches anybody's query parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tidewaiter.search.fields import FACETS


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several in this order. One of a script without spaces is found as a phrase of its letters.

    `slop` is how many places the tokens may be moved in all. With a facet for its field it is that facet's value.
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


Bound = Decimal | datetime


@dataclass(frozen=True, slots=True)
class Range:
    """A number or a date between two bounds, None for no bound; a date's `most` is always exclusive.

    `above` and `below` leave the bound itself out; only a range with one bound has them. With a currency money is that
    of records priced in it, else of all records, as reckoned.
    """

    field: str
    least: Bound | None = None
    most: Bound | None = None
    above: bool = False
    below: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """All of `must`, at least `least` of `should` (if any), none of `never`; what is typed asks for one of `should`."""

    must: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    never: tuple[Node, ...] = ()
    least: int = 1


Leaf = Word | Prefix | Fuzzy | Range
Node = Leaf | Both


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Those that may make a record a hit: all but the negated ones."""
    if isinstance(node, Both):
        for part in (*node.must, *node.should):
            yield from leaves(part)
    elif node is not None:
        yield node


def scores(node: Node | None) -> bool:
    """Whether anything in it weighs hits: words of title and body do, facets and ranges only filter."""
    return any(not isinstance(leaf, Range) and leaf.field not in FACETS for leaf in leaves(node))
