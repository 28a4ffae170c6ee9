"""How one element may be told from others: its id, classes, meaning attributes and tag, each with what it costs.

The cost says how soon the mark is likely to change: what a site's author named for its meaning lasts longer than a
place in the page, and names that a program made last until its next run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from crawler.profiles.selectors import Find, by_css, by_xpath

ID, MEANT, CLASS, LINK, SAYING_TAG, SHAPE_TAG, TAG, PLACE = 1.0, 1.2, 1.5, 2.0, 1.6, 2.4, 3.0, 6.0
_SAYING_TAGS = frozenset("h1 h2 h3 h4 pre blockquote time address article main textarea figcaption".split())
_SHAPE_TAGS = frozenset("dl dt dd th td em strong b i label section ul ol li p table tr tbody a img form".split())
_MEANT_NAMES = ("itemprop", "data-field", "data-label", "rel", "name", "property", "role", "for", "headers", "scope")
_NAME = re.compile(r"-?[A-Za-z_][\w-]{0,60}")
# Names of layout that every other element bears too; they say nothing of what stands there.
_EMPTY_NAMES = re.compile(
    r"(?:row|col|column|container(?:-\w+)?|wrapper|inner|outer|clear(?:fix)?|left|right|center|first|last|odd|even|"
    r"active|selected|"
    r"current|hidden|visible|flex(?:-\w+)*|grid|block|inline(?:-\w+)?|rounded|shadow|border|truncate|"
    r"(?:items|justify|gap|space|rounded|shadow|border|bg|font|leading|tracking|overflow|[wh])-[\w-]+|"
    r"text-\w+|col-[\w-]+|[mp][xytblr]?-\d|d-\w+|float-\w+|pull-\w+|btn[\w-]*)$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\d{3}|(?:^|[-_])(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{5,}$|^(?:css|sc|jss|emotion|svelte|styled|astro|ng)[-_][\w-]+$|"
    r"__\w{5,}$|^_|[bcdfghjklmnpqrstvwxz]{6,}",
    re.IGNORECASE,
)
ANY = "*"
_TAG_NAME = re.compile(r"[a-z][a-z0-9]*")
_MIXED = re.compile(r"[a-z][A-Z]")
_TEXT_SAFE = re.compile(r"[^\"'\\\n\r\x00-\x1f\x7f]{1,60}")


def looks_made(name: str) -> bool:
    """Whether a program made this name: digits among its letters, a hash behind it, no vowel for long."""
    if _MADE.search(name):
        return True
    turns = len(_MIXED.findall(name))
    return turns >= 2 and len(name) <= 4 * turns  # `xQzRt` changes case as words do not; `viewProductTitle` may


@lru_cache(maxsize=16_384)
def css(said: str) -> Find:
    return by_css(said)


@lru_cache(maxsize=16_384)
def xpath(said: str) -> Find:
    return by_xpath(said)


def is_path(said: str) -> bool:
    """Whether a selector is written as XPath."""
    return said.startswith(("./", "/", "("))


def tag_of(element: etree._Element) -> str:
    """Its name as it may stand in a path or in CSS; `ANY` for one that may not: a page may name elements anything."""
    return str(element.tag) if isinstance(element.tag, str) and _TAG_NAME.fullmatch(element.tag) else ANY


def marks(element: etree._Element) -> list[tuple[str, float]]:
    """CSS of this element alone, each with its cost, the cheapest first."""
    found = sorted(_marks(element), key=lambda mark: mark[1])
    return list(dict(found).items())


def marks_in(said: str) -> list[str]:
    """The ids, attributes and classes that a CSS selector goes by, without names of layout."""
    names = re.findall(r"#[\w-]+|\[[^\]]+\]|\.[A-Za-z_][\w-]*", said)
    return [name for name in names if not (name[0] == "." and _EMPTY_NAMES.match(name[1:]))]


def _marks(element: etree._Element) -> Iterator[tuple[str, float]]:
    tag = tag_of(element)
    if tag == ANY:
        yield tag, TAG
        return
    name = element.get("id") or ""
    if _NAME.fullmatch(name) and not looks_made(name) and not re.search(r"\d", name):
        yield f"#{name}", ID
    for attribute in _MEANT_NAMES:
        said = element.get(attribute) or ""
        if _TEXT_SAFE.fullmatch(said) and not re.search(r"\d", said):
            yield f'{tag}[{attribute}="{said}"]', MEANT
    names = [one for one in (element.get("class") or "").split()[:8] if _NAME.fullmatch(one) and not looks_made(one)]
    for one in names:
        yield f"{tag}.{one}", CLASS + 1.5 * bool(_EMPTY_NAMES.match(one))
    if len(names) >= 2:
        layout = all(_EMPTY_NAMES.match(one) for one in names[:3])
        yield f"{tag}.{'.'.join(names[:3])}", CLASS + 0.4 + 1.5 * layout
    for part in _link_parts(element.get("href") or "") if tag == "a" else ():
        yield f'a[href*="{part}"]', LINK
    for part in _link_parts(element.get("action") or "") if tag == "form" else ():
        yield f'form[action*="{part}"]', LINK
    said = element.get("title") or ""
    if _TEXT_SAFE.fullmatch(said) and not re.search(r"\d", said) and len(said.split()) <= 4:
        yield f'{tag}[title="{said}"]', LINK + 0.2
    yield tag, SAYING_TAG if tag in _SAYING_TAGS else SHAPE_TAG if tag in _SHAPE_TAGS else TAG


def _link_parts(href: str) -> Iterator[str]:
    """The parts of an address that name what it leads to: `/vendor/`, `contactMember?member=`."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return
    segments = parts.path.split("/")
    shown = segments[:-1] if not parts.query else segments
    words = [
        one
        for one in shown
        if one.strip(".") and _TEXT_SAFE.fullmatch(one) and not looks_made(one) and not one.isdigit()
    ]
    names = [pair.partition("=")[0] for pair in parts.query.split("&") if "=" in pair]
    if parts.query and words and names:
        yield f"{words[-1]}?{names[0]}="
    if not parts.query and words:
        yield f"/{words[-1]}/"
    if names and names[0] and _NAME.fullmatch(names[0]):
        yield f"{names[0]}="


def nth(element: etree._Element) -> str:
    """This element by its place among its parent's children of one tag."""
    if tag_of(element) == ANY:
        return f"{ANY}:nth-child({1 + sum(1 for one in element.itersiblings('*', preceding=True))})"
    before = sum(1 for one in element.itersiblings(element.tag, preceding=True))
    return f"{element.tag}:nth-of-type({before + 1})"
