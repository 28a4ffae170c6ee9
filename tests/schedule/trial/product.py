"""The product's own commands, with the trial's market in the place of tor: `python -m tests.schedule.trial.product ...`.

The environment names the market's socket, and where a trial has no minute to wait, a shorter silence after which a
crawl is taken for dead.
"""

from __future__ import annotations

import functools
import os
import sys
from datetime import timedelta
from pathlib import Path

from crawler.tor import process
from tidewaiter.desk import scheduling
from tidewaiter.desk.cli import main
from tidewaiter.schedule import worker
from tidewaiter.schedule.worker import Work

SOCKS, SILENT = "TRIAL_SOCKS", "TRIAL_SILENT"


class Market(process.TorProcess):
    """Stands where tor does: it is up already, and has its socket and its marker."""

    @property
    def socks(self) -> Path:
        return Path(os.environ[SOCKS])

    @property
    def ready(self) -> Path:
        return self.socks.with_name("READY")

    def __enter__(self) -> Market:
        return self

    def __exit__(self, *_: object) -> None:
        return


if __name__ == "__main__":
    process.TorProcess = Market  # type: ignore[misc]
    ours = {"command": (sys.executable, "-P", "-m", "tests.schedule.trial.product")}
    if SILENT in os.environ:
        silent = timedelta(seconds=float(os.environ[SILENT]))
        scheduling.tick = functools.partial(scheduling.tick, silent=silent)  # type: ignore[attr-defined]
        ours |= {"again_after": 2 * silent}  # type: ignore[dict-item]
        worker._PROVE, worker.STOP_WITHIN = silent.total_seconds() / 5, 10.0
    scheduling.Work = functools.partial(Work, **ours)  # type: ignore[attr-defined,misc]
    main()
