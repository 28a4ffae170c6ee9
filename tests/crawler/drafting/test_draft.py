"""A whole draft from a handful of pages, good ones and bad ones: what it says, and what it says it is unsure of."""

from __future__ import annotations

import pytest

from crawler.drafting import check, draft
from crawler.drafting.addressing import fixed_part, pattern_of
from crawler.drafting.choosing import choose
from crawler.drafting.naming import looks_made
from crawler.drafting.samples import Correction, open_samples
from crawler.drafting.writing import written
from crawler.profiles import load
from crawler.readers import SavedPage, read
from fixtures.site import Market
from tests.fixtures.conftest import Browser
from tidewaiter.model.sighting import Kind, Page

FACTS = {"source": "shop", "title": "Shop", "kind": "market"}
Pages = list[tuple[str, SavedPage]]


@pytest.fixture(scope="module")
def site() -> dict[str, SavedPage]:
    market = Market(7, listings=30, walls=True)
    browser = Browser(market.app(queue_seconds=2))
    return {path: SavedPage(answer.url, answer.body) for path, answer in browser.walk().items()}


@pytest.fixture(scope="module")
def some(site) -> Pages:
    """Three listings, two vendors, a category."""
    listings = sorted(path for path in site if path.startswith("/listing/") and path.count("/") == 2)[:3]
    vendors = sorted(path for path in site if path.startswith("/vendor/"))[:2]
    categories = sorted(path for path in site if path.startswith("/category/"))[:1]
    return [(path, site[path]) for path in (*listings, *vendors, *categories)]


def profile_of(made):
    return load(written(made.words), "draft.yaml")


def test_a_draft_reads_pages_that_it_has_not_seen(site, some):
    profile = profile_of(draft(some, FACTS))
    unseen = sorted(path for path in site if path.startswith("/listing/") and path.count("/") == 2)[3:]
    for path in unseen:
        reading, generic = read(site[path], "c", profile), read(site[path], "c")
        assert reading.page is Page.LISTING
        assert [said.key for said in reading.statements] == [said.key for said in generic.statements]
        assert reading.statements[0].fields["title"] == generic.statements[0].fields["title"]


def test_links_lead_to_kinds_and_never_off_the_site(some):
    follow = {rule["expects"]: rule for rule in draft(some, FACTS).words["follow"] if "expects" in rule}
    assert follow["listing"]["url"] == r"^/listing/\d+(?:$|\?)"
    assert follow["vendor"]["url"].startswith("^/vendor/")
    assert int(follow["listing"]["priority"]) > int(follow["vendor"]["priority"])


def test_expectations_leave_room_below_what_was_seen(some):
    expect = draft(some, FACTS).words["expect"]
    assert expect["filled"]["listing.title"] == "90"
    assert 1 <= int(expect["at_least"]["listing"]) < 30


def test_comments_name_no_buyer_and_end_no_line(site):
    reviews = [(path, page) for path, page in site.items() if "/reviews" in path][:3]
    made = draft(reviews, FACTS)
    from crawler.drafting.checking import remarks

    profile = profile_of(made)
    text = written(made.words, remarks(check(profile, made.samples), profile))
    authors = {said.fields["author"] for _, page in reviews for said in read(page, "c").statements}
    assert authors
    assert not any(author in text for author in authors)
    assert load(text, "draft.yaml").digest == profile.digest


@pytest.mark.parametrize(
    "value",
    [
        "a: b",
        "x # y",
        "it's",
        "",
        " edge ",
        "[1]",
        "{a}",
        "*a",
        "&a",
        "!t",
        "no",
        "- x",
        "\x85odd\u2028",
        'say "x"',
        "'",
        "가격",
    ],
    ids=range(16),
)
def test_what_is_written_is_read_back(value):
    words = {
        **FACTS,
        "title": value or "x",
        "notes": value,
        "aliases": [{"pattern": f"/{value}x".replace("*", ""), "key": value}],
    }
    if any(mark in value for mark in "[{"):
        words["aliases"] = []
    back = load(written(words), "x.yaml")
    assert back.notes == value
    assert back.title == (value or "x")


def test_pages_of_another_site_are_left_out_and_named(site, some):
    foreign = "<html><body class=other><h1 class=t>Fish</h1><p>Price: 3 EUR</p><p>Ships from: Korea</p></body></html>"
    mixed = [*some, ("foreign", SavedPage("http://elsewhere.test/fish/1", foreign.encode()))]
    made = draft(mixed, FACTS)
    assert any("foreign is left out: its host elsewhere.test" in doubt for doubt in made.doubts)
    assert "foreign" not in {one.name for one in made.samples}


