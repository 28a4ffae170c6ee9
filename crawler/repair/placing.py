"""Where on today's page a thing stands of which yesterday's spoke: by the link that names it, or by what it said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lxml import etree

from crawler.drafting.ground import Ground, squeezed
from crawler.readers.addresses import absolute
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import FieldValue, Statement

_NAMING = ("title", "name", "text", "description", "subject")
_UP = 8
_LONG = 40  # letters of a value by which it is looked for


def blocks_of(told: Sequence[Statement], ground: Ground, base: str) -> list[etree._Element | None]:
    """By statement, the tightest element that says most of what it says and speaks of no other of them."""
    links = _links(ground.block, base)
    anchors: list[etree._Element | None] = []
    for one in told:
        anchors.append(_anchor(one, ground, links, {found for found in anchors if found is not None}))
    texts = dict(ground.texts)
    return [
        None
        if anchor is None
        else _grown(anchor, one, [a for a in anchors if a is not None and a is not anchor], texts)
        for anchor, one in zip(anchors, told, strict=True)
    ]


def _links(root: etree._Element, base: str) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for link in root.iter("a"):
        url = absolute(link.get("href") or "", base)
        if url:
            found.setdefault(page_key(url), []).append(link)
    return found


def _anchor(
    one: Statement, ground: Ground, links: dict[str, list[etree._Element]], taken: Collection[etree._Element]
) -> etree._Element | None:
    """The link that leads to it, of several the one that names it; else the element that says its text, the next one
    where another thing says the same."""
    value = next((one.fields[name] for name in _NAMING if name in one.fields), None)
    mine = [link for link in links.get(one.key, []) if link not in taken]
    if mine:
        needle = squeezed(str(value))[:_LONG] if value is not None else ""
        return next((link for link in mine if needle and needle in squeezed("".join(_said(link)))), mine[0])
    if value is None or "#" not in one.key:
        return None
    name = next(name for name in _NAMING if name in one.fields)
    free = [spot.element for spot in ground.spots(name, value) if spot.element not in taken]
    tight = [one for one in free if squeezed("".join(_said(one))) == squeezed("".join(_said(free[0])))]
    return _leaves(tight)[-1] if tight else None  # they come last first


def _leaves(elements: Sequence[etree._Element]) -> list[etree._Element]:
    """Those that hold none of the others."""
    holders = {up for one in elements for up in one.iterancestors()}
    return [one for one in elements if one not in holders]


def _said(link: etree._Element) -> Iterator[str]:
    return (str(text) for text in link.itertext())


def _grown(
    anchor: etree._Element, one: Statement, others: Sequence[etree._Element], texts: dict[etree._Element, str]
) -> etree._Element:
    """The anchor, or the one round it that says more of the thing, before another thing stands in it."""
    best, most = anchor, 0  # what holds the anchor and nothing else is the block, for the anchor is only its name
    at = anchor
    for _ in range(_UP):
        above = at.getparent()
        if above is None or above.tag in ("body", "html"):
            break
        at = above
        if any(at is up for other in others for up in other.iterancestors()):
            break
        says = _says(texts.get(at, ""), one)
        if says > most:
            best, most = at, says
    return best


def _says(text: str, one: Statement) -> int:
    return sum(_needle(value) in text for value in one.fields.values() if _needle(value))


def _needle(value: FieldValue) -> str:
    first = value[0] if isinstance(value, tuple) and value else value
    return squeezed(str(first))[:_LONG]
