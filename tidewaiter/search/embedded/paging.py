"""One page of hits in an order that is the same in every index, and where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import groupby
from typing import Any

from tantivy import DocAddress, Order, Query, Schema, Searcher, SearchResult

from tidewaiter.search import cursor
from tidewaiter.search.embedded.render import between, every, except_for, silent, some
from tidewaiter.search.fields import MOMENTS, column
from tidewaiter.search.hits import Hit, Hits
from tidewaiter.search.question.asked import ORDERS, Question

Value = int | float | None
# (sort value or score as tantivy gives it, place, address)
Placed = tuple[Any, int, DocAddress]

# By relevance, hits of equal score stand by their place as long as all of them are among so many; pages end there.
DEEPEST_RELEVANCE = 10_000
# Hits looked at past a page, for a third of a millisecond: without them half of 400 questions over a million records
# were asked again for a group of equal scores that goes on past it, with them only beginnings and misspelt words.
_BEYOND = 100
_FURTHER = 8  # times so many hits are looked at where equal scores go on past a page


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the token of the following one; `total` is None where it was not counted on the way."""

    hits: tuple[Hit, ...]
    next: str = ""
    total: int | None = None


class Sorted:
    """Pages of one query by the column of its question's sort."""

    def __init__(self, searcher: Searcher, schema: Schema, query: Query, question: Question) -> None:
        field, self._descending = ORDERS[question.order]
        self._column = column(field, question.currency)
        self._searcher, self._schema, self._query = searcher, schema, query

    def first(self, need: int) -> tuple[list[Placed], int]:
        """The first hits, and how many there are in all."""
        return self._take(self._query, need)

    def after(self, value: Value, place: int, *, need: int) -> list[Placed]:
        """What comes after a hit of this value and place, whether or not that hit is still there."""
        same = self._of_value(value, beyond=place, need=need)
        if value is None or len(same) >= need:
            return same
        return same + self._take(every(self._query, self._beyond(value)), need - len(same))[0]

    def _take(self, query: Query, need: int) -> tuple[list[Placed], int]:
        """The column alone leaves equal values in any order, so a group that the page would cut is asked for apart."""
        order = Order.Desc if self._descending else Order.Asc
        found = self._searcher.search(query, limit=need + 1, order_by_field=self._column, order=order)
        hits = placed(self._searcher, found.hits)
        whole = hits
        if len(hits) > need:
            cut = hits[need][0]
            whole = [one for one in hits if one[0] != cut]
        settled = [one for _, group in groupby(whole, lambda one: one[0]) for one in sorted(group, key=lambda o: o[1])]
        if len(settled) < need and len(hits) > need:
            settled += self._of_value(cut, beyond=None, need=need - len(settled))
        return settled[:need], answering(found)

    def _of_value(self, value: Value, *, beyond: int | None, need: int) -> list[Placed]:
        asked = [self._query, self._is(value)]
        if beyond is not None:
            asked.append(between(self._schema, "place", beyond, None, above=True))
        found = self._searcher.search(every(*asked), limit=need, count=False, order_by_field="place", order=Order.Asc)
        return [(value, place, address) for place, address in found.hits]

    def _is(self, value: Value) -> Query:
        if value is None:
            return except_for(silent(Query.all_query()), Query.exists_query(self._column))
        bound = self._bound(value)
        return between(self._schema, self._column, bound, bound)

    def _beyond(self, value: Value) -> Query:
        bound = self._bound(value)
        least, most = (None, bound) if self._descending else (bound, None)
        further = between(self._schema, self._column, least, most, above=True, below=True)
        return further if self._column in MOMENTS.values() else some([further, self._is(None)])

    def _bound(self, value: Value) -> object:
        """tantivy gives dates as nanoseconds and takes them as datetimes."""
        if self._column in MOMENTS.values() and value is not None:
            return datetime.fromtimestamp(int(value) // 1_000_000_000, timezone.utc)
        return value

    def hits(self, found: Sequence[Placed]) -> tuple[Hit, ...]:
        return tuple(Hit(id_of(self._searcher, address), 0.0) for _, _, address in found)


def sorted_page(by: Sorted, question: Question, said: Sequence[Any] | None) -> Page:
    need = question.limit + 1  # one more tells whether there is a next page
    found, total = by.first(need) if said is None else (by.after(*said, need=need), None)
    shown = found[: question.limit]
    more = cursor.token(question, *shown[-1][:2]) if shown and len(found) > len(shown) else ""
    return Page(by.hits(shown), more, total)


def ranked(searcher: Searcher, query: Query, *, start: int, need: int) -> tuple[list[Placed], int]:
    """Hits number `start` to `start + need` by score, equal scores by place; and how many there are in all."""
    end = min(start + need, DEEPEST_RELEVANCE)
    limit = min(end + _BEYOND, DEEPEST_RELEVANCE + 1)
    first = searcher.search(query, limit=limit)
    found = first.hits
    # A group of equal scores that the page would cut is wanted whole.
    while len(found) == limit <= DEEPEST_RELEVANCE and found[-1][0] == found[end - 1][0]:
        # Where all stand alike, as with beginnings of words, a few more will not show the end of the group.
        further = DEEPEST_RELEVANCE + 1 if found[0][0] == found[-1][0] else limit * _FURTHER
        limit = min(further, DEEPEST_RELEVANCE + 1)
        found = searcher.search(query, limit=limit, count=False).hits
    open_score = found[-1][0] if len(found) > DEEPEST_RELEVANCE else None
    if len(found) > end:
        found = [one for one in found if one[0] >= found[end - 1][0]]
    settled = sorted(placed(searcher, found), key=lambda one: (-one[0], one[1] if one[0] != open_score else 0))
    return settled[start:end], answering(first)


def ends_early(question: Question, hits: Hits) -> bool:
    """Whether more answer than pages by relevance go through, and this is the last of them."""
    ranks = question.order not in ORDERS and bool(hits.hits)
    return ranks and not hits.next and hits.total > DEEPEST_RELEVANCE


def answering(found: SearchResult) -> int:
    """How many answer in all. The stubs of tantivy 0.27 lack `count`."""
    return int(found.count or 0)  # type: ignore[attr-defined]


def placed(searcher: Searcher, found: Sequence[tuple[Any, DocAddress]]) -> list[Placed]:
    if not found:
        return []
    places = searcher.fast_field_values("place", [address for _, address in found])
    return [(value, int(place or 0), address) for (value, address), place in zip(found, places, strict=True)]


def id_of(searcher: Searcher, address: DocAddress) -> str:
    return str(searcher.doc(address)["id"][0])
