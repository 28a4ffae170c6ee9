"""The one fold: order does not matter, what is not stated changes nothing."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.record import fold, versions
from tidewaiter.model.sighting import Kind, Sighting

START = datetime(2026, 11, 1, tzinfo=timezone.utc)


def sighting(hour: int, capture: str, **fields: str) -> Sighting:
    return Sighting(
        "lanternfish", Kind.LISTING, "/l/1", capture, START + timedelta(hours=hour), "http://a.onion", fields
    )


SIGHTINGS = st.lists(
    st.builds(
        lambda hour, capture, fields: sighting(hour, f"c{capture}", **fields),
        st.integers(0, 5),
        st.integers(0, 9),
        st.dictionaries(st.sampled_from(["title", "price", "description"]), st.sampled_from(["", "x", "y"])),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda s: s.capture,
)


@given(SIGHTINGS, st.randoms())
def test_any_order_and_any_repetition_give_the_same_record(said: list[Sighting], chance: random.Random) -> None:
    shuffled = said + said[: len(said) // 2]
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(said)


@given(SIGHTINGS)
def test_each_field_is_its_latest_statement_and_leads_to_its_capture(said: list[Sighting]) -> None:
    record = fold(said)
    for name, value in record.fields.items():
        stating = [s for s in said if name in s.fields]
        last = max(stating, key=lambda s: (s.captured_at, s.capture))
        assert (value, record.said_by[name]) == (last.fields[name], last.capture)
    assert record.first_seen == min(s.captured_at for s in said)
    assert record.last_seen == max(s.captured_at for s in said)


def test_a_category_card_never_erases_a_description() -> None:
    page = sighting(0, "page", title="MDMA", description="Ships from NL", price="50.00")
    card = sighting(1, "card", title="MDMA", price="45.00")
    record = fold([page, card])
    assert record.fields == {"title": "MDMA", "description": "Ships from NL", "price": "45.00"}
    assert record.said_by["description"] == "page"


def test_empty_differs_from_not_stated() -> None:
    assert fold([sighting(0, "a", price="5"), sighting(1, "b", price="")]).fields["price"] == ""
    assert fold([sighting(0, "a", price="5"), sighting(1, "b")]).fields["price"] == "5"


def test_versions_count_changes_only() -> None:
    said = [
        sighting(0, "a", price="5"),
        sighting(1, "b", price="5"),
        sighting(2, "c", price="6"),
        sighting(3, "d", price="5"),
    ]
    assert [(v.field, v.value, v.capture) for v in versions(said)] == [
        ("price", "5", "a"),
        ("price", "6", "c"),
        ("price", "5", "d"),
    ]


def test_what_cannot_be_folded_says_so() -> None:
    with pytest.raises(ValueError, match="no sightings"):
        fold([])
    other = Sighting("lanternfish", Kind.VENDOR, "/l/1", "z", START, "http://a.onion", {})
    with pytest.raises(ValueError, match="more than one thing"):
        fold([sighting(0, "a"), other])
