"""The whole job beside the bare download: the same private Tor network, the same pages, at 8, 16 and 32 at once.

The market, the seven processes of the network and what is measured share this machine, and no circuit here has the
latency of a real one: rates compare the two, and say nothing of a real network.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.processes import Watch
from crawler.guard.authority import write as write_authorities
from crawler.tor.network import TorNetwork
from crawler.tor.process import TorProcess
from fixtures.site import Market, spawned
from tidewaiter.desk.cli import authority as authorities
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.crawling import crawl, prepare
from tidewaiter.desk.session import Session, now
from tidewaiter.model.authority import Authority
from tidewaiter.schedule.pair import Progress
from tidewaiter.schedule.plan import Wishes
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.database import people

SOURCE = "lanternfish"
CONCURRENCIES = (8, 16, 32)
DEFAULT_SIZE = 1_500
WEIGHT = 27  # kilobytes added to each page: with its own two, what a page of the saved markets weighs
PORT = 47_311


@dataclass(frozen=True, slots=True)
class Figure:
    """One way at one concurrency. CPU is of the crawling processes alone, without tor, the network and the market."""

    way: str
    concurrency: int
    pages: int
    seconds: float
    cpu_ms_a_page: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.pages / self.seconds


def measure(size: int) -> Mapping[str, Any]:
    """Both ways at each concurrency, in turn."""
    size = size or DEFAULT_SIZE
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as name, ExitStack() as running:
        folder = Path(name)
        network = running.enter_context(TorNetwork(folder / "net"))
        shape = [
            "--listings",
            str(size),
            "--vendors",
            str(max(4, size // 20)),
            "--reviews",
            "1",
            "--weight",
            str(WEIGHT),
        ]
        running.enter_context(spawned(shape, port=PORT))
        mirror = network.publish(PORT).url
        market = Market("1", listings=size, vendors=max(4, size // 20), reviews=1, weight=WEIGHT)
        urls = [mirror + key for key in market.truth().listings]
        for concurrency in CONCURRENCIES:
            figures.append(_bare(folder, network, urls, concurrency=concurrency))
            figures.append(_whole(folder / f"home{concurrency}", network, mirror, concurrency=concurrency))
            _show(figures)
    ratios = {c: round(_rate(figures, "whole job", c) / _rate(figures, "bare", c), 2) for c in CONCURRENCIES}
    return {"size": size, "ratio": ratios, "figures": [asdict(f) | {"rate": round(f.rate, 1)} for f in figures]}


def _bare(folder: Path, network: TorNetwork, urls: list[str], *, concurrency: int) -> Figure:
    work = folder / f"bare{concurrency}"
    work.mkdir()
    mirror = "/".join(urls[0].split("/")[:3])
    write_authorities(work / "authority.json", [_authority(mirror)])
    with TorProcess(work / "tor", extra=network.client_config()) as tor:
        _wait_for(tor, mirror)
        order = {
            "socks": f"unix:{tor.socks}", "ready": str(tor.ready), "urls": urls, "concurrency": concurrency,
            "run": "bench", "source": SOURCE, "mirrors": [mirror], "authority": str(work / "authority.json"),
        }  # fmt: skip
        (work / "order.json").write_text(json.dumps(order), encoding="utf-8")
        command = [sys.executable, "-P", "-m", "benchmarks.bare", str(work / "order.json")]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
        assert child.stdout is not None
        told = json.loads(child.stdout.read().splitlines()[-1])
        _, _, used = os.wait4(child.pid, 0)
    cpu = 1000 * (used.ru_utime + used.ru_stime) / told["pages"]
    return Figure("bare", concurrency, told["pages"], told["seconds"], cpu, used.ru_maxrss / 1024)


def _whole(home: Path, network: TorNetwork, mirror: str, *, concurrency: int) -> Figure:
    with _workspace(home, mirror) as here:
        wishes = Wishes(mirrors=(mirror,), concurrency=concurrency, manners={"slow_backoff": 1.0, "backoff": 0.5})
        planned = prepare(here, profile(SOURCE, None), wishes)
        watch, began = Watch(str(home), "crawler.child"), resource.getrusage(resource.RUSAGE_SELF)
        first: list[float] = []

        def look(progress: Progress) -> None:
            watch.look()
            if progress.counts.get("captures") and not first:
                first.append(time.monotonic() - 0.5)  # it was seen within the last second

        run = crawl(here, planned, show=look, tor_lines=network.client_config())
        seconds = time.monotonic() - first[0]
        mine = resource.getrusage(resource.RUSAGE_SELF)
    if str(run.outcome) != "complete":
        raise SystemExit(f"the crawl ended {run.outcome}: {run.reasons}")
    pages = run.counts["captures"]
    own = (mine.ru_utime + mine.ru_stime) - (began.ru_utime + began.ru_stime)
    return Figure(
        "whole job", concurrency, pages, seconds, 1000 * (own + watch.cpu) / pages, watch.peak + mine.ru_maxrss / 1024
    )


@contextmanager
def _workspace(home: Path, mirror: str) -> Iterator[Session]:
    here = Session(set_up(home))
    asked = _authority(mirror)
    authorities.enter(here, asked)
    with here.database.write() as rows:
        people.approve(rows, asked.id, "another", at=now())
    try:
        yield here
    finally:
        here.close()


def _authority(mirror: str) -> Authority:
    return Authority(
        id="BENCH", legal_basis="invented", asked_by="bench", sources=(SOURCE,), addresses=(mirror,), asked_at=now(),
        expires_at=now() + timedelta(days=1), approved_by="another", approved_at=now(),
    )  # fmt: skip


def _wait_for(tor: TorProcess, mirror: str) -> None:
    """A young client may ask for the descriptor too early; that is not what is measured."""
    for _ in range(30):
        if tor.descriptor(mirror.removeprefix("http://")):
            return
        time.sleep(1)


def _rate(figures: list[Figure], way: str, concurrency: int) -> float:
    return next(f.rate for f in figures if (f.way, f.concurrency) == (way, concurrency))


def _show(figures: list[Figure]) -> None:
    table = Table("way", "at once", "pages", "pages a second", "CPU ms a page", "peak MB")
    for f in figures:
        table.add_row(
            f.way, str(f.concurrency), str(f.pages), f"{f.rate:.1f}", f"{f.cpu_ms_a_page:.1f}", f"{f.peak_mb:.0f}"
        )
    Console().print(table)
