"""Total, facets, histogram and statistics of one question, in as few passes over its hits as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tantivy import Query, Schema, Searcher

from tidewaiter.search.embedded import facets
from tidewaiter.search.embedded.facets import Values
from tidewaiter.search.embedded.render import render
from tidewaiter.search.fields import MOMENTS, column
from tidewaiter.search.hits import PERCENTS, Spread
from tidewaiter.search.percentiles import Cell, asked, cells, narrowed
from tidewaiter.search.question.asked import Histogram, Question

_NANO = 1_000_000_000
_TOTAL, _STEPS = "total", "steps"
# Names of what is asked for in one pass, beside the two above.
_FACET, _STATS, _PERCENTILES = "facet.", "stats.", "percentiles."


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted beside the hits of a question."""

    total: int
    facets: Mapping[str, Values] = field(default_factory=dict)
    histogram: tuple[int, ...] = ()
    stats: Mapping[str, Spread] = field(default_factory=dict)


def counted(searcher: Searcher, schema: Schema, question: Question, query: Query, *, total: int | None) -> Counts:
    """`total` is None where it is not known yet. A facet that is filtered by is counted without its own filter."""

    def count(edges: Mapping[str, Sequence[float]]) -> dict[str, list[Cell]]:
        wanted = {name: asked(column(name, question.currency), some) for name, some in edges.items()}
        return {name: cells(told) for name, told in searcher.aggregate(query, wanted).items()}

    own = tuple(name for name in question.facets if question.any_of.get(name))
    whole = facets.by_value(question.facets, total, searcher).difference(own)
    shared = tuple(name for name in question.facets if name not in own and name not in whole)
    wanted = {f"{_FACET}{name}": facets.first(name) for name in shared} | _spreads(question)
    if question.histogram is not None:
        wanted[_STEPS] = _steps(question.histogram)
    if total is None:
        wanted[_TOTAL] = {"value_count": {"field": "place"}}  # each has one
    found = searcher.aggregate(query, wanted) if wanted else {}
    values = facets.settled(searcher, schema, query, {name: found[f"{_FACET}{name}"] for name in shared})
    values |= {name: facets.followed(searcher, query, name) for name in whole}
    for name in own:
        without = render(schema, question, without=name)
        values |= facets.settled(
            searcher, schema, without, {name: searcher.aggregate(without, {name: facets.first(name)})[name]}
        )
    return Counts(
        total=int(found[_TOTAL]["value"]) if total is None else total,
        facets={name: values[name] for name in question.facets},
        histogram=_histogram(question.histogram, found),
        stats=narrowed({name: _spread(name, found) for name in question.stats}, count),
    )


def _steps(histogram: Histogram) -> dict[str, Any]:
    edges = [int(at.timestamp()) * _NANO for at in histogram.edges]
    ranges = [{"from": one, "to": other} for one, other in pairwise(edges)]
    return {"range": {"field": column(histogram.field), "ranges": ranges}}


def _histogram(histogram: Histogram | None, found: Mapping[str, Any]) -> tuple[int, ...]:
    if histogram is None:
        return ()
    # It adds a bucket below the first edge and one above the last.
    within = (b for b in found[_STEPS]["buckets"] if b.get("from") is not None and b.get("to") is not None)
    counts = {b["from"]: int(b["doc_count"]) for b in within}
    return tuple(counts.get(float(int(edge.timestamp()) * _NANO), 0) for edge in histogram.edges[:-1])


def _spreads(question: Question) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    for name in question.stats:
        where = {"field": column(name, question.currency)}
        wanted[f"{_STATS}{name}"] = {"stats": where}
        if name not in MOMENTS:
            wanted[f"{_PERCENTILES}{name}"] = {"percentiles": where | {"percents": list(PERCENTS)}}
    return wanted


def _spread(name: str, found: Mapping[str, Any]) -> Spread:
    said = found[f"{_STATS}{name}"]
    if not said["count"]:
        return Spread(0)
    unit = _NANO if name in MOMENTS else 1
    parts = found.get(f"{_PERCENTILES}{name}", {"values": {}})["values"]
    return Spread(
        count=int(said["count"]), least=said["min"] / unit, most=said["max"] / unit, mean=said["avg"] / unit,
        percentiles={per: parts[f"{per}.0"] for per in PERCENTS if parts},
    )  # fmt: skip
