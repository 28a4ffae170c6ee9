"""Keys of things in blocks: the link that leads to each, the number it bears, or what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.drafting.blocks import Paired
from crawler.drafting.naming import css, tag_of, xpath
from crawler.drafting.saying import Words
from crawler.drafting.selecting import leading_to
from crawler.profiles.schema import Locate
from crawler.readers.addresses import absolute
from crawler.readers.statements import locate
from tidewaiter.model.keys import page_key

_TAUGHT, _KEPT, _BLOCKS = 4, 6, 200
_NUMBER = re.compile(r"#(\d+)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A key rule in a profile's words; `score` is the share of the told keys that it makes."""

    words: Words
    score: float
    doubts: tuple[str, ...] = ()


def propose_key(paired: Sequence[Paired]) -> Named:
    """The rule that names the things as they were told to be named."""
    told = [(sample.base, block, one.key) for sample, block, one in paired if one is not None][:_BLOCKS]
    numbered = sum(1 for _, _, key in told if _NUMBER.search(key))
    parts = sum(1 for _, _, key in told if "#" in key)
    if numbered * 2 > len(told):
        return _by_number(told)
    if parts * 2 > len(told):
        return Named("part", 1.0)
    return _by_link(told)


def _by_link(told: Sequence[tuple[str, etree._Element, str]]) -> Named:
    ways: dict[str, float] = {}
    for base, block, key in told[:_TAUGHT]:
        for link in block.iter("a"):
            if _leads(link, base) == key:
                for said, cost, _ in leading_to(link, block, most=_KEPT):
                    ways[said] = min(cost, ways.get(said, 99.0))
        if block.tag == "a" and _leads(block, base) == key:
            ways["./self::*"] = 1.0
    scored = [(_made(Locate(xpath=(xpath(said),)) if said[0] == "." else Locate(css=(css(said),)), told), -cost, said)
              for said, cost in ways.items()]  # fmt: skip
    if not scored:
        return Named(
            "part", 0.0, ("no link of the blocks leads to what they speak of; they are named by what they say",)
        )
    score, _, said = max(scored)
    words: Words = {"link": {"xpath": said} if said[0] == "." else said}
    return Named(words, score, () if score > 0.95 else (f"the key's link names {score:.0%} of the things as told",))


def _leads(link: etree._Element, base: str) -> str:
    url = absolute(link.get("href") or "", base)
    return page_key(url) if url else ""


def _made(rule: Locate, told: Sequence[tuple[str, etree._Element, str]]) -> float:
    right = 0
    for base, block, key in told:
        url = locate(rule, block, base)
        right += url is not None and page_key(url) == key
    return right / len(told) if told else 0.0


def _by_number(told: Sequence[tuple[str, etree._Element, str]]) -> Named:
    """Posts bear their number in an id: of the block, or of an element within."""
    ways: dict[str, int] = {}
    for _, block, key in told:
        number = key.rpartition("#")[2]
        for n, element in enumerate(block.iter()):
            said = element.get("id") if isinstance(element.tag, str) else None
            if said and re.search(rf"(?<!\d){number}$", said):
                way = "./@id" if n == 0 else f".//{tag_of(element)}/@id"
                ways[way] = ways.get(way, 0) + 1
                break
    if not ways:
        return Named("part", 0.0, ("the blocks bear no number; they are named by what they say",))
    best = max(ways, key=lambda way: ways[way])
    score = ways[best] / len(told)
    doubts = () if score > 0.95 else (f"{score:.0%} of the blocks bear their number where the key looks for it",)
    return Named({"number": {"xpath": best, "pattern": r"(\d+)$"}}, score, doubts)
