"""Leads dropped and found anew from captures, judgements and journal are the same, after whatever happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from benchmarks.month import FIRST_DAY, Player, address
from pipelines.rereading import rebuild
from tests.servers import postgres_address, postgres_server
from tidewaiter.model.case import Case, Entry, Turn
from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import Database, cases, leads, sqlite_address

__all__ = ["postgres_address", "postgres_server"]
KEYS = ("A1B2C3D4" * 5, "0F1E2D3C" * 5)
WALLETS = ("1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")
STORIES = tuple(
    " ".join(f"{word}{at} {place}" for at, word in enumerate(["quiet", "cold", "grey"] * 9))
    for place in ("harbour", "market")
)
NAMES = ("Gull", "Tern", "Auk", "gull")


@dataclass(frozen=True)
class Page:
    """A vendor's page or a listing as a run shows it; `slot` is its address, which outlives its name."""

    slot: int
    name: str
    says: str
    listing: bool = False
    price: int = 40
    stock: int = 10


@dataclass(frozen=True)
class Visit:
    source: str
    pages: tuple[Page, ...]
    mirror: int
    complete: bool


@dataclass(frozen=True)
class Word:
    """What a person says of one of the leads that there are then."""

    which: int
    verdict: Verdict


SAID = some.sampled_from(("", *(f"PGP fingerprint {key}" for key in KEYS), *(f"BTC {one}" for one in WALLETS), *STORIES,
                          "telegram @northpier", "ships to Korea, 500 g ketamine"))  # fmt: skip
PAGES = some.builds(
    Page, some.integers(0, 4), some.sampled_from(NAMES), some.lists(SAID, max_size=2, unique=True).map("\n".join),
    some.booleans(), some.sampled_from((20, 40, 90)), some.sampled_from((10, 400)),
)  # fmt: skip
VISITS = some.builds(
    Visit, some.sampled_from("ab"), some.lists(PAGES, max_size=5).map(tuple), some.integers(0, 1), some.booleans()
)
WORDS = some.builds(Word, some.integers(0, 99), some.sampled_from((*Verdict,)))
HISTORIES = some.lists(VISITS | WORDS, min_size=2, max_size=9)


