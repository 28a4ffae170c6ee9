"""Things of yesterday found on today's page: by their block's text, by the former selector, by their link, by what they say."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.drafting.ground import Ground
from crawler.drafting.naming import css
from crawler.profiles.schema import Select
from crawler.repair.placing import Said, blocks_of
from tidewaiter.model.sighting import Kind, Statement

BASE = "http://pier.example/c"
CARDS = """
<body><nav><a href="/l/1">coral</a></nav><ul>
<li id="one"><a href="/l/1">coral tablets</a> <b>12.00 EUR</b></li>
<li id="two"><a href="/l/2">amber tablets</a> <b>13.00 EUR</b></li></ul></body>
"""
REVIEWS = """
<body><div id="three"><div><i>a1</i><p>good as ever</p></div></div><div id="four"><i>b2</i><p>good as ever</p></div></body>
"""
ROWS = """
<body><table><tr class="head" id="one"><td>a1</td><td>5</td></tr><tr><td>good as ever</td></tr>
<tr class="head" id="two"><td>b2</td><td>4</td></tr><tr><td>good as ever</td></tr></table></body>
"""


def placed(page: str, *told: tuple[Kind, str, dict[str, str], str], each: str = "") -> list[str]:
    """The ids of the blocks found; of each thing is given what its former block said."""
    said = [Said(Statement(kind, key, fields), html.fromstring(f"<div>{was}</div>")) for kind, key, fields, was in told]
    former = Select(css=(css(each),)) if each else None
    found = blocks_of(said, Ground(html.document_fromstring(page)), BASE, former)
    return ["" if one is None else one.get("id") or one.getparent().get("id") or one.tag for one in found]


def card(key: str, title: str, price: str) -> tuple[Kind, str, dict[str, str], str]:
    return Kind.LISTING, key, {"title": title, "price": "12.00"}, f"<h4>{title}</h4> <i>{price} EUR</i>"


def review(key: str, author: str, was: str = "") -> tuple[Kind, str, dict[str, str], str]:
    fields = {"text": "good as ever", "author": author}
    return Kind.REVIEW, key, fields, was or f"<b>{author}</b> <q>good as ever</q>"


@pytest.mark.parametrize("price", ["12.00", "19.00"], ids=["as it was", "other prices"])
def test_cards(price: str) -> None:
    assert placed(CARDS, card("/l/1", "coral tablets", price), card("/l/2", "amber tablets", "13.00")) == ["one", "two"]


@pytest.mark.parametrize("more", ["", " <u>read more</u>"], ids=["as it was", "with more"])
def test_equal_texts_have_blocks_of_their_own(more: str) -> None:
    was = [f"<b>{author}</b> <q>good as ever</q>{more}" for author in ("a1", "b2")]
    assert placed(REVIEWS, review("/c#1", "a1", was[0]), review("/c#2", "b2", was[1])) == ["three", "four"]


def test_a_block_may_be_less_than_what_was_read_by_it() -> None:
    """Its rule looked at the row behind it for the text."""
    told = [review("/c#1", "a1", "<td>a1</td><td>5</td>"), review("/c#2", "b2", "<td>b2</td><td>4</td>")]
    assert placed(ROWS, *told) == ["one", "two"]
    edited = [review("/c#1", "a1", "<td>a1</td> <td>5 of 5</td>"), review("/c#2", "b2", "<td>b2</td> <td>4 of 5</td>")]
    assert placed(ROWS, *edited, each="tr.head") == ["one", "two"]


def test_a_former_selector_that_gives_something_else_decides_nothing() -> None:
    told = [card("/l/1", "coral tablets", "19.00"), card("/l/2", "amber tablets", "19.00")]
    assert placed(CARDS, *told, each="b") == ["one", "two"]


def test_what_is_not_on_the_page_has_no_block() -> None:
    gone = (Kind.REVIEW, "/c#3", {"text": "never said here"}, "<q>never said here</q>")
    nameless = (Kind.REVIEW, "/c#4", {"author": "x"}, "<b>x</b>")
    assert placed(CARDS, card("/l/9", "flint tablets", "1"), gone, nameless) == ["", "", ""]
