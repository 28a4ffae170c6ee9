"""A vendor's neighbourhood over real records: what joins, how strongly, who decided, and what joins nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from benchmarks.month import FIRST_DAY, Player, address
from pipelines.links import Link, Neighbourhood, neighbourhood
from pipelines.links.graph import Grade, State
from pipelines.links.named import MOST_SELLERS
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import Database, leads, linking, sqlite_address

KEY, OTHER_KEY = "A1B2C3D4" * 5, "0F1E2D3C" * 5
BTC = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
STORY = " ".join(f"{word}{number} harbour" for number, word in enumerate(["quiet", "cold", "grey", "slow"] * 6))


class Sea:
    """Sources that show vendors' pages and listings, one run a call."""

    def __init__(self, database: Database) -> None:
        self.player, self.day, self.judged = Player(database), 0, 0
        self.database = database

    def shows(self, source: str, mirror: int = 0, **pages: str) -> None:
        """Vendors by name, each with what their page says; with `name__1` it is a listing of theirs."""
        told: dict[Kind, dict[str, Fields]] = {Kind.VENDOR: {}, Kind.LISTING: {}}
        for name, about in pages.items():
            seller, _, number = name.partition("__")
            if number:
                fields: Fields = {"title": f"{number}g of it", "vendor": seller, "description": about}
                told[Kind.LISTING][f"/listing/{seller}-{number}"] = fields
            else:
                told[Kind.VENDOR][f"/vendor/{seller}"] = {"name": seller, "description": about}
        self.player.run(source, told, at=FIRST_DAY + timedelta(days=self.day), mirror=address(mirror))
        self.day += 1

    def near(self, source: str, name: str, depth: int = 2) -> Neighbourhood:
        with self.database.read() as rows:
            return neighbourhood(rows, (source, name), depth=depth)

    def judge(self, link: Link, verdict: Verdict, into: str = "") -> None:
        with self.database.write() as rows:
            (found,) = leads.some(rows, [link.lead])
            self.judged += 1
            at = FIRST_DAY + timedelta(days=self.day)
            said = Judgement(self.judged, link.lead, verdict, into, "kim", at, seen=found.lead.reasons)
            leads.judge(rows, said, ledger="host")


@pytest.fixture
def sea(tmp_path: Path) -> Iterator[Sea]:
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database:
        yield Sea(database)


def edges(near: Neighbourhood) -> set[tuple[str, str, str, str]]:
    return {(one.one, one.other, one.by, str(one.state)) for one in near.links}


def test_each_kind_of_evidence_joins_with_its_strength_and_leads_to_its_captures(sea: Sea) -> None:
    sea.shows("a", gull=f"PGP fingerprint {KEY}\nBTC {BTC}\ntelegram @gullmail\n{STORY}")
    sea.shows("b", tern=f"my PGP fingerprint: {KEY}")
    sea.shows("c", auk=f"pay to {BTC}")
    sea.shows("d", skua="write me on telegram @gullmail")
    sea.shows("e", petrel=STORY)
    near = sea.near("a", "gull")
    by = {one.by: one for one in near.links}
    assert {(one.by, one.other, one.strength, one.grade) for one in near.links} == {
        ("pgp", "b/tern", 0.9, Grade.STRONG), ("wallet", "c/auk", 0.8, Grade.STRONG),
        ("contact", "d/skua", 0.7, Grade.FAIR), ("text", "e/petrel", 0.6, Grade.FAIR),
    }  # fmt: skip
    assert all(one.state is State.SUGGESTED and one.lead for one in near.links)
    assert by["pgp"].since == by["pgp"].proof[1][0].at > by["pgp"].proof[0][0].at
    assert by["contact"].proof[1][0].raw.endswith("gullmail")
    with sea.database.read() as rows:
        for link in near.links:
            for (source, handle), said in zip((_who(link.one), _who(link.other)), link.proof, strict=True):
                assert said[0].record in linking.records_of(rows, (source, handle))
                assert said[0].capture
                assert said[0].sighting
                assert said[0].mirror == address(0)


def _who(id_: str) -> tuple[str, str]:
    source, _, handle = id_.partition("/")
    return source, handle


