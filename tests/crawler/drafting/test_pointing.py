"""What a draft does not speak of, found by values that a person points at; and how a site writes its amounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.drafting import draft
from crawler.drafting.choosing import choose
from crawler.drafting.habits import agree_on_signs, price_written
from crawler.drafting.pointing import propose_pointed
from crawler.drafting.samples import Sample, Told, open_samples
from crawler.drafting.writing import written
from crawler.profiles import load
from crawler.readers import SavedPage, read
from crawler.readers.generic import Traced
from tidewaiter.model.sighting import Kind, Page

FACTS = {"source": "shop", "title": "Shop", "kind": "market"}


def sample(body: str, name: str = "page", told: tuple[Told, ...] = ()) -> Sample:
    text = f"<html><head><title>Shop</title></head><body>{body}</body></html>"
    found = open_samples([(name, SavedPage(f"http://shop.test/{name}", text.encode()))])[0][0]
    return replace(found, told=list(told), page=Page.LISTING)


def read_by(words: dict, one: Sample) -> list:
    rule = {"page": "listing", "when": {"css": "body"}, "statements": [words]}
    profile = load(written({**FACTS, "pages": [rule]}), "pointed.yaml")
    return list(read(one.opened.page, "c", profile).statements)


ROWS = (
    '<table class="said"><tr><th>When</th><th>What</th></tr>'
    '<tr class="one"><td>5d</td><td class="words">quick and good</td></tr>'
    '<tr class="one"><td>6d</td><td class="words">came broken</td></tr>'
    '<tr class="one"><td>9d</td><td class="words">never again</td></tr></table><p>quick and good shops</p>'
)
CARDS = '<div class="box"><div><a href="/u/{0}">{0}</a> <i>(5)</i></div><div><a href="/u/{1}">{1}</a> <i>(7)</i></div></div>'
TWO_ROWS = "<table><tr class=rev><td><b>{0}</b></td></tr><tr><td><p class=msg>{1}</p></td></tr>"


def test_two_values_of_a_page_show_the_blocks_that_hold_them():
    one = sample(ROWS)
    found = propose_pointed(Kind.REVIEW, {"page": ["quick and good", "came broken"]}, [one])
    assert [said.fields["text"] for said in read_by(found.words, one)] == [
        "quick and good",
        "came broken",
        "never again",
    ]
    assert found.words["key"] == "part"


def test_things_in_blocks_are_named_by_their_links():
    one = sample(CARDS.format("ann", "bob"))
    found = propose_pointed(Kind.VENDOR, {"page": ["ann", "bob"]}, [one])
    other = sample(CARDS.format("eve", "zed"), "other")
    assert [(said.key, said.fields["name"]) for said in read_by(found.words, other)] == [
        ("/u/eve", "eve"), ("/u/zed", "zed")
    ]  # fmt: skip


def test_one_value_is_of_the_one_thing_that_its_page_links_to():
    body = '<h1>Mug</h1><p class="by">by <a href="/u/{0}">{0}</a></p><a href="/rules">Rules</a>'
    pages = [sample(body.format(name), name) for name in ("ann", "bob")]
    found = propose_pointed(Kind.VENDOR, {"ann": ["ann"], "bob": ["bob"]}, pages)
    assert "each" not in found.words
    said = read_by(found.words, sample(body.format("eve"), "other"))
    assert [(one.key, one.fields["name"]) for one in said] == [("/u/eve", "eve")]


@pytest.mark.parametrize(
    ("kind", "said"),
    [(Kind.REVIEW, ["quick and good", "nowhere at all"]), (Kind.REVIEW, ["quick and good"]), (Kind.VENDOR, ["ghost"]),
     (Kind.REVIEW, ["quick and good", "quick and good"])],
    ids=["absent", "one review", "no vendor", "same"],
)  # fmt: skip
def test_what_stands_nowhere_or_in_no_block_of_its_own_is_refused(kind: Kind, said: list):
    assert propose_pointed(kind, {"page": said}, [sample(ROWS)]) is None


def test_a_value_in_the_row_behind_its_block_is_found():
    from crawler.drafting import Example, propose_field

    bodies = [sample(TWO_ROWS.format(name, text) + "</table>") for name, text in (("a", "good mug"), ("b", "bad cup"))]
    blocks = [one.root.xpath("//tr[@class='rev']")[0] for one in bodies]
    known = [Example(block=block, value=text) for block, text in zip(blocks, ("good mug", "bad cup"), strict=True)]
    best = propose_field(Kind.REVIEW, "text", known)[0]
    unseen = sample(TWO_ROWS.format("c", "late pot") + "</table>").root.xpath("//tr[@class='rev']")[0]
    assert best.read("text", unseen) == "late pot"


def priced(text: str, value: str, *, own: bool, name: str) -> Sample:
    one = sample(f'<div class="card"><b class="sum">{text}</b></div>', name)
    block = None if own else one.root.xpath("//div")[0]
    path = one.root.getroottree().getpath(one.root.xpath("//b")[0])
    fields = {"price": Traced(value, 0.9, path, "a test")}
    return replace(one, told=[Told(Kind.LISTING, f"/{name}", block, fields)])


def test_one_sign_has_one_meaning_and_a_listings_own_page_says_which():
    pages = [priced("฿0.5", "0.5 BTC", own=True, name="a"),
             *(priced("฿0.7", "0.7 THB", own=False, name=name) for name in "bcd")]  # fmt: skip
    notes = agree_on_signs(pages)
    assert [one.told[0].fields["price"].value for one in pages] == ["0.5 BTC", *["0.7 BTC"] * 3]
    assert notes == ["฿ is told as BTC on some pages and as THB on others; it is drafted as BTC"]
    assert agree_on_signs(pages) == []


@pytest.mark.parametrize(
    ("told", "wanted"),
    [([("฿0.5", "0.5 BTC")], [{"price": "BTC"}]),
     ([("1.080 CNY", "1080 CNY"), ("3 CNY", "3 CNY")], [{"remove": r"(?<=\d)[\s.,](?=\d{3}(?!\d))"}, "price"]),
     ([("12.50 USD", "12.50 USD")], None)],
    ids=["sign", "thousands", "plain"],
)  # fmt: skip
def test_cleaners_of_a_sites_amounts(told, wanted):
    from crawler.drafting.saying import clean_words

    chain = price_written([priced(text, value, own=True, name=f"p{n}") for n, (text, value) in enumerate(told)])
    said = None if chain is None else clean_words(chain)
    assert (said if said is None or isinstance(said, list) else [said]) == wanted


def test_rows_of_one_field_do_not_spoil_anothers_list():
    """The rows that serve most fields take a list's boxes as one text; the list is then read by a way of its own."""
    row = "<div class=r><dt>{0}</dt><dd>{1}</dd></div>"
    pages = []
    for n, (origin, places) in enumerate([("Peru", "AB"), ("Chad", "CDE"), ("Laos", "FG"), ("Fiji", "HJK")]):
        boxes = "".join(f"<span>Land{place}</span>" for place in places)
        facts = [("Price", f"{n + 3}.50 USD"), ("Seller", f'<a href="/u/m{n}">mug{n}</a>'), ("Ships from", origin),
                 ("Ships to", boxes), ("In stock", f"{n + 20}")]  # fmt: skip
        body = f"<h1>Mug no {n}</h1><dl>{''.join(row.format(*fact) for fact in facts)}</dl><p>{'Fine ware. ' * 20}</p>"
        text = f"<html><head><title>Mug no {n} - Shop</title></head><body><main>{body}</main></body></html>"
        pages.append((f"/product/{n}", SavedPage(f"http://shop.test/product/{n}", text.encode())))
    made = draft(pages[:3], FACTS)
    said = read(pages[3][1], "c", load(written(made.words), "draft.yaml")).statements[0].fields
    assert said["ships_to"] == ("LandH", "LandJ", "LandK")
    assert said["ships_from"] == "Fiji"


def test_the_choice_covers_a_second_form_of_a_page():
    def card(form: str, n: int) -> SavedPage:
        facts = "<p>Price: 3 USD</p><p>Ships from: Peru</p><p>Seller: ann</p>"
        inner = "".join(f'<div class="{form}-{part}"><i>{n}</i></div>' for part in ("head", "side", "foot"))
        text = (
            f"<html><head><title>Mug {n}</title></head><body class={form}><h1>Mug {n}</h1>{facts}{inner}</body></html>"
        )
        return SavedPage(f"http://shop.test/product/{n}", text.encode())

    pages = [(f"old {n}", card("old", n)) for n in range(9)] + [(f"new {n}", card("new", 50 + n)) for n in range(3)]
    chosen = choose(open_samples(pages)[0], 4)
    assert {one.name.partition(" ")[0] for one in chosen} == {"old", "new"}
