from __future__ import annotations

from datetime import datetime, timezone

import pytest

from crawler.frontier.manners import manners
from crawler.frontier.rules import follows, says_media
from crawler.profiles import Politeness, load
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.sighting import Link, Page
from tidewaiter.store.spool import Row, locate

from .conftest import PROFILE


def test_the_profile_speaks_and_the_order_overrides():
    own = Politeness(delay=3.0, concurrency=2, retries=4)
    ways = manners(own, {"delay": 0.5, "rest": 7.0})
    assert (ways.politeness.delay, ways.politeness.concurrency, ways.patience.rest, ways.attempts) == (0.5, 2, 7.0, 5)
    assert manners(own, {}, attempt_limit=2).attempts == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hurry": 1}, "hurry"),
        ({"delay": -1}, "delay"),
        ({"concurrency": 1000}, "concurrency"),
        ({"rest": "x"}, "rest"),
    ],
)
def test_an_unknown_or_impossible_change_is_refused_by_its_name(changes, said):
    with pytest.raises(WrongUse, match=said):
        manners(Politeness(), changes)


@pytest.mark.parametrize(
    ("hours", "at", "awake"),
    [
        ("[]", "03:00", True),
        ('["08:00-22:00"]', "07:59", False),
        ('["08:00-22:00"]', "08:00", True),
        ('["22:00-04:00"]', "23:30", True),
        ('["22:00-04:00"]', "03:59", True),
        ('["22:00-04:00"]', "04:00", False),
        ('["01:00-02:00", "12:00-13:00"]', "12:30", True),
    ],
)
def test_active_hours(hours, at, awake):
    text = PROFILE.replace("mirrors: []", f"mirrors: []\npoliteness: {{active_hours: {hours}}}")
    ways = manners(load(text, "pier").politeness, {})
    assert ways.awake(datetime.fromisoformat(f"2026-01-01T{at}:00").replace(tzinfo=timezone.utc)) is awake


def test_a_crawl_outside_the_hours_ends_with_its_frontier_kept(crawl, site):
    now = datetime.now(timezone.utc)
    closed = f"{(now.hour + 2) % 24:02}:00-{(now.hour + 3) % 24:02}:00"
    profile = PROFILE.replace("mirrors: []", f'mirrors: []\npoliteness: {{active_hours: ["{closed}"]}}')
    crawl.order(profile=profile)
    told = crawl.run(expect=3)
    assert (told["why"], told["counts"]["queued"], site.asked) == ("hours", 1, [])


def test_pauses_double_within_a_limit_and_are_spread():
    ways = manners(Politeness(), {"backoff": 2.0, "slow_backoff": 30.0, "longest_backoff": 100.0})
    assert [ways.pause(n, slow=False, chance=0.5) for n in range(4)] == [2.0, 4.0, 8.0, 16.0]
    assert [ways.pause(n, slow=True, chance=0.5) for n in range(4)] == [30.0, 60.0, 100.0, 100.0]
    assert ways.pause(0, slow=False, chance=0.0) == 1.0
    assert ways.pause(500, slow=False, chance=0.99) < 150.0


@pytest.mark.parametrize(("said", "wait"), [(None, 20.0), (5, 5.0), (0, 0.5), (90_000, 600.0)])
def test_a_queue_is_believed_within_reason(said, wait):
    assert manners(Politeness(), {}).queue_wait(said) == wait


@pytest.mark.parametrize(
    ("url", "media"),
    [
        ("/listing/7", False),
        ("/photo.JPG", True),
        ("/a.png?size=2", True),
        ("/download?file=a.png", False),
        ("/v1.2/listing", False),
        ("/page.html", False),
        ("/app.js#x", True),
        ("http://[::1", True),
    ],
)
def test_addresses_that_say_that_they_are_no_text(url, media):
    assert says_media(url) is media


def test_which_links_are_followed():
    rule = follows(2)
    row = Row(1, locate("http://x.onion/", ()), None, 1, 0, 1, 0, 0, 0)
    deep = Row(1, locate("http://x.onion/", ()), None, 2, 0, 1, 0, 0, 0)
    assert rule(Link("/a"), row)
    assert not rule(Link("/a"), deep)
    assert not rule(Link("/a.png"), row)
    assert rule(Link("/a.png", Page.LISTING), row), "a profile that names it knows better"
