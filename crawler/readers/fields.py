"""What a block of a page says of the fields that a profile asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from lxml import etree

from crawler.profiles.cleaners import DEFAULTS, Cleaner, cleaner
from crawler.profiles.schema import FieldRule, Rows, Select
from crawler.profiles.selectors import Found
from crawler.readers.addresses import absolute
from crawler.readers.plain import MAX_TEXT, folded, plain
from tidewaiter.model.sighting import FieldValue, cleaned

MAX_FOUND = 500  # elements of one field; the longest list of destinations seen has 249
_PLAIN = (cleaner("text"),)
_LISTS = frozenset(("ships_to", "ships_to_excluded"))
_LABEL_EDGES = " \t\n:：-–—"
Labelled = Mapping[str, list[str]]


def text_of(found: Found) -> str:
    return found[:MAX_TEXT] if isinstance(found, str) else plain(found)


def label_of(text: str) -> str:
    """A label as labels are compared."""
    return folded(text).strip(_LABEL_EDGES).casefold()


def labelled(rules: tuple[Rows, ...], block: etree._Element) -> Labelled:
    """Values by label, of all rows of a block."""
    values: dict[str, list[str]] = {}
    for rule in rules:
        for row in select(rule.each, block)[:MAX_FOUND]:
            if not isinstance(row, str):
                label, value = _row(rule, row)
                values.setdefault(label_of(label), []).append(value)
    return values


def select(rule: Select, block: etree._Element) -> list[Found]:
    """What the first alternative that finds anything finds."""
    return next((found for find in rule.finds if (found := find.all(block))), [])


def _row(rule: Rows, row: etree._Element) -> tuple[str, str]:
    if rule.label is None:
        label, _, value = plain(row).replace("：", ":").partition(":")
        return label, value
    labels = select(rule.label, row)
    label = text_of(labels[0]) if labels else ""
    if rule.value is not None:
        return label, "\n".join(text_of(found) for found in select(rule.value, row))
    whole = plain(row)
    at = whole.find(label)
    return label, whole[at + len(label) :].lstrip(_LABEL_EDGES) if at >= 0 else whole


def read_field(name: str, rule: FieldRule, block: etree._Element, rows: Labelled) -> FieldValue | None:
    """What the block states of this field; None where it states nothing."""
    found = chain(
        ([text_of(one) for one in find.all(block)[:MAX_FOUND]] for find in rule.css + rule.xpath),
        (rows.get(label_of(label), []) for label in rule.row),
        [[plain(block)]] if rule.pattern and not (rule.css or rule.xpath or rule.row) else [],
    )
    return next((value for texts in found if (value := value_of(name, rule, texts)) is not None), None)


def value_of(name: str, rule: FieldRule, texts: list[str]) -> FieldValue | None:
    """What the rule's pattern and cleaners make of texts that one of its selectors found."""
    steps = DEFAULTS.get(name, _PLAIN) if rule.clean is None else rule.clean
    return _cleaned(name, _kept(rule.pattern, texts), steps)


def _kept(pattern: re.Pattern[str] | None, texts: list[str]) -> list[str]:
    if pattern is None:
        return texts
    matches = (pattern.search(text) for text in texts)
    return [match[1 if pattern.groups else 0] or "" for match in matches if match]


def _cleaned(name: str, texts: list[str], steps: tuple[Cleaner, ...]) -> FieldValue | None:
    values: list[FieldValue] = list(texts)
    for step in steps:
        if not values:
            return None
        values = list(step([str(value) for value in values]))
    kept = [cleaned(value) if isinstance(value, str) else value for value in values]
    kept = [value for value in kept if value != ""]
    if not kept:
        return None
    return tuple(dict.fromkeys(str(value) for value in kept)) if name in _LISTS else kept[0]


def address_of(found: Found, base: str) -> str | None:
    """Where an element or a selected attribute leads."""
    href = found if isinstance(found, str) else found.get("href") or ""
    return absolute(href, base)
