"""Record rules: the same records give the same leads, in whatever order they are looked at."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from pipelines.leads.keys import KEY_CHANGED, changed_keys
from pipelines.leads.known import KNOWN_VENDOR, known_vendors
from pipelines.leads.newcomers import NEW_VENDOR, new_vendors
from pipelines.leads.renames import RENAMED, renamed_vendors
from tests.pipelines.conftest import MIRROR, NOON
from tidewaiter.store.database.pivots import Holder, Named

KEY = "A" * 40


def holder(
    record: str, source: str, name: str = "Gull", *, days: int = 0, first: bool = False, kind: str = "vendor"
) -> Holder:
    title = name if kind == "vendor" else f"something of {name}"
    return Holder(record, source, kind, title, name.lower(), NOON + timedelta(days=days), name=name, first=first)


def test_a_name_never_seen_is_a_new_vendor() -> None:
    (lead,) = new_vendors([holder("r1", "lanternfish")], {"gull": holder("r1", "lanternfish")})
    assert (lead.rule, lead.pivot, lead.members, lead.found_at, lead.episode) == (NEW_VENDOR, "r1", ("r1",), NOON, "")
    assert lead.reasons == ("Gull was never seen before on any source",)


@pytest.mark.parametrize("kind", ["listing", "post"])
def test_a_name_that_only_a_listing_or_a_post_tells_is_one_too(kind: str) -> None:
    only = holder("r1", "lanternfish", kind=kind)
    (lead,) = new_vendors([only], {"gull": only})
    assert (lead.pivot, lead.members, lead.score) == ("r1", ("r1",), 0.6)
    assert lead.reasons == (
        "Gull was never seen before on any source", f"named by a {kind}, before any page of theirs was read",
    )  # fmt: skip


def test_the_page_of_such_a_vendor_joins_the_lead_and_makes_no_second_one() -> None:
    first, page = holder("r5", "a", kind="listing"), holder("r1", "a", days=3)
    (found,) = new_vendors([first], {"gull": first})
    (joined,) = new_vendors([page], {"gull": first})
    (at_once,) = new_vendors([page, first], {"gull": first})
    assert found.id == joined.id == at_once.id
    assert joined == at_once
    assert joined.members == ("r1", "r5")
    assert (joined.reasons, joined.found_at) == (found.reasons, found.found_at)


def test_neither_a_second_listing_nor_a_namesake_elsewhere_is_news() -> None:
    first = holder("r1", "a")
    later = [holder("r2", "a", days=1, kind="listing"), holder("r3", "b", days=2), holder("r4", "c", kind="post")]
    assert new_vendors(later, {"gull": first}) == []


def test_a_vendor_without_a_name_is_one_by_itself_and_a_listing_without_one_is_none() -> None:
    (lead,) = new_vendors([holder("r1", "a", "")], {})
    assert lead.reasons == ("a vendor without a name was never seen before on any source",)


def test_what_a_first_run_finds_counts_less_and_says_so() -> None:
    (lead,) = new_vendors([holder("r1", "lanternfish", first=True)], {})
    (later,) = new_vendors([holder("r1", "lanternfish")], {})
    assert lead.score < later.score
    assert "first run of lanternfish" in lead.reasons[1]
    assert lead.id == later.id


def test_of_namesakes_only_the_first_is_new() -> None:
    all_ = [holder("r1", "a", days=1), holder("r2", "b"), holder("r3", "c", days=2), holder("r0", "d", days=0)]
    for order in itertools.permutations(all_):
        assert [lead.pivot for lead in new_vendors(order, {"gull": all_[3]})] == ["r0"]


def test_a_key_on_two_sources_is_one_lead_found_when_the_second_came() -> None:
    named = [holder("r1", "a"), holder("r2", "b", "SeaBird", days=3), holder("r3", "b", "SeaBird", days=5)]
    leads = [known_vendors({("pgp", KEY): order}) for order in itertools.permutations(named)]
    (lead,) = leads[0]
    assert all(one == leads[0] for one in leads)
    assert (lead.rule, lead.pivot, lead.members) == (KNOWN_VENDOR, f"pgp:{KEY}", ("r1", "r2", "r3"))
    assert lead.found_at == NOON + timedelta(days=3)
    assert lead.reasons == (f"PGP key {KEY} on a, named by Gull", f"PGP key {KEY} on b, named by SeaBird")


def test_a_key_on_one_source_is_none() -> None:
    assert known_vendors({("pgp", KEY): [holder("r1", "a"), holder("r2", "a", "SeaBird")]}) == []


def test_the_key_of_a_market_itself_links_nobody() -> None:
    market = [holder(f"r{n}", "a", f"vendor {n}") for n in range(9)]
    assert known_vendors({("pgp", KEY): [*market, holder("x", "b")]}) == []
    assert len(known_vendors({("pgp", KEY): [*market, holder("x", "b"), holder("y", "c")]})) == 1


def test_a_key_tells_more_than_a_contact() -> None:
    named = [holder("r1", "a"), holder("r2", "b")]
    by_kind = {kind: known_vendors({(kind, "x"): named})[0].score for kind in ("pgp", "wallet", "contact")}
    assert by_kind["pgp"] > by_kind["wallet"] > by_kind["contact"]


def test_a_key_under_a_second_name_of_one_source_is_a_vendor_renamed() -> None:
    named = [
        holder("r1", "a"),
        holder("r2", "a", "SeaBird", days=3),
        holder("r9", "a", "SeaBird", days=4, kind="listing"),
    ]
    leads = [renamed_vendors({("pgp", KEY): order}) for order in itertools.permutations(named)]
    (lead,) = leads[0]
    assert all(one == leads[0] for one in leads)
    assert (lead.rule, lead.pivot, lead.members) == (RENAMED, f"a:pgp:{KEY}", ("r1", "r2"))
    assert lead.found_at == NOON + timedelta(days=3)
    assert lead.reasons == (f"PGP key {KEY} of Gull on a is named by SeaBird",)


def test_a_third_name_joins_the_lead_that_stands() -> None:
    two = [holder("r1", "a"), holder("r2", "a", "SeaBird", days=3)]
    (before,) = renamed_vendors({("pgp", KEY): two})
    (after,) = renamed_vendors({("pgp", KEY): [*two, holder("r3", "a", "Tern", days=9)]})
    assert before.id == after.id
    assert after.members == ("r1", "r2", "r3")


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ([holder("r1", "a"), holder("r2", "a")], "pgp"),  # another page of the same name
        ([holder("r1", "a"), holder("r2", "b", "SeaBird")], "pgp"),  # another source: known-vendor-new-market says it
        ([holder("r1", "a"), holder("r2", "a", "SeaBird", kind="post")], "pgp"),  # somebody quotes a key
        ([holder("r1", "a"), holder("r2", "a", "SeaBird")], "contact"),  # it may serve a whole shop
        ([holder(f"r{n}", "a", f"vendor {n}") for n in range(9)], "pgp"),  # the market's own key
        ([holder("r1", "a", ""), holder("r2", "a", "SeaBird")], "pgp"),
    ],
)
def test_what_is_no_second_name(named: list[Holder], kind: str) -> None:
    assert renamed_vendors({(kind, KEY): named}) == []


OTHER, THIRD = "B" * 40, "C" * 40


def pages(*keys: str | tuple[str, ...]) -> list[Named]:
    return [
        Named(NOON + timedelta(days=day), MIRROR, frozenset([named] if isinstance(named, str) else named))
        for day, named in enumerate(keys)
    ]


@pytest.mark.parametrize(
    ("named", "changes"),
    [
        ((), []),
        ((KEY,), []),
        ((KEY, KEY, KEY), []),
        ((KEY, OTHER), [(1, OTHER)]),
        ((KEY, OTHER, OTHER), [(1, OTHER)]),
        ((KEY, OTHER, THIRD), [(1, OTHER), (2, THIRD)]),
        ((KEY, OTHER, KEY), [(1, OTHER)]),  # back to a key that was theirs before
        ((KEY, (KEY, OTHER), OTHER), []),  # handed over in good order
        (((KEY, OTHER), OTHER), []),  # one of two is dropped
        ((KEY, KEY[-16:]), []),  # the same key, by its id
        ((KEY[-16:], KEY), []),
        ((KEY, OTHER[-16:]), [(1, OTHER[-16:])]),
    ],
)
def test_a_page_that_names_another_key_than_before(named: tuple[str, ...], changes: list[tuple[int, str]]) -> None:
    found = changed_keys({holder("r1", "a"): pages(*named)})
    assert [(lead.found_at, lead.pivot) for lead in found] == [
        (NOON + timedelta(days=day), f"r1:{key}") for day, key in changes
    ]
    assert all(lead.rule == KEY_CHANGED and lead.members == ("r1",) for lead in found)
    assert all(key in lead.reasons[0] for lead, (_, key) in zip(found, changes, strict=True))


def test_a_page_read_once_more_or_later_changes_no_lead() -> None:
    few, more = pages(KEY, OTHER), pages(KEY, OTHER, OTHER, OTHER)
    assert changed_keys({holder("r1", "a"): few}) == changed_keys({holder("r1", "a"): more})
