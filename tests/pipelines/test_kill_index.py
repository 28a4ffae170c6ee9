"""kill -9 of whoever tells the index: the next one brings all that waits, nothing missing, doubled or stale."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from pipelines.index import drain
from pipelines.upkeep import check
from tests.pipelines.conftest import Home
from tidewaiter.model.sighting import Statement
from tidewaiter.store.database import outbox

ROOT = Path(__file__).parents[2]
DRAINER = """
import sys
from pathlib import Path
from pipelines.index import drain
from tidewaiter.search import EmbeddedIndex
from tidewaiter.store.database import Database, sqlite_address
home, stop = Path(sys.argv[1]), sys.argv[2]
class Halting(EmbeddedIndex):
    commits = 0
    def commit(self):
        Halting.commits += 1
        if stop == "before" and Halting.commits == 3:
            halt()
        super().commit()
        if stop == "after" and Halting.commits == 3:
            halt()
def halt():
    print("halted", flush=True)
    sys.stdin.read()
drain(Database.open(sqlite_address(home / "database.sqlite")), Halting(home / "index"), owner="me", batch=4)
"""


@pytest.mark.parametrize("stop", ["before", "after"])
def test_a_killed_drainer_leaves_nothing_missing_doubled_or_stale(
    home: Home, statement: Callable[..., Statement], stop: str
) -> None:
    child = home.child()
    for number in range(20):
        child.page(f"/{number}", statement(f"/{number}", title=f"MDMA number{number}"))
    home.record(child)
    drain(home.database, home.index, owner="me")
    home.index.close()
    ids = [id_ for _, id_, _ in home.index.held()]
    with home.database.write() as rows:
        outbox.touch(rows, ids)
    killed = subprocess.Popen(
        [sys.executable, "-c", DRAINER, str(home.path), stop], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert killed.stdout is not None
    bound = Timer(60, killed.kill)
    bound.start()
    assert killed.stdout.readline().strip() == b"halted"
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=60)
    bound.cancel()
    assert check(home.database, home.index).sound, "what was not told waits"
    with home.database.read() as rows:
        assert outbox.count(rows) == len(ids) - 8
    assert drain(home.database, home.index, owner="me") == len(ids) - 8
    found = check(home.database, home.index)
    assert (found.records, found.sound) == (len(ids), True)
    with home.database.read() as rows:
        assert outbox.count(rows) == 0
