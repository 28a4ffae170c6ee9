"""A worker whose crawls wait for a network: the product's own commands, with a child that sleeps where tor would be.

`python -m benchmarks.waiting worker ...` is `tidewaiter worker ...`; its crawls are started as this program too, and
their child is this module again, with the spool for its one argument. Each page costs `WAITING_LATENCY` seconds of
nothing, then capture, reading and recording as ever.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from pathlib import Path

from crawler.tor import process
from tests.schedule.walker import Walker
from tidewaiter.desk import scheduling
from tidewaiter.desk.cli import main
from tidewaiter.schedule import child, pair
from tidewaiter.schedule.worker import Work

PAGES, LATENCY = "WAITING_PAGES", "WAITING_LATENCY"
MODULE = "benchmarks.waiting"


class NoTor(process.TorProcess):
    """Nothing is fetched, so nothing need be up."""

    def __enter__(self) -> NoTor:
        return self

    def __exit__(self, *_: object) -> None:
        return


def fetch(folder: Path, pages: int, latency: float) -> None:
    """The child: one page after another, each after its wait."""
    walker = Walker(folder)
    for number in range(pages):
        time.sleep(latency)
        walker.page(f"/listing/{number}", f"{1 + number % 9}g ketamine {walker.order.source} {number}")
    walker.end("finished")


if __name__ == "__main__":
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_dir():
        told = (Path(sys.argv[1]) / "waiting").read_text().split()  # no variable of ours reaches a child
        fetch(Path(sys.argv[1]), int(told[0]), float(told[1]))
    else:
        process.TorProcess = NoTor  # type: ignore[misc]
        whole = child.Child

        def begun(spool: Path, **how: object) -> child.Child:
            (spool / "waiting").write_text(f"{os.environ[PAGES]} {os.environ[LATENCY]}")
            return whole(spool, module=MODULE, **how)  # type: ignore[arg-type]

        pair.Child = begun  # type: ignore[attr-defined,assignment]
        command = (sys.executable, "-P", "-m", MODULE)
        scheduling.Work = functools.partial(Work, command=command)  # type: ignore[attr-defined,assignment]
        main()
