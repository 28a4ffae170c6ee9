"""Where on today's page stands what a block of yesterday's said.

First by the block's whole text, which a new template leaves as it is; then by the former selector, if it still gives as
many blocks; then by the link that names the thing, or by what it said, and the element round it that is most like the
former block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.drafting.ground import Ground, squeezed
from crawler.profiles.schema import Select
from crawler.readers.addresses import absolute
from crawler.readers.fields import select
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import FieldValue, Statement

_NAMING = ("title", "name", "text", "description", "subject", "author", "vendor", "date")
_UP = 8
_LONG = 40  # letters of a value by which it is looked for
_ALIKE = 0.5  # of the words of two blocks that are taken for one and the same
_LOOKED = 30  # things of one page that are looked for by what they say
_WORDS = 20_000  # of one element; what has more is no block


@dataclass(frozen=True, slots=True)
class Said:
    """What a block of the former page said."""

    statement: Statement
    block: etree._Element


def blocks_of(
    told: Sequence[Said], ground: Ground, base: str, each: Select | None = None, *, most: int = 1_000
) -> list[etree._Element | None]:
    """By statement, the element of today's page that is its block; of the first so many."""
    found = _by_text(told, ground)
    if None in found and each is not None:
        found = _by_order(told, found, [one for one in select(each, ground.block) if not isinstance(one, str)])
    found, told = found[:most], told[:most]
    if None not in found:
        return found
    links = _links(ground.block, base)
    anchors: list[etree._Element | None] = []
    looked = 0
    for one, block in zip(told, found, strict=True):
        taken = {known for known in anchors if known is not None}
        looked += block is None
        anchors.append(_anchor(one, ground, links, taken) if block is None and looked <= _LOOKED else block)
    return [
        block if block is not None or anchor is None else _grown(anchor, one, [a for a in anchors if a is not anchor])
        for block, anchor, one in zip(found, anchors, told, strict=True)
    ]


def _by_text(told: Sequence[Said], ground: Ground) -> list[etree._Element | None]:
    """The elements that say, letter by letter, what the blocks said; of equal ones each block its own, in order.

    Where a site repeats a block more often than before, or a block says what other elements say, nothing is decided."""
    wanted = [squeezed("".join(_said(one.block))) for one in told]
    times = Counter(wanted)
    at: dict[str, list[list[etree._Element]]] = {text: [] for text in times if text}
    for element, text in ground.texts:
        if text in at:
            if at[text] and at[text][-1][-1] is element.getparent():
                at[text][-1].append(element)
            else:
                at[text].append([element])
    turns = {text: iter(lines) for text, lines in at.items() if len(lines) == times[text]}
    return [
        _like_in_size(next(turns[text]), one.block) if text in turns else None
        for text, one in zip(wanted, told, strict=True)
    ]


def _like_in_size(line: Sequence[etree._Element], block: etree._Element) -> etree._Element:
    """Of elements that hold one another and say the same, that with about as many in it: drawn stars say nothing."""
    size = sum(1 for _ in block.iter())
    return min(line, key=lambda one: abs(sum(1 for _ in one.iter()) - size))


def _by_order(
    told: Sequence[Said], found: Sequence[etree._Element | None], blocks: Sequence[etree._Element]
) -> list[etree._Element | None]:
    """What the former selector gives, one for one, as far as each is like what it was."""
    if len(blocks) != len(told):
        return list(found)
    return [
        one if one is not None else block if _likeness(_words(said.block), _words(block)) >= _ALIKE else None
        for one, said, block in zip(found, told, blocks, strict=True)
    ]


def _words(element: etree._Element) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in _said(element):
        words.update(text.casefold().split())
        if words.total() > _WORDS:
            break
    return words


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _links(root: etree._Element, base: str) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for link in root.iter("a"):
        url = absolute(link.get("href") or "", base)
        if url:
            found.setdefault(page_key(url), []).append(link)
    return found


def _anchor(
    one: Said, ground: Ground, links: dict[str, list[etree._Element]], taken: Collection[etree._Element]
) -> etree._Element | None:
    """The link that leads to it, of several the one that names it; else the element that says its text, the next one
    where another thing says the same."""
    name, value = _naming(one)
    mine = [link for link in links.get(one.statement.key, []) if link not in taken]
    if mine:
        needle = _needle(value) if value is not None else ""
        return next((link for link in mine if needle and needle in squeezed("".join(_said(link)))), mine[0])
    if value is None or "#" not in one.statement.key:
        return None
    free = [spot.element for spot in ground.spots(name, value) if spot.element not in taken]
    tight = [one for one in free if squeezed("".join(_said(one))) == squeezed("".join(_said(free[0])))]
    return _leaves(tight)[-1] if tight else None  # they come last first


def _naming(one: Said) -> tuple[str, FieldValue | None]:
    """The value that names the thing, of those that stood in its block: some rules look beside it."""
    fields, held = one.statement.fields, squeezed("".join(_said(one.block)))
    named = [name for name in _NAMING if name in fields]
    name = next((name for name in named if _needle(fields[name]) in held), named[0] if named else "")
    return name, fields.get(name)


def _leaves(elements: Sequence[etree._Element]) -> list[etree._Element]:
    """Those that hold none of the others."""
    holders = {up for one in elements for up in one.iterancestors()}
    return [one for one in elements if one not in holders]


def _said(element: etree._Element) -> Iterator[str]:
    return (str(text) for text in element.itertext())


def _grown(anchor: etree._Element, one: Said, others: Sequence[etree._Element | None]) -> etree._Element:
    """The anchor, or the one round it that is most like the former block, before another thing stands in it."""
    former = _words(one.block)
    best, most = anchor, _likeness(former, _words(anchor))
    held = {up for other in others if other is not None for up in other.iterancestors()}
    at = anchor
    for _ in range(_UP):
        above = at.getparent()
        if above is None or above.tag in ("body", "html") or above in held:
            break
        at = above
        like = _likeness(former, _words(at))
        if like > most:
            best, most = at, like
    return best


def _needle(value: FieldValue) -> str:
    first = value[0] if isinstance(value, tuple) and value else value
    return squeezed(str(first))[:_LONG]
