"""Fields as they are found: each with how and where, so that a guess can be told from what the page labels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from crawler.readers.generic.box import Box
from tidewaiter.model.sighting import FieldValue

Fields = dict[str, FieldValue]


class How(StrEnum):
    """By what a value was taken for its field."""

    LABEL = "a label before it"
    COLUMN = "the head of its column"
    MACHINES = "what the page states to machines"
    SECTION = "a heading or tab above it"
    NAMED = "a heading that the page's title repeats"
    HEADING = "the nearest heading"
    SHOWN = "a text that the page's title repeats"
    TITLE = "the page's title alone"
    LINK = "the link of its card"
    TAG = "a text that is an amount and little else"
    AMOUNT = "an amount within a text"
    PROFILE = "a link to a profile whose address repeats it"
    LINKED = "a link to a profile"
    BY = "a word like `by` before it"
    COUNTED = "a count behind a name"
    ROUTE = "an arrow between places"
    WAY = "the way that leads to the page"
    KEY = "its own beginning and end"
    LARGEST = "the largest text of the page"
    BLOCK = "its block"


# How far a way of finding can be trusted on a page that nobody has seen: judged by what was wrong on the first runs
# over invented pages (docs/sources.md), not counted; on pages it was mended for nearly all values are right.
SURE: dict[How, float] = {
    How.LABEL: 0.95, How.COLUMN: 0.95, How.MACHINES: 0.9, How.SECTION: 0.9, How.NAMED: 0.95, How.HEADING: 0.8,
    How.SHOWN: 0.7, How.TITLE: 0.6, How.LINK: 0.9, How.TAG: 0.85, How.AMOUNT: 0.5, How.PROFILE: 0.9, How.LINKED: 0.7,
    How.BY: 0.7, How.COUNTED: 0.6, How.ROUTE: 0.9, How.WAY: 0.85, How.KEY: 0.95, How.LARGEST: 0.6, How.BLOCK: 0.8,
}  # fmt: skip
# What is less sure than this is called a guess wherever it is shown.
GUESS = 0.75
_DOUBTED = 0.5


class Told(NamedTuple):
    """A text with how and where it was found; `box` is None where it stands in no visible element."""

    text: str
    how: How
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """How and where one value was found; `doubt` says what speaks against it."""

    how: How
    box: Box | None = None
    doubt: str = ""

    @property
    def sure(self) -> float:
        return SURE[self.how] * (_DOUBTED if self.doubt else 1.0)


class Telling(Fields):
    """The fields of one thing with their origins. `block` is the part of the page that speaks of it, None for all."""

    def __init__(self, fields: Fields | None = None, *, block: Box | None = None) -> None:
        super().__init__(fields or {})
        self.block = block
        self.origins: dict[str, Origin] = {}

    def tell(self, name: str, value: FieldValue, *, how: How, box: Box | None = None) -> None:
        self[name] = value
        self.origins[name] = Origin(how, box)

    def take(self, name: str, told: Told | None) -> None:
        """The value, where it says anything."""
        if told is not None and told.text:
            self.tell(name, told.text, how=told.how, box=told.box)

    def doubt(self, name: str, why: str) -> None:
        origin = self.origins.get(name)
        if origin is not None:
            self.origins[name] = Origin(origin.how, origin.box, why)

    def guesses(self) -> list[str]:
        return [name for name, origin in self.origins.items() if name in self and origin.sure < GUESS]
