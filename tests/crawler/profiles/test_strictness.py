"""Each way to write a profile wrongly, and the message with file, line and column that it gets."""

from __future__ import annotations

import pytest

from crawler.profiles import load
from tidewaiter.model.errors import ProfileError

GOOD = """\
source: lanternfish
title: Lanternfish Market
kind: market
languages: [en, ko]
mirrors: ["http://abc.onion/"]
start: [/]
cadence: 12h
politeness:
  delay: 2
  active_hours: ["08:00-22:30"]
revisit: {listing: 7d}
pages:
  - page: queue
    when: {text: "you are in the queue"}
    refresh: {pattern: '([0-9]+) seconds', clean: number}
  - page: listing
    when: {url: "^/listing/", css: h1.title}
    statements:
      - kind: listing
        rows:
          - {each: "table.facts tr", label: th, value: td}
        fields:
          title: h1.title
          price: {css: .price, clean: {price: USD}}
          ships_from: {row: [Ships from, Origin]}
        required: [title, price]
      - kind: review
        each: .review
        key: part
        fields: {text: .said}
follow:
  - {css: "a.vendor", expects: vendor, priority: 5}
aliases:
  - {pattern: '/old/([0-9]+)', key: '/listing/\\1'}
expect:
  at_least: {listing: 10}
  filled: {listing.price: 95}
"""

# what is replaced, by what, where the fault is, what is said of it
BAD = [
    ("languages:", "langages:", "4:1", "unknown key 'langages'"),
    ("title: Lanternfish Market\n", "", "1:1", "the key 'title' is missing"),
    ("source: lanternfish", "source: Lantern Fish", "1:9", "a slug is small letters"),
    ("kind: market", "kind: bazaar", "3:7", "'market', 'shop', 'forum'"),
    ('["http://abc.onion/"]', '["http://abc.onion/market"]', "5:11", "without path"),
    ('["http://abc.onion/"]', "[ftp://abc.onion]", "5:11", "a mirror is an origin"),
    ('["http://abc.onion/"]', '["http://[abc"]', "5:11", "a mirror is an origin"),
    ("cadence: 12h", "cadence: 12x", "7:10", "as in 12h"),
    ("cadence: 12h", "cadence: 0h", "7:10", "as in 12h"),
    ("delay: 2", "delay: -1", "9:10", "greater than or equal to 0"),
    ("delay: 2", "delay: soon", "9:10", "valid number"),
    ("delay: 2", "delay: nan", "9:10", "finite"),
    ("delay: 2", "delays: 2", "9:3", "unknown key 'delays'"),
    ("08:00-22:30", "8-22", "10:18", "two times of day"),
    ("{listing: 7d}", "{listing: 7d, login: 1d}", "11:24", "unknown key 'login'"),
    ("page: queue", "page: waiting", "13:11", "'listing', 'vendor'"),
    ('{text: "you are in the queue"}', "{}", "14:5", "a page is known by"),
    ("'([0-9]+) seconds'", "'([0-9]+ seconds'", "15:24", "not a valid regular expression"),
    ("'([0-9]+) seconds'", "'([0-9]+)* seconds'", "15:24", "repeat inside a repeat"),
    ("clean: number}", "clean: numbr}", "15:51", "unknown cleaner 'numbr'; there are text, lines"),
    ("clean: number}", "clean: [number, text]}", "15:52", "nothing can follow the cleaner 'number'"),
    ("clean: number}", "clean: {number: 3}}", "15:51", "takes no argument"),
    ("clean: number}", "clean: after}", "15:51", "needs an argument"),
    ("clean: number}", "clean: {date: ymd}}", "15:51", "takes dmy or mdy"),
    ("clean: number}", "clean: {text: a, lines: b}}", "15:51", "a cleaner is a word"),
    ("clean: number}", "clean: {remove: '('}}", "15:51", "not a valid regular expression"),
    ("css: h1.title}", "css: 'h1[title'}", "17:36", "not a valid CSS selector"),
    ("css: h1.title}", "css: ''}", "17:36", "not empty"),
    ("css: h1.title}", "xpath: '//h1['}", "17:38", "not a valid XPath"),
    ("css: h1.title}", "cs: h1.title}", "17:31", "unknown key 'cs'"),
    ("- kind: listing", "- kind: listings", "19:15", "'listing', 'vendor', 'review'"),
    ("label: th", "labels: th", "21:38", "unknown key 'labels'"),
    ("ships_from: {row", "ship_from: {row", "25:11", "a listing has no field 'ship_from'; it has title, vendor"),
    ("ships_from: {row: [Ships from, Origin]}", "ships_from: {clean: text}", "25:11", "a field is found by css"),
    ("required: [title, price]", "required: [title, stock]", "26:27", "requires 'stock'"),
    ("key: part", "key: parts", "29:14", "'page', 'part' or 'found'"),
    ("        key: part\n", "", "28:9", "each block needs a key of its own"),
    ("key: part", "key: {of: page, link: a}", "29:9", "a key is one of"),
    ("fields: {text: .said}", "fields: {text: {row: Said}}", "30:25", "the statement has no rows"),
    ("fields: {text: .said}", "fields: {}", "30:17", "at least 1 item"),
    ("priority: 5", "priority: high", "32:50", "valid integer"),
    ("priority: 5", "priority: 500", "32:50", "less than or equal to 100"),
    ('{css: "a.vendor", expects', "{expects", "32:5", "a follow rule selects links"),
    ("'/listing/\\1'", "'/listing/\\2'", "34:32", "a group that its pattern lacks"),
    ("filled: {listing.price", "filled: {listing.prize", "37:12", "no kind.field"),
    ("at_least: {listing: 10}", "at_least: {listing: ten}", "36:23", "valid integer"),
    (
        "page: queue\n",
        "page: queue\n    statements: [{kind: listing, fields: {title: a}}]\n",
        "14:5",
        "holds no content",
    ),
    ("start: [/]", "start: [/]\nsource: twice", "7:1", "the key 'source' stands here twice"),
    ("start: [/]", "start: &all [/]", "6:8", "anchors and aliases are not used"),
    ("start: [/]", "start: !!python/name:os.system []", "6:8", "tags are not used"),
    ("start: [/]", "start: [/", "7:8", "not YAML"),
    ("start: [/]", "digest: abc", "6:1", "unknown key 'digest'"),
    ("start: [/]", "? [a, b]\n: c", "6:3", "a key is a plain word"),
]


