"""kill -9 while a run is being finished: whatever was done of it by then, the next command ends it, once and whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.schedule import killed
from tests.schedule.conftest import NOON, PROFILE, authority
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.session import Session
from tidewaiter.model.run import Outcome, State
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database import journal, outbox, people, records
from tidewaiter.store.evidence import verify
from tidewaiter.store.evidence.keys import load_key, public_hex
from tidewaiter.store.evidence.seals import seals_in
from tidewaiter.store.workspace import find

STEPS = ("page /listing/1 5g MDMA", "page /listing/2 3g ketamine", "page /listing/3 1g cocaine", "end finished")
MORE = (*STEPS[:-1], "page /listing/4 2g speed", "end finished")
TITLES = {"5g MDMA", "3g ketamine", "1g cocaine", "2g speed"}
WITHIN = 120  # seconds for one crawl; it takes about two
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.schedule.killed"])


@pytest.fixture
def pier(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    set_up(home)
    with closing(Session(find(home, {}, home))) as here:
        (here.workspace.sources / "pier.yaml").write_text(PROFILE)
        with here.database.write() as rows:
            people.add_authority(rows, authority(asked_at=NOON.replace(year=2020), expires_at=NOON.replace(year=2120)))
            people.approve(rows, "A-1", "lee", at=NOON.replace(year=2021))
    return home


def crawled(home: Path, **how: Any) -> int:
    """The exit status of one crawl, -9 where it was killed."""
    crawl = _forks.Process(target=killed.crawl, args=(home,), kwargs={"steps": STEPS} | how)
    crawl.start()
    crawl.join(timeout=WITHIN)
    if crawl.exitcode is None:
        os.kill(crawl.pid or 0, signal.SIGKILL)
        crawl.join(timeout=10)
        pytest.fail(f"a crawl did not end within {WITHIN} s")
    return crawl.exitcode


def ended_well(home: Path, titles: set[str] = TITLES) -> None:
    """All runs over, spools empty, every capture entered once, every file sealed, everything verifies."""
    with closing(Session(find(home, {}, home))) as here:
        workspace = here.workspace
        entered = Counter(entry.facts["id"] for entry in here.ledger.entries() if entry.action == "capture")
        assert set(entered.values()) == {1}
        with here.database.read() as rows:
            runs = journal.runs(rows, limit=1000)
            assert {run.state for run in runs} == {State.DONE}
            assert {run.outcome for run in runs} <= {Outcome.COMPLETE, Outcome.SHORT}
            assert sum(run.counts["captures"] for run in runs) == sum(entered.values())
            kept = records.listed(rows, Kind.LISTING)
            assert {one.record.fields["title"] for one in kept} == titles
            assert len(kept) == len(titles)
            assert outbox.count(rows) == 0
        left = {file.name for file in workspace.spool.rglob("*") if file.is_file()}
        assert left <= {"child.log", "parent.lock", "walk.txt", "lives"}
        key = public_hex(load_key(workspace.seal_key))
        report = verify(workspace.evidence, sorted(workspace.spool.glob("*/warc")), key=key)
        assert report.faults == []
        last = seals_in(workspace.seals)[-1][1]
        assert {file.name for file in last.warc} == {file.name for file in workspace.warc.iterdir()}
        assert report.captures == sum(entered.values())


def states(home: Path) -> set[State]:
    with closing(Session(find(home, {}, home))) as here, here.database.read() as rows:
        return {run.state for run in journal.runs(rows, limit=1000)}


@pytest.mark.slow
@pytest.mark.parametrize("fresh", [False, True])
def test_killed_before_each_act_of_finishing_the_next_command_ends_the_run(fresh: bool, pier: Path) -> None:
    """Each act that changes the disk in turn: with `fresh` the next command begins another run, else it may go on."""
    met: set[State] = set()
    for at in range(1, 200):
        status = crawled(pier, at=at)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        met |= states(pier)
        with closing(Session(find(pier, {}, pier))) as here, here.database.read() as rows:
            running = [run.id for run in journal.runs(rows, limit=1000) if run.state is State.RUNNING]
            spools = sorted(here.workspace.spool.glob("*/warc"))
            assert verify(here.workspace.evidence, spools, running=running).faults == [], f"killed before act {at}"
        assert crawled(pier, steps=MORE, fresh=fresh) == 0
        ended_well(pier)
    assert at > 10, "finishing takes more acts than that"
    assert met == {State.RUNNING, State.DONE}, "before and after the journal knew of the end"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [24, 2026])
def test_killed_at_random_moments_of_finishing_again_and_again(seed: int, pier: Path) -> None:
    kills = rounds = 0
    while kills < 4:
        rounds += 1
        assert rounds < 60, "finishing is over before any of these moments"
        status = crawled(pier, steps=MORE if kills > 1 else STEPS, seed=1000 * seed + rounds, fresh=rounds % 3 == 2)
        assert status in {0, -signal.SIGKILL}
        kills += status != 0
    assert crawled(pier, steps=MORE) == 0
    ended_well(pier)
