"""Rates out of the usual, by the rule, and values that follow from former ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.following import follows
from tidewaiter.model.health import Rate, Unusual, spelled, unusual

TITLE, CARDS, REVIEWS = "listing/listing.title", "category/listing", "listing/review"


LINKED = "category/links.listing"


def rate(
    of: int, stated: int, again: int = 0, kept: int = 0, agreed: int = 0, values: int = 9, same: int | None = None
) -> Rate:
    return Rate(of, stated, again, kept, agreed, values, agreed if same is None else same)


@pytest.mark.parametrize(
    ("name", "now", "healthy", "what"),
    [
        (TITLE, rate(8, 8), [rate(8, 8)], ""),
        (TITLE, rate(8, 0), [rate(8, 8)], "lost"),
        (TITLE, rate(8, 3), [rate(8, 8)], "lost"),
        (TITLE, rate(8, 7), [rate(8, 8)], ""),
        (TITLE, rate(1000, 900), [rate(1000, 1000)], "lost"),
        (TITLE, rate(1000, 960), [rate(1000, 1000)], ""),
        (TITLE, rate(100, 0), [rate(2, 2)], "lost"),
        (TITLE, rate(2, 0), [rate(100, 100)], ""),
        (TITLE, rate(3, 0), [rate(100, 100)], "lost"),
        (TITLE, rate(100, 60), [rate(100, 95), rate(100, 65)], ""),
        (TITLE, rate(100, 0), [], ""),
        (TITLE, rate(20, 20, again=10, kept=2), [], "gone"),
        (TITLE, rate(20, 20, again=10, kept=9, agreed=9), [], ""),
        (TITLE, rate(20, 20, again=10, kept=10, agreed=0), [], "changed"),
        (TITLE, rate(20, 20, again=10, kept=10, agreed=2), [rate(20, 20, 100, 100, 20)], ""),
        (TITLE, rate(20, 20, 8, 8, 8, same=0), [rate(20, 20, 20, 20, 20)], "edited"),
        (TITLE, rate(20, 20, 8, 8, 8, same=6), [rate(20, 20, 20, 20, 20)], ""),
        (TITLE, rate(20, 20, 8, 8, 8, same=0), [], ""),
        (TITLE, rate(20, 20, 20, 20, 20, same=0), [rate(20, 20, 20, 20, 20, same=2)], ""),
        ("listing/listing.vendor", rate(20, 20, 8, 8, 8, same=0), [rate(20, 20, 20, 20, 20)], ""),
        (LINKED, rate(5, 0), [rate(8, 8)], "lost"),
        (LINKED, rate(5, 4), [rate(8, 8)], ""),
        (TITLE, rate(8, 8, values=1), [rate(8, 8)], "same"),
        (TITLE, rate(8, 8, values=1), [rate(8, 8, values=2)], ""),
        (CARDS, rate(5, 100), [rate(5, 100)], ""),
        (CARDS, rate(5, 60), [rate(5, 100)], ""),
        (CARDS, rate(5, 5), [rate(5, 100)], "fewer"),
        (CARDS, rate(5, 0), [rate(5, 100)], "fewer"),
        (REVIEWS, rate(30, 0), [rate(30, 9)], ""),
        (REVIEWS, rate(30, 60, again=30, kept=30, agreed=0), [], "changed"),
        (REVIEWS, rate(30, 60, again=30, kept=30, agreed=20), [], ""),
        ("pages", rate(100, 50), [rate(100, 100)], "lost"),
        ("listing", rate(0, 0, again=20, kept=1, agreed=1), [], "gone"),
    ],
)  # fmt: skip
def test_the_rule(name: str, now: Rate, healthy: list[Rate], what: str) -> None:
    found = unusual({name: now}, [{name: one} for one in healthy])
    assert [one[1] for one in found] == ([what] if what else [])


def test_a_rate_that_is_not_there_any_more_is_of_no_pages_and_not_judged() -> None:
    assert unusual({}, [{TITLE: rate(50, 50)}]) == []


RATES = st.integers(0, 60).flatmap(
    lambda of: st.integers(0, of).map(lambda stated: rate(of, stated, of, stated, stated, stated))
)


@given(RATES, st.lists(RATES, max_size=4))
def test_what_states_all_that_it_can_is_never_lost_and_a_run_like_the_lowest_is_usual(
    one: Rate, healthy: list[Rate]
) -> None:
    whole = rate(one.of, one.of, one.of, one.of, one.of, one.of)
    earlier = [{TITLE: each} for each in healthy]
    assert [found[1] for found in unusual({TITLE: whole}, earlier)] in ([], ["same"])
    assert unusual({TITLE: one}, [{TITLE: one}]) == [] or one.stated == 0 or one.stated / one.of < 0.9


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (TITLE, "listing.title"), ("category/listing.price", "listing.price on category pages"),
        (CARDS, "listing on category pages"), ("vendor", "vendor pages known as such"),
        ("pages", "pages that the profile knows"), (LINKED, "links from category pages to listing pages"),
        ("category/listing.key", "keys of listings on category pages"),
    ],
)  # fmt: skip
def test_names_are_spelled_for_a_person(name: str, words: str) -> None:
    assert spelled(name) == words


@pytest.mark.parametrize("what", ["lost", "gone", "changed", "edited", "same", "fewer"])
def test_each_word_names_the_field_the_number_and_some_captures(what: str) -> None:
    said = Unusual(TITLE, what, 0.25, 1.0, 12, ("0123456789abcdef", "fedcba9876543210")).said
    assert said.startswith("listing.title ")
    assert " 12" in said
    assert said.endswith(": 0123456789, fedcba9876")


@pytest.mark.parametrize(
    ("name", "before", "now", "fine"),
    [
        ("title", "5g MDMA", "5g MDMA", True),
        ("title", "5g MDMA crystals", "10g MDMA crystals", True),
        ("title", "5g MDMA crystals", "Lanternfish Market", False),
        ("vendor", "Gull", "gull ", True),
        ("vendor", "Gull", "Sold by Gull", False),
        ("price", "19.99", "24.00", True),
        ("price", "0.0123", "0.0101", True),
        ("price", "19.99", "1", False),
        ("price", "19.99", "19", False),
        ("price", "19.99", "20", True),
        ("price", "20.00", "20", True),
        ("price", "1250.50", "1250.00", False),
        ("price", "19.99", "9000", False),
        ("price", "19.99", "free", False),
        ("currency", "USD", "EUR", False),
        ("sold", 10, 12, True),
        ("sold", 10, 4, False),
        ("sales", 1000, 950, True),
        ("sales", 1000, 90000, False),
        ("stock", 10, 0, True),
        ("rating", "4.8", "4.9", True),
        ("rating", "4.8", "excellent", False),
        ("ships_to", ("Germany", "France"), ("France", "germany"), True),
        ("ships_to", ("Germany", "France"), ("Yes",), False),
        ("ships_from", "Germany", "France", False),
        ("escrow", True, False, False),
        ("description", "pure and tested from the harbour", "pure and tested from the old harbour", True),
        ("description", "pure and tested from the harbour", "Terms and conditions apply", False),
        ("price", "NaN", "12", False),
        ("price", "Infinity", "Infinity", True),
    ],
    ids=lambda value: str(value)[:16],
)
def test_what_follows(name: str, before: object, now: object, fine: bool) -> None:
    assert follows(name, before, now) is fine
