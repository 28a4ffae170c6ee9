"""The reasons agree with the reading, lead to elements that say what they are said to, and call a guess a guess."""

from __future__ import annotations

import pytest

from crawler.readers import Opened, SavedPage, open_page
from crawler.readers.generic import GUESS, read_generic, trace
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.tracing import Thing
from tests.crawler.readers.generic.cases import Case, framed
from tests.crawler.readers.generic.test_pages import CASES
from tidewaiter.model.sighting import Page

SAYING = [case for case in CASES if case.says]
HEAD = "<h1>Blue Kettle Tea 50g</h1><p>Ships from: Spain</p><p>Ships to: Worldwide</p><p>Stock: 4</p>"


def opened(html: str, path: str = "/listing/5") -> Opened:
    return open_page(SavedPage(f"http://example.onion{path}", html.encode()))


def one(html: str, path: str = "/listing/5") -> Thing:
    return trace(opened(html, path)).things[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reasons_say_what_the_reading_says(case: Case) -> None:
    page = SavedPage(case.url, case.html.encode())
    why, reading = trace(open_page(page)), read_generic(page, "capture")
    assert why.page == reading.page
    assert [(t.kind, t.key, {n: f.value for n, f in t.fields.items()}) for t in why.things] == [
        (s.kind, s.key, dict(s.fields)) for s in reading.statements
    ]


@pytest.mark.parametrize("case", SAYING, ids=lambda case: case.name)
def test_a_path_leads_to_an_element_that_says_the_value(case: Case) -> None:
    page = opened(case.html, case.path)
    for thing in trace(page).things:
        for name in ("title", "vendor", "name", "ships_from", "author"):
            field = thing.fields.get(name)
            if field is not None and field.path:
                (element,) = page.root.xpath(field.path)
                said = "".join(element.itertext()) + element.get("title", "") + element.get("data-author", "")
                assert squeeze(str(field.value)) in squeeze(said), (name, field)


@pytest.mark.parametrize("case", SAYING, ids=lambda case: case.name)
def test_what_is_said_of_a_part_stands_in_it(case: Case) -> None:
    page = opened(case.html, case.path)
    for thing in trace(page).things:
        inside = [f for n, f in thing.fields.items() if f.path and n != "title"] if thing.block else []
        assert all(field.path.startswith(thing.block.rpartition("/")[0]) for field in inside)
        assert all(len(page.root.xpath(field.path)) == 1 for field in inside)


def test_a_label_is_surer_than_an_amount_in_a_sentence() -> None:
    labelled = one(framed(f"<div>{HEAD}<p>Price: 12.00 USD</p><a href='/buy/5'>Buy now</a></div>"))
    loose = one(framed(f"<div>{HEAD}<p>Take two, pay only 12.00 USD for the first</p><button>Buy now</button></div>"))
    assert labelled.fields["price"].value == loose.fields["price"].value == "12.00"
    assert labelled.fields["price"].confidence > GUESS > loose.fields["price"].confidence


def test_a_guess_is_named_in_the_reading() -> None:
    html = framed(f"<div>{HEAD}<p>Take two, pay only 12.00 USD for the first</p><button>Buy now</button></div>")
    notes = read_generic(SavedPage("http://example.onion/listing/5", html.encode()), "capture").notes
    assert any(note.startswith("listing.price is a guess") for note in notes)


def test_machines_that_are_told_another_price_make_it_doubtful() -> None:
    stated = (
        '<script type="application/ld+json">{"@type": "Product", "name": "Blue Kettle Tea 50g",'
        ' "offers": {"price": "%s", "priceCurrency": "USD"}}</script>'
    )
    page = f"<div>{HEAD}<p>Price: 12.00 USD</p></div>"
    same, other = one(framed(stated % "12.0" + page)), one(framed(stated % "99" + page))
    assert same.fields["price"].value == other.fields["price"].value == "12.00"
    assert other.fields["price"].confidence < GUESS < same.fields["price"].confidence
    assert "99 to machines" in other.fields["price"].how
    assert any("99 to machines" in note for note in trace(opened(framed(stated % "99" + page))).notes)


def test_what_is_no_page_has_a_reason_too() -> None:
    why = trace(open_page(SavedPage("http://example.onion/x", b"%PDF-1.4")))
    assert why.page == Page.ERROR
    assert why.things == ()
    assert why.notes


def stating(name: str, price: str, wrap: str = "%s") -> str:
    said = f'{{"@type": "Product", "name": "{name}", "offers": {{"price": "{price}", "priceCurrency": "USD"}}}}'
    return f'<script type="application/ld+json">{wrap % said}</script>'


def test_a_title_for_machines_that_nobody_sees_is_not_taken() -> None:
    page = f"<div>{HEAD}<p>Price: 12.00 USD</p></div>"
    decoy = one(framed(stating("Quite Another Thing", "12.00") + page, "Blue Kettle Tea 50g - Lantern"))
    assert decoy.fields["title"].value == "Blue Kettle Tea 50g"
    assert decoy.fields["title"].confidence < GUESS
    assert "Quite Another Thing" in decoy.fields["title"].how


def test_a_price_for_machines_that_the_page_shows_otherwise_is_a_guess() -> None:
    page = f"<div>{HEAD}<p><b>$12.00</b></p><button>Buy now</button></div>"
    same, other = (one(framed(stating("Blue Kettle Tea 50g", price) + page)) for price in ("12.0", "99.00"))
    assert same.fields["price"].confidence > GUESS > other.fields["price"].confidence
    assert "shows 12.00" in other.fields["price"].how


@pytest.mark.parametrize(
    "wrap", ["<!-- %s -->", "//<![CDATA[\n%s\n//]]>", "%s;", "\n\t%s"], ids=["comment", "cdata", "end", "blank"]
)
def test_what_is_stated_to_machines_may_be_wrapped(wrap: str) -> None:
    page = "<h1>Blue Kettle Tea 50g</h1><p>Leaves of the first harvest, dried in the shade.</p>"
    said = one(framed(stating("Blue Kettle Tea 50g", "12.00", wrap) + page))
    assert (said.fields["price"].value, said.fields["price"].how) == ("12.00", "what the page states to machines")
