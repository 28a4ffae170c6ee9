"""Blocks of one group, each less what is not its author's, and what all of them say alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.dates import Order
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.paths import Key, key_of
from crawler.readers.generic.theirs import not_theirs

# What is said at one place of this share of the blocks is the template's own; so many posts by one author are rare.
_NEARLY = 0.8


@dataclass(slots=True)
class Part:
    """One block with its runs, less what is not its author's, and the keys of the boxes the runs stand in.

    `order` is that of the page's days; `plain` holds, by place, the texts of the template, which no author wrote.
    """

    block: Box
    away: frozenset[int]
    runs: list[Run]
    order: Order = ""
    plain: frozenset[tuple[Key, str]] = frozenset()
    keys: dict[int, Key] = field(default_factory=dict)

    def key(self, box: Box) -> Key:
        found = self.keys.get(box.order)
        if found is None:
            found = self.keys[box.order] = key_of(box, self.block)
        return found

    def boxes(self, layout: Layout) -> Iterator[Box]:
        yield self.block
        for box in layout.boxes[self.block.order + 1 : self.block.end]:
            if box.order not in self.away:
                yield box

    def is_plain(self, box: Box, text: str) -> bool:
        """Whether the text at this place is the template's own."""
        return (self.key(box), _masked(text)) in self.plain

    def below(self, box: Box) -> Iterator[Box]:
        """The boxes round it within the block, the nearest few."""
        for _, up in zip(range(6), box.up(), strict=False):
            if up.order <= self.block.order:
                return
            yield up


def parts_of(layout: Layout, blocks: list[Box], order: Order) -> list[Part]:
    """The blocks, each without the blocks that lie in it."""
    orders = frozenset(box.order for box in blocks)
    found: list[Part] = []
    for block in blocks:
        away = not_theirs(layout, block, orders)
        runs = [run for run in layout.runs_in(block) if run.box.order not in away]
        found.append(Part(block, away, runs, order))
    plain = _plain(found)
    for part in found:
        part.plain = plain
    return found


def _plain(parts: list[Part]) -> frozenset[tuple[Key, str]]:
    """Texts that stand at one place in most blocks, or are all that ever stands there."""
    said: dict[Key, Counter[str]] = defaultdict(Counter)
    having: Counter[Key] = Counter()
    for part in parts:
        having.update({part.key(run.box) for run in part.runs})
        for key, text in {(part.key(run.box), _masked(run.text)) for run in part.runs}:
            said[key][text] += 1
    found = set()
    for key, texts in said.items():
        for text, times in texts.items():
            if times >= 2 and times >= _NEARLY * having[key] and having[key] * 2 >= len(parts):
                found.add((key, text))
    return frozenset(found)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text[:80])
