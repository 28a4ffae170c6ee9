"""From a question to tantivy's query objects; its query parser is not used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from tantivy import FieldType, Occur, Query, Schema

from tidewaiter.search.analysis import prepare, spaceless, words
from tidewaiter.search.fields import FACETS, MOMENTS, TEXTS, column, facet_value
from tidewaiter.search.question.asked import Question
from tidewaiter.search.question.parse import SHORTEST_FUZZY
from tidewaiter.search.question.tree import Both, Fuzzy, Leaf, Node, Prefix, Range, Word

_FEW_VALUES = 16


def render(schema: Schema, question: Question, *, without: str = "") -> Query:
    """The query of a question; `without` leaves out the filter of one facet, for that facet's own counts."""
    clauses = [] if question.words is None else [node_query(schema, question.words)]
    for facet, values in question.any_of.items():
        if facet != without and values:
            asked = [facet_value(facet, prepare(value)) for value in values]
            clauses.append(silent(_any_of(schema, facet, asked)))
    if question.currency:
        clauses.append(_currency(schema, question.currency))
    clauses += [_range(schema, span, question.currency) for span in question.ranges]
    if question.only is not None:
        clauses.append(silent(Query.term_set_query(schema, "id", list(question.only))))
    query = every(*clauses) if clauses else node_query(schema, None)
    return except_for(query, Query.term_set_query(schema, "id", list(question.never))) if question.never else query


def _any_of(schema: Schema, facet: str, values: Sequence[str]) -> Query:
    """A set is read in whole before anything else; few values are followed beside the words, in 3/4 of the time."""
    if len(values) > _FEW_VALUES:
        return Query.term_set_query(schema, facet, list(values))
    return some(Query.term_query(schema, facet, value) for value in values)


def every(*queries: Query) -> Query:
    """One alone stays as it is: wrapped, tantivy no longer sees a union of words, which it has a quick way for."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def some(queries: Iterable[Query], *, least: int = 1) -> Query:
    alternatives = [(Occur.Should, query) for query in queries]
    if len(alternatives) == 1:
        return alternatives[0][1]
    return Query.boolean_query(alternatives, least if least > 1 else None)


def except_for(query: Query, never: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, never)])


def silent(query: Query) -> Query:
    """A filter: it must hold and adds nothing to the score."""
    return Query.const_score_query(query, 0.0)


def between(
    schema: Schema, name: str, least: object, most: object, *, above: bool = False, below: bool = False
) -> Query:
    """A filter on a column of numbers or dates; None is no bound. tantivy takes an open side as inclusive only."""
    kind = FieldType.Date if name in MOMENTS.values() else FieldType.Integer if name == "place" else FieldType.Float
    ends = (least is None or not above, most is None or not below)
    return silent(Query.range_query(schema, name, kind, least, most, *ends))  # type: ignore[arg-type]


def node_query(schema: Schema, node: Node | None) -> Query:
    if node is None:
        return silent(Query.all_query())
    if not isinstance(node, Both):
        return _leaf(schema, node)
    clauses = [(Occur.Must, node_query(schema, part)) for part in node.must]
    if node.should:
        clauses.append((Occur.Must, some((node_query(schema, part) for part in node.should), least=node.least)))
    if not clauses:
        # Only things to leave out: without this clause tantivy answers nothing at all.
        clauses.append((Occur.Must, silent(Query.all_query())))
    clauses += [(Occur.MustNot, node_query(schema, part)) for part in node.never]
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)


def _leaf(schema: Schema, leaf: Leaf) -> Query:
    if isinstance(leaf, Range):
        return _range(schema, leaf, "")
    if leaf.field in FACETS:
        return silent(_facet(schema, leaf))
    fields = {leaf.field: TEXTS[leaf.field]} if leaf.field else TEXTS
    return some(Query.boost_query(_text(schema, leaf, name), weight) for name, weight in fields.items())


def _range(schema: Schema, span: Range, currency: str) -> Query:
    own = span.currency or currency
    least, most = (b if b is None or isinstance(b, datetime) else float(b) for b in (span.least, span.most))
    below = span.below or isinstance(most, datetime)
    query = between(schema, column(span.field, own), least, most, above=span.above, below=below)
    return every(query, _currency(schema, span.currency)) if span.currency else query


def _currency(schema: Schema, code: str) -> Query:
    return silent(Query.term_query(schema, "currency", facet_value("currency", prepare(code))))


def _facet(schema: Schema, leaf: Word | Prefix | Fuzzy) -> Query:
    value = facet_value(leaf.field, prepare(leaf.text))
    if isinstance(leaf, Prefix):
        return Query.regex_query(schema, leaf.field, re.escape(value) + ".*")
    return Query.term_query(schema, leaf.field, value)


def _text(schema: Schema, leaf: Word | Prefix | Fuzzy, name: str) -> Query:
    found = words(leaf.text)
    if not found:
        return Query.empty_query()
    if isinstance(leaf, Fuzzy):
        return every(*(_near(schema, name, word) for word in found))
    if isinstance(leaf, Prefix):
        last = re.escape(found[-1]) + ".*"
        if len(found) == 1:
            return Query.regex_query(schema, name, last)
        # Not phrase_prefix_query, which stops silently at fifty expansions.
        begun = Query.regex_phrase_query(schema, name, [*(re.escape(word) for word in found[:-1]), last])
        return Query.const_score_query(begun, 1.0)
    if len(found) == 1:
        return Query.term_query(schema, name, found[0])
    return Query.phrase_query(schema, name, list(found), leaf.slop)


def _near(schema: Schema, name: str, word: str) -> Query:
    """Every token of a fuzzy word scores alike, as it does elsewhere."""
    if len(word) < SHORTEST_FUZZY or spaceless(word):
        return Query.const_score_query(Query.term_query(schema, name, word), 1.0)
    return Query.fuzzy_term_query(schema, name, word, 1, True)
