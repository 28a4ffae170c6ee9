"""The step of the fold without a database: law by law, with many examples."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.record import fold
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database.merging import Standing, merged, said_by, same

WHEN = datetime(2026, 11, 24, tzinfo=timezone.utc)
values = st.one_of(st.text(max_size=3), st.integers(0, 2), st.booleans(), st.floats(0, 2), st.just(("a", "b")))


@st.composite
def sightings(draw: st.DrawFn) -> list[Sighting]:
    captures = draw(st.lists(st.text("abc", min_size=1, max_size=2), min_size=1, max_size=8, unique=True))
    return [
        Sighting("s", Kind.LISTING, "/a", capture, WHEN + timedelta(seconds=draw(st.integers(0, 2))), draw(st.text("m")),
                 draw(st.dictionaries(st.sampled_from("tdp"), values)))
        for capture in captures
    ]  # fmt: skip


def shape(standing: Standing) -> tuple[object, ...]:
    return (
        standing.fields, said_by(standing.said), standing.first_seen, standing.last_seen,
        tuple(sorted(standing.mirrors)), standing.sightings,
    )  # fmt: skip


@given(sightings(), st.randoms(use_true_random=False))
def test_it_is_the_fold_of_the_model_in_any_order(seen: list[Sighting], chance: random.Random) -> None:
    arriving = list(seen)
    chance.shuffle(arriving)
    record = fold(seen)
    assert shape(merged(None, arriving)) == (
        record.fields, record.said_by, record.first_seen, record.last_seen, record.mirrors, record.sightings,
    )  # fmt: skip


@given(sightings(), st.integers(0, 8))
def test_it_can_stop_and_go_on_anywhere(seen: list[Sighting], at: int) -> None:
    assert shape(merged(merged(None, seen[:at]), seen[at:])) == shape(merged(None, seen))


@given(sightings(), sightings())
def test_changed_names_exactly_what_changed(before: list[Sighting], after: list[Sighting]) -> None:
    standing = merged(None, before)
    known, standing.changed = dict(standing.fields), set()
    merged(standing, after)
    really = {name for name, value in standing.fields.items() if name not in known or not same(known[name], value)}
    assert really <= standing.changed  # a field may have changed and changed back
    if len(after) == 1:
        assert really == standing.changed


def test_what_a_page_says_differently_is_different() -> None:
    assert not same(True, 1)
    assert not same(1, 1.0)
    assert not same("1", 1)
    assert same(("a",), ("a",))
