"""Captures as facts of the ledger: every capture comes back as it went in."""

import json
from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.capture import Capture, Member
from tidewaiter.store.evidence.facts import capture_facts, capture_from_facts, member_from_facts

numbers = st.integers(0, 1 << 61)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
members = st.builds(Member, file=st.text(), offset=numbers, length=numbers, sha256=digests)
texts = st.text(st.characters(codec=None))
captures = st.builds(
    Capture, id=texts, run=texts, source=texts, url=texts, mirror=texts, attempt=numbers, method=texts, status=numbers,
    captured_at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone.utc)),
    media_type=texts, payload_sha256=digests, size=numbers, response=members, request=members, certificate=texts,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(captures)
def test_a_capture_comes_back_through_json(capture):
    assert capture_from_facts(json.loads(json.dumps(capture_facts(capture)))) == capture


GOOD = {"file": "a", "offset": 0, "length": 1, "sha256": "ab" * 32}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"file": None}, "no file"),
        ({"offset": -1}, "range"),
        ({"offset": 1 << 63}, "range"),
        ({"length": "1"}, "no int"),
        ({"length": True}, "no int"),
        ({"sha256": "AB" * 32}, "SHA-256"),
        ({"sha256": "ab" * 32 + "\n"}, "SHA-256"),
    ],
)
def test_an_impossible_member_is_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        member_from_facts(GOOD | changed)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "yesterday", "2026-11-24"])
def test_an_impossible_time_is_refused(bench, at):
    (capture,) = bench.fill(1)
    with pytest.raises(ValueError, match=r"."):
        capture_from_facts(capture_facts(capture) | {"captured_at": at})
