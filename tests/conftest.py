"""What every test may use: one private Tor network for the whole run, however many workers share it."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from crawler.tor.network import JoinedNetwork
from crawler.tor.process import TorProcess

# Where a run decides whether others may build on this, the same examples each time; elsewhere new ones are sought.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parents[1]
START_LIMIT = 120.0  # seconds for one network; 14 to 50 are usual on two cores
ATTEMPTS = 2


@pytest.fixture(scope="session")
def tor_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JoinedNetwork]:
    """Publish onions here and let a TorProcess join. Tests that use it carry the marker `tor`.

    The first worker that asks starts it in a process of its own, which ends with the test run.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "tor.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        network = _join_or_start(shared)
    yield network
    network.close()


@pytest.fixture(scope="session")
def tor_process(tor_network: JoinedNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TorProcess]:
    """The product's own tor, joined to the private network; one a worker. A test that harms it starts its own."""
    with TorProcess(tmp_path_factory.mktemp("tor"), extra=tor_network.client_config()) as tor:
        yield tor


def _join_or_start(shared: Path) -> JoinedNetwork:
    found = shared / "tor.found"
    if found.exists():
        where = found.read_text()
        if not where:
            pytest.fail(f"the private Tor network did not start; its logs are in {shared}")
        return JoinedNetwork(Path(where))
    for attempt in range(1, ATTEMPTS + 1):
        folder = shared / f"net{attempt}"
        log = shared / f"net{attempt}.log"
        if _started(folder, log):
            found.write_text(str(folder))
            return JoinedNetwork(folder)
    found.write_text("")
    pytest.fail(f"the private Tor network did not start in {ATTEMPTS} attempts:\n{log.read_text()[-2000:]}")


def _started(folder: Path, log: Path) -> bool:
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    script = ROOT / "tests" / "crawler" / "tor" / "run_network.py"
    with log.open("wb") as out:
        runner = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(script), str(folder), str(owner)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + START_LIMIT + 5
    while time.monotonic() < deadline and runner.poll() is None:
        if (folder / "network.json").exists():
            return True
        time.sleep(0.1)
    if runner.poll() is None:
        runner.kill()
        runner.wait(timeout=60)
    return False
