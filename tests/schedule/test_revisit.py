"""Pages are asked for again by age, sooner where they change often."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.schedule.revisit import LATEST, SOONEST, Known, due, patience, resting

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
AGES = {"listing": timedelta(hours=24)}


def known(url: str, hours: float, visits: int = 1, changes: int = 0, kind: str = "listing") -> Known:
    return Known(url, kind, NOW - timedelta(hours=hours), visits, changes)


@pytest.mark.parametrize(
    ("thing", "is_due"),
    [
        (known("/a", 25), True),
        (known("/a", 23), False),
        (known("/a", 13, visits=10, changes=9), True),
        (known("/a", 11, visits=10, changes=9), False),
        (known("/a", 95, visits=10, changes=0), False),
        (known("/a", 97, visits=10, changes=0), True),
        (known("/a", 1000, kind="vendor"), False),
        (known("", 1000), False),
    ],
)
def test_due(thing: Known, is_due: bool) -> None:
    assert bool(due([thing], AGES, NOW)) is is_due
    assert resting([thing], AGES, NOW) == ([thing.url] if not is_due and thing.url and thing.kind in AGES else [])


def test_the_most_overdue_come_first_and_priorities_are_bounded() -> None:
    visits = due([known("/new", 25), known("/old", 10_000), known("/mid", 50)], AGES, NOW)
    assert [v.url for v in visits] == ["/old", "/mid", "/new"]
    assert [v.priority for v in visits] == [100, 20, 10]


@given(st.integers(0, 100), st.integers(0, 100))
def test_patience_has_bounds(visits: int, changes: int) -> None:
    assert SOONEST <= patience(visits, min(changes, visits)) <= LATEST
