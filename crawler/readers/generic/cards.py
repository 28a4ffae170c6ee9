"""Cards of category and search pages: repeated blocks round links of one pattern, found by structure alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice

from crawler.readers.addresses import absolute
from crawler.readers.generic.addresses import leads_to, pattern_of
from crawler.readers.generic.box import Box, Run, is_struck
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import amounts, currency_in
from crawler.readers.generic.words import ACTIONS

# A site shows 10 to 100 listings a page; a hostile one may show thousands.
CARDS_LIMIT = 1_000
_CLIMB = 14
_STANDING = 5
_HOLDING = 8  # groups of one link: that of its address and of the few places where it stands
# A link that says no more than the name of a currency switches the currency.
_CODE = 6
# What shops call a price of the past; weak evidence, taken only where another amount stands beside it.
_OLD = re.compile(r"(?<![a-z])(?:old|regular|was|before|strike|crossed|compare|rrp|msrp|uvp)(?![a-z])")
_NAMED = re.compile(r"(?<![a-z])(?:title|name|ttl|heading)(?![a-z])", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Card:
    """One thing shown among others: its address, its boxes in order, the text of its link, and the link."""

    url: str
    title: str
    boxes: tuple[Box, ...]
    link: Box

    def holds(self, box: Box) -> bool:
        return any(b.holds(box) for b in self.boxes)

    def size(self) -> int:
        return sum(b.last_run - b.first_run for b in self.boxes)

    def runs(self, layout: Layout) -> list[Run]:
        return [run for box in self.boxes for run in layout.runs_in(box)]


@dataclass(slots=True)
class _Group:
    """Links of one pattern, by address, with the orders of their boxes."""

    anchors: dict[str, list[Box]]
    orders: list[int]
    urls: list[str]

    def alone(self, box: Box, url: str) -> bool:
        """Whether the box holds no link of the group to another address."""
        first, last = bisect_left(self.orders, box.order), bisect_left(self.orders, box.end)
        near = self.urls[first : min(last, first + 50)]
        return self.urls[first] == url == self.urls[last - 1] and all(other == url for other in near)


def cards_of(layout: Layout, base: str) -> list[Card]:
    """The cards of the page's main repeated block; [] where no block repeats with prices in it."""
    best: list[Card] = []
    best_score = 0.0
    for group in _groups(layout, base):
        cards = _cards(group)
        priced = sum(1 for card in cards if _priced(card, layout))
        if priced * 2 < len(cards) or not priced or _uneven(cards, layout):
            continue
        kind = leads_to(cards[0].url) if cards else ""
        if kind in ("vendor", "category", "thread") or (len(cards) == 1 and not _sole(cards[0], kind, layout)):
            continue
        score = priced * (3.0 if kind == "listing" else 1.0)
        if score > best_score:
            best, best_score = cards, score
    return best


