"""Links to follow, and what a healthy run looks like, by the pages that were given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawler.drafting.addressing import fixed_part, pattern_of
from crawler.drafting.naming import css, marks
from crawler.drafting.samples import Sample
from crawler.drafting.saying import Words
from crawler.drafting.stating import Stated
from crawler.profiles.selectors import pattern
from crawler.readers.addresses import absolute, host_of, path_of
from crawler.readers.generic.addresses import leads_to
from crawler.readers.plain import plain
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import BARRIERS, Kind, Page

_PRIORITY = {Page.LISTING: 10, Page.POST: 8, Page.VENDOR: 5, Page.REVIEW: 3, Page.CATEGORY: 2, Page.HOME: 0}
_OF_KIND = {Kind.LISTING: Page.LISTING, Kind.VENDOR: Page.VENDOR}
_TURNING = re.compile(
    r"(?<![a-z])(?:pages|pager|paging|pagenav\w*|pageno\w*|nav-links)(?![a-z])|paginat", re.IGNORECASE
)
_TURN = re.compile(r"\s*\[?(?:\d{1,4}|next|[>»›→])\W*\s*", re.IGNORECASE)
_ROOM, _STEP, _WORTH = 10, 5, 60  # per cent: how far a run may fall below the sample, in which steps, from where on
_SHARE = 0.5  # of the things that were seen in the sample, how many a healthy run sees at least


def propose_follow(samples: Sequence[Sample]) -> list[Words]:
    """Rules by the addresses of the pages given and of the things that their blocks lead to."""
    links = [(url, link) for sample in samples if sample.page not in BARRIERS for url, link in _links(sample)]
    rules: list[tuple[int, dict[str, Words]]] = []
    taken: set[str] = set()
    for page, paths in _addresses(samples, [url for url, _ in links]).items():
        part, url = fixed_part(sorted(paths)), pattern_of(paths)
        if not part or not url or url in taken or not _safe(url, links):
            continue
        taken.add(url)
        rule: dict[str, Words] = {"css": f'a[href*="{part}"]', "url": url, "expects": str(page)}
        if _PRIORITY[page]:
            rule["priority"] = str(_PRIORITY[page])
        rules.append((-_PRIORITY[page], rule))
    for said in _turning(samples)[:1]:
        rules.append((-1, {"css": said, "priority": "1"}))
    return [rule for _, rule in sorted(rules, key=lambda one: one[0])]


def _links(sample: Sample) -> Iterable[tuple[str, object]]:
    base = sample.base
    for link in sample.root.iter("a"):
        url = absolute(link.get("href") or "", base)
        if url and host_of(url) == host_of(base) and leads_to(url) != "act":
            yield url, link


def _addresses(samples: Sequence[Sample], links: Sequence[str]) -> dict[Page, set[str]]:
    """Paths of pages by kind, as known from pages and keys, else as their words suggest."""
    found: dict[Page, set[str]] = {}
    keys: dict[str, Page] = {}
    for sample in samples:
        if sample.url and sample.page not in BARRIERS and sample.page is not Page.HOME:
            found.setdefault(sample.page, set()).add(path_of(sample.url))
            keys[page_key(sample.url)] = sample.page
        for told in sample.told:
            if told.block is not None and told.kind in _OF_KIND and "#" not in told.key:
                keys.setdefault(told.key, _OF_KIND[told.kind])
    words = {"listing": Page.LISTING, "vendor": Page.VENDOR, "category": Page.CATEGORY, "thread": Page.POST}
    suggested: dict[Page, set[str]] = {}
    for url in links:
        page, named = keys.get(page_key(url)), words.get(leads_to(url))
        if page is not None:
            found.setdefault(page, set()).add(path_of(url))
        elif named is not None:
            suggested.setdefault(named, set()).add(path_of(url))
    known = {page: _most_alike(paths) for page, paths in found.items()}
    for page, paths in suggested.items():
        if page not in known and len(alike := _most_alike(paths)) > 1:
            known[page] = alike
    return known


def _most_alike(paths: set[str]) -> set[str]:
    """Those of the commonest shape: one odd link is not to widen a rule to everything."""
    shapes: dict[tuple[int, str], set[str]] = {}
    for path in paths:
        bare, _, query = path.partition("?")
        names = "&".join(sorted(pair.partition("=")[0] for pair in query.split("&") if pair))
        shapes.setdefault((bare.count("/"), names), set()).add(path)
    return max(shapes.values(), key=len)


def _safe(url: str, links: Sequence[tuple[str, object]]) -> bool:
    """Whether the pattern selects some links, and not nearly all there are."""
    find = pattern(url)
    fit = sum(1 for one, _ in links if find.search(path_of(one)))
    return bool(fit) and (fit < len(links) or len(links) < 5)


def _turning(samples: Sequence[Sample]) -> list[str]:
    """What holds the links to further pages of a list."""
    found: dict[str, int] = {}
    for sample in samples:
        for element in sample.root.iter("ul", "nav", "div", "p", "ol", "span", "td"):
            named = f"{element.get('class') or ''} {element.get('id') or ''}"
            turns = [link for link in element.iter("a") if _TURN.fullmatch(plain(link))]
            if turns and _TURNING.search(named):
                said = next((mark for mark, _ in marks(element) if _TURNING.search(mark)), "")
                if said and css(f"{said} a").any(sample.root):
                    found[f"{said} a"] = found.get(f"{said} a", 0) + 1
    return sorted(found, key=lambda said: -found[said])


def propose_expect(samples: Sequence[Sample], stated: Sequence[tuple[Page, Stated]]) -> dict[str, Words]:
    """How often fields are filled on their own pages, with room below; how many things a run sees at least."""
    filled: dict[str, Words] = {}
    for _, said in stated:
        for one in said.fields if said.each is None else ():
            rate = 100 * one.told * one.best.score / max(1, one.of)
            if rate >= _WORTH and one.of >= 2:
                filled[f"{said.kind}.{one.name}"] = str(int((rate - _ROOM) // _STEP * _STEP))
    least: dict[str, Words] = {}
    for kind in (Kind.LISTING, Kind.VENDOR, Kind.POST):
        keys = {told.key for sample in samples for told in sample.told if told.kind == kind}
        if len(keys) >= 2:
            least[str(kind)] = str(max(1, int(len(keys) * _SHARE)))
    found: dict[str, Words] = {}
    if least:
        found["at_least"] = least
    if filled:
        found["filled"] = filled
    return found
