"""Columns of the embedded index. It stores ids and revisions, not text: text and highlights come from the database."""

from __future__ import annotations

from tantivy import Document, Schema, SchemaBuilder

from tidewaiter.search.analysis import ANALYZER_NAME, prepare
from tidewaiter.search.entry import Entry, place_of, whole_second, words_of
from tidewaiter.search.fields import FACETS, MOMENTS, NUMBERS, TEXTS, facet_value

SCHEMA_VERSION = 3
AMOUNTS = tuple(dict.fromkeys(name for pair in NUMBERS.values() for name in pair))


def schema() -> Schema:
    made = SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic", fast=True)
    made.add_unsigned_field("revision", stored=True, fast=True)
    made.add_integer_field("place", indexed=True, fast=True)
    for name in TEXTS:
        made.add_text_field(name, tokenizer_name=ANALYZER_NAME)
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in MOMENTS.values():
        made.add_date_field(name, indexed=True, fast=True)
    for name in AMOUNTS:
        made.add_float_field(name, indexed=True, fast=True)
    return made.build()


def row(entry: Entry) -> Document:
    """tantivy's own word for what it indexes is a document; ours is an entry."""
    made = Document()
    made.add_text("id", entry.id)
    made.add_unsigned("revision", entry.revision)
    made.add_integer("place", place_of(entry.id))
    for name in TEXTS:
        made.add_text(name, prepare(getattr(entry, name)))
    for facet in FACETS:
        for value in dict.fromkeys(facet_value(facet, prepare(v)) for v in words_of(entry, facet)):
            made.add_text(facet, value)
    for name in MOMENTS.values():
        made.add_date(name, whole_second(getattr(entry, name)))
    for name in AMOUNTS:
        amount = getattr(entry, name)
        if amount is not None:
            made.add_float(name, float(amount))
    return made
