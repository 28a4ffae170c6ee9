"""The generic reader: what a page of a site that nobody described says. A pure function of its tree and address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.readers.addresses import refresh_target
from crawler.readers.generic import barrier, leads
from crawler.readers.generic.addresses import leads_to, names_none, slug_of, sound
from crawler.readers.generic.beside import set_aside
from crawler.readers.generic.cards import Card, cards_of
from crawler.readers.generic.category import card_statements
from crawler.readers.generic.discussion import (
    bears_rating,
    is_feedback,
    lists_pages,
    post_statements,
    review_statements,
    speaks,
    stated_reviews,
)
from crawler.readers.generic.found import Found
from crawler.readers.generic.headings import headings
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.listing import listing_fields
from crawler.readers.generic.offers import amounts_of, money_near, states
from crawler.readers.generic.offices import is_office
from crawler.readers.generic.pairs import Pair, pairs_of
from crawler.readers.generic.sections import Sections, sections_of
from crawler.readers.generic.selling import buys, sells
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.structured import Stated, products, reviews
from crawler.readers.generic.threads import Blocks, blocks_of
from crawler.readers.generic.told import Telling
from crawler.readers.generic.vendor import names_slug, pgp_block, vendor_fields
from crawler.readers.generic.words import EMPTY, REVIEWS
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import Kind, Page, Statement

# Labels that speak of one listing, and those that speak of one vendor.
_OF_LISTING = frozenset(
    {"price", "vendor", "ships_from", "ships_to", "stock", "description", "category", "escrow", "sold"}
)
_OF_VENDOR = frozenset({"member_since", "last_online", "sales", "pgp", "rating", "name"})
_OF_PROFILE = frozenset({"member_since", "last_online", "sales"})
# Quantity tiers repeat a price label a few times on one listing's page.
_OFTEN = 4
# A price tag is no longer than this.
_TAG = 24
# A profile may show the vendor's listings; a page with many more cards than facts of a vendor is no profile.
_MANY = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was found in the page before its kind is decided."""

    layout: Layout
    url: str
    base: str
    pairs: list[Pair]
    cards: list[Card]
    blocks: Blocks
    sections: Sections
    products: list[Stated]
    reviews: list[Stated]

    @property
    def around(self) -> Spans:
        return Spans([*(b for card in self.cards for b in card.boxes), *self.blocks.boxes])

    def labels(self) -> set[str]:
        """The fields that labels outside cards and reviews name; one named often is said of many things, not of one."""
        around = self.around
        mine = (p for p in self.pairs if not around.hold(p.box) and not p.box.chrome)
        counts = Counter(p.field for p in mine if states(p, self.layout.language))
        return {name for name, count in counts.items() if count <= _OFTEN or name not in ("price", "vendor")}


def read_layout(layout: Layout, url: str, *, base: str = "", refresh: str = "") -> Found:
    """What the page says. `base` is what its relative links start from, where that is not `url`.

    `refresh` is what a header of this name says. Barriers and unreadable pages yield no statement.
    """
    if refresh:
        layout.metas.setdefault("refresh", refresh)
    set_aside(layout)
    url = sound(url)
    base = sound(base) or url or leads.UNKNOWN
    seen = _see(layout, url, base)
    page = _kind(seen)
    office = page == Page.HOME and not seen.products and is_office(layout, url)
    statements, notes = ([], []) if office else _statements(seen, page)
    if layout.cut:
        notes.append("page: too large or too deeply nested, read in part")
    notes += _guesses(statements)
    return Found(
        page=page,
        statements=tuple({(said.kind, said.key): said for said in statements}.values()),
        links=leads.links_of(layout, base),
        candidates=leads.candidates_of(layout, base),
        notes=tuple(notes),
    )


def _guesses(statements: list[Statement]) -> list[str]:
    """What is no more than a guess, said once for all things of a kind."""
    counts: Counter[str] = Counter()
    for said in statements:
        told = said.fields
        if isinstance(told, Telling):
            counts.update(f"{said.kind}.{name} is a guess, by {told.origins[name].how}" for name in told.guesses())
    return [f"{what} ({times} times)" if times > 1 else what for what, times in counts.items()]


