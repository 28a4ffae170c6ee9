"""Record rules: reasons why records deserve eyes. Pure: the same records give the same leads, found at the same time.

A rule's lead is named by what it is about, so that it is never found twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from tidewaiter.model.lead import Lead
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database.pivots import Holder, Pivot

NEW_VENDOR = "new-vendor"
KNOWN_VENDOR = "known-vendor-new-market"
RENAMED = "renamed"
KEY_CHANGED = "key-changed"
_SCORES = {"pgp": 0.9, "wallet": 0.8, "contact": 0.7}  # a key proves its holder; contacts are copied and handed on
_RENAMED_SCORES = {"pgp": 0.85, "wallet": 0.7}  # a contact may serve a whole shop
_KEY_CHANGED_SCORE = 0.75  # most are replaced in good order; the others are a takeover
_KEY_ID = 16  # hex letters at a fingerprint's end, by which some pages name the same key
MOST_NAMES = 3  # of one source: a key under more names is the market's own, not a vendor's
_WORDS = {"pgp": "PGP key", "wallet": "wallet", "contact": "contact"}


def new_vendors(naming: Iterable[Holder], firsts: Mapping[str, Holder]) -> list[Lead]:
    """A vendor whose name was seen nowhere before: on a page of theirs, on a listing, or under a post that sells.

    `firsts` has, by name in small letters, the record that named it first: the lead is about that one, and the vendor's
    own page on the same source joins it, whenever it is read. What a source's first run finds is new to us, not to the
    source.
    """
    members: dict[str, set[str]] = defaultdict(set)
    found: dict[str, Holder] = {}
    for one in naming:
        first = firsts.get(one.handle, one) if one.handle else one
        if one.record == first.record or (one.kind == Kind.VENDOR and one.source == first.source):
            found[first.record] = first
            members[first.record] |= {first.record, one.record}
    return [_new(first, sorted(members[record])) for record, first in sorted(found.items())]


def known_vendors(holders: Mapping[Pivot, Sequence[Holder]]) -> list[Lead]:
    """A key, wallet or contact that records of several sources name: a vendor who came to another market."""
    found = (_known(pivot, list(named)) for pivot, named in sorted(holders.items()))
    return [lead for lead in found if lead is not None]


def renamed_vendors(holders: Mapping[Pivot, Sequence[Holder]]) -> list[Lead]:
    """A key or wallet that the pages of one source's vendors name under a second name: the vendor took another one,
    or somebody else uses it."""
    return [
        lead
        for (kind, value), named in sorted(holders.items())
        if kind in _RENAMED_SCORES
        for lead in _renamed(kind, value, [holder for holder in named if holder.kind == Kind.VENDOR and holder.handle])
    ]


def changed_keys(pages: Mapping[Holder, Sequence[tuple[datetime, frozenset[str]]]]) -> list[Lead]:
    """A vendor's page that names other PGP keys than before: replaced, taken over, or an impostor's page.

    `pages` has, oldest first, what each capture of the vendor's page named. A page that still names an old key beside
    a new one is a vendor who hands over, and no lead.
    """
    return [lead for vendor in sorted(pages, key=lambda one: one.record) for lead in _changed(vendor, pages[vendor])]


def _changed(vendor: Holder, pages: Sequence[tuple[datetime, frozenset[str]]]) -> Iterator[Lead]:
    known: set[str] = set()
    before = ""
    for at, keys in ((at, keys) for at, keys in pages if keys):
        ids = {key[-_KEY_ID:] for key in keys}
        if known and not ids & known:
            new = min(keys)
            reasons = (f"{vendor.title} on {vendor.source} names the PGP key {new}, before it was {before}",)
            yield Lead(KEY_CHANGED, f"{vendor.record}:{new}", (vendor.record,), reasons, _KEY_CHANGED_SCORE, at)
        known |= ids
        before = min(keys)


def _new(first: Holder, members: Sequence[str]) -> Lead:
    reasons = [f"{first.name or first.title or 'a vendor without a name'} was never seen before on any source"]
    if first.kind != Kind.VENDOR:
        reasons.append(f"named by a {first.kind}, before any page of theirs was read")
    if first.first:
        reasons.append(f"found by the first run of {first.source}, so it may have been there before us")
    score = 0.3 if first.first else 0.6
    return Lead(NEW_VENDOR, first.record, tuple(members), tuple(reasons), score, first.first_seen)


def _renamed(kind: str, value: str, pages: Iterable[Holder]) -> Iterator[Lead]:
    by_source: dict[str, dict[str, Holder]] = defaultdict(dict)
    for page in sorted(pages, key=lambda one: (one.first_seen, one.record)):
        by_source[page.source].setdefault(page.handle, page)
    for source, by_name in sorted(by_source.items()):
        first, *later = by_name.values()
        if later and len(by_name) <= MOST_NAMES:
            reasons = [f"{_WORDS[kind]} {value} of {first.title} on {source} is named by {one.title}" for one in later]
            members = tuple(sorted(one.record for one in by_name.values()))
            found_at = later[0].first_seen
            yield Lead(RENAMED, f"{source}:{kind}:{value}", members, tuple(reasons), _RENAMED_SCORES[kind], found_at)


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
        f"{_WORDS[kind]} {value.removeprefix(':')} on {source}, named by {holders[0].title or holders[0].kind}"
        for source, holders in arrivals
    ]
    members = tuple(sorted({holder.record for holders in ours.values() for holder in holders}))
    return Lead(KNOWN_VENDOR, f"{kind}:{value}", members, tuple(reasons), _SCORES[kind], arrivals[1][1][0].first_seen)
