"""`known-vendor-new-market`: what records of several sources name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipelines.leads.words import MOST_NAMES, WORDS
from tidewaiter.model.lead import Lead
from tidewaiter.store.database.pivots import Holder, Pivot

KNOWN_VENDOR = "known-vendor-new-market"
_SCORES = {"pgp": 0.9, "wallet": 0.8, "contact": 0.7}  # a key proves its holder; contacts are copied and handed on


def known_vendors(holders: Mapping[Pivot, Sequence[Holder]]) -> list[Lead]:
    """A key, wallet or contact that records of several sources name: a vendor who came to another market."""
    found = (_known(pivot, list(named)) for pivot, named in sorted(holders.items()))
    return [lead for lead in found if lead is not None]


def _known(pivot: Pivot, named: Sequence[Holder]) -> Lead | None:
    by_source: dict[str, list[Holder]] = defaultdict(list)
    for holder in sorted(named, key=lambda one: (one.first_seen, one.record)):
        by_source[holder.source].append(holder)
    ours = {source: all_ for source, all_ in by_source.items() if len({h.handle for h in all_} - {""}) <= MOST_NAMES}
    if len(ours) < 2:
        return None
    kind, value = pivot
    arrivals = sorted(ours.items(), key=lambda one: (one[1][0].first_seen, one[0]))
    reasons = [
        f"{WORDS[kind]} {value.removeprefix(':')} on {source}, named by {holders[0].title or holders[0].kind}"
        for source, holders in arrivals
    ]
    members = tuple(sorted({holder.record for holders in ours.values() for holder in holders}))
    return Lead(KNOWN_VENDOR, f"{kind}:{value}", members, tuple(reasons), _SCORES[kind], arrivals[1][1][0].first_seen)
