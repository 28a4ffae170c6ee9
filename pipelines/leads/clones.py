"""`clone-site`: a mirror on which vendors have other keys than on the source's other mirrors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tidewaiter.model.lead import Lead
from tidewaiter.store.database.pivots import Holder, Named

CLONE_SITE = "clone-site"
_SCORE = 0.9
_KEY_ID = 16
_LEAST = 3  # vendors: one or two may have changed their keys on one day


def clones(source: str, pages: Mapping[Holder, Sequence[Named]], *, since: datetime) -> list[Lead]:
    """Mirrors that show, since then, keys nobody else knows for more than half of the vendors whose keys are known.

    `pages` has all pages of each vendor with a key, of all mirrors.
    """
    other: dict[str, dict[str, Named]] = defaultdict(dict)
    same: dict[str, set[str]] = defaultdict(set)
    for vendor, named in pages.items():
        for mirror in {one.mirror for one in named if one.at >= since}:
            known = _ids(one for one in named if one.mirror != mirror or one.at < since)
            shown = [one for one in named if one.mirror == mirror and one.at >= since]
            if not known:
                continue
            if _ids(shown) & known:
                same[mirror].add(vendor.record)
            else:
                other[mirror][vendor.record] = min(shown, key=lambda one: one.at)
    return [
        _lead(source, mirror, found)
        for mirror, found in sorted(other.items())
        if len(found) >= _LEAST and len(found) > len(same[mirror])
    ]


def _ids(pages: Iterable[Named]) -> set[str]:
    return {key[-_KEY_ID:] for one in pages for key in one.keys}


def _lead(source: str, mirror: str, found: Mapping[str, Named]) -> Lead:
    reasons = (f"{len(found)} vendors of {source} have keys on {mirror} that no other mirror of it has ever shown",)
    at = min(one.at for one in found.values())
    return Lead(CLONE_SITE, f"{source}:{mirror}", tuple(sorted(found)), reasons, _SCORE, at)
