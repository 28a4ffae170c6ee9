"""Listings as cards of category, search and vendor pages show them."""

from __future__ import annotations

from crawler.readers.generic.cards import Card, struck
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.offers import Fields, from_pairs, money_near, route_near, vendor_link
from crawler.readers.generic.pairs import Pair, pairs_within
from crawler.readers.generic.said import columns_of
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import Kind, Statement

_BY = ("by ", "@", "vendor: ", "seller: ")


def card_statements(layout: Layout, cards: list[Card], pairs: list[Pair], language: str) -> list[Statement]:
    """One statement a card. A card states what it shows, never more."""
    found: list[Statement] = []
    for card in cards:
        fields = _fields(layout, card, pairs, language)
        found.append(Statement(Kind.LISTING, page_key(card.url), fields))
    return found


def _fields(layout: Layout, card: Card, pairs: list[Pair], language: str) -> Fields:
    runs = card.runs(layout)
    if not runs:
        return {"title": card.title}
    first, last = runs[0].at, runs[-1].at
    mine = pairs_within(pairs, first, last + 1) + _columns(card)
    fields: Fields = {"title": card.title} | from_pairs(mine, language)
    texts = [run.text for run in runs if not struck(run)]
    if "price" not in fields:
        money = money_near([t for t in texts if t not in card.title and card.title[:40] not in t], language)
        money = money or money_near([box.flat.replace(card.title, " ") for box in card.boxes], language)
        if money:
            fields["price"], fields["currency"] = money
    vendor = "" if "vendor" in fields else vendor_link(layout, card.boxes) or _by(texts)
    if vendor:
        fields["vendor"] = vendor
    route_near(texts, fields)
    return fields


def _columns(card: Card) -> list[Pair]:
    """What the heads of a table's columns call the cells of a card that is a row."""
    row = card.boxes[0]
    heads = columns_of(row)
    cells = [(heads.get(at, ""), cell) for at, cell in enumerate(row.boxes)]
    return [Pair(name, cell.flat, cell, name, cell.first_run) for name, cell in cells if name and cell.flat]


def _by(texts: list[str]) -> str:
    for text in texts:
        lowered = text.lower()
        for word in _BY:
            if lowered.startswith(word) and len(text.split()) <= 3 and len(text) <= 40:
                return text[len(word) :].strip()
    return ""
