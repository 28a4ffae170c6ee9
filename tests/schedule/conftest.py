"""A workspace with one source and an authority, and pairs whose child is a local walker instead of a crawl."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler.guard import Jail
from crawler.tor.process import TorProcess
from pipelines import Extraction, Forbidden, Recorder
from tests.schedule.walker import WALK
from tests.servers import postgres_address, postgres_server, redis_server
from tidewaiter.model.authority import Authority
from tidewaiter.schedule import child, pair
from tidewaiter.schedule.pair import Pair, Parts, Progress
from tidewaiter.schedule.plan import Plan, Wishes, allowed_mirrors, plan
from tidewaiter.schedule.profiles import Found, profile
from tidewaiter.store.database import Database, people
from tidewaiter.store.evidence import Ledger
from tidewaiter.store.spool import Shelf
from tidewaiter.store.workspace import Workspace, create

__all__ = ["postgres_address", "postgres_server", "redis_server"]
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
HOST = "l" * 56 + ".onion"
MIRROR = f"http://{HOST}"
PROFILE = f"""\
source: pier
title: Pier
kind: market
mirrors: [{MIRROR}]
start: [/, /new]
politeness: {{concurrency: 6}}
revisit: {{listing: 1d}}
pages:
  - page: listing
    when: {{url: "^/listing/"}}
    statements:
      - kind: listing
        fields: {{title: h1}}
        required: [title]
"""


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    return Extraction.ours()


@dataclass
class Harbour:
    """Plans and pairs of one workspace; `shown` is what a person would have seen.

    `on_show` is called once the child has read its pages and waits.
    """

    workspace: Workspace
    database: Database
    ledger: Ledger
    extraction: Extraction
    now: datetime = NOON
    shown: list[Progress] = field(default_factory=list)
    on_show: Callable[[Progress], None] = lambda progress: None

    @property
    def found(self) -> Found:
        return profile("pier", self.workspace.sources)

    def authorities(self) -> list[Authority]:
        with self.database.read() as rows:
            return people.authorities(rows)

    def plan(self, **wishes: object) -> Plan:
        wished = Wishes(**wishes)  # type: ignore[arg-type]
        mirrors = allowed_mirrors(self.found.profile, wished, self.authorities(), self.now)
        with self.database.read() as rows:
            return plan(
                rows, self.workspace, self.found, wishes=wished, mirrors=mirrors, authorities=self.authorities(),
                person="ahn", at=self.now,
            )  # fmt: skip

    def pair(self, planned: Plan, *steps: str, owner: str = "here:1") -> Pair:
        planned.folder.mkdir(exist_ok=True)
        (planned.folder / WALK).write_text("\n".join(steps))
        recorder = Recorder(
            spool=Shelf(planned.folder), database=self.database, ledger=self.ledger, evidence=self.workspace.warc,
            extract=self.extraction, buyer_key=b"k" * 32, forbidden=Forbidden(), person="ahn", owner=owner,
            clock=lambda: self.now,
        )  # fmt: skip
        return Pair(planned, Parts(
            owner=owner, database=self.database, recorder=recorder, tor=TorProcess(self.workspace.tor),
            jail=Jail((), "a local child"), clock=lambda: self.now, show=self._show,
        ))  # fmt: skip

    def ask(self, name: str, *, approved_by: str = "", **changed: object) -> None:
        with self.database.write() as rows:
            people.add_authority(rows, authority(id=name, **changed))
            if approved_by:
                people.approve(rows, name, approved_by, at=NOON)

    def revoke(self, progress: Progress | None = None) -> None:
        with self.database.write() as rows:
            people.revoke(rows, "A-1", "lee", at=self.now)

    def _show(self, progress: Progress) -> None:
        self.shown.append(progress)
        if progress.state == "crawling":
            self.on_show(progress)


@pytest.fixture
def harbour(tmp_path: Path, extraction: Extraction, monkeypatch: pytest.MonkeyPatch) -> Iterator[Harbour]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setattr(pair, "Child", functools.partial(child.Child, module="tests.schedule.walker"))
    workspace = create(tmp_path / "home")
    (workspace.sources / "pier.yaml").write_text(PROFILE)
    with Database.open(workspace.database_url) as database, Ledger(workspace.ledger, "host-one") as ledger:
        made = Harbour(workspace, database, ledger, extraction)
        made.ask("A-1", approved_by="lee")
        yield made


def authority(**changed: object) -> Authority:
    """Of the source `pier`, asked for by kim, not approved yet."""
    facts = {
        "id": "A-1", "legal_basis": "Customs Act", "asked_by": "kim", "sources": ("pier",), "addresses": (HOST,),
        "asked_at": NOON, "expires_at": NOON + timedelta(days=30),
    }  # fmt: skip
    return Authority(**(facts | changed))  # type: ignore[arg-type]
