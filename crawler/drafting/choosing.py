"""Which few of many pages to draft from: all kinds, and of each kind those that say most and look like the others."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.drafting.samples import Sample, groups, marks_of
from tidewaiter.model.sighting import BARRIERS, Page

TEN = 10
_ENOUGH = 3  # pages of one kind, before a barrier takes a place
_BARRIERS = 2  # of ten; the generic reader knows most of them unasked
_NEW = 2.0  # what a field weighs that no chosen page states, beside likeness, which is at most 1


def choose(samples: Sequence[Sample], most: int = TEN) -> list[Sample]:
    """At most so many: by turns of each kind of content the page that states most that no chosen one states, of equals
    the one most like its kind; then barriers, one of a kind. Pages of which nothing was understood come last."""
    by_kind = groups(samples)
    content = {page: [one for one in mine if one.told] for page, mine in by_kind.items() if page not in BARRIERS}
    content = {page: mine for page, mine in content.items() if mine}
    walls = [mine[0] for page, mine in by_kind.items() if page in BARRIERS]
    walls = walls[: min(_BARRIERS, max(0, most - _ENOUGH * len(content)))]
    likeness = {page: _likeness(mine) for page, mine in content.items()}
    chosen: list[Sample] = []
    stated: dict[Page, set[str]] = {page: set() for page in content}
    while len(chosen) < most - len(walls) and any(content.values()):
        for page, left in content.items():
            if left and len(chosen) < most - len(walls):
                best = max(left, key=lambda one: _NEW * len(_states(one) - stated[page]) + likeness[page][id(one)])
                left.remove(best)
                stated[page] |= _states(best)
                chosen.append(best)
    return chosen + walls


def _states(sample: Sample) -> set[str]:
    return {f"{told.kind}.{name}" for told in sample.told for name in told.fields}


def _likeness(mine: Sequence[Sample]) -> dict[int, float]:
    """How much of each page's marks the other pages of its kind bear, on average."""
    marks = [marks_of(one.root) for one in mine]
    found = {}
    for one, own in zip(mine, marks, strict=True):
        shares = [len(own & other) / max(1, len(own | other)) for other in marks if other is not own]
        found[id(one)] = sum(shares) / len(shares) if shares else 0.0
    return found
