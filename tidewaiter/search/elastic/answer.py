"""What is counted beside the hits, and the server's answer as ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tidewaiter.search import percentiles
from tidewaiter.search.elastic.mapping import moment
from tidewaiter.search.elastic.render import Query, chosen, every
from tidewaiter.search.fields import MOMENTS, column
from tidewaiter.search.hits import PERCENTS, Hit, Spread
from tidewaiter.search.question.asked import Question

FACET_SIZE = 10
# Values that each shard counts: with several shards a facet is exact as long as it has no more (the default is 25).
_SHARD_SIZE = 2_000
_HISTOGRAM = "histogram"


def later_filters(question: Question) -> dict[str, Query]:
    """Facet filters that are laid on the hits only, since a count asked for leaves them out."""
    return {name: query for name, query in chosen(question).items() if name in question.facets}


def counted(question: Question) -> dict[str, Any]:
    """The aggregations: each facet without its own filter, all else with all filters."""
    later = later_filters(question)
    all_filters = list(later.values())
    asked: dict[str, Any] = {}
    for name in question.facets:
        others = [query for facet, query in later.items() if facet != name]
        ordered = [{"_count": "desc"}, {"_key": "asc"}]
        terms = {"terms": {"field": name, "size": FACET_SIZE, "shard_size": _SHARD_SIZE, "order": ordered}}
        asked[f"facet.{name}"] = {"filter": every(others), "aggs": {"in": terms}}
    if question.histogram is not None:
        edges = [moment(edge) for edge in question.histogram.edges]
        spans = [{"from": a, "to": b} for a, b in pairwise(edges)]
        ranges = {"date_range": {"field": MOMENTS[question.histogram.field], "ranges": spans}}
        asked[_HISTOGRAM] = {"filter": every(all_filters), "aggs": {"in": ranges}}
    for name in question.stats:
        field = column(name, question.currency)
        # Not `stats`: it writes a sum beside them, and a sum of dates has no form.
        kinds = {"count": "value_count", "least": "min", "most": "max", "mean": "avg"}
        inner: dict[str, Any] = {own: {kind: {"field": field}} for own, kind in kinds.items()}
        if name not in MOMENTS:
            inner["percents"] = {"percentiles": {"field": field, "percents": list(PERCENTS), "keyed": False}}
        asked[f"stats.{name}"] = {"filter": every(all_filters), "aggs": inner}
    return asked


def facets(question: Question, counts: Mapping[str, Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {
        name: tuple((str(b["key"]), int(b["doc_count"])) for b in counts[f"facet.{name}"]["in"]["buckets"])
        for name in question.facets
    }


def histogram(question: Question, counts: Mapping[str, Any]) -> tuple[int, ...]:
    if question.histogram is None:
        return ()
    return tuple(int(bucket["doc_count"]) for bucket in counts[_HISTOGRAM]["in"]["buckets"])


def stats(question: Question, counts: Mapping[str, Any]) -> dict[str, Spread]:
    return {name: _spread(counts[f"stats.{name}"], name) for name in question.stats}


def _spread(said: Mapping[str, Any], name: str) -> Spread:
    if not said["count"]["value"]:
        return Spread(0)
    unit = 1000 if name in MOMENTS else 1  # the server reckons dates in milliseconds
    percents = {int(one["key"]): float(one["value"]) for one in said.get("percents", {}).get("values", ())}
    least, most, mean = (said[key]["value"] / unit for key in ("least", "most", "mean"))
    return Spread(int(said["count"]["value"]), least, most, mean, percents)


def cells_asked(question: Question, edges: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    return {name: percentiles.asked(column(name, question.currency), some) for name, some in edges.items()}


def hits(rows: Sequence[Mapping[str, Any]]) -> tuple[Hit, ...]:
    return tuple(Hit(str(row["_id"]), float(row["_score"] or 0.0)) for row in rows)
