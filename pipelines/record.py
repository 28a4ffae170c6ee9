"""One batch into the database: sightings, records, leads, outbox, in the transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from pipelines.derive import columns
from pipelines.leads import MOST_NAMES, changed_keys, known_vendors, new_vendors, renamed_vendors
from pipelines.prepare import Prepared
from tidewaiter.model.mention import MentionKind
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database import captures, doubts, leads, people, pivots
from tidewaiter.store.database.folding import Appended, append
from tidewaiter.store.database.pivots import Holder, Pivot

Pages = Sequence[tuple[datetime, frozenset[str]]]
Entries = Mapping[str, tuple[str, int]]  # by capture, the ledger and the entry of its quarantine


def record(rows: Connection, batch: Sequence[Prepared], *, lexicon: str, at: datetime, entries: Entries) -> Appended:
    """Append what was prepared, fold it, and find what it gives reason for. Safe to repeat."""
    captures.mark_read(rows, {one.capture.id: (str(one.reading.page), one.reading.reader) for one in batch}, lexicon)
    appended = append(rows, [seen for one in batch for seen in one.seen], columns)
    set_aside(rows, batch, at=at, entries=entries)
    people.add_candidates(
        rows,
        [
            people.Candidate(address, one.capture.source, one.capture.id, one.capture.captured_at)
            for one in batch
            for address in one.candidates
        ],
    )
    find_leads(rows, appended.created, appended.pivots, changed=appended.changed)
    return appended


def set_aside(rows: Connection, batch: Iterable[Prepared], *, at: datetime, entries: Entries) -> None:
    """What was not believed, and what met the local list."""
    for one in batch:
        refused = [doubts.Rejection(one.capture.id, said.record, said.reason, at) for said in one.refused]
        doubts.reject(rows, refused)
        if one.away:
            ledger, sequence = entries[one.capture.id]
            doubts.put_away(
                rows,
                [doubts.Quarantined(one.capture.id, about, rule, at, ledger=ledger, sequence=sequence)
                 for about, rule in one.away],
            )  # fmt: skip
            captures.seal_off(rows, one.capture)


def find_leads(
    rows: Connection, created: Collection[str], named: Collection[Pivot], *, changed: Collection[str]
) -> frozenset[str]:
    """The record rules, on records that are new or changed and pivots that a record names for the first time; ids of
    new leads."""
    naming = pivots.naming(rows, sorted(created)) if created else []
    firsts = pivots.first_naming(rows, [one.handle for one in naming])
    holders = pivots.holders(rows, named)
    found = [*new_vendors(naming, firsts), *known_vendors(holders), *renamed_vendors(holders)]
    return leads.add(rows, [*found, *changed_keys(_keys(rows, holders, changed))])


def _keys(rows: Connection, holders: Mapping[Pivot, Sequence[Holder]], changed: Collection[str]) -> dict[Holder, Pages]:
    """Of changed vendors who name a PGP key for the first time: which keys their page named, and when."""
    vendors = {
        one.record: one
        for (kind, _), named in holders.items()
        for one in named
        if kind == MentionKind.PGP and one.kind == Kind.VENDOR and one.record in changed
    }
    found = pivots.keys_over_time(rows, sorted(vendors))
    everyones = pivots.shared(
        rows, {key for pages in found.values() for _, keys in pages for key in keys}, most=MOST_NAMES
    )
    return {vendors[one]: [(at, keys - everyones) for at, keys in pages] for one, pages in found.items()}
