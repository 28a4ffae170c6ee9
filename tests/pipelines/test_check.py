"""What a reading states is believed, left out, or refused, each with its reason."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.check import LONGEST_KEY, LONGEST_TEXT, MOST_PARTS, check
from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.sighting import Kind, Page, Reading, Statement

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
MEMBER = Member("RUN-00001.warc.gz", 0, 1, "aa")


def capture(at: datetime = NOON) -> Capture:
    return Capture(
        id="c1", run="r1", source="lanternfish", url="http://a.onion/", mirror="http://a.onion", attempt=1,
        captured_at=at, method="GET", status=200, media_type="text/html", payload_sha256="bb", size=1,
        response=MEMBER, request=MEMBER,
    )  # fmt: skip


def checked(*statements: Statement, page: Page = Page.LISTING, at: datetime = NOON):
    return check(capture(at), Reading("c1", page, "reader-1", statements), NOON)


def listing(key: str = "/a", **fields: object) -> Statement:
    return Statement(Kind.LISTING, key, fields)  # type: ignore[arg-type]


def test_a_sound_statement_is_a_sighting() -> None:
    (sighting,) = checked(listing(title="Tea", price="4.50", tags=("a", "b"), stock=3)).sightings
    assert (sighting.source, sighting.key, sighting.capture, sighting.captured_at, sighting.mirror) == (
        "lanternfish", "/a", "c1", NOON, "http://a.onion",
    )  # fmt: skip
    assert sighting.fields == {"title": "Tea", "price": "4.50", "tags": ("a", "b"), "stock": 3}


def test_a_thing_that_is_only_named_was_still_seen() -> None:
    assert len(checked(listing()).sightings) == 1


def test_two_statements_of_one_thing_are_one_sighting_and_the_first_word_counts() -> None:
    (sighting,) = checked(listing(title="first"), listing(title="second", price="1")).sightings
    assert sighting.fields == {"title": "first", "price": "1"}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (listing(""), "no key"),
        (listing(" \n"), "no key"),
        (listing("/" + "x" * LONGEST_KEY), f"a key of {LONGEST_KEY + 1} letters, {LONGEST_KEY} at most"),
        (listing("/a\x00b"), "a key that is not sound text"),
        (listing("/a\ud800"), "a key that is not sound text"),
    ],
)
def test_statements_that_are_refused(statement: Statement, reason: str) -> None:
    found = checked(statement)
    assert found.sightings == ()
    assert [one.reason for one in found.refused] == [reason]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("price", float("nan"), "not a finite number"),
        ("rating", float("inf"), "not a finite number"),
        ("description", "x" * (LONGEST_TEXT + 1), f"{LONGEST_TEXT + 1} letters, {LONGEST_TEXT} at most"),
        ("tags", ("y" * (LONGEST_TEXT + 1),), f"{LONGEST_TEXT + 1} letters, {LONGEST_TEXT} at most"),
        ("tags", ("z",) * (MOST_PARTS + 1), f"{MOST_PARTS + 1} texts, {MOST_PARTS} at most"),
        ("date", "2026-12-24", "a date after its capture"),
        ("date", "2999-01-01T00:00:00+00:00", "a date after its capture"),
    ],
)
def test_fields_that_are_left_out(name: str, value: object, reason: str) -> None:
    found = checked(listing(title="Tea", **{name: value}))
    assert found.sightings[0].fields == {"title": "Tea"}
    assert [one.reason for one in found.refused] == [f"{name}: {reason}"]


@pytest.mark.parametrize("date", ["2026-11-25", "2026-11-24T23:00:00+09:00", "yesterday", "11/24/26", "2020-01-01", ""])
def test_dates_that_may_be_meant(date: str) -> None:
    found = checked(listing(date=date))
    assert (found.sightings[0].fields, found.refused) == ({"date": date}, ())


@pytest.mark.parametrize(
    ("page", "at", "reason"),
    [
        (Page.LOGIN, NOON, "a login page states nothing"),
        (Page.SEIZURE, NOON, "a seizure page states nothing"),
        (Page.LISTING, NOON + timedelta(hours=1), "captured in the future: look at the clocks"),
        (Page.LISTING, datetime(1970, 1, 1, tzinfo=timezone.utc), "captured before 1990"),
    ],
)
def test_pages_that_are_refused_as_a_whole(page: Page, at: datetime, reason: str) -> None:
    found = checked(listing(title="a"), listing("/b", title="b"), page=page, at=at)
    assert found.sightings == ()
    assert {one.reason for one in found.refused} == {reason}
    assert len(found.refused) == 2


def test_a_reason_is_told_once_a_thing_and_never_holds_its_key() -> None:
    found = checked(listing("/secret-key", price=float("nan"), rating=float("nan")))
    (refused,) = found.refused
    assert refused.reason == "price: not a finite number; rating: not a finite number"
    assert "secret" not in refused.record


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.floats(), st.lists(st.text()).map(tuple))))
def test_whatever_a_page_says_what_is_left_can_be_stored(fields: dict[str, object]) -> None:
    for sighting in checked(Statement(Kind.LISTING, "/a", fields)).sightings:  # type: ignore[arg-type]
        for value in sighting.fields.values():
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    assert "\x00" not in text.encode().decode()
                else:
                    assert math.isfinite(text)
