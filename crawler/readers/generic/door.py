"""The generic reader as the rest of the house calls it: a saved page in, a reading out."""

from __future__ import annotations

from crawler.readers.addresses import base_of
from crawler.readers.barriers import refresh_of
from crawler.readers.generic.found import Found
from crawler.readers.generic.layout import Layout, lay_out
from crawler.readers.generic.reader import read_layout
from crawler.readers.page import SavedPage
from crawler.readers.tree import Opened, open_page
from crawler.readers.wording import worded
from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import Page, Reading

READER = "generic-4"  # grows when the same page reads otherwise, so that a reread knows what is old
_MAX_NOTES = 50


def read_generic(page: SavedPage | Opened, capture_id: str) -> Reading:
    """What the page says, by what such pages have in common. Never raises for what a page holds."""
    opened = page if isinstance(page, Opened) else open_page(page)
    reader = digest("reader", READER)
    if opened.root is None:
        return Reading(capture_id, Page.ERROR, reader, notes=opened.notes)
    found = found_in(opened, lay_out(opened.root))
    return Reading(
        capture_id,
        found.page,
        reader,
        statements=tuple(worded(found.statements)),
        links=found.links,
        refresh=refresh_of(opened) if found.page == Page.QUEUE else None,
        notes=(*opened.notes, *found.notes)[:_MAX_NOTES],
        candidates=found.candidates,
    )


def found_in(opened: Opened, layout: Layout) -> Found:
    """What an opened page says, of its layout."""
    assert opened.root is not None
    url = opened.page.url
    return read_layout(layout, url, base=base_of(opened.root, url), refresh=opened.page.header("refresh"))
