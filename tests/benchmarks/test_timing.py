"""The clocks: whose time is read, and what a spread says of it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.search.apart import apart, peak_mb
from benchmarks.search.building import Clock, chunks
from benchmarks.search.timing import Took, cpu_of, spread, took

BUSY = "import sys, time\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\nsys.stdin.read()"


def test_spread_takes_the_nearest_rank() -> None:
    figures = spread([Took(cpu=n / 1000, wall=2 * n / 1000) for n in range(100, 0, -1)])
    assert figures == {
        "cpu_p50": 50.0, "cpu_p95": 95.0, "cpu_p99": 99.0, "wall_p50": 100.0, "wall_p95": 190.0, "wall_p99": 198.0,
    }  # fmt: skip
    assert set(spread([Took(0.004, 0.004)]).values()) == {4.0}


def test_cpu_of_another_process_is_read() -> None:
    child = subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        clock = cpu_of(child.pid)
        mine = time.process_time()
        assert child.stdout is not None
        assert child.stdout.readline() == b"done\n"
        assert clock() - mine >= 0.3
    finally:
        child.communicate(timeout=20)


def test_took_gives_what_the_work_gave() -> None:
    used, made = took(lambda: sum(range(200_000)))
    assert made == sum(range(200_000))
    assert used.cpu > 0
    assert used.wall > 0


def test_making_records_is_not_counted() -> None:
    clock = Clock()
    assert [len(some) for some in chunks(1_500, clock)] == [1_500]
    assert clock.made > 0
    with clock:
        took(lambda: sum(range(500_000)))
    assert clock.figures(1_500)["per_cpu_s"] > 0


def test_work_apart_has_its_own_memory() -> None:
    here = bytearray(300_000_000)
    here[::4096] = b"x" * len(here[::4096])  # touched, so that it counts
    told = apart(pid_and_size, 5)
    assert told["size"] == 5
    assert told["pid"] != str(Path("/proc/self").resolve().name)
    assert 5 < told["peak_mb"] < peak_mb() - 100


def test_work_that_fails_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="pid_and_size ended with status 1"):
        apart(pid_and_size)
    assert "missing 1 required positional argument" in capfd.readouterr().err


def pid_and_size(size: int) -> dict[str, object]:
    return {"pid": Path("/proc/self").resolve().name, "size": size}
