"""What is compared must be comparable: each side gives the same answers to the same questions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.search import building, sides
from benchmarks.search.asking import compare
from benchmarks.search.fts import Fts
from benchmarks.search.fts_words import Impossible, edits, match
from benchmarks.search.questions import Kind, kinds
from benchmarks.search.records import entries
from tests.search.elastic.servers import not_run
from tidewaiter.search import EmbeddedIndex
from tidewaiter.search.highlight import one_letter_apart
from tidewaiter.search.question import parse
from tidewaiter.search.question.asked import Sort
from tidewaiter.search.question.tree import Node

RECORDS = 2_000


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(tmp_path_factory.mktemp("embedded"))
    index.put(entries(RECORDS))
    index.commit()
    yield index
    index.close()


@pytest.fixture(scope="module")
def fts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fts]:
    rows = Fts(tmp_path_factory.mktemp("fts") / "fts.sqlite")
    rows.lay_out()
    rows.put(list(entries(RECORDS)))
    rows.finish()
    yield rows
    rows.close()


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_fts5_answers_alike_or_says_what_it_cannot(kind: Kind, ours: EmbeddedIndex, fts: Fts) -> None:
    for question in islice(kind.questions(), 25):
        mine = ours.search(question)
        try:
            other = fts.search(question)
        except Impossible:
            assert kind.name == "CJK and Thai"
            continue
        assert other.total == mine.total
        assert other.facets == mine.facets
        assert other.histogram == mine.histogram
        if question.order is not Sort.RELEVANCE:  # BM25 is not the same in SQLite: it weighs columns otherwise
            assert [hit.id for hit in other.hits] == [hit.id for hit in mine.hits]
        assert len(other.hits) == len(mine.hits)


@pytest.mark.elasticsearch
@pytest.mark.slow
def test_elasticsearch_has_the_same_totals(tmp_path: Path) -> None:
    found = sides.elasticsearch(RECORDS)
    if "not_run" in found:
        not_run(found["not_run"])
    home, _ = building.kept(tmp_path, "embedded", RECORDS)
    here = sides.embedded(home)
    compare(here, found)
    for kind in kinds():
        assert found["kinds"][kind.name]["same_total"] == f"{kind.asked} of {kind.asked}"
    assert found["peak_mb"] > 100
    assert found["built"]["disk_mb"] > 0.1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pure", '"pure"'),
        ("pure lab", '("pure") AND ("lab")'),
        ("pure -lab", '(("pure")) NOT (("lab"))'),
        ('"pure lab"', '"pure lab"'),
        ("pur*", '"pur" *'),
        ('say"OR', '("say") AND ("or")'),
        ("pure OR lab", '("pure" OR "lab")'),
    ],
)
def test_words_for_fts5(typed: str, expected: str) -> None:
    assert match(_tree(typed), known=lambda words: words) == expected


@pytest.mark.parametrize("typed", ["필로폰", "-pure", "vendor:x", '"pure lab"~2', "price:5..6"])
def test_what_fts5_cannot(typed: str) -> None:
    with pytest.raises(Impossible):
        match(_tree(typed), known=lambda words: words)


def test_edits_are_what_one_letter_makes() -> None:
    made = edits("pure") - {"pure"}
    assert all(one_letter_apart(one, "pure") for one in made)
    assert {"puree", "pur", "pufe", "upre"} <= made


def _tree(typed: str) -> Node:
    made = parse(typed)
    assert made is not None
    return made
