"""The whole question, independent of the index that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from tidewaiter.model.errors import WrongUse
from tidewaiter.search.entry import FACETS
from tidewaiter.search.question.tree import Node

MOST_HITS = 1_000


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"


@dataclass(frozen=True, slots=True)
class Question:
    """`any_of`: facet -> values, one of which must hold (facets together: all). `since` <= last_seen < `until`.

    Prices filter and sort in `currency` only: without a rate table two currencies cannot be compared.
    """

    words: Node | None = None
    any_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    least_price: Decimal | None = None
    most_price: Decimal | None = None
    currency: str = ""
    facets: tuple[str, ...] = ("drug", "from", "to", "source")
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    skip: int = 0

    def __post_init__(self) -> None:
        for name in (*self.any_of, *self.facets):
            if name not in FACETS:
                raise WrongUse(f"there is no field {name}", todo=f"fields are: {', '.join(FACETS)}")
        if not 0 <= self.limit <= MOST_HITS:
            raise WrongUse(f"a page holds 0 to {MOST_HITS} hits, not {self.limit}")
        priced = self.least_price is not None or self.most_price is not None
        if not self.currency and (priced or self.sort in {Sort.CHEAPEST, Sort.DEAREST}):
            raise WrongUse("prices compare in one currency only", todo="name it: --currency USD")
