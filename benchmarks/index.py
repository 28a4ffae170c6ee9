"""How fast an index follows the database: what waits in the outbox is told to it, and all of it is built anew.

The records are those of `search`, as sightings with their mentions in a SQLite database, folded as a crawl's are. Each
index is told by the product's own drain and rebuild, in this process, and held against the database in the end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.search.apart import peak_mb
from benchmarks.search.progress import Progress, say
from benchmarks.search.records import TODAY, entries
from benchmarks.search.server import NotRun, running
from benchmarks.search.timing import own_cpu, took
from pipelines.derive import columns
from pipelines.extract import Extraction
from pipelines.index import drain
from pipelines.upkeep import check, rebuild
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.run import Run, State
from tidewaiter.model.sighting import Kind, Sighting, cleaned
from tidewaiter.search import EmbeddedIndex, Entry, Index
from tidewaiter.search.elastic import ElasticIndex
from tidewaiter.store.database import Database, Seen, captures, journal, outbox, sqlite_address
from tidewaiter.store.database.folding import append

SIZE = 10_000
_BATCH = 500
_ORIGIN = f"http://{'a' * 56}.onion"
_CAPTURE = "capture"
_SAID: Mapping[MentionKind, str] = {
    MentionKind.DRUG: "drugs", MentionKind.SHIP_FROM: "froms", MentionKind.SHIP_TO: "tos",
    MentionKind.SHIP_METHOD: "methods", MentionKind.CONCEALMENT: "concealments", MentionKind.WALLET: "wallets",
    MentionKind.CONTACT: "contacts", MentionKind.PGP: "pgps",
}  # fmt: skip


def measure(size: int) -> Mapping[str, Any]:
    """Prints a table, and gives the figures: records a second, by the clock and by CPU."""
    size = size or SIZE
    figures: dict[str, Any] = {"size": size}
    with (
        tempfile.TemporaryDirectory(prefix="tidewaiter-bench-") as scratch,
        Database.open(sqlite_address(Path(scratch) / "database.sqlite")) as database,
    ):
        figures["recorded"] = _rates(size, lambda: _record(database, size))
        embedded = EmbeddedIndex(Path(scratch) / "index")
        figures["embedded"] = _followed(database, embedded, size)
        embedded.close()
        figures["elasticsearch"] = _elasticsearch(database, size)
    figures["peak_mb"] = peak_mb()
    _show(figures)
    return figures


def _elasticsearch(database: Database, size: int) -> dict[str, Any]:
    say("starting Elasticsearch")
    try:
        with running() as at:
            index = ElasticIndex(replace(at.server, name="tidewaiter-bench"))
            with database.write() as rows:
                outbox.queue_all(rows)
            found = _followed(database, index, size, at.cpu())
            index.close()
            return found
    except NotRun as why:
        say(f"Elasticsearch is not run: {why}")
        return {"not_run": str(why)}


def _followed(database: Database, index: Index, size: int, cpu: Callable[[], float] = own_cpu) -> dict[str, Any]:
    language = Extraction.ours().language
    name = type(index).__name__
    say(f"telling {name} what waits")
    index.ensure()
    caught_up = _rates(size, lambda: drain(database, index, owner="bench", language=language), cpu)
    shown = Progress(f"building {name} anew", size)
    built = _rates(size, lambda: rebuild(database, index, owner="bench", language=language, told=shown), cpu)
    found = check(database, index)
    return {"catch_up": caught_up, "rebuild": built, "sound": found.sound and found.records == size}


def _rates(size: int, work: Callable[[], int], cpu: Callable[[], float] = own_cpu) -> dict[str, int]:
    used, done = took(work, cpu)
    if done != size:
        raise SystemExit(f"script/bench: {done} records were told of {size}")
    return {"per_s": round(size / used.wall), "per_cpu_s": round(size / used.cpu)}


def _record(database: Database, size: int) -> int:
    with database.write() as rows:
        journal.start(rows, Run("bench", "market-00", State.RUNNING, TODAY, "profile", "authority", "0", "bench"))
        member = Member("RUN-00001.warc.gz", 0, 100, "aa" * 32)
        captures.add(rows, [captures.Entered(Capture(
            id=_CAPTURE, run="bench", source="market-00", url=f"{_ORIGIN}/", mirror=_ORIGIN, attempt=1,
            captured_at=TODAY, method="GET", status=200, media_type="text/html", payload_sha256="bb" * 32, size=1,
            response=member, request=member,
        ), "host", 1)])  # fmt: skip
    shown = Progress("recording", size)
    done = 0
    left = entries(size)
    while some := list(islice(left, _BATCH)):
        with database.write() as rows:
            done += len(append(rows, map(_seen, some), columns).created)
        shown(done)
    return done


def _seen(entry: Entry) -> Seen:
    fields = {
        "title": cleaned(entry.title), "description": cleaned(entry.body), "vendor": entry.vendor,
        "price": str(entry.price), "currency": entry.currency,
    }  # fmt: skip
    sighting = Sighting(entry.source, Kind.LISTING, f"/{entry.id}", _CAPTURE, entry.last_seen, _ORIGIN, fields)
    return Seen(sighting, tuple(_mentions(entry)))


def _mentions(entry: Entry) -> Iterator[Mention]:
    said = [(kind, value) for kind, attribute in _SAID.items() for value in getattr(entry, attribute)]
    for at, (kind, value) in enumerate(said):
        yield Mention(kind, at, at + 1, entry.title[:1], value, 1.0, Status.ASSERTED, "bench")


def _show(figures: Mapping[str, Any]) -> None:
    table = Table("what", "records/s", "records/CPU s", title=f"{figures['size']:,} records")
    table.add_row("recorded and folded", *(f"{rate:,}" for rate in figures["recorded"].values()))
    for side in ("embedded", "elasticsearch"):
        found = figures[side]
        if "not_run" in found:
            table.add_row(side, f"not run: {found['not_run']}", "")
            continue
        for what in ("catch_up", "rebuild"):
            table.add_row(f"{side}, {what.replace('_', ' ')}", *(f"{rate:,}" for rate in found[what].values()))
    console = Console(width=100, highlight=False)
    console.print(table)
    sound = all(figures[side].get("sound", True) for side in ("embedded", "elasticsearch"))
    console.print("Held against the database: " + ("nothing missing, doubled or stale." if sound else "DIFFERENCES."))
