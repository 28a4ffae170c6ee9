"""A machine that is not as its team takes no run, and says why: by `tidewaiter worker`, as a person starts it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.desk.conftest import Command
from tests.desk.test_schedule import allow
from tidewaiter.desk.agreeing import terms_of
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.scheduling import Upkeep
from tidewaiter.desk.session import Session
from tidewaiter.store.database import Database, terms
from tidewaiter.store.workspace import BUYER_KEY, SETTINGS_FILE, Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture
def team(home: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The workspace that holds the schedule, and another machine's beside the same database, alike in all."""
    there = tmp_path / "there"
    set_up(home)
    set_up(there)
    shutil.copy(home / "secrets" / BUYER_KEY, there / "secrets" / BUYER_KEY)
    for one in (home, there):
        (one / SETTINGS_FILE).write_text(f'[database]\nurl = "sqlite:///{home / "database.sqlite"}"\n')
    schedule(home)
    return home, there


def schedule(home: Path) -> None:
    """As `tidewaiter up` does when it takes the schedule."""
    here = Session(set_up(home))
    held = Upkeep(here, say=str, told=lambda run, word: None, stopping=threading.Event())
    with held.holding():
        pass
    here.close()


def other_lexicon(home: Path) -> None:
    (home / "lexicon").mkdir(exist_ok=True)
    (home / "lexicon" / "drug.en.csv").write_text(
        "term,canonical,kind,ambiguity,source,licence\nfenfluff,fentanyl,slang,0,unit,own\n"
    )


def other_key(home: Path) -> None:
    (home / "secrets" / BUYER_KEY).write_bytes(b"another key of thirty-two bytes.")


def other_list(home: Path) -> None:
    (home / "forbidden.txt").write_text("unspeakable words\n")


def other_settings(home: Path) -> None:
    settings = home / SETTINGS_FILE
    settings.write_text(settings.read_text() + "[leads]\nabsent_runs = 9\n")


@pytest.mark.parametrize(
    ("change", "why", "todo"),
    [
        (other_lexicon, "its lexicon is", "copy lexicon/"),
        (other_key, "its buyer key is", "copy secrets/buyer.key"),
        (other_list, "its forbidden list is", "copy forbidden.txt"),
        (other_settings, "its lead settings is", "copy [leads]"),
    ],
)
def test_a_worker_that_would_record_otherwise_refuses_and_says_what_to_do(
    team: tuple[Path, Path], command: Command, change: Callable[[Path], None], why: str, todo: str
) -> None:
    _, there = team
    change(there)
    said = command("worker", "--home", str(there))
    assert said.status == 1
    assert why in said.err
    assert todo in " ".join(said.err.split())


@pytest.mark.parametrize("name", ["program", "readers"])
def test_a_worker_of_another_version_refuses(team: tuple[Path, Path], command: Command, name: str) -> None:
    home, there = team
    with Database.open(f"sqlite:///{home / 'database.sqlite'}") as database, database.write() as rows:
        terms.agree(rows, terms.agreed(rows) | {name: "0.0.9"})
    said = command("worker", "--home", str(there))
    assert said.status == 1
    assert f"its {name} is" in said.err
    assert "the schedule's is 0.0.9" in " ".join(said.err.split())
    assert "install the version that holds the schedule" in " ".join(said.err.split())


@pytest.mark.parametrize(("number", "told"), [("0009", "of version 0009"), ("9999", "of version 9999")])
def test_a_worker_beside_another_database_refuses_and_changes_nothing_in_it(
    team: tuple[Path, Path], command: Command, number: str, told: str
) -> None:
    home, there = team
    with Database.open(f"sqlite:///{home / 'database.sqlite'}") as database, database.write() as rows:
        rows.execute(text("update alembic_version set version_num = :number"), {"number": number})
    said = command("worker", "--home", str(there))
    assert said.status == 1
    assert told in " ".join(said.err.split())
    with sqlite3.connect(home / "database.sqlite") as rows:
        assert rows.execute("select version_num from alembic_version").fetchall() == [(number,)]


def test_what_is_alike_works_and_ends_by_itself_once_the_schedule_is_of_another_version(
    team: tuple[Path, Path],
) -> None:
    home, there = team
    allow(home)
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "tidewaiter", "worker", "--home", str(there), "--log-json"], cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 120
        while not (there / "queue.sqlite").exists():
            assert worker.poll() is None, worker.communicate(timeout=10)[1]
            assert time.monotonic() < deadline, "the worker did not begin"
            time.sleep(0.1)
        here = Session(set_up(there))
        with here.database.write() as rows:
            terms.agree(rows, terms.agreed(rows) | {"program": "9.0"})
        Upkeep(here, say=str, told=lambda run, word: None, stopping=threading.Event())._queue.send("look")
        here.close()
        _, said = worker.communicate(timeout=120)
    finally:
        worker.kill()
        worker.wait(timeout=60)
    assert worker.returncode == 1, said
    assert "takes no more runs: its program is" in said
    assert "the schedule's is 9.0" in said


def test_before_the_first_scheduler_nothing_is_agreed(tmp_path: Path) -> None:
    workspace = set_up(tmp_path / "alone")
    with Database.open(workspace.database_url) as database, database.read() as rows:
        assert terms.agreed(rows) == {}


def test_terms_tell_no_secret(home: Path) -> None:
    workspace: Workspace = set_up(home)
    key = workspace.secret(BUYER_KEY)
    told = str(terms_of(workspace))
    assert key.hex() not in told
    assert key.hex()[:16] not in told


def test_a_new_schedule_sets_its_own_terms(team: tuple[Path, Path]) -> None:
    home, there = team
    other_list(there)
    schedule(there)
    with Database.open(f"sqlite:///{home / 'database.sqlite'}") as database, database.read() as rows:
        agreed = terms.agreed(rows)
    here = Session(set_up(there))
    assert agreed == terms_of(here.workspace)
    here.close()
