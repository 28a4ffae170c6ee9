"""What the index knows of a record: the site's own fields over the text, sure words only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.derive import columns
from pipelines.index import entry
from tests.pipelines.conftest import NOON
from tidewaiter.model.mention import Mention, MentionKind, Status
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
