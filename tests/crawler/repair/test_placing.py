"""Things of yesterday found on today's page: by their link, by their text, each in a block of its own."""

from __future__ import annotations

from lxml import html

from crawler.drafting.ground import Ground
from crawler.repair.placing import blocks_of
from tidewaiter.model.sighting import Kind, Statement

BASE = "http://pier.example/c"
PAGE = """
<body><nav><a href="/l/1">coral</a></nav><ul>
<li id="one"><a href="/l/1">coral tablets</a> <b>12.00 EUR</b></li>
<li id="two"><a href="/l/2">amber tablets</a> <b>13.00 EUR</b></li>
</ul><div id="three"><i>a1</i><p>good as ever</p></div><div id="four"><i>b2</i><p>good as ever</p></div></body>
"""


def placed(*told: Statement) -> list[str]:
    root = html.document_fromstring(PAGE)
    return ["" if one is None else one.get("id") or one.tag for one in blocks_of(told, Ground(root), BASE)]


def card(key: str, title: str) -> Statement:
    return Statement(Kind.LISTING, key, {"title": title, "price": "12.00"})


def said(key: str, author: str) -> Statement:
    return Statement(Kind.REVIEW, key, {"text": "good as ever", "author": author})


def test_cards_are_found_by_the_link_that_names_them() -> None:
    assert placed(card("/l/1", "coral tablets"), card("/l/2", "amber tablets")) == ["one", "two"]


def test_equal_texts_have_blocks_of_their_own() -> None:
    assert placed(said("/c#1", "a1"), said("/c#2", "b2")) == ["three", "four"]


def test_what_is_not_on_the_page_has_no_block() -> None:
    gone = Statement(Kind.REVIEW, "/c#3", {"text": "never said here"})
    assert placed(card("/l/9", "flint tablets"), gone, Statement(Kind.REVIEW, "/c#4", {"author": "x"})) == ["", "", ""]
