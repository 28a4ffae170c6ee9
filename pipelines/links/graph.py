"""A vendor's neighbourhood: sellers, and what links each two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tidewaiter.store.database.linking import Trace, Who


class State(StrEnum):
    """`CONFIRMED` by a person's judgement on the lead that states the link; never by the machine."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"


class Grade(StrEnum):
    """How far a link carries. Weak ones are shown and not gone along, unless a person confirmed them."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"

    @classmethod
    def of(cls, strength: float) -> Grade:
        return cls.STRONG if strength >= 0.8 else cls.FAIR if strength >= 0.6 else cls.WEAK


@dataclass(frozen=True, slots=True)
class Seller:
    """A vendor of one source, by name. `id` is the source and the name in small letters; where a record names nobody,
    the source alone. `record` is their own page, else whatever named them first. `steps` away from where it began."""

    id: str
    source: str
    name: str
    record: str
    listings: int
    first_seen: datetime | None
    last_seen: datetime | None
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What joins two sellers: `one` was reached first.

    `by` is pgp, wallet, contact, text (of themselves) or listing (its text); `value` the key, wallet or contact; of
    texts, what share of them is the same. `since` both had said it. `why` says what took from the strength. `lead`
    states the link, where a rule found it: that is what a person judges. `proof` has for each of the two where each of
    their records said it first.
    """

    one: str
    other: str
    by: str
    value: str
    strength: float
    since: datetime
    proof: tuple[tuple[Trace, ...], tuple[Trace, ...]]
    why: tuple[str, ...] = ()
    lead: str = ""
    state: State = State.SUGGESTED
    judged_by: str = ""

    @property
    def grade(self) -> Grade:
        return Grade.of(self.strength)

    @property
    def carries(self) -> bool:
        """Whether one goes on from the other end."""
        return self.grade is not Grade.WEAK or self.state is State.CONFIRMED

    def turned(self) -> Link:
        return replace(self, one=self.other, other=self.one, proof=(self.proof[1], self.proof[0]))


@dataclass(frozen=True, slots=True)
class Aside:
    """What a seller names or says that joins nobody, and why. `sellers` is how many share it, 0 where nobody counted
    on."""

    seller: str
    by: str
    value: str
    sellers: int
    why: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """All that was reached from `start`. `cut` says what was left unread because there was too much of it."""

    start: str
    sellers: tuple[Seller, ...]
    links: tuple[Link, ...]
    asides: tuple[Aside, ...] = ()
    cut: tuple[str, ...] = ()


def seller_id(who: Who) -> str:
    """`source/name`, as a person may write it."""
    return f"{who[0]}/{who[1]}" if who[1] else who[0]
