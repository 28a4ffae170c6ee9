"""The generic reader as the rest of the house calls it: a saved page in, a reading out."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.readers.addresses import base_of
from crawler.readers.barriers import refresh_of
from crawler.readers.generic.found import Found
from crawler.readers.generic.layout import Layout, lay_out
from crawler.readers.generic.reader import read_layout
from crawler.readers.generic.site import Seen, Template, apply, learn
from crawler.readers.generic.told import How, Telling
from crawler.readers.page import SavedPage
from crawler.readers.tree import Opened, open_page
from crawler.readers.wording import worded
from tidewaiter.model.ids import digest
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import BARRIERS, Page, Reading

READER = "generic-8"  # grows when the same page reads otherwise, so that a reread knows what is old
_MAX_NOTES = 50


# How a page's own values are found surely enough to say that what holds them is no frame.
_SURELY = frozenset({How.LABEL, How.COLUMN, How.NAMED, How.SHOWN, How.SECTION, How.PROFILE, How.KEY})
# Pages that a template is learned from; more tell hardly more.
LEARNED_FROM = 40


def read_generic(page: SavedPage | Opened, capture_id: str, template: Template | None = None) -> Reading:
    """What the page says, by what such pages have in common and its source's template. Raises for nothing it holds."""
    opened = page if isinstance(page, Opened) else open_page(page)
    reader = reader_of(template)
    if opened.root is None:
        return Reading(capture_id, Page.ERROR, reader, notes=opened.notes)
    found = found_in(opened, lay_out(opened.root), template)
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


def reader_of(template: Template | None) -> str:
    """The digest that readings by this template bear."""
    return digest("reader", READER, *([template.digest] if template else []))


def readers_of(templates: Iterable[str]) -> frozenset[str]:
    """The digests that readings of the generic reader bear, without a template and with these, by their digests."""
    return frozenset({reader_of(None), *(digest("reader", READER, one) for one in templates)})


def found_in(opened: Opened, layout: Layout, template: Template | None = None) -> Found:
    """What an opened page says, of its layout."""
    assert opened.root is not None
    url = opened.page.url
    if template is not None:
        apply(template, layout)
    return read_layout(layout, url, base=base_of(opened.root, url), refresh=opened.page.header("refresh"))


def learn_template(pages: Iterable[Opened]) -> Template:
    """The template of a source, of at most LEARNED_FROM different pages with content. Pure; order changes nothing."""
    pages_by_key: dict[str, Opened] = {}
    for opened in pages:
        key = digest("page", page_key(opened.page.url) if opened.page.url else opened.text)
        known = pages_by_key.get(key)
        if known is None or opened.text < known.text:
            pages_by_key[key] = opened
    seen: list[Seen] = []
    for _, opened in sorted(pages_by_key.items()):
        one = _seen(opened)
        if one is not None:
            seen.append(one)
        if len(seen) >= LEARNED_FROM:
            break
    return learn(seen)


def _seen(opened: Opened) -> Seen | None:
    """The page as it is read without a template; None where it has no content."""
    if opened.root is None:
        return None
    layout = lay_out(opened.root)
    found = found_in(opened, layout)
    if found.page in BARRIERS:
        return None
    told = [said.fields for said in found.statements if isinstance(said.fields, Telling)]
    own = [o for fields in told if fields.block is None for o in fields.origins.values()]
    return Seen(layout, str(found.page), tuple(o.box for o in own if o.box and o.how in _SURELY))
