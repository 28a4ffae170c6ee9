"""The recorder: takes what the crawl child left in the spool, and alone writes ledger, database and index.

Every step may be repeated: what was recorded before is found in the ledger and the database, so a recorder that was
killed goes on where its last transaction ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.extract import Extraction
from pipelines.forbidden import Forbidden
from pipelines.index import Puts, drain
from pipelines.leads import Thresholds, run_leads
from pipelines.outcome import Ending, held_reasons, outcome
from pipelines.prepare import Prepared, Rules, authors, prepare
from pipelines.record import Entries, record
from tidewaiter.model.capture import Capture, without_address
from tidewaiter.model.errors import EvidenceDamaged, StoreFailed, TidewaiterError
from tidewaiter.model.run import Expectations, Outcome, Run
from tidewaiter.model.sighting import Reading
from tidewaiter.store.database import Database, captures, doubts, journal, people, records
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.database.health import health_of
from tidewaiter.store.evidence.entries import Draft
from tidewaiter.store.evidence.facts import address_sha256
from tidewaiter.store.evidence.intake import Intake, keep
from tidewaiter.store.evidence.ledger import Ledger
from tidewaiter.store.spool import Note, Shelf

WITHHELD = "an address that meets the list of forbidden content"
BATCH = 100  # readings of one transaction: 0.2 s of a writer's time, so that others wait little
INDEX_EVERY = 500  # records; a commit of the index costs as much as putting some hundreds


class Recorder:
    """One run's way from its spool to the record. The run must stand in the journal before the first step.

    `evidence` is the folder that takes the WARC files at the end, `expected` what the profile says of a healthy run,
    `seal` what seals the evidence then. `index` may be None, or be down: then records wait in the outbox, and
    `index_fault` says why. `bring` takes the run's WARC files to the store that is shared with other machines.
    `clock` gives the time of what is entered. With `owner`, which holds the run's lease, only that owner finishes the
    run.
    """

    def __init__(
        self, *, spool: Shelf, database: Database, ledger: Ledger, evidence: Path, extract: Extraction,
        buyer_key: bytes, person: str, clock: Callable[[], datetime], forbidden: Forbidden | None = None,
        index: Puts | None = None, expected: Expectations | None = None,
        seal: Callable[[datetime], object] | None = None, batch: int = BATCH, owner: str = "",
        limits: Thresholds | None = None, bring: Callable[[Path, str], object] | None = None,
    ) -> None:  # fmt: skip
        self.run = spool.run
        self.index_fault = ""
        self._spool, self._database, self._ledger, self._evidence = spool, database, ledger, evidence
        self._rules = Rules(extract.remembering(), buyer_key, forbidden or Forbidden())
        self._expected, self._seal = expected or Expectations(), seal
        self._person, self._clock, self._index, self._batch = person, clock, index, batch
        self._forbidden = self._rules.forbidden
        self._intake = Intake(ledger, spool.warc, self.run, withhold=lambda url: bool(self._forbidden.address(url)))
        self._bring = bring
        self._owner, self._limits = owner, limits or Thresholds()
        # What the ledger has of a transaction that failed since: tried again, it is not entered again.
        self._noted = 0
        self._end_entered: Mapping[str, object] = {}
        self._addresses_away, self._texts_away = Away(ledger, person), Away(ledger, person)
        self._untold = INDEX_EVERY  # what an earlier recorder left is told first
        with database.read() as rows:
            self._at = captures.position(rows, self.run)

    def step(self) -> int:
        """Record one batch; how many captures, readings and notes it held, 0 where nothing is new."""
        # Before the captures: the capture of each of them then is in the spool, and is entered first.
        readings = self._spool.readings(self._at.readings, self._batch)
        done = self._enter_captures() + len(readings)
        if readings:
            self._record(readings)
        done += self._take_notes()
        self._untold += len(readings)
        if self._untold >= INDEX_EVERY or (self._untold and not done):
            # Bounded, so that a long outbox does not keep whoever steps us from looking at the authority.
            self.tell_index(most=4 * INDEX_EVERY)
        return done

    def tell_index(self, *, most: int | None = None) -> None:
        """Put what waits into the index, at most so many. An index that is down is no failure of the run."""
        self._untold = 0
        if self._index is None:
            return
        try:
            language = self._rules.extraction.language
            drain(self._database, self._index, owner=f"recorder {self.run}", language=language, most=most)
            self.index_fault = ""
        except StoreFailed as fault:
            self.index_fault = str(fault)

    def finish(self, ending: Mapping[str, Any], *, at: datetime) -> Run:
        """Record what is left once the child has ended, and enter how the run ended.

        `ending` is what the child wrote of its end: why, detail, barrier. The files of a run that waits for a person
        stay in its spool, since the same run goes on when the person has acted. Raises StoreFailed where another owner
        has taken the run over meanwhile: then nothing is finished here.
        """
        self._still_ours()
        self.take_rest(at)
        counts, filled = self._spool.counts(), self._spool.filled()
        told = Ending.of(ending)
        with self._database.read() as rows:
            reader, reads = self._expected.reader, self._expected.reads
            health = health_of(rows, self.run, reader=reader, reads=reads, led=self._spool.led())
        unusual = [one.said for one in health.unusual]
        how, reasons = outcome(told, counts, filled, expected=self._expected, unusual=unusual)
        reasons = (*reasons, *held_reasons(self._spool.held()))
        if how is not Outcome.WAITING and (left := self._brought()):
            reasons = (*reasons, left)
        reasons = tuple(WITHHELD if self._forbidden.address(reason) else reason for reason in reasons)
        facts = {"run": self.run, "outcome": str(how), "reasons": list(reasons), "counts": counts}
        if facts != self._end_entered:
            self._ledger.append("run-end", at, self._person, **facts)
            self._end_entered = facts
        with self._database.write() as rows:
            journal.finish(rows, self.run, how, at=at, reasons=reasons, counts=counts, health=health)
            over = journal.get(rows, self.run)
            run_leads(rows, over, limits=self._limits)
        self._end_entered = {}
        # Only now that nothing can go on with the run: a new file of it would take the number of one that has moved.
        if how is not Outcome.WAITING:
            keep(self._spool.warc, self._evidence, self.run)
        if self._seal is not None:
            self._seal(at)
        return over

    def take_rest(self, at: datetime) -> None:
        """Record all that the spool still holds, and enter what lies in its files; also of a run that has its end."""
        while self.step():
            pass
        self.tell_index()
        self._intake.settle(at, self._person)

    def _brought(self) -> str:
        """Before the run is called done its files are in the shared store, or the run says that they are not.

        That may take minutes: so a thread brings them, and the lease is kept meanwhile.
        """
        if self._bring is None:
            return ""
        with ThreadPoolExecutor(1) as beside:
            bringing = beside.submit(self._bring, self._spool.warc, self.run)
            while wait([bringing], timeout=1.0).not_done:
                self._still_ours()
        try:
            bringing.result()
        except TidewaiterError as fault:
            return f"its captures wait on {self._ledger.host} for the evidence store: {fault.what}"
        return ""

    def _still_ours(self) -> None:
        with self._database.write() as rows:
            if self._owner and not journal.beat(rows, self.run, self._owner):
                raise StoreFailed("another process has taken the run over", where=self.run, todo="leave it to that one")

    def _enter_captures(self) -> int:
        """All captures of the spool that have no row yet: into the ledger, then into the database."""
        done = 0
        while found := self._spool.captures(self._at.captures):
            new = [capture for _, capture in found]
            entries = self._entries(new)
            at = self._clock()
            met = {one.id: [rule] for one in new if (rule := self._forbidden.address(one.url))}
            away = self._addresses_away.entered(met, at)
            entered = [
                Entered(without_address(one) if one.id in met else one, self._ledger.host, entries[one.id],
                        sealed=one.id in met)
                for one in new
            ]  # fmt: skip
            reached = replace(self._at, captures=found[-1][0])
            with self._database.write() as rows:
                captures.add(rows, entered)
                doubts.put_away(
                    rows, (doubts.Quarantined(one, "", rule, at, *away[one]) for one, [rule] in met.items())
                )
                captures.advance(rows, self.run, reached)
            self._addresses_away.forget()
            self._at = reached
            done += len(found)
        return done

    def _entries(self, found: Sequence[Capture]) -> Mapping[str, int]:
        """By capture its number in the ledger; those that a killed recorder entered are looked up there."""
        new = self._intake.enter(found, self._clock(), self._person)
        known = {str(entry.facts["id"]): entry.seq for entry in new if entry.action == "capture"}
        lost = {capture.id for capture in found} - known.keys()
        for entry in self._ledger.entries() if lost else ():
            if entry.action == "capture" and entry.facts.get("id") in lost:
                known.setdefault(str(entry.facts["id"]), entry.seq)
        if missing := lost - known.keys():
            raise EvidenceDamaged(
                f"{len(missing)} captures have bytes that another entry claims", where=str(self._ledger.path),
                todo="run `tidewaiter verify`",
            )  # fmt: skip
        return known

    def _record(self, readings: Sequence[tuple[int, Reading]]) -> None:
        batch = self._prepared([reading for _, reading in readings])
        at = self._clock()
        entries = self._texts_away.entered(rules_met(batch), at)
        reached = replace(self._at, readings=readings[-1][0])
        with self._database.write() as rows:
            record(rows, batch, lexicon=self._rules.extraction.version, at=at, entries=entries,
                   limits=self._limits)  # fmt: skip
            captures.advance(rows, self.run, reached)
        self._texts_away.forget()
        self._at = reached

    def _prepared(self, readings: Sequence[Reading]) -> list[Prepared]:
        with self._database.read() as rows:
            known = captures.load(rows, [reading.capture for reading in readings])
            sources = {entered.capture.source for entered in known.values()}
            open_ = {source: journal.has_members(rows, source) for source in sources}
            names = authors(readings)
            sellers = {source: records.known_sellers(rows, source, names, posting=open_[source]) for source in sources}
            closed = {id_ for id_, one in known.items() if one.sealed and "" in doubts.away_from(rows, id_)}
        at = self._clock()
        return [
            Prepared(capture, reading, ()) if capture.id in closed
            else prepare(capture, reading, self._rules, at=at, sellers=sellers[capture.source],
                         members=open_[capture.source])
            for reading in readings
            for capture in [known[reading.capture].capture]
        ]  # fmt: skip

    def _take_notes(self) -> int:
        found = self._spool.notes(self._at.notes)
        if not found:
            return 0
        at = self._clock()
        refused = [note for seq, note in found if note.kind == "refused" and seq > self._noted]
        self._ledger.append_all([Draft("refusal", at, self._person, self._refusal(note)) for note in refused])
        self._noted = found[-1][0]
        reached = replace(self._at, notes=found[-1][0])
        with self._database.write() as rows:
            source = journal.get(rows, self.run).source
            candidates = [
                people.Candidate(note.text, source, note.capture, at)
                for _, note in found
                # Those of a reading come with it, once it is checked.
                if note.kind == "candidate" and not note.capture and not self._forbidden.address(note.text)
            ]
            people.add_candidates(rows, candidates)
            captures.advance(rows, self.run, reached)
        self._at = reached
        return len(found)

    def _refusal(self, note: Note) -> dict[str, object]:
        if self._forbidden.address(note.url) or self._forbidden.address(note.text):
            return {"run": self.run, "url": "", "reason": WITHHELD, "url_sha256": address_sha256(note.url)}
        return {"run": self.run, "url": note.url, "reason": note.text}


class Away:
    """The entries of what met the local list, each once, however often its transaction is tried."""

    def __init__(self, ledger: Ledger, person: str) -> None:
        self._ledger, self._person = ledger, person
        self._known: dict[tuple[str, ...], tuple[str, int]] = {}

    def entered(self, met: Mapping[str, Sequence[str]], at: datetime) -> Entries:
        """The entries, those made now that are not there yet."""
        new = {one: rules for one, rules in met.items() if (one, *rules) not in self._known}
        made = quarantine_entries(self._ledger, new, at, self._person)
        self._known |= {(one, *new[one]): entry for one, entry in made.items()}
        return {one: self._known[(one, *rules)] for one, rules in met.items()}

    def forget(self) -> None:
        """The transaction is through."""
        self._known.clear()


def rules_met(batch: Iterable[Prepared]) -> dict[str, list[str]]:
    """By capture, which lines of the local list it met."""
    return {one.capture.id: sorted({rule for _, rule in one.away}) for one in batch if one.away}


def quarantine_entries(ledger: Ledger, met: Mapping[str, Sequence[str]], at: datetime, person: str) -> Entries:
    """Enter what met the local list: which capture, which line of the list, never its words."""
    drafts = [Draft("quarantine", at, person, {"capture": one, "rules": list(rules)}) for one, rules in met.items()]
    entries = ledger.append_all(drafts)
    return {one: (ledger.host, entry.seq) for one, entry in zip(met, entries, strict=True)}
