"""What a repair consists of: proposals for parts of a profile, and the blocks from which they are learned."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from crawler.drafting.samples import Told
from crawler.drafting.saying import Words
from crawler.repair.editing import Steps
from crawler.repair.yesterday import Known

LEAST_HELD = 3  # values on pages that were held back, all read rightly, and different ones: then a rule is sure
Count = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fix:
    """One part of a profile as it is proposed: where it stands, its words (None: nothing was found), and how much of
    what is known the former rule and this one read, as (right, of). `held` counts on pages it was not learned from.

    `alone` are the words without the former selectors, which read captures from before the change. With `beside` the
    whole former page rule stays behind the new one for these.
    """

    where: Steps
    name: str
    words: Words | None
    before: Count = (0, 0)
    after: Count = (0, 0)
    held: Count = (0, 0)
    sure: bool = False
    doubts: tuple[str, ...] = ()
    rows: Words = ""
    alone: Words = ""
    beside: bool = False

    @property
    def edits(self) -> dict[Steps, Words]:
        """By place in the profile what is to stand there."""
        if self.words is None:
            return {}
        rows: dict[Steps, Words] = {(*self.where[:4], "rows"): self.rows} if self.rows else {}
        return {self.where: self.words, **rows}


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of today's page with what was told of it."""

    page: Known
    block: etree._Element
    told: Told


def named(kind: str, here: Steps, part: str, *, block: bool) -> str:
    """A part of a statement rule as a person looks for it in the file."""
    return f"page {int(here[1]) + 1}, {kind}{' of each block' if block else ''}: {part}"
