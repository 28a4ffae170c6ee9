"""Record rules: what records that are new or changed give reason for, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from pipelines.buyers import MARK
from pipelines.leads.clones import CLONE_SITE
from pipelines.leads.copies import copied_listings, same_texts
from pipelines.leads.known import known_vendors
from pipelines.leads.newcomers import new_vendors
from pipelines.leads.renames import renamed_vendors
from pipelines.leads.thresholds import Thresholds
from pipelines.sketch import alike, bands
from tidewaiter.model.lead import Lead
from tidewaiter.model.sighting import Kind, text_of
from tidewaiter.store.database import leads, likeness, pivots, records
from tidewaiter.store.database.likeness import Alike
from tidewaiter.store.database.pivots import Pivot
from tidewaiter.store.database.records import Kept

_TEXTS = (str(Kind.LISTING), str(Kind.VENDOR))


def find_leads(
    rows: Connection, created: Collection[str], named: Collection[Pivot], *, changed: Collection[str],
    limits: Thresholds | None = None,
) -> frozenset[str]:  # fmt: skip
    """Leads of records that are new or changed, and of pivots that a record names for the first time; ids of new
    leads."""
    holders = pivots.holders(rows, pivots.off_mirrors(rows, named, leads.pivots_of(rows, CLONE_SITE)))
    renamed = renamed_vendors(holders)
    latecomers = {one for lead in renamed for one in lead.members}
    naming = pivots.naming(rows, sorted(created)) if created else []
    # A vendor's page under a second name is told as renamed: it was the vendor of older listings from the start.
    naming = [one for one in naming if not (one.kind == Kind.VENDOR and one.record in latecomers)]
    naming = [one for one in naming if not one.title.startswith(MARK)]  # a member who does not sell is no vendor
    firsts = pivots.first_naming(rows, [one.handle for one in naming])
    new = leads.add(rows, new_vendors(naming, firsts), anew=False)  # what interests in them is a run's matter
    found = [*known_vendors(holders), *renamed]
    return new | leads.add(rows, [*found, *_texts(rows, sketch(rows, changed), limits or Thresholds())])


def sketch(rows: Connection, ids: Collection[str]) -> list[str]:
    """Keep the bands of those of the records whose text is another than when they were kept; the ids of these."""
    fresh = records.load(rows, likeness.unsketched(rows, ids, _TEXTS))
    likeness.keep(rows, {one.record.id: (one.columns.fingerprint, bands(compared(one))) for one in fresh})
    return [one.record.id for one in fresh]


def _texts(rows: Connection, ids: Collection[str], limits: Thresholds) -> list[Lead]:
    same: dict[str, dict[Alike, list[Alike]]] = {kind: {} for kind in _TEXTS}
    for one in records.load(rows, sorted(ids)):
        kind = str(one.record.kind)
        near = _near(rows, one, limits) if kind in same else []
        if near:
            me = next(each for each in near if each.record == one.record.id)
            same[kind][me] = [each for each in near if each is not me]
    return [*copied_listings(same[Kind.LISTING]), *same_texts(same[Kind.VENDOR])]


def _near(rows: Connection, one: Kept, limits: Thresholds) -> list[Alike]:
    """Records with nearly the same text, itself among them; [] where there is no other."""
    sketched = bands(compared(one)) if one.record.sightings else ()
    close = likeness.candidates(rows, sketched, kind=str(one.record.kind)) if sketched else []
    if len(close) < 2 or one.record.id not in {each.record for each in close}:
        return []
    texts = {kept.record.id: compared(kept) for kept in records.load(rows, [each.record for each in close])}
    text = compared(one)
    return [each for each in close if alike(text, texts[each.record]) >= limits.likeness]


def compared(one: Kept) -> str:
    """What is compared: of a vendor what they say of themselves, since keys are compared as keys."""
    if one.record.kind is Kind.VENDOR:
        return str(one.record.fields.get("description") or "")
    return text_of(one.record.kind, one.record.fields)
