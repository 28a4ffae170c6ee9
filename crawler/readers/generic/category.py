"""Listings as cards of category, search and vendor pages show them."""

from __future__ import annotations

import re

from crawler.readers.generic.box import Box
from crawler.readers.generic.cards import Card, current
from crawler.readers.generic.columns import columns_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import amounts
from crawler.readers.generic.offers import from_pairs, money_near, route_near, strip_counts, take_money, vendor_link
from crawler.readers.generic.pairs import Pair, pairs_within
from crawler.readers.generic.told import How, Telling, Told
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import Kind, Statement

_BY = re.compile(
    r"^(?:(?:by|sold by|von|verkauft von|par|vendu par|por|vendido por|da|di|venduto da|door|verkocht door|przez|od|av"
    r"|af|от|oleh|bởi|โดย)\s*[:：]?\s+|@)(?P<name>\S.{0,30})$",
    re.IGNORECASE,
)


def card_statements(layout: Layout, cards: list[Card], pairs: list[Pair], language: str) -> list[Statement]:
    """One statement a card. A card states what it shows, never more."""
    found: list[Statement] = []
    for card in cards:
        fields = _fields(layout, card, pairs, language)
        found.append(Statement(Kind.LISTING, page_key(card.url), fields))
    return found


def _fields(layout: Layout, card: Card, pairs: list[Pair], language: str) -> Telling:
    runs = card.runs(layout)
    fields = Telling(block=card.boxes[0])
    fields.tell("title", card.title, how=How.LINK, box=card.link)
    if not runs:
        return fields
    first, last = runs[0].at, runs[-1].at
    mine = pairs_within(pairs, first, last + 1) + _columns(card)
    from_pairs(mine, language, fields)
    texts = [(run.text, run.box) for run in current(runs)]
    if "price" not in fields:
        shown = [(t, box) for t, box in texts if t not in card.title and card.title[:40] not in t]
        whole = [(box.flat.replace(card.title, " "), box) for box in card.boxes]
        take_money(fields, money_near(shown, language) or money_near(whole, language))
    if "vendor" not in fields:
        fields.take("vendor", vendor_link(layout, card.boxes) or _by(texts))
    route_near(texts, fields)
    return fields


def _columns(card: Card) -> list[Pair]:
    """What the heads of a table's columns call the cells of a card that is a row."""
    row = card.boxes[0]
    heads = columns_of(row)
    cells = [(heads.get(at, ""), cell) for at, cell in enumerate(row.boxes)]
    return [Pair(name, cell.flat, cell, name, cell.first_run, How.COLUMN) for name, cell in cells if name and cell.flat]


def _by(texts: list[tuple[str, Box]]) -> Told | None:
    for text, box in texts:
        match = _BY.match(text) if len(text) <= 48 and len(text.split()) <= 4 else None
        if match and not any(amounts(text)):
            return Told(strip_counts(match["name"]), How.BY, box)
    return None
