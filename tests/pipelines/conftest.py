"""A crawl child without a crawl: pages go into a real spool and real WARC files, through the child's own doors."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipelines import Extraction, Forbidden, Recorder
from tidewaiter.model.capture import Capture
from tidewaiter.model.ids import capture_id
from tidewaiter.model.run import Run, State
from tidewaiter.model.sighting import Kind, Page, Reading, Statement
from tidewaiter.search import EmbeddedIndex
from tidewaiter.store.database import Database, journal, sqlite_address
from tidewaiter.store.evidence import Exchange, Ledger, WarcFiles
from tidewaiter.store.spool import Spool

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
MIRROR = f"http://{'l' * 56}.onion"
OTHER_MIRROR = f"http://{'m' * 56}.onion"
FINISHED = {"why": "finished", "detail": "", "barrier": None}


@dataclass
class Child:
    """One run's spool as the crawl child fills it."""

    folder: Path
    run: str
    source: str = "lanternfish"
    at: datetime = NOON
    mirrors: tuple[str, ...] = (MIRROR, OTHER_MIRROR)
    pages: int = 0

    def __post_init__(self) -> None:
        self.spool = Spool(self.folder, mirrors=self.mirrors, run=self.run)
        self.warc = WarcFiles(self.folder / "warc", self.run, code_version="0.1", salt=b"salt")

    def capture(self, path: str, *, body: bytes = b"<p>a page</p>", mirror: str = MIRROR) -> tuple[int, Capture]:
        """Fetch a page: bytes, then the spool's row of the capture. Each page is a second later than the one before."""
        self.pages += 1
        at = self.at + timedelta(seconds=self.pages)
        self.spool.add(mirror + path)
        row = self.spool.take(at.timestamp())
        assert row is not None
        exchange = Exchange(
            url=mirror + path, method="GET", request_headers=[], status=200, reason="OK",
            response_headers=[("Content-Type", "text/html")], body=body, captured_at=at, source=self.source,
            run=self.run, mirror=mirror, attempt=row.attempt,
        )  # fmt: skip
        response, request = self.warc.write(exchange)
        capture = Capture(
            id=capture_id(self.run, row.fingerprint, row.attempt, exchange.payload_sha256), run=self.run,
            source=self.source, url=exchange.url, mirror=mirror, attempt=row.attempt, captured_at=at, method="GET",
            status=200, media_type="text/html", payload_sha256=exchange.payload_sha256, size=len(body),
            response=response, request=request,
        )  # fmt: skip
        self.spool.captured(row.id, capture)
        return row.id, capture

    def page(
        self, path: str, *statements: Statement, page: Page = Page.LISTING, mirror: str = MIRROR,
        candidates: tuple[str, ...] = (), body: bytes = b"<p>a page</p>",
    ) -> Capture:  # fmt: skip
        """Fetch and read a page."""
        _, capture = self.capture(path, mirror=mirror, body=body)
        self.spool.done(Reading(capture.id, page, "reader-1", statements, candidates=candidates))
        return capture

    def end(self, why: str = "finished") -> None:
        self.warc.close()
        self.spool.finish(why)


@dataclass
class Home:
    """A workspace's parts, and recorders on them."""

    path: Path
    address: str = ""
    extraction: Extraction = field(default_factory=Extraction.ours)
    forbidden: Forbidden = field(default_factory=Forbidden)
    buyer_key: bytes = b"k" * 32
    now: datetime = NOON + timedelta(hours=1)

    def __post_init__(self) -> None:
        self.database = Database.open(self.address or sqlite_address(self.path / "database.sqlite"))
        self.ledger = Ledger(self.path / "evidence" / "ledger.jsonl", "host-one")
        self.warc = self.path / "evidence" / "warc"
        self.index = EmbeddedIndex(self.path / "index")

    def child(self, source: str = "lanternfish", *, at: datetime = NOON) -> Child:
        """A new run of the source, in the journal and with an empty spool."""
        run = f"{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        with self.database.write() as rows:
            journal.start(rows, Run(run, source, State.RUNNING, at, "profile", "authority", "0.1", "ahn"))
        return Child(self.path / "spool" / run, run, source=source, at=at)

    def recorder(self, child: Child, **changed: object) -> Recorder:
        parts = {
            "spool": child.spool, "database": self.database, "ledger": self.ledger, "evidence": self.warc,
            "extract": self.extraction, "buyer_key": self.buyer_key, "forbidden": self.forbidden, "person": "ahn",
            "clock": lambda: self.now, "index": self.index,
        }  # fmt: skip
        return Recorder(**(parts | changed))  # type: ignore[arg-type]

    def record(self, child: Child, **ending: object) -> Run:
        """End the child, record everything, finish the run."""
        child.end()
        return self.recorder(child).finish(FINISHED | ending, at=self.now)

    def close(self) -> None:
        self.index.close()
        self.ledger.close()
        self.database.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.close()


@pytest.fixture
def statement() -> Callable[..., Statement]:
    """A listing's statement, unless another kind is named."""

    def made(key: str, kind: Kind = Kind.LISTING, **fields: object) -> Statement:
        return Statement(kind, key, fields)  # type: ignore[arg-type]

    return made
