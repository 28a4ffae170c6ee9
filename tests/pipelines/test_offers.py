"""Offers on their way: from a page and its text through the record to the index, and anew after a reread."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines import Extraction, rebuild, reread
from pipelines.prepare import Rules
from tidewaiter.model.sighting import Kind, Page, Reading, Statement
from tidewaiter.search import Question
from tidewaiter.search.question import parse
from tidewaiter.search.question.asked import Sort
from tidewaiter.store.database import captures, records

PAGES = {
    "/1": {"title": "5g MDMA", "price": "200", "currency": "EUR", "description": "10g for 350 EUR"},
    "/2": {"title": "MDMA", "description": "1g $90"},
    "/3": {"title": "ketamine, best", "price": "99", "currency": "EUR", "description": "ask for 100g"},
    "/4": {"title": "XTC 100 pills", "price": "180", "currency": "EUR"},
}


@pytest.fixture
def market(home, statement):
    child = home.child()
    for key, fields in PAGES.items():
        child.page(key, statement(key, **fields))
    home.record(child)
    return home


def told(home):
    """By key, each offer: where its price stands, drug, amount, unit, price, price of one."""
    with home.database.read() as rows:
        kept = records.listed(rows, Kind.LISTING)
        found = records.offers(rows, kept)
    return {
        one.record.key: [
            (o.told_by.place, o.drug, str(o.amount), o.unit, str(o.price), str(o.unit_price))
            for o in found[one.record.id]
        ]
        for one in kept
    }


EXPECTED = {
    "/1": [("price", "mdma", "5", "g", "200", "40"), ("text", "mdma", "10", "g", "350", "35")],
    "/2": [("text", "mdma", "1", "g", "90", "90")],
    "/3": [],
    "/4": [("price", "mdma", "100", "count", "180", "1.8")],
}


def test_what_a_page_and_its_text_offer_is_in_the_record(market):
    assert told(market) == EXPECTED


def test_every_part_of_an_offer_is_a_mention_of_the_record(market):
    with market.database.read() as rows:
        kept = records.listed(rows, Kind.LISTING)
        said, found = records.mentions(rows, kept), records.offers(rows, kept)
    parts = [(one.record.id, part) for one in kept for offer in found[one.record.id] for part in offer.parts]
    assert parts
    for record, part in parts:
        assert (part.kind, part.place, part.start, part.end, part.raw) in {
            (m.kind, m.place, m.start, m.end, m.raw) for m in said[record]
        }


def titles(home, text="", **more):
    return [hit.id for hit in home.index.search(Question(parse(text), **more)).hits]


def test_search_asks_and_sorts_by_the_price_of_a_gram_that_is_offered(market):
    with market.database.read() as rows:
        keys = {one.record.id: one.record.key for one in records.listed(rows, Kind.LISTING)}
    assert {keys[one] for one in titles(market, "unit_price:40EUR")} == {"/1"}
    assert {keys[one] for one in titles(market, "unit_price:..1000USD")} == {"/2"}
    assert {keys[one] for one in titles(market, "grams:100")} == {"/3"}, "a weight without a price is still a weight"
    stats = market.index.search(Question(currency="EUR", stats=("unit_price",))).stats["unit_price"]
    assert (stats.count, stats.least) == (1, 40)
    cheapest = titles(market, currency="EUR", sort=Sort.CHEAPEST_GRAM)
    assert keys[cheapest[0]] == "/1"


def test_a_new_reading_replaces_offers_and_a_rebuild_keeps_them(market):
    with market.database.read() as rows:
        entered = [one for one in captures.of_source(rows, "lanternfish") if one.capture.url.endswith("/1")]
    again = [
        (one, Reading(one.capture.id, Page.LISTING, "reader-2", (Statement(Kind.LISTING, "/1", PAGES["/1"] | {"price": "150"}),)))
        for one in entered
    ]  # fmt: skip
    rules = Rules(Extraction.ours(), market.buyer_key, market.forbidden)
    assert reread(market.database, again, rules, ledger=market.ledger, at=market.now, person="ahn") == 1
    changed = EXPECTED | {"/1": [("price", "mdma", "5", "g", "150", "30"), EXPECTED["/1"][1]]}
    assert told(market) == changed
    rebuild(market.database)
    assert told(market) == changed


def test_amounts_come_back_to_the_last_digit(home, statement):
    child = home.child()
    child.page("/1", statement("/1", title="3g MDMA", price="0.00012345678901", currency="BTC"))
    home.record(child)
    with home.database.read() as rows:
        (kept,) = records.listed(rows, Kind.LISTING)
        (offer,) = records.offers(rows, [kept])[kept.record.id]
    assert (offer.price, offer.unit_price) == (Decimal("0.00012345678901"), Decimal("0.00004115226300"))
