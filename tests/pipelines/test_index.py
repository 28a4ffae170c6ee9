"""What the index knows of a record: the site's own fields over the text, sure words only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.derive import columns
from pipelines.index import entry
from tests.pipelines.conftest import NOON
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer, Part
from tidewaiter.model.record import fold
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database.records import Kept


def kept(kind: Kind = Kind.LISTING, **fields: object) -> Kept:
    record = fold([Sighting("lanternfish", kind, "/a", "c", NOON, "http://a.onion", fields)])  # type: ignore[arg-type]
    return Kept(record, 7, columns(kind, record.fields))


def said(kind: MentionKind, value: object, *, place: str = "text", status: Status = Status.ASSERTED, **more: object):
    return Mention(kind, 0, 1, "x", value, 0.9, status, "r", more, (), place)  # type: ignore[arg-type]


def test_a_listing() -> None:
    listing = kept(title="MDMA 5g", description="pure", vendor="Gull", price="4.50", currency="eur", category="Drugs")
    found = entry(
        listing,
        [
            said(MentionKind.DRUG, "mdma"), said(MentionKind.DRUG, "mdma"), said(MentionKind.DRUG, "mda"),
            said(MentionKind.DRUG, "lsd", status=Status.SUSPECTED), said(MentionKind.SHIP_METHOD, "express"),
            said(MentionKind.SHIP_METHOD, "ems", negated=True), said(MentionKind.CONCEALMENT, "book"),
            said(MentionKind.WALLET, "1Boat"), said(MentionKind.CONTACT, "gull"), said(MentionKind.PGP, "A" * 40),
        ],
        "ko",
    )  # fmt: skip
    assert (found.id, found.revision, found.source, found.kind) == (listing.record.id, 7, "lanternfish", "listing")
    assert (found.title, found.body, found.vendor, found.language) == ("MDMA 5g", "pure", "Gull", "ko")
    assert (found.drugs, found.methods, found.concealments) == (("mdma", "mda"), ("express",), ("book",))
    assert (found.wallets, found.contacts, found.pgps) == (("1Boat",), ("gull",), ("A" * 40,))
    assert (found.price, found.currency, found.first_seen) == (Decimal("4.50"), "EUR", NOON)


@pytest.mark.parametrize(
    ("mentions", "froms"),
    [
        ([said(MentionKind.SHIP_FROM, "DE")], ("DE",)),
        ([said(MentionKind.SHIP_FROM, "DE"), said(MentionKind.SHIP_FROM, "NL", place="ships_from")], ("NL",)),
        ([said(MentionKind.SHIP_FROM, "DE"), said(MentionKind.SHIP_TO, "NL", place="ships_to")], ("DE",)),
        ([], ()),
    ],
)
def test_a_field_wins_over_the_text(mentions: list[Mention], froms: tuple[str, ...]) -> None:
    assert entry(kept(title="x"), mentions).froms == froms


def test_a_price_of_the_text_stands_in_for_a_field() -> None:
    offers = [said(MentionKind.PRICE, (4.0, 9.0), currency="EUR"), said(MentionKind.PRICE, "7.25", currency="EUR")]
    found = entry(kept(title="x"), offers)
    assert (found.price, found.currency) == (Decimal("7.25"), "EUR")
    found = entry(kept(title="x", price="99", currency="USD"), offers)
    assert (found.price, found.currency) == (Decimal("99"), "USD")


def test_other_kinds() -> None:
    vendor = entry(kept(Kind.VENDOR, name="Gull", description="hello", pgp="-----BEGIN"), [])
    assert (vendor.title, vendor.vendor, vendor.body) == ("Gull", "Gull", "hello\n-----BEGIN")
    post = entry(kept(Kind.POST, title="Hi", text="there", author="buyer:0123"), [])
    assert (post.title, post.vendor, post.body) == ("Hi", "", "there")


def offered(
    price: str, amount: str, *, unit: str = "g", currency: str | None = "EUR", place: str = "text", **more: object
):
    part = Part("price", MentionKind.PRICE, 0, 1, "x", place)
    whole = {"drug": "mdma", "parts": (part,), "evidence": ("beside it",), "score": 0.9, "status": Status.ASSERTED}
    return Offer(amount=Decimal(amount), unit=unit, price=Decimal(price), currency=currency, **(whole | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "offers", "expected"),
    [
        # the page's own price and the amount of its title
        ({"price": "200", "currency": "EUR"}, [offered("200", "5", place="price")], ("200", "EUR", "5", "40")),
        # a page that states no price is worth what its first offer is
        ({}, [offered("150", "3", currency="USD")], ("150", "USD", "3", "50")),
        ({}, [offered("30", "10", unit="count"), offered("80", "2")], ("30", "EUR", "2", "40")),
        # another currency than the record's is not reckoned with it
        ({"price": "200", "currency": "EUR"}, [offered("0.01", "5", currency="BTC")], ("200", "EUR", None, None)),
        ({"price": "200", "currency": "EUR"}, [offered("40", "1", currency=None)], ("200", "EUR", "1", "40")),
        # what is not weighed, or only suspected, has no price of a gram
        ({"price": "9", "currency": "EUR"}, [offered("9", "1", unit="count")], ("9", "EUR", None, None)),
        ({"price": "9", "currency": "EUR"}, [offered("9", "1", status=Status.SUSPECTED)], ("9", "EUR", None, None)),
        ({"price": "9", "currency": "EUR"}, [], ("9", "EUR", None, None)),
    ],
)
def test_the_price_of_a_gram_is_an_offers(
    fields: dict[str, str], offers: list[Offer], expected: tuple[str | None, ...]
) -> None:
    found = entry(kept(title="x", **fields), [], offers=offers)
    assert (found.price, found.currency, found.grams, found.unit_price) == (
        Decimal(str(expected[0])), expected[1], *(None if one is None else Decimal(one) for one in expected[2:])
    )  # fmt: skip


def test_a_weight_and_a_price_that_nothing_links_make_no_price_of_a_gram() -> None:
    weight = said(MentionKind.QUANTITY, 5, measure="amount", base=5, base_unit="g")
    found = entry(kept(title="x", price="99", currency="USD"), [weight])
    assert (found.grams, found.unit_price, found.unit_worth) == (Decimal(5), None, None)
