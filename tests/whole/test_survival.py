"""kill -9 of the whole crawl at random moments, and of tor in mid-run: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.tor.network import JoinedNetwork
from fixtures.site import Market
from tests.whole.conftest import SOURCE, Harbour, environment, harbour
from tidewaiter.desk.demo.truth import compare
from tidewaiter.schedule.pair import Progress
from tidewaiter.store.database import journal

pytestmark = [pytest.mark.tor, pytest.mark.slow]
KILLS = 5


@pytest.fixture
def port(tor_network: JoinedNetwork, tmp_path: Path) -> Iterator[Harbour]:
    with harbour(tor_network, tmp_path / "home", Market("survival", listings=60, vendors=8)) as made:
        yield made


def started(port: Harbour, *more: str) -> subprocess.Popen[bytes]:
    """`tidewaiter crawl` as a person starts it."""
    mirrors = [part for mirror in port.mirrors for part in ("--mirror", mirror)]
    command = [
        sys.executable,
        "-P",
        "-m",
        "tidewaiter",
        "crawl",
        SOURCE,
        *mirrors,
        *more,
        "--quiet",
        "--home",
        str(port.home),
    ]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def pages(port: Harbour) -> int:
    """How many captures the spools and the evidence hold."""
    return sum(_count(file) for file in port.home.glob("spool/*/spool.sqlite"))


def _count(file: Path) -> int:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            return int(db.execute("select count(*) from captures").fetchone()[0])
    except sqlite3.Error:
        return 0


def held_exactly(port: Harbour) -> None:
    """Every thing once, as the generator made it; every capture once in the ledger; the evidence verifies."""
    with port.session() as here, here.database.read() as rows:
        for one in compare(rows, port.market.truth(), SOURCE):
            assert (one.missing, one.surplus, one.wrong) == ((), (), ()), one.kind
        entered = [entry.facts["id"] for entry in here.ledger.entries() if entry.action == "capture"]
        assert len(entered) == len(set(entered))
    verified = port.json("verify", "--quiet")
    assert isinstance(verified, dict)
    assert verified["clean"] is True, verified["faults"]


def test_kill_9_of_the_crawl_five_times(port: Harbour) -> None:
    chance = random.Random(20261124)
    for _ in range(KILLS):
        running = started(port)
        before, deadline = pages(port), time.monotonic() + 120
        while pages(port) <= before + chance.randint(5, 25) and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert running.poll() is None, running.stderr and running.stderr.read().decode()
        os.kill(running.pid, signal.SIGKILL)
        running.wait(timeout=60)
    last = started(port)
    _, said = last.communicate(timeout=300)
    assert last.returncode == 0, said.decode()
    with port.session() as here, here.database.read() as rows:
        assert [str(run.outcome) for run in journal.runs(rows)] == ["complete"], "one run, resumed each time"
    held_exactly(port)


def test_a_new_run_ends_what_a_killed_one_left(port: Harbour) -> None:
    running = started(port)
    deadline = time.monotonic() + 120
    while pages(port) < 10 and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.wait(timeout=60)
    last = started(port, "--fresh", "--every-page")
    _, said = last.communicate(timeout=300)
    assert last.returncode == 0, said.decode()
    with port.session() as here, here.database.read() as rows:
        assert [str(run.outcome) for run in journal.runs(rows)] == ["complete", "short"]
    assert not list(port.home.glob("spool/*/spool.sqlite*")), "nothing readable stays in a spool"
    held_exactly(port)


def test_kill_9_of_tor_and_of_the_child_in_mid_run(port: Harbour) -> None:
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        read = progress.counts.get("captures", 0)
        if read >= 15 and not killed:
            killed.append(_kill(port.home, "torrc"))
        elif read >= 40 and len(killed) == 1:
            killed.append(_kill(port.home, "crawler.child"))

    run = port.crawl(show=kill)
    assert len(killed) == 2, "both were killed in mid-run"
    assert str(run.outcome) == "complete", run.reasons
    held_exactly(port)


def _kill(home: Path, word: str) -> int:
    """kill -9 the process of this workspace whose command line holds the word."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes().decode()
            except OSError:
                continue
            if word in command and str(home) in command:
                os.kill(int(folder.name), signal.SIGKILL)
                return int(folder.name)
    raise AssertionError(f"no process with {word}")
