"""Reviews and posts: the blocks of a page as statements."""

from __future__ import annotations

from crawler.readers.generic.blocks import number_of
from crawler.readers.generic.box import Box
from crawler.readers.generic.headings import title_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.pairs import Pair
from crawler.readers.generic.said import Said, read_block
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.structured import Stated
from crawler.readers.generic.subjects import subject_path
from crawler.readers.generic.told import Fields, Telling
from tidewaiter.model.keys import page_key, post_key, said_key
from tidewaiter.model.sighting import Kind, Statement


def review_statements(layout: Layout, url: str, blocks: list[Box], pairs: list[Pair]) -> list[Statement]:
    """The reviews of the blocks. A block without text, or without date, rating or author, is none."""
    found: list[Statement] = []
    page = page_key(url)
    subject = subject_path(layout, blocks)
    for block in blocks:
        said = read_block(layout, block, pairs, subject)
        given = _review(said)
        key = said_key(page, given)
        if key and said.text and (said.rating or said.author or said.date):
            found.append(Statement(Kind.REVIEW, key, Telling(given, block=block)))
    return found


def stated_reviews(url: str, reviews: list[Stated]) -> list[Statement]:
    """Reviews that the page states to machines only."""
    page = page_key(url)
    return [Statement(Kind.REVIEW, key, said) for said in reviews if (key := said_key(page, said))]


def _review(said: Said) -> Fields:
    given = {
        "author": said.author,
        "text": said.text,
        "date": said.date,
        "rating": said.rating,
        "subject": said.subject,
    }
    return {name: value for name, value in given.items() if value}


def post_statements(layout: Layout, url: str, blocks: list[Box], pairs: list[Pair]) -> list[Statement]:
    """The posts of a thread, each with the thread's title. A post without text is none."""
    found: list[Statement] = []
    page = page_key(url)
    title = title_of(layout, blocks[0] if blocks else None, Spans(blocks[1:])).text
    for block in blocks:
        said = read_block(layout, block, pairs)
        if not said.text or not (said.author or said.date):
            continue
        given = {"author": said.author, "text": said.text, "date": said.date, "title": title}
        number = number_of(block)
        key = post_key(page, number) if number else said_key(page, given)
        if key:
            fields: Fields = {name: value for name, value in given.items() if value}
            found.append(Statement(Kind.POST, key, Telling(fields, block=block)))
    return found
