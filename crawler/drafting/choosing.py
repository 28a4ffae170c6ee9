"""Which few of many pages to draft from: all kinds, and of each kind those that say most and look like the others."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.drafting.samples import Sample, groups, marks_of
from tidewaiter.model.sighting import BARRIERS, Page

TEN = 10
_ENOUGH = 3  # pages of one kind, before a barrier takes a place
_BARRIERS = 2  # of ten; the generic reader knows most of them unasked
_ALIKE = 0.5  # of the marks of two pages
_NEW = 2.0  # what a field weighs that no chosen page states, beside likeness, which is at most 1


def choose(samples: Sequence[Sample], most: int = TEN) -> list[Sample]:
    """At most so many: by turns of each kind of content the page that states most that no chosen one states, of equals
    the one that stands for most of the others; then barriers, one of a kind. Pages of which nothing was understood are
    left."""
    by_kind = groups(samples)
    content = {page: [one for one in mine if one.told] for page, mine in by_kind.items() if page not in BARRIERS}
    content = {page: mine for page, mine in content.items() if mine}
    walls = [mine[0] for page, mine in by_kind.items() if page in BARRIERS]
    walls = walls[: min(_BARRIERS, max(0, most - _ENOUGH * len(content)))]
    covers = {page: _Cover(mine) for page, mine in content.items()}
    chosen: list[Sample] = []
    stated: dict[Page, set[str]] = {page: set() for page in content}
    while len(chosen) < most - len(walls) and any(content.values()):
        for page, left in content.items():
            if left and len(chosen) < most - len(walls):
                cover = covers[page]
                fit = [one for one in left if not cover.stands_alone(one)] or left
                best = max(fit, key=lambda one: _NEW * len(_states(one) - stated[page]) + cover.gain(one))
                left.remove(best)
                cover.take(best)
                stated[page] |= _states(best)
                chosen.append(best)
    return chosen + walls


def _states(sample: Sample) -> set[str]:
    return {f"{told.kind}.{name}" for told in sample.told for name in told.fields}


class _Cover:
    """How well the chosen pages of a kind stand for all of it: each page by its likeness to the two most like it, so
    that a second form of the page gets pages of its own, and no form one page alone."""

    def __init__(self, mine: Sequence[Sample]) -> None:
        marks = [marks_of(one.root) for one in mine]
        self._at = {id(one): n for n, one in enumerate(mine)}
        self._alike = [[len(own & other) / max(1, len(own | other)) for other in marks] for own in marks]
        self._two = [(0.0, 0.0)] * len(mine)

    def stands_alone(self, one: Sample) -> bool:
        """Whether no other page of its kind is like it: it teaches nothing of others, and may be of another kind."""
        at = self._at[id(one)]
        return max((like for n, like in enumerate(self._alike[at]) if n != at), default=1.0) < _ALIKE

    def gain(self, one: Sample) -> float:
        """What the page adds for a page of its kind, on average; the first of a template adds about 1."""
        row = self._alike[self._at[id(one)]]
        added = [sum(_two(known, like)) - sum(known) for known, like in zip(self._two, row, strict=True)]
        return sum(added) / len(added)

    def take(self, one: Sample) -> None:
        row = self._alike[self._at[id(one)]]
        self._two = [_two(known, like) for known, like in zip(self._two, row, strict=True)]


def _two(known: tuple[float, float], like: float) -> tuple[float, float]:
    first, second = sorted((*known, like), reverse=True)[:2]
    return first, second
