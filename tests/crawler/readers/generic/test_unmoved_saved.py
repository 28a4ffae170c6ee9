"""What a site puts round its pages changes none of the sightings of real saved pages, nor of the invented ones.

Navigation, advertisements, a cookie banner, other listings in a sidebar: before the page's content, after it, or both.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.cases import Case
from tests.crawler.readers.generic.test_pages import CASES
from tests.crawler.readers.generic.test_unmoved import COOKIES, FOOTER, MENU
from tests.crawler.readers.generic.test_unseen import ALL_SELLERS, ALL_SHELVES, LISTINGS
from tidewaiter.model.sighting import Page, Statement

PAGES = Path(__file__).resolve().parents[5] / "shared" / "data" / "market_html" / "msc_darkweb_scraping"
# A page that only moves on has no content for other listings to stand beside.
_BLANK = re.compile(rb"(?i)<body[^>]*>\s*</body>")
SAVED = [
    path
    for path in sorted(PAGES.rglob("*"))
    if path.is_file() and b"<body" in (html := path.read_bytes()[:400_000]).lower() and not _BLANK.search(html)
]

OTHERS = (("Plain Kettle Lid", "$3.10"), ("Spare Kettle Whistle", "$1.95"), ("Kettle Cosy, wool", "$14.00"))
CARDS = "".join(
    f'<div><a href="/zz-other/{n}">{name}</a> <b>{price}</b></div>' for n, (name, price) in enumerate(OTHERS)
)
SIDEBARS = (
    f"<aside><h3>Similar listings</h3>{CARDS}</aside>",
    f'<div role="complementary"><h4>Featured</h4>{CARDS}</div>',
    f'<nav class="left"><p>Popular today</p>{CARDS}</nav>',
    f'<div class="sidebar"><div class="box"><h4>Featured</h4>{CARDS}</div></div>',
    f'<div id="related"><h2>You may also like</h2>{CARDS}</div>',
    f"<div><h3>More listings that may please you</h3>{CARDS}</div>",
)
ADVERTS = (
    '<aside class="banner"><a href="http://advert.example/">Kettles at half price, today only $9.99! Vendor of the month</a></aside>',
    '<div role="banner"><p>Advertise here: price $50.00 a week, ships worldwide</p></div>',
)
ROUND = [COOKIES, MENU, FOOTER, *SIDEBARS, *ADVERTS]


def dressed(html: bytes, chance: random.Random) -> bytes:
    """The page with two of these before its content and two after it."""
    before = "".join(chance.sample(ROUND, 2)).encode()
    after = "".join(chance.sample(ROUND, 2)).encode()
    html = re.sub(rb"(?i)(<body[^>]*>)", lambda found: found[1] + before, html, count=1)
    at = html.lower().rfind(b"</body>")
    return html[:at] + after + html[at:] if at >= 0 else html


def said(url: str, html: bytes) -> tuple[Page, tuple[Statement, ...]]:
    found = read_generic(SavedPage(url, html), "capture")
    return found.page, found.statements


def moved(after: tuple[Page, tuple[Statement, ...]], before: tuple[Page, tuple[Statement, ...]]) -> bool:
    """Whether the sightings differ; the kind of a page that says nothing may well be another with all this round it."""
    return after[1] != before[1] or (before[1] != () and after[0] != before[0])


@pytest.mark.skipif(not SAVED, reason=f"no saved pages at {PAGES}")
@pytest.mark.parametrize("turn", range(4))
def test_saved_pages_say_the_same(turn: int) -> None:
    chance = random.Random(turn)
    broken = []
    dressed_ones = 0
    for path in SAVED[turn::4]:
        html = path.read_bytes()
        other = dressed(html, chance)
        dressed_ones += other != html
        if moved(said("", other), said("", html)):
            broken.append(str(path.relative_to(PAGES)))
    assert broken == []
    assert dressed_ones * 10 >= len(SAVED[turn::4]) * 8


@pytest.mark.parametrize("turn", range(3))
def test_invented_pages_say_the_same(turn: int) -> None:
    chance = random.Random(turn)
    cases: list[Case] = [case for case in (*CASES, *LISTINGS, *ALL_SHELVES, *ALL_SELLERS) if case.says]
    broken = [
        case.name
        for case in cases
        if moved(said(case.url, dressed(case.html.encode(), chance)), said(case.url, case.html.encode()))
    ]
    assert broken == []
