"""A block without the blocks that lie in it: an answer is no part of what it answers.

Each box and each text of a page belongs to one block, so that answers nested a hundred deep cost no more than a list.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.layout import Layout


@dataclass(frozen=True, slots=True)
class Own:
    """The boxes below a block and its runs, in order, less those of the blocks within it, whose boxes are `inner`."""

    block: Box
    boxes: list[Box]
    runs: list[Run]
    inner: tuple[Box, ...] = ()


def whole(layout: Layout, block: Box) -> Own:
    """The block with all that lies in it."""
    return Own(block, layout.boxes[block.order + 1 : block.end], layout.runs_in(block))


def own_of(layout: Layout, blocks: list[Box]) -> list[Own]:
    """Each of the blocks, in their order."""
    within: dict[int, list[Box]] = {id(block): [] for block in blocks}
    around: list[Box] = []
    for block in sorted(blocks, key=lambda b: (b.order, -b.end)):
        while around and around[-1].end <= block.order:
            around.pop()
        if around:
            within[id(around[-1])].append(block)
        around.append(block)
    return [_less(layout, block, within[id(block)]) for block in blocks]


def _less(layout: Layout, block: Box, inner: list[Box]) -> Own:
    boxes: list[Box] = []
    runs: list[Run] = []
    box, run = block.order + 1, block.first_run
    for part in inner:
        boxes += layout.boxes[box : part.order]
        runs += layout.runs[run : part.first_run]
        box, run = max(box, part.end), max(run, part.last_run)
    boxes += layout.boxes[box : block.end]
    runs += layout.runs[run : block.last_run]
    return Own(block, boxes, runs, tuple(inner))
