"""Both indexes answer the same: totals, counts, histograms and statistics always, pages in at least 98 of 100."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.asking import questions
from tests.search.corpus import generated
from tests.search.elastic.servers import fresh
from tidewaiter.search import EmbeddedIndex, Hits
from tidewaiter.search.elastic import Server

RECORDS, QUESTIONS, PAGES = 50_000, 520, 0.98


@pytest.mark.elasticsearch
@pytest.mark.slow
@pytest.mark.full
def test_parity(node: Server, tmp_path: Path) -> None:
    entries = generated(RECORDS)
    one, other = EmbeddedIndex(tmp_path / "index"), fresh(node)
    for index in (one, other):
        assert not index.put(entries)
        index.commit()
        assert index.count() == RECORDS
    same, asked = 0, questions(QUESTIONS, seed=11)
    for question in asked:
        here, there = one.search(question), other.search(question)
        assert counts(there) == counts(here), question
        for name, spread in here.stats.items():
            assert there.stats[name].mean == pytest.approx(spread.mean, rel=1e-9), question
            assert dict(there.stats[name].percentiles) == pytest.approx(dict(spread.percentiles), rel=0.01), question
        same += [hit.id for hit in here.hits] == [hit.id for hit in there.hits]
    assert same >= PAGES * len(asked)
    one.close()
    other.close()


def counts(hits: Hits) -> object:
    stats = {name: (spread.count, spread.least, spread.most) for name, spread in hits.stats.items()}
    return hits.total, dict(hits.facets), hits.histogram, stats
