"""`key-changed`: a vendor's page that names another PGP key than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tidewaiter.model.lead import Lead
from tidewaiter.store.database.pivots import Holder, Named

KEY_CHANGED = "key-changed"
_SCORE = 0.75  # most are replaced in good order; the others are a takeover
_KEY_ID = 16  # hex letters at a fingerprint's end, by which some pages name the same key


def changed_keys(pages: Mapping[Holder, Sequence[Named]]) -> list[Lead]:
    """A vendor's page that names other PGP keys than before: replaced, taken over, or an impostor's page.

    `pages` has, oldest first, what each capture of the vendor's page named. A page that still names an old key beside
    a new one is a vendor who hands over, and no lead.
    """
    return [lead for vendor in sorted(pages, key=lambda one: one.record) for lead in _changed(vendor, pages[vendor])]


def _changed(vendor: Holder, pages: Sequence[Named]) -> Iterator[Lead]:
    known: set[str] = set()
    before = ""
    for page in (page for page in pages if page.keys):
        ids = {key[-_KEY_ID:] for key in page.keys}
        if known and not ids & known:
            new = min(page.keys)
            reasons = (f"{vendor.title} on {vendor.source} names the PGP key {new}, before it was {before}",)
            yield Lead(KEY_CHANGED, f"{vendor.record}:{new}", (vendor.record,), reasons, _SCORE, page.at)
        known |= ids
        before = min(page.keys)
