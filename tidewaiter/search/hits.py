"""What an index answers, and what every index can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tidewaiter.search.entry import Entry
from tidewaiter.search.question.asked import Question


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """`total` counts all that answer; `facets` hold (value, count), most first, each without its own filter."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class Index(Protocol):
    """One writer, many readers. Puts are visible to searches after `commit`. Errors are StoreFailed."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or replace by id."""

    def delete(self, ids: Iterable[str]) -> None: ...

    def commit(self) -> None: ...

    def search(self, question: Question) -> Hits: ...

    def count(self) -> int: ...

    def close(self) -> None: ...
