"""Each lead rule by a table of cases: what it tells, what it leaves alone, and how it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipelines.leads.absence import Absence, returned, vanished
from pipelines.leads.clones import clones
from pipelines.leads.copies import copied_listings, same_texts
from pipelines.leads.firsts import new_routes, new_substances
from pipelines.leads.leaps import Step, price_shifts, stock_surges
from pipelines.leads.thresholds import Thresholds
from pipelines.sketch import alike, bands
from tests.pipelines.conftest import MIRROR, NOON, OTHER_MIRROR
from tidewaiter.store.database.likeness import Alike
from tidewaiter.store.database.pivots import Holder, Named

LIMITS = Thresholds()
GULL = Holder("r1", "a", "vendor", "Gull", "gull", NOON)


def step(record: str = "r1", price: tuple[str, str] | None = None, stock: tuple[int, int] | None = None,
         substance: str = "mdma") -> Step:  # fmt: skip
    priced = (Decimal(price[0]), Decimal(price[1])) if price else None
    return Step(record, f"title {record}", substance, priced, "USD", stock)


def test_an_absence_and_its_end_are_one_episode() -> None:
    gone = Absence(GULL, NOON, "run-7")
    (away,) = vanished([gone], runs=2, at=NOON + timedelta(days=3))
    (again,) = returned([gone], at=NOON + timedelta(days=9))
    assert (away.pivot, away.episode, again.pivot, again.episode) == ("r1", "run-7", "r1", "run-7")
    assert away.id != again.id
    (second,) = vanished([replace(gone, episode="run-20")], runs=2, at=NOON)
    assert second.id != away.id
    assert "last 2 complete runs of a" in away.reasons[0]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [("100", "180", True), ("100", "179", False), ("100", "55", True), ("100", "56", False), ("100", "100", False),
     ("0", "50", False), ("50", "0", False)],
)  # fmt: skip
def test_a_price_that_leaps(before: str, now: str, told: bool) -> None:
    found = price_shifts("a", "run-1", [step(price=(before, now))], NOON, limits=LIMITS)
    assert [(lead.pivot, lead.episode) for lead in found] == ([("r1", "run-1")] if told else [])


def test_what_states_no_price_leaps_nowhere() -> None:
    assert price_shifts("a", "run-1", [step()], NOON, limits=LIMITS) == []


def test_a_substance_that_leaps_as_a_whole_is_one_lead() -> None:
    risen = [step(f"r{n}", ("100", "200")) for n in range(4)]
    still = [step(f"s{n}", ("100", "101")) for n in range(3)]
    (tide,) = price_shifts("a", "run-1", [*risen, *still], NOON, limits=LIMITS)
    assert (tide.pivot, tide.members) == ("a:mdma", ("r0", "r1", "r2", "r3"))
    assert "2.0 times" in tide.reasons[0]
    single = price_shifts("a", "run-1", [*risen, *still, step("s9", ("9", "9"))], NOON, limits=LIMITS)
    assert [lead.pivot for lead in single] == ["r0", "r1", "r2", "r3"]  # four of eight is not most of them
    other = price_shifts("a", "run-1", [*risen, step("k1", ("100", "300"), substance="ketamine")], NOON, limits=LIMITS)
    assert [lead.pivot for lead in other] == ["a:mdma", "k1"]


def test_leaps_against_each_other_are_no_tide() -> None:
    mixed = [step(f"r{n}", ("100", "200" if n % 2 else "50")) for n in range(6)]
    assert len(price_shifts("a", "run-1", mixed, NOON, limits=LIMITS)) == 6


@pytest.mark.parametrize(
    ("before", "now", "told"), [(10, 150, True), (10, 109, False), (100, 499, False), (0, 500, False), (50, 10, False)]
)
def test_a_stock_that_surges(before: int, now: int, told: bool) -> None:
    assert bool(stock_surges("run-1", [step(stock=(before, now))], NOON, limits=LIMITS)) == told


def test_thresholds_are_the_workspaces() -> None:
    lax = Thresholds(price_times=5, stock_more=1000)
    leap = step(price=("100", "200"), stock=(10, 150))
    assert price_shifts("a", "run-1", [leap], NOON, limits=lax) == stock_surges("run-1", [leap], NOON, limits=lax) == []


def test_what_is_new_at_a_source_is_named_by_it() -> None:
    (drug,) = new_substances("a", {"nitazene": ["r2", "r1"]}, at=NOON)
    (route,) = new_routes("a", {("NL", "KR"): ["r1"]}, at=NOON)
    assert (drug.pivot, drug.members, route.pivot) == ("a:nitazene", ("r1", "r2"), "a:NL:KR")
    assert "in 1 listing" in route.reasons[0]


def pages(*said: tuple[int, str, str]) -> list[Named]:
    return [Named(NOON + timedelta(days=day), mirror, frozenset([key * 40])) for day, mirror, key in said]


def test_a_mirror_with_other_keys_than_all_the_others_is_a_clone() -> None:
    vendors = {
        Holder(f"r{n}", "a", "vendor", f"v{n}", f"v{n}", NOON): pages((0, MIRROR, "A"), (5, OTHER_MIRROR, "B"))
        for n in range(4)
    }
    (lead,) = clones("a", vendors, since=NOON + timedelta(days=5))
    assert (lead.pivot, lead.members) == (f"a:{OTHER_MIRROR}", ("r0", "r1", "r2", "r3"))
    assert lead.found_at == NOON + timedelta(days=5)
    assert clones("a", vendors, since=NOON + timedelta(days=6)) == []


@pytest.mark.parametrize(
    "said",
    [
        [pages((0, MIRROR, "A"), (5, OTHER_MIRROR, "B"))] * 2,  # two vendors may change their keys on one day
        [pages((0, MIRROR, "A"), (5, OTHER_MIRROR, "B"))] * 3 + [pages((0, MIRROR, "A"), (5, OTHER_MIRROR, "A"))] * 3,
        [pages((5, OTHER_MIRROR, "B"))] * 5,  # nothing else is known of them
        [pages((0, MIRROR, "A"), (5, MIRROR, "A"))] * 5,
    ],
    ids=["two", "half", "unknown", "same"],
)
def test_what_is_no_clone(said: list[list[Named]]) -> None:
    vendors = {Holder(f"r{n}", "a", "vendor", "v", "v", NOON): one for n, one in enumerate(said)}
    assert clones("a", vendors, since=NOON + timedelta(days=5)) == []


def text_of(record: str, handle: str, source: str = "a", *, day: int = 0) -> Alike:
    seen = NOON + timedelta(days=day)
    return Alike(record, source, "listing", f"title {record}", handle.title(), handle, seen)


def test_a_copied_listing_is_about_the_first_and_a_third_joins() -> None:
    first, second, third = text_of("r9", "gull"), text_of("r2", "tern", "b", day=1), text_of("r3", "auk", day=2)
    (lead,) = copied_listings({second: [first]})
    (more,) = copied_listings({third: [first, second]})
    assert (lead.pivot, lead.members, lead.found_at) == ("r9", ("r2", "r9"), second.first_seen)
    assert more.id == lead.id
    assert more.members == ("r2", "r3", "r9")
    assert lead.reasons == ("Tern on b has the text of title r9 by Gull on a",)


@pytest.mark.parametrize("other", [text_of("r2", "gull", day=1), text_of("r2", "", day=1)], ids=["own", "nobody"])
def test_who_lists_their_own_text_again_copies_nobody(other: Alike) -> None:
    assert copied_listings({other: [text_of("r1", "gull")]}) == []


def test_the_same_text_of_two_sources_is_one_lead_from_either_side() -> None:
    one, other = text_of("r1", "gull"), text_of("r2", "tern", "b", day=1)
    assert same_texts({one: [other]}) == same_texts({other: [one]}) == same_texts({one: [other], other: [one]})
    assert same_texts({one: [text_of("r3", "auk")]}) == []
    (lead,) = same_texts({one: [other]})
    assert (lead.rule, lead.pivot) == ("known-vendor-new-market", "text:r1:r2")


WORDS = some.lists(some.text("abcdefghijklmnop", min_size=3, max_size=9), min_size=40, max_size=80, unique=True)


@settings(deadline=None)  # the first text loads numpy
@given(WORDS, some.integers(0, 39))
def test_a_text_with_one_word_changed_shares_a_band(words: list[str], at: int) -> None:
    changed = [*words[:at], "zzz", *words[at + 1 :]]
    one, other = " ".join(words), " ".join(changed)
    assert alike(one, other) > 0.8
    assert alike(one, other) == alike(other, one)
    # 1 - (1 - 0.8 ** 4) ** 12 = 0.998 is chance: what is law is that equal texts share all.
    assert bands(one) == bands(one.upper())


@pytest.mark.parametrize("text", ["", "5g MDMA", "ขาย เคตามีน", "！！！"])
def test_a_short_text_tells_nothing(text: str) -> None:
    assert bands(text) == ()


def test_scripts_without_spaces_are_told_by_letters_in_a_row() -> None:
    one = "ขายของดีส่งทั่วประเทศทุกวันไม่มีวันหยุดรับประกันคุณภาพสินค้าแท้จากผู้ผลิต"
    assert alike(one, one + "ครับ") > 0.8
    assert alike(one, "เรามีสินค้าใหม่เข้ามาทุกสัปดาห์ติดต่อสอบถามได้ตลอดเวลาทางช่องทางหลัก") < 0.2
