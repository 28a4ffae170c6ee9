"""The whole question, independent of the index that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tidewaiter.model.errors import WrongUse
from tidewaiter.search.fields import FACETS, MOMENTS, NUMBERS, known
from tidewaiter.search.question.tree import Node, Range, scores

MOST_HITS = 1_000
MOST_VALUES = 1_000
MOST_EDGES = 1_001
MOST_IDS = 10_000


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    APPEARED = "appeared"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    CHEAPEST_GRAM = "cheapest-gram"
    DEAREST_GRAM = "dearest-gram"


# Field and whether it descends. NEWEST and OLDEST go by the last sighting, APPEARED by the first.
ORDERS: Mapping[Sort, tuple[str, bool]] = {
    Sort.NEWEST: ("seen", True),
    Sort.OLDEST: ("seen", False),
    Sort.APPEARED: ("first_seen", True),
    Sort.CHEAPEST: ("price", False),
    Sort.DEAREST: ("price", True),
    Sort.CHEAPEST_GRAM: ("unit_price", False),
    Sort.DEAREST_GRAM: ("unit_price", True),
}


@dataclass(frozen=True, slots=True)
class Histogram:
    """Count by date: one bucket from each edge (inclusive) to the next (exclusive). Edges are UTC and ascend."""

    field: str
    edges: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`any_of`: facet -> values, one of which must hold (facets together: all). All of `ranges` must hold.

    With a `currency` only records priced in it answer, and money counts in it; else money counts as reckoned.
    `only` and `never` are record ids. `after` is the `next` of a page of the same question.
    """

    words: Node | None = None
    any_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: tuple[Range, ...] = ()
    currency: str = ""
    facets: tuple[str, ...] = ("drug", "from", "to", "source")
    histogram: Histogram | None = None
    stats: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: str = ""
    only: tuple[str, ...] | None = None
    never: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*self.any_of, *self.facets):
            known(name, FACETS)
        for name in (*self.stats, *(span.field for span in self.ranges)):
            known(name, (*NUMBERS, *MOMENTS))
        if not 0 <= self.limit <= MOST_HITS:
            raise WrongUse(f"a page holds 0 to {MOST_HITS} hits, not {self.limit}")
        for name, values in self.any_of.items():
            if len(values) > MOST_VALUES:
                raise WrongUse(f"{len(values)} values for {name} are too many", todo=f"give {MOST_VALUES} at most")
        if len(self.only or ()) + len(self.never) > MOST_IDS:
            raise WrongUse("too many record ids in one question", todo=f"give {MOST_IDS} at most")
        if self.histogram is not None:
            _check(self.histogram)

    @property
    def order(self) -> Sort:
        """The sort that holds: where no word weighs the hits, relevance means the newest first."""
        return self.sort if self.sort is not Sort.RELEVANCE or scores(self.words) else Sort.NEWEST


def _check(asked: Histogram) -> None:
    known(asked.field, MOMENTS)
    if not 2 <= len(asked.edges) <= MOST_EDGES:
        raise WrongUse(f"a histogram has 1 to {MOST_EDGES - 1} steps", todo="take longer steps, or a shorter time")
    if any(one.tzinfo is None for one in asked.edges) or list(asked.edges) != sorted(set(asked.edges)):
        raise WrongUse("a histogram's edges ascend and have a zone")
