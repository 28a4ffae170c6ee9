"""What makes a new vendor one to look at first: each reason by a table of cases, and over real records."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.month import FIRST_DAY, Player, address
from pipelines.leads import Thresholds
from pipelines.leads.interest import Amount, Interest, Priced, Shown, interest, raised
from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import Database, leads, rates, sqlite_address
from tidewaiter.store.database.leads import Wanted
from tidewaiter.store.database.rates import Rate

WANTED = Interest()
BTC = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"


@pytest.mark.parametrize(
    ("shown", "more", "reasons"),
    [
        (Shown(), 0, ()),
        (Shown(tos=("US", "KR", "JP")), 0.1, ("ships to JP, KR",)),
        (Shown(froms=("KR",), tos=("US",)), 0.05, ("ships from KR",)),
        (Shown(tos=("WW", "EU")), 0, ()),  # everywhere is nowhere in particular
        (Shown(drugs=("cannabis", "ketamine")), 0.1, ("sells ketamine",)),
        (Shown(drugs=("carfentanil", "protonitazene")), 0.1, ("sells carfentanil, protonitazene",)),  # by their classes
        (Shown(first_listing=datetime(2026, 10, 5, tzinfo=timezone.utc)), 0, ("first listing seen on 2026-10-05",)),
        (Shown(unknown=("PGP key A", "wallet B")), 0.04,
         ("PGP key A was named by nobody before", "wallet B was named by nobody before")),
    ],
    ids=["nothing", "to", "from", "worldwide", "substance", "class", "date", "unknown"],
)  # fmt: skip
def test_each_reason_has_its_weight(shown: Shown, more: float, reasons: tuple[str, ...]) -> None:
    score, said = interest(shown, WANTED)
    assert (round(score, 2), said) == (more, reasons)


@pytest.mark.parametrize(
    ("drug", "unit", "much", "large"),
    [
        ("ketamine", "g", "100", True), ("ketamine", "g", "99.9", False), ("ketamine", "count", "1000", True),
        ("cannabis", "g", "500", False), ("cannabis", "g", "1000", True), ("", "g", "250", True),
        ("carfentanil", "g", "1", True), ("protonitazene", "g", "0.5", False), ("lsd", "count", "1000", True),
        ("lsd", "g", "1", True), ("ghb", "ml", "1000", True), ("ghb", "ml", "50", False),
    ],
)  # fmt: skip
def test_an_amount_counts_by_its_substance_its_class_or_any(drug: str, unit: str, much: str, large: bool) -> None:
    score, said = interest(Shown(amounts=(Amount(drug, unit, Decimal(much)),)), WANTED)
    assert (score > 0, len(said)) == (large, int(large))


def test_the_amount_that_is_furthest_beyond_is_told_and_reads_plainly() -> None:
    some = (Amount("ketamine", "g", Decimal("500")), Amount("ketamine", "g", Decimal("1E+3")), Amount("mdma", "count", Decimal(2000)))  # fmt: skip
    assert interest(Shown(amounts=some), WANTED)[1] == ("offers 1000 g of ketamine at once",)


@pytest.mark.parametrize(
    ("each", "others", "says"),
    [
        ("70", ["30", "35", "40", "35", "35"], "2 times dearer"), ("69", ["35"] * 5, ""), ("10", ["35"] * 5, "3 times cheaper"),
        ("500", ["35"] * 4, ""), ("0", ["35"] * 5, ""), ("35", [], ""),
    ],
)  # fmt: skip
def test_a_price_far_from_the_markets(each: str, others: list[str], says: str) -> None:
    market = {("ketamine", "g"): [Decimal(one) for one in others], ("mdma", "g"): [Decimal(1)] * 9}
    shown = Shown(prices=(Priced("ketamine", "g", Decimal(each), "USD"),), market=market)
    _, said = interest(shown, WANTED)
    assert bool(said) == bool(says)
    assert all(says in one for one in said)


def test_a_workspace_says_what_is_of_interest() -> None:
    own = Interest(countries=("NL",), substances=("stimulants",), amounts={"": {"g": 5}}, price_times=9)
    shown = Shown(tos=("KR", "NL"), drugs=("cocaine", "ketamine"), amounts=(Amount("cocaine", "g", Decimal(5)),))
    assert interest(shown, own)[1] == ("ships to NL", "sells cocaine", "offers 5 g of cocaine at once")


@pytest.mark.parametrize(
    ("score", "more", "sum_"), [(0.3, 0.25, 0.55), (0.6, 0.3, 0.9), (0.6, 0.9, 0.97), (0.6, 0, 0.6)]
)
def test_a_score_is_raised_and_stays_below_certainty(score: float, more: float, sum_: float) -> None:
    assert raised(score, more) == sum_


def listing(seller: str, title: str, price: str, **more: str) -> Fields:
    return {"title": title, "vendor": seller, "price": price, "currency": "EUR", "description": "", **more}


def newcomer(database: Database) -> Lead:
    with database.read() as rows:
        found = [one.lead for one in leads.listed(rows, Wanted(rule="new-vendor"), by_score=True)]
    (lead,) = [one for one in found if "tern" in one.reasons[0]]
    assert found[0] == lead
    return lead


def test_what_a_new_vendor_shows_by_the_runs_end_is_in_the_lead(tmp_path: Path) -> None:
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database:
        player = Player(database)
        with database.write() as rows:
            rates.add(rows, [Rate(FIRST_DAY - timedelta(days=1), "EUR", Decimal("1.1"), "bank")])
        known = {f"/listing/{n}": listing(f"gull{n}", "10g ketamine", "350") for n in range(6)}

        def visit(day: int, told: dict[str, Fields], vendors: dict[str, Fields] | None = None) -> None:
            shown = {Kind.LISTING: told, Kind.VENDOR: vendors or {}}
            player.run("a", shown, at=FIRST_DAY + timedelta(days=day), mirror=address(0))

        visit(0, known)
        cheap = listing("tern", "1 kg ketamine", "9000", ships_from="Netherlands", ships_to="South Korea")
        visit(1, known | {"/listing/t": cheap})
        first = newcomer(database)
        assert first.reasons == (
            "tern was never seen before on any source",
            "named by a listing, before any page of theirs was read",
            "ships to KR",
            "sells ketamine",
            "offers 1000 g of ketamine at once",
            "ketamine at 9.90 USD a gram, 3 times cheaper than most of the source",
            "first listing seen on 2026-10-02",
        )
        assert first.score == 0.95
        with database.write() as rows:
            leads.judge(
                rows, Judgement(1, first.id, Verdict.NO, "", "kim", FIRST_DAY, seen=first.reasons), ledger="host"
            )
        visit(2, known | {"/listing/t": cheap})
        assert newcomer(database) == first  # the same again is no news
        page: Fields = {"name": "tern", "description": f"BTC {BTC}"}
        visit(3, known | {"/listing/t": cheap}, {"/vendor/tern": page})
        with database.read() as rows:
            (after,) = leads.some(rows, [first.id])
        assert len(after.lead.members) == 2
        assert (after.triage.standing, after.triage.news) == ("back", (f"wallet {BTC} was named by nobody before",))
        visit(20, known | {"/listing/t": cheap | {"title": "9 kg ketamine"}})
        assert newcomer(database).reasons == after.lead.reasons  # its first days are over


def test_what_others_named_before_is_not_called_unknown(tmp_path: Path) -> None:
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database:
        player = Player(database, limits=replace(Thresholds(), interest=replace(WANTED, days=30)))
        for day, name in enumerate(("gull", "auk", "tern")):
            said = f"BTC {BTC}" if name != "auk" else "nothing"
            told = {f"/vendor/{name}": {"name": name, "description": said}}
            player.run(f"s{day}", {Kind.VENDOR: told, Kind.LISTING: {}}, at=FIRST_DAY + timedelta(days=day), mirror=address(0))  # fmt: skip
        with database.read() as rows:
            found = {one.lead.reasons[0].split()[0]: one.lead for one in leads.listed(rows, Wanted(rule="new-vendor"))}
        said = f"wallet {BTC} was named by nobody before"
        assert {name: said in lead.reasons for name, lead in found.items()} == {
            "gull": True,
            "auk": False,
            "tern": False,
        }
