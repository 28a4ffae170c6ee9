"""Rows of labels and values in which a value stands: the surest way to it, for labels outlast classes and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.drafting.agreeing import LISTS
from crawler.drafting.naming import css, is_path, marks, tag_of, xpath
from crawler.profiles.schema import Rows, Select
from crawler.readers.fields import label_of, text_of
from crawler.readers.generic.labels import field_of
from crawler.readers.plain import folded, plain

_LABEL = 48  # letters; "Market positive feedback (last 12 months)" has 41
_ROWS = 200
_UNLABELLED = frozenset({"title", "name", "description", "text"})  # these stand under headings, seldom in rows
_ODD = 1.5
_UP = 5  # levels from a value to the row it stands in
_BEFORE = 6  # elements before a value in which its label is looked for
_HEADS = frozenset("dt h1 h2 h3 h4 h5 h6".split())  # these have what they name beside them, not round them
_EDGES = " \t\r\n:：-–—"
_WORDY = re.compile(r"[^\W\d_]{2}")
_DATED = re.compile(r"\d{3}")  # a year or an amount: the label of one page alone
_KNOWN, _UNKNOWN = -0.3, 1.2  # what a row costs whose label the readers' table knows for this field, and another


@dataclass(frozen=True, slots=True)
class Row:
    """One way to a value: the rows of the statement, the label, and what the way costs."""

    rows: Rows
    label: str
    cost: float


def select(said: str) -> Select:
    """A selector in a profile's words: XPath where it begins like a path, else CSS."""
    return Select(xpath=(xpath(said),)) if is_path(said) else Select(css=(css(said),))


def rows(each: str, label: str = "", value: str = "") -> Rows:
    return Rows(each=select(each), label=select(label) if label else None, value=select(value) if value else None)


def labelled_ways(element: etree._Element, block: etree._Element, field: str) -> Iterator[Row]:
    """Rows round the element, from the tightest."""
    at = element
    for _ in range(_UP):
        if at is block or at.tag in ("body", "html"):
            return
        yield from _named_in(at, element, field, block)
        yield from _beside(at, element, field, block)
        above = at.getparent()
        if above is None:
            return
        at = above


def labels_of(one: Rows, block: etree._Element) -> dict[str, str]:
    """The labels of some rows of a block, as they are compared, each with how the page writes it."""
    found: dict[str, str] = {}
    for row in (row for find in one.each.finds for row in find.all(block)[:_ROWS] if not isinstance(row, str)):
        if one.label is None:
            said = plain(row).replace("：", ":").partition(":")[0]
        else:
            said = next((text_of(label) for find in one.label.finds for label in find.all(row)), "")
        label = folded(said).strip(_EDGES)
        if _is_label(label):
            found.setdefault(label_of(label), label)
    return found


def _named_in(row: etree._Element, element: etree._Element, field: str, block: etree._Element) -> Iterator[Row]:
    """The row holds its label first: an element before the value, or its own text before a colon."""
    text = folded(plain(row))
    if len(text) > 4_000:
        return
    own = folded(row.text or "")
    if ":" in own.replace("：", ":") and row is element:
        label = own.replace("：", ":").partition(":")[0].strip(_EDGES)
        if _is_label(label):
            for each, cost in _kinds(row, block):
                yield Row(rows(each), label, cost + _price(label, field) + 0.8)
    for said, cost in _label_marks(row, element):
        first = next((one for one in css(said).all(row) if not isinstance(one, str)), None)
        if not isinstance(first, etree._Element) or not _is_label(label := folded(plain(first)).strip(_EDGES)):
            continue
        for each, spent in _kinds(row, block):
            way = cost + spent + _price(label, field)
            if row is element:
                yield Row(rows(each, said), label, way)
            else:
                for value, more in _value_marks(row, element, first):
                    yield Row(rows(each, said, value), label, way + more)
                    if field in LISTS and len(element) > 1:
                        yield Row(rows(each, said, f"{value} > {tag_of(element[0])}"), label, way + more + 0.2)
                yield Row(rows(each, said), label, way + 0.6)


def _label_marks(row: etree._Element, element: etree._Element) -> Iterator[tuple[str, float]]:
    for n, one in enumerate(one for one in row.iterdescendants() if isinstance(one.tag, str)):
        if n >= _BEFORE or one is element:
            return
        if len(one) and folded(one.text or "") == "" and len(list(one)) > 1:
            continue
        for said, cost in marks(one)[:3]:
            yield said, cost * 0.3
        if one.tag == "td":
            yield "td:nth-of-type(1)", 0.8


def _value_marks(row: etree._Element, element: etree._Element, label: etree._Element) -> Iterator[tuple[str, float]]:
    for said, cost in marks(element)[:3]:
        if next(iter(css(said).all(row)), None) is element:
            yield said, cost * 0.3
    if label.getnext() is element:
        yield f"{tag_of(label)} + {tag_of(element)}", 0.5
    if element.tag == "td":
        before = sum(1 for _ in element.itersiblings("td", preceding=True))
        yield f"td:nth-of-type({before + 1})", 0.8


def _beside(at: etree._Element, element: etree._Element, field: str, block: etree._Element) -> Iterator[Row]:
    """The label is the element before, as in `dt` and `dd`, or in a heading over its text."""
    before = at.getprevious()
    if before is None or not isinstance(before.tag, str):
        return
    label = folded(plain(before)).strip(_EDGES)
    if not _is_label(label):
        return
    for each, cost in _kinds(before, block):
        yield Row(
            rows(each, "./self::*", f"./following-sibling::{tag_of(at)}[1]"),
            label,
            cost + _price(label, field) + 0.4 + 0.5 * (before.tag not in _HEADS),
        )


def _kinds(row: etree._Element, block: etree._Element) -> list[tuple[str, float]]:
    """Selectors of the rows like this one, from what holds them all down."""
    own = marks(row)[:2]
    holder = row.getparent()
    found: list[tuple[str, float]] = []
    if holder is not None and holder is not block:
        for said, cost in marks(holder)[:2]:
            found += [(f"{said} > {leaf}", cost * 0.25 + spent * 0.25) for leaf, spent in own[:2]]
        above = holder.getparent()
        if above is not None and above is not block:
            said, cost = marks(above)[0] if marks(above) else ("", 9.0)
            found += [(f"{said} {leaf}", cost * 0.25 + spent * 0.25 + 0.1) for leaf, spent in own[:1] if said]
    found += [(leaf, 0.9 + spent * 0.25) for leaf, spent in own if spent < 3 or holder is block]
    return sorted(found, key=lambda one: one[1])[:4]


def _is_label(text: str) -> bool:
    return 2 <= len(text) <= _LABEL and bool(_WORDY.search(text)) and not _DATED.search(text) and "\n" not in text


def _price(label: str, field: str) -> float:
    if field_of(label) == field:
        return _KNOWN
    return _UNKNOWN + _ODD * (field in _UNLABELLED)
