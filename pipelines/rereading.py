"""After a new reader or lexicon: what captures say is replaced; and what is folded from it is made anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from pipelines.derive import columns
from pipelines.prepare import Prepared, Rules, authors, prepare
from pipelines.record import find_leads, set_aside
from pipelines.recorder import quarantine_entries, rules_met
from tidewaiter.model.ids import record_id
from tidewaiter.model.sighting import Reading
from tidewaiter.store.database import Database, doubts, outbox, pivots, records
from tidewaiter.store.database import reread as rows_of
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.evidence.ledger import Ledger


def reread(
    database: Database, readings: Iterable[tuple[Entered, Reading]], rules: Rules, *, ledger: Ledger, at: datetime,
    person: str,
) -> int:  # fmt: skip
    """Replace what each capture says by its new reading, each in one transaction; returns how many captures.

    Ids stay, judgements stay. What once met the list of forbidden content does not come back by reading anew.
    """
    done = 0
    for entered, reading in readings:
        one = _prepared(database, entered, reading, rules=rules, at=at)
        entries = quarantine_entries(ledger, rules_met([one]), at, person)
        with database.write() as rows:
            touched = rows_of.replace(
                rows, entered.capture.id, one.seen, page=str(reading.page), reader=reading.reader,
                lexicon=rules.extraction.version, derive=columns,
            )  # fmt: skip
            set_aside(rows, [one], at=at, entries=entries)
            find_leads(rows, touched, pivots.of_records(rows, sorted(touched)), changed=touched)
        done += 1
    return done


def rebuild(database: Database, *, size: int = 500) -> int:
    """Make records and leads anew from sightings and judgements; returns how many records there are.

    Ids stay and revisions grow. Every record waits for the index afterwards: fill a new one, then swap.
    """
    total = rows_of.rebuild(database, columns, size=size)
    with database.write() as rows:
        rows_of.drop_leads(rows)
        outbox.queue_all(rows)
    after = ""
    while True:
        with database.write() as rows:
            ids = rows_of.every(rows, after=after, limit=size)
            find_leads(rows, ids, pivots.of_records(rows, ids), changed=frozenset(ids))
        if not ids:
            return total
        after = ids[-1]


def _prepared(database: Database, entered: Entered, reading: Reading, *, rules: Rules, at: datetime) -> Prepared:
    with database.read() as rows:
        sellers = records.known_sellers(rows, entered.capture.source, authors([reading]))
        away = doubts.away_from(rows, entered.capture.id) if entered.sealed else frozenset()
    found = prepare(entered.capture, reading, rules, at=at, sellers=sellers)
    return replace(
        found,
        seen=()
        if "" in away
        else tuple(
            one for one in found.seen if record_id(one.sighting.source, one.sighting.kind, one.sighting.key) not in away
        ),
    )
