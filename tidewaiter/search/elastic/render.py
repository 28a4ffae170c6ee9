"""From a question to the server's query JSON.

Only term, match_phrase, prefix, fuzzy, range, ids and bool are written: no text reaches a query-string parser, a
regular expression or a wildcard query. The server's BM25 counts k1 + 1 in, as
tantivy's does (Lucene's own no longer does).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tidewaiter.search.analysis import prepare, spaceless, words
from tidewaiter.search.elastic.mapping import moment
from tidewaiter.search.fields import FACETS, TEXTS, column, facet_value
from tidewaiter.search.question.asked import ORDERS, Question, Sort
from tidewaiter.search.question.parse import SHORTEST_FUZZY
from tidewaiter.search.question.tree import Both, Fuzzy, Leaf, Node, Prefix, Range, Word

Query = dict[str, Any]

ALL: Query = {"match_all": {}}
NONE: Query = {"match_none": {}}
# The server's own limit on what a phrase's last token may begin; past it hits would be left out.
_EXPANSIONS = 100_000


def scored(question: Question) -> Query:
    """The query with all filters but those of facets, which `chosen` gives apart."""
    filters = [_range(span, question.currency) for span in question.ranges]
    if question.currency:
        filters.append(_currency(question.currency))
    if question.only is not None:
        filters.append({"ids": {"values": list(question.only)}})
    made: Query = {"must": [node_query(question.words)], "filter": filters}
    if question.never:
        made["must_not"] = [{"ids": {"values": list(question.never)}}]
    return {"bool": made}


def chosen(question: Question) -> dict[str, Query]:
    """The filter of each facet."""
    return {
        name: {"terms": {name: [facet_value(name, prepare(value)) for value in values]}}
        for name, values in question.any_of.items()
        if values
    }


def whole(question: Question) -> Query:
    """All of the question in one query."""
    return {"bool": {"must": [scored(question)], "filter": list(chosen(question).values())}}


def every(filters: Sequence[Query]) -> Query:
    return {"bool": {"filter": list(filters)}} if filters else ALL


def order(question: Question) -> list[Any]:
    """By the sort, records without a value last; equal ones by place."""
    if question.order is Sort.RELEVANCE:
        return [{"_score": "desc"}, {"place": "asc"}]
    name, descending = ORDERS[question.order]
    way = {"order": "desc" if descending else "asc", "missing": "_last"}
    return [{column(name, question.currency): way}, {"place": "asc"}]


def node_query(node: Node | None) -> Query:
    if node is None:
        return every([ALL])
    if not isinstance(node, Both):
        return _leaf(node)
    made: Query = {"must": [node_query(part) for part in node.must]}
    if node.should:
        made["must"].append(_some((node_query(part) for part in node.should), least=node.least))
    made["must_not"] = [node_query(part) for part in node.never]
    if not made["must"]:
        made["filter"] = [ALL]
    return {"bool": made}


def _leaf(leaf: Leaf) -> Query:
    if isinstance(leaf, Range):
        return every([_range(leaf, "")])
    if leaf.field in FACETS:
        return every([_facet(leaf)])
    fields = {leaf.field: TEXTS[leaf.field]} if leaf.field else TEXTS
    return _some(_text(leaf, name, weight) for name, weight in fields.items())


def _range(span: Range, currency: str) -> Query:
    least, most = (_bound(one) for one in (span.least, span.most))
    below = span.below or isinstance(span.most, datetime)
    ends = {"gt" if span.above else "gte": least, "lt" if below else "lte": most}
    given = {end: bound for end, bound in ends.items() if bound is not None}
    name = column(span.field, span.currency or currency)
    query: Query = {"range": {name: given}} if given else {"exists": {"field": name}}
    return every([query, _currency(span.currency)]) if span.currency else query


def _bound(value: Any) -> float | str | None:
    if value is None:
        return None
    return moment(value) if isinstance(value, datetime) else float(value)


def _currency(code: str) -> Query:
    return {"term": {"currency": facet_value("currency", prepare(code))}}


def _facet(leaf: Word | Prefix | Fuzzy) -> Query:
    value = facet_value(leaf.field, prepare(leaf.text))
    return {"prefix" if isinstance(leaf, Prefix) else "term": {leaf.field: {"value": value}}}


def _text(leaf: Word | Prefix | Fuzzy, name: str, weight: float) -> Query:
    found = words(leaf.text)
    if not found:
        return NONE
    if isinstance(leaf, Fuzzy):
        return {"bool": {"must": [_near(name, word, weight) for word in found]}}
    if isinstance(leaf, Prefix):
        if len(found) == 1:
            return {"prefix": {name: {"value": found[0], "boost": weight}}}
        begun = {"match_phrase_prefix": {name: {"query": prepare(leaf.text), "max_expansions": _EXPANSIONS}}}
        return {"constant_score": {"filter": begun, "boost": weight}}
    if len(found) == 1:
        return {"term": {name: {"value": found[0], "boost": weight}}}
    return {"match_phrase": {name: {"query": prepare(leaf.text), "slop": leaf.slop, "boost": weight}}}


def _near(name: str, word: str, weight: float) -> Query:
    """Fuzzy words are fixed in all that the server would choose itself, so that every index finds the same."""
    if len(word) < SHORTEST_FUZZY or spaceless(word):
        return {"constant_score": {"filter": {"term": {name: word}}, "boost": weight}}
    fixed = {"fuzziness": 1, "transpositions": True, "prefix_length": 0, "rewrite": "constant_score"}
    return {"fuzzy": {name: {"value": word, "max_expansions": 1024, "boost": weight, **fixed}}}


def _some(queries: Iterable[Query], *, least: int = 1) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": least}}
