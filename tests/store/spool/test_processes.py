"""Two processes on one spool, and a writer that dies at any moment."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tidewaiter.store.spool import Shelf

ROOT = Path(__file__).parents[3]


def write(folder: Path, pages: int, *limit: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).parent / "writer.py"), str(folder), str(pages), *map(str, limit)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def rows_of(shelf: Shelf) -> dict[str, int]:
    counts = shelf.counts()
    return {name: counts[name] for name in ("queued", "in-flight", "done", "failed", "readings")}


def test_the_recorder_reads_all_while_the_child_writes(tmp_path):
    folder, pages = tmp_path / "R1", 600
    shelf = Shelf(folder)
    child = write(folder, pages)
    last, rounds, captures, readings = [0, 0], 0, [], []
    while child.poll() is None or captures_left(shelf, last):
        readings += (read := shelf.readings(last[1], 50))
        captures += (found := shelf.captures(last[0], 50))
        last = [found[-1][0] if found else last[0], read[-1][0] if read else last[1]]
        assert {r.capture for _, r in read} <= {c.id for _, c in captures}, "a reading before its capture"
        shelf.counts()
        rounds += 1
    assert child.wait(timeout=60) == 0
    assert len(captures) == len(readings) == pages
    assert {r.capture for _, r in readings} == {c.id for _, c in captures}
    assert [seq for seq, _ in readings] == sorted({seq for seq, _ in readings})
    assert rounds > 3
    assert shelf.finished == "finished"
    shelf.close()


def captures_left(shelf: Shelf, last: list[int]) -> bool:
    return bool(shelf.captures(last[0], 1) or shelf.readings(last[1], 1))


def test_a_writer_killed_at_any_moment_loses_and_doubles_nothing(tmp_path):
    folder, pages, chance = tmp_path / "R1", 2_500, random.Random(7)
    shelf, cut_short = Shelf(folder), 0
    for _ in range(5):
        child = write(folder, pages)
        time.sleep(0.25 + chance.random() * 0.3)
        child.kill()
        child.wait(timeout=60)
        counts = rows_of(shelf)
        assert counts["done"] == counts["readings"]
        assert counts["in-flight"] <= 1
        cut_short += 0 < counts["done"] < pages
    assert cut_short >= 3, "the writer was too quick to be killed at work"
    assert write(folder, pages).wait(timeout=60) == 0
    assert rows_of(shelf) == {"queued": 0, "in-flight": 0, "done": pages, "failed": 0, "readings": pages}
    readings = [reading.capture for _, reading in shelf.readings(0, pages * 2)]
    assert len(readings) == len(set(readings)) == pages
    shelf.close()


@pytest.mark.parametrize("limit", [150_000, 400_000])
def test_a_full_disk_stops_the_writer_and_keeps_what_was_kept(tmp_path, limit):
    folder = tmp_path / "R1"
    child = write(folder, 3_000, limit)
    said, _ = child.communicate(timeout=60)
    assert child.returncode == 1, said
    assert "free some disk space" in said
    shelf = Shelf(folder)
    counts = rows_of(shelf)
    assert counts["done"] == counts["readings"] > 0
    assert write(folder, 3_000).wait(timeout=60) == 0
    assert rows_of(shelf)["done"] == 3_000
    shelf.close()
