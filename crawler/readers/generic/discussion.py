"""Reviews and posts: the blocks of a page as statements."""

from __future__ import annotations

from collections import Counter, defaultdict

from crawler.readers.addresses import absolute
from crawler.readers.generic.addresses import leads_to, pattern_of
from crawler.readers.generic.blocks import is_masked, rating_in
from crawler.readers.generic.box import Box
from crawler.readers.generic.columns import columns_of
from crawler.readers.generic.dates import is_date, order_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.leads import UNKNOWN
from crawler.readers.generic.names import to_member
from crawler.readers.generic.pairs import Pair
from crawler.readers.generic.ratings import drawn, labelled
from crawler.readers.generic.said import Said, read_blocks
from crawler.readers.generic.structured import Stated
from crawler.readers.generic.thread_title import called, thread_title
from crawler.readers.generic.threads import Blocks
from crawler.readers.generic.told import How, Telling
from tidewaiter.model.keys import page_key, post_key, said_key
from tidewaiter.model.sighting import Kind, Statement

_SAMPLE = 20  # blocks that show what all are
_SAYING = 4
_LINKS = 400


def review_statements(layout: Layout, url: str, blocks: Blocks, pairs: list[Pair]) -> list[Statement]:
    """The reviews of the blocks. A block without text, or without date, rating or author, is none."""
    found: list[Statement] = []
    page = page_key(url)
    order = order_of((run.text for run in layout.runs), layout.language)
    for block, said in zip(
        blocks.boxes, read_blocks(layout, blocks.boxes, pairs, order=order, reviews=True), strict=True
    ):
        given = _told(said, block, ("author", "text", "date", "rating", "subject"))
        key = said_key(page, given)
        if key and said.text and (said.rating or said.author or said.date):
            found.append(Statement(Kind.REVIEW, key, given))
    return found


def stated_reviews(url: str, reviews: list[Stated]) -> list[Statement]:
    """Reviews that the page states to machines only."""
    page = page_key(url)
    return [Statement(Kind.REVIEW, key, said) for said in reviews if (key := said_key(page, said))]


def post_statements(layout: Layout, url: str, blocks: Blocks, pairs: list[Pair]) -> list[Statement]:
    """The posts of a thread, each with the thread's title. A post without text is none."""
    found: list[Statement] = []
    page = page_key(url)
    order = order_of((run.text for run in layout.runs), layout.language)
    title = thread_title(layout, blocks.boxes)
    for block, said in zip(blocks.boxes, read_blocks(layout, blocks.boxes, pairs, order=order), strict=True):
        if not said.text or not (said.author or said.date):
            continue
        given = _told(said, block, ("author", "text", "date"))
        given.take("title", title)
        number = blocks.numbers.get(block.order, "")
        key = post_key(page, number) if number else said_key(page, given)
        if key:
            found.append(Statement(Kind.POST, key, given))
    return found


def _told(said: Said, block: Box, names: tuple[str, ...]) -> Telling:
    told = Telling(block=block)
    for name in names:
        if value := getattr(said, name):
            told.tell(name, value, how=How.BLOCK, box=said.boxes.get(name, block))
    return told


def bears_rating(layout: Layout, block: Box) -> bool:
    """Whether a block rates something, or is by somebody whose name the site has masked."""
    runs = layout.runs_in(block)[:60]
    if any(rating_in(run.text) or is_masked(run.text) or labelled(run.text) for run in runs):
        return True
    return drawn(layout.within(block)[:120]) is not None


def is_feedback(layout: Layout, blocks: list[Box]) -> bool:
    """Whether the blocks are told by buyers: names that the site has masked, or columns of buyers and their words."""
    if len(blocks) < 2:
        return False
    if {"author", "text"} <= set(columns_of(blocks[0]).values()):
        return True
    hidden = sum(1 for box in blocks if any(is_masked(run.text) for run in layout.runs_in(box)[:40]))
    return hidden * 2 > len(blocks)


def speaks(layout: Layout, blocks: Blocks, pairs: list[Pair]) -> bool:
    """Whether blocks that were found by their dates alone are posts: nearly all name an author and say something."""
    order = order_of((run.text for run in layout.runs), layout.language)
    said = read_blocks(layout, blocks.boxes[:_SAMPLE], pairs, order=order)
    whole = [one for one in said if one.author and one.date and len(one.text) >= _SAYING and one.named]
    return len(whole) > 1 and len(whole) * 4 >= len(said) * 3


def _names_none(text: str) -> bool:
    """Whether a link's text is too short, or too much of figures, to be a title."""
    return len(text) < 4 or not any(letter.isalpha() for letter in text) or is_date(text)


def lists_pages(layout: Layout, blocks: list[Box], url: str) -> bool:
    """Whether the blocks lead each to a page of its own, as the rows of a forum's index and of a list of threads do."""
    here = page_key(url)
    leading: Counter[str] = Counter()
    texts: dict[str, set[str]] = defaultdict(set)
    for block in blocks[:_SAMPLE]:
        seen: set[str] = set()
        for box in layout.within(block)[:_LINKS]:
            href = box.attrs.get("href", "") if box.tag == "a" else ""
            if not href or _names_none(box.flat) or to_member(href) or leads_to(href) == "act":
                continue
            path = pattern_of(absolute(href, url or UNKNOWN) or "")
            if path and page_key(absolute(href, url or UNKNOWN) or "") != here:
                seen.add(path)
                texts[path].add(called(box.flat))
        leading.update(seen)
    shown = min(len(blocks), _SAMPLE)
    return any(
        times > 1 and times * 4 >= shown * 3 and len(texts[path]) * 4 >= times * 3 for path, times in leading.items()
    )
