"""Values that stand behind their label among the parent's other children, up to the end of the line."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crawler.drafting.naming import SHAPE_TAG, marks, tag_of, xpath
from crawler.profiles.selectors import Find
from crawler.readers.plain import folded, plain

_LABEL = 48
_UP = 3  # from a list to what its label stands before
_LIMIT = 300  # children of one parent that are looked at


def on_one_line(element: etree._Element, block: etree._Element) -> Iterator[tuple[Find, float]]:
    """XPath of all siblings between a label and the next `br`: values of a list, each in an element of its own.

    No `rows` can say this, for the value of a row is found from the row and not from the line's end.
    """
    parent = element.getparent()
    if parent is None or parent is block or len(parent) > _LIMIT:
        return
    label = _label_before(element)
    if label is None:
        return
    said = folded(plain(label)).rstrip(" :：")
    if not 2 <= len(said) <= _LABEL or '"' in said:
        return
    named = f'{tag_of(label)}[starts-with(normalize-space(.), "{said}")]'
    ended = f"br[preceding-sibling::{named}]"
    yield (
        xpath(f".//{named}/following-sibling::{tag_of(element)}[not(preceding-sibling::{ended})]"),
        SHAPE_TAG + 0.2 * (not marks(parent)),
    )


def behind_label(element: etree._Element, block: etree._Element) -> Iterator[tuple[Find, float]]:
    """XPath of the children of an element whose label stands before it, or before what holds it.

    The `rows` of a statement share their labels, so where other fields take the whole element as one text, a list of
    elements needs a way of its own.
    """
    if not len(element) or len({child.tag for child in element}) > 1:
        return
    steps = [tag_of(element[0])]
    at = element
    for _ in range(_UP):
        before = at.getprevious()
        said = folded(plain(before)).rstrip(" :：") if before is not None and isinstance(before.tag, str) else ""
        if before is not None and 2 <= len(said) <= _LABEL and '"' not in said:
            named = f'{tag_of(before)}[starts-with(normalize-space(.), "{said}")]'
            way = "/".join(reversed(steps))
            yield xpath(f".//{named}/following-sibling::{tag_of(at)}[1]/{way}"), SHAPE_TAG + 0.3 * len(steps)
            return
        above = at.getparent()
        if above is None or above is block:
            return
        steps.append(tag_of(at))
        at = above


def _label_before(element: etree._Element) -> etree._Element | None:
    """The first element of the line on which this one stands, if it is not this one."""
    first = None
    for before in element.itersiblings(preceding=True):
        if before.tag == "br":
            break
        first = before
    return first
