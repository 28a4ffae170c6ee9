"""Links by what can be the same on two sources: keys, wallets, contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from pipelines.leads import known, renames
from pipelines.leads.words import MOST_NAMES
from pipelines.links.graph import Aside, Link, State, seller_id
from pipelines.links.judged import Word, words
from pipelines.links.strength import strength
from tidewaiter.model.ids import lead_id
from tidewaiter.model.sighting import Kind
from tidewaiter.model.triage import Standing
from tidewaiter.store.database import linking
from tidewaiter.store.database.linking import Trace, Who
from tidewaiter.store.database.pivots import Holder, Pivot

MOST_SELLERS = 25  # of one value: nobody is known to have traded under so many names; who names it more names a service


@dataclass(frozen=True, slots=True)
class _Shared:
    """One value with those who name it: where each of them did so, their records, and what was decided by rule."""

    pivot: Pivot
    proofs: Mapping[Who, Sequence[Trace]]
    holders: Sequence[Holder]
    decided: Mapping[str, Word]


def by_value(rows: Connection, who: Who, pivot: Pivot, clones: Collection[str]) -> Iterator[Link | Aside]:
    """What joins this seller to the others who name this; or why it joins nobody. `clones` are mirrors, as
    `source:mirror`, whose word is not taken."""
    whos = linking.sellers_of(rows, pivot, most=MOST_SELLERS)
    if len(whos) > MOST_SELLERS:
        yield _aside(who, pivot, 0, f"more than {MOST_SELLERS} sellers name it: a service's own, or copied by many")
        return
    own = {source for source, count in Counter(source for source, handle in whos if handle).items()
           if count > MOST_NAMES}  # fmt: skip
    for source in sorted(own & {who[0]} or own):
        named = sum(1 for one in whos if one[0] == source)
        yield _aside(who, pivot, named, f"{named} names of {source} share it: the market's own")
    others = [one for one in whos if one[0] not in own and one != who and (one[1] or one[0] != who[0])]
    if others and who[0] not in own:
        yield from _links(rows, who, pivot, whos=[who, *others], clones=clones)


def _links(
    rows: Connection, who: Who, pivot: Pivot, *, whos: Sequence[Who], clones: Collection[str]
) -> Iterator[Link | Aside]:
    found = linking.traces(rows, pivot, whos)
    proofs = {one: sound for one, said in found.items()
              if (sound := [trace for trace in said if f"{one[0]}:{trace.mirror}" not in clones])}  # fmt: skip
    if who not in proofs:
        yield _aside(who, pivot, len(whos), "only a mirror shows it that is taken for a clone")
        return
    ids = _leads(pivot, whos)
    decided = words(rows, ids.values())
    shared = _Shared(pivot, proofs, linking.holders_among(rows, pivot, whos), decided)
    for other in whos[1:]:
        if other in proofs:
            yield _link(shared, who, other, ids["" if other[0] != who[0] else who[0]])


def _leads(pivot: Pivot, whos: Sequence[Who]) -> dict[str, str]:
    """The leads that would state it: "" of several sources, and by source that of a second name there."""
    kind, value = pivot
    across = {"": lead_id(known.KNOWN_VENDOR, f"{kind}:{value}")}
    return across | {source: lead_id(renames.RENAMED, f"{source}:{kind}:{value}") for source, _ in whos}


def _link(shared: _Shared, one: Who, other: Who, lead: str) -> Link | Aside:
    kind, value = shared.pivot
    proof = (shared.proofs[one], shared.proofs[other])
    word = shared.decided.get(lead, Word())
    reasons = _second_name(shared, (one, other)) if one[0] == other[0] else _two_sources(shared, (one, other))
    judged = word.covers(reasons)
    if word.standing is Standing.DISMISSED and judged:
        return _aside(one, shared.pivot, len(shared.proofs), f"with {seller_id(other)}: dismissed by {word.by}")
    how, why = strength(kind, (one, other), proof, shared.proofs)
    confirmed = word.standing is Standing.CONFIRMED and judged
    return Link(
        seller_id(one), seller_id(other), kind, value.removeprefix(":"), how,
        since=max(said[0].at for said in proof), proof=(tuple(proof[0]), tuple(proof[1])), why=why, lead=word.lead,
        state=State.CONFIRMED if confirmed else State.SUGGESTED, judged_by=word.by if confirmed else "",
    )  # fmt: skip


def _two_sources(shared: _Shared, ends: tuple[Who, Who]) -> list[str]:
    firsts = _first_of_each(shared.holders)
    return [known.said(shared.pivot, firsts[end]) for end in ends if end in firsts]


def _second_name(shared: _Shared, ends: tuple[Who, Who]) -> list[str]:
    pages = _first_of_each([one for one in shared.holders if one.kind == Kind.VENDOR and one.source == ends[0][0]])
    if not pages:
        return []
    first = next(iter(pages.values()))
    later = [pages[end] for end in ends if end in pages and pages[end] is not first]
    return [renames.said(shared.pivot, first, one) for one in later]


def _first_of_each(holders: Sequence[Holder]) -> dict[Who, Holder]:
    found: dict[Who, Holder] = {}
    for one in holders:
        found.setdefault((one.source, one.handle), one)
    return found


def _aside(who: Who, pivot: Pivot, sellers: int, why: str) -> Aside:
    return Aside(seller_id(who), pivot[0], pivot[1].removeprefix(":"), sellers, why)
