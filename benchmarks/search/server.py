"""A real Elasticsearch of the benchmark's own, through script/elasticsearch."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search.apart import peak_mb
from benchmarks.search.building import disk_mb
from benchmarks.search.timing import cpu_of
from tidewaiter.search.elastic import Server

_SCRIPT = Path(__file__).resolve().parents[2] / "script" / "elasticsearch"
_HEAP = "1g"
_START = 300.0  # seconds, with the fetching of 900 MB left out: the script's own limit is 180


class NotRun(Exception):
    """Why there is no server here."""


@dataclass(frozen=True, slots=True)
class Running:
    """One node without security, and its processes."""

    server: Server
    folder: Path
    pids: tuple[int, ...]

    def cpu(self) -> Callable[[], float]:
        return cpu_of(*self.pids)

    def peak_mb(self) -> float:
        return sum(peak_mb(str(pid)) for pid in self.pids)

    def disk_mb(self) -> float:
        return disk_mb(self.folder / "node1" / "data")


@contextmanager
def running() -> Iterator[Running]:
    """Started for this process, and ended with it. Raises NotRun where it cannot be had."""
    start = [str(_SCRIPT), "start", "--heap", _HEAP, "--owner", str(os.getpid())]
    try:
        done = subprocess.run(start, capture_output=True, text=True, timeout=_START, check=False)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NotRun(str(fault)) from fault
    if done.returncode:
        raise NotRun(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it did not start")
    told = json.loads(done.stdout)
    folder = Path(told["folder"])
    try:
        leaders = [int(pid) for pid in told["pids"].values()]
        yield Running(Server(tuple(told["urls"])), folder, tuple(pid for leader in leaders for pid in _group(leader)))
    finally:
        subprocess.run([str(_SCRIPT), "stop", str(folder)], capture_output=True, timeout=_START, check=False)


def _group(leader: int) -> Iterator[int]:
    """The process and those it started: the launcher has the server as a child."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == leader:
                yield int(folder.name)
