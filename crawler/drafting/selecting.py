"""Selectors that lead from a block to one element in it, short ones of lasting marks first."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crawler.drafting.naming import PLACE, SAYING_TAG, SHAPE_TAG, css, marks, nth
from crawler.profiles.selectors import Find

_LEAVES, _ANCESTORS, _LEVELS = 6, 3, 7
_STEP = 0.5  # what one more step of a selector costs: it breaks with either of them
_DEEP = 0.12  # and a step over more levels a little more
_BARE = 1.6  # a tag of layout by itself: any other element of the tag comes in its place
_MOST = 240
_EMPTY = 20  # finds that are looked at for the first that is not empty


def selectors(element: etree._Element, block: etree._Element) -> list[tuple[str, float]]:
    """CSS with its cost for the element, looked for from the block; the cheapest first, at most some hundreds."""
    if element is block:
        return []
    found: dict[str, float] = {}
    for said, cost in _ways(element, block):
        if cost < found.get(said, 1e9):
            found[said] = cost
    return sorted(found.items(), key=lambda one: (one[1], len(one[0])))[:_MOST]


def _ways(element: etree._Element, block: etree._Element) -> Iterator[tuple[str, float]]:
    leaves = marks(element)[:_LEAVES]
    yield from ((said, cost + _BARE * (said == element.tag and cost > SAYING_TAG)) for said, cost in leaves)
    parent = element.getparent()
    placed = (nth(element), PLACE)
    if parent is block:
        yield placed
    for level, above in enumerate(_above(element, block)):
        for said, cost in marks(above)[:_ANCESTORS]:
            for leaf, own in leaves:
                joined = " > " if above is parent else " "
                yield f"{said}{joined}{leaf}", cost * 0.6 + own + _STEP + _DEEP * level
            if above is parent:
                yield f"{said} > {placed[0]}", cost * 0.6 + placed[1]
    yield from _chains(element, block, leaves)


def _above(element: etree._Element, block: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for above in element.iterancestors():
        if above is block or above.tag in ("html", "body") or len(found) >= _LEVELS:
            break
        found.append(above)
    return found


def _chains(
    element: etree._Element, block: etree._Element, leaves: list[tuple[str, float]]
) -> Iterator[tuple[str, float]]:
    """From a marked ancestor down, child by child."""
    for leaf, own in [*leaves[:2], (nth(element), PLACE)]:
        said, cost = leaf, own
        for above in _above(element, block)[:5]:
            best, spent = marks(above)[0]
            said, cost = f"{best} > {said}", cost + spent * 0.6 + _STEP
            yield said, cost
            if spent >= SHAPE_TAG:
                said = f"{nth(above)} > {said.partition(' > ')[2]}"
                cost += PLACE
                yield said, cost


def _says(element: etree._Element) -> bool:
    """Cheap: an element with others in it counts as one that says something."""
    return len(element) > 0 or bool((element.text or "").strip())


def leading_to(element: etree._Element, block: etree._Element, *, most: int) -> list[tuple[str, float, Find]]:
    """The cheapest selectors whose first find in the block, or the first that says anything, is the element."""
    found: list[tuple[str, float, Find]] = []
    for said, cost in selectors(element, block):
        find = css(said)
        finds = find.all(block)
        if finds and element in (
            finds[0],
            next((one for one in finds[:_EMPTY] if isinstance(one, str) or _says(one)), None),
        ):
            found.append((said, cost, find))
            if len(found) >= most:
                break
    return found
