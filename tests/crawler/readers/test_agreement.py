"""A source read without a profile first, and with one later: the same things keep their keys, and say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.profiles import Profile, load
from crawler.readers import SavedPage, read
from tests.crawler.readers.generic.cases import HOST, framed
from tidewaiter.model.keys import said_key
from tidewaiter.model.sighting import Kind, Reading

PROFILE = """\
source: lantern
title: Lantern
kind: market
pages:
  - page: listing
    when: {css: div.offer}
    statements:
      - kind: listing
        rows: [{each: div.offer tr, label: th, value: td}]
        fields:
          title: h1
          vendor: {row: Vendor}
          price: {row: Price}
          ships_from: {row: Ships from}
          ships_to: {row: Ships to}
          description: div.about
      - {kind: review, each: table.told tr.one, key: part, fields: {text: .t, author: .w, date: .d, rating: .r}}
  - page: category
    when: {css: div.card}
    statements:
      - {kind: listing, each: div.card, key: {link: h3 a}, fields: {title: h3 a, price: b, vendor: a.by}}
  - page: vendor
    when: {css: div.person}
    statements:
      - kind: vendor
        rows: [{each: div.person tr, label: th, value: td}]
        fields: {name: h1, member_since: {row: Member since}, last_online: {row: Last seen}, sales: {row: Sales}}
  - page: post
    when: {css: div.post}
    statements:
      - {kind: post, each: div.post, key: {number: {css: '.no', pattern: '([0-9]+)'}}, fields: {author: a.by, date: .d, text: .t}}
