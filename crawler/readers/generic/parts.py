"""Blocks of one group, each less what is not its author's, and what all of them say alike."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.dates import Order
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import BODY, PERSON, is_beside, named
from crawler.readers.generic.moments import Moment
from crawler.readers.generic.own import Own, own_of
from crawler.readers.generic.paths import Key, key_of
from crawler.readers.generic.theirs import not_theirs

# What is said at one place of this share of the blocks is the template's own; so many posts by one author are rare.
_NEARLY = 0.8
_SHORT, _LONG, _COUNT = 80, 200, 24
_FIGURES = re.compile(r"\d+")
_LABELLED = re.compile(r"^([^:：\d]{2,20}[:：])\s?\S")


class Name(NamedTuple):
    """A name, the box that says it, and how much speaks for its being the author's."""

    text: str
    box: Box
    sure: float


@dataclass(slots=True)
class Part:
    """One block with its runs, less what is not its author's, and the keys of the boxes the runs stand in.

    `order` is that of the page's days; `moments` and `names` are what may be its date and its author; `beside` are
    the orders of boxes that hold no text of a post. `plain` holds, by place, what the template itself says.
    """

    own: Own
    away: frozenset[int]
    runs: list[Run]
    order: Order = ""
    plain: frozenset[tuple[Key, str]] = frozenset()
    keys: dict[int, Key] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    beside: frozenset[int] = frozenset()

    @property
    def block(self) -> Box:
        return self.own.block

    def key(self, box: Box) -> Key:
        found = self.keys.get(box.order)
        if found is None:
            found = self.keys[box.order] = key_of(box, self.block)
        return found

    def boxes(self) -> Iterator[Box]:
        yield self.own.block
        for box in self.own.boxes:
            if box.order not in self.away:
                yield box

    def is_plain(self, box: Box, text: str) -> bool:
        """Whether the text at this place is the template's own."""
        key = self.key(box)
        return (key, _masked(text)) in self.plain or (key, _label(text)) in self.plain

    def unlabelled(self, box: Box, text: str) -> str:
        """The text without a label that stands before it in all blocks."""
        label = _label(text)
        return text[len(label) :].strip() if label and (self.key(box), label) in self.plain else text

    def below(self, box: Box) -> Iterator[Box]:
        """The boxes round it within the block, the nearest few."""
        for _, up in zip(range(6), box.up(), strict=False):
            if up.order <= self.block.order:
                return
            yield up


def parts_of(layout: Layout, blocks: list[Box], order: Order) -> list[Part]:
    """The blocks, each without the blocks that lie in it."""
    found: list[Part] = []
    for own in own_of(layout, blocks):
        away = not_theirs(layout, own)
        runs = [run for run in own.runs if run.box.order not in away]
        found.append(Part(own, away, runs, order, beside=_beside(own)))
    plain = _plain(found)
    for part in found:
        part.plain = plain
    return found


def _beside(own: Own) -> frozenset[int]:
    """What is called the person's or the frame's, with all that lies in it, unless the text itself lies in it."""
    texts = [box.order for box in own.boxes if named(box, BODY)]
    found: set[int] = set()
    end = 0
    for box in own.boxes:
        if box.order < end:
            found.add(box.order)
        elif (named(box, PERSON) or is_beside(box)) and not _holds_text(box, own.block, texts):
            found.add(box.order)
            end = box.end
    return frozenset(found)


def _holds_text(box: Box, block: Box, texts: list[int]) -> bool:
    return box.size * 2 > block.size or bisect_right(texts, box.order) < bisect_left(texts, box.end)


def _plain(parts: list[Part]) -> frozenset[tuple[Key, str]]:
    """Texts that stand at one place in most blocks, or are all that ever stands there."""
    said: dict[Key, Counter[str]] = defaultdict(Counter)
    having: Counter[Key] = Counter()
    for part in parts:
        having.update({part.key(run.box) for run in part.runs})
        once = {(part.key(run.box), said_so) for run in part.runs for said_so in (_masked(run.text), _label(run.text))}
        for key, text in once:
            if text:
                said[key][text] += 1
    found = set()
    for key, texts in said.items():
        for text, times in texts.items():
            if times >= 2 and times >= _NEARLY * having[key] and having[key] * 2 >= len(parts):
                found.add((key, text))
    return frozenset(found)


def _label(text: str) -> str:
    """What stands before the colon of a short line, "" where it has none."""
    match = _LABELLED.match(text) if len(text) <= _SHORT else None
    return match[1] if match else ""


def _masked(text: str) -> str:
    """A short text without its figures, which counts of posts and the like change; longer ones as they are."""
    return _FIGURES.sub("0", text) if len(text) <= _COUNT else text[:_LONG]
