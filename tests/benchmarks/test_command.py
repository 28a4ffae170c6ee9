"""script/bench as a person uses it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "benchmarks"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def bench(*words: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=timeout, check=False
    )


@pytest.mark.parametrize("words", [(), ("list",), ("--help",)])
def test_what_there_is(words: tuple[str, ...]) -> None:
    done = bench(*words)
    assert done.returncode == 0
    assert "crawl" in done.stdout
    assert "search" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("serach",), "there is no benchmark serach; did you mean search?"),
        (("nothing",), "there is no benchmark nothing\n"),
        (("search", "--size", "0"), "a size is 1 or more"),
        (("search", "--size", "many"), "invalid"),
        (("crawl", "--alone"), "--alone is of search and extract and read"),
        (("extract", "--cache", "x"), "--cache is of search"),
    ],
)
def test_wrong_use(words: tuple[str, ...], says: str) -> None:
    done = bench(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_last_line_holds_the_figures_and_a_built_index_is_used_again(tmp_path: Path) -> None:
    first = _figures(tmp_path)
    assert first["benchmark"] == "search"
    assert set(first) == {
        "benchmark", "size", "versions", "embedded", "elasticsearch", "fts5", "change_visible_ms", "watches", "load",
    }  # fmt: skip
    assert set(first["embedded"]["built"]) == {"per_s", "per_cpu_s", "seconds", "disk_mb", "peak_mb"}
    assert first["elasticsearch"] == first["fts5"] == {"not_run": "left out with --alone"}
    assert set(first["change_visible_ms"]) == {"wall_p50", "wall_p95", "wall_p99"}
    assert first["watches"]["watches"] == 10_000
    for kind, found in first["embedded"]["kinds"].items():
        assert 0 < found["cpu_p50"] <= found["cpu_p95"] <= found["cpu_p99"], kind
        assert found["asked"] in {20, 100}
    again = _figures(tmp_path)
    assert again["embedded"]["built"] == first["embedded"]["built"], "an index that was built is not built again"
    assert [one.name for one in tmp_path.iterdir()] == [next(tmp_path.glob("embedded-500-*")).name]


def _hear_interrupts() -> None:
    """A shell that runs the tests in its background lets them, and all that they start, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, end: signal.Signals) -> None:
    cache = tmp_path / "cache"
    running = subprocess.Popen(
        [*COMMAND, "search", "--size", "1000000", "--alone", "--cache", str(cache)], cwd=ROOT,
        env=ENVIRONMENT | {"TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not any(cache.glob("*.part/records-*")):
            assert running.poll() is None, running.communicate(timeout=5)
            assert time.monotonic() < deadline, "nothing was begun within a minute"
            time.sleep(0.05)
        running.send_signal(end)
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode not in {0, None}
    assert out == ""
    assert "Traceback" not in err
    assert list(cache.iterdir()) == []


def _figures(cache: Path) -> dict:
    done = bench("search", "--size", "500", "--alone", "--cache", str(cache), timeout=240)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
