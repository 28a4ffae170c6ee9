"""The embedded index at the size asked for, beside SQLite FTS5 and a real Elasticsearch, with the same questions.

Every index does the same work for a question: the exact total, the first twenty ids in order, and what is counted; no
snippets. Each is filled and asked in a process of its own. CPU of Elasticsearch is its server's and its client's.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.search import building, changes, sides, watching
from benchmarks.search.apart import apart
from benchmarks.search.asking import compare
from benchmarks.search.progress import say
from benchmarks.search.showing import show

__all__ = ["measure"]

SIZE = 10_000
RIVALS = 100_000  # records at most at which the others run: at a million FTS5 takes half a minute for one question
_LEFT_OUT = {"not_run": "left out with --alone"}
_BEYOND = {"not_run": f"the others are run up to {RIVALS:,} records"}


def measure(
    size: int, *, cache: Path | None = None, alone: bool = False, watches: int = watching.WATCHES
) -> Mapping[str, Any]:
    """Prints tables, and gives the figures. Built indexes stay in `cache`, if one is named, for the next time.

    `alone` leaves the others out.
    """
    size = size or SIZE
    load = {"before": _load(), "processors": os.cpu_count()}
    with tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as scratch:
        folder = cache or Path(scratch)
        home, built = building.kept(folder, "embedded", size)
        figures: dict[str, Any] = {"size": size, "versions": _versions()}
        figures["embedded"] = apart(sides.embedded, home) | {"built": built}
        if alone:
            figures |= {"elasticsearch": _LEFT_OUT, "fts5": _LEFT_OUT}
        elif size > RIVALS:
            figures |= {"elasticsearch": _BEYOND, "fts5": _BEYOND}
        else:
            figures["elasticsearch"] = sides.elasticsearch(size)
            path, filled = building.kept(folder, "fts5", size)
            figures["fts5"] = apart(sides.fts5, path / "fts.sqlite") | {"built": filled}
        say("changing records beside a reader")
        figures["change_visible_ms"] = changes.visible(home, folder / f"changed.{os.getpid()}")
        say(f"matching {watches:,} watches")
        figures["watches"] = apart(watching.matched, watches, watching.BATCH)
    compare(figures["embedded"], *(figures[side] for side in ("elasticsearch", "fts5")))
    figures["load"] = load | {"after": _load()}
    show(figures)
    return figures


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def _versions() -> dict[str, str]:
    return {"tantivy": version("tantivy"), "sqlite": sqlite3.sqlite_version}
