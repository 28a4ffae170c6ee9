"""How fast each index is filled, and what it takes of the disk."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.search.apart import apart
from benchmarks.search.fts import Fts
from benchmarks.search.progress import Progress
from benchmarks.search.records import entries, version, vocabulary
from benchmarks.search.timing import own_cpu
from tidewaiter.search import EmbeddedIndex, Entry, Index
from tidewaiter.search.analysis import ANALYSIS_VERSION
from tidewaiter.search.embedded.schema import SCHEMA_VERSION

CHUNK = 10_000  # records that are made, and then put and committed; a rebuild commits as often
_PUT = 500  # as the outbox is drained
_FIGURES = "built.json"


def kept(cache: Path, side: str, size: int) -> tuple[Path, dict[str, Any]]:
    """The filled index of this side in the cache, and its figures; built where it is not there yet.

    An interrupted build leaves nothing that is used: it gets its name when it is whole.
    """
    named = f"{side}-{size}-s{SCHEMA_VERSION}-a{ANALYSIS_VERSION}-{version()}"
    home, part = cache / named, cache / f"{named}.part"
    if not (home / _FIGURES).exists():
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            figures = apart(SIDES[side], part, size)
            (part / _FIGURES).write_text(json.dumps(figures), encoding="utf-8")
            part.rename(home)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    figures = json.loads((home / _FIGURES).read_text(encoding="utf-8"))
    return home, figures


def embedded(home: Path, size: int) -> dict[str, Any]:
    index = EmbeddedIndex(home)
    fresh = index.beside()
    figures = filled(fresh, size, "filling the embedded index")
    index.adopt(fresh)
    figures["disk_mb"] = disk_mb(home)
    index.close()
    return figures


def fts5(home: Path, size: int) -> dict[str, Any]:
    rows = Fts(home / "fts.sqlite")
    clock = Clock()
    rows.lay_out()
    shown = Progress("filling FTS5", size)
    done = 0
    for some in chunks(size, clock):
        with clock:
            rows.put(some)
        shown(done := done + len(some))
    with clock:
        rows.finish()
    rows.close()
    return clock.figures(size) | {"disk_mb": disk_mb(home)}


def filled(index: Index, size: int, what: str, cpu: Callable[[], float] = own_cpu) -> dict[str, Any]:
    """Rates of put and commit; making the records is not counted."""
    clock = Clock(cpu)
    shown = Progress(what, size)
    done = 0
    for some in chunks(size, clock):
        with clock:
            for at in range(0, len(some), _PUT):
                index.put(some[at : at + _PUT])
            index.commit()
        shown(done := done + len(some))
    return clock.figures(size)


class Clock:
    """Wall time of what is done inside `with`; CPU of everything but the making of records.

    An index goes on working, in threads of its own, while records are made; so CPU is not read inside `with` alone.
    """

    def __init__(self, cpu: Callable[[], float] = own_cpu) -> None:
        self._cpu = cpu
        self._began, self.made, self._wall, self._entered = cpu(), 0.0, 0.0, 0.0

    def __enter__(self) -> None:
        self._entered = time.perf_counter()

    def __exit__(self, *fault: object) -> None:
        self._wall += time.perf_counter() - self._entered

    def figures(self, size: int) -> dict[str, Any]:
        used = self._cpu() - self._began - self.made
        return {"per_s": round(size / self._wall), "per_cpu_s": round(size / used), "seconds": round(self._wall, 1)}


def chunks(size: int, clock: Clock) -> Iterator[Sequence[Entry]]:
    vocabulary()
    left = entries(size)
    while True:
        began = time.thread_time()
        some = list(islice(left, CHUNK))
        clock.made += time.thread_time() - began
        if not some:
            return
        yield some


def disk_mb(home: Path) -> float:
    return round(sum(one.stat().st_size for one in home.rglob("*") if one.is_file() and not one.is_symlink()) / 1e6, 1)


SIDES: dict[str, Callable[[Path, int], dict[str, Any]]] = {"embedded": embedded, "fts5": fts5}
