"""Ids are hashes of the fewest stable values; one rule makes the keys of all readers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.ids import capture_id, digest, lead_id, record_id, run_id, sighting_id
from tidewaiter.model.keys import page_key, part_key, post_key
from tidewaiter.model.times import moment, stamp


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_parts_are_framed(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_ids_do_not_change() -> None:
    """These ids stand in people's cases: a change of the rule is a migration, never an accident."""
    assert record_id("lanternfish", "listing", "/listing/1") == "5171760251380c8bca1f21cb337ce8a8"
    assert len({capture_id("r", "f", 1, "p"), capture_id("r", "f", 2, "p"), capture_id("r", "f", 1, "q")}) == 3
    assert sighting_id("s", "listing", "/k", "c") != sighting_id("s", "vendor", "/k", "c")
    assert lead_id("vanished", "r1", "run1") != lead_id("vanished", "r1", "run2")


def test_runs_sort_by_their_start() -> None:
    early = datetime(2026, 11, 24, 23, 59, tzinfo=timezone(timedelta(hours=9)))
    assert run_id(early, b"\xff" * 4) == "20261124T145900Z-ffffffff"
    assert run_id(early, b"\xff" * 4) < run_id(early + timedelta(seconds=1), b"\x00" * 4)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://aaa.onion/listing/17", "/listing/17"),
        ("http://bbb.onion:8080/listing/17/", "/listing/17"),
        ("https://aaa.onion//listing/17#reviews", "/listing/17"),
        ("http://aaa.onion/view.php?id=4&cat=2", "/view.php?cat=2&id=4"),
        ("http://aaa.onion/view.php?cat=2&id=4&sid=abc&page=3", "/view.php?cat=2&id=4"),
        ("http://aaa.onion/vendor/J%C3%BCrgen", "/vendor/Jürgen"),
        ("http://aaa.onion/vendor/a%2Bb", "/vendor/a+b"),
        ("http://aaa.onion", "/"),
        ("http://aaa.onion/?q=", "/?q="),
        # phpBB, vBulletin: a permalink names its thread by a post; beside a topic it is only where the reader stands.
        ("http://aaa.onion/viewtopic.php?p=123#p123", "/viewtopic.php?p=123"),
        ("http://aaa.onion/forum/viewtopic.php?f=2&p=123&sid=abc", "/forum/viewtopic.php?f=2&p=123"),
        ("http://aaa.onion/viewtopic.php?t=15&p=123#p123", "/viewtopic.php?t=15"),
        ("http://aaa.onion/showthread.php?p=77", "/showthread.php?p=77"),
        ("http://aaa.onion/showpost.php?p=77&postcount=3", "/showpost.php?p=77&postcount=3"),
        ("http://aaa.onion/viewtopic.php?pid=9#p9", "/viewtopic.php?pid=9"),
        ("http://aaa.onion/viewtopic.php?id=31&p=2", "/viewtopic.php?id=31"),  # FluxBB: page two
        ("http://aaa.onion/showthread.php/15-tea?p=2", "/showthread.php/15-tea"),
        ("http://aaa.onion/viewtopic.php?p=last", "/viewtopic.php"),
        ("http://aaa.onion/category.php?p=2", "/category.php"),
        ("http://aaa.onion/shop?p=2", "/shop"),
    ],
)
def test_page_key(url: str, key: str) -> None:
    assert page_key(url) == key


def test_parts_and_posts() -> None:
    assert part_key("/l/1", "good", "2026-01-01").startswith("/l/1#")
    assert part_key("/l/1", "good", "2026-01-01") != part_key("/l/1", "good 2026-01-01")
    assert post_key("/t/5", "12") == "/t/5#12"


ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES))
def test_times_come_back(at: datetime) -> None:
    assert moment(stamp(at)) == at


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without zone"):
        stamp(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="without zone"):
        moment("2026-01-01T00:00:00")