def test_the_good_one_loads():
    assert load(GOOD, "good.yaml").source == "lanternfish"


@pytest.mark.parametrize(("old", "new", "where", "what"), BAD, ids=[f"{n}-{bad[3][:24]}" for n, bad in enumerate(BAD)])
def test_fault_is_named_with_its_place(old, new, where, what):
    assert GOOD.count(old) >= 1
    with pytest.raises(ProfileError) as caught:
        load(GOOD.replace(old, new, 1), "bad.yaml")
    assert caught.value.where == f"bad.yaml:{where}"
    assert what in caught.value.what
    assert caught.value.status == 2


def test_every_fault_is_named_at_once():
    bad = GOOD.replace("cadence: 12h", "cadence: soon").replace("delay: 2", "delays: 2")
    with pytest.raises(ProfileError) as caught:
        load(bad, "bad.yaml")
    assert "bad.yaml:7:10" in str(caught.value)
    assert "bad.yaml:9:3: unknown key 'delays'" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "just words", "- a\n- b", "\x00", "\ud800", "{" * 5000, "[" * 100_000, "a: " * 50]
)
def test_what_is_no_profile_is_refused_plainly(text):
    with pytest.raises(ProfileError) as caught:
        load(text, "no.yaml")
    assert caught.value.where.startswith("no.yaml")


def test_an_endless_file_is_refused():
    with pytest.raises(ProfileError, match="more than"):
        load("# comment\n" * 100_000, "long.yaml")
