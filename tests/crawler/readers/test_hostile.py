"""Pages made to hurt: each is read in bounded work, and what was left out is noted.

The bound is on the work (elements, characters, blocks), which does not depend on the machine; a page that cost quadratic time
(400,000 attributes: more than 20 s in the parser alone) would be seen by anyone who runs this.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.profiles import load
from crawler.readers import SavedPage, open_page, read
from crawler.readers.plain import MAX_TEXT
from crawler.readers.statements import MAX_BLOCKS, MAX_LINKS
from crawler.readers.tree import MAX_TAGS
from tidewaiter.model.sighting import Page

PROFILE = load(
    """\
source: hostile
title: Hostile
kind: market
pages:
  - page: listing
    when: {css: h1}
    statements:
      - {kind: listing, fields: {title: h1, description: .d, price: .p}}
      - {kind: review, each: .r, key: part, fields: {text: p}}
follow:
  - {css: a, expects: listing}
""",
    "hostile.yaml",
)

PAGES = {
    "nested": "<h1>x</h1>" + "<div>" * 100_000 + "deep",
    "nested-bold": "<h1>x</h1>" + "<b>" * 100_000,
    "unclosed-tables": "<h1>x</h1>" + "<table><tr><td>" * 60_000,
    "one-line": "<h1>x</h1><p class=d>" + "x" * 10_000_000,
    "attributes": "<h1>x</h1><a " + " ".join(f"b{n}=1" for n in range(400_000)) + ">y</a>",
    "attributes-quoted": "<h1>x</h1><a " + " ".join(f'b{n}=">"' for n in range(300_000)) + ">y</a>",
    "attributes-in-comment": "<h1>x</h1><!-- <a x=' --><a " + " ".join(f"b{n}" for n in range(300_000)) + "> '>",
    "half-tags": "<h1>x</h1>" + "<a b=" * 600_000,
    "half-quotes": "<h1>x</h1>" + "<a b='\"" * 400_000,
    "elements": "<h1>x</h1>" + "<i>y" * 600_000,
    "comments": "<h1>x</h1>" + "<!--" * 500_000,
    "script": "<h1>x</h1><script>" + "<" * 1_000_000,
    "entities": "<h1>x</h1><p class=d>" + "&amp;" * 700_000,
    "long-address": "<h1>x</h1><a href='" + "x" * 3_000_000 + "'>y</a>",
    "links": "<h1>x</h1>" + "".join(f"<a href=/l/{n}>y</a>" for n in range(40_000)),
    "blocks": "<h1>x</h1>" + "".join(f"<div class=r><p>{n}</p></div>" for n in range(40_000)),
    "zero-bytes": "<h1>x\x00y</h1>" + "<p class=d>a\x00b</p>" + "<p>much more</p>" * 9,
    "prices": "<h1>x</h1><p class=p>" + "1,1." * 500_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_within_limits(name):
    reading = read(SavedPage("http://a.onion/l/1", PAGES[name].encode()), "c", PROFILE)
    assert reading.page in (Page.LISTING, Page.ERROR, Page.HOME, Page.CATEGORY)
    assert len(reading.links) <= MAX_LINKS
    assert len(reading.statements) <= MAX_BLOCKS + 1
    assert all(len(str(value)) <= MAX_TEXT for one in reading.statements for value in one.fields.values())


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_has_few_elements(name):
    opened = open_page(SavedPage("", PAGES[name].encode()))
    assert opened.root is None or int(opened.root.xpath("count(//*)")) <= MAX_TAGS + 10
    assert len(opened.said) <= MAX_TEXT


NOTED = [
    ("nested", "nested so deeply"),
    ("one-line", "only the first"),
    ("attributes", "more than 200 attributes"),
    ("attributes-quoted", "more than 200 attributes"),
    ("half-tags", "more than 200000 tags"),
    ("links", "more than 5000 links"),
]


@pytest.mark.parametrize(("name", "note"), NOTED)
def test_what_was_left_out_is_noted(name, note):
    reading = read(SavedPage("http://a.onion/l/1", PAGES[name].encode()), "c", PROFILE)
    assert any(note in said for said in reading.notes)
    assert reading.statements[0].fields["title"] == "x"


def test_zero_bytes_are_dropped():
    reading = read(SavedPage("http://a.onion/l/1", PAGES["zero-bytes"].encode()), "c", PROFILE)
    assert reading.statements[0].fields == {"title": "xy", "description": "ab"}


TAGS = st.sampled_from(
    "html body div p a h1 table tr td pre script style form input meta title br b select base".split()
)
NAMES = st.sampled_from(["class", "href", "id", "style", "content", "http-equiv", "name", "charset"])


@st.composite
def soup(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 12))):
        value = draw(
            st.text(max_size=12)
            | st.sampled_from(["d", "r", "p", "//x", "http://[", "javascript:x", "refresh", "0;url"])
        )
        parts.append(
            draw(st.sampled_from([f"<{draw(TAGS)} {draw(NAMES)}='{value}'>", f"</{draw(TAGS)}>", value, "<!--", "<"]))
        )
    return "".join(parts)


@settings(max_examples=300, deadline=None)
@given(page=soup(), url=st.sampled_from(["", "http://a.onion/", "http://a.onion/l/1?x=%ff&page=2"]))
def test_no_soup_makes_the_reader_raise(page, url):
    for profile in (PROFILE, None):
        reading = read(SavedPage(url, page.encode("utf-8", "surrogatepass")), "c", profile)
        assert reading.capture == "c"
        assert all("\x00" not in link.url for link in reading.links)


@settings(max_examples=100, deadline=None)
@given(body=st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(body):
    assert read(SavedPage("http://a.onion/", b"<h1>" + body), "c", PROFILE).capture == "c"
