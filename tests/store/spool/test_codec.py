from __future__ import annotations

from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.sighting import Kind, Link, Page, Reading, Statement
from tidewaiter.store.spool.codec import capture_json, capture_of, printable, reading_json, reading_of

any_text = st.text(st.characters(exclude_categories=()), max_size=30)  # lone surrogates too
values = st.one_of(any_text, st.integers(), st.booleans(), st.floats(allow_nan=False), st.tuples(any_text, any_text))
statements = st.builds(Statement, st.sampled_from(Kind), any_text, st.dictionaries(any_text, values, max_size=4))
links = st.builds(Link, any_text, st.none() | st.sampled_from(Page), any_text, st.integers(-100, 100))
texts = st.lists(any_text, max_size=3).map(tuple)
readings = st.builds(
    Reading, any_text, st.sampled_from(Page), any_text, st.lists(statements, max_size=3).map(tuple),
    st.lists(links, max_size=3).map(tuple), st.none() | st.integers(0, 900), texts, texts,
)  # fmt: skip
members = st.builds(Member, any_text, st.integers(0), st.integers(0), any_text)
times = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone.utc))
captures = st.builds(
    Capture, *[any_text] * 5, st.integers(1), times, any_text, st.integers(100, 999), any_text, any_text, st.integers(0),
    members, members, any_text,
)  # fmt: skip


@given(readings)
def test_a_reading_comes_back_as_it_was(reading):
    text = reading_json(reading)
    assert reading_of(text) == reading
    assert text.isascii()


@given(captures)
def test_a_capture_comes_back_as_it_was(capture):
    text = capture_json(capture)
    assert capture_of(text) == capture
    assert text.isascii()


@given(any_text)
def test_printable_text_is_text_for_every_store(text):
    shown = printable(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert "\x00" not in shown
