"""The heading that names the page's thing, told from the site's own name and the headings of its parts."""

from __future__ import annotations

import re

from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.box import HEADINGS, Box, Run
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import amounts
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.told import How, Told
from crawler.readers.generic.words import TERMS

TITLE_LIMIT = 400
SEPARATOR = re.compile(r"\s+[|–—»·•:\-]\s+|\s*[|»]\s*")
_PARTS = re.compile(
    r"^(?:search|categories|browse|menu|navigation|options|filter|statistics|exchange rates|shopping cart|your cart"
    r"|news|welcome|login|product details|product|listing|item|details|profile|user profile|vendor profile|검색"
    r"|카테고리|메뉴|搜索|分类|菜单|tìm kiếm|danh mục|ค้นหา|cari|検索|поиск|категории|меню)\b.{0,20}$",
    re.IGNORECASE,
)


def headings(layout: Layout, *, parts: bool = False) -> list[Box]:
    """Headings that may name a thing: no site name that leads home, and no head of a part but where `parts` says so."""
    return [box for box in layout.boxes if box.tag in HEADINGS and _names(box, parts=parts)]


def _names(box: Box, *, parts: bool) -> bool:
    if not box.flat or box.size > TITLE_LIMIT or _leads_home(box):
        return False
    return parts or not (
        _is_said(box.flat) or _PARTS.match(box.flat) or (TERMS.match(box.flat) and len(box.flat) <= 24)
    )


def _leads_home(box: Box) -> bool:
    links = [b for b in (box, *box.boxes) if b.tag == "a"]
    parent = box.parent
    if parent is not None and parent.tag == "a":
        links.append(parent)
    homes = ("", "/", "./", "index.php", "/index.php", "/home", "/index.html")
    return any(
        "href" in b.attrs and (b.attrs["href"] in homes or leads_to(b.attrs["href"]) == "category") for b in links
    )


def title_of(layout: Layout, near: Box | None, away: Spans) -> Told:
    """The title of the page's thing: a heading that the page's own title repeats, else the nearest one above `near`."""
    own = [b for b in headings(layout) if not b.chrome and not away.hold(b)]
    repeated = [b for b in own if _in_title(layout.title, b.flat)]
    if repeated:
        box = max(repeated, key=lambda b: len(squeeze(b.flat)))
        return Told(box.flat, How.NAMED, box)
    chosen = _nearest(own, near)
    if chosen is not None:
        return Told(chosen.flat, How.HEADING, chosen)
    shown = [run for run in _shown(layout, away) if _in_title(layout.title, run.text)]
    if shown:
        run = max([run for run in shown if not _in_link(run.box)] or shown, key=lambda r: len(r.text))
        return Told(run.text, How.SHOWN, run.box)
    return Told(_from_title(layout.title), How.TITLE)


def _shown(layout: Layout, away: Spans) -> list[Run]:
    """Texts that are no heading and may name the thing all the same: of a good length, without a label."""
    return [
        run
        for run in layout.runs
        if 8 <= len(run.text) <= TITLE_LIMIT
        and not run.box.chrome
        and not _is_said(run.text)
        and not _leads_home(run.box)
        and not away.hold(run.box)
    ]


def _in_link(box: Box) -> bool:
    """A page seldom links to itself: what it calls its thing is rather no link."""
    return box.tag == "a" or (box.parent is not None and box.parent.tag == "a")


def _is_said(text: str) -> bool:
    """Whether the text says something about the thing, as a labelled or priced line does."""
    label, colon, _ = text.replace("：", ":").partition(":")
    if field_of(text) or (colon and field_of(label)):
        return True
    found = amounts(text) if len(text) <= 80 else []
    return bool(found) and len(text) - (found[-1].end - found[0].start) <= 14


def _in_title(title: str, text: str) -> bool:
    inner, whole = squeeze(text), squeeze(title)
    return len(inner) >= 4 and inner in whole and len(inner) * 3 >= len(whole)


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
    parts = [p for p in SEPARATOR.split(title) if p.strip()]
    return max(parts, key=len).strip() if len(parts) > 1 else title
