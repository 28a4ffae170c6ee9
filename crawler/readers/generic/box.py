"""The page as plain boxes: what a person would see, bounded in depth and number, ready to be asked again and again.

lxml parses; everything after it works on these boxes, so that no question walks the tree twice and no depth of
nesting costs more than a flat page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Text of a box as labels, values and comparisons need it; whole texts are put together on demand (prose.py).
FLAT_LIMIT = 600
# Cents that an element of their own raises: "27" and ".50".
_CENTS = re.compile(r"(?<=\d) (?=[.,]\d{1,8}(?![\d.,]))")

BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody td textarea tfoot th thead tr ul".split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_STRUCK = frozenset({"del", "s", "strike"})
_CHROME_TAGS = frozenset({"nav", "aside", "marquee"})
_FRAME_NAMES = frozenset({"footer", "navbar", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent"})
_FRAME_DEPTH = 3
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})


@dataclass(eq=False, slots=True)
class Box:
    """One visible element. `inside` holds its text and boxes in order; `end` is one past its last descendant's order.

    Its runs are those from `first_run` to before `last_run`. `flat` is its text on one line, without what is
    crossed out, cut at FLAT_LIMIT; `size` counts all its characters,
    `linked` those within links. `place` is its place in its parent's inside.
    """

    tag: str
    attrs: dict[str, str]
    parent: Box | None
    order: int
    depth: int = 0
    chrome: bool = False
    inside: list[Box | str] = field(default_factory=list)
    end: int = 0
    flat: str = ""
    size: int = 0
    linked: int = 0
    first_run: int = 0
    last_run: int = 0
    place: int = 0

    def holds(self, other: Box) -> bool:
        return self.order <= other.order < self.end

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS

    @property
    def boxes(self) -> list[Box]:
        return [part for part in self.inside if not isinstance(part, str)]

    def after(self, most: int = 200) -> list[Box]:
        """The boxes that follow it in its parent, the nearest ones."""
        parts = self.parent.inside[self.place + 1 : self.place + 1 + 2 * most] if self.parent else []
        return [part for part in parts if not isinstance(part, str)][:most]

    def up(self) -> Iterator[Box]:
        """Its ancestors, nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def hint(self) -> str:
        """Its id and class in lower case: weak evidence, never proof."""
        return f"{self.attrs.get('id', '')} {self.attrs.get('class', '')}".lower()


@dataclass(eq=False, slots=True)
class Run:
    """One stretch of text as it stands directly in a box; `at` counts the page's runs, `place` its box's parts."""

    text: str
    box: Box
    at: int
    place: int


@dataclass(frozen=True, slots=True)
class Input:
    """A control a person could fill in or press."""

    type: str
    name: str
    says: str
    box: Box


def is_struck(box: Box) -> bool:
    """Whether what it says is crossed out."""
    return box.tag in _STRUCK or (bool(box.attrs) and "line-through" in box.attrs.get("style", ""))


def is_chrome(tag: str, attrs: dict[str, str], parent: Box | None) -> bool:
    """Whether the element belongs to the frame of the site: navigation, sidebar, the page's own header or footer."""
    if parent is None or parent.chrome:
        return parent is not None
    if tag in _CHROME_TAGS:
        return True
    if tag in ("header", "footer") and parent.tag in ("body", "div") and parent.depth <= _FRAME_DEPTH:
        return True
    return bool(attrs) and (attrs.get("role", "") in _CHROME_ROLES or _is_frame(attrs))


def _is_frame(attrs: dict[str, str]) -> bool:
    names = f"{attrs.get('id', '')} {attrs.get('class', '')}".lower()
    return "cookie" in names or not _FRAME_NAMES.isdisjoint(names.split())


def close(box: Box, end: int, last_run: int) -> None:
    """Sum up a box whose inside is complete."""
    box.end, box.last_run = end, last_run
    if not box.inside:
        return
    texts: list[str] = []
    room = FLAT_LIMIT
    for part in box.inside:
        if isinstance(part, str):
            text = " ".join(part[: 4 * FLAT_LIMIT].split())
            box.size += len(text) if len(part) <= 4 * FLAT_LIMIT else len(part)
        else:
            text = "" if is_struck(part) else part.flat
            box.size += part.size
            box.linked += part.linked
        if text and room > 0:
            texts.append(text)
            room -= len(text) + 1
    flat = " ".join(texts)
    box.flat = (_CENTS.sub("", flat) if " ." in flat or " ," in flat else flat)[:FLAT_LIMIT]
    if box.tag == "a":
        box.linked = box.size
