"""The index's own words: what is like a word, and how often words stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from tidewaiter.search.analysis import spaceless
from tidewaiter.search.analysis import words as tokens_of
from tidewaiter.search.elastic.render import node_query
from tidewaiter.search.fields import TEXTS
from tidewaiter.search.question.parse import SHORTEST_FUZZY
from tidewaiter.search.question.tree import Word

_INSPECTED = 200  # candidates that the server weighs for each suggestion
_AT_ONCE = 500


def near(client: Elasticsearch, index: str, word: str, limit: int) -> Sequence[tuple[str, int]]:
    found = tokens_of(word)
    if len(found) != 1 or len(found[0]) < SHORTEST_FUZZY or spaceless(found[0]):
        return []
    fixed = {
        "suggest_mode": "always", "max_edits": 1, "prefix_length": 0, "min_word_length": 2, "min_doc_freq": 0,
        "max_term_freq": 2**31, "max_inspections": _INSPECTED, "string_distance": "damerau_levenshtein",
        "sort": "frequency", "size": max(limit, 20), "shard_size": _AT_ONCE,
    }  # fmt: skip
    asked: dict[str, Any] = {name: {"text": found[0], "term": {"field": name, **fixed}} for name in TEXTS}
    said = client.search(index=index, size=0, suggest=asked, track_total_hits=False)["suggest"]
    options = {option["text"] for name in TEXTS for part in said[name] for option in part["options"]}
    counts = _records(client, index, sorted(options - {found[0]}))
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:limit]


def frequencies(client: Elasticsearch, index: str, words: Iterable[str]) -> Mapping[str, int]:
    asked = list(dict.fromkeys(words))
    found: dict[str, int] = {}
    for start in range(0, len(asked), _AT_ONCE):
        found |= _records(client, index, asked[start : start + _AT_ONCE])
    return found


def _records(client: Elasticsearch, index: str, asked_words: Sequence[str]) -> dict[str, int]:
    if not asked_words:
        return {}
    filters = [node_query(Word(word)) for word in asked_words]
    asked = {"words": {"filters": {"filters": filters}}}
    said = client.search(index=index, size=0, aggs=asked, track_total_hits=False)
    buckets = said["aggregations"]["words"]["buckets"]
    return {word: int(bucket["doc_count"]) for word, bucket in zip(asked_words, buckets, strict=True)}
