"""`known-vendor-new-market`: what records of several sources name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipelines.leads.words import MOST_NAMES, WORDS
from tidewaiter.model.lead import Lead
from tidewaiter.store.database.pivots import Holder, Pivot

KNOWN_VENDOR = "known-vendor-new-market"
SCORES = {"pgp": 0.9, "wallet": 0.8, "contact": 0.7}  # a key proves its holder; contacts are copied and handed on


def known_vendors(holders: Mapping[Pivot, Sequence[Holder]]) -> list[Lead]:
    """A key, wallet or contact that records of several sources name: a vendor who came to another market."""
    found = (_known(pivot, list(named)) for pivot, named in sorted(holders.items()))
    return [lead for lead in found if lead is not None]


def said(pivot: Pivot, holder: Holder) -> str:
    """The reason that one seller gives: who names the pivot where. The same as long as the seller's name is."""
    kind, value = pivot
    named = holder.name or holder.title or holder.kind
    return f"{WORDS[kind]} {value.removeprefix(':')} on {holder.source}, named by {named}"


def _known(pivot: Pivot, named: Sequence[Holder]) -> Lead | None:
    by_source: dict[str, list[Holder]] = defaultdict(list)
    for holder in sorted(named, key=lambda one: (one.first_seen, one.record)):
        by_source[holder.source].append(holder)
    ours = {source: all_ for source, all_ in by_source.items() if len({h.handle for h in all_} - {""}) <= MOST_NAMES}
    if len(ours) < 2:
        return None
    kind, value = pivot
    arrivals = sorted(ours.items(), key=lambda one: (one[1][0].first_seen, one[0]))
    reasons = dict.fromkeys(said(pivot, one) for _, all_ in arrivals for one in _sellers(all_))
    members = tuple(sorted({holder.record for holders in ours.values() for holder in holders}))
    return Lead(KNOWN_VENDOR, f"{kind}:{value}", members, tuple(reasons), SCORES[kind], arrivals[1][1][0].first_seen)


def _sellers(named: Sequence[Holder]) -> Sequence[Holder]:
    """Of each name the one that was seen first; of those without a name only where nobody has one."""
    first: dict[str, Holder] = {}
    for holder in named:
        first.setdefault(holder.handle, holder)
    return [one for one in first.values() if one.handle] or list(first.values())
