"""A block of a page prepared for the question where in it a value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from crawler.drafting.agreeing import LISTS, PROSE
from crawler.profiles.schema import Rows
from crawler.profiles.selectors import Find, Found
from crawler.readers.fields import MAX_FOUND, Labelled, labelled, text_of
from crawler.readers.generic.ratings import stars
from tidewaiter.model.sighting import FieldValue

_SPACES = re.compile(r"\s+")
_LETTERS = 20_000_000  # of all texts of one block, each element's text counted in its parents' again
_ELEMENTS = 50_000
_SILENT = frozenset("script style template noscript svg iframe select option head".split())
_FIGURES = frozenset({"price", "sold", "sales", "stock", "date", "member_since", "last_online", "rating"})
_SHORT = 300  # letters; a figure or a date does not stand in a longer text than this
_EDGE = 30  # letters of a long text's beginning and end by which its element is found
_ROOMY = 1.5  # an element with this many times the value's letters holds more than the value
_SPOTS = 400  # looked at; few of them can be cleaned to the value
ATTRIBUTES = ("datetime", "content", "title", "alt", "value", "aria-label", "data-rating", "data-value")


@dataclass(frozen=True, slots=True)
class Spot:
    """An element, or one of its attributes, that may state the value; `text` is what stands there, without spaces."""

    element: etree._Element
    attribute: str = ""


class Ground:
    """One block: its elements with their texts, spaces and case taken off."""

    def __init__(self, block: etree._Element) -> None:
        self.block = block
        self._found: dict[str, list[str]] = {}
        self._rows: dict[tuple[Rows, ...], Labelled] = {}
        self._said: dict[etree._Element, str] = {}

    def found(self, find: Find) -> list[str]:
        """The texts that a selector finds here, as `read_field` would take them; asked again and again by many ways."""
        if find.said not in self._found:
            self._found[find.said] = [self.text_of(one) for one in find.all(self.block)[:MAX_FOUND]]
        return self._found[find.said]

    def labelled(self, rows: tuple[Rows, ...]) -> Labelled:
        if rows not in self._rows:
            self._rows[rows] = labelled(rows, self.block)
        return self._rows[rows]

    def text_of(self, found: Found) -> str:
        if isinstance(found, str):
            return text_of(found)
        if found not in self._said:
            self._said[found] = text_of(found)
        return self._said[found]

    @cached_property
    def texts(self) -> list[tuple[etree._Element, str]]:
        """Elements that show text, in page order; the rest of a block that is too large is left out."""
        elements = [one for one in self.block.iter() if isinstance(one.tag, str)][:_ELEMENTS]
        held: dict[etree._Element, str] = {}
        letters = 0
        for element in reversed(elements):
            if element.tag in _SILENT or letters > _LETTERS:
                continue
            parts = [element.text or ""]
            for child in element:
                parts += [held.get(child, ""), child.tail or ""]
            text = squeezed("".join(parts))
            letters += len(text)
            held[element] = text
        return [(one, held[one]) for one in elements if held.get(one)]

    def spots(self, field: str, value: FieldValue) -> list[Spot]:
        """Where the value may stand, the tightest first."""
        found = [
            (len(text), n, one)
            for n, (one, text) in enumerate(self.texts)
            if one.tag not in ("html", "body") and _may_state(text, field, value)
        ]
        found.sort(key=lambda spot: (spot[0], -spot[1]))
        parts = []
        if field in LISTS and isinstance(value, tuple) and len(value) > 1:
            first = squeezed(value[0])
            parts = [Spot(one) for one, text in self.texts if text == first and not len(one)]
        return [*parts[:2], *(Spot(one) for _, _, one in found[:_SPOTS])]

    def attributes(self, value: FieldValue) -> Iterator[Spot]:
        """Elements that state the value in an attribute."""
        needle = squeezed(str(value))
        if not needle or isinstance(value, tuple):
            return
        for element in self.block.iter("time", "meta", "abbr", "span", "a", "img", "i", "div", "input", "td"):
            for name in ATTRIBUTES:
                said = element.get(name)
                if said and len(said) <= _SHORT and needle[:10] in squeezed(said):
                    yield Spot(element, name)


def squeezed(text: str) -> str:
    return _SPACES.sub("", text).casefold()


def _may_state(text: str, field: str, value: FieldValue) -> bool:
    if field == "rating" and len(text) <= _EDGE and stars(text) != text.strip(" ()"):
        return True
    if field in _FIGURES:
        return len(text) <= _SHORT and _shares_a_digit(text, str(value))
    if field in LISTS:
        wanted = [squeezed(part) for part in (value if isinstance(value, tuple) else [str(value)])]
        return len(text) <= 3 * sum(map(len, wanted)) + _SHORT and all(part in text for part in wanted)
    needle = squeezed(str(value))
    if isinstance(value, bool):
        return 0 < len(text) <= _EDGE
    if field in PROSE and len(needle) > 2 * _EDGE:
        near = len(text) <= _ROOMY * len(needle) + _EDGE and 2 * len(text) >= len(needle)
        return near and (needle[:_EDGE] in text or needle[-_EDGE:] in text)
    return len(text) <= len(needle) + _SHORT and needle in text


def _shares_a_digit(text: str, value: str) -> bool:
    """Cheap, before a cleaner looks: the first digit that is no nought, or any word where the value has no digit."""
    digit = next((letter for letter in value if letter.isdigit() and letter != "0"), "")
    return digit in text if digit else bool(text)