def test_one_goes_on_from_strong_links_so_many_steps(sea: Sea) -> None:
    sea.shows("a", gull=f"BTC {BTC}")
    sea.shows("b", tern=f"BTC {BTC} PGP fingerprint {KEY}")
    sea.shows("c", auk=f"PGP fingerprint {KEY} telegram @northpier")
    sea.shows("d", skua="telegram @northpier")
    reached = [{one.id: one.steps for one in sea.near("a", "gull", depth).sellers} for depth in (1, 2, 3)]
    assert reached[0] == {"a/gull": 0, "b/tern": 1}
    assert reached[1] == {"a/gull": 0, "b/tern": 1, "c/auk": 2}
    assert reached[2] == {"a/gull": 0, "b/tern": 1, "c/auk": 2, "d/skua": 3}
    assert {one.id for one in sea.near("d", "skua", 6).sellers} == set(reached[2])


def test_a_copied_listing_joins_weakly_and_leads_no_further_until_a_person_says_so(sea: Sea) -> None:
    sea.shows("a", gull__1=f"{STORY} telegram @gullmail")
    sea.shows("b", tern__1=STORY, tern=f"PGP fingerprint {KEY}")
    sea.shows("c", auk=f"PGP fingerprint {KEY}")
    near = sea.near("a", "gull", 3)
    assert edges(near) == {("a/gull", "b/tern", "listing", "suggested")}
    assert near.links[0].grade is Grade.WEAK
    sea.judge(near.links[0], Verdict.YES)
    assert edges(sea.near("a", "gull", 3)) == {
        ("a/gull", "b/tern", "listing", "confirmed"), ("b/tern", "c/auk", "pgp", "suggested"),
    }  # fmt: skip


def test_only_what_a_person_saw_is_confirmed_and_who_joins_later_is_not(sea: Sea) -> None:
    sea.shows("a", gull=f"BTC {BTC}")
    sea.shows("b", tern=f"BTC {BTC}")
    (link,) = sea.near("a", "gull").links
    sea.judge(link, Verdict.YES)
    sea.shows("c", auk=f"BTC {BTC}")
    assert edges(sea.near("a", "gull", 1)) == {
        ("a/gull", "b/tern", "wallet", "confirmed"), ("a/gull", "c/auk", "wallet", "suggested"),
    }  # fmt: skip
    assert {one.judged_by for one in sea.near("a", "gull", 1).links} == {"kim", ""}
    sea.judge(link, Verdict.REOPEN)
    assert {one.state for one in sea.near("a", "gull").links} == {State.SUGGESTED}


def test_a_dismissed_link_is_left_out_with_who_dismissed_it(sea: Sea) -> None:
    sea.shows("a", gull=f"BTC {BTC}")
    sea.shows("b", tern=f"BTC {BTC}")
    (link,) = sea.near("a", "gull").links
    sea.judge(link, Verdict.NO)
    near = sea.near("a", "gull")
    assert (near.links, [one.id for one in near.sellers]) == ((), ["a/gull"])
    assert "dismissed by kim" in near.asides[0].why


def test_a_link_merged_into_a_confirmed_lead_is_confirmed(sea: Sea) -> None:
    sea.shows("a", gull=f"BTC {BTC} telegram @gullmail")
    sea.shows("b", tern=f"BTC {BTC} telegram @gullmail")
    wallet, contact = sorted(sea.near("a", "gull").links, key=lambda one: -one.strength)
    sea.judge(wallet, Verdict.YES)
    sea.judge(contact, Verdict.MERGE, wallet.lead)
    assert {one.state for one in sea.near("a", "gull").links} == {State.CONFIRMED}


def test_a_second_name_on_one_source_is_joined_by_its_own_lead(sea: Sea) -> None:
    sea.shows("a", gull=f"BTC {BTC} telegram @gullmail")
    sea.shows("a", gull=f"BTC {BTC} telegram @gullmail", tern=f"BTC {BTC} telegram @gullmail")
    found = {one.by: one for one in sea.near("a", "gull").links}
    assert (found["wallet"].strength, bool(found["wallet"].lead)) == (0.8, True)
    assert (found["contact"].strength, found["contact"].grade, found["contact"].lead) == (0.5, Grade.WEAK, "")
    sea.judge(found["wallet"], Verdict.YES)
    assert {one.by: str(one.state) for one in sea.near("a", "tern").links} == {
        "wallet": "confirmed", "contact": "suggested",
    }  # fmt: skip


