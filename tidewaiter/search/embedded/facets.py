"""The most frequent values of a facet, exactly, without listing all values it has.

tantivy counts each segment for itself and keeps the first few values of each, so a value may lack what a segment cut
off; it says how much that can be at most. A first look at few values mostly proves which can be the first ten, and
those are counted anew; where it proves nothing (many values, all alike) every value is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tantivy import Query, Schema, Searcher

from tidewaiter.search.embedded.render import every, silent

SHOWN = 10  # values of a facet in an answer
_LOOKED_AT = 32  # values of each segment at the first look
# Every value: exact up to so many; tantivy refuses more than 65,000 in one pass.
_LISTED = 50_000
# Of these a record has several values out of a short list. Over much of an index the records of each value are followed
# instead, in an eighth of the time: at a million records all four took 12 ms, a look at each record's values 102.
_SHORT_LISTS = frozenset({"drug", "to", "method", "concealment"})
_MUCH = 1 / 3  # of the records; below, the look is as quick
Values = tuple[tuple[str, int], ...]


def first(name: str) -> dict[str, Any]:
    """The first look, to be asked for in a pass over the hits."""
    return _terms(name, _LOOKED_AT)


def by_value(names: Iterable[str], total: int | None, searcher: Searcher) -> frozenset[str]:
    """Those of the facets for which `followed` is quicker than a look, with so many hits (None: not known)."""
    much = total is not None and total >= searcher.num_docs * _MUCH
    return _SHORT_LISTS.intersection(names) if much else frozenset()


def followed(searcher: Searcher, query: Query, name: str) -> Values:
    """The values of one facet, exactly, most first and then by value."""
    found = searcher.terms_with_prefix(name, "", filter_query=query, limit=SHOWN)
    return tuple((value, count) for value, count in found if count)


def settled(
    searcher: Searcher, schema: Schema, query: Query, looks: Mapping[str, Mapping[str, Any]]
) -> dict[str, Values]:
    """The values of each facet, most first and then by value, from what the first look at it found."""
    done: dict[str, Values] = {}
    for name, look in looks.items():
        buckets, error = look["buckets"], int(look["doc_count_error_upper_bound"])
        chosen = _candidates(buckets, error)
        if chosen is None:
            done[name] = _ranked(_listed(searcher, query, name))
        elif error:
            # The records of these values alone, few of all: to count only these of all values takes ten times as long.
            those = every(query, silent(Query.term_set_query(schema, name, chosen)))
            buckets = _listed(searcher, those, name)
            done[name] = _ranked([bucket for bucket in buckets if bucket["key"] in chosen])
        else:
            done[name] = _ranked(buckets)
    return done


def _candidates(buckets: list[dict[str, Any]], error: int) -> list[str] | None:
    """The values that can be among those shown, each lacking `error` at most; None where others can be, too."""
    if not buckets:
        return []
    enough = int(buckets[min(SHOWN, len(buckets)) - 1]["doc_count"]) if len(buckets) >= SHOWN else 1
    unseen = error + (int(buckets[-1]["doc_count"]) if len(buckets) == _LOOKED_AT else 0)
    if unseen >= enough:
        return None
    return [bucket["key"] for bucket in buckets if int(bucket["doc_count"]) + error >= enough]


def _listed(searcher: Searcher, query: Query, name: str) -> list[dict[str, Any]]:
    return list(searcher.aggregate(query, {name: _terms(name, _LISTED)})[name]["buckets"])


def _terms(name: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": size}}


def _ranked(buckets: list[dict[str, Any]]) -> Values:
    ranked = sorted(((b["key"], int(b["doc_count"])) for b in buckets), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:SHOWN])
