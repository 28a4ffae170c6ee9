from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.sighting import Link, Page, Reading
from tidewaiter.store.spool import Row, Spool

FIRST, SECOND = f"http://{'a' * 56}.onion", f"http://{'b' * 56}.onion"
MIRRORS = (FIRST, SECOND)


def capture_of_row(row: Row, body: bytes = b"page", *, run: str = "R1") -> Capture:
    sha = hashlib.sha256(body).hexdigest()
    member = Member(f"{run}-00001.warc.gz", row.id * 100, 50, sha)
    return Capture(
        id=f"{run}-{row.id}-{row.attempt}-{sha[:8]}", run=run, source="pier", url=row.place.on(FIRST), mirror=FIRST,
        attempt=row.attempt, captured_at=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone.utc), method="GET",
        status=200, media_type="text/html", payload_sha256=sha, size=len(body), response=member, request=member,
    )  # fmt: skip


@pytest.fixture
def spool(tmp_path: Path):
    made = Spool(tmp_path / "R1", mirrors=MIRRORS)
    made.own()
    yield made
    made.close()


@pytest.fixture
def read_page(spool: Spool) -> Callable[..., Row]:
    """Take the next row, capture it, hand its reading over."""

    def act(*links: str, page: Page = Page.HOME, **more: object) -> Row:
        row = spool.take(0.0)
        assert row is not None
        kept = capture_of_row(row)
        spool.captured(row.id, kept)
        reading = Reading(kept.id, page, "reader", links=tuple(Link(FIRST + link) for link in links), **more)
        assert spool.done(reading)
        return row

    return act
