"""One search: the page, what is counted beside it, and where the next page begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import cursor
from tidewaiter.search.elastic import answer, render
from tidewaiter.search.elastic.address import Server
from tidewaiter.search.hits import Hits
from tidewaiter.search.percentiles import Cell, cells, narrowed
from tidewaiter.search.question.asked import Question, Sort

_WITHOUT = {"Infinity", "-Infinity"}  # how the server may write the sort value of a record that has none
_KEPT = "5m"  # how long a page by relevance waits for its next; each page begins it anew


class Searching:
    """Pages by date, price and so on go on after the last hit's value and place, whatever has come in since.

    A score means nothing in another state of the index, so pages by relevance hold on to the state of the first. `copy`
    is any text: searches with the same one go to the same copy of the index as long as it lives, since copies show new
    records at different moments.
    """

    def __init__(self, client: Elasticsearch, index: str, server: Server, *, copy: str) -> None:
        self._client, self._index, self._server, self._copy = client, index, server, copy

    def answer(self, question: Question) -> Hits:
        kept, last = _where(question)
        pages = question.order is Sort.RELEVANCE and question.limit > 0
        if pages and not kept:
            opened = self._client.open_point_in_time(index=self._index, keep_alive=_KEPT, preference=self._copy)
            kept = str(opened["id"])
        said = self._asked(question, kept, last)
        rows = said["hits"]["hits"]
        more = question.limit > 0 and len(rows) > question.limit
        rows = rows[: question.limit]
        kept = str(said.get("pit_id", kept))
        counts = said.get("aggregations", {})
        stats = narrowed(answer.stats(question, counts), lambda edges: self._cells(question, kept, edges))
        if kept and not more:
            self._client.options(ignore_status=404).close_point_in_time(id=kept)
        return Hits(
            total=int(said["hits"]["total"]["value"]),
            hits=answer.hits(rows),
            facets=answer.facets(question, counts),
            histogram=answer.histogram(question, counts),
            stats=stats,
            next=cursor.token(question, kept, *rows[-1]["sort"][:2]) if more else "",
        )

    def _asked(self, question: Question, kept: str, last: list[Any] | None) -> dict[str, Any]:
        later = answer.later_filters(question)
        now = [query for name, query in render.chosen(question).items() if name not in later]
        body: dict[str, Any] = {
            "query": {"bool": {"must": [render.scored(question)], "filter": now}},
            "post_filter": render.every(list(later.values())) if later else None,
            "aggs": answer.counted(question) or None,
            "size": question.limit + 1 if question.limit else 0,
            "sort": render.order(question),
            "search_after": last,
            "track_total_hits": True,
        }
        return self._whole(kept, body)

    def _cells(self, question: Question, kept: str, edges: Mapping[str, Sequence[float]]) -> dict[str, list[Cell]]:
        aggs = answer.cells_asked(question, edges)
        said = self._whole(kept, {"query": render.whole(question), "aggs": aggs, "size": 0, "track_total_hits": False})
        return {name: cells(told) for name, told in said["aggregations"].items()}

    def _whole(self, kept: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer of all parts of the index. With one missing, or out of time, totals would be wrong."""
        where: dict[str, Any] = {"pit": {"id": kept, "keep_alive": _KEPT}}
        if not kept:
            where = {"index": self._index, "preference": self._copy, "allow_partial_search_results": False}
        said = self._client.search(**where, **body, timeout=f"{max(1, self._server.patience):.0f}s")
        if said["timed_out"] or said["_shards"]["failed"]:
            todo = "ask with fewer or longer words, or see what keeps it busy"
            raise StoreFailed("Elasticsearch did not finish this search in time", where=str(self._server), todo=todo)
        return dict(said)


def _where(question: Question) -> tuple[str, list[Any] | None]:
    """The state that the page before held on to, and the last hit's sort values."""
    number = (int, float)
    after = cursor.where(
        question, (str,), number if question.order is Sort.RELEVANCE else (*number, str, type(None)), (int,)
    )
    if after is None:
        return "", None
    kept, value, place = after
    if isinstance(value, str) and value not in _WITHOUT:
        raise cursor.foreign()
    return kept, [value, place]
