"""Rules in the words of a profile: what YAML holds, as plain mappings, lists and texts."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.profiles.cleaners import Cleaner
from crawler.profiles.schema import FieldRule, Rows, Select

Words = str | list["Words"] | dict[str, "Words"]


def rule_words(rule: FieldRule) -> Words:
    """A field's rule: one CSS selector is a text, anything else a mapping."""
    found: dict[str, Words] = {}
    if rule.css:
        found["css"] = one_or_all([find.said for find in rule.css])
    if rule.xpath:
        found["xpath"] = one_or_all([find.said for find in rule.xpath])
    if rule.row:
        found["row"] = one_or_all(list(rule.row))
    if rule.pattern:
        found["pattern"] = rule.pattern.pattern
    if rule.clean is not None:
        found["clean"] = clean_words(rule.clean)
    return found["css"] if list(found) == ["css"] and isinstance(found["css"], str) else found


def clean_words(steps: Sequence[Cleaner]) -> Words:
    said: list[Words] = [{step.name: step.argument} if step.argument else step.name for step in steps]
    return said[0] if len(said) == 1 else said


def rows_words(rows: Rows) -> Words:
    parts = {"each": rows.each, "label": rows.label, "value": rows.value}
    return {name: select_words(one) for name, one in parts.items() if one is not None}


def select_words(one: Select) -> Words:
    found: dict[str, Words] = {}
    for name, finds in (("css", one.css), ("xpath", one.xpath)):
        if finds:
            found[name] = one_or_all([find.said for find in finds])
    return found["css"] if list(found) == ["css"] else found


def one_or_all(said: Sequence[str]) -> Words:
    return said[0] if len(said) == 1 else list(said)
