"""What stands round the thing, or how its markup is written, changes nothing of what a page says.

Each law is held on every invented page that says something: a site that turns an advert on must not rename its goods.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.cases import Case
from tests.crawler.readers.generic.test_pages import CASES
from tidewaiter.model.sighting import Page, Statement

SAYING = [case for case in CASES if case.says]

COOKIES = (
    '<div class="cookie-banner" role="dialog"><p>We use cookies to keep you signed in.</p><button>Accept</button></div>'
)
MENU = (
    '<nav class="menu"><ul><li><a href="/category/8">Deals under $20.00</a></li><li><a href="/category/9">Tea (12)</a></li>'
    '<li><a href="/wallet">Balance: 0.5000 BTC</a></li><li><a href="/logout">Log out</a></li></ul></nav>'
)
FOOTER = f"<footer><p>Mirrors: {'a' * 55}d.onion, {'b' * 55}d.onion</p><p>1 BTC = 61,234.50 USD</p><a href='/terms'>Terms</a></footer>"
HIDDEN = '<div style="display:none"><h1>Decoy Kettle 1kg</h1><p>Price: $1.00</p><p>Vendor: nobody</p><p>Ships from: Nowhere</p></div>'
HIDDEN_BY_NAME = "<style>.zz9{display:none}</style><div class='zz9'><p>Price: $1.00</p><p>Seller: nobody</p></div>"
SCRIPT = "<script>var price = '$1.00'; document.write('<h1>Decoy</h1>');</script><noscript></noscript>"
COMMENT = "<!-- <h1>Decoy</h1><p>Price: $1.00</p><a href='/listing/0'>Decoy</a> -->"


def before(more: str) -> Callable[[str], str]:
    return lambda html: re.sub(r"(<body[^>]*>)", lambda found: found[1] + more, html, count=1)


def after(more: str) -> Callable[[str], str]:
    return lambda html: html.replace("</body>", f"{more}</body>")


def in_upper_case(html: str) -> str:
    """Names of tags only; XML-like case is lost on an HTML parser."""
    return re.sub(r"<(/?)([a-z][a-z0-9]*)", lambda tag: f"<{tag[1]}{tag[2].upper()}", html)


def attributes_turned(html: str) -> str:
    """Two attributes of a tag, the last first."""
    return re.sub(r'<(\w+) ([\w-]+="[^"<>]*") ([\w-]+="[^"<>]*")>', r"<\1 \3 \2>", html)


def in_single_quotes(html: str) -> str:
    return re.sub(r"=\"([^\"'<>]*)\"", r"='\1'", html)


def with_space_in_tags(html: str) -> str:
    return re.sub(r"<(\w+)([^<>]*[^<>/])?>", lambda tag: f"<{tag[1]}  {(tag[2] or '').strip()}\n>", html)


LAWS: dict[str, Callable[[str], str]] = {
    "cookie banner": before(COOKIES),
    "cookie banner at the end": after(COOKIES),
    "a second menu": before(MENU),
    "a footer of mirrors": after(FOOTER),
    "a hidden decoy": before(HIDDEN),
    "a hidden decoy at the end": after(HIDDEN),
    "a decoy hidden by a style sheet": before(HIDDEN_BY_NAME),
    "a script": before(SCRIPT),
    "a comment": before(COMMENT),
    "upper case": in_upper_case,
    "attributes in another order": attributes_turned,
    "single quotes": in_single_quotes,
    "space inside tags": with_space_in_tags,
    "line ends of Windows": lambda html: html.replace("\n", "\r\n"),
    "a byte order mark": lambda html: "\ufeff" + html,
}


def said(case: Case, html: str) -> tuple[Page, tuple[Statement, ...]]:
    found = read_generic(SavedPage(case.url, html.encode()), "capture")
    return found.page, found.statements


@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_every_page(law: str) -> None:
    broken: list[str] = []
    changed = 0
    for case in SAYING:
        html = LAWS[law](case.html)
        changed += html != case.html
        if said(case, html) != said(case, case.html):
            broken.append(case.name)
    assert broken == []
    assert changed * 2 >= len(SAYING)  # the law was put to the test


@pytest.mark.parametrize("case", SAYING[::4], ids=lambda case: case.name)
def test_all_at_once(case: Case) -> None:
    html = case.html
    for name in ("cookie banner", "a second menu", "a footer of mirrors", "a hidden decoy", "a comment", "upper case"):
        html = LAWS[name](html)
    assert said(case, html) == said(case, case.html)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
@pytest.mark.parametrize("case", SAYING[::5], ids=lambda case: case.name)
def test_how_a_page_is_encoded_changes_nothing(case: Case, charset: str) -> None:
    page = SavedPage(case.url, case.html.encode(charset), f"text/html; charset={charset}")
    assert read_generic(page, "capture").statements == said(case, case.html)[1]
