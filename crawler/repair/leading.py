"""Links to follow, on today's pages: a rule that no longer selects the links it selected is proposed anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from crawler.drafting.naming import css, is_path, marks
from crawler.drafting.saying import Words
from crawler.profiles.schema import Follow, Profile
from crawler.readers.addresses import absolute
from crawler.repair.editing import Steps
from crawler.repair.parts import LEAST_HELD, Count, Fix
from crawler.repair.yesterday import WELL, Known, leading, selected
from tidewaiter.model.keys import page_key

_TRIED = 60
_STRAY = 0.25  # links selected beside those known, of all: more, and the selector is of something else


def mended_follow(profile: Profile, pages: Sequence[Known]) -> Iterator[Fix]:
    """The rules for all pages, and those of one page rule alone."""
    rules = {at: rule for number in range(len(profile.pages)) for at, rule in leading(profile, number)}
    for at, rule in sorted(rules.items(), key=lambda one: list(map(str, one[0]))):
        known = [(page, wanted) for page in pages if (wanted := page.led.get(at))]
        told = [(page, wanted & _addresses(page)) for page, wanted in known]
        told = [(page, wanted) for page, wanted in told if wanted]
        before = _found(rule, told)
        if told and before[0] < WELL * before[1]:
            yield _proposed(rule, at, told, before)


Told = Sequence[tuple[Known, set[str]]]


def _addresses(page: Known) -> set[str]:
    return set(_links(page))


def _links(page: Known) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for link in page.sample.root.iter("a"):
        url = absolute(link.get("href") or "", page.sample.base)
        if url:
            found.setdefault(page_key(url), link)
    return found


def _found(rule: Follow, told: Told) -> Count:
    right = sum(len(wanted & _selected(rule, page)) for page, wanted in told)
    return right, sum(len(wanted) for _, wanted in told)


def _proposed(rule: Follow, where: Steps, told: Told, before: Count) -> Fix:
    page = f"page {int(where[1]) + 1}, " if where[0] == "pages" else ""
    name = f"{page}follow {int(where[-1]) + 1}"
    learn, held = (told[0::2], told[1::2]) if len(told) > 1 else (told, [])
    tried = [(_worth(rule, said, learn), -cost, said) for said, cost in _ways(learn)]
    best = max(tried, default=(0.0, 0.0, ""))
    if best[0] < 1 - _STRAY:
        return Fix(where, name, None, before, doubts=("no selector leads to the pages it led to",))
    new = _with(rule, best[2])
    after, back = _found(new, told), _found(new, held)
    doubts = []
    if stray := sum(len(_selected(new, page) - wanted) for page, wanted in told):
        doubts.append(f"it leads to {stray} other pages, too")
    if back[1] < LEAST_HELD:
        doubts.append(f"only {back[1]} known links on pages that were held back")
    sure = after[0] == after[1] and not doubts
    return Fix(where, name, _words(rule, best[2]), before, after, back, sure=sure, doubts=tuple(doubts))


def _with(rule: Follow, said: str) -> Follow:
    return replace(rule, css=(css(said),), xpath=())


def _selected(rule: Follow, page: Known) -> set[str]:
    return selected(rule, page.sample.root, page.sample.base)


def _worth(rule: Follow, said: str, told: Told) -> float:
    """The share of the known pages that a selector leads to, less what it loses by leading elsewhere."""
    right = stray = of = 0
    for page, wanted in told:
        got = _selected(_with(rule, said), page)
        right, stray, of = right + len(got & wanted), stray + len(got - wanted), of + len(wanted)
    return right / max(1, of) - _STRAY * stray / max(1, right + stray)


def _ways(told: Told) -> list[tuple[str, float]]:
    """Selectors of the links, by their own marks and those of what holds them."""
    found: dict[str, float] = {}
    for page, wanted in told[:6]:
        links = _links(page)
        for key in sorted(wanted)[:4]:
            own = marks(links[key])[:5]
            for said, cost in own:
                found[said] = min(cost, found.get(said, 99.0))
            for above in list(links[key].iterancestors())[:4]:
                for said, cost in marks(above)[:2]:
                    for leaf, spent in own[:3]:
                        found.setdefault(f"{said} {leaf}", 0.6 * cost + spent + 0.5)
    return sorted(found.items(), key=lambda one: one[1])[:_TRIED]


def _words(rule: Follow, said: str) -> Words:
    words: dict[str, Words] = {"xpath" if is_path(said) else "css": said}
    if rule.url is not None:
        words["url"] = rule.url.pattern
    if rule.expects is not None:
        words["expects"] = str(rule.expects)
    if rule.priority:
        words["priority"] = str(rule.priority)
    if rule.other_hosts:
        words["other_hosts"] = "true"
    return words
