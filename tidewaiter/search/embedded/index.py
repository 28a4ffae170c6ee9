"""One folder, one writer, many readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Self

import tantivy
from tantivy import Order, Query, Searcher

from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.ids import digest
from tidewaiter.search import cursor
from tidewaiter.search.analysis import ANALYZER_NAME, analyzer
from tidewaiter.search.embedded import folders, vocabulary
from tidewaiter.search.embedded.counting import counted
from tidewaiter.search.embedded.paging import Page, Sorted, id_of, ranked, sorted_page
from tidewaiter.search.embedded.render import between, every, render
from tidewaiter.search.embedded.schema import row, schema
from tidewaiter.search.embedded.snapshots import Snapshots
from tidewaiter.search.entry import Entry
from tidewaiter.search.hits import Hit, Hits, Refusal
from tidewaiter.search.question.asked import ORDERS, Question

_HEAP = 64_000_000  # bytes for the writer; the crawl must stay under 500 MB in all
_BATCH = 500


class EmbeddedIndex:
    """The index in `home`; a writer takes tantivy's lock at its first put, which a second writer is refused.

    Schema and analysis stand in the folder's name: after a change of either, the index is another, empty one, and is
    filled again from the database. Pages by relevance go on in what was searched, for five minutes in this process;
    in another one as long as nothing was committed.
    """

    def __init__(self, home: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._home, self._clock = home, clock
        self._folder = folders.current(home)
        self._fixed = False
        self._writer: tantivy.IndexWriter | None = None
        self._pending: dict[str, int] = {}
        self._snapshots = Snapshots(clock)
        self._index = self._open()

    def clear(self) -> None:
        """Drop all of it."""
        self.adopt(self.beside())

    def ensure(self) -> None:
        """Nothing to do: it is made when it is opened."""

    def put(self, entries: Iterable[Entry]) -> Sequence[Refusal]:
        writer = self._writing()
        left = iter(entries)
        while some := list(islice(left, _BATCH)):
            held = self._revisions([entry.id for entry in some])
            for entry in some:
                if entry.revision < self._pending.get(entry.id, held.get(entry.id, 0)):
                    continue
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(row(entry))
                self._pending[entry.id] = entry.revision
        return ()

    def delete(self, ids: Iterable[str]) -> None:
        writer = self._writing()
        for id_ in ids:
            writer.delete_documents_by_term("id", id_)
            self._pending.pop(id_, None)

    def commit(self) -> None:
        if self._writer is None:
            return
        try:
            self._writer.commit()
        except (ValueError, OSError) as fault:
            self.close()
            raise StoreFailed(
                f"the index did not take what was written: {fault}",
                where=str(self._folder),
                todo="make room on its disk; what was to be written waits in the outbox",
            ) from fault
        self._pending.clear()

    def count(self) -> int:
        return int(self._searcher().num_docs)

    def search(self, question: Question) -> Hits:
        searcher = self._searcher()
        query = render(self._index.schema, question)
        page = self._page(searcher, question, query)
        counts = counted(searcher, self._index.schema, question, query, total=page.total)
        return Hits(counts.total, page.hits, counts.facets, counts.histogram, counts.stats, page.next)

    def explain(self, question: Question, id_: str) -> str:
        searcher = self._searcher()
        query = render(self._index.schema, question)
        this = Query.term_query(self._index.schema, "id", id_)
        found = searcher.search(every(query, this), limit=1, count=False).hits
        return query.explain(searcher, found[0][1]).to_json() if found else ""

    def held(self, after: int = -1, limit: int = 10_000) -> Sequence[tuple[int, str, int]]:
        searcher = self._searcher()
        query = between(self._index.schema, "place", after, None, above=True)
        found = searcher.search(query, limit=limit, count=False, order_by_field="place", order=Order.Asc)
        kept = ((place, searcher.doc(address)) for place, address in found.hits)
        return [(int(place), one["id"][0], one["revision"][0]) for place, one in kept]

    def near(self, word: str, limit: int = 5) -> Sequence[tuple[str, int]]:
        return vocabulary.near(self._searcher(), word, limit)

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        searcher = self._searcher()
        return {word: searcher.doc_freq("body", word) for word in words}

    def beside(self) -> Self:
        self.close()
        fresh = type(self)(self._home, clock=self._clock)
        fresh._folder, fresh._fixed = folders.beside(self._home), True
        fresh._index = fresh._open()
        return fresh

    def adopt(self, fresh: Self) -> None:
        fresh.commit()
        fresh.close()
        folders.point(self._home, fresh._folder)

    def close(self) -> None:
        """Let go of the writer's lock; what was not committed is gone, and the outbox brings it again."""
        self._pending.clear()
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    def _open(self) -> tantivy.Index:
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

    def _searcher(self) -> Searcher:
        self._follow()
        self._index.reload()
        return self._index.searcher()

    def _follow(self) -> None:
        """Go over to the index that a rebuild put in this one's place."""
        if self._fixed or folders.named(self._home) == self._folder.name:
            return
        self.close()
        self._folder = folders.current(self._home)
        self._index = self._open()

    def _writing(self) -> tantivy.IndexWriter:
        self._follow()
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

    def _revisions(self, ids: Sequence[str]) -> dict[str, int]:
        searcher = self._searcher()
        wanted = Query.term_set_query(self._index.schema, "id", list(ids))
        found = searcher.search(wanted, limit=len(ids), count=False).hits if searcher.num_docs else []
        kept = (searcher.doc(address) for _, address in found)
        return {one["id"][0]: one["revision"][0] for one in kept}

    def _page(self, searcher: Searcher, question: Question, query: Query) -> Page:
        if not question.limit:
            return Page(())
        said = cursor.where(question)
        if question.order in ORDERS:
            return sorted_page(Sorted(searcher, self._index.schema, query, question), question, said)
        start, name = (0, "") if said is None else (int(said[0] or 0), str(said[1]))
        now = searcher
        if name:
            searcher = self._snapshots.find(name, now, self._state())
        found, total = ranked(searcher, query, start=start, need=question.limit + 1)
        shown = found[: question.limit]
        hits = tuple(Hit(id_of(searcher, address), float(score)) for score, _, address in shown)
        following = ""
        if shown and len(found) > len(shown):
            name = name or self._snapshots.keep(self._state(), searcher)
            following = cursor.token(question, start + len(hits), name)
        return Page(hits, following, total if searcher is now else None)

    def _state(self) -> str:
        """Names what is committed now: another state, after each commit and each merge."""
        return digest(self._folder.name, (self._folder / "meta.json").read_bytes())[:12]
