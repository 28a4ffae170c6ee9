"""The heading that names the page's thing, told from the site's own name and the headings of its parts."""

from __future__ import annotations

import re
import unicodedata

from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.box import HEADINGS, Box
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.words import TERMS

TITLE_LIMIT = 400
_SEPARATOR = re.compile(r"\s+[|–—»·•:\-]\s+|\s*[|»]\s*")
_PARTS = re.compile(
    r"^(?:search|categories|browse|menu|navigation|options|filter|statistics|exchange rates|shopping cart|your cart|news|"
    r"welcome|login|product details|product|listing|item|details|profile|user profile|vendor profile|검색|카테고리|메뉴|搜索|分类|菜单|"
    r"tìm kiếm|danh mục|ค้นหา|cari|検索|поиск|категории|меню)\b.{0,20}$",
    re.IGNORECASE,
)


def squeeze(text: str) -> str:
    """Text for comparing titles: letters and digits only, folded."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def headings(layout: Layout) -> list[Box]:
    """Headings that may name a thing: no site name that leads home, no head of a part."""
    return [box for box in layout.boxes if box.tag in HEADINGS and _names(box)]


def _names(box: Box) -> bool:
    if not box.flat or box.size > TITLE_LIMIT or _leads_home(box):
        return False
    return not (field_of(box.flat) or _PARTS.match(box.flat) or (TERMS.match(box.flat) and len(box.flat) <= 24))


def _leads_home(box: Box) -> bool:
    links = [b for b in (box, *box.boxes) if b.tag == "a"]
    parent = box.parent
    if parent is not None and parent.tag == "a":
        links.append(parent)
    homes = ("", "/", "./", "index.php", "/index.php", "/home", "/index.html")
    return any(
        "href" in b.attrs and (b.attrs["href"] in homes or leads_to(b.attrs["href"]) == "category") for b in links
    )


def title_of(layout: Layout, near: Box | None, cards: list[Box]) -> str:
    """The title of the page's thing: the heading that the page's title repeats, else the nearest one above `near`."""
    own = [b for b in headings(layout) if not b.chrome and not any(c.holds(b) for c in cards)]
    repeated = [b for b in own if _in_title(layout.title, b.flat)]
    if repeated:
        return max(repeated, key=lambda b: (len(squeeze(b.flat)), -b.order)).flat
    chosen = _nearest(own, near)
    if chosen is not None:
        return chosen.flat
    return _from_title(layout.title)


def _in_title(title: str, heading: str) -> bool:
    inner = squeeze(heading)
    return len(inner) >= 4 and inner in squeeze(title) and len(inner) * 5 >= len(squeeze(title))


def _nearest(own: list[Box], near: Box | None) -> Box | None:
    if near is not None:
        for up in (near, *near.up()):
            inside = [b for b in own if up.holds(b)]
            before = [b for b in inside if b.order < near.order] or inside
            if before:
                best = min(HEADINGS[b.tag] for b in before)
                return next(b for b in before if HEADINGS[b.tag] == best)
    return min(own, key=lambda b: (HEADINGS[b.tag], b.order), default=None)


def _from_title(title: str) -> str:
    parts = [p for p in _SEPARATOR.split(title) if p.strip()]
    return max(parts, key=len).strip() if len(parts) > 1 else title
