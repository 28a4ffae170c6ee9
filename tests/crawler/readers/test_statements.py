"""What each key of a profile's statement, row, key and follow rule does, on small pages."""

from __future__ import annotations

import pytest

from crawler.profiles import load
from crawler.readers import SavedPage, read
from tidewaiter.model.keys import page_key, part_key
from tidewaiter.model.sighting import Page, Reading

URL = "http://mine.onion/listing/7?page=2&sid=abc"


def reading(rules: str, body: str, *, url: str = URL, more: str = "") -> Reading:
    profile = load(
        f"source: s\ntitle: S\nkind: market\n{more}pages:\n  - page: listing\n    when: {{css: body}}\n{rules}",
        "s.yaml",
    )
    return read(SavedPage(url, f"<html><body>{body}</body></html>".encode()), "c", profile)


def fields(rule: str, body: str, *, rows: str = "") -> dict:
    rules = f"    statements:\n      - kind: listing\n{rows}        fields: {{title: h1, {rule}}}\n"
    return dict(reading(rules, f"<h1>T</h1>{body}").statements[0].fields)


FIELDS = [
    # rule of the field, page, what is stated
    ("description: .d", "<p class=d>a<br>b  c</p>", {"description": "a\nb c"}),
    ("description: .d", "<div class=d><p>a</p><p>b</p></div>", {"description": "a\n\nb"}),
    ("description: .d", "<pre class=d>a\n  b</pre>", {"description": "a\nb"}),
    ("description: .d", '<p class=d style="white-space: pre-wrap">a\nb</p>', {"description": "a\nb"}),
    ("description: .d", "<p class=d>a<script>evil()</script><style>x</style>b</p>", {"description": "ab"}),
    ("description: .d", "<p class=d></p>", {}),
    ("description: {css: .d, clean: [join, lines]}", "<p class=d>a</p><p class=d>b</p>", {"description": "a\nb"}),
    ("vendor: .none", "<p>x</p>", {}),
    ("vendor: [.none, .b]", "<p class=b>ann</p>", {"vendor": "ann"}),
    ("vendor: {css: .empty, xpath: '//i/text()'}", "<p class=empty> </p><i>bob</i>", {"vendor": "bob"}),
    ("vendor: 'a::attr(title)'", "<a title=' cy '>x</a>", {"vendor": "cy"}),
    ("vendor: {pattern: 'by (\\w+)'}", "<p>sold by dan today</p>", {"vendor": "dan"}),
    ("vendor: {css: p, pattern: 'by \\w+'}", "<p>x</p><p>sold by eve</p>", {"vendor": "by eve"}),
    ("price: .p", "<p class=p>$1,250.50</p>", {"price": "1250.50", "currency": "USD"}),
    ("price: .p", "<p class=p>on request</p>", {}),
    (
        "price: {css: .p, clean: {price: BTC}}, currency: i",
        "<p class=p>0.5</p><i>LTC</i>",
        {"price": "0.5", "currency": "LTC"},
    ),
    ("ships_to: .t", "<p class=t>Korea, Japan, Korea</p>", {"ships_to": ("Korea", "Japan")}),
    ("ships_to: .t", "<i class=t>Korea</i><i class=t>Japan</i>", {"ships_to": ("Korea", "Japan")}),
    ("sold: .s", "<p class=s>1,204 sold</p>", {"sold": 1204}),
    ("stock: .s", "<p class=s>unlimited</p>", {}),
    ("url: 'a::attr(href)'", "<a href='/go'>x</a>", {"url": "http://mine.onion/go"}),
    ("vendor: .v", "<p class=v>e\u0301va</p>", {"vendor": "\u00e9va"}),
]


@pytest.mark.parametrize(("rule", "body", "stated"), FIELDS)
def test_field(rule, body, stated):
    assert fields(rule, body) == {"title": "T"} | stated


ROWS = [
    ("{each: tr, label: th, value: td}", "<table><tr><th>Ships  FROM:</th><td>Peru</td></tr></table>"),
    ("{each: li}", "<ul><li>Ships from: Peru</li></ul>"),
    ("{each: li}", "<ul><li>Ships from\uff1aPeru</li></ul>"),
    ("{each: li, label: b}", "<ul><li><b>Ships from</b> : Peru</li></ul>"),
    ("{each: dt, label: {xpath: .}, value: {xpath: 'following-sibling::dd[1]'}}", "<dl><dt>Ships from<dd>Peru</dl>"),
]


@pytest.mark.parametrize(("rows", "body"), ROWS)
def test_row(rows, body):
    said = fields("ships_from: {row: [Origin, ships from]}", body, rows=f"        rows: [{rows}]\n")
    assert said["ships_from"] == "Peru"


CARDS = "<div class=c><a href='/listing/{0}?sid=z'>T{0}</a><b>r{0}</b></div>"
KEYS = [
    ("{link: a}", "/listing/1"),
    ("{link: {css: a, pattern: 'X(.)', path: '/old/{}'}}", None),
    ("{link: {css: b, pattern: 'r(.)', path: '/item/{}'}}", "/item/1"),
    ("{number: b}", "/listing/7#r1"),
    ("{number: {css: b, pattern: 'r(.)'}}", "/listing/7#1"),
    ("part", part_key("/listing/7", "", "T1", "", "")),
    ("{of: part, link: a}", part_key("/listing/1", "", "T1", "", "")),
    ("{link: i}", None),
]


@pytest.mark.parametrize(("key", "wanted"), KEYS)
def test_key(key, wanted):
    rules = f"    statements:\n      - {{kind: listing, each: .c, key: {key}, fields: {{title: a}}}}\n"
    found = [one.key for one in reading(rules, CARDS.format(1) + CARDS.format(2)).statements]
    assert len(found) == (0 if wanted is None else 2)
    assert wanted is None or found[0] == wanted