def _uneven(cards: list[Card], layout: Layout) -> bool:
    """Whether one is rather the page's content: most of it, or much of it and alone or far larger than the others."""
    sizes = sorted(sum(box.size for box in card.boxes) for card in cards)
    much, most = sizes[-1] * 10 > layout.content * 4, sizes[-1] * 10 > layout.content * 8
    alone = len(sizes) == 1 or sizes[-1] > 2 * sizes[(len(sizes) - 1) // 2]
    return most or (much and alone)


def _sole(card: Card, kind: str, layout: Layout) -> bool:
    """Whether a card that stands alone is one: it leads to a listing by number, and is a small part of the page."""
    size = sum(box.size for box in card.boxes)
    return (
        kind == "listing"
        and any(ch.isdigit() for ch in card.url.partition("//")[2].partition("/")[2])
        and size * 2 < layout.content
    )


def _groups(layout: Layout, base: str) -> list[_Group]:
    """Links to alike addresses, and links that stand alike in the page, where those are others."""
    alike: dict[str, list[tuple[Box, str]]] = defaultdict(list)
    placed: dict[tuple[str, ...], list[tuple[Box, str]]] = defaultdict(list)
    for box in layout.links():
        url = None if box.chrome else absolute(box.attrs["href"], base)
        if url and leads_to(url) != "act":
            alike[pattern_of(url)].append((box, url))
            if leads_to(url) in ("listing", ""):
                placed[(leads_to(url), *_standing(box))].append((box, url))
    by_address = [links for pattern, links in alike.items() if "#" in pattern or not pattern.endswith("?")]
    groups: list[_Group] = []
    known: dict[str, list[_Group]] = defaultdict(list)
    for links in [*by_address, *placed.values()]:
        holding = known[links[0][1]][:_HOLDING]
        if any(all(url in group.anchors for _, url in links) for group in holding):
            continue
        if group := _group(links):
            groups.append(group)
            for url in group.anchors:
                known[url].append(group)
    return groups


def _group(links: list[tuple[Box, str]]) -> _Group | None:
    """The links as a group, None where most say nothing that could be a title."""
    anchors: dict[str, list[Box]] = defaultdict(list)
    for box, url in links:
        anchors[url].append(box)
    named = sum(1 for boxes in anchors.values() if _title(boxes))
    if named * 2 < len(anchors):
        return None
    return _Group(dict(anchors), [box.order for box, _ in links], [url for _, url in links])


def _standing(box: Box) -> tuple[str, ...]:
    """How a link stands in the page: its class, and the tags from it up."""
    return (box.attrs.get("class", ""), *(up.tag for _, up in zip(range(_STANDING), box.up(), strict=False)))


def _title(boxes: list[Box], said_often: frozenset[str] = frozenset()) -> str:
    texts = [_anchor_text(box) for box in boxes]
    texts = [t for t in texts if t not in said_often] or texts
    texts = [t for t in texts if _LETTERS.search(t) and not (ACTIONS.match(t) and len(t) < 18) and not _only_money(t)]
    return max(texts, key=len, default="")


def _anchor_text(box: Box) -> str:
    """What a link says: its heading where it wraps a whole card, else its text, else its picture's."""
    heading = next((b for b in box.boxes if b.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b")), None)
    if heading is not None and heading.flat:
        return heading.flat
    if parts := _told_apart(box):
        return parts
    if box.flat and any(b.is_block for b in box.boxes):
        return next((b.flat for b in box.boxes if b.flat), box.flat)
    shown = box.flat or next((b.attrs.get("alt", "") for b in box.boxes if b.tag == "img"), "")
    full = " ".join(box.attrs.get("title", "").split())
    cut = shown.rstrip(".… ")
    return full if full and shown.endswith(("...", "…")) and full.startswith(cut[:20]) else shown


def _told_apart(box: Box) -> str:
    """What a link that wraps a whole card in pieces calls it: the piece called so, else the first that is no price."""
    pieces = [b for b in box.boxes if b.flat]
    if len(pieces) < 2 or not any(_only_money(b.flat) for b in pieces):
        return ""
    worded = [b for b in pieces if _LETTERS.search(b.flat) and not _only_money(b.flat)]
    named = next((b for b in worded if _NAMED.search(b.attrs.get("class", ""))), None)
    return named.flat if named is not None else next((b.flat for b in worded), "")


def _only_money(text: str) -> bool:
    if currency_in(text) and (len(text) <= _CODE or len(text.split()) == 1):
        return True
    found = amounts(text)
    return bool(found) and len(text) - (found[-1].end - found[0].start) <= 8


def _cards(group: _Group) -> list[Card]:
    cards: list[Card] = []
    often = _said_often(group)
    for url, boxes in list(group.anchors.items())[:CARDS_LIMIT]:
        titled = [box for box in boxes if _title([box], often)] or boxes
        box = titled[0]
        for at, up in enumerate(titled[0].up()):
            if at >= _CLIMB or up.tag in ("body", "html") or not group.alone(up, url):
                break
            box = up
        title = _title(boxes, often)
        link = next((b for b in boxes if _anchor_text(b) == title), boxes[0])
        cards.append(Card(url, title, _run_of(box, group, url), link))
    return _alike([card for card in cards if card.title])


def _said_often(group: _Group) -> frozenset[str]:
    """Link texts that many cards share, such as "View full description"."""
    counts = Counter(_anchor_text(box) for boxes in group.anchors.values() for box in boxes[:4])
    return frozenset(text for text, count in counts.items() if count > max(2, len(group.anchors) // 4))


def _alike(cards: list[Card]) -> list[Card]:
    """The cards whose boxes stand alike in the page: those of the main block."""
    if not cards:
        return []
    shapes = [(c.boxes[0].tag, c.boxes[0].depth) for c in cards]
    most = Counter(shapes).most_common(1)[0][0]
    alike = [card for card, shape in zip(cards, shapes, strict=True) if shape == most]
    sizes = sorted(c.size() for c in alike)
    middle = sizes[len(sizes) // 2]
    return [card for card in alike if middle <= 6 * card.size() <= 36 * middle]


def _run_of(box: Box, group: _Group, url: str) -> tuple[Box, ...]:
    """The box, and where several things share one parent without boxes of their own, what follows up to the next."""
    parent = box.parent
    if parent is None or parent.tag in ("tr", "tbody", "table") or amounts(box.flat):
        return (box,)
    boxes = [box]
    for sibling in box.after(8):
        first, last = bisect_left(group.orders, sibling.order), bisect_left(group.orders, sibling.end)
        if any(u != url for u in group.urls[first:last]):
            break
        boxes.append(sibling)
    return tuple(boxes)


def _priced(card: Card, layout: Layout) -> bool:
    return any(any(ch.isdigit() for ch in run.text) and amounts(run.text) for run in card.runs(layout)[:60]) or any(
        amounts(box.flat) for box in card.boxes
    )


def current(runs: list[Run]) -> list[Run]:
    """The texts without prices of the past: what is crossed out, and what is called old beside another amount."""
    kept = [run for run in runs if not _struck(run)]
    priced = [run for run in kept if any(ch.isdigit() for ch in run.text) and amounts(run.text)]
    old = {run.at for run in priced if _called_old(run) or _labelled_old(run, runs)} if len(priced) > 1 else set()
    return [run for run in kept if run.at not in old] if len(old) < len(priced) else kept


def _struck(run: Run) -> bool:
    return is_struck(run.box) or any(is_struck(up) for up in islice(run.box.up(), 3))


def _labelled_old(run: Run, runs: list[Run]) -> bool:
    """Whether a label calls the price one of the past, in its own text or in the one before."""
    if field_of(run.text.replace("：", ":").partition(":")[0]) == "was":
        return True
    at = bisect_left(runs, run.at, key=lambda one: one.at)
    return at > 0 and runs[at - 1].at == run.at - 1 and field_of(runs[at - 1].text) == "was"


def _called_old(run: Run) -> bool:
    near = (run.box, *(b for _, b in zip(range(2), run.box.up(), strict=False)))
    return any(_OLD.search(b.hint()) for b in near if len(b.flat) <= 48)