def test_what_a_whole_market_names_joins_nobody_and_says_so(sea: Sea) -> None:
    sea.shows("a", **{f"v{number}": f"escrow BTC {BTC}" for number in range(5)})
    sea.shows("b", tern=f"BTC {BTC}")
    sea.shows("c", auk=f"BTC {BTC}")
    near = sea.near("a", "v1")
    assert near.links == ()
    assert "5 names of a" in near.asides[0].why
    assert near.asides[0].sellers == 5
    other = sea.near("b", "tern")
    assert edges(other) == {("b/tern", "c/auk", "wallet", "suggested")}
    assert [one.sellers for one in other.asides] == [5]


def test_a_key_that_everybody_copies_is_counted_up_to_a_bound_and_joins_nobody(sea: Sea) -> None:
    for number in range(MOST_SELLERS // 3 + 1):
        sea.shows(f"s{number}", **{f"n{number}x{each}": f"PGP fingerprint {KEY}" for each in range(3)})
    near = sea.near("s0", "n0x1")
    assert (near.links, near.sellers[0].id) == ((), "s0/n0x1")
    assert f"more than {MOST_SELLERS}" in near.asides[0].why


def test_what_only_a_clone_shows_joins_nobody(sea: Sea) -> None:
    names = [f"v{number}" for number in range(4)]
    sea.shows("a", **{name: f"PGP fingerprint {number:040X}" for number, name in enumerate(names, 0xABCDEF0123)})
    sea.shows("a", 1, **{name: f"PGP fingerprint {number:040X}" for number, name in enumerate(names, 0xDDDDDD0123)})
    sea.shows("b", tern=f"PGP fingerprint {0xDDDDDD0123:040X}")
    with sea.database.read() as rows:
        assert leads.pivots_of(rows, "clone-site") == {f"a:{address(1)}"}
        key = ("pgp", f"{0xDDDDDD0123:040X}")
        assert ("a", "v0") in linking.sellers_of(rows, key, most=9)
    assert sea.near("b", "tern").links == ()


def test_a_quotation_in_a_post_weighs_less(sea: Sea) -> None:
    from pipelines.links.strength import strength
    from tidewaiter.store.database.linking import Trace

    def said(kind: str) -> list[Trace]:
        return [Trace("r", kind, "s", "c", "m", FIRST_DAY, KEY)]

    ends = (("a", "gull"), ("b", "tern"))
    page = strength("pgp", ends, (said("vendor"), said("listing")), ends)
    quoted = strength("pgp", ends, (said("vendor"), said("post")), ends)
    shared = strength("pgp", ends, (said("vendor"), said("vendor")), [*ends, ("b", "x"), ("b", "y")])
    assert (page, quoted[0], shared[0]) == ((0.9, ()), 0.7, 0.8)
    assert "posts" in quoted[1][0]
    assert "3 names" in shared[1][0]


def test_every_look_up_goes_through_an_index_so_that_history_costs_nothing(sea: Sea) -> None:
    sea.shows("a", gull=f"PGP fingerprint {KEY}\nBTC {BTC}\n{STORY}", gull__1=STORY)
    sea.shows("b", tern=f"my PGP fingerprint: {KEY}", tern__1=STORY)
    sea.shows("c", petrel=STORY)
    asked: dict[str, object] = {}
    with sea.database.read() as rows:

        def see(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
            asked.setdefault(statement, parameters)

        event.listen(rows.engine, "before_cursor_execute", see)
        near = neighbourhood(rows, ("a", "gull"), depth=3)
        event.remove(rows.engine, "before_cursor_execute", see)
        assert len(near.sellers) == 3
        assert len(asked) > 8
        plans = [
            (step[3], statement)
            for statement, parameters in asked.items()
            for step in rows.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        ]
    assert [(step, statement) for step, statement in plans if step.startswith("SCAN")] == []
