"""Watches on what the index is told: each version of a record is matched, and a record alerts once a watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import nlp
from tidewaiter.model.watch import Alert
from tidewaiter.search import Entry, Index, Question
from tidewaiter.search.question import Range, Sort, understand
from tidewaiter.search.question.expansion import with_names
from tidewaiter.search.question.tree import Node
from tidewaiter.search.watches import Matcher
from tidewaiter.store.database import Database, watches

_PAGE = 1000
Active = tuple[tuple[str, str, int], ...]


def meant(question: str) -> Node | None:
    """A watch's question, with the names of substances where it asks for them."""
    understood = understand(question)
    return with_names(understood.words, nlp.names()).words if understood.expand else understood.words


def answering(database: Database, batch: Sequence[Entry], *, at: datetime) -> list[Alert]:
    """Which watches these records answer, as they are now. Nothing is entered."""
    with database.read() as rows:
        active = watches.active(rows)
    if not active or not batch:
        return []
    versions = {id_: version for id_, _, version in active}
    revisions = {entry.id: entry.revision for entry in batch}
    found = _matcher(active).matches(batch)
    return [Alert(id_, record, revisions[record], versions[id_], at) for id_, record in found]


def answered(index: Index, question: str, *, since: datetime | None = None) -> Iterator[str]:
    """Ids of the indexed records that answer already, all of them or those that appeared since."""
    ranges = (Range("first_seen", since),) if since else ()
    asked = Question(meant(question), ranges=ranges, sort=Sort.APPEARED, facets=(), limit=_PAGE)
    yield from _pages(index, asked)


def _pages(index: Index, asked: Question) -> Iterator[str]:
    while True:
        hits = index.search(asked)
        yield from (hit.id for hit in hits.hits)
        if not hits.next:
            return
        asked = replace(asked, after=hits.next)


@lru_cache(2)  # ten thousand watches take 2.4 s to make ready, and a batch comes every second
def _matcher(active: Active) -> Matcher:
    return Matcher({id_: Question(meant(question)) for id_, question, _ in active})
