"""`tidewaiter up` on real parts: a due market is crawled, found and flagged with nobody at the keys; kill -9 loses nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.tor.network import JoinedNetwork
from fixtures.site import Market
from tests.whole.conftest import SOURCE, Harbour, environment, harbour
from tests.whole.test_survival import held_exactly, pages
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.store.database import journal

pytestmark = [pytest.mark.tor, pytest.mark.slow]
Up = Callable[[], subprocess.Popen[str]]
LIMIT = 240  # seconds until something that must come has come


@pytest.fixture
def port(tor_network: JoinedNetwork, tmp_path: Path) -> Iterator[Harbour]:
    with harbour(tor_network, tmp_path / "home", Market("up", listings=40, vendors=6, walls=False)) as made:
        yield made


@pytest.fixture
def up(port: Harbour) -> Iterator[Up]:
    """Starts `tidewaiter up`; whatever a test leaves of it is ended."""
    begun: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        begun.append(subprocess.Popen(
            [sys.executable, "-P", "-m", "tidewaiter", "up", "--home", str(port.home), "--log-json"],
            env=environment(), stdout=subprocess.DEVNULL, stderr=(port.home / "up.log").open("w"), text=True,
        ))  # fmt: skip
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait(timeout=60)


def runs(port: Harbour) -> list[Run]:
    with port.session() as here, here.database.read() as rows:
        return journal.runs(rows, source=SOURCE)


def until(port: Harbour, running: subprocess.Popen[str], reached: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + LIMIT
    while not reached():
        assert running.poll() is None, (port.home / "up.log").read_text()
        assert time.monotonic() < deadline, f"{what} did not come: {(port.home / 'up.log').read_text()}"
        time.sleep(0.2)


def ended(port: Harbour, running: subprocess.Popen[str]) -> int:
    running.send_signal(signal.SIGTERM)
    return running.wait(timeout=90)


def complete(port: Harbour, number: int) -> bool:
    done = [run for run in runs(port) if run.state is State.DONE]
    return len(done) == number and all(run.outcome is Outcome.COMPLETE for run in done)


def test_a_due_source_is_crawled_indexed_and_flagged_by_itself(port: Harbour, up: Up) -> None:
    running = up()
    until(port, running, lambda: complete(port, 1), "the first run")
    # The command's own words, while `up` goes on: within seconds of the run all is searchable and flagged.
    until(port, running, lambda: port.json("index", "status")["waiting"] == 0, "the index")  # type: ignore[index, call-overload]
    leads = port.json("leads", "--rule", "new-vendor")
    assert isinstance(leads, list)
    assert len(leads) >= 6
    found = port.json("search", "kind:listing", "--limit", "1")
    truth = port.market.truth()
    assert found["total"] == len(truth.listings) - len(truth.forbidden)  # type: ignore[index, call-overload]
    assert ended(port, running) == 0
    held_exactly(port)


def test_kill_9_of_everything_and_it_goes_on_where_it_was(port: Harbour, up: Up) -> None:
    running = up()
    until(port, running, lambda: pages(port) > 15, "the crawl")
    running.kill()
    running.wait(timeout=60)
    time.sleep(1)
    again = up()
    until(port, again, lambda: complete(port, 1), "the end of the run")
    assert ended(port, again) == 0
    assert len(runs(port)) == 1, "one run, resumed"
    held_exactly(port)


def test_asked_to_stop_in_mid_run_it_puts_the_run_back_and_the_next_start_ends_it(port: Harbour, up: Up) -> None:
    running = up()
    until(port, running, lambda: pages(port) > 15, "the crawl")
    assert ended(port, running) == 0
    (left,) = runs(port)
    assert left.state in (State.QUEUED, State.DONE)
    again = up()
    until(port, again, lambda: complete(port, 1), "the end of the run")
    assert ended(port, again) == 0
    assert len(runs(port)) == 1
    held_exactly(port)