def test_page_key_is_the_rule_of_the_model():
    rules = "    statements: [{kind: listing, fields: {title: h1}}]\n"
    assert reading(rules, "<h1>T</h1>").statements[0].key == page_key(URL) == "/listing/7"


def test_alias_rewrites_a_key():
    rules = "    statements: [{kind: listing, fields: {title: h1}}]\n"
    more = "aliases: [{pattern: '/listing/(\\d+)', key: '/product/\\1'}, {pattern: '/list', key: '/x'}]\n"
    assert reading(rules, "<h1>T</h1>", more=more).statements[0].key == "/product/7"


def test_a_review_keeps_its_key_when_its_author_or_its_age_changes():
    rules = (
        "    statements:\n      - kind: review\n        each: li\n        key: part\n"
        "        fields: {text: p, author: b, date: i}\n"
    )
    body = "<li><p>good</p><b>{}</b><i>{}</i></li>"
    keys = [
        reading(rules, body.format(*said)).statements[0].key
        for said in (("x***y", "2 days ago"), ("a***b", "3 days ago"))
    ]
    dated = [reading(rules, body.format("x", day)).statements[0].key for day in ("2019-05-01 10:00", "2019-05-02")]
    assert keys[0] == keys[1]
    assert len({*keys, *dated}) == 3


def test_required_fields_that_do_not_match_are_noted_with_their_selectors_once():
    rules = (
        "    statements:\n      - {kind: listing, each: .c, key: {link: a}, fields: {title: a, price: [.p, .q]},"
        " required: [price]}\n"
    )
    notes = reading(rules, CARDS.format(1) + CARDS.format(2)).notes
    assert notes == ("listing.price is required, but nothing matches .p | .q (2 times)",)


FOLLOW = [
    ("{css: a, expects: vendor, priority: 5}", [("http://mine.onion/v/1?x=1", "vendor", 5)]),
    ("{css: a, url: '^/w/'}", []),
    ("{css: a, url: 'x=1$'}", [("http://mine.onion/v/1?x=1", None, 0)]),
    (
        "{css: a, other_hosts: true, priority: -1}",
        [("http://mine.onion/v/1?x=1", None, -1), ("http://far.onion/y", None, -1)],
    ),
    ("{xpath: '//a/@href'}", [("http://mine.onion/v/1?x=1", None, 0)]),
]


@pytest.mark.parametrize(("rule", "links"), FOLLOW)
def test_follow(rule, links):
    body = "<a href=' /v/1?x=1#top'>ann</a><a href='http://far.onion/y'>f</a><a href='javascript:x'>j</a><a href='#z'>z</a>"
    body += "<a href='mailto:a@b'>m</a><a href='http://[bad'>b</a><a>n</a><a href='/v/1?x=1'>again</a>"
    found = reading("", body, more=f"follow: [{rule}]\n").links
    assert [(link.url, link.expects and link.expects.value, link.priority) for link in found] == links


def test_base_counts_for_links():
    profile = load(
        "source: s\ntitle: S\nkind: market\npages: [{page: home, when: {css: body}}]\nfollow: [{css: a}]\n", "s.yaml"
    )
    body = b"<html><head><base href='/deep/er/'></head><body><a href=x>x</a></body></html>"
    assert read(SavedPage(URL, body), "c", profile).links[0].url == "http://mine.onion/deep/er/x"


ONION = "duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad"
CANDIDATES = [
    (f"see {ONION}.onion now", (f"http://{ONION}.onion",)),
    (f"see http://www.{ONION.upper()}.onion/x", (f"http://{ONION}.onion",)),
    (f"see {ONION[:-1]}a.onion", ()),
    (f"see x{ONION}.onion", ()),
    ("old expyuzz4wqqyqhjn.onion", ()),
    ("write to https://t.me/deepshop or t.me/s/Deep_News2", ("https://t.me/deepshop", "https://t.me/Deep_News2")),
    (
        "join t.me/+AbCdEfGhIjKl telegram.me/joinchat/AbCdEfGhIjKl",
        ("https://t.me/+AbCdEfGhIjKl", "https://t.me/joinchat/AbCdEfGhIjKl"),
    ),
    ("share: t.me/share/url?x=1", ()),
    ("https://matrix.to/#/#room:example.org", ("https://matrix.to/#/#room:example.org",)),
]


@pytest.mark.parametrize(("text", "found"), CANDIDATES)
def test_candidates(text, found):
    assert reading("", f"<p>{text}</p>").candidates == found


def test_own_mirrors_are_no_candidates():
    body = f"<p>{ONION}.onion</p>"
    assert reading("", body, more=f"mirrors: ['http://{ONION}.onion']\n").candidates == ()
    assert reading("", body, url=f"http://www.{ONION}.onion/").candidates == ()


def test_a_saved_page_without_address_says_it_itself():
    rules = "    address: {css: 'i::attr(id)', path: '/listing/{}'}\n    statements: [{kind: listing, fields: {title: h1}}]\n"
    assert reading(rules, "<h1>T</h1><i id=9></i>", url="").statements[0].key == "/listing/9"
    assert reading(rules, "<h1>T</h1><i id=9></i>").statements[0].key == "/listing/7"


def test_the_reader_digest_follows_the_profile():
    one, two = (
        reading(f"    statements: [{{kind: listing, fields: {{title: {tag}}}}}]\n", "<h1>T</h1>")
        for tag in ("h1", "h2")
    )
    assert one.reader != two.reader
    assert (one.page, two.page) == (Page.LISTING, Page.LISTING)
