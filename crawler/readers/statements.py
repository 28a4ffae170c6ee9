"""Statements and links of one page, by its page rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from lxml import etree

from crawler.profiles.schema import Alias, Follow, KeyRule, Locate, StatementRule
from crawler.readers.addresses import absolute, host_of, path_of
from crawler.readers.fields import address_of, labelled, read_field, select
from crawler.readers.plain import folded, plain
from tidewaiter.model.keys import page_key, post_key, said_key
from tidewaiter.model.sighting import Fields, FieldValue, Link, Statement

MAX_BLOCKS = 2_000  # cards of one page; the largest category page seen has 500
MAX_LINKS = 5_000
_ALL_TEXT: Any = etree.XPath("string()", smart_strings=False)


@dataclass(slots=True)
class Place:
    """Where a page stands: its own address, what its relative links start from, and how keys are rewritten.

    `known` is False where nobody gave the address: then no host is foreign.
    """

    url: str
    base: str
    known: bool = True
    aliases: tuple[Alias, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        self.notes[what] = self.notes.get(what, 0) + 1

    def key(self, plain_key: str) -> str:
        """The key, by the first alias that matches all of it."""
        for alias in self.aliases:
            if match := alias.pattern.fullmatch(plain_key):
                return match.expand(alias.key)
        return plain_key


def read_statements(rule: StatementRule, root: etree._Element, place: Place) -> Iterator[Statement]:
    for block in _blocks(rule, root):
        rows = labelled(rule.rows, block) if rule.rows else {}
        read = ((name, read_field(name, one, block, rows)) for name, one in rule.fields.items())
        fields = _stated({name: value for name, value in read if value is not None}, place.base)
        key = _key(rule.key, block, fields, place)
        if key is None or not fields:
            continue
        for name in rule.required:
            if name not in fields:
                place.note(f"{rule.kind}.{name} is required, but nothing matches {rule.fields[name].said}")
        yield Statement(rule.kind, key, fields)


def _blocks(rule: StatementRule, root: etree._Element) -> list[etree._Element]:
    if rule.each is None:
        return [root]
    return [block for block in select(rule.each, root)[:MAX_BLOCKS] if not isinstance(block, str)]


def _stated(fields: dict[str, FieldValue], base: str) -> Fields:
    """Price and currency parted, the thing's own address absolute."""
    price = fields.get("price")
    if isinstance(price, str) and " " in price:
        amount, _, currency = price.partition(" ")
        fields = {"currency": currency} | fields | {"price": amount}
    if isinstance(url := fields.get("url"), str):
        fields["url"] = absolute(url, base) or url
    return fields


def _key(rule: KeyRule, block: etree._Element, fields: Fields, place: Place) -> str | None:
    url = locate(rule.link, block, place.base) if rule.link else place.url
    if url is None:
        return None
    whole = place.key(page_key(url))
    if rule.of == "part":
        return said_key(whole, fields)
    if rule.number is None:
        return whole
    number = _number(rule.number, block)
    return post_key(whole, number) if number else None


def locate(rule: Locate, block: etree._Element, base: str) -> str | None:
    """The address that the rule finds in the block."""
    for found in select(rule, block):
        if rule.path or rule.pattern:
            part = _part(rule, found)
            url = absolute(rule.path.replace("{}", quote(part, safe="")) if rule.path else part, base) if part else None
        else:
            url = address_of(found, base)
        if url:
            return url
    return None


def _part(rule: Locate, found: object) -> str:
    text = found if isinstance(found, str) else _said(found)
    if rule.pattern is None:
        return folded(text)
    match = rule.pattern.search(text)
    return folded(match[1 if rule.pattern.groups else 0] or "") if match else ""


def _said(found: object) -> str:
    """A link's address where a path is to be cut from it, else its text."""
    assert isinstance(found, etree._Element)
    return found.get("href") or plain(found)


def _number(rule: Locate, block: etree._Element) -> str:
    return next((part for found in select(rule, block) if (part := _part(rule, found)[:120])), "")


def _worded(link: etree._Element) -> str:
    return folded(_ALL_TEXT(link) if len(link) else link.text or "")[:200]


def read_links(rules: tuple[Follow, ...], root: etree._Element, place: Place) -> tuple[Link, ...]:
    """Links to follow, each once, as the first rule that selects it says."""
    links: dict[str, Link] = {}
    own = host_of(place.url) if place.known else ""
    for rule in rules:
        for found in (one for find in rule.css + rule.xpath for one in find.all(root)):
            url = address_of(found, place.base)
            if not url or url in links or (own and not rule.other_hosts and host_of(url) != own):
                continue
            if rule.url and not rule.url.search(path_of(url)):
                continue
            text = "" if isinstance(found, str) else _worded(found)
            links[url] = Link(url, rule.expects, text, rule.priority)
            if len(links) >= MAX_LINKS:
                place.note(f"more than {MAX_LINKS} links; the rest was left")
                return tuple(links.values())
    return tuple(links.values())
