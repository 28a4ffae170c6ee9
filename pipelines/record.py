"""One batch into the database: sightings, records, leads, outbox, in the transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from pipelines.derive import columns
from pipelines.leads import Thresholds, find_leads
from pipelines.prepare import Prepared
from tidewaiter.store.database import captures, doubts, people
from tidewaiter.store.database.folding import Appended, append

Pages = Sequence[tuple[datetime, frozenset[str]]]
Entries = Mapping[str, tuple[str, int]]  # by capture, the ledger and the entry of its quarantine


def record(
    rows: Connection, batch: Sequence[Prepared], *, lexicon: str, at: datetime, entries: Entries,
    limits: Thresholds | None = None,
) -> Appended:  # fmt: skip
    """Append what was prepared, fold it, and find what it gives reason for. Safe to repeat."""
    captures.mark_read(rows, {one.capture.id: (str(one.reading.page), one.reading.reader) for one in batch}, lexicon)
    captures.number_batch(rows, [one.capture.id for one in batch])
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
    find_leads(rows, appended.created, appended.pivots, changed=appended.changed, limits=limits)
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
