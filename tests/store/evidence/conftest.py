"""One evidence folder, filled through the public doors, for every test to damage in its own way."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tidewaiter.model.capture import Capture
from tidewaiter.model.ids import capture_id
from tidewaiter.store.evidence import Exchange, Ledger, WarcFiles, seal, verify
from tidewaiter.store.evidence.intake import Intake, keep
from tidewaiter.store.evidence.keys import load_key, make_key

REPOSITORY = Path(__file__).parents[3]
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
RUN = "20261124T120000Z-0badcafe"
PAGE = b"<html><h1>Lanterns, paper</h1></html>"


def an_exchange(number: int = 0, **changed) -> Exchange:
    facts = {
        "url": f"http://lanternfish.onion/item/{number}?p=1", "method": "GET",
        "request_headers": [("User-Agent", "Mozilla/5.0"), ("Accept-Encoding", "gzip")],
        "status": 200, "reason": "OK", "response_headers": [("Content-Type", "text/html; charset=utf-8")],
        "body": PAGE + str(number).encode(), "captured_at": NOON + timedelta(seconds=number), "source": "lanternfish",
        "run": RUN, "mirror": "http://lanternfish.onion", "attempt": 1,
    }  # fmt: skip
    return Exchange(**(facts | changed))


def a_capture(exchange: Exchange, members) -> Capture:
    sha256 = exchange.payload_sha256
    return Capture(
        id=capture_id(exchange.run, exchange.url, exchange.attempt, sha256), run=exchange.run, source=exchange.source,
        url=exchange.url, mirror=exchange.mirror, attempt=exchange.attempt, captured_at=exchange.captured_at,
        method=exchange.method, status=exchange.status, media_type="text/html", payload_sha256=sha256,
        size=len(exchange.body), response=members[0], request=members[1], certificate=exchange.certificate,
    )  # fmt: skip


@dataclass
class Bench:
    """A workspace's evidence folder, its key, and one run's spool."""

    home: Path
    run: str = RUN
    captures: list[Capture] = field(default_factory=list)

    def __post_init__(self):
        self.evidence = self.home / "evidence"
        self.spool = self.home / "spool" / self.run / "warc"
        self.ledger = Ledger(self.evidence / "ledger.jsonl", "host-one")
        self.key_path = self.home / "seal.pem"

    @property
    def folders(self):
        return [self.spool, self.evidence / "warc"]

    @property
    def warc(self) -> Path:
        """The run's first file, wherever it lies."""
        return next(path for folder in self.folders for path in sorted(folder.glob("*.warc.gz")))

    def write(self, exchanges, **how):
        """Into the spool, as the crawl child does; nothing is entered."""
        with WarcFiles(self.spool, self.run, code_version="0.1", salt=b"salt", **how) as files:
            made = [a_capture(exchange, files.write(exchange)) for exchange in exchanges]
        self.captures += made
        return made

    def fill(self, count=3, **changed):
        """Captured, entered, and moved to the evidence folder, as a finished run leaves it."""
        captures = self.write([an_exchange(n, **changed) for n in range(count)])
        intake = Intake(self.ledger, self.spool, self.run)
        intake.enter(captures, NOON, "recorder")
        intake.settle(NOON, "recorder")
        keep(self.spool, self.evidence / "warc", self.run)
        return captures

    def seal(self):
        key = load_key(self.key_path) if self.key_path.exists() else make_key(self.key_path)
        return seal(self.ledger, key, at=NOON, person="recorder", tool="tidewaiter 0.1")

    def verify(self, **how):
        return verify(self.evidence, [self.spool], **how)

    def kinds(self, **how):
        return sorted({fault.kind for fault in self.verify(**how).faults})


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


@pytest.fixture(scope="session")
def new_bench(tmp_path_factory):
    """Makes a bench of its own for each example of a property."""
    return lambda: Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="session")
def exchange():
    return an_exchange


@pytest.fixture(scope="session")
def capture():
    return a_capture


@pytest.fixture(scope="session")
def noon():
    return NOON


@pytest.fixture
def python():
    """Runs code in a process of its own, which imports the package as the product does."""

    def start(code: str, *arguments: object) -> subprocess.Popen:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.Popen(
            command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip

    return start
