"""script/bench read: each side of ours reads the fixtures' pages, and says how fast."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.read import pages

ROOT = Path(__file__).parents[2]


def test_our_sides_are_measured() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "read", "--size", "2", "--alone"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert set(figures["sides"]) == {"generic", "profile"}
    for row in figures["sides"].values():
        assert row["pages_s"] > 0
        assert row["common_s"] > 0
        assert 0 < row["load_mb"] <= row["most_mb"]


def test_every_page_has_the_profile_it_is_read_by() -> None:
    found = pages()
    assert len(found) >= 20
    assert {source for source, _ in found} <= {file.stem for file in (ROOT / "sources").glob("*.yaml")}
