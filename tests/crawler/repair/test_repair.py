"""Repair on small pages: what it proposes, and when it does not call itself sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.profiles import load
from crawler.readers import SavedPage, read
from crawler.repair import Fix, Pair, Repaired, repair
from tidewaiter.model.errors import ProfileError
from tidewaiter.model.sighting import Kind

PROFILE = """\
source: pier
title: Pier
kind: market
pages:
  - page: listing
    when: {css: h1.t}
    statements:
      - kind: listing
        fields: {title: h1.t, price: .p, vendor: .v, stock: .s, escrow: .e}
  - page: category
    when: {css: div.card}
    statements:
      - kind: listing
        each: div.card
        key: {link: a.t}
        fields: {title: a.t, price: .p}
      - kind: review
        each: div.said
        key: part
        fields: {text: p, author: b}
follow:
  - {css: a.t, expects: listing}
"""
NAMES = ("coral", "basalt", "amber", "flint", "jade", "onyx", "opal", "pearl", "quartz", "ruby", "slate", "topaz")
HOST = "http://pier.example"


def listing(n: int, *, price: str = "", new: bool = False, vendor: str = "", decoys: str = "") -> bytes:
    names = ("x-title", "x-cost", "x-who", "x-left", "x-safe") if new else ("t", "p", "v", "s", "e")
    tag = "h2" if new else "h1"
    cells = zip(names[1:], (price or f"{10 + n}.00 EUR", vendor or f"vendor {n % 5}", str(40 + n), "yes"), strict=True)
    rows = "".join(f'<p class="{name}">{value}</p>' for name, value in cells)
    return f'<html><body>{decoys}<{tag} class="{names[0]}">{NAMES[n]} tablets</{tag}>{rows}</body></html>'.encode()


def category(numbers: range, *, new: bool = False) -> bytes:
    card, link, price, said = ("x-card", "x-link", "x-price", "x-said") if new else ("card", "t", "p", "said")
    cards = "".join(
        f'<div class="{card}"><a class="{link}" href="/l/{n}">{NAMES[n]} tablets</a><i class="{price}">{10 + n}.00 EUR</i></div>'
        for n in numbers
    )
    said_ = "".join(f'<div class="{said}"><b>a{n}</b><p>good {NAMES[n]} as ever</p></div>' for n in numbers)
    return f"<html><body>{cards}{said_}</body></html>".encode()


def pair(path: str, before: bytes, now: bytes) -> Pair:
    return Pair(path, SavedPage(HOST + path, before), SavedPage(HOST + path, now))


def listings(count: int, make: Callable[[int], bytes]) -> list[Pair]:
    return [pair(f"/l/{n}", listing(n), make(n)) for n in range(count)]


def fix(made: Repaired, name: str) -> Fix:
    return next(one for one in made.fixes if one.name.endswith(f": {name}"))


def test_a_page_that_reads_well_needs_nothing() -> None:
    made = repair(PROFILE, "pier", [*listings(8, listing), pair("/c/1", category(range(6)), category(range(6)))])
    assert (made.fixes, made.text, made.pages) == ((), PROFILE, 9)
    assert not made.sure


def test_all_parts_are_found_again_on_pages_that_were_not_given() -> None:
    pairs = listings(10, lambda n: listing(n, new=True))
    pairs += [pair(f"/c/{n}", category(range(n, n + 5)), category(range(n, n + 5), new=True)) for n in range(6)]
    made = repair(PROFILE, "pier", pairs)
    profile = load(made.text, "pier")
    page = read(SavedPage(f"{HOST}/l/11", listing(11, new=True)), "x", profile)
    assert page.statements[0].fields == {
        "title": "topaz tablets", "price": "21.00", "currency": "EUR", "vendor": "vendor 1", "stock": 51, "escrow": "yes",
    }  # fmt: skip
    cards = read(SavedPage(f"{HOST}/c/9", category(range(4, 9), new=True)), "x", profile)
    assert [one.key for one in cards.statements if one.kind is Kind.LISTING] == [f"/l/{n}" for n in range(4, 9)]
    assert sum(one.kind is Kind.REVIEW for one in cards.statements) == 5
    assert {link.url for link in cards.links} == {f"{HOST}/l/{n}" for n in range(4, 9)}
    # Captures from before the change are read as they were.
    for former in (listing(3), category(range(3))):
        url = f"{HOST}/l/3" if b"<h1" in former else f"{HOST}/c/3"
        assert (
            read(SavedPage(url, former), "x", profile).statements
            == read(SavedPage(url, former), "x", load(PROFILE, "x")).statements
        )
    assert fix(made, "title").sure
    assert fix(made, "title").held == (5, 5)


def test_a_value_that_is_the_same_everywhere_is_not_sure() -> None:
    made = repair(PROFILE, "pier", listings(10, lambda n: listing(n, new=True)))
    escrow = fix(made, "escrow")
    assert not escrow.sure
    assert any("the same" in doubt for doubt in escrow.doubts)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_few_pages_are_no_sure_ground(count: int) -> None:
    made = repair(PROFILE, "pier", listings(count, lambda n: listing(n, new=True)))
    assert made.fixes
    assert not any(one.sure for one in made.fixes if one.where[0] == "pages")


def test_prices_that_moved_are_found_by_what_may_follow_them_and_not_sure() -> None:
    made = repair(PROFILE, "pier", listings(10, lambda n: listing(n, new=True, price=f"{12 + n}.50 EUR")))
    price = fix(made, "price")
    assert price.words == {"css": [".x-cost", ".p"]} or "x-cost" in str(price.words)
    assert not price.sure


def test_a_price_is_not_taken_from_elsewhere() -> None:
    """Of two amounts that may follow the former one, none is guessed at."""
    decoy = '<p class="z">13.00 EUR</p><p class="y">15.00 EUR</p>'
    made = repair(PROFILE, "pier", listings(10, lambda n: listing(n, new=True, price=f"{12 + n}.50 EUR", decoys=decoy)))
    price = fix(made, "price")
    assert not price.sure
    assert price.words is None or "x-cost" in str(price.words)


def test_values_that_are_gone_are_said_to_be_not_found() -> None:
    made = repair(PROFILE, "pier", listings(10, lambda n: listing(n, new=True, vendor="hidden")))
    vendor = fix(made, "vendor")
    assert (vendor.words, vendor.sure) == (None, False)
    assert vendor.doubts
    assert "vendor: .v" in made.text


def test_an_edited_title_is_no_broken_selector() -> None:
    edits = [listing(n).replace(b"tablets", f"tablets {NAMES[-n - 1]}".encode()) for n in range(8)]
    edited = [pair(f"/l/{n}", listing(n), edits[n]) for n in range(8)]
    assert repair(PROFILE, "pier", edited).fixes == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x89PNG\r\n",
        b"<html>",
        b"<div>" * 5_000,
        b"<a href='http://[::1'>x</a>" * 50,
        "<p>\u202e\x1b[2J</p>".encode(),
    ],
    ids=["nothing", "an image", "no text", "deep", "bad links", "codes"],
)
def test_what_is_no_page_any_more_proposes_nothing_and_breaks_nothing(body: bytes) -> None:
    made = repair(PROFILE, "pier", [*listings(4, lambda n: body), pair("/c/1", category(range(4)), body)])
    assert all(one.words is None or not one.sure for one in made.fixes)
    load(made.text, "pier")


def test_without_pairs_and_without_a_profile() -> None:
    assert repair(PROFILE, "pier", []).fixes == ()
    with pytest.raises(ProfileError):
        repair("source: [", "pier", [])


def test_the_same_pages_in_another_order_give_the_same_proposal() -> None:
    pairs = listings(10, lambda n: listing(n, new=True))
    assert repair(PROFILE, "pier", pairs).text == repair(PROFILE, "pier", pairs[::-1]).text
