"""The simulated month through the pipeline: what its visits show is prepared, recorded and asked for leads, as the
readings of a crawl are. Only the fetching and the reading of pages are left out: statements are the truth's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from fixtures.site.month import Expected, Month, Rule, Visit
from pipelines.extract import Extraction
from pipelines.forbidden import Forbidden
from pipelines.leads import Thresholds, run_leads
from pipelines.prepare import Rules, authors, prepare
from pipelines.record import record
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.ids import digest, record_id
from tidewaiter.model.lead import Lead
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.model.sighting import Fields, Kind, Page, Reading, Statement
from tidewaiter.store.database import Database, captures, journal, leads, records
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.database.leads import Wanted

FIRST_DAY = datetime(2026, 10, 1, 12, tzinfo=timezone.utc)
_CARDS = {Kind.LISTING: ("title", "price", "currency", "vendor"), Kind.VENDOR: ("name",)}
_BATCH = 100


def address(mirror: int) -> str:
    return f"http://{'abcdefg'[mirror] * 56}.onion"


@dataclass
class Player:
    """Plays visits into a database. A card of every listing is seen on each visit, a thing's own page when it is new
    or has changed: as a crawl that lets pages rest."""

    database: Database
    rules: Rules = field(default_factory=lambda: Rules(Extraction.ours().remembering(), b"k" * 32, Forbidden()))
    limits: Thresholds = field(default_factory=Thresholds)
    known: dict[tuple[str, str, Kind, str], Fields] = field(default_factory=dict)

    def play(self, month: Month, visit: Visit) -> frozenset[str]:
        """One run; the ids of the leads that its end gave."""
        truth = month.truth(visit)
        told: dict[Kind, Mapping[str, Fields]] = {kind: truth.of(kind) for kind in (Kind.VENDOR, Kind.LISTING)}
        hours = 6 * visit.clone + 3 * (visit.source != "lanternfish")
        return self.run(visit.source, told, at=FIRST_DAY + timedelta(days=visit.day, hours=hours),
                        mirror=address(visit.mirror), complete=visit.complete)  # fmt: skip

    def run(
        self, source: str, told: Mapping[Kind, Mapping[str, Fields]], *, at: datetime, mirror: str,
        complete: bool = True,
    ) -> frozenset[str]:  # fmt: skip
        """One run that is told these things; the ids of the leads that its end gave."""
        run = Run(f"{at:%Y%m%dT%H%M%SZ}-{digest(source)[:8]}", source, State.RUNNING, at, "p", "a", "0.1", "ahn")
        with self.database.write() as rows:
            journal.start(rows, run)
        pages = list(self._pages(source, mirror, told))
        for first in range(0, len(pages), _BATCH):
            self._record(run, mirror, pages[first : first + _BATCH], number=first)
        with self.database.write() as rows:
            how = Outcome.COMPLETE if complete else Outcome.SHORT
            journal.finish(rows, run.id, how, at=at + timedelta(minutes=50))
            return run_leads(rows, journal.get(rows, run.id), limits=self.limits)

    def _pages(
        self, source: str, mirror: str, told: Mapping[Kind, Mapping[str, Fields]]
    ) -> Iterable[tuple[Page, tuple[Statement, ...]]]:
        cards = [
            Statement(kind, key, {name: fields[name] for name in _CARDS[kind] if name in fields})
            for kind in (Kind.LISTING, Kind.VENDOR)
            for key, fields in told[kind].items()
        ]
        for first in range(0, len(cards), 50):
            yield Page.CATEGORY, tuple(cards[first : first + 50])
        for kind, page in ((Kind.VENDOR, Page.VENDOR), (Kind.LISTING, Page.LISTING)):
            for key, fields in told[kind].items():
                if self.known.get((source, mirror, kind, key)) != fields:
                    self.known[source, mirror, kind, key] = fields
                    yield page, (Statement(kind, key, fields),)

    def _record(
        self, run: Run, mirror: str, pages: Iterable[tuple[Page, tuple[Statement, ...]]], *, number: int
    ) -> None:
        readings: list[tuple[Capture, Reading]] = []
        for at, (page, statements) in enumerate(pages, number):
            capture = _capture(run, mirror, at)
            readings.append((capture, Reading(capture.id, page, "reader", statements)))
        with self.database.write() as rows:
            captures.add(rows, [Entered(capture, "host", at) for at, (capture, _) in enumerate(readings, number)])
            sellers = records.known_sellers(rows, run.source, authors([reading for _, reading in readings]))
        batch = [
            prepare(capture, reading, self.rules, at=capture.captured_at, sellers=sellers)
            for capture, reading in readings
        ]
        with self.database.write() as rows:
            record(rows, batch, lexicon="x", at=run.started_at, entries={}, limits=self.limits)


def _capture(run: Run, mirror: str, number: int) -> Capture:
    member = Member("a.warc.gz", number, 1, "aa" * 32)
    return Capture(
        id=digest("capture", run.id, str(number)), run=run.id, source=run.source, url=f"{mirror}/{number}",
        mirror=mirror, attempt=1, captured_at=run.started_at + timedelta(seconds=number), method="GET", status=200,
        media_type="text/html", payload_sha256="bb" * 32, size=1, response=member, request=member,
    )  # fmt: skip


@dataclass(frozen=True)
class Score:
    """Of one rule and one kind of evidence. `missed` and `wrong` name leads in words."""

    rule: str
    by: str
    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        whole = self.right + len(self.missed)
        return self.right / whole if whole else 1.0

    @property
    def precision(self) -> float:
        whole = self.right + len(self.wrong)
        return self.right / whole if whole else 1.0


def scored(found: Iterable[Lead], wanted: Iterable[Expected]) -> list[Score]:
    """Each rule's leads against what the generator did. One that is true and need not be told counts for nothing."""
    all_ = list(wanted)
    got: dict[str, list[Lead]] = {}
    for lead in found:
        got.setdefault(lead.rule, []).append(lead)
    scores = []
    for rule in Rule:
        for by in sorted({one.by for one in all_ if one.rule is rule}):
            scores.append(_score(rule, by, got.get(rule, []), [one for one in all_ if one.rule is rule]))
    return scores


