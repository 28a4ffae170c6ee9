"""Selectors and patterns of a profile, compiled when it is loaded, so that a bad one is found before the crawl."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator
from pydantic import BeforeValidator, InstanceOf

_TRANSLATE = HTMLTranslator()
_NAMESPACES = {"re": "http://exslt.org/regular-expressions"}
# An unbounded repeat inside an unbounded repeat, as in `(a+)*`: exponential time on text that somebody else writes.
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,\})")

Found = etree._Element | str


@dataclass(frozen=True, slots=True)
class Find:
    """A selector: as the profile writes it, and compiled."""

    said: str
    path: Any = field(compare=False, repr=False)

    def all(self, within: etree._Element) -> list[Found]:
        """What it selects, in page order; a selector of a text or an attribute gives strings."""
        found = self.path(within)
        return found if isinstance(found, list) else [str(found)]

    def any(self, within: etree._Element) -> bool:
        found = self.path(within)
        return bool(found)


def _compiled(said: str, xpath: str) -> Find:
    try:
        return Find(said, etree.XPath(xpath, namespaces=_NAMESPACES, smart_strings=False))
    except etree.XPathError as fault:
        raise ValueError(f"not a valid XPath: {said!r}: {fault}") from fault


def by_css(said: object) -> Find:
    """A CSS selector, with `::text` and `::attr(name)` as in Scrapy."""
    if not isinstance(said, str) or not said.strip():
        raise ValueError("a CSS selector is a text that is not empty")
    try:
        xpath = _TRANSLATE.css_to_xpath(said)
    except SelectorError as fault:
        raise ValueError(f"not a valid CSS selector: {said!r}: {fault}") from fault
    return _compiled(said, xpath)


def by_xpath(said: object) -> Find:
    if not isinstance(said, str) or not said.strip():
        raise ValueError("an XPath is a text that is not empty")
    return _compiled(said, said)


def pattern(said: object) -> re.Pattern[str]:
    """A regular expression, case-insensitive; refused where hostile text could make it run for ever."""
    if not isinstance(said, str) or not said:
        raise ValueError("a regular expression is a text that is not empty")
    if _NESTED.search(said):
        raise ValueError(f"regular expression may take for ever on hostile text (a repeat inside a repeat): {said!r}")
    try:
        return re.compile(said, re.IGNORECASE)
    except re.error as fault:
        raise ValueError(f"not a valid regular expression: {said!r}: {fault}") from fault


def many(said: object) -> object:
    """One or a list: `css: h1` is `css: [h1]`."""
    return [said] if isinstance(said, str) else said


Css = Annotated[InstanceOf[Find], BeforeValidator(by_css)]
XPath = Annotated[InstanceOf[Find], BeforeValidator(by_xpath)]
Pattern = Annotated[InstanceOf[re.Pattern[str]], BeforeValidator(pattern)]
CssList = Annotated[tuple[Css, ...], BeforeValidator(many)]
XPathList = Annotated[tuple[XPath, ...], BeforeValidator(many)]
PatternList = Annotated[tuple[Pattern, ...], BeforeValidator(many)]
TextList = Annotated[tuple[str, ...], BeforeValidator(many)]
