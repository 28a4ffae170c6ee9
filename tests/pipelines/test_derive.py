"""Columns, prices without loss, fingerprints of near-duplicates."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.buyers import MARK, hidden, pseudonym
from pipelines.derive import columns, fingerprint
from tests.pipelines.conftest import NOON
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.model.telling import plain_amount

TEXT = (
    "Pure MDMA crystal from Rotterdam, lab tested at 84 percent. We ship every working day before noon, vacuum sealed "
    "twice and hidden inside a birthday card. Tracked shipping to all of Europe, no reships to Norway and Finland."
)


@pytest.mark.parametrize(
    ("stated", "amount"),
    [
        ("120.50", "120.50"), (" 0.00012300 ", "0.00012300"), ("0", "0"), (12, "12"), (0.1, "0.1"), ("1e3", "1E+3"),
        ("99999999999999.99", "99999999999999.99"),
    ],
)  # fmt: skip
def test_amounts(stated: object, amount: str) -> None:
    assert plain_amount(stated) == Decimal(amount)


@pytest.mark.parametrize("stated", ["", "ten", "1,200.50", "-4", "nan", "inf", "1e99", True, None, ("1", "2"), "4 USD"])
def test_what_is_no_amount(stated: object) -> None:
    assert plain_amount(stated) is None


def test_columns_of_each_kind() -> None:
    listing = columns(Kind.LISTING, {"title": " Tea ", "vendor": "Gull", "price": "4.50", "currency": "usd"})
    assert (listing.title, listing.vendor, listing.handle, listing.price, listing.currency) == (
        "Tea", "Gull", "gull", Decimal("4.50"), "USD",
    )  # fmt: skip
    vendor = columns(Kind.VENDOR, {"name": "ＧＵＬＬ"})
    assert (vendor.title, vendor.handle) == ("ＧＵＬＬ", "gull")
    post = columns(Kind.POST, {"author": MARK + "0123", "title": "Hi", "text": "x"})
    assert (post.title, post.vendor, post.handle) == ("Hi", "", "")
    assert columns(Kind.REVIEW, {}).title == ""


NEAR = 12  # bits, of 64: see `fingerprint`


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_near_duplicates_are_near_and_others_are_not() -> None:
    copied = TEXT.replace("Rotterdam", "Antwerp").replace("birthday", "greeting").upper()
    other = "Dried mushrooms grown indoors, picked by hand and packed in foil; sent on Mondays by letter post to Japan."
    assert distance(fingerprint(TEXT), fingerprint(copied)) <= NEAR
    assert distance(fingerprint(TEXT), fingerprint(other)) > NEAR + 8


def test_near_duplicates_in_a_script_without_spaces() -> None:
    one = "高纯度晶体,荷兰直发,真空包装两层,隐藏在生日卡片里,全欧洲可追踪运输,不发往挪威和芬兰"
    assert distance(fingerprint(one), fingerprint(one.replace("荷兰", "德国"))) <= NEAR


def test_short_texts_have_no_fingerprint() -> None:
    assert [fingerprint(text) for text in ("", "MDMA", "MDMA 5g cheap", "!!! ??? ...")] == [""] * 4


@given(st.text())
def test_a_fingerprint_is_a_function_of_the_words(text: str) -> None:
    found = fingerprint(text)
    assert found == fingerprint("  " + text + " \n")
    assert found == "" or len(found) == 16


def test_a_buyer_is_one_on_a_source_whatever_the_case_and_another_elsewhere() -> None:
    key = b"k" * 32
    assert pseudonym("a", "Buyer1", key) == pseudonym("a", " buyer1 ", key)
    assert len({pseudonym("a", "x", key), pseudonym("b", "x", key), pseudonym("a", "y", key),
                pseudonym("a", "x", b"z" * 32)}) == 4  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "fields", "shown"),
    [
        (Kind.REVIEW, {"author": "gull", "text": "x"}, False),
        (Kind.POST, {"author": "Gull", "text": "x"}, True),
        (Kind.POST, {"author": "somebody", "text": "x"}, False),
        (Kind.LISTING, {"author": "somebody"}, True),
        (Kind.POST, {"author": "  ", "text": "x"}, True),
    ],
)
def test_whose_name_is_shown(kind: Kind, fields: dict[str, str], shown: bool) -> None:
    sighting = Sighting("a", kind, "/k", "c", NOON, "http://a.onion", fields)
    found = hidden(sighting, (), key=b"k", sellers={"gull"})
    assert (found == sighting) is shown
    assert found.id == sighting.id
