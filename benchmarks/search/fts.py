"""SQLite FTS5 as a careful user would lay it out for the same questions.

The words in a table of FTS5 without text (as our index has none), with unicode61 and a prefix index; single values in a
table with an index on each column that is filtered or sorted by; several values of a facet in a table of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.search.fts_words import match
from tidewaiter.search import Entry, Hits, Question
from tidewaiter.search.entry import place_of, whole_second, words_of
from tidewaiter.search.fields import FACETS, MOMENTS, column, facet_value
from tidewaiter.search.hits import PERCENTS, Hit
from tidewaiter.search.question import Range, Sort
from tidewaiter.search.question.asked import ORDERS

_MANY = tuple(name for name, attribute in FACETS.items() if attribute.endswith("s"))
_ONE = tuple(name for name in FACETS if name not in _MANY)
_NUMBERS = ("worth", "unit_worth", "grams", *MOMENTS.values())
_QUICK = "pragma journal_mode=wal; pragma synchronous=normal; pragma cache_size=-400000; pragma temp_store=memory;"
_SHOWN = 10


class Fts:
    """One file; `search` does what an index of ours does for a question. Scores and statistics are not given back."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(path)
        self._rows.executescript(_QUICK)
        self._vocabulary = False

    def lay_out(self) -> None:
        singles = ", ".join(f'"{name}" text' for name in _ONE)
        numbers = ", ".join(f"{name} real" for name in _NUMBERS)
        self._rows.executescript(
            "create virtual table fts using fts5(title, body, content='', tokenize='unicode61', prefix='3');"
            f"create table one (number integer primary key, id text, place int, {singles}, {numbers});"
            "create table many (facet text, value text, number int, primary key (facet, value, number)) without rowid;"
        )

    def put(self, some: Sequence[Entry]) -> None:
        first = 1 + int(self._rows.execute("select coalesce(max(number), 0) from one").fetchone()[0])
        for number, entry in enumerate(some, first):
            self._put(number, entry)
        self._rows.commit()

    def finish(self) -> None:
        """Indexes are made when all is there, which is quicker."""
        for name in (*_ONE, *_NUMBERS, "id"):
            self._rows.execute(f'create index "by_{name}" on one ("{name}")')
        self._rows.execute("create index by_number on many (number, facet, value)")
        self._rows.executescript("analyze; pragma wal_checkpoint(truncate);")

    def search(self, question: Question, skip: int = 0) -> Hits:
        """Raises Impossible, which says what FTS5 has no way to do."""
        where, given = self._where(question)
        total = int(self._rows.execute(f"select count(*) {where}", given).fetchone()[0])
        page = self._rows.execute(
            f"select one.id {where} order by {_order(question)}, one.place limit ? offset ?",
            (*given, question.limit, skip),
        )
        hits = tuple(Hit(row[0], 0.0) for row in page)
        if not (question.facets or question.histogram or question.stats):
            return Hits(total, hits)
        self._keep("hits", *self._where(question))
        for name in question.stats:
            self._percentiles(column(name))
        return Hits(
            total, hits, {name: self._values(question, name) for name in question.facets}, self._months(question)
        )

    def close(self) -> None:
        self._rows.close()

    def _put(self, number: int, entry: Entry) -> None:
        self._rows.execute("insert into fts (rowid, title, body) values (?, ?, ?)", (number, entry.title, entry.body))
        singles = [facet_value(name, next(iter(words_of(entry, name)), "")) or None for name in _ONE]
        numbers = [_number(getattr(entry, name)) for name in _NUMBERS]
        marks = ", ".join("?" * (3 + len(singles) + len(numbers)))
        self._rows.execute(
            f"insert into one values ({marks})", (number, entry.id, place_of(entry.id), *singles, *numbers)
        )
        self._rows.executemany(
            "insert or ignore into many values (?, ?, ?)",
            [(name, facet_value(name, value), number) for name in _MANY for value in words_of(entry, name)],
        )

    def _where(self, question: Question, without: str = "") -> tuple[str, list[object]]:
        tests: list[str] = []
        given: list[object] = []
        source = "from one"
        if question.words is not None:
            source = "from fts join one on one.number = fts.rowid"
            tests.append("fts match ?")
            given.append(match(question.words, self._near))
        for name, values in question.any_of.items():
            if name == without:
                continue
            marks = ", ".join("?" * len(values))
            given += [facet_value(name, value) for value in values]
            if name in _ONE:
                tests.append(f'one."{name}" in ({marks})')
            else:
                has = f"facet = '{name}' and value in ({marks})"
                tests.append(f"exists (select 1 from many where many.number = one.number and {has})")
        for span in question.ranges:
            for test, bound in _bounds(span):
                tests.append(test)
                given.append(bound)
        return source + (f" where {' and '.join(tests)}" if tests else ""), given

    def _values(self, question: Question, name: str) -> tuple[tuple[str, int], ...]:
        """Of a facet, counted without its own filter."""
        kept = "hits"
        if question.any_of.get(name):
            kept = "others"
            self._keep(kept, *self._where(question, without=name))
        values = f'select "{name}" value from {kept} join one using (number) where "{name}" is not null'
        if name in _MANY:
            values = f"select value from {kept} join many using (number) where facet = '{name}'"
        return tuple(
            self._rows.execute(
                f"select value, count(*) n from ({values}) group by value order by n desc, value limit {_SHOWN}"
            )
        )

    def _months(self, question: Question) -> tuple[int, ...]:
        asked = question.histogram
        if asked is None:
            return ()
        field = MOMENTS[asked.field]
        found = self._rows.execute(
            f"select strftime('%Y-%m', {field}, 'unixepoch') month, count(*) from hits join one using (number) "
            f"where {field} >= ? and {field} < ? group by month",
            (asked.edges[0].timestamp(), asked.edges[-1].timestamp()),
        )
        counts = dict(found.fetchall())
        return tuple(counts.get(edge.strftime("%Y-%m"), 0) for edge in asked.edges[:-1])

    def _percentiles(self, name: str) -> list[float]:
        """SQLite has none: the values come in order, and are picked here."""
        found = self._rows.execute(
            f"select {name} from hits join one using (number) where {name} is not null order by {name}"
        )
        ordered = [row[0] for row in found]
        return [ordered[len(ordered) * per // 100] for per in PERCENTS if ordered]

    def _keep(self, name: str, where: str, given: Sequence[object]) -> None:
        self._rows.execute(f"drop table if exists temp.{name}")
        self._rows.execute(f"create temp table {name} as select one.number number {where}", given)

    def _near(self, words: Sequence[str]) -> Sequence[str]:
        """Those of these words that stand in the index."""
        if not self._vocabulary:
            self._rows.execute("create virtual table temp.vocabulary using fts5vocab('main', 'fts', 'row')")
            self._vocabulary = True
        marks = ", ".join("?" * len(words))
        found = self._rows.execute(f"select term from temp.vocabulary where term in ({marks})", list(words))
        return [row[0] for row in found]


def _order(question: Question) -> str:
    if question.order is Sort.RELEVANCE:
        return "bm25(fts, 2.0, 1.0)"
    field, descending = ORDERS[question.order]
    return f"one.{column(field)} {'desc' if descending else 'asc'} nulls last"


def _bounds(span: Range) -> Iterator[tuple[str, object]]:
    name = column(span.field)
    if span.least is not None:
        yield f"one.{name} {'>' if span.above else '>='} ?", _number(span.least)
    if span.most is not None:
        exclusive = span.below or isinstance(span.most, datetime)
        yield f"one.{name} {'<' if exclusive else '<='} ?", _number(span.most)


def _number(value: object) -> float | None:
    if value is None:
        return None
    return whole_second(value).timestamp() if isinstance(value, datetime) else float(value)  # type: ignore[arg-type]
