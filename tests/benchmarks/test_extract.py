"""script/bench extract: each side gives its figures over the same texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.texts import chats, listings, long_texts

ROOT = Path(__file__).parents[2]


def test_each_side_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "extract", "--size", "2", "--alone"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert set(figures["sides"]) == {"extract", "pipeline", "matcher", "ruler"}
    for row in figures["sides"].values():
        assert all(row[kind]["per_second"] > 0 for kind in ("listings", "posts", "long"))
        assert 0 < row["load_mb"] <= row["most_mb"]


def test_the_texts_are_of_the_sizes_told_and_always_the_same() -> None:
    assert listings(50) == listings(50)
    assert listings(50, seed=1) != listings(50, seed=9)
    assert 500 < sum(map(len, listings(200))) / 200 < 600
    assert all(len(text) < 80 for text in chats(100))
    assert all(60_000 < len(text) <= 100_000 for text in long_texts(2))
