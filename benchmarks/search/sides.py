"""Each index, filled and asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.search import building
from benchmarks.search.asking import answered, turned
from benchmarks.search.fts import Fts
from benchmarks.search.progress import say
from benchmarks.search.server import NotRun, running
from tidewaiter.search import EmbeddedIndex
from tidewaiter.search.elastic import ElasticIndex

_COMPILED = 60  # questions of a kind before Java has compiled what answers them; cold it takes three times as long


def embedded(home: Path) -> dict[str, Any]:
    """For a process of its own."""
    index = EmbeddedIndex(home)
    kinds = answered(lambda kind, question: index.search(question).total, turned(index), side="embedded")
    index.close()
    return {"kinds": kinds}


def fts5(path: Path) -> dict[str, Any]:
    """For a process of its own."""
    rows = Fts(path)
    kinds = answered(
        lambda kind, question: rows.search(question, kind.skip).total, lambda kind, question: question, side="FTS5"
    )
    rows.close()
    return {"kinds": kinds}


def elasticsearch(size: int) -> dict[str, Any]:
    """A server is started for it; `not_run` says why there is none."""
    say("starting Elasticsearch")
    try:
        with running() as at:
            index = ElasticIndex(replace(at.server, name="tidewaiter-bench"))
            index.ensure()
            built = building.filled(index, size, "filling Elasticsearch", at.cpu())
            built |= {"disk_mb": at.disk_mb(), "peak_mb": at.peak_mb()}
            kinds = answered(
                lambda kind, question: index.search(question).total, turned(index), side="Elasticsearch", cpu=at.cpu(),
                warm=_COMPILED,
            )  # fmt: skip
            index.close()
            return {"kinds": kinds, "built": built, "peak_mb": at.peak_mb()}
    except NotRun as why:
        say(f"Elasticsearch is not run: {why}")
        return {"not_run": str(why)}