def _see(layout: Layout, url: str, base: str) -> Seen:
    pairs = pairs_of(layout)
    cards = cards_of(layout, base)
    own = {p.at for p in pairs if p.field in ("member_since", "last_online")}
    sections = sections_of(layout)
    blocks = blocks_of(layout, own, sections.other if sections.reviews else [])
    if is_feedback(layout, blocks.boxes):
        cards = [card for card in cards if not Spans(blocks.boxes).hold(card.boxes[0])]
    shown = Spans(box for card in cards for box in card.boxes)
    boxes = [box for box in blocks.boxes if not shown.hold(box) and not shown.lie_in(box)]
    blocks = Blocks(boxes, blocks.numbers, blocks.by)
    return Seen(layout, url, base, pairs, cards, blocks, sections, products(layout), reviews(layout))


def _kind(seen: Seen) -> Page:
    labels = seen.labels()
    of_listing = len(labels & _OF_LISTING)
    evidence = of_listing + min(len(seen.cards), 4) + min(len(seen.blocks.boxes), 4) + 3 * bool(seen.products)
    wall = barrier.barrier_of(seen.layout, evidence=evidence, labels=of_listing, away=_leads_away(seen))
    if wall is not None:
        return wall
    if not seen.products and is_office(seen.layout, seen.url):
        return Page.HOME
    if _is_thread(seen, labels):
        return Page.POST
    if _is_listing(seen, labels):
        return Page.LISTING
    if _is_vendor(seen, labels):
        return Page.VENDOR
    if seen.blocks.boxes and _rated(seen) and _headed_reviews(seen):
        return Page.REVIEW
    if seen.cards or len(seen.products) > 1:
        return Page.HOME if _is_root(seen.url) else Page.CATEGORY
    if seen.blocks.boxes and (_speaks_of_reviews(seen) or _rated(seen)):
        return Page.REVIEW
    if EMPTY.search(" ".join(r.text for r in seen.layout.runs if not r.box.chrome)[:8_000]):
        return Page.CATEGORY
    if names_none(seen.url):
        return Page.CATEGORY
    return Page.CATEGORY if leads_to(seen.url) == "category" else Page.HOME


def _leads_away(seen: Seen) -> bool:
    moved = refresh_target(seen.layout.metas.get("refresh", ""), seen.base)
    return bool(seen.url and moved) and moved.partition("#")[0] != seen.url.partition("#")[0]


def _is_listing(seen: Seen, labels: set[str]) -> bool:
    if len(seen.products) == 1:
        return True
    layout, around = seen.layout, seen.around
    bought = buys(layout, around)
    sold = bought and sells(layout, around, named=len(seen.cards) > 1)
    if sold and leads_to(seen.url) != "category":
        return True
    if seen.cards and leads_to(seen.url) == "category":
        return False
    if len(seen.cards) >= 2 and "price" not in labels:
        return False
    strong = len(labels & (_OF_LISTING - {"category", "description"}))
    if "price" in labels and strong >= 2:
        return True
    if labels & {"price", "vendor"} and strong >= 3:
        return True
    if bought and ({"ships_from", "ships_to"} <= labels or (not seen.cards and _shows_price(seen))):
        return True
    return leads_to(seen.url) == "listing" and not seen.cards and ("price" in labels or bought or strong >= 2)


def _shows_price(seen: Seen) -> bool:
    """Whether a price stands by itself outside the site's frame, below a heading that may be a title."""
    short = (run for run in seen.layout.runs if len(run.text) <= _TAG and not run.box.chrome)
    return bool(headings(seen.layout)) and money_near(amounts_of(short), seen.layout.language) is not None