"""

REVIEW = '<tr class="one"><td class="r">5/5</td><td class="t">{}</td><td class="w">{}</td><td class="d">{}</td></tr>'
REVIEWS = (
    "<h2>Reviews</h2><table class='told'><tr><th>Rating</th><th>Comment</th><th>Buyer</th><th>Date</th></tr>{}</table>"
)
LISTING = """<div class="offer"><h1>Blue Kettle Tea 50g</h1><table><tr><th>Vendor</th><td><a href="/vendor/KettleHouse">KettleHouse</a></td></tr>
<tr><th>Price</th><td>USD 45.00</td></tr><tr><th>Ships from</th><td>Spain</td></tr><tr><th>Ships to</th><td>Spain, France</td></tr></table>
<h2>Description</h2><div class="about">Dried leaves from a small garden, packed in two bags.</div></div>"""
VENDOR = """<div class="person"><h1>KettleHouse</h1><table><tr><th>Member since</th><td>2021-03-04</td></tr>
<tr><th>Last seen</th><td>2025-01-02</td></tr><tr><th>Sales</th><td>1,204</td></tr></table></div>"""
CARD = '<div class="card"><h3><a href="/listing/{0}?sid=x{0}">{1}</a></h3><div>by <a class="by" href="/vendor/{2}">{2}</a></div><b>${0}.50</b></div>'
POST = '<div class="post" id="p{0}"><span class="no">#{0}</span> <a class="by" href="/user/{1}">{1}</a> <span class="d">2025-01-0{0} 10:30</span><div class="t">{2}</div></div>'


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(PROFILE, "lantern.yaml")


def both(path: str, body: str, profile: Profile, *, title: str = "Lantern") -> tuple[Reading, Reading]:
    page = SavedPage(HOST + path, framed(body, title).encode())
    return read(page, "capture"), read(page, "capture", profile)


def keys(reading: Reading, kind: Kind) -> list[str]:
    return sorted(one.key for one in reading.statements if one.kind == kind)


def fields(reading: Reading, kind: Kind) -> list[dict[str, object]]:
    return [dict(one.fields) for one in sorted(reading.statements, key=lambda one: one.key) if one.kind == kind]


ADDRESSES = [
    "/listing/4711",
    "/listing/4711/",
    "/listing//4711?page=2",
    "/listing/4711?sid=abc&PHPSESSID=1",
    "/listing.php?id=4711&sort=price",
    "/listing?b=2&a=1",
    "/listing/%EC%B0%A8-50g",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_listing_has_one_key_and_one_content(path: str, profile: Profile) -> None:
    generic, profiled = both(path, LISTING, profile, title="Blue Kettle Tea 50g")
    assert generic.page == profiled.page
    assert keys(generic, Kind.LISTING) == keys(profiled, Kind.LISTING)
    assert len(keys(generic, Kind.LISTING)) == 1
    assert fields(generic, Kind.LISTING) == fields(profiled, Kind.LISTING)


def test_a_vendor_has_one_key_and_one_content(profile: Profile) -> None:
    generic, profiled = both("/vendor/KettleHouse?tab=reviews", VENDOR, profile)
    assert generic.page == profiled.page
    assert keys(generic, Kind.VENDOR) == keys(profiled, Kind.VENDOR) == ["/vendor/KettleHouse"]
    assert fields(generic, Kind.VENDOR) == fields(profiled, Kind.VENDOR)


def test_a_card_has_the_key_of_the_listing_that_it_leads_to(profile: Profile) -> None:
    cards = [(11, "Blue Kettle Tea", "KettleHouse"), (12, "Red Kettle Tea", "leafyard"), (13, "Green Tea", "leafyard")]
    generic, profiled = both("/category/1", "".join(CARD.format(*one) for one in cards), profile)
    assert keys(generic, Kind.LISTING) == keys(profiled, Kind.LISTING) == ["/listing/11", "/listing/12", "/listing/13"]
    assert fields(generic, Kind.LISTING) == fields(profiled, Kind.LISTING)


def test_posts_of_a_thread_have_the_same_numbers(profile: Profile) -> None:
    posts = [(1, "steamboat", "Boil it twice, then wait."), (2, "leafyard", "Once is enough here.")]
    body = "<h1>Water from the well</h1>" + "".join(POST.format(*one) for one in posts)
    generic, profiled = both("/thread/9?page=3", body, profile, title="Water from the well")
    assert keys(generic, Kind.POST) == keys(profiled, Kind.POST) == ["/thread/9#1", "/thread/9#2"]
    assert [one["date"] for one in fields(generic, Kind.POST)] == ["2025-01-01T10:30", "2025-01-02T10:30"]
    for name in ("author", "text", "date"):
        assert [one[name] for one in fields(generic, Kind.POST)] == [one[name] for one in fields(profiled, Kind.POST)]


REVIEWED = [
    ("plain", "Fast and careful."),
    ("two spaces", "Fast  and   careful."),
    ("a line break in the source", "Fast and\n   careful,\twell packed."),
    ("br", "Fast and careful.<br>Would buy again."),
    ("br and a blank line", "Fast and careful.<br><br>Would buy again."),
    ("paragraphs", "<p>Fast and careful.</p><p>Would buy again.</p>"),
    ("no-break space", "Fast&nbsp;and careful."),
    ("Korean in parts", "빠르고 꼼꼼합니다.<br>다시 사겠습니다."),
    ("letters put together from parts", "Rất nhanh va\u0300 ca\u0302\u0309n tha\u0323\u0302n."),
    ("character references", "Fast &amp; careful &lt;3"),
]


@pytest.mark.parametrize("text", [text for _, text in REVIEWED], ids=[name for name, _ in REVIEWED])
def test_a_review_has_one_key_however_its_lines_are_broken(text: str, profile: Profile) -> None:
    rows = REVIEW.format(text, "s***t", "2025-01-02") + REVIEW.format("One bag was open.", "l***d", "2025-01-05")
    generic, profiled = both("/listing/7", LISTING + REVIEWS.format(rows), profile)
    assert len(keys(profiled, Kind.REVIEW)) == 2
    assert keys(generic, Kind.REVIEW) == keys(profiled, Kind.REVIEW)
    for name in ("rating", "date"):
        assert [one[name] for one in fields(generic, Kind.REVIEW)] == [
            one[name] for one in fields(profiled, Kind.REVIEW)
        ]
    assert {one["rating"] for one in fields(generic, Kind.REVIEW)} == {5}


SPACE = st.text(alphabet=" \t\n\r\u00a0", min_size=1, max_size=4)
WORDS = st.lists(st.text(alphabet="abcдю차茶é.", min_size=1, max_size=6), min_size=1, max_size=8)


@given(words=WORDS, spaces=st.lists(SPACE, min_size=9, max_size=9))
def test_space_never_parts_one_saying_into_two_keys(words: list[str], spaces: list[str]) -> None:
    loose = spaces[8] + "".join(word + space for word, space in zip(words, spaces, strict=False))
    assert said_key("/l/1", {"text": loose}) == said_key("/l/1", {"text": " ".join(words)})


@given(words=WORDS, others=WORDS)
def test_other_words_have_another_key(words: list[str], others: list[str]) -> None:
    one, two = (said_key("/l/1", {"text": " ".join(each)}) for each in (words, others))
    assert (one == two) == (words == others)


def test_where_the_words_stand_counts() -> None:
    assert said_key("/l/1", {"subject": "tea", "text": "good"}) != said_key("/l/1", {"title": "tea", "text": "good"})
    assert said_key("/l/1", {"text": "tea good"}) != said_key("/l/1", {"subject": "tea", "text": "good"})


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"author": "s***t"}, True),
        ({"rating": "5/5"}, True),
        ({"date": "2 days ago"}, True),
        ({"date": "yesterday 2025-01-02"}, True),
        ({"date": "2025-01-02"}, False),
        ({"title": "tea"}, False),
        ({"subject": "tea"}, False),
        ({"text": "bad"}, False),
    ],
)
def test_which_fields_make_the_key(fields: dict[str, str], same: bool) -> None:
    assert (said_key("/l/1", {"text": "good"} | fields) == said_key("/l/1", {"text": "good"})) == same


def test_the_hour_of_a_day_makes_no_other_key() -> None:
    hours = {said_key("/l/1", {"text": "good", "date": date}) for date in ("2025-01-02", "2025-01-02 10:30")}
    assert len(hours) == 1


@pytest.mark.parametrize("fields", [{}, {"author": "s***t", "date": "2025-01-02"}, {"text": ""}])
def test_what_says_nothing_has_no_key(fields: dict[str, str]) -> None:
    assert said_key("/l/1", fields) is None
