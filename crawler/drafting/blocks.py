"""`each`: a selector of the blocks that speak of one thing each, by the elements in which the things were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.drafting.naming import css, is_path, marks, tag_of, xpath
from crawler.drafting.samples import Sample, Told
from crawler.drafting.saying import Words
from crawler.drafting.selecting import selectors
from crawler.profiles.selectors import Find
from tidewaiter.model.sighting import Kind

_TAUGHT = 4  # blocks that selectors are drawn from
_UP = 3  # ancestors of a told block that may be the block instead
_TRIED = 60
_LEAST = 0.5
_SERVES = 0.8
_EMPTY = 0.15  # what is lost where a selector selects blocks of which nothing was told, all of them at most
_BARE = 0.03  # and one of tags alone behind one that names its table or list
_LINKED, _LINKS = 4.0, 4  # what a block costs that is known by its links, and how many kinds of these are tried
_COST = 0.004  # by what a dear selector is behind a cheap one that selects the same
Pair = tuple[Sample, Told]
Paired = tuple[Sample, etree._Element, Told | None]


@dataclass(frozen=True, slots=True)
class Each:
    """A selector of blocks. `score` is the share of the told things that have a block of their own."""

    find: Find
    score: float
    doubts: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        return {"xpath": self.find.said} if is_path(self.find.said) else self.find.said

    def serves(self, sample: Sample, kind: Kind) -> bool:
        """Whether it keeps nearly all things of this page apart; of a page without them, that it selects nothing."""
        if not _by_block(sample, kind):
            return not _elements(self.find, sample.root)
        return _score(self.find, [sample], kind) >= _SERVES

    def paired(self, samples: Sequence[Sample], kind: Kind) -> list[Paired]:
        """Each selected block with what was told in it; blocks of different pages by turns, so that the first ones
        come from many pages."""
        found: list[tuple[int, int, Paired]] = []
        for n, sample in enumerate(samples):
            told = _by_block(sample, kind)
            for turn, block in enumerate(_elements(self.find, sample.root)):
                mine = [one for one in told if _same_place(block, one.block)]
                if len(mine) <= 1:
                    found.append((turn, n, (sample, block, mine[0] if mine else None)))
        return [pair for _, _, pair in sorted(found, key=lambda one: one[:2])]


def propose_each(mine: Sequence[Pair], samples: Sequence[Sample]) -> Each | None:
    """The selector under which most things have a block of their own; None where none keeps half of them apart."""
    kind = mine[0][1].kind
    drawn: dict[str, float] = {}
    for sample, told in _taught(mine):
        for element in _round(told.block, sample, kind):
            for said, cost in selectors(element, sample.root)[:40]:
                drawn[said] = min(cost, drawn.get(said, 99.0))
            for said in _by_link(element):
                drawn[said] = _LINKED
    tried = []
    for said in sorted(drawn, key=lambda said: drawn[said])[: _TRIED * 2]:
        score = _score(_find(said), samples, kind)
        bare = _BARE * (not any(mark in said for mark in ".#["))
        tried.append((score - _COST * drawn[said] - bare, score, said))
    if not tried:
        return None
    _, score, said = max(tried)
    if score < _LEAST:
        return None
    doubts = () if score > 0.95 else (f"`each` keeps {score:.0%} of the {kind}s told apart",)
    return Each(_find(said), score, doubts)


def _find(said: str) -> Find:
    return xpath(said) if is_path(said) else css(said)


def _by_link(block: etree._Element) -> Iterator[str]:
    """Elements that hold as many links of a kind as this one, beside others that hold such: without a name or place."""
    held = [said for link in block.iter("a") for said, _ in marks(link) if said.startswith("a[href*=")]
    for said, times in list(Counter(held).items())[:_LINKS]:
        part = said.partition("*=")[2].rstrip("]")
        links = f"descendant::a[contains(@href, {part})]"
        beside = f"preceding-sibling::*[1]/{links} or following-sibling::*[1]/{links}"
        yield f"//{tag_of(block)}[count({links}) = {times}][{beside}]"


def _taught(mine: Sequence[Pair]) -> list[Pair]:
    """The second block of each page, where there is one: the first and the last are often dressed otherwise."""
    by_page: dict[int, list[Pair]] = {}
    for pair in mine:
        by_page.setdefault(id(pair[0]), []).append(pair)
    return [pair for pairs in by_page.values() for pair in (pairs[1:3] or pairs)][:_TAUGHT]


def _round(block: etree._Element | None, sample: Sample, kind: Kind) -> list[etree._Element]:
    """The told block and its ancestors, as long as no other thing of the kind stands in them."""
    if block is None:
        return []
    others = [one.block for one in _by_block(sample, kind) if one.block is not block]
    found = [block]
    at = block.getparent()
    for _ in range(_UP):
        if at is None or at.tag in ("body", "html") or any(_holds(at, one) for one in others if one is not None):
            break
        found.append(at)
        at = at.getparent()
    return found


def _by_block(sample: Sample, kind: Kind) -> list[Told]:
    return [one for one in sample.told if one.kind == kind and one.block is not None]


def _elements(find: Find, root: etree._Element) -> list[etree._Element]:
    return [one for one in find.all(root) if not isinstance(one, str)]


def _score(find: Find, samples: Sequence[Sample], kind: Kind) -> float:
    """The share of things with a block of their own, less a little for blocks without a thing."""
    things = apart = blocks = empty = 0
    for sample in samples:
        told = _by_block(sample, kind)
        elements = _elements(find, sample.root)
        if len(elements) > 4 * len(told) + 40:
            return 0.0
        counts, alone = _holders(elements, told)
        things += len(told)
        blocks += len(elements)
        apart += alone - sum(1 for count in counts if count > 1)
        empty += sum(1 for count in counts if count == 0)
    return apart / things - (_EMPTY * empty / blocks if blocks else 0) if things else 0.0


def _holders(elements: Sequence[etree._Element], told: Sequence[Told]) -> tuple[list[int], int]:
    """How many things each element holds; and how many things have one element that holds them and nothing else."""
    at = {element: n for n, element in enumerate(elements)}
    counts = [0] * len(elements)
    lone: list[int] = []
    for one in told:
        assert one.block is not None
        line = [one.block, *one.block.iterancestors()]
        holders = [at[up] for up in line if up in at]
        for n in holders:
            counts[n] += 1
        if len(holders) == 1:
            lone += holders
    return counts, sum(counts[n] == 1 for n in lone)


def _holds(outer: etree._Element, inner: etree._Element) -> bool:
    return outer is inner or any(up is outer for up in inner.iterancestors())


def _same_place(block: etree._Element, told: etree._Element | None) -> bool:
    return told is not None and _holds(block, told)