@dataclass
class Past:
    """A history as it happens."""

    database: Database
    day: int = 0
    said: int = 0
    player: Player = field(init=False)

    def __post_init__(self) -> None:
        self.player = Player(self.database)

    def happen(self, one: Visit | Word) -> None:
        self.day += 1
        if isinstance(one, Visit):
            self._visit(one)
        else:
            self._say(one)

    def _visit(self, one: Visit) -> None:
        told: dict[Kind, dict[str, Fields]] = {Kind.VENDOR: {}, Kind.LISTING: {}}
        for page in one.pages:
            if page.listing:
                told[Kind.LISTING][f"/listing/{page.slot}"] = {
                    "title": f"{page.slot + 1}g ketamine", "vendor": page.name, "description": page.says,
                    "price": str(page.price), "currency": "USD", "stock": page.stock,
                }  # fmt: skip
            else:
                told[Kind.VENDOR][f"/vendor/{page.slot}"] = {"name": page.name, "description": page.says}
        at = FIRST_DAY + timedelta(days=self.day)
        self.player.run(one.source, told, at=at, mirror=address(one.mirror), complete=one.complete)

    def _say(self, one: Word) -> None:
        with self.database.write() as rows:
            known = sorted(leads.every(rows), key=lambda found: found.lead.id)
            if not known:
                return
            self.said += 1
            lead = known[one.which % len(known)].lead
            at, text = FIRST_DAY + timedelta(days=self.day), known[one.which // 2 % len(known)].lead.id
            said = Judgement(self.said, lead.id, one.verdict, text, "kim", at, seen=lead.reasons)
            leads.judge(rows, said, ledger="host")


def state(database: Database) -> dict[str, tuple[Lead, tuple[Judgement, ...], object]]:
    with database.read() as rows:
        assert leads.unsupported(rows) == []
        return {one.lead.id: (one.lead, one.judgements, one.triage) for one in leads.every(rows)}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, to copy: making them costs more than a history does."""
    file = tmp_path_factory.mktemp("empty") / "database.sqlite"
    with Database.open(sqlite_address(file)):
        pass
    return file


@contextmanager
def past(empty: Path) -> Iterator[Past]:
    with TemporaryDirectory() as folder:
        copy = shutil.copy(empty, Path(folder) / "database.sqlite")
        with Database.open(sqlite_address(copy)) as database:
            yield Past(database)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(history=HISTORIES)
def test_whatever_happened_a_rebuild_changes_no_lead_no_state_and_no_judgement(
    history: list[Visit | Word], empty: Path
) -> None:
    with past(empty) as here:
        for one in history:
            here.happen(one)
        before = state(here.database)
        rebuild(here.database)
        assert state(here.database) == before


def busy(here: Past) -> None:
    """Vendors come, take other names, go and are copied; a lead of each kind of verdict."""
    gull = Page(0, "Gull", f"BTC {WALLETS[0]}\n{STORIES[0]}")
    shop = Page(1, "Gull", STORIES[1], listing=True)
    here.happen(Visit("a", (gull, shop), 0, complete=True))
    here.happen(
        Visit("b", (Page(0, "Tern", f"BTC {WALLETS[0]}"), Page(1, "Tern", STORIES[1], listing=True)), 0, complete=True)
    )
    here.happen(Visit("a", (gull, shop, Page(2, "Auk", "500 g ketamine to Korea")), 0, complete=True))
    for which, verdict in enumerate((Verdict.YES, Verdict.NO, Verdict.TAG, Verdict.MERGE)):
        here.happen(Word(which, verdict))
    here.day += 10  # their first days are over
    here.happen(
        Visit("a", (Page(0, "Puffin", gull.says), Page(1, "Puffin", STORIES[1], listing=True)), 0, complete=True)
    )
    for _ in range(3):
        here.happen(Visit("a", (Page(4, "Skua", ""),), 0, complete=True))


def test_a_vendor_who_took_another_name_is_told_by_the_name_of_then(empty: Path) -> None:
    with past(empty) as here:
        busy(here)
        before = state(here.database)
        assert {lead.rule for lead, _, _ in before.values()} >= {
            "new-vendor", "known-vendor-new-market", "copied-listing", "vanished"
        }  # fmt: skip
        rebuild(here.database)
        assert state(here.database) == before
        told = {reason for lead, _, _ in before.values() for reason in lead.reasons}
        assert "Gull was never seen before on any source" in told


def test_leads_that_were_lost_come_back_and_what_a_person_held_stays(empty: Path) -> None:
    with past(empty) as here:
        busy(here)
        before = state(here.database)
        held = Lead("by-hand", "x", (), ("an older rule said so",), score=0.5, found_at=FIRST_DAY)
        with here.database.write() as rows:
            leads.add(rows, [held, Lead("by-hand", "y", (), (), score=0.5, found_at=FIRST_DAY)])
            cases.begin(rows, Case("c", "boats", "kim", FIRST_DAY), ledger="host", sequence=900)
            entry = Entry(901, Turn.ADD, held.id, "", person="kim", at=FIRST_DAY)
            cases.append(rows, "c", entry, ledger="host")
            judged = "select about from judgement"
            rows.exec_driver_sql(f"delete from lead_member where lead not in ({judged})")
            rows.exec_driver_sql(f"delete from lead where id not in ({judged}) and rule <> 'by-hand'")
        rebuild(here.database)
        after = state(here.database)
        assert after.pop(held.id)[0] == held
        assert after == before


def test_a_second_rebuild_and_what_comes_after_it_are_as_without(empty: Path) -> None:
    later = Visit("b", (Page(3, "Auk", f"PGP fingerprint {KEYS[0]}"),), 0, complete=True)
    found = []
    for rebuilt in (False, True):
        with past(empty) as here:
            busy(here)
            if rebuilt:
                rebuild(here.database)
                rebuild(here.database, size=2)
            here.happen(later)
            found.append(state(here.database))
    assert found[0] == found[1]


@pytest.mark.postgres
def test_on_postgresql_too(postgres_address: str) -> None:
    with Database.open(postgres_address) as database:
        here = Past(database)
        busy(here)
        before = state(database)
        rebuild(database)
        assert state(database) == before