def _score(rule: Rule, by: str, found: list[Lead], wanted: list[Expected]) -> Score:
    names = {_name(one): one for one in wanted}
    told = {name for lead in found for name in _names(lead)}
    mine = [one for one in wanted if one.by == by and one.required]
    right = [one for one in mine if _name(one) in told]
    missed = tuple(f"day {one.day}: {one.pivot}" for one in mine if _name(one) not in told)
    wrong = tuple(
        f"day {(lead.found_at - FIRST_DAY).days}: {lead.pivot}: {lead.reasons[0]}"
        for lead in found
        if not any(name in names for name in _names(lead)) and _evidence(lead) == by
    )
    return Score(str(rule), by, len(right), missed, wrong)


def _names(lead: Lead) -> list[tuple[str, int | None]]:
    """A new vendor's lead is about the record that named them first, and their own page is a member of it."""
    if lead.rule == Rule.NEW_VENDOR:
        return [(one, None) for one in lead.members]
    return [(lead.pivot, _day_of(lead))]


def _evidence(lead: Lead) -> str:
    kinds: Mapping[str, Callable[[], str]] = {
        Rule.KNOWN_VENDOR: lambda: lead.pivot.partition(":")[0],
        Rule.RENAMED: lambda: lead.pivot.split(":")[1],
        Rule.KEY_CHANGED: lambda: "pgp",
        Rule.CLONE: lambda: "pgp",
        Rule.COPIED: lambda: "text",
    }
    return kinds[lead.rule]() if lead.rule in kinds else "state"


def _day_of(lead: Lead) -> int | None:
    """The day of the run that an episode names."""
    if not lead.episode:
        return None
    return (datetime.strptime(lead.episode[:8], "%Y%m%d").date() - FIRST_DAY.date()).days


def _name(one: Expected) -> tuple[str, int | None]:
    """What the product's lead of it is called: its pivot and the day of its episode."""
    parts = one.pivot
    vendor, listing = (record_id(parts[0], kind, parts[1]) for kind in (Kind.VENDOR, Kind.LISTING))
    thing = next(iter(one.things))
    pivot = {
        Rule.NEW_VENDOR: vendor,
        Rule.VANISHED: record_id(parts[0], thing.kind, parts[1]),
        Rule.RETURNED: record_id(parts[0], thing.kind, parts[1]),
        Rule.KEY_CHANGED: f"{vendor}:{parts[-1]}",
        Rule.COPIED: listing,
        Rule.CLONE: f"{parts[0]}:{address(int(parts[1]))}" if one.rule is Rule.CLONE else "",
        Rule.STOCK_SURGE: listing,
        Rule.PRICE_SHIFT: listing if parts[1].startswith(("/", "?")) else ":".join(parts),
    }.get(one.rule, ":".join(parts))
    if one.rule is Rule.KNOWN_VENDOR and parts[0] == "text":
        ids = sorted(record_id(source, Kind.VENDOR, key) for source, key in zip(parts[1::2], parts[2::2], strict=True))
        pivot = ":".join(("text", *ids))
    return pivot, one.episode


def told(database: Database) -> list[Lead]:
    """All leads of a database."""
    with database.read() as rows:
        return [one.lead for one in leads.listed(rows, Wanted(), limit=1_000_000)]
