"""After a new reader or lexicon: what captures say is replaced; and what is folded from it is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipelines.derive import columns
from pipelines.leads import Thresholds, find_leads, run_leads, sketch
from pipelines.prepare import Prepared, Rules, authors, prepare
from pipelines.record import set_aside
from pipelines.recorder import quarantine_entries, rules_met
from pipelines.replaying import replaying
from tidewaiter.model.ids import record_id
from tidewaiter.model.sighting import Reading
from tidewaiter.store.database import Database, doubts, journal, leads, outbox, pivots, records
from tidewaiter.store.database import reread as rows_of
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.evidence.ledger import Ledger


def reread(
    database: Database, readings: Iterable[tuple[Entered, Reading]], rules: Rules, *, ledger: Ledger, at: datetime,
    person: str, limits: Thresholds | None = None,
) -> int:  # fmt: skip
    """Replace what each capture says by its new reading, each in one transaction; returns how many captures.

    Ids stay, judgements stay. What once met the list of forbidden content does not come back by reading anew.
    """
    done, sources = 0, set()
    for entered, reading in readings:
        sources.add(entered.capture.source)
        one = _prepared(database, entered, reading, rules=rules, at=at)
        entries = quarantine_entries(ledger, rules_met([one]), at, person)
        with database.write() as rows:
            touched = rows_of.replace(
                rows, entered.capture.id, one.seen, page=str(reading.page), reader=reading.reader,
                lexicon=rules.extraction.version, derive=columns,
            )  # fmt: skip
            set_aside(rows, [one], at=at, entries=entries)
            find_leads(rows, touched, pivots.of_records(rows, sorted(touched)), changed=touched, limits=limits)
        done += 1
    for source in sorted(sources):
        replay(database, source, limits=limits)
    return done


def replay(database: Database, source: str, *, limits: Thresholds | None = None) -> None:
    """Ask a source's runs again, in their order. What new vendors are told by stays as it was told then."""
    with database.read() as rows:
        ended = [run for run in reversed(journal.runs(rows, source=source, limit=1_000_000)) if run.finished_at]
    for run in ended:
        with database.write() as rows:
            run_leads(rows, run, limits=limits or Thresholds(), again=True)


def rebuild(
    database: Database, *, size: int = 500, limits: Thresholds | None = None, scratch: Path | None = None
) -> int:
    """Make records and leads anew from sightings, judgements and journal; returns how many records there are.

    Ids stay and revisions grow. Every record waits for the index afterwards: fill a new one, then swap. A lead that a
    person judged, or put into a case, stays also where its rule no longer finds it.
    """
    total = rows_of.rebuild(database, columns, size=size)
    with replaying(limits or Thresholds(), scratch) as again:
        with database.read() as rows:
            again.take(rows)
        with database.write() as rows:
            rows_of.lock_leads(rows)
            again.take(rows)  # what was recorded meanwhile
            rows_of.drop_leads(rows)
            leads.add(rows, (one.lead for one in again.found()))
            rows_of.drop_bands(rows)
            outbox.queue_all(rows)
    for ids in _all_ids(database, size):
        with database.write() as rows:
            sketch(rows, ids)
    return total


def _all_ids(database: Database, size: int) -> Iterator[list[str]]:
    after = ""
    while True:
        with database.read() as rows:
            ids = rows_of.every(rows, after=after, limit=size)
        if not ids:
            return
        yield ids
        after = ids[-1]


def _prepared(database: Database, entered: Entered, reading: Reading, *, rules: Rules, at: datetime) -> Prepared:
    with database.read() as rows:
        open_ = journal.has_members(rows, entered.capture.source)
        sellers = records.known_sellers(rows, entered.capture.source, authors([reading]), posting=open_)
        away = doubts.away_from(rows, entered.capture.id) if entered.sealed else frozenset()
    found = prepare(entered.capture, reading, rules, at=at, sellers=sellers, members=open_)
    return replace(
        found,
        seen=()
        if "" in away
        else tuple(
            one for one in found.seen if record_id(one.sighting.source, one.sighting.kind, one.sighting.key) not in away
        ),
    )
