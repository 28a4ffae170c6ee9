"""Links to follow, on today's pages: a rule that no longer selects the links it selected is proposed anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from crawler.drafting.naming import css, is_path, marks
from crawler.drafting.saying import Words
from crawler.profiles.schema import Follow, Profile
from crawler.readers.addresses import absolute
from crawler.repair.parts import LEAST_HELD, Fix
from crawler.repair.yesterday import WELL, Known, selected
from tidewaiter.model.keys import page_key

_TRIED = 60
_STRAY = 0.25  # links selected beside those known, of all: more, and the selector is of something else


def mended_follow(profile: Profile, pages: Sequence[Known]) -> Iterator[Fix]:
    """The rules for all pages; those of one page rule alone are few, and left to a person."""
    for n, rule in enumerate(profile.follow):
        known = [(page, wanted) for page in pages if (wanted := page.led.get(n))]
        told = [(page, wanted & _addresses(page)) for page, wanted in known]
        told = [(page, wanted) for page, wanted in told if wanted]
        before = _found(rule, told)
        if not told or before[0] >= WELL * before[1]:
            continue
        yield _proposed(rule, n, told, before)


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


def _found(rule: Follow, told: Told) -> tuple[int, int]:
    right = sum(len(wanted & selected(rule, page.sample.root, page.sample.base)) for page, wanted in told)
    return right, sum(len(wanted) for _, wanted in told)


def _proposed(rule: Follow, n: int, told: Told, before: tuple[int, int]) -> Fix:
    where, name = ("follow", n), f"follow {n + 1}"
    best: tuple[float, float, str] | None = None
    for said, cost in _ways(told):
        one = Follow(css=(css(said),), url=rule.url)
        right = stray = 0
        for page, wanted in told:
            got = selected(one, page.sample.root, page.sample.base)
            right, stray = right + len(got & wanted), stray + len(got - wanted)
        score = right / max(1, before[1]) - _STRAY * stray / max(1, right + stray)
        if best is None or (score, -cost) > best[:2]:
            best = (score, -cost, said)
    if best is None or best[0] < 1 - _STRAY:
        return Fix(where, name, None, before, doubts=("no selector leads to the pages it led to",))
    after = _found(Follow(css=(css(best[2]),), url=rule.url), told)
    sure = after[0] == after[1] >= LEAST_HELD
    return Fix(where, name, _words(rule, best[2]), before, after, after, sure=sure)


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
