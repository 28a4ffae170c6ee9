"""One field's rule from values: it is learned from some pages, and read on others of the same template."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.drafting import Example, Proposal, propose_field
from crawler.readers import SavedPage, open_page
from tidewaiter.model.sighting import FieldValue, Kind

_NOISE = (
    '<div id="nav"><a href="/">Home</a> <a href="/vendor/me">My page</a> <b>Balance</b> <span>0.00 USD</span></div>'
)


def tree(body: str):
    page = f"<html><head><title>Shop</title></head><body>{_NOISE}{body}<p>Rules apply. 2019-01-01</p></body></html>"
    return open_page(SavedPage("", page.encode())).root


def learned(template: str, name: str, values: list, *, kind: Kind = Kind.LISTING) -> list[Proposal]:
    shown = [(template.format(*(value if isinstance(value, tuple) else (value,))), value) for value in values]
    told = [value[-1] if isinstance(value, tuple) else value for value in values]
    return propose_field(
        kind,
        name,
        [
            Example(block=tree(body), value=value, page=f"page {n}")
            for n, ((body, _), value) in enumerate(zip(shown, told, strict=True))
        ],
    )


# name of the case, field, template, what the pages show and (where it differs) say, an unseen page's, and its meaning
CASES = [
    ("class", "title", '<div class="box"><h3 class="name">{0}</h3><h3>Other</h3></div>', ["Blue mug", "Red cup"], "Tea", "Tea"),
    ("id", "description", '<div id="about-it"><p>{0}</p></div>', ["A " * 20 + "mug", "B " * 20 + "cup"], "C", "C"),
    ("table", "ships_from", "<table><tr><th>Kind</th><td>mug</td></tr><tr><th>Ships from</th><td>{0}</td></tr></table>",
     ["Korea", "Japan"], "Viet Nam", "Viet Nam"),
    ("cells", "ships_from", "<table><tr><td>Kind</td><td>mug</td><td>Origin</td><td>{0}</td></tr></table>",
     ["Korea", "Japan"], "Laos", "Laos"),
    ("terms", "stock", "<dl><dt>Sold</dt><dd>3</dd><dt>In stock</dt><dd>{0} pieces</dd></dl>",
     [("7", 7), ("12", 12)], "1,200", 1200),
    ("colon", "sold", "<div class=facts><p>Views: 88</p><p>Sold: {0}</p></div>", [("5", 5), ("9", 9)], "31", 31),
    ("label", "vendor", "<p><label>Seller</label> <span>{0}</span></p><p><label>Buyer</label> <span>you</span></p>",
     ["mugman", "cupwoman"], "potter", "potter"),
    ("Korean label", "ships_from", "<ul><li><b>가격</b> 1</li><li><b>발송지</b> {0}</li></ul>", ["한국", "중국"], "일본", "일본"),
    ("link", "vendor", '<p>by <a href="/vendor/{0}">{0}</a> since <a href="/help">long</a></p>',
     ["mugman", "cupwoman"], "potter", "potter"),
    ("bracket", "vendor", '<p class=by><a href="/u/1">{0} ({1}%)</a></p>',
     [("mugman", "98", "mugman"), ("potter", "100", "potter")], ("kiln", "7"), "kiln"),
    ("own text", "name", '<h2 class="who">{0} <small>level {1}</small></h2>',
     [("mugman", "x", "mugman"), ("potter", "y", "potter")], ("kiln", "z"), "kiln"),
    ("sign", "price", '<span class="cost">{0} €</span>', [("1.200,50", "1200.50 EUR"), ("7,00", "7.00 EUR")],
     "19,99", "19.99 EUR"),
    ("bare", "price", "<p><i>Price</i> <em>{0}</em></p>", [("0.01", "0.01 XMR"), ("2", "2 XMR")], "0.5", "0.5 XMR"),
    ("split price", "price", '<div class="cost"><b>$</b><span>{0}</span><sup>.{1}</sup></div>',
     [("12", "50", "12.50 USD"), ("7", "99", "7.99 USD")], ("3", "25"), "3.25 USD"),
    ("day first", "date", "<td class=when>{0}</td>", [("3/4/2019", "3/4/2019"), ("25/4/2019", "2019-04-25")],
     "5/6/2020", "2020-06-05"),
    ("attribute", "date", '<time class=at datetime="{0}">some days ago</time>', ["2019-04-03", "2020-01-02"],
     "2021-01-01", "2021-01-01"),
    ("comma list", "ships_to", "<p><b>Ships to</b>: {0}</p>",
     [("Korea, Japan", ("Korea", "Japan")), ("Laos", ("Laos",))], "Guam, Fiji", ("Guam", "Fiji")),
    ("made names", "title", '<div class="css-1x9k2z a8f3e"><h2 class="sc-bdVaJa">{0}</h2></div>', ["Mug", "Cup"], "Tea", "Tea"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "template", "values", "unseen", "meant"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_learned_on_two_pages_read_on_a_third(name, template, values, unseen, meant):
    best = learned(template, name, values)[0]
    assert best.score > 0.8
    assert best.right == best.of == 2
    body = template.format(*(unseen if isinstance(unseen, tuple) else (unseen,)))
    assert best.read(name, tree(body)) == meant


def test_no_rule_goes_by_a_name_that_a_program_made():
    template = (
        '<div class="css-1x9k2z"><div class="hQzRtPq x81923"><h4 id="t-9f8e7d6c" class="title">{0}</h4></div></div>'
    )
    found = learned(template, "title", ["Mug", "Cup"])
    assert found
    for one in found:
        assert not any(made in str(one.words) for made in ("css-1x", "hQz", "x8192", "9f8e"))


def test_a_label_is_preferred_to_a_place():
    template = "<div><div><i>Origin</i><em>{0}</em></div><div><i>Class</i><em>physical</em></div></div>"
    best = learned(template, "ships_from", ["Korea", "Japan"])[0]
    assert best.words == {"row": "Origin"}
    assert best.read(
        "ships_from", tree("<div><div><i>Class</i><em>x</em></div><div><i>Origin</i><em>Fiji</em></div></div>")
    )


def test_lists_of_elements_end_where_their_line_ends():
    template = "<td><small>Ship to</small>{0}<br><small>Class</small><small>goods</small></td>"
    examples = []
    for n, value in enumerate([("Korea", "Japan"), ("Laos",), ("Guam", "Fiji", "Laos")]):
        body = template.format("".join(f"<small>{place}</small>" for place in value))
        examples.append(Example(block=tree(f"<table><tr>{body}</tr></table>"), value=value, page=str(n)))
    best = propose_field(Kind.LISTING, "ships_to", examples)[0]
    assert best.score == 1
    unseen = template.format("<small>Peru</small><small>Chad</small>")
    assert best.read("ships_to", tree(f"<table><tr>{unseen}</tr></table>")) == ("Peru", "Chad")


def test_drawn_stars_are_counted():
    blocks = {n: tree('<p class="said">' + '<img class="star" src="s">' * n + "</p>") for n in (1, 3, 5)}
    best = propose_field(Kind.REVIEW, "rating", [Example(block=one, value=n) for n, one in blocks.items()])[0]
    assert best.words == {"css": "img.star", "clean": "count"}


def test_a_value_that_was_misread_lowers_the_score_and_is_named():
    template = '<h1 class="title">{0}</h1><p class="crumb">Drugs</p>'
    best = learned(template, "title", [("Mug", "Mug"), ("Cup", "Cup"), ("Pot", "Pot"), ("Kiln", "Drugs")])[0]
    assert (best.right, best.of) == (3, 4)
    assert best.doubts == ("on page 3 it reads 'Kiln', told was 'Drugs'",)


def test_two_forms_of_a_page_get_alternatives():
    bodies = ['<h1 class="title">{0}</h1>', '<div class="fallback"><strong>{0}</strong></div>']
    examples = [
        Example(block=tree(bodies[n % 2].format(word)), value=word, page=str(n))
        for n, word in enumerate(["Mug", "Cup", "Pot", "Kiln"])
    ]
    best = propose_field(Kind.LISTING, "title", examples)[0]
    assert best.score == 1
    assert len(best.rule.css) == 2


def test_what_is_stated_where_nothing_was_told_counts_against_a_rule():
    """An element that is always there is no sign of escrow; one that comes and goes with it is."""
    told = ["Yes", None, "Yes", None]
    examples = [
        Example(block=tree(f"<p><b>Yes</b></p>{'<i class=escrow>Yes</i>' if value else ''}"), value=value)
        for value in told
    ]
    best = propose_field(Kind.LISTING, "escrow", examples)[0]
    assert best.score == 1
    assert best.read("escrow", examples[1].block) is None


def test_values_that_stand_nowhere_have_no_rule():
    assert propose_field(Kind.LISTING, "title", [Example(block=tree("<h1>Mug</h1>"), value="Cup")]) == []
    assert propose_field(Kind.LISTING, "title", [Example(block=tree("<h1>Mug</h1>"), value=None)]) == []
    assert propose_field(Kind.LISTING, "title", []) == []


def test_a_buyers_name_is_in_no_doubt():
    template = "<p class=by>{0}</p>"
    found = learned(
        template, "author", [("ann", "ann"), ("bob", "bob"), ("eve", "eve"), ("zed", "eve")], kind=Kind.REVIEW
    )
    assert found[0].doubts == ("on page 3 it reads a name, told was a name",)


def test_one_page_is_called_too_few():
    assert "learned from one page alone" in learned("<h1>{0}</h1>", "title", ["Mug"])[0].doubts


def test_hostile_blocks_are_answered_in_time():
    deep = "<div class=x>" * 240 + "Mug" + "</div>" * 240
    wide = "<p class=y><b>Title</b> <span>Cup</span></p>" * 5_000
    found = propose_field(
        Kind.LISTING, "title", [Example(block=tree(deep + wide), value="Mug"), Example(block=tree(wide), value="Cup")]
    )
    assert isinstance(found, list)


@pytest.mark.parametrize("tag", ["span", "o:p", 'a"b', "b'c", "x-y", "svg:g"], ids=range(6))
@pytest.mark.parametrize(
    "inside", ['<a href="/i.php?p=item&id=3">Mug</a>', "<b class='x\"y'>Mug</b>", "Mug"], ids=range(3)
)
@pytest.mark.parametrize("name", ["title", "ships_to", "category"])
def test_names_that_no_path_can_hold_are_passed_over(name: str, tag: str, inside: str):
    """A page may name its elements and classes anything: a value behind such a name is drafted otherwise, or not at all."""
    body = f"<table><tr><td>Head</td></tr><tr><td><{tag}><i>To</i> {inside}</{tag}></td></tr></table>"
    block = tree(body).find(".//tr")
    value = ("Mug",) if name == "ships_to" else "Mug"
    for asked in (block, tree(body)):
        assert isinstance(propose_field(Kind.LISTING, name, [Example(block=asked, value=value)] * 2), list)


_WORDS = st.text(st.sampled_from("abcdefg '\"<>&한글ñ"), min_size=1, max_size=12).filter(lambda text: text.strip())


@settings(max_examples=25, deadline=None)
@given(st.lists(_WORDS, min_size=2, max_size=4), st.sampled_from(["title", "vendor", "ships_from", "category"]))
def test_a_rule_reads_what_it_was_proposed_for(words: list[FieldValue], name: str):
    """Whatever the values are, quotes and all: the score is what reading the examples gives."""
    examples = [
        Example(block=tree(f"<p><b>{name}</b> <span class=v>{escape(str(word))}</span></p>"), value=str(word).strip())
        for word in words
    ]
    for one in propose_field(Kind.LISTING, name, examples):
        read = [one.read(name, example.block) for example in examples]
        same = sum(" ".join(str(got).split()).casefold() == " ".join(str(e.value).split()).casefold()
                   for got, e in zip(read, examples, strict=True))  # fmt: skip
        assert one.right == same
