"""Record rules: reasons why records deserve eyes. Pure: the same records give the same leads, found at the same time.

A rule's lead is named by what it is about, so that it is never found twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tidewaiter.model.lead import Lead
from tidewaiter.store.database.pivots import Holder, Pivot

NEW_VENDOR = "new-vendor"
KNOWN_VENDOR = "known-vendor-new-market"
_SCORES = {"pgp": 0.9, "wallet": 0.8, "contact": 0.7}  # a key proves its holder; contacts are copied and handed on
_MOST_NAMES = 3  # of one source: a key under more names is the market's own, not a vendor's
_WORDS = {"pgp": "PGP key", "wallet": "wallet", "contact": "contact"}


def new_vendors(vendors: Iterable[Holder], namesakes: Mapping[str, Sequence[Holder]]) -> list[Lead]:
    """A vendor whose name was seen nowhere before. What a source's first run finds is new to us, not to the source."""
    return [
        _new(vendor)
        for vendor in vendors
        if not any(_before(other, vendor) for other in namesakes.get(vendor.handle, ()))
    ]


def known_vendors(holders: Mapping[Pivot, Sequence[Holder]]) -> list[Lead]:
    """A key, wallet or contact that records of several sources name: a vendor who came to another market."""
    found = (_known(pivot, list(named)) for pivot, named in sorted(holders.items()))
    return [lead for lead in found if lead is not None]


def _before(other: Holder, vendor: Holder) -> bool:
    """Whether another record of the name was there first; of two at one time, the one with the smaller id."""
    return (other.first_seen, other.record) < (vendor.first_seen, vendor.record)


def _new(vendor: Holder) -> Lead:
    reasons = [f"{vendor.title or 'a vendor without a name'} was never seen before on any source"]
    if vendor.first:
        reasons.append(f"found by the first run of {vendor.source}, so it may have been there before us")
    score = 0.3 if vendor.first else 0.6
    return Lead(NEW_VENDOR, vendor.record, (vendor.record,), tuple(reasons), score, vendor.first_seen)


def _known(pivot: Pivot, named: Sequence[Holder]) -> Lead | None:
    by_source: dict[str, list[Holder]] = defaultdict(list)
    for holder in sorted(named, key=lambda one: (one.first_seen, one.record)):
        by_source[holder.source].append(holder)
    ours = {source: all_ for source, all_ in by_source.items() if len({h.handle for h in all_} - {""}) <= _MOST_NAMES}
    if len(ours) < 2:
        return None
    kind, value = pivot
    arrivals = sorted(ours.items(), key=lambda one: (one[1][0].first_seen, one[0]))
    reasons = [
        f"{_WORDS[kind]} {value.removeprefix(':')} on {source}, named by {holders[0].title or holders[0].kind}"
        for source, holders in arrivals
    ]
    members = tuple(sorted({holder.record for holders in ours.values() for holder in holders}))
    return Lead(KNOWN_VENDOR, f"{kind}:{value}", members, tuple(reasons), _SCORES[kind], arrivals[1][1][0].first_seen)
