"""Lead rules: right and wrong on the simulated month, and what a run's worth of changes costs beside a long history."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.month import FIRST_DAY, Player, address, scored, told
from benchmarks.month_reasons import reasons_scored
from fixtures.site.month import Month, expected
from pipelines.leads import run_leads
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import Database, journal, sqlite_address

_SIZES = (1_000, 10_000)
_MARKET = 1_000  # vendors of one source, each with a listing
_CHANGED = 100  # vendors new in the run that is measured, and as many gone, whatever else is known
_WORDS = ("blue", "stone", "harbour", "quick", "sealed", "tested", "night", "river", "lamp", "cargo", "salt", "north")


def measure(size: int) -> Mapping[str, Any]:
    """`size`: the largest number of vendors that are known before the measured run."""
    out = Console()
    most = size or _SIZES[-1]
    return {"month": _month(out), "cost": _cost(out, [*(one for one in _SIZES if one < most), most])}


def _month(out: Console) -> list[dict[str, Any]]:
    month = Month(1)
    table = Table("rule", "by", "right", "missed", "wrong", "precision", "recall", title="30 simulated days", box=None)
    with _database() as database:
        player = Player(database)
        began = time.process_time()
        for visit in month.visits:
            player.play(month, visit)
        spent = time.process_time() - began
        scores = scored(told(database), expected(month, absent=player.limits.absent_runs))
        scores += reasons_scored(month, told(database), player.limits.interest)
    for one in scores:
        counts = (str(one.right), str(len(one.missed)), str(len(one.wrong)))
        table.add_row(one.rule, one.by, *counts, f"{one.precision:.3f}", f"{one.recall:.3f}")
    out.print(table)
    out.print(f"{len(month.visits)} runs through the pipeline, {spent:.1f} s of CPU\n")
    return [
        {"rule": one.rule, "by": one.by, "right": one.right, "missed": len(one.missed), "wrong": len(one.wrong)}
        for one in scores
    ]


def _cost(out: Console, sizes: list[int]) -> list[dict[str, Any]]:
    """One more run of a market of 1,000 vendors, of whom 100 are new, beside so many vendors of other sources."""
    table = Table(
        "vendors known", "shown", "new", "recording, CPU s", "run rules, CPU s", title="one more run", box=None
    )
    rows = []
    for size in sizes:
        with _database() as database:
            player = Player(database)
            for day, first in enumerate(range(0, size, _MARKET)):
                _run(player, f"other{day}", range(first, min(size, first + _MARKET)), day % 20)
            for day in (21, 22, 23):
                _run(player, "bench", range(size, size + _MARKET), day)
            began = time.process_time()
            _run(player, "bench", range(size + _CHANGED, size + _CHANGED + _MARKET), 24)
            whole = time.process_time() - began
            with database.write() as write:
                run = journal.runs(write, source="bench", limit=1)[0]
                began = time.process_time()
                run_leads(write, run, limits=player.limits)
                rules = time.process_time() - began
        table.add_row(f"{size:,}", f"{_MARKET:,}", str(_CHANGED), f"{whole - rules:.2f}", f"{rules:.2f}")
        out.print(f"{size:,} vendors known: recording {whole - rules:.2f} s, run rules {rules:.2f} s", style="dim")
        rows.append({"vendors": size, "recording_s": round(whole - rules, 3), "rules_s": round(rules, 3)})
    out.print(table)
    return rows


def _run(player: Player, source: str, numbers: range, day: int) -> None:
    player.run(source, {Kind.VENDOR: dict(map(_vendor, numbers)), Kind.LISTING: dict(map(_listing, numbers))},
               at=FIRST_DAY + timedelta(days=day), mirror=address(0))  # fmt: skip


def _vendor(number: int) -> tuple[str, Fields]:
    return f"/vendor/{number}", {"name": f"seller{number}", "description": _text(number, 30)}


def _listing(number: int) -> tuple[str, Fields]:
    fields: Fields = {
        "title": f"{1 + number % 9}g ketamine {number}", "vendor": f"seller{number}", "price": str(20 + number % 90),
        "currency": "USD", "stock": 5 + number % 40, "ships_from": "Netherlands", "ships_to": ("South Korea",),
        "description": _text(number + 7, 40),
    }  # fmt: skip
    return f"/listing/{number}", fields


def _text(number: int, words: int) -> str:
    return " ".join(f"{_WORDS[(number * 7 + n * n) % len(_WORDS)]}{(number * 31 + n * 17) % 997}" for n in range(words))


@contextmanager
def _database() -> Iterator[Database]:
    with TemporaryDirectory() as folder, Database.open(sqlite_address(Path(folder) / "database.sqlite")) as database:
        yield database
