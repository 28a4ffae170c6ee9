"""One small index in memory for a batch of records; every watch runs on it.

The cost is per batch, not per record: 10,000 watches against 1 record and against 1,000 cost nearly the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import tantivy

from tidewaiter.search.analysis import ANALYZER_NAME, analyzer
from tidewaiter.search.embedded.render import render
from tidewaiter.search.embedded.schema import row, schema
from tidewaiter.search.entry import Entry
from tidewaiter.search.question.asked import Question

_HEAP = 30_000_000  # bytes; a batch of 5,000 records fits


class Matcher:
    """Watches by name. Their queries are made once, and used for each batch."""

    def __init__(self, watches: Mapping[str, Question]) -> None:
        self._schema = schema()
        self._queries = {name: render(self._schema, question) for name, question in watches.items()}

    def matches(self, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
        """(watch, record id) of every record of the batch that answers a watch; order and page play no part."""
        latest = {entry.id: entry for entry in entries}
        if not latest:
            return
        searcher = self._batch(latest.values())
        for name, query in self._queries.items():
            # The limit covers the batch: a smaller one would cut the matches without a word.
            for _, address in searcher.search(query, limit=len(latest), count=False).hits:
                yield name, searcher.doc(address)["id"][0]

    def _batch(self, entries: Iterable[Entry]) -> tantivy.Searcher:
        index = tantivy.Index(self._schema)
        index.register_tokenizer(ANALYZER_NAME, analyzer())
        writer = index.writer(_HEAP, 1)
        for entry in entries:
            writer.add_document(row(entry))
        writer.commit()
        index.reload()
        return index.searcher()
