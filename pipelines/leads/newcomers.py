"""`new-vendor`: a name that was seen nowhere before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tidewaiter.model.lead import Lead
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database.pivots import Holder

NEW_VENDOR = "new-vendor"


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


def _new(first: Holder, members: Sequence[str]) -> Lead:
    reasons = [f"{first.name or first.title or 'a vendor without a name'} was never seen before on any source"]
    if first.kind != Kind.VENDOR:
        reasons.append(f"named by a {first.kind}, before any page of theirs was read")
    if first.first:
        reasons.append(f"found by the first run of {first.source}, so it may have been there before us")
    score = 0.3 if first.first else 0.6
    return Lead(NEW_VENDOR, first.record, tuple(members), tuple(reasons), score, first.first_seen)
