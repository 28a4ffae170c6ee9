"""`renamed`: a key or wallet under a second name of one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipelines.leads.words import MOST_NAMES, WORDS
from tidewaiter.model.lead import Lead
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database.pivots import Holder, Pivot

RENAMED = "renamed"
_SCORES = {"pgp": 0.85, "wallet": 0.7}  # a contact may serve a whole shop


def renamed_vendors(holders: Mapping[Pivot, Sequence[Holder]]) -> list[Lead]:
    """A key or wallet that the pages of one source's vendors name under a second name: the vendor took another one,
    or somebody else uses it."""
    return [
        lead
        for (kind, value), named in sorted(holders.items())
        if kind in _SCORES
        for lead in _renamed(kind, value, [holder for holder in named if holder.kind == Kind.VENDOR and holder.handle])
    ]


def said(pivot: Pivot, first: Holder, later: Holder) -> str:
    """The reason that a second name gives."""
    kind, value = pivot
    return f"{WORDS[kind]} {value} of {first.title} on {first.source} is named by {later.title}"


def _renamed(kind: str, value: str, pages: Iterable[Holder]) -> Iterator[Lead]:
    by_source: dict[str, dict[str, Holder]] = defaultdict(dict)
    for page in sorted(pages, key=lambda one: (one.first_seen, one.record)):
        by_source[page.source].setdefault(page.handle, page)
    for source, by_name in sorted(by_source.items()):
        first, *later = by_name.values()
        if later and len(by_name) <= MOST_NAMES:
            reasons = [said((kind, value), first, one) for one in later]
            members = tuple(sorted(one.record for one in by_name.values()))
            found_at = later[0].first_seen
            yield Lead(RENAMED, f"{source}:{kind}:{value}", members, tuple(reasons), _SCORES[kind], found_at)
