"""The embedded index beside SQLite FTS5, over the same generated records and questions in the same run.

FTS5 gets what a careful user would give it: unicode61, a table of filters with indexes, counts by SQL.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from typing import Any

from tidewaiter.search import EmbeddedIndex, Entry, Question
from tidewaiter.search.question import Sort, parse
from tidewaiter.search.watches import Matcher

_SIZE = 10_000
_ASKED = 40  # questions of a kind
_WATCHES = 2_000
_BATCH = 5_000
_SYLLABLES = "ba ke lo mi ra tu ven dor stra plen ix or an el qui zan mor fel gra nu shi tor ald ber cin dra".split()
_DRUGS = "cocaine heroin mdma methamphetamine ketamine fentanyl lsd cannabis".split()
_PLACES = "US NL DE GB KR JP CN TH VN AU".split()


def measure(size: int) -> Mapping[str, Any]:
    """Prints a table and returns its figures: CPU milliseconds of this process, p50 and p95."""
    count = size or _SIZE
    words = _vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder) / "index")
        rows = sqlite3.connect(Path(folder) / "fts.sqlite")
        figures: dict[str, Any] = {"size": count}
        figures["index_per_s"] = round(count / _cpu(lambda: _fill(index, count, words)))
        figures["fts5_per_s"] = round(count / _cpu(lambda: _fill_fts(rows, count, words)))
        figures["index_mb"] = round(
            sum(f.stat().st_size for f in (Path(folder) / "index").rglob("*") if f.is_file()) / 1e6, 1
        )
        figures["fts5_mb"] = round((Path(folder) / "fts.sqlite").stat().st_size / 1e6, 1)
        for kind, question, sql in _kinds(words):
            figures[kind] = _spread([_asked(index, question) for _ in range(_ASKED)])
            if sql is not None:
                figures[f"{kind} fts5"] = _spread([_selected(rows, sql) for _ in range(_ASKED)])
        figures["change_visible_ms"] = _change(index, words)
        figures["watches"] = _watches(words)
        index.close()
        rows.close()
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for name, value in figures.items():
        print(f"{name:28} {value}")
    return figures


def entries(count: int, words: list[str], seed: int = 7) -> Iterator[Entry]:
    """Invented listings of about sixty words, some of them common."""
    chance = random.Random(seed)
    weights = [1 / (rank + 2) for rank in range(len(words))]
    start = datetime(2021, 1, 1, tzinfo=timezone.utc)
    for number in range(count):
        text = chance.choices(words, weights, k=chance.randrange(20, 100))
        drug = chance.choice(_DRUGS)
        text[3:3] = [drug] if chance.random() < 0.9 else ["필로폰팝니다"]
        seen = start + timedelta(hours=chance.randrange(50_000))
        price = Decimal(chance.randrange(100, 90_000)) / 100
        yield Entry(
            id=f"{number:032x}", revision=1, source=f"market-{chance.randrange(20):02}", kind="listing",
            title=" ".join(text[:5]), body=" ".join(text), first_seen=seen, last_seen=seen,
            vendor=f"vendor{chance.randrange(2_000)}", drugs=(drug,), froms=(chance.choice(_PLACES),),
            tos=tuple(chance.sample(_PLACES, 2)), price=price, currency="USD", worth=price, grams=Decimal(5),
        )  # fmt: skip


def _vocabulary() -> list[str]:
    chance = random.Random(1)
    return list(
        dict.fromkeys("".join(chance.choices(_SYLLABLES, k=chance.choice([2, 3, 3, 4]))) for _ in range(30_000))
    )


def _kinds(words: list[str]) -> Iterator[tuple[str, Callable[[], Question], Callable[[], str] | None]]:
    chance = random.Random(5)
    common, some = words[:50], words[:2_000]
    plain = Question(facets=())

    def asked(text: Callable[[], str], **more: Any) -> Callable[[], Question]:
        return lambda: replace(plain, words=parse(text()), **more)

    def sql(match: Callable[[], str], where: str = "") -> Callable[[], str]:
        ordered = f"from t join f on f.rowid = t.rowid where t match '{{}}' {where}"
        return lambda: f"select count(*) {ordered.format(match())}"

    one, two = (lambda: chance.choice(common)), (lambda: f"{chance.choice(common)} {chance.choice(some)}")
    phrase = lambda: f'"{chance.choice(common)} {chance.choice(common)}"'  # noqa: E731
    begin = lambda: chance.choice(some)[:3] + "*"  # noqa: E731
    yield "common word", asked(one), sql(one)
    yield (
        "words and filters",
        asked(two, any_of={"drug": ("mdma",), "from": ("NL", "DE")}),
        sql(two, "and f.drug = 'mdma'"),
    )
    yield "phrase", asked(phrase), sql(phrase)
    yield "prefix", asked(begin), sql(begin)
    yield "fuzzy", asked(lambda: chance.choice([w for w in some if len(w) > 5]) + "~"), None
    yield "Korean inside a word", asked(lambda: "필로폰"), None
    yield "by date", asked(one, sort=Sort.NEWEST), None
    yield (
        "all facets of everything",
        lambda: Question(facets=("drug", "from", "to", "source"), stats=("price",)),
        (lambda: "select drug, count(*) from f group by drug union all select source, count(*) from f group by source"),
    )


def _fill(index: EmbeddedIndex, count: int, words: list[str]) -> None:
    batch: list[Entry] = []
    for entry in entries(count, words):
        batch.append(entry)
        if len(batch) == _BATCH:
            index.put(batch)
            index.commit()
            batch.clear()
    index.put(batch)
    index.commit()


def _fill_fts(rows: sqlite3.Connection, count: int, words: list[str]) -> None:
    rows.executescript(
        "create virtual table t using fts5(title, body, content='', tokenize='unicode61');"
        "create table f (drug, source, vendor, price, seen);"
        "create index fd on f (drug); create index fs on f (source);"
    )
    for number, one in enumerate(entries(count, words), 1):
        rows.execute("insert into t (rowid, title, body) values (?, ?, ?)", (number, one.title, one.body))
        facts = (number, one.drugs[0], one.source, one.vendor, float(one.price or 0), one.last_seen.timestamp())
        rows.execute("insert into f (rowid, drug, source, vendor, price, seen) values (?, ?, ?, ?, ?, ?)", facts)
    rows.commit()


def _change(index: EmbeddedIndex, words: list[str]) -> float:
    """From the put of one changed record to the search that finds it, in wall milliseconds."""
    changed = replace(next(entries(1, words)), revision=2, title="changedword")
    start = time.perf_counter()
    index.put([changed])
    index.commit()
    if not index.search(Question(parse("changedword"), facets=())).total:
        raise RuntimeError("the changed record is not found")
    return round((time.perf_counter() - start) * 1000, 1)


def _watches(words: list[str]) -> str:
    chance = random.Random(9)
    made = {
        str(n): Question(parse(f"{chance.choice(words)} OR {chance.choice(words)}"), {"drug": (chance.choice(_DRUGS),)})
        for n in range(_WATCHES)
    }
    batch = list(entries(1_000, words, seed=11))
    build = _cpu(lambda: Matcher(made))
    matcher = Matcher(made)
    match = _cpu(lambda: list(matcher.matches(batch)))
    return f"{_WATCHES} watches x 1000 records: {match:.2f} s of CPU, once {build:.2f} s to prepare"


def _asked(index: EmbeddedIndex, question: Callable[[], Question]) -> float:
    made = question()
    return _cpu(lambda: index.search(made))


def _selected(rows: sqlite3.Connection, statement: Callable[[], str]) -> float:
    made = statement()
    return _cpu(lambda: rows.execute(made).fetchall())


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _spread(seconds: list[float]) -> str:
    cuts = quantiles(seconds, n=20)
    return f"{cuts[9] * 1000:.1f} / {cuts[18] * 1000:.1f} ms"
