"""Parts of a page, asked quickly whether they hold a box: a page may have thousands of cards and of labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from crawler.readers.generic.box import Box


class Spans:
    """Some boxes of one page, whatever lies in which."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for box in sorted(boxes, key=lambda b: b.order):
            if not self._ends or box.order >= self._ends[-1]:
                self._starts.append(box.order)
                self._ends.append(box.end)

    def hold(self, box: Box) -> bool:
        """Whether the box is one of them or lies in one."""
        at = bisect_right(self._starts, box.order) - 1
        return at >= 0 and box.order < self._ends[at]

    def lie_in(self, box: Box) -> bool:
        """Whether the box holds, or is, one of them."""
        at = bisect_right(self._starts, box.order - 1)
        return at < len(self._starts) and self._starts[at] < box.end