def _is_vendor(seen: Seen, labels: set[str]) -> bool:
    key = pgp_block(seen.layout) is not None
    own = len(labels & _OF_VENDOR) + (key and "pgp" not in labels)
    if leads_to(seen.url) == "vendor":
        if names_none(seen.url) and own < 2:
            return False
        told = bool(seen.blocks.boxes) and REVIEWS.search(slug_of(seen.url)) is not None
        return own >= 1 or (len(seen.cards) < _MANY and not told and names_slug(seen.layout, seen.url))
    profile = len(labels & _OF_PROFILE)
    return profile >= 1 and own >= 2 and (key or len(seen.cards) < _MANY or _is_titled(seen))


def _is_titled(seen: Seen) -> bool:
    """Whether the page's own title names the vendor whom a label names, as "Contact leafyard" does."""
    shown = {p.value.split()[0].lower() for p in seen.pairs if p.field in ("name", "vendor") and p.value.split()}
    return any(len(word) >= 3 and word in shown for word in seen.layout.title.lower().split())


def _is_thread(seen: Seen, labels: set[str]) -> bool:
    if not seen.blocks.boxes or "price" in labels:
        return False
    kind = leads_to(seen.url)
    if kind != "thread" and _rated(seen):
        return False
    if kind == "thread":
        return True
    if lists_pages(seen.layout, seen.blocks.boxes, seen.url):
        return False
    if seen.blocks.by == "numbers":
        return True
    if kind in ("vendor", "listing", "act") or _is_listing(seen, labels) or _is_vendor(seen, labels):
        return False
    return seen.blocks.by == "names" or (not seen.cards and speaks(seen.layout, seen.blocks, seen.pairs))


def _rated(seen: Seen) -> bool:
    """Whether most blocks bear a rating or a name that the site has masked, as reviews do."""
    blocks = seen.blocks.boxes[:40]
    return sum(1 for box in blocks if bears_rating(seen.layout, box)) * 2 > len(blocks)


def _headed_reviews(seen: Seen) -> bool:
    """Whether the blocks stand under the page's own heading of reviews, beside whatever goods a sidebar shows."""
    first = seen.blocks.boxes[0].order
    heads = (box for box in headings(seen.layout, parts=True) if box.order < first and not box.chrome)
    return any(REVIEWS.match(box.flat) for box in heads) and REVIEWS.search(seen.layout.title) is not None


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    home = parts.path.strip("/") in ("", "home", "index.php", "index.html", "index")
    return url != "" and home and (not parts.query or parts.query.endswith("/home"))


def _speaks_of_reviews(seen: Seen) -> bool:
    return REVIEWS.search(" ".join(r.text for r in seen.layout.runs)[:8_000]) is not None


def _statements(seen: Seen, page: Page) -> tuple[list[Statement], list[str]]:
    layout, around = seen.layout, seen.around
    mine = [p for p in seen.pairs if not around.hold(p.box) and not p.box.chrome]
    cards = card_statements(layout, seen.cards, seen.pairs, layout.language)
    notes: list[str] = []
    found: list[Statement] = []
    if page == Page.LISTING:
        stated = seen.products[0] if len(seen.products) == 1 else {}
        fields, notes = listing_fields(layout, mine, sections=seen.sections, stated=stated, around=around)
        found = [Statement(Kind.LISTING, page_key(seen.url), fields)] if fields.get("title") else []
        found += review_statements(layout, seen.url, seen.blocks, seen.pairs) or stated_reviews(seen.url, seen.reviews)
    elif page == Page.VENDOR:
        fields = vendor_fields(layout, seen.url, pairs=mine, sections=seen.sections, around=around)
        found = [Statement(Kind.VENDOR, page_key(seen.url), fields)] if fields else []
        found += cards + review_statements(layout, seen.url, seen.blocks, seen.pairs)
    elif page == Page.POST:
        found = post_statements(layout, seen.url, seen.blocks, seen.pairs)
    elif page in (Page.CATEGORY, Page.HOME):
        found = cards
    elif page == Page.REVIEW:
        found = review_statements(layout, seen.url, seen.blocks, seen.pairs)
    return found, notes
