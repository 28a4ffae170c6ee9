"""A vendor's neighbourhood, step by step outward: what is read grows with those who are reached, not with all that is
known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from pipelines.leads.clones import CLONE_SITE
from pipelines.leads.copies import COPIED_LISTING
from pipelines.leads.known import KNOWN_VENDOR
from pipelines.links.graph import Aside, Link, Neighbourhood, Seller, seller_id
from pipelines.links.named import by_value
from pipelines.links.texts import by_text
from tidewaiter.store.database import leads, linking, pivots
from tidewaiter.store.database.linking import Known, Who
from tidewaiter.store.database.pivots import Pivot

MOST_STEPS = 6
MOST_REACHED = 200  # sellers: more, nobody looks through, and a wrong link among them joins half a market
_MOST_VALUES = 500  # keys, wallets and contacts of one seller


@dataclass
class _Walk:
    """What was reached so far. A value, or a lead of a text, is told once: of three who share it two links are."""

    rows: Connection
    clones: Collection[str]
    steps: dict[Who, int] = field(default_factory=dict)
    values: set[Pivot] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def reach(self, who: Who, step: int) -> None:
        self.steps.setdefault(who, step)

    def go(self, who: Who, records: Sequence[str]) -> Iterator[Who]:
        """Take what joins this seller to others; those from whom one goes on."""
        step = self.steps[who]
        for one in self._found(who, records):
            if isinstance(one, Aside):
                self.asides.append(one)
                continue
            other = _who(one.other)
            if other not in self.steps and len(self.steps) >= MOST_REACHED:
                self.cut.append(f"more than {MOST_REACHED} sellers: the rest of those next to {one.one} is left out")
                return
            self.links.append(one)
            new = other not in self.steps
            self.reach(other, step + 1)
            if new and one.carries and other[1]:
                yield other

    def _found(self, who: Who, records: Sequence[str]) -> Iterator[Link | Aside]:
        named = pivots.of_records(self.rows, records)
        if len(named) > _MOST_VALUES:
            self.cut.append(f"{seller_id(who)} names {len(named)} keys, wallets and contacts: {_MOST_VALUES} were read")
        for pivot in named[:_MOST_VALUES]:
            if pivot not in self.values:
                self.values.add(pivot)
                yield from by_value(self.rows, who, pivot, self.clones)
        for found in linking.leads_among(self.rows, records, (COPIED_LISTING, KNOWN_VENDOR)):
            texts = found.lead.rule == COPIED_LISTING or found.lead.pivot.startswith("text:")
            if texts and found.lead.id not in self.texts:
                self.texts.add(found.lead.id)
                yield from by_text(self.rows, who, found)


def neighbourhood(rows: Connection, start: Who, *, records: Sequence[str] = (), depth: int = 2) -> Neighbourhood:
    """All sellers that are joined to this one in so many steps, and by what.

    `records` are those to begin with where nobody is named; else they are the seller's own. Weak links are not gone
    along unless a person confirmed them.
    """
    walk = _Walk(rows, leads.pivots_of(rows, CLONE_SITE))
    walk.reach(start, 0)
    edge = [start]
    for _ in range(min(depth, MOST_STEPS)):
        edge = [other for who in edge for other in walk.go(who, linking.records_of(rows, who) or records)]
    known = linking.known(rows, walk.steps)
    sellers = tuple(_seller(who, known.get(who), step) for who, step in walk.steps.items())
    return Neighbourhood(seller_id(start), sellers, tuple(walk.links), tuple(walk.asides), tuple(walk.cut))


def _who(id_: str) -> Who:
    source, _, handle = id_.partition("/")
    return source, handle


def _seller(who: Who, known: Known | None, step: int) -> Seller:
    if known is None:
        return Seller(seller_id(who), who[0], "", "", 0, None, None, step)
    return Seller(
        seller_id(who), who[0], known.name, known.record, known.listings, known.first_seen, known.last_seen, step
    )
