"""`python -m tests.schedule.trial [--servers] [--runs 200] [--seed N] [--silent SECONDS]`: a whole trial, as a table.

Exit status 1 where something was lost, doubled or done twice at once.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import tempfile
from collections import Counter
from pathlib import Path

from tests.schedule.trial.course import Course, course
from tests.schedule.trial.ground import laid
from tests.schedule.trial.proof import Proof
from tests.schedule.trial.site import Site


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.schedule.trial")
    asked.add_argument("--servers", action="store_true", help="PostgreSQL and Redis in the place of SQLite")
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--sources", type=int, default=20)
    asked.add_argument("--seed", type=int, default=20261124)
    asked.add_argument("--silent", type=float, default=0.0, help="seconds; the product's 60 where it is not said")
    asked.add_argument("--every", type=float, nargs=2, default=(2.0, 8.0), help="seconds between two kills")
    asked.add_argument("--minutes", type=float, default=math.inf, help="after which no source is due any more")
    asked.add_argument("--keep", action="store_true", help="leave the workspace, and say where it is")
    said = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tw-"))
    try:
        with laid(folder, Site(said.sources), silent=said.silent, servers=said.servers) as ground:
            run = course(ground, seed=said.seed)
            run.run(said.runs, every=tuple(said.every), limit=60 * said.runs, last=60 * said.minutes)
            proof = Proof(run)
            faults = proof.faults()
            print("\n".join(f"{name:<44}{value}" for name, value in table(run, proof)))
            print("\n".join(faults) or "nothing lost, nothing doubled, nothing at once")
            return bool(faults)
    finally:
        if said.keep:
            print(json.dumps({"kept": str(folder)}))
        else:
            shutil.rmtree(folder, ignore_errors=True)


def table(run: Course, proof: Proof) -> list[tuple[str, object]]:
    killed = Counter(one.what for one in run.killer.struck)
    return [
        ("runs that were due", len(run.orders)),
        ("runs that ended complete", sum(str(one.outcome) == "complete" for one in proof.runs)),
        ("kills", sum(killed.values())),
        *((f"  of {what}", times) for what, times in sorted(killed.items())),
        ("times `up` or `worker` began without a database", run.ground.restarts),
        ("lives of crawls", sum(len(lives) for lives in proof.lives.values())),
        ("most lives of one run", max((len(lives) for lives in proof.lives.values()), default=0)),
        ("pages served", len(run.ground.site.asked)),
        ("  of them asked for again in their run", proof.again()),
        ("captures in evidence", len(proof.ledger)),
        ("captures seen in a spool after a kill", len(run.killer.held)),
        ("alerts", len(proof.alerts)),
        ("letters", len(proof.letters())),
        ("  that came twice under one id", len(run.ground.hook.posted) - len(proof.letters())),
        ("due to begun, median and worst, s", _two(proof.waits())),
        ("killed to next life, median and worst, s", _two(proof.pauses())),
        ("due to ended, median and worst, s", _two(proof.totals())),
        ("alert to its letter, median and worst, s", _two(proof.told_after())),
        ("whole trial, s", f"{run.took:.0f}"),
    ]  # fmt: skip


def _two(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.1f} and {max(seconds):.1f} ({len(seconds)})" if seconds else "none"


if __name__ == "__main__":
    raise SystemExit(main())
