"""Hostile pages: bounded work, fewer fields, never a crash."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from crawler.readers.generic.layout import lay_out
from crawler.readers.generic.reader import read_layout
from tests.crawler.readers.generic.cases import HOST, framed
from tests.crawler.readers.generic.listing_cases import LISTINGS
from tidewaiter.model.sighting import BARRIERS, FIELDS, Page, Reading

URL = HOST + "/listing/1"
ROW = "<div class=c><a href=/listing/{n}>Blue Kettle Tea</a> <b>$5.00</b> <i>2025-01-02</i> <p>Fine tea, came soon.</p></div>"


def read(text: str, url: str = URL) -> Reading:
    return read_generic(SavedPage(url, text.encode("utf-8", "replace")), "capture")


def words(number: int) -> str:
    """A path of letters, another for each number."""
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    return f"{letters}/{letters[::-1]}x/{number}"


HOSTILE = {
    "100,000 nested elements": "<div>" * 100_000 + "<h1>Tea</h1>",
    "100,000 nested inline elements with text": "<b>x" * 100_000,
    "a megabyte in one line": "<h1>Tea</h1><p>Price: 5.00 USD " + "x" * 1_000_000,
    "a megabyte of digits": "<p>" + "1234567890" * 100_000,
    "a megabyte of separators": "<p>Price: " + "1,111" * 200_000,
    "a megabyte of labels": "<p>" + "Price: " * 140_000,
    "a megabyte of colons": "<p>" + ":" * 1_000_000,
    "a megabyte of stars": "<p>" + "★" * 300_000,
    "a megabyte of places": "<p>Ships to: " + "A, B, " * 150_000,
    "script only": "<script>" + "var price='5 USD';" * 50_000 + "</script>",
    "10,000 tables in tables": "<table><tr><td>Price" * 10_000,
    "20,000 links": "".join(f"<a href=/p/{n}>Tea {n}</a>" for n in range(20_000)),
    "5,000 links to addresses with nothing in common": "".join(
        f"<p><a href=/{words(n)}>Tea {n}</a> $5.00" for n in range(5_000)
    ),
    "5,000 headings of others": "<h3>Similar listings</h3><p>Tea $5.00" * 5_000,
    "20,000 label cells in one row": "<table><tr>" + "<td>Price</td>" * 20_000,
    "a style sheet of a megabyte": "<style>" + ".a{display:none}" * 60_000 + "</style><p>Price: 5 USD</p>",
    "JSON-LD nested 100,000 deep": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_give_a_reading(name: str) -> None:
    reading = read(HOSTILE[name])
    assert reading.page in Page
    assert len(reading.statements) <= 2_000
    assert len(reading.links) <= 5_000


def test_5000_identical_blocks_are_one_listing() -> None:
    reading = read(framed("<div>" + ROW.format(n=7) * 5_000 + "</div>"), HOST + "/category/1")
    assert len({s.key for s in reading.statements}) == len(reading.statements) <= 2


def test_5000_blocks_alike_are_cut_at_the_limit() -> None:
    reading = read(framed("<div>" + "".join(ROW.format(n=n) for n in range(5_000)) + "</div>"), HOST + "/category/1")
    assert reading.page == "category"
    assert len(reading.statements) == 1_000


def test_deep_nesting_loses_no_text_of_what_the_parser_keeps() -> None:
    tree = html.fromstring(
        "<div>" * 200 + "<h1>Tea</h1><p>Price: 5.00 USD</p><p>Vendor: leafyard</p>",
        parser=html.HTMLParser(huge_tree=True),
    )
    found = read_layout(lay_out(tree), URL)
    assert found.page == "listing"
    assert any("nested" in note for note in found.notes)


def test_a_price_of_forty_digits_is_no_price() -> None:
    reading = read(
        framed(
            "<h1>Tea</h1><p>Price: "
            + "9" * 40
            + " USD</p><p>Vendor: leafyard</p><p>Ships from: Spain</p><p>Stock: 4</p>"
        )
    )
    fields = reading.statements[0].fields
    assert "price" not in fields
    assert (fields["vendor"], fields["ships_from"]) == ("leafyard", "Spain")


def test_contradictory_structured_data_yields_to_what_is_seen_and_is_noted() -> None:
    stated = json.dumps({"@type": "Product", "name": "Tea", "offers": {"price": "1.00", "priceCurrency": "USD"}})
    body = f"<script type='application/ld+json'>{stated}</script><h1>Tea</h1><p>Price: 99.00 USD</p><p>Vendor: leafyard</p>"
    reading = read(framed(body))
    assert reading.statements[0].fields["price"] == "99.00"
    assert any("1.00" in note and "99.00" in note for note in reading.notes)


@pytest.mark.parametrize(
    "broken", ["{", "[]", "null", '"x"', '{"@type": 7}', '{"@type":"Product","name":{"a":[1]},"offers":[[]]}']
)
def test_broken_structured_data_is_passed_over(broken: str) -> None:
    page = f"<script type='application/ld+json'>{broken}</script><h1>Tea</h1><p>Price: 5 USD</p><p>Vendor: leafyard</p>"
    assert read(framed(page)).statements[0].fields["price"] == "5"


TAGS = "div p span a b table tr td th dl dt dd ul li h1 h2 h3 form input article blockquote br pre time del aside nav".split()
WORDS = ["Price", "Price:", "Vendor:", "Ships to", "5.00 USD", "a***b", "2025-01-02", "★★★", "Login", "captcha", "404", "Reviews", "Description", "x" * 50, "가격", "₿", "\u0000", "\ud800"]  # fmt: skip
ATTRIBUTES = ["", " href='/listing/1'", " href='/user/a'", " href='//['", " id=p12", " class=post", " style='display:none'", " type=password",
              " itemprop=price content=5", " itemscope itemtype='http://schema.org/Product'", " datetime=2025-13-45", " hidden"]  # fmt: skip
PIECE = st.one_of(
    st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)).map(lambda t: f"<{t[0]}{t[1]}>"),
    st.sampled_from(TAGS).map(lambda t: f"</{t}>"),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECE, max_size=60), st.sampled_from(["", URL, HOST + "/", HOST + "/threads/1", "http://["]))
def test_any_markup_gives_a_sound_reading(pieces: list[str], url: str) -> None:
    reading = read("<html><body>" + "".join(pieces), url)
    assert reading.page not in BARRIERS or not reading.statements
    keys = [(s.kind, s.key) for s in reading.statements]
    assert len(keys) == len(set(keys))
    for statement in reading.statements:
        assert set(statement.fields) <= set(FIELDS[statement.kind])
        assert all(value not in ("", ()) for value in statement.fields.values())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([case for case in LISTINGS if len(case.says) == 1]),
    st.lists(
        st.sampled_from(
            [
                "<nav><ul><li><a href='/category/9'>Everything</a></li><li><a href='/category/10'>Nothing</a></li></ul></nav>",
                "<div class='cookie'><p>We use cookies.</p><button>Accept</button></div>",
                "<aside><h3>Similar listings</h3><div><a href='/listing/8001'>Brown Kettle Tea</a> 3.00 USD</div>"
                "<div><a href='/listing/8002'>Black Kettle Tea</a> 4.00 USD</div></aside>",
                "<footer><p>Price: 1.00 USD</p><p>Vendor: nobody</p></footer>",
                "<div style='display:none'><p>Price: 1.00 USD</p></div>",
            ]
        ),
        max_size=3,
    ),
)
def test_what_stands_beside_a_listing_changes_nothing_of_it(case, extras: list[str]) -> None:
    page = case.html.replace("<footer>", "".join(extras) + "<footer>", 1)
    reading = read(page, case.url)
    mine = [dict(s.fields) for s in reading.statements if s.key == case.says[0][1]]
    assert mine == [case.says[0][2]]


@pytest.mark.parametrize("odd", ["<html class=''{'>x", "<html class=''\x1f'>x", "<p =a>x", "<p \"'>x", "<a b<c='d'>x"])
def test_attribute_names_that_no_tag_may_bear_stop_no_reader(odd: str) -> None:
    assert read_generic(SavedPage("http://a.onion/", odd.encode()), "c").capture == "c"
