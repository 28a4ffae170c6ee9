"""Listings, names and prices for views, alike on both databases and whatever the order of the readings."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from benchmarks.month import FIRST_DAY, Player, address
from tidewaiter.model.mention import MentionKind
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.model.views.periods import Period
from tidewaiter.store.database import Database, rates
from tidewaiter.store.database.listed import Wanted, listed, sources_read, whole_runs
from tidewaiter.store.database.past import past
from tidewaiter.store.database.trends import arrivals, asked_prices

TIME = Period(FIRST_DAY - timedelta(days=1), FIRST_DAY + timedelta(days=30))


def visit(player: Player, day: int, vendor: str, price: str) -> None:
    one: Fields = {
        "title": "10g MDMA crystals", "vendor": vendor, "price": price, "currency": "EUR", "ships_from": "Netherlands",
        "ships_to": ("South Korea",), "description": "Vacuum sealed, tracked. No decoy.",
    }  # fmt: skip
    player.run("north", {Kind.VENDOR: {}, Kind.LISTING: {"/listing/1": one}}, at=FIRST_DAY + timedelta(days=day),
               mirror=address(day % 2))  # fmt: skip


def test_what_stands_is_told_once_by_the_latest_statement(database: Database) -> None:
    player = Player(database)
    with database.write() as rows:
        rates.add(rows, [rates.Rate(FIRST_DAY, "EUR", Decimal("1.10"), "invented")])
    visit(player, 0, "Blue Heron", "400")
    visit(player, 5, "Night Pier", "500")
    with database.read() as rows:
        (one,) = listed(rows, Wanted(named={MentionKind.SHIP_TO: ("KR",)}))
        assert (one.drugs, one.froms, one.tos, one.amount) == (("mdma",), ("NL",), ("KR",), Decimal(10))
        assert "decoy" not in one.concealments
        (price,) = one.prices
        assert (price.each, price.worth) == (Decimal(50), Decimal("55.0"))
        assert (one.first_seen.date(), one.last_seen.date()) == (
            FIRST_DAY.date(), (FIRST_DAY + timedelta(days=5)).date(),
        )  # fmt: skip
        assert listed(rows, Wanted(named={MentionKind.SHIP_TO: ("JP",)})) == []
        assert listed(rows, Wanted(since=FIRST_DAY + timedelta(days=9))) == []
        assert (len(whole_runs(rows)["north"]), sources_read(rows)) == (2, ("north",))
        (asked,) = asked_prices(rows, [TIME])
        assert asked.price.worth == Decimal("55.0"), "the latest of the time, whatever mirror said it"


def test_a_name_is_as_old_as_its_first_statement_and_not_as_the_listing_it_took_along(database: Database) -> None:
    player = Player(database)
    visit(player, 0, "Blue Heron", "400")
    visit(player, 5, "Night Pier", "400")
    with database.read() as rows:
        found = arrivals(rows, fold=str.casefold, renamed_rule="renamed", known_rule="known-vendor-new-market")
        assert [(one.vendor, (one.first_seen - FIRST_DAY).days, one.at_first) for one in found] == [
            ("night pier", 5, False)
        ]
        told = past(rows, "night pier")
        assert [one.value for one in told.happened if one.what == "price"] == ["400 EUR"]
        assert [one.value for one in told.happened if one.what == "name"] == ["Blue Heron", "Night Pier"]
