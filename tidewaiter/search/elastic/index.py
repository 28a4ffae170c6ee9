"""The index on a team's own Elasticsearch."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from elasticsearch import NotFoundError

from tidewaiter.search.elastic import versions, writing
from tidewaiter.search.elastic.address import Server
from tidewaiter.search.elastic.client import connected, require_version
from tidewaiter.search.elastic.explaining import explained
from tidewaiter.search.elastic.faults import told
from tidewaiter.search.elastic.probe import require_same_words
from tidewaiter.search.elastic.render import whole
from tidewaiter.search.elastic.searching import Searching
from tidewaiter.search.elastic.vocabulary import frequencies, near
from tidewaiter.search.entry import Entry
from tidewaiter.search.hits import Hits, Refusal
from tidewaiter.search.question.asked import Question


class ElasticIndex:
    """Nothing is sent before the first use; then the server is examined once (version, fields, analyzer, rights).

    A server that is down is a StoreFailed of each call, never another index in its stead.
    """

    def __init__(self, server: Server, *, beside: str = "") -> None:
        self._server = server
        self._client = connected(server)
        self._name = beside or server.alias
        self._examined = False
        self._copy = secrets.token_hex(4)

    def ensure(self) -> None:
        if self._examined:
            return
        with told(self._server):
            require_version(self._client, self._server)
            index = self._name if self._name != self._server.alias else versions.standing(self._client, self._server)
            index = index or versions.made(self._client, self._server, alias=True)
            where = f"{self._server}, {index}"
            versions.require_same(self._client, index, where)
            require_same_words(self._client, index, where)
            # Refused where expensive queries are forbidden, without which prefixes would find nothing.
            self._client.search(index=index, size=0, query={"prefix": {"title": {"value": "ab"}}})
        self._examined = True

    def put(self, entries: Iterable[Entry]) -> Sequence[Refusal]:
        self.ensure()
        return writing.put(self._client, self._server, self._name, entries)

    def delete(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        if gone:
            self.ensure()
            writing.delete(self._client, self._server, self._name, gone)

    def commit(self) -> None:
        self.ensure()
        with told(self._server):
            self._client.indices.refresh(index=self._name)

    def count(self) -> int:
        self.ensure()
        with told(self._server):
            return int(self._client.count(index=self._name)["count"])

    def search(self, question: Question) -> Hits:
        self.ensure()
        with told(self._server):
            return Searching(self._client, self._name, self._server, copy=self._copy).answer(question)

    def explain(self, question: Question, id_: str) -> str:
        self.ensure()
        with told(self._server):
            try:
                said = self._client.explain(index=self._name, id=id_, query=whole(question))
            except NotFoundError:
                return ""
        return explained(said["explanation"]) if said["matched"] else ""

    def held(self, after: int = -1, limit: int = 10_000) -> Sequence[tuple[int, str, int]]:
        self.ensure()
        asked: dict[str, Any] = {"search_after": [after]} if after >= 0 else {}
        with told(self._server):
            rows = self._client.search(
                index=self._name, size=limit, sort=[{"place": "asc"}], version=True, track_total_hits=False, **asked
            )["hits"]["hits"]
        return [(int(row["sort"][0]), str(row["_id"]), int(row["_version"])) for row in rows]

    def near(self, word: str, limit: int = 5) -> Sequence[tuple[str, int]]:
        self.ensure()
        with told(self._server):
            return near(self._client, self._name, word, limit)

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        self.ensure()
        with told(self._server):
            return frequencies(self._client, self._name, words)

    def beside(self) -> Self:
        with told(self._server):
            require_version(self._client, self._server)
            versions.clear_others(self._client, self._server)
            return type(self)(self._server, beside=versions.made(self._client, self._server, alias=False))

    def adopt(self, fresh: Self) -> None:
        fresh.commit()
        with told(self._server):
            versions.adopt(self._client, self._server, fresh._name)
        self._examined = False

    def close(self) -> None:
        self._client.close()
