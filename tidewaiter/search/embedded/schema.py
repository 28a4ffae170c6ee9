"""Fields of the embedded index. It stores ids, not text: text and highlights come from the database."""

from __future__ import annotations

from tantivy import Document, Schema, SchemaBuilder

from tidewaiter.search.analysis import ANALYZER_NAME, prepare
from tidewaiter.search.entry import FACETS, TEXTS, Entry, facet_value, words_of

SCHEMA_VERSION = 2
DATES = ("first_seen", "last_seen")


def schema() -> Schema:
    made = SchemaBuilder()
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic", fast=True)
    for name in TEXTS:
        made.add_text_field(name, tokenizer_name=ANALYZER_NAME)
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in DATES:
        made.add_date_field(name, indexed=True, fast=True)
    made.add_float_field("price", indexed=True, fast=True)
    return made.build()


def row(entry: Entry) -> Document:
    """tantivy's own word for what it indexes is a document; ours is an entry."""
    made = Document()
    made.add_text("id", entry.id)
    made.add_text("title", prepare(entry.title))
    made.add_text("body", prepare(entry.body))
    for facet in FACETS:
        for value in dict.fromkeys(facet_value(facet, prepare(v)) for v in words_of(entry, facet)):
            made.add_text(facet, value)
    made.add_date("first_seen", entry.first_seen)
    made.add_date("last_seen", entry.last_seen)
    if entry.price is not None:
        made.add_float("price", float(entry.price))
    return made
