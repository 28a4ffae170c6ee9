"""A workspace of two markets that were watched for weeks: recorded as a crawl's readings are, and told to the index."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from benchmarks.month import Player, address
from pipelines.index import drain
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.session import Session
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import rates
from tidewaiter.store.workspace import find

DAY = datetime(2026, 9, 7, 12, tzinfo=timezone.utc)  # a Monday
# Source, number, title, vendor, price, origin, destinations, text; then the days on which it is listed.
Row = tuple[str, int, str, str, str, str, tuple[str, ...], str]
FORMULA = "=HYPERLINK(1)"
LISTINGS: tuple[tuple[Row, tuple[int, ...]], ...] = (
    (("north", 1, "5g MDMA crystals", "Blue Heron", "100 USD", "Netherlands", ("South Korea",),
      "Vacuum sealed, sent by tracked post."), (0, 7, 35, 42, 49)),
    (("north", 2, "50g MDMA crystals", "Blue Heron", "800 USD", "Netherlands", ("South Korea", "Japan"),
      "Vacuum sealed, in a decoy."), (0, 7)),
    (("north", 3, "10g cocaine", "Night Pier", "500 EUR", "Colombia", ("South Korea",), "By courier."), (35, 42, 49)),
    (("north", 4, "7g cocaine", FORMULA, "420 USD", "Colombia", ("South Korea",), "By courier."), (42, 49)),
    (("north", 5, "100 tablets alprazolam 2mg", "Night Pier", "200 USD", "United States", ("South Korea",), ""), (49,)),
    (("north", 6, "Crystal meth, ask me", "Night Pier", "1 XMR", "Thailand", ("South Korea",), ""), (49,)),
    (("north", 7, "3g ketamine", "Quiet Reed", "90 USD", "Germany", ("Australia",), ""), (0, 49)),
    (("south", 1, "2g cocaine", "Long Shore", "160 USD", "Colombia", ("South Korea",), ""), (0, 7)),
)  # fmt: skip
BROKEN = ("south", 40)  # a run that ended short: it saw nothing, and nothing of that source is gone


def watch(home: Path) -> Path:
    """Complete runs on days 0, 7, 35, 42 and 49 of north, on 0 and 7 of south, whose run on day 40 is short."""
    set_up(home)
    with closing(Session(find(home, {}, home))) as here:
        player = Player(here.database)
        with here.database.write() as rows:
            rates.add(rows, [rates.Rate(DAY - timedelta(days=30), "EUR", Decimal("1.10"), "invented")])
        for day in (0, 7, 35, 42, 49):
            _visit(player, "north", day)
            if day in (0, 7):
                _visit(player, "south", day)
        player.run("south", {Kind.VENDOR: {}, Kind.LISTING: {}}, at=DAY + timedelta(days=BROKEN[1]), mirror=address(0),
                   complete=False)  # fmt: skip
        drain(here.database, here.index, owner="test")
    return home


def _visit(player: Player, source: str, day: int) -> None:
    shown = dict(_listing(*row[1:]) for row, days in LISTINGS if row[0] == source and day in days)
    player.run(source, {Kind.VENDOR: {}, Kind.LISTING: shown}, at=DAY + timedelta(days=day), mirror=address(0))


def _listing(
    number: int, title: str, vendor: str, price: str, origin: str, to: tuple[str, ...], text: str
) -> tuple[str, Fields]:
    amount, currency = price.split()
    fields: Fields = {
        "title": title, "vendor": vendor, "price": amount, "currency": currency, "ships_from": origin, "ships_to": to,
        "description": text,
    }  # fmt: skip
    return f"/listing/{number}", fields
