"""Facets, histograms and statistics of one question, in as few passes as can be."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tantivy import Query, Schema, Searcher

from tidewaiter.search.embedded.render import render
from tidewaiter.search.fields import MOMENTS, column
from tidewaiter.search.hits import PERCENTS, Spread
from tidewaiter.search.question.asked import Question

SHOWN = 10  # values of a facet in an answer
# Counts are exact up to this many values of a facet; tantivy refuses more than 65,000 buckets in one pass.
COUNTED = 50_000
_FEW = 2_000  # measured exact for the top 200 of 29,969
_NANO = 1_000_000_000
Counts = tuple[tuple[str, int], ...]


class Counting:
    """What is counted beside the hits of a question."""

    def __init__(self, searcher: Searcher, schema: Schema, question: Question) -> None:
        self._searcher, self._schema, self._question = searcher, schema, question

    def facets(self) -> dict[str, Counts]:
        """Each without its own filter, so that the other choices stay visible."""
        whole = render(self._schema, self._question)
        return {
            name: self._facet(name, render(self._schema, self._question, without=name) if self._own(name) else whole)
            for name in self._question.facets
        }

    def histogram(self) -> tuple[int, ...]:
        asked = self._question.histogram
        if asked is None:
            return ()
        edges = [int(at.timestamp()) * _NANO for at in asked.edges]
        ranges = [{"from": one, "to": other} for one, other in pairwise(edges)]
        found = self._asked({"steps": {"range": {"field": column(asked.field), "ranges": ranges}}})["steps"]["buckets"]
        # It adds a bucket below the first edge and one above the last.
        counts = {
            b["from"]: int(b["doc_count"]) for b in found if b.get("from") is not None and b.get("to") is not None
        }
        return tuple(counts.get(float(one), 0) for one in edges[:-1])

    def stats(self) -> dict[str, Spread]:
        asked: dict[str, Any] = {}
        for name in self._question.stats:
            where = {"field": column(name, self._question.currency)}
            asked[name] = {"stats": where}
            if name not in MOMENTS:
                asked[f"{name}%"] = {"percentiles": where | {"percents": list(PERCENTS)}}
        found = self._asked(asked) if asked else {}
        return {name: _spread(name, found) for name in self._question.stats}

    def _own(self, name: str) -> bool:
        return bool(self._question.any_of.get(name))

    def _asked(self, what: dict[str, Any]) -> Mapping[str, Any]:
        return self._searcher.aggregate(render(self._schema, self._question), what)

    def _facet(self, name: str, query: Query) -> Counts:
        try:
            buckets = self._values(name, query, COUNTED)
        except ValueError:  # more values than one pass may hold: the top ones alone, then
            buckets = self._values(name, query, _FEW)
        ranked = sorted(((b["key"], int(b["doc_count"])) for b in buckets), key=lambda pair: (-pair[1], pair[0]))
        return tuple(ranked[:SHOWN])

    def _values(self, name: str, query: Query, size: int) -> list[dict[str, Any]]:
        asked = {"values": {"terms": {"field": name, "size": size, "segment_size": size}}}
        return list(self._searcher.aggregate(query, asked)["values"]["buckets"])


def _spread(name: str, found: Mapping[str, Any]) -> Spread:
    said = found[name]
    if not said["count"]:
        return Spread(0)
    unit = _NANO if name in MOMENTS else 1
    parts = found.get(f"{name}%", {"values": {}})["values"]
    return Spread(
        count=int(said["count"]), least=said["min"] / unit, most=said["max"] / unit, mean=said["avg"] / unit,
        percentiles={per: parts[f"{per}.0"] for per in PERCENTS if parts},
    )  # fmt: skip
