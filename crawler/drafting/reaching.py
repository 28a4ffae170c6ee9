"""Ways from a block to the texts in which a value stands, each tried on the block that suggested it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from crawler.drafting.agreeing import LISTS
from crawler.drafting.ground import Ground, Spot
from crawler.drafting.labels import labelled_ways, labels_of
from crawler.drafting.naming import SHAPE_TAG, css, is_path, marks, tag_of, xpath
from crawler.drafting.selecting import leading_to
from crawler.drafting.texts import behind_label, on_one_line
from crawler.profiles.schema import FieldRule, Rows
from crawler.profiles.selectors import Find
from crawler.readers.fields import label_of
from tidewaiter.model.sighting import FieldValue

_WAYS = 8  # selectors to one place
_SHARED = 0.3  # what a row costs that the statement has anyway
_NEXT = 3  # places of a value behind its block
_STARS = ("img", "i", "span", "svg", "li")
_STAR_LIMIT = 10
_ONE_CLASS = re.compile(r"[a-z][a-z0-9]*\.([\w-]+)")  # of the marks of an element, those of one class


@dataclass(frozen=True, slots=True)
class Reach:
    """A selector, or a label of some rows, without cleaners; `cost` is low where it stands on marks that last."""

    find: Find | None = None
    label: str = ""
    rows: tuple[Rows, ...] = ()
    cost: float = field(default=0.0, compare=False)

    def texts(self, ground: Ground) -> list[str]:
        """What it finds in the block, as `read_field` would."""
        if self.find is not None:
            return ground.found(self.find)
        return ground.labelled(self.rows).get(label_of(self.label), [])

    def rule(self) -> FieldRule:
        if self.find is not None:
            return FieldRule(xpath=(self.find,)) if is_path(self.find.said) else FieldRule(css=(self.find,))
        return FieldRule(row=(self.label,))


def reaches(name: str, value: FieldValue, ground: Ground, spot: Spot) -> Iterator[Reach]:
    """Ways to this spot of the block."""
    element, block = spot.element, ground.block
    if spot.attribute:
        for said, cost, _ in leading_to(element, block, most=3):
            yield Reach(css(f"{said}::attr({spot.attribute})"), cost=cost + 1.0)
        return
    ways = leading_to(element, block, most=_WAYS)
    for said, cost, find in ways:
        yield Reach(find, cost=cost)
        if len(element):
            yield Reach(css(f"{said}::text"), cost=cost + 0.7)
        if name in LISTS and len(element) > 1:
            yield Reach(css(f"{said} > {tag_of(element[0])}"), cost=cost + 0.3)
    for row in labelled_ways(element, block, name):
        yield Reach(label=row.label, rows=(row.rows,), cost=row.cost)
    if name in LISTS:
        for find, cost in (*on_one_line(element, block), *behind_label(element, block)):
            yield Reach(find, cost=cost)
    if name == "category":
        yield from _last_of(ways)


def _last_of(ways: list[tuple[str, float, Find]]) -> Iterator[Reach]:
    """Of a trail of links the last one: the selector that finds them all is left to the cleaner `last`."""
    for said, cost, _ in ways:
        head, mark, leaf = said.rpartition(" > ")
        if mark and ":nth" in leaf:
            yield Reach(css(f"{head} > {leaf.partition(':')[0]}"), cost=cost)


def in_the_next(name: str, value: FieldValue, ground: Ground) -> Iterator[Reach]:
    """What stands in the element behind the block, as where a thing takes two rows of a table."""
    block = ground.block
    behind = block.getnext()
    if behind is None or not isinstance(behind.tag, str) or block.getparent() is None:
        return
    for spot in Ground(behind).spots(name, value)[:_NEXT]:
        step = f"./following-sibling::{tag_of(behind)}[1]"
        if spot.element is not behind:
            step += f"//{tag_of(spot.element)}{_classed(spot.element)}"
        yield Reach(xpath(step), cost=SHAPE_TAG + 1.0)


def _classed(element: etree._Element) -> str:
    name = next((found[1] for mark, _ in marks(element) if (found := _ONE_CLASS.fullmatch(mark))), "")
    return f'[contains(concat(" ", normalize-space(@class), " "), " {name} ")]' if name else ""


def known_rows(ground: Ground, rows: tuple[Rows, ...]) -> Iterator[Reach]:
    """All labels of rows that the statement has already."""
    for one in rows:
        for label in labels_of(one, ground.block).values():
            yield Reach(label=label, rows=(one,), cost=_SHARED)


def counted(value: FieldValue, ground: Ground) -> Iterator[Reach]:
    """Drawn stars: elements of one kind, as many as the rating says."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _STAR_LIMIT:
        return
    kinds: dict[str, float] = {}
    for element in ground.block.iter(*_STARS):
        for said, cost in marks(element)[:4]:
            kinds[said] = cost
    for said, cost in list(kinds.items())[:40]:
        find = css(said)
        if len(find.all(ground.block)) == value:
            yield Reach(find, cost=cost + 1.0)