def test_no_html_doubles_and_empty_pages_are_named(some):
    bad = [*some, ("picture", SavedPage("", b"\x89PNG\r\n")), ("empty", SavedPage("", b"")), ("double", some[0][1])]
    made = draft(bad, FACTS)
    doubts = "\n".join(made.doubts)
    assert "picture is left out: not HTML" in doubts
    assert "empty is left out: no bytes" in doubts
    assert f"double is the same page as {some[0][0]}" in doubts


def test_one_page_of_a_kind_is_doubted(some):
    made = draft(some, FACTS)
    assert any(doubt.startswith("category: one page alone") for doubt in made.doubts)


def test_a_page_that_was_misread_is_outvoted(some):
    """The generic reader's word on one page is wrong: the rule follows the others, and the check names the page."""
    wrong = Correction(some[0][0], Kind.LISTING, "title", "Ships from")
    made = draft(some, FACTS, [wrong])
    profile = profile_of(made)
    title = next(tally for (_, _, name), tally in check(profile, made.samples).fields.items() if name == "title")
    assert (title.right, title.told) == (2, 3)
    assert title.differences[0].page == some[0][0]


def test_a_persons_word_is_learned_from(some):
    """A category stands in a trail of links, where the generic reader takes none."""
    page = some[0][1]
    said = page.body.decode().partition('class="category">')[2].partition("<")[0]
    made = draft(some, FACTS, [Correction(some[0][0], Kind.LISTING, "category", said)])
    reading = read(page, "c", profile_of(made))
    assert reading.statements[0].fields["category"] == said


def test_nothing_at_all_is_no_crash():
    assert draft([], FACTS).words["pages"] == []
    made = draft([("a", SavedPage("", b"<html><body><p>hello</p></body></html>"))], FACTS)
    assert made.words["pages"] == []
    assert any("state nothing that was understood" in doubt for doubt in made.doubts)


def test_hostile_pages_are_drafted_in_bounds(some):
    deep = b"<html><body>" + b"<div class=a>" * 3000 + b"Price: 5 EUR" + b"</div>" * 3000
    wide = b"<html><body>" + b'<div class="card"><a href="/listing/1">x</a><b>5 EUR</b></div>' * 3000
    odd = b'<html><body><h1 class="a\'b&quot;]" id="x\ny">T</h1><p class="::">Price: <b>9 EUR</b></p></body></html>'
    made = draft(
        [*some, ("deep", SavedPage("", deep)), ("wide", SavedPage("", wide)), ("odd", SavedPage("", odd))], FACTS
    )
    assert profile_of(made).pages


def test_choice_takes_all_kinds_and_at_most_ten(site):
    found = choose(open_samples(list(site.items()))[0])
    assert len(found) == 10
    assert {Page.LISTING, Page.VENDOR, Page.CATEGORY} <= {one.page for one in found}
    assert len({one.name for one in found}) == 10


@pytest.mark.parametrize(
    ("paths", "wanted", "part"),
    [
        (["/listing/1", "/listing/22"], r"^/listing/\d+(?:$|\?)", "/listing/"),
        (["/u/ann", "/u/bob"], r"^/u/[^/?]+(?:$|\?)", "/u/"),
        (["/v.php?id=1", "/v.php?id=2&page=3"], r"^/v\.php\?(?:.*&)?id=\d+", "v.php?id="),
        (["/?p=item&id=1", "/?p=item&id=2"], r"^/\?(?:.*&)?p=item(?:&|$)", "?"),
        (["/a", "/b"], None, ""),
        ([], None, ""),
    ],
    ids=["number", "name", "parameter", "word", "nothing", "none"],
)  # fmt: skip
def test_addresses_generalised(paths, wanted, part):
    assert pattern_of(paths) == wanted
    assert fixed_part(paths) == part


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("title", False), ("viewProductTitle", False), ("price-tag", False), ("h1", False), ("user_info_mid_head", False),
        ("tabularDetails", False), ("css-1x9k2z", True), ("sc-bdVaJa", True), ("_3fK2a", True), ("jss142", True),
        ("x81923", True), ("a8f3e", True), ("Button__x7Yz2", True), ("xkcdqrtw", True),
    ],
    ids=lambda one: str(one),
)  # fmt: skip
def test_names_that_programs_make(name, made):
    assert looks_made(name) is made


def test_a_profile_without_pages_is_read_by_the_generic_reader(site):
    bare = load("source: shop\ntitle: Shop\nkind: market\nmirrors: ['http://site.test']\n", "bare.yaml")
    for path, page in list(site.items())[:12]:
        reading, generic = read(page, "c", bare), read(page, "c")
        assert (reading.page, reading.statements, reading.reader) == (
            generic.page,
            generic.statements,
            generic.reader,
        ), path
        assert "no page rule of the profile knows this page" not in reading.notes
