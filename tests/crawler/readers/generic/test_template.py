"""What several captures of one source teach: its frame is told from what its pages say, and they are read better."""

from __future__ import annotations

import random

import pytest

from crawler.readers import Opened, SavedPage, open_page
from crawler.readers.generic import Template, learn_template, read_generic, trace
from tests.crawler.readers.generic.cases import HOST
from tidewaiter.model.sighting import Kind, Page

GOODS = (
    "Blue Kettle", "Red Kettle", "Green Kettle", "Tin Kettle", "Iron Pot", "Clay Pot", "Copper Jug", "Glass Jug",
    "Tea Whisk", "Tea Caddy", "Sugar Bowl", "Milk Jug",
)  # fmt: skip
OATH = (
    "Every seller of this house has sworn to pack with care, to answer within two days and to take back what is broken, "
    "and whoever breaks this oath is struck from the list by the seven wardens."
)


def framed(body: str, title: str, chance: random.Random) -> str:
    """A market built of bare tables: no name says what is frame, and its offers of the hour change with each page."""
    shown = chance.sample(range(40, 80), 6)
    offers = "".join(
        f"<tr><td class='o'><a href='/ware/{n}'>Offer of the hour {n}</a></td><td class='c'>${n}.00</td></tr>"
        for n in shown
    )
    return f"""<html><head><title>{title}</title></head><body><table width="100%"><tr><td class="w">
<table class="hour"><tr><td class="t" colspan="2">Offers of the hour</td></tr>{offers}</table></td>
<td class="m">{body}<p class="oath">{OATH}</p></td></tr></table></body></html>"""


def listing(n: int, chance: random.Random) -> tuple[str, str]:
    body = f"""<div class="name">{GOODS[n]}</div><div class="cost">${n + 2}.50</div><form><button>Buy now</button></form>
    <div class="said">Number {n} of the twelve, {chance.choice(("round", "square"))}.</div>"""
    return f"/ware/{n}", framed(body, f"The Tea House: {GOODS[n]}", chance)


def shelf(n: int, chance: random.Random) -> tuple[str, str]:
    rows = "".join(
        f"<li class='one'><a class='n' href='/ware/{k}'>{GOODS[k]}</a> <i class='p'>${k + 2}.50</i></li>"
        for k in range(3 * n, 3 * n + 3)
    )
    return f"/shelf/{n}", framed(f"<h2>Shelf {n}</h2><ul class='all'>{rows}</ul>", f"The Tea House: Shelf {n}", chance)


def opened(path: str, html: str) -> Opened:
    return open_page(SavedPage(HOST + path, html.encode()))


@pytest.fixture(scope="module")
def pages() -> list[Opened]:
    chance = random.Random(7)
    return [opened(*listing(n, chance)) for n in range(12)] + [opened(*shelf(n, chance)) for n in range(4)]


@pytest.fixture(scope="module")
def template(pages: list[Opened]) -> Template:
    return learn_template(pages)


def right(page: Opened, template: Template | None) -> int:
    """How many of a listing's title, price and description are as the page says."""
    n = int(page.page.url.rpartition("/")[2])
    reading = read_generic(page, "capture", template)
    said = next((s.fields for s in reading.statements if s.kind == Kind.LISTING), {})
    told = (said.get("title") == GOODS[n], said.get("price") == f"{n + 2}.50",
            str(said.get("description", "")).startswith(f"Number {n} of"))  # fmt: skip
    return sum(told) if reading.page == Page.LISTING else 0


def test_listings_are_read_better(pages: list[Opened], template: Template) -> None:
    """The oath is longer than any description, and offers of the hour outnumber everything else."""
    without = sum(right(page, None) for page in pages[:12])
    with_it = sum(right(page, template) for page in pages[:12])
    assert with_it == 36
    assert without <= 24  # measured 24


def test_shelves_hold_their_own_goods_alone(pages: list[Opened], template: Template) -> None:
    for n, page in enumerate(pages[12:]):
        said = {s.fields["title"] for s in read_generic(page, "capture", template).statements}
        assert said == set(GOODS[3 * n : 3 * n + 3])
    loose = [s for page in pages[12:] for s in read_generic(page, "capture").statements]
    assert any("Offer of the hour" in str(s.fields["title"]) for s in loose)


def test_a_page_that_was_not_learned_from_is_read_better_too(template: Template) -> None:
    page = opened(*listing(5, random.Random(99)))
    assert right(page, template) == 3


def test_the_order_of_pages_changes_nothing(pages: list[Opened], template: Template) -> None:
    turned = list(pages)
    random.Random(3).shuffle(turned)
    assert learn_template(turned).to_json() == template.to_json()
    assert learn_template(turned).digest == template.digest


def test_a_page_captured_often_counts_once(pages: list[Opened], template: Template) -> None:
    assert learn_template([*pages, *[pages[0]] * 20]) == template


def test_the_template_names_the_reader(pages: list[Opened], template: Template) -> None:
    plain, taught = read_generic(pages[0], "c"), read_generic(pages[0], "c", template)
    assert plain.reader != taught.reader
    assert taught == read_generic(pages[0], "c", Template.from_json(template.to_json()))
    assert trace(pages[0], template).things[0].fields["price"].value == "2.50"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 2}', '{"version": 1, "site": 3}', "null"])
def test_what_is_no_template_is_none(text: str) -> None:
    assert Template.from_json(text) is None


def test_few_pages_teach_nothing(pages: list[Opened]) -> None:
    assert learn_template(pages[:3]) == Template()
    assert learn_template([]) == Template()


def test_labelled_values_that_all_listings_share_stay(template: Template) -> None:
    """All of a single seller's goods ship from one place: that is no frame."""
    facts = "<dl><dt>Ships from</dt><dd>Spain</dd><dt>Ships to</dt><dd>Worldwide</dd><dt>Stock</dt><dd>12</dd></dl>"
    shop = [
        opened(f"/w/{n}", f"<html><title>{g} | Tea</title><body><h1>{g}</h1><p>Price: ${n}.00</p>{facts}</body></html>")
        for n, g in enumerate(GOODS, 1)
    ]
    learned = learn_template(shop)
    assert learned.site == {"tea"}
    for page in shop:
        (said,) = read_generic(page, "c", learned).statements
        assert (said.fields["ships_from"], said.fields["ships_to"]) == ("Spain", ("Worldwide",))
