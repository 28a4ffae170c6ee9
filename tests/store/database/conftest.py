"""Both databases: a SQLite file, and a real PostgreSQL server started for the tests on a unix socket of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone

import pytest
from sqlalchemy import Connection, select

from tests.servers import address, postgres_address, postgres_server
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.mention import Mention
from tidewaiter.model.run import Run, State
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import Columns, Database, Derive, captures, codec, journal
from tidewaiter.store.database.tables import mention


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with Database.open(address) as opened:
        yield opened


__all__ = ["address", "postgres_address", "postgres_server"]
WHEN = datetime(2026, 11, 24, 5, 46, 18, 123456, tzinfo=timezone.utc)


def make_capture(name: str, *, source: str = "lanternfish", at: datetime = WHEN, run: str = "") -> Capture:
    member = Member("RUN-00001.warc.gz", 0, 100, "aa" * 32)
    return Capture(
        id=name, run=run or f"run-{source}", source=source, url=f"http://{'a' * 56}.onion/{name}",
        mirror=f"http://{'a' * 56}.onion", attempt=1, captured_at=at, method="GET", status=200,
        media_type="text/html", payload_sha256="bb" * 32, size=1234, response=member, request=member,
    )  # fmt: skip


@pytest.fixture
def enter() -> Callable[..., None]:
    """Enter captures of these names, with their run and source."""

    def entered(rows: Connection, names: Iterable[str], *, source: str = "lanternfish", at: datetime = WHEN) -> None:
        run = Run(f"run-{source}", source, State.RUNNING, at, "profile", "authority", "0.1", "ahn")
        if not journal.runs(rows, source=source):
            journal.start(rows, run)
        captures.add(rows, [
            captures.Entered(make_capture(name, source=source, at=at), "host", number)
            for number, name in enumerate(names)
        ])  # fmt: skip

    return entered


@pytest.fixture
def plain() -> Derive:
    """The columns of a record as the fields say them."""

    def columns(kind: Kind, fields: Fields) -> Columns:
        name = str(fields.get("vendor") or fields.get("name") or "")
        title = str(fields.get("title") or fields.get("name") or "")
        return Columns(title=title, vendor=name, handle=name.casefold())

    return columns


def mentions_of(rows: Connection, seen: str) -> list[Mention]:
    """The mentions of one sighting that stand."""
    statement = select(mention).where(mention.c.sighting == seen, ~mention.c.withdrawn)
    found = rows.execute(statement.order_by(mention.c.start, mention.c.id, mention.c.value)).mappings()
    return [codec.mention_of(row) for row in found]
