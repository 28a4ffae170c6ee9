"""One folder, one writer, many readers."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Order

from tidewaiter.model.errors import StoreFailed
from tidewaiter.search.analysis import ANALYSIS_VERSION, ANALYZER_NAME, analyzer
from tidewaiter.search.embedded.render import render
from tidewaiter.search.embedded.schema import SCHEMA_VERSION, row, schema
from tidewaiter.search.entry import Entry
from tidewaiter.search.hits import Hit, Hits
from tidewaiter.search.question.asked import Question, Sort

_VERSION = f"records-s{SCHEMA_VERSION}-a{ANALYSIS_VERSION}"
_HEAP = 64_000_000  # bytes for the writer; the crawl must stay under 500 MB in all
_SHOWN = 10
# Counts are exact up to this many values of a facet (measured exact for the top 200 of 29,969 at 2,000).
_COUNTED = 5_000
_ORDERS = {
    Sort.NEWEST: ("last_seen", Order.Desc),
    Sort.OLDEST: ("last_seen", Order.Asc),
    Sort.CHEAPEST: ("price", Order.Asc),
    Sort.DEAREST: ("price", Order.Desc),
}


class EmbeddedIndex:
    """The index in `folder`; a writer takes tantivy's lock at its first put, which a second writer is refused.

    The schema and analysis versions stand in the folder's name: after a change of either the index is another, empty
    one, and is filled again from the database.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _VERSION
        self._index = self._open()
        self._writer: tantivy.IndexWriter | None = None

    def _open(self) -> tantivy.Index:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            index = tantivy.Index(schema(), path=str(self._folder), reuse=True)
        except (ValueError, OSError) as fault:
            raise StoreFailed(
                f"the index does not open: {fault}",
                where=str(self._folder),
                todo="build it again with `tidewaiter index rebuild`",
            ) from fault
        # tantivy saves the name of a tokenizer, not the tokenizer: register it each time.
        index.register_tokenizer(ANALYZER_NAME, analyzer())
        return index

    def put(self, entries: Iterable[Entry]) -> None:
        writer = self._writing()
        for entry in entries:
            writer.delete_documents_by_term("id", entry.id)
            writer.add_document(row(entry))

    def delete(self, ids: Iterable[str]) -> None:
        writer = self._writing()
        for id_ in ids:
            writer.delete_documents_by_term("id", id_)

    def commit(self) -> None:
        if self._writer is not None:
            self._writer.commit()

    def count(self) -> int:
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def search(self, question: Question) -> Hits:
        self._index.reload()
        searcher = self._index.searcher()
        query = render(self._index.schema, question)
        wanted = max(1, question.skip + question.limit)
        if question.sort in _ORDERS:
            field, order = _ORDERS[question.sort]
            found = searcher.search(query, limit=wanted, order_by_field=field, order=order)
        else:
            found = searcher.search(query, limit=wanted)
        page = found.hits[question.skip : question.skip + question.limit]
        hits = tuple(Hit(searcher.doc(address)["id"][0], float(score or 0.0)) for score, address in page)
        facets = {name: self._counts(searcher, question, name) for name in question.facets}
        # The stubs of tantivy 0.27 lack `count`.
        return Hits(int(found.count or 0), hits, facets)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the writer's lock; what was not committed is gone, and the outbox brings it again."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    def clear(self) -> None:
        """Drop the whole index, for a rebuild."""
        self.close()
        shutil.rmtree(self._folder)
        self._index = self._open()

    def _counts(self, searcher: tantivy.Searcher, question: Question, facet: str) -> tuple[tuple[str, int], ...]:
        query = render(self._index.schema, question, without=facet)
        asked = {"values": {"terms": {"field": facet, "size": _COUNTED, "segment_size": _COUNTED}}}
        buckets = searcher.aggregate(query, asked)["values"]["buckets"]
        ranked = sorted(((b["key"], int(b["doc_count"])) for b in buckets), key=lambda pair: (-pair[1], pair[0]))
        return tuple(ranked[:_SHOWN])

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_HEAP, 1)
            except ValueError as fault:
                raise StoreFailed(
                    "another process writes to the index",
                    where=str(self._folder),
                    todo="let it finish; what this one recorded waits in the outbox",
                ) from fault
        return self._writer
