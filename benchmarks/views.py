"""Views over time and the corridor: seconds at so many listings, each read three times, with what is asked for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from pipelines.derive import columns
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.ids import digest, run_id
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer, Part
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.model.sighting import Fields, Kind, Sighting
from tidewaiter.model.views import Period, corridor
from tidewaiter.store.database import Database, Seen, captures, journal, listed, rates, sqlite_address
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.database.folding import append

_SIZES = (10_000, 100_000)
_END = datetime(2026, 11, 25, tzinfo=timezone.utc)
_DRUGS = (
    "methamphetamine",
    "cocaine",
    "mdma",
    "cannabis",
    "ketamine",
    "heroin",
    "lsd",
    "alprazolam",
    "fentanyl",
    "ghb",
)
_FROMS = ("NL", "DE", "CN", "TH", "VN", "US", "GB", "MM", "ES", "PL")
_TOS = ("KR", "JP", "AU", "NZ", "WW", "EU", "US", "DE", "TW", "SG")
_METHODS = ("tracked", "courier", "drop", "express", "letter")
_HIDDEN = ("vacuum_seal", "stealth", "decoy", "mylar")
_VISITS = 3
_BATCH = 500


def measure(size: int) -> Mapping[str, Any]:
    """`size`: the largest number of listings."""
    out = Console()
    table = Table("listings", "what", "answer", "s", title="views", box=None)
    rows = []
    most = size or _SIZES[-1]
    for count in (*(one for one in _SIZES if one < most), most):
        with (
            TemporaryDirectory() as folder,
            Database.open(sqlite_address(Path(folder) / "database.sqlite")) as database,
        ):
            fill(database, count)
            for what, answer, spent in _asked(database):
                table.add_row(f"{count:,}", what, answer, f"{spent:.2f}")
                rows.append({"listings": count, "what": what, "s": round(spent, 3)})
    out.print(table)
    return {"views": rows}


def _asked(database: Database) -> Iterator[tuple[str, str, float]]:
    month = Period(_END - timedelta(days=30), _END)
    to = {MentionKind.SHIP_TO: ("KR",)}
    narrow = {**to, MentionKind.DRUG: ("methamphetamine",), MentionKind.SHIP_FROM: ("CN",)}
    for what, named in (("corridor to KR", to), ("corridor to KR from CN, methamphetamine", narrow), ("all", {})):
        wanted = listed.Wanted(month.before.start, month.end, (), named)

        def ask(wanted: listed.Wanted = wanted) -> str:
            with database.read() as rows:
                found, whole = listed.listed(rows, wanted), listed.whole_runs(rows)
            told = corridor(found, month, whole=whole)
            return f"{told.total:,} listings in {len(told.cells):,} cells"

        yield what, *_timed(ask)


def _timed(act: Callable[[], str]) -> tuple[str, float]:
    """The quickest of three: what else the machine does only adds to it."""
    spent, said = [], ""
    for _ in range(3):
        began = time.perf_counter()
        said = act()
        spent.append(time.perf_counter() - began)
    return said, min(spent)


def fill(database: Database, count: int) -> None:
    """So many listings of five sources, seen on three complete runs; every tenth came with the last one."""
    with database.write() as rows:
        rates.add(rows, [rates.Rate(_END - timedelta(days=90), "EUR", Decimal("1.08"), "invented")])
    for visit in range(_VISITS):
        at = _END - timedelta(days=40 - 18 * visit)
        for source in range(5):
            run = Run(run_id(at, bytes([source] * 4)), f"market{source}", State.RUNNING, at, "p", "a", "0.1", "ahn")
            with database.write() as rows:
                journal.start(rows, run)
            numbers = [n for n in range(source, count, 5) if n % 10 < 9 or visit == _VISITS - 1]
            for first in range(0, len(numbers), _BATCH):
                _record(database, run, numbers[first : first + _BATCH], first)
            with database.write() as rows:
                journal.finish(rows, run.id, Outcome.COMPLETE, at=at + timedelta(hours=2))


def _record(database: Database, run: Run, numbers: list[int], first: int) -> None:
    member = Member("a.warc.gz", first, 1, "aa" * 32)
    capture = Capture(
        id=digest("capture", run.id, str(first)), run=run.id, source=run.source, url=f"http://x/{first}", mirror="http://x",
        attempt=1, captured_at=run.started_at + timedelta(seconds=first), method="GET", status=200,
        media_type="text/html", payload_sha256="bb" * 32, size=1, response=member, request=member,
    )  # fmt: skip
    with database.write() as rows:
        captures.add(rows, [Entered(capture, "host", first)])
        append(rows, [_seen(capture, number) for number in numbers], columns)


def _seen(capture: Capture, number: int) -> Seen:
    chance = random.Random(number)  # the same listing on each visit
    drug, grams = chance.choice(_DRUGS), Decimal(chance.choice((1, 2, 5, 10, 28, 50, 100, 250, 500, 1000)))
    price = (grams * chance.randrange(20, 120) * Decimal("0.9")).quantize(Decimal("0.01"))
    fields: Fields = {
        "title": f"{grams}g {drug} {number}", "vendor": f"seller{number % 997}", "price": str(price), "currency": "EUR",
        "ships_from": "x", "ships_to": ("x",), "description": " ".join(str(chance.random()) for _ in range(20)),
    }  # fmt: skip
    sighting = Sighting(capture.source, Kind.LISTING, f"/listing/{number}", capture.id, capture.captured_at,
                        capture.mirror, fields)  # fmt: skip
    told: list[tuple[MentionKind, str | int, str]] = [
        (MentionKind.DRUG, drug, "text"),
        (MentionKind.QUANTITY, int(grams), "text"),
        (MentionKind.SHIP_FROM, chance.choice(_FROMS), "ships_from"),
        *((MentionKind.SHIP_TO, to, "ships_to") for to in chance.sample(_TOS, 2)),
        (MentionKind.SHIP_METHOD, chance.choice(_METHODS), "text"),
        *((MentionKind.CONCEALMENT, one, "text") for one in chance.sample(_HIDDEN, chance.randrange(3))),
    ]  # fmt: skip
    said = tuple(
        Mention(kind, at, at + 1, "x", value, 0.9, Status.ASSERTED, "bench", place=place)
        for at, (kind, value, place) in enumerate(told)
    )
    part = Part("price", MentionKind.PRICE, 0, 1, "x", "price")
    return Seen(sighting, said, (Offer(drug, grams, "g", price, "EUR", (part,), (), 0.9, Status.ASSERTED),))
