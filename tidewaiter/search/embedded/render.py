"""From a question to tantivy's query objects; its query parser is not used."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema

from tidewaiter.search.analysis import prepare, spaceless, words
from tidewaiter.search.entry import FACETS, TEXTS, facet_value
from tidewaiter.search.question.asked import Question
from tidewaiter.search.question.parse import SHORTEST_FUZZY
from tidewaiter.search.question.tree import Both, Fuzzy, Leaf, Node, Prefix, Word


def render(schema: Schema, question: Question, *, without: str = "") -> Query:
    """The query of a question; `without` leaves out the filter of one facet, for that facet's own counts."""
    clauses = [(Occur.Must, _node(schema, question.words))]
    for facet, values in question.any_of.items():
        if facet != without and values:
            asked = [facet_value(facet, prepare(value)) for value in values]
            clauses.append(_silent(Query.term_set_query(schema, facet, asked)))
    if question.since or question.until:
        open_end = question.until is None  # tantivy takes an open side as inclusive only
        seen = Query.range_query(schema, "last_seen", FieldType.Date, question.since, question.until, True, open_end)
        clauses.append(_silent(seen))
    if question.currency:
        clauses.append(_silent(Query.term_query(schema, "currency", facet_value("currency", question.currency))))
    if question.least_price is not None or question.most_price is not None:
        least, most = (None if p is None else float(p) for p in (question.least_price, question.most_price))
        clauses.append(_silent(Query.range_query(schema, "price", FieldType.Float, least, most, True, True)))
    return Query.boolean_query(clauses)


def _silent(query: Query) -> tuple[Occur, Query]:
    """A filter: it must hold and adds nothing to the score."""
    return Occur.Must, Query.const_score_query(query, 0.0)


def _node(schema: Schema, node: Node | None) -> Query:
    if node is None:
        return Query.all_query()
    if not isinstance(node, Both):
        return _leaf(schema, node)
    clauses = [(Occur.Must, _node(schema, part)) for part in node.must]
    if node.should:
        clauses.append((Occur.Must, _any(_node(schema, part) for part in node.should)))
    if not clauses:
        # Only things to leave out: without this clause tantivy answers nothing at all.
        clauses.append((Occur.Must, Query.all_query()))
    clauses += [(Occur.MustNot, _node(schema, part)) for part in node.never]
    return Query.boolean_query(clauses)


def _leaf(schema: Schema, leaf: Leaf) -> Query:
    if leaf.field in FACETS:
        value = facet_value(leaf.field, prepare(leaf.text))
        if isinstance(leaf, Prefix):
            return Query.regex_query(schema, leaf.field, re.escape(value) + ".*")
        return Query.term_query(schema, leaf.field, value)
    fields = {leaf.field: 1.0} if leaf.field else TEXTS
    return _any(Query.boost_query(_text(schema, leaf, name), weight) for name, weight in fields.items())


def _text(schema: Schema, leaf: Leaf, name: str) -> Query:
    found = words(leaf.text)
    if not found:
        return Query.empty_query()
    if isinstance(leaf, Fuzzy):
        return Query.boolean_query([(Occur.Must, _near(schema, name, word)) for word in found])
    if isinstance(leaf, Prefix):
        last = re.escape(found[-1]) + ".*"
        if len(found) == 1:
            return Query.regex_query(schema, name, last)
        # Not phrase_prefix_query, which stops silently at fifty expansions.
        return Query.regex_phrase_query(schema, name, [*(re.escape(word) for word in found[:-1]), last])
    if len(found) == 1:
        return Query.term_query(schema, name, found[0])
    return Query.phrase_query(schema, name, list(found), leaf.slop if isinstance(leaf, Word) else 0)


def _near(schema: Schema, name: str, word: str) -> Query:
    if len(word) < SHORTEST_FUZZY or spaceless(word):
        return Query.term_query(schema, name, word)
    return Query.fuzzy_term_query(schema, name, word, 1, True)


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
