"""`copied-listing`, and vendors of two sources who say the same of themselves: texts too alike to be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.leads.known import KNOWN_VENDOR
from tidewaiter.model.lead import Lead
from tidewaiter.store.database.likeness import Alike

COPIED_LISTING = "copied-listing"
COPIED_SCORE, SAME_TEXT_SCORE = 0.5, 0.6  # texts are stolen more often than keys


def copied_listings(alike: Mapping[Alike, Sequence[Alike]]) -> list[Lead]:
    """Listings whose text another seller's listing has. The lead is about the one that was seen first.

    `alike` has, by listing, those that say nearly the same, whoever sells them.
    """
    found: dict[str, list[Alike]] = {}
    for one, others in alike.items():
        group = sorted([one, *others], key=lambda each: (each.first_seen, each.record))
        if len({each.handle for each in group} - {""}) > 1:
            found.setdefault(group[0].record, group)
    return [_copied(group) for _, group in sorted(found.items())]


def same_texts(alike: Mapping[Alike, Sequence[Alike]]) -> list[Lead]:
    """Vendors of two sources with nearly the same text about themselves: one lead for each two."""
    pairs = {
        tuple(sorted((one, other), key=lambda each: (each.first_seen, each.record)))
        for one, others in alike.items()
        for other in others
        if one.source != other.source
    }
    return [_same(first, second) for first, second in sorted(pairs, key=lambda pair: (pair[0].record, pair[1].record))]


def said(first: Alike, later: Alike) -> str:
    """The reason that one more seller of a text gives."""
    whose = f"{first.title} by {first.name or 'somebody'} on {first.source}"
    return f"{later.name or 'somebody'} on {later.source} has the text of {whose}"


def _copied(group: Sequence[Alike]) -> Lead:
    first, *others = group
    second = next(one for one in others if one.handle and one.handle != first.handle)
    reasons = tuple(
        said(first, one)
        for one in {each.handle: each for each in reversed(others) if each.handle != first.handle}.values()
    )
    members = tuple(sorted(one.record for one in group))
    return Lead(COPIED_LISTING, first.record, members, tuple(sorted(reasons)), COPIED_SCORE, second.first_seen)


def _same(first: Alike, second: Alike) -> Lead:
    pivot = ":".join(("text", *sorted((first.record, second.record))))
    reasons = (f"{second.title} on {second.source} says of itself what {first.title} on {first.source} says",)
    members = tuple(sorted((first.record, second.record)))
    return Lead(KNOWN_VENDOR, pivot, members, reasons, SAME_TEXT_SCORE, second.first_seen)
