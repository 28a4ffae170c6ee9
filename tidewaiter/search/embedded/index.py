"""One folder, one writer, many readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Self

import tantivy
from tantivy import Order, Query, Schema, Searcher

from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.ids import digest
from tidewaiter.search import cursor
from tidewaiter.search.analysis import ANALYZER_NAME, analyzer
from tidewaiter.search.embedded import folders, vocabulary
from tidewaiter.search.embedded.counting import counted
from tidewaiter.search.embedded.paging import Page, Sorted, answering, id_of, ranked, sorted_page
from tidewaiter.search.embedded.render import between, every, node_query, render, silent
from tidewaiter.search.embedded.schema import row
from tidewaiter.search.embedded.schema import schema as columns
from tidewaiter.search.embedded.snapshots import Snapshots
from tidewaiter.search.entry import Entry
from tidewaiter.search.hits import Hit, Hits, Refusal
from tidewaiter.search.question.asked import ORDERS, Question
from tidewaiter.search.question.tree import Word

_HEAP = 64_000_000  # bytes for the writer; the crawl must stay under 500 MB in all
_BATCH = 500
_PARTS = "meta.json"  # names the parts of the last commit


class EmbeddedIndex:
    """The index in `home`; a writer takes tantivy's lock at its first put, which a second writer is refused.

    Nothing is opened before the first use. Schema and analysis stand in the folder's name: one of another version, or a
    damaged one, is a StoreFailed of each call, never an empty index in its stead; `beside` and `adopt` put a new one in
    its place. Pages by relevance go on in what was searched, for five minutes in this process; in another one as long
    as nothing was committed.
    """

    def __init__(self, home: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._home, self._clock = home, clock
        self._folder: Path | None = None
        self._fixed = False
        self._opened: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._pending: dict[str, int] = {}
        self._snapshots = Snapshots(clock)
        self._alone = RLock()  # threads that search at once open it once

    def ensure(self) -> None:
        self._searcher()

    def put(self, entries: Iterable[Entry]) -> Sequence[Refusal]:
        writer = self._writing()
        left = iter(entries)
        with self._writes():
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
        with self._writes():
            for id_ in ids:
                writer.delete_documents_by_term("id", id_)
                self._pending.pop(id_, None)

    def commit(self) -> None:
        if self._writer is not None:
            with self._writes():
                self._writer.commit()
            self._pending.clear()

    def count(self) -> int:
        return int(self._searcher().num_docs)

    def search(self, question: Question) -> Hits:
        searcher = self._searcher()
        with self._reads():
            query = render(self._schema, question)
            page = self._page(searcher, question, query)
            counts = counted(searcher, self._schema, question, query, total=page.total)
            return Hits(counts.total, page.hits, counts.facets, counts.histogram, counts.stats, page.next)

    def explain(self, question: Question, id_: str) -> str:
        searcher = self._searcher()
        with self._reads():
            query = render(self._schema, question)
            this = Query.term_query(self._schema, "id", id_)
            found = searcher.search(every(query, this), limit=1, count=False).hits
            return query.explain(searcher, found[0][1]).to_json() if found else ""

    def held(self, after: int = -1, limit: int = 10_000) -> Sequence[tuple[int, str, int]]:
        searcher = self._searcher()
        with self._reads():
            query = between(self._schema, "place", after, None, above=True)
            found = searcher.search(query, limit=limit, count=False, order_by_field="place", order=Order.Asc)
            kept = [(place, searcher.doc(address)) for place, address in found.hits]
        return [(int(place), one["id"][0], one["revision"][0]) for place, one in kept]

    def near(self, word: str, limit: int = 5) -> Sequence[tuple[str, int]]:
        searcher = self._searcher()
        with self._reads():
            return vocabulary.near(searcher, word, limit)

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        searcher = self._searcher()
        with self._reads():
            schema = self._schema
            # Not doc_freq, which counts deleted records until their part is merged.
            asked = {word: silent(node_query(schema, Word(word))) for word in words}
            return {word: answering(searcher.search(query, limit=1)) for word, query in asked.items()}

    def beside(self) -> Self:
        self.close()
        fresh = type(self)(self._home, clock=self._clock)
        with folders.refused(self._home):
            fresh._folder, fresh._fixed = folders.beside(self._home), True
        fresh._opened = fresh._open(fresh._folder)
        return fresh

    def adopt(self, fresh: Self) -> None:
        fresh.commit()
        fresh.close()
        if fresh._folder is not None:
            with folders.refused(self._home):
                folders.point(self._home, fresh._folder)

    def close(self) -> None:
        """Let go of the writer's lock; what was not committed is gone, and the outbox brings it again."""
        self._pending.clear()
        writer, self._writer = self._writer, None
        if writer is not None:
            # A writer that failed refuses this too; letting go of it frees the lock all the same.
            with suppress(ValueError, OSError):
                writer.rollback()

    @property
    def _schema(self) -> Schema:
        return self._index.schema

    @property
    def _index(self) -> tantivy.Index:
        """The one that is searched now: a rebuild may have put another in its place."""
        with self._alone, folders.refused(self._home):
            if self._opened is None or not (self._fixed or folders.named(self._home) == self._name):
                self.close()
                self._folder = folders.current(self._home)
                self._opened = self._open(self._folder)
            return self._opened

    @property
    def _name(self) -> str:
        return self._folder.name if self._folder is not None else ""

    def _open(self, folder: Path) -> tantivy.Index:
        # tantivy would begin an empty index where the file that names its parts is gone.
        if any(folder.glob("*.store")) and not (folder / _PARTS).exists():
            raise StoreFailed(
                "the index is damaged: what names its parts is gone", where=str(folder), todo=folders.REBUILD
            )
        with self._reads():
            index = tantivy.Index(columns(), path=str(folder), reuse=True)
        # tantivy saves the name of a tokenizer, not the tokenizer: register it each time.
        index.register_tokenizer(ANALYZER_NAME, analyzer())
        return index

    def _searcher(self) -> Searcher:
        index = self._index
        with self._reads():
            index.reload()
            return index.searcher()

    def _writing(self) -> tantivy.IndexWriter:
        index = self._index
        if self._writer is None:
            try:
                self._writer = index.writer(_HEAP, 1)
            except ValueError as fault:
                raise StoreFailed(
                    f"the index cannot be written: {fault}"
                    if "Lock" not in str(fault)
                    else "another process writes to the index",
                    where=str(self._folder),
                    todo="let it finish; what this one recorded waits in the outbox",
                ) from fault
        return self._writer

    @contextmanager
    def _reads(self) -> Iterator[None]:
        """What tantivy says of a damaged file."""
        try:
            yield
        except (ValueError, OSError) as fault:
            raise StoreFailed(
                f"the index is damaged: {fault}", where=str(self._folder), todo=folders.REBUILD
            ) from fault

    @contextmanager
    def _writes(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as fault:
            self.close()
            raise StoreFailed(
                f"the index did not take what was written: {fault}",
                where=str(self._folder),
                todo="make room on its disk; what was to be written waits in the outbox",
            ) from fault

    def _revisions(self, ids: Sequence[str]) -> dict[str, int]:
        searcher = self._searcher()
        wanted = Query.term_set_query(self._schema, "id", list(ids))
        found = searcher.search(wanted, limit=len(ids), count=False).hits if searcher.num_docs else []
        kept = (searcher.doc(address) for _, address in found)
        return {one["id"][0]: one["revision"][0] for one in kept}

    def _page(self, searcher: Searcher, question: Question, query: Query) -> Page:
        if not question.limit:
            return Page(())
        if question.order in ORDERS:
            last = cursor.where(question, (int, float, type(None)), (int,))
            return sorted_page(Sorted(searcher, self._schema, query, question), question, last)
        start, name = cursor.where(question, (int,), (str,)) or (0, "")
        start = max(0, start)
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
        folder = self._home / self._name
        return digest(self._name, (folder / _PARTS).read_bytes())[:12]
