"""Both indexes answer the same: totals, counts, histograms and statistics always, pages in at least 98 of 100."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.search.asking import questions
from tests.search.corpus import generated
from tests.search.elastic.servers import fresh
from tidewaiter.search import EmbeddedIndex, Hits, Index, Question
from tidewaiter.search.elastic import Server
from tidewaiter.search.question import Sort

PAGES, PERCENTILE = 0.98, 0.01


@pytest.fixture
def both(node: Server, tmp_path: Path) -> Iterator[Callable[..., tuple[Index, Index]]]:
    """The embedded index and one on Elasticsearch, with the same records."""
    made: list[Index] = []

    def filled(records: int, *, shards: int = 1) -> tuple[Index, Index]:
        entries = generated(records)
        one, other = EmbeddedIndex(tmp_path / "index"), fresh(replace(node, shards=shards))
        made.extend((one, other))
        for index in (one, other):
            assert not index.put(entries)
            index.commit()
            assert index.count() == records
        return one, other

    yield filled
    for index in made:
        index.close()


@pytest.mark.elasticsearch
@pytest.mark.slow
def test_parity(both: Callable[..., tuple[Index, Index]]) -> None:
    compared = Compared(*both(50_000), questions(520, seed=11))
    print(compared.table())
    assert not compared.faults
    assert compared.worst <= PERCENTILE
    assert compared.same["page of ids"] >= PAGES * 520


@pytest.mark.elasticsearch
@pytest.mark.slow
def test_parity_with_several_shards(both: Callable[..., tuple[Index, Index]]) -> None:
    """All but the order by relevance, which each shard reckons by its own records."""
    asked = [one for one in questions(300, seed=12) if one.order is not Sort.RELEVANCE]
    compared = Compared(*both(5_000, shards=3), asked)
    print(compared.table())
    assert not compared.faults
    assert compared.worst <= PERCENTILE
    assert compared.same["page of ids"] == len(asked)


class Compared:
    """Every question asked of both. `faults` names each answer, but for pages, that was not the same."""

    def __init__(self, one: Index, other: Index, asked: Sequence[Question]) -> None:
        self.same: Counter[str] = Counter()
        self.faults: list[str] = []
        self.asked, self.worst, self.hits, self.unanswered = asked, 0.0, 0, 0
        self.spent = [0.0, 0.0]
        for question in asked:
            answers = []
            for number, index in enumerate((one, other)):
                began = time.perf_counter()
                answers.append(index.search(question))
                self.spent[number] += time.perf_counter() - began
            self._compare(question, *answers)

    def _compare(self, question: Question, here: Hits, there: Hits) -> None:
        self.hits += here.total
        self.unanswered += here.total == 0
        for name, mine in parts(here).items():
            alike = mine == parts(there)[name]
            self.same[name] += alike
            if not alike:
                self.faults.append(f"{name} of {question}: {mine} and {parts(there)[name]}")
        self.same["page of ids"] += [hit.id for hit in here.hits] == [hit.id for hit in there.hits]
        for name, spread in here.stats.items():
            for per, value in spread.percentiles.items():
                away = abs(there.stats[name].percentiles[per] - value)
                self.worst = max(self.worst, away / abs(value) if away else 0.0)

    def table(self) -> str:
        rows = [f"{name:<22}{count:>4} of {len(self.asked)} the same" for name, count in sorted(self.same.items())]
        rows += [
            f"percentiles at most {self.worst:.2%} apart; {self.hits} hits, {self.unanswered} questions without any"
        ]
        return "\n".join([*rows, "seconds of the embedded index {:.1f}, of Elasticsearch {:.1f}".format(*self.spent)])


def parts(hits: Hits) -> dict[str, object]:
    """What must be the same in both. A mean is a sum in another order: to nine digits."""
    return {
        "total": hits.total,
        "facets": dict(hits.facets),
        "histogram": hits.histogram,
        "statistics": {
            name: (
                spread.count,
                spread.least,
                spread.most,
                spread.mean and f"{spread.mean:.8e}",
                spread.percentiles.keys(),
            )
            for name, spread in hits.stats.items()
        },
    }
