"""kill -9 of the writer, and of a rebuild half-way: what was committed is there, nothing else is, and work goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.search.corpus import FEW, generated
from tidewaiter.search import EmbeddedIndex, Question

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from tests.search.corpus import generated
from tidewaiter.search import EmbeddedIndex
index = EmbeddedIndex(Path(sys.argv[1]))
target = index.beside() if sys.argv[2] == "rebuild" else index
many = generated(400)
target.put(many[:200])
target.commit()
target.put(many[200:])
print("half", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(("what", "held"), [("writer", 200 + len(FEW)), ("rebuild", len(FEW))])
def test_kill(tmp_path: Path, what: str, held: int) -> None:
    index = EmbeddedIndex(tmp_path)
    index.put(FEW)
    index.commit()
    index.close()
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), what], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"half"
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=60)
    assert index.search(Question(facets=())).total == index.count() == held
    many = generated(400)
    index.put(many)  # the lock is free again
    index.commit()
    assert len({id_ for _, id_, _ in index.held()}) == len(index.held()) == 400 + len(FEW)
    fresh = index.beside()
    fresh.put(many)
    index.adopt(fresh)
    assert index.count() == 400
    assert len([folder for folder in tmp_path.iterdir() if folder.is_dir() and not folder.is_symlink()]) == 2
    index.close()
