"""What a profile that loads says, and that its digest is of what it says."""

from __future__ import annotations

import dataclasses
import re
from datetime import time, timedelta
from pathlib import Path

import pytest

from crawler.profiles import Politeness, load
from tidewaiter.model.run import Expectations
from tidewaiter.model.sighting import Page

ROOT = Path(__file__).parents[3]
SMALL = """\
source: lanternfish
title: Lanternfish
kind: market
pages:
  - page: listing
    when: {css: h1}
    statements: [{kind: listing, fields: {title: h1}}]
"""


def test_what_is_not_said_has_its_default():
    profile = load(SMALL, "small.yaml")
    assert profile.politeness == Politeness(delay=2, jitter=0.5, concurrency=2, retries=3)
    assert (profile.start, profile.mirrors, profile.cadence) == (("/",), (), timedelta(days=1))
    assert profile.expect == Expectations(reads=frozenset({"listing/listing.title"}))


def test_what_is_said():
    more = """\
languages: [no, ko]
mirrors: ["HTTP://ABC.onion:80", "https://def.onion:8443/"]
cadence: 12 h
politeness: {delay: 0.25, max_depth: 7}
revisit: {listing: 2w, category: 30m}
expect: {at_least: {listing: 5}, filled: {listing.price: 95}}
notes: |
  kept for people
"""
    profile = load(SMALL + more, "more.yaml")
    assert profile.languages == ("no", "ko")
    assert profile.mirrors == ("http://abc.onion", "https://def.onion:8443")
    assert profile.cadence == timedelta(hours=12)
    assert (profile.politeness.delay, profile.politeness.max_depth) == (0.25, 7)
    assert profile.revisit_age(Page.LISTING) == timedelta(days=14)
    assert profile.revisit_age(Page.CATEGORY) == timedelta(minutes=30)
    assert profile.revisit_age(Page.LOGIN) is None
    assert (profile.expect.at_least, profile.expect.filled) == ({"listing": 5}, {"listing.price": 95.0})
    assert profile.expect.reads == {"listing/listing.title"}


HOURS = [
    ("08:00-22:00", "08:00", True),
    ("08:00-22:00", "21:59", True),
    ("08:00-22:00", "22:00", False),
    ("22:00-06:00", "23:30", True),
    ("22:00-06:00", "05:59", True),
    ("22:00-06:00", "12:00", False),
    ("00:00-24:00", "13:37", True),
]


@pytest.mark.parametrize(("span", "at", "holds"), HOURS)
def test_active_hours(span, at, holds):
    profile = load(f'{SMALL}politeness: {{active_hours: ["{span}"]}}\n', "hours.yaml")
    assert profile.politeness.active_hours[0].holds(time.fromisoformat(at)) is holds


def test_digest_is_of_what_it_says_not_of_how_it_is_written():
    digest = load(SMALL, "a.yaml").digest
    lines = SMALL.splitlines()
    turned = "\n".join([*lines[1:3], "# a comment", lines[0], *lines[3:]])
    assert load(turned, "b.yaml").digest == digest
    assert load(SMALL.replace("fields: {title: h1}", 'fields: {"title": "h1"}'), "c.yaml").digest == digest
    assert load(SMALL.replace("title: h1}", "title: h2}"), "d.yaml").digest != digest


def test_nothing_in_it_can_be_changed():
    profile = load(SMALL, "small.yaml")
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.title = "other"
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.pages[0].page = Page.HOME
    assert hash(profile.politeness) == hash(Politeness())


@pytest.mark.parametrize("file", sorted((ROOT / "sources").glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_profile_loads_and_is_named_as_its_file(file):
    profile = load(file.read_text("utf-8"), file.name)
    assert profile.source == file.stem
    assert profile.expect.at_least, "a profile says what a healthy run looks like"


def test_the_page_on_sources_shows_a_profile_that_loads():
    """And names every cleaner, field and key there is."""
    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1].replace("...", "")
    profile = load(example, "docs/sources.md")
    assert {str(rule.page) for rule in profile.pages} == {"queue", "login", "listing", "vendor", "category"}


def test_the_page_on_sources_names_all_there_is():
    from crawler.profiles.cleaners import CLEANERS
    from crawler.profiles.schema import FieldRule, Follow, Profile, When
    from tidewaiter.model.sighting import FIELDS

    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    words = set(re.findall(r"[a-z_]+", page))
    keys = {field.name for schema in (FieldRule, Follow, Politeness, When) for field in dataclasses.fields(schema)}
    keys |= {field.name for field in dataclasses.fields(Profile)} - {"expects", "digest"}
    fields = {name for names in FIELDS.values() for name in names}
    assert keys | set(CLEANERS) | fields <= words
